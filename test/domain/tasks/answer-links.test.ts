import { expect, it } from 'vitest'
import { alternativesOfKeys, keysOfAlternatives, linksOfVoyage } from '#src/domain/tasks/answer-links.ts'
import { knownAnswers, knownSurveys } from '#src/domain/tasks/known-answers.ts'
import type { SubmissionPart } from '#src/domain/tasks/submission.ts'
import { testSubmission } from '#test/support/submission.ts'

const part = (voyageId: string, alternativeId: string | null, first: number, count: number): SubmissionPart => ({
  voyageId,
  voyageName: 'V',
  alternativeId,
  alternativeName: '',
  first,
  count,
})
const done = { state: 'done', sentMs: Date.UTC(2026, 10, 30, 6), taskName: 'name' } as const

it('gives the newest answer of each alternative, and where in its task it is', () => {
  const submissions = [
    testSubmission({ ...done, id: '1', taskId: 'old', parts: [part('v', 'a1', 0, 10)], sentMs: done.sentMs - 1 }),
    testSubmission({ ...done, id: '2', taskId: 'new', parts: [part('w', 'a1', 0, 5), part('v', 'a1', 5, 7)] }),
    testSubmission({ ...done, id: '3', taskId: 'other', parts: [part('v', 'a2', 0, 3)] }),
  ]
  expect(linksOfVoyage(submissions, 'v')).toEqual([
    { alternative: 'a1', taskId: 'new', taskName: 'name', first: 5, count: 7, askedAt: '2026-11-30T06:00:00.000Z' },
    { alternative: 'a2', taskId: 'other', taskName: 'name', first: 0, count: 3, askedAt: '2026-11-30T06:00:00.000Z' },
  ])
})

it('leaves out what cannot be read again: no task, no end, no alternative', () => {
  const of = [part('v', 'a1', 0, 3)]
  expect(
    linksOfVoyage(
      [
        testSubmission({ ...done, taskId: null, parts: of }),
        testSubmission({ ...done, state: 'failed', taskId: 't', parts: of }),
        testSubmission({ ...done, state: 'accepted', taskId: 't', parts: of }),
        testSubmission({ ...done, taskId: 't', parts: [part('v', null, 0, 3)] }),
      ],
      'v',
    ),
  ).toEqual([])
})

it('takes a survey for no answer of the plan, and finds it among the surveys', () => {
  const survey = { kind: 'departures', departuresMs: [0, 1] } as const
  const submissions = [
    testSubmission({ ...done, id: '1', taskId: 'plan', parts: [part('v', 'a1', 0, 5)] }),
    testSubmission({
      ...done,
      id: '2',
      taskId: 'survey',
      parts: [{ ...part('v', 'a1', 0, 9), survey }],
      sentMs: done.sentMs + 1,
    }),
  ]
  expect(linksOfVoyage(submissions, 'v').map(({ taskId }) => taskId)).toEqual(['plan'])
  expect(knownAnswers(submissions).map(({ key }) => key)).toEqual(['plan'])
  expect(knownSurveys(submissions, 'v', 'departures').map(({ key }) => key)).toEqual(['survey'])
  expect(knownSurveys(submissions, 'v', 'corridor')).toEqual([])
})

it('names what is compared by alternative, and finds it under the keys of another desk', () => {
  const here = [
    testSubmission({ ...done, id: '1', taskId: 'both', parts: [part('v', 'a1', 0, 5), part('v', 'a2', 5, 5)] }),
    testSubmission({ ...done, id: '2', taskId: 'old', parts: [part('v', 'a2', 0, 5)], sentMs: done.sentMs - 1 }),
  ]
  const there = [testSubmission({ ...done, id: '9', taskId: 'both', parts: [part('v', 'a2', 5, 5)] })]
  const ids = alternativesOfKeys(['both #2', 'old', 'gone'], here, 'v')
  expect(ids).toEqual(['a2'])
  expect(keysOfAlternatives([...ids, 'a1'], there, 'v')).toEqual(['both'])
})

import { describe, expect, it } from 'vitest'
import { submissionFrom } from '#src/domain/tasks/stored-submission.ts'
import { testPoints, testSubmission } from '#test/support/submission.ts'

/** As stored before a request could serve several voyages. */
function ofOneVoyage(points = testPoints(3), voyageId = 'v1') {
  const { parts: _, ...rest } = testSubmission({ points })
  return { ...rest, voyageId, routeName: 'Rotterdam – Halifax' }
}

describe('submissionFrom', () => {
  it('gives back what is stored today', () => {
    const submission = testSubmission()
    expect(submissionFrom(submission)).toBe(submission)
  })

  it('gives back unchanged what a newer Fairway has added', () => {
    const stored = {
      ...testSubmission(),
      variables: ['wind', 'ice'],
      error: { code: 'of-tomorrow', detail: '' },
      priority: 3,
    }
    expect(submissionFrom(stored)).toBe(stored)
  })

  it('takes a submission of one voyage for a request of one part', () => {
    const stored = ofOneVoyage()
    expect(submissionFrom(stored)).toMatchObject({
      taskName: stored.taskName,
      parts: [
        {
          voyageId: 'v1',
          voyageName: 'Rotterdam – Halifax',
          alternativeId: null,
          alternativeName: '',
          first: 0,
          count: 3,
        },
      ],
    })
  })

  it('gives no part to a task that was sent elsewhere', () =>
    expect(submissionFrom(ofOneVoyage(testPoints(0), ''))).toMatchObject({ parts: [] }))

  it.each<[string, object]>([
    ['without a state', { ...testSubmission(), state: undefined }],
    ['in a state of a newer Fairway', { ...testSubmission(), state: 'postponed' }],
    ['with parts that are none', { ...testSubmission(), parts: [{ voyageId: 'v1' }] }],
    ['with columns of two lengths', { ...testSubmission(), points: { ...testPoints(3), lon: new Float64Array(2) } }],
  ])('leaves one alone %s', (_, stored) => expect(submissionFrom(stored)).toBeNull())
})

import { expect, it } from 'vitest'
import { type KnownAnswer, knownAnswers, partSeenFrom } from '#src/domain/tasks/known-answers.ts'
import { type Shown, settled } from '#src/domain/tasks/shown-answer.ts'
import { testParts, testSubmission } from '#test/support/submission.ts'

/** An answer of alternative a1 or another that came at a given minute and was asked for a minute before. */
const answer = (key: string, minute: number, alternativeId: string | null = 'a1'): KnownAnswer => ({
  key,
  taskName: key,
  askedMs: minute - 1,
  finishedMs: minute,
  pointCount: 3,
  askedFor: { voyageId: 'v1', voyageName: 'Rotterdam – Halifax', alternativeId, alternativeName: '' },
})
const older = answer('older', 10)
const newer = answer('newer', 20)
const north = answer('north', 15, 'a2')
const shown = (
  key: string | null,
  until: Shown['until'],
  sinceMs: number,
  alternativeId: string | null = 'a1',
): Shown => ({ key, until, sinceMs, alternativeId })

it.each<[why: string, before: Shown | null, answers: KnownAnswer[], alternative: string, key: string | null]>([
  ['nothing was asked for yet', null, [], 'a1', null],
  ['a voyage that is opened shows the last answer of its alternative', null, [newer, north, older], 'a1', 'newer'],
  ['an alternative without one shows the last of the voyage', null, [newer, north], 'a3', 'newer'],
  ['one asked for before alternatives were noted is better than none', null, [answer('early', 5, null)], 'a1', 'early'],
  ['closed results stay closed', shown(null, 'newer', 30), [newer, older], 'a1', null],
  ['an answer that came after they were closed shows', shown(null, 'newer', 12), [newer, older], 'a1', 'newer'],
  ['a newer one takes the place of one that showed itself', shown('older', 'newer', 11), [newer, older], 'a1', 'newer'],
  [
    'one that was asked for earlier and comes later does not',
    shown('newer', 'newer', 21),
    [newer, answer('late', 25)].sort((a, b) => (b.key === 'late' ? -1 : 1)),
    'a1',
    'newer',
  ],
  ['what the operator chose stays', shown('older', 'closed', 11), [newer, older], 'a1', 'older'],
  [
    'an answer of elsewhere stays while the voyage is open',
    shown('theirs', 'left', 11),
    [newer, older],
    'a1',
    'theirs',
  ],
  ['an answer of another alternative does not take over', shown('older', 'newer', 11), [north, older], 'a1', 'older'],
  ['another alternative made active shows its own', shown('newer', 'closed', 21), [newer, north], 'a2', 'north'],
  ['without an answer of its own it keeps what is shown', shown('newer', 'newer', 21), [newer, north], 'a3', 'newer'],
])('%s', (_, before, answers, alternativeId, key) => {
  expect(settled(before, { answers, alternativeId, isComparing: false, nowMs: 40 })?.key ?? null).toBe(key)
})

it('while answers are compared none takes over, nor when the comparison ends', () => {
  const situation = { answers: [newer, older], alternativeId: 'a1', nowMs: 40 }
  const held = settled(shown('older', 'newer', 11), { ...situation, isComparing: true })
  expect(held?.key).toBe('older')
  expect(settled(held, { ...situation, isComparing: false })?.key).toBe('older')
})

it('nothing changes where nothing has changed', () => {
  const before = shown('newer', 'newer', 21)
  expect(settled(before, { answers: [newer, older], alternativeId: 'a1', isComparing: false, nowMs: 40 })).toBe(before)
})

it('each part of a request is an answer of its own, the last asked for first', () => {
  const [part] = testParts(2)
  if (!part) throw new Error('no part')
  const both = testSubmission({
    id: 'x',
    taskId: 'both',
    state: 'done',
    sentMs: 5,
    parts: [part, { ...part, alternativeId: 'a2', first: 2 }],
  })
  const last = testSubmission({ id: 'y', taskId: 'last', state: 'done', sentMs: 9, parts: [part] })
  const running = testSubmission({ id: 'z', taskId: 'running', state: 'accepted', sentMs: 10 })
  expect(knownAnswers([running, both, last]).map(({ key }) => key)).toEqual(['last', 'both', 'both #2'])
  expect(partSeenFrom(both, { voyageId: 'v1', alternativeId: 'a2' })).toBe(1)
  expect(partSeenFrom(both, { voyageId: 'v1', alternativeId: 'a9' })).toBe(0)
  expect(partSeenFrom(both, { voyageId: 'another', alternativeId: 'a2' })).toBe(0)
})

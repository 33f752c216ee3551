import { describe, expect, it } from 'vitest'
import { cardOf, type CardFacts, readyText } from '#src/domain/tasks/card.ts'
import type { CardAction, CardState } from '#src/domain/tasks/card-parts.ts'
import { cardOfRow } from '#src/domain/tasks/card-row.ts'
import type { TaskProgress } from '#src/domain/tasks/progress.ts'
import type { Submission } from '#src/domain/tasks/submission.ts'
import { atMs, testPoints, testSubmission } from '#test/support/submission.ts'

const minute = 60_000
const calm: CardFacts = {
  taskProgress: null,
  nowMs: atMs,
  contactLostMs: null,
  nextLookMs: null,
  retryMs: null,
  lost: false,
  candidates: 0,
}
const taskProgress = (change: Partial<TaskProgress> = {}): TaskProgress => ({
  readMs: atMs,
  sinceMs: atMs,
  estimatedMs: 4 * minute,
  endMs: null,
  fraction: 0.2,
  promisedMs: null,
  grownMs: null,
  unreadWords: null,
  ...change,
})
const accepted: Partial<Submission> = { state: 'accepted', taskId: 't1', sentMs: atMs }
const error = (code: 'offline' | 'busy' | 'signed-out' | 'request-refused' | 'server-failed', detail = '') => ({
  code,
  detail,
})

// The words are those of the design.
it.each<[string, Partial<Submission>, Partial<CardFacts>, CardState, string, CardAction[]]>([
  [
    'draft kept',
    { error: error('offline') },
    {},
    'draft',
    'Not sent yet. Will send when the connection returns.',
    ['send-now', 'edit', 'discard'],
  ],
  [
    'told to wait',
    { error: error('busy') },
    { retryMs: atMs + 45_000 },
    'draft',
    'The weather service asked us to wait. Next try in 0:45. Your request is kept.',
    ['send-now', 'edit', 'discard'],
  ],
  ['sending', { state: 'sending', sentMs: atMs }, {}, 'sending', 'Sending 148 points…', ['stop']],
  [
    'a direct request',
    { state: 'sending', mode: 'sync', sentMs: atMs },
    { nowMs: atMs + 2000 },
    'sending',
    'Working, usually under a minute',
    ['stop'],
  ],
  [
    'queued',
    accepted,
    { taskProgress: taskProgress() },
    'queued',
    'Waiting. Estimated time 4 min.',
    ['cancel', 'show-route'],
  ],
  [
    'running',
    accepted,
    { taskProgress: taskProgress({ endMs: atMs + 160_000 }) },
    'running',
    'About 2:40 left',
    ['cancel', 'show-route'],
  ],
  [
    'past its end',
    accepted,
    { taskProgress: taskProgress({ endMs: atMs - 80_000 }) },
    'running',
    'Taking longer than estimated, +1:20',
    ['cancel', 'show-route'],
  ],
  [
    'a grown estimate',
    accepted,
    { taskProgress: taskProgress({ endMs: atMs + 5 * minute, grownMs: atMs }) },
    'running',
    'About 5:00 left. Estimate now 5 min',
    ['cancel', 'show-route'],
  ],
  ['cancelling', { ...accepted, cancelAskedMs: atMs }, {}, 'cancelling', 'Cancelling…', []],
  [
    'a cancel nobody confirms',
    { ...accepted, cancelAskedMs: atMs },
    { nowMs: atMs + 3 * minute },
    'cancelling',
    'Cancelling… The service has not confirmed it yet.',
    [],
  ],
  [
    'done',
    { state: 'done', summary: { values: 12_400, missing: 383 } },
    {},
    'done',
    'Ready. 12\u2009400 values, 3 % missing.',
    ['show', 'export', 'remove'],
  ],
  [
    'failed',
    { state: 'failed', error: error('server-failed', 'no data') },
    {},
    'failed',
    '',
    ['retry', 'edit-request', 'copy-details'],
  ],
  [
    'cancelled',
    { state: 'cancelled', finishedMs: atMs - minute },
    {},
    'cancelled',
    'Cancelled 17:40Z. Route and request kept.',
    ['send-again'],
  ],
  [
    'finished anyway',
    { state: 'done', cancelAskedMs: atMs },
    {},
    'finished-anyway',
    'Finished before it could be cancelled. Result kept.',
    ['show', 'remove'],
  ],
  [
    'no contact',
    accepted,
    { contactLostMs: atMs, nowMs: atMs + minute, nextLookMs: atMs + 80_000 },
    'no-contact',
    'Lost contact 17:41Z. The task may still be running. Next check in 0:20.',
    ['check-now'],
  ],
  [
    'an unclear outcome',
    { state: 'unknown', unclearMs: atMs },
    { nowMs: atMs + 10_000 },
    'no-contact',
    'Lost contact 17:41Z. The task may still be running. Next check in 0:20.',
    ['check-now'],
  ],
  [
    'recovered',
    { ...accepted, found: { atMs, afterMs: 6 * minute } },
    { nowMs: atMs + 59_000 },
    'recovered',
    'Found again by name after 6 min.',
    ['cancel', 'show-route'],
  ],
  [
    'recovered by its time',
    { ...accepted, found: { atMs, afterMs: 4000, by: 'time' } },
    {},
    'recovered',
    'Found again by time and number of points after 4 s.',
    ['cancel', 'show-route'],
  ],
  [
    'recovered a minute ago',
    { ...accepted, found: { atMs, afterMs: 6 * minute } },
    { nowMs: atMs + 60_000 },
    'queued',
    'Waiting.',
    ['cancel', 'show-route'],
  ],
  [
    'not found',
    { state: 'not-found' },
    {},
    'not-found',
    'The server has no task with this name. Nothing was lost here; send again?',
    ['send-again', 'keep', 'remove'],
  ],
  [
    'several fit',
    { state: 'not-found' },
    { candidates: 3 },
    'not-found',
    '3 tasks at the service match this one. Pick yours by its time.',
    ['send-again', 'keep', 'remove'],
  ],
  [
    'lost',
    accepted,
    { lost: true, taskProgress: taskProgress(), nowMs: atMs + 29 * minute },
    'lost',
    'The service still says pending, 25 min past its estimate, but lists it nowhere. It may never finish.',
    ['check-now', 'send-again', 'remove'],
  ],
])('%s', (_, submission, facts, state, text, actions) => {
  expect(cardOf(testSubmission(submission), { ...calm, ...facts })).toMatchObject({ state, text, actions })
})

describe('beyond the table', () => {
  it("gives the code of a failure to the screen and the service's words as details", () => {
    const card = cardOf(testSubmission({ state: 'failed', error: error('request-refused', 'points 7 latitude') }), calm)
    expect(card).toMatchObject({ code: 'request-refused', details: 'points 7 latitude' })
  })

  it('asks to sign in again instead of promising to send', () => {
    expect(cardOf(testSubmission({ error: error('signed-out') }), calm).code).toBe('signed-out')
  })

  it('freezes the bar while there is no contact', () => {
    const frozen = (nowMs: number) =>
      cardOf(testSubmission(accepted), {
        ...calm,
        nowMs,
        contactLostMs: atMs + 10_000,
        taskProgress: taskProgress({ endMs: atMs + 100_000 }),
      }).bar
    expect(frozen(atMs + 20_000)).toEqual(frozen(atMs + 90_000))
    expect(frozen(atMs + 20_000)).toMatchObject({ look: 'frozen' })
  })

  it('greys the time left when contact was lost', () => {
    const card = cardOf(testSubmission(accepted), {
      ...calm,
      nowMs: atMs + minute,
      contactLostMs: atMs + 10_000,
      taskProgress: taskProgress({ endMs: atMs + 170_000 }),
    })
    expect(card.stale).toBe('About 2:40 left')
  })

  it('says that a cancel had no effect, with the words of the service, until it is asked again', () => {
    const dropped = testSubmission({
      ...accepted,
      cancelDropped: { atMs: atMs - minute, detail: 'Only its owner can cancel it' },
    })
    expect(cardOf(dropped, calm)).toMatchObject({
      state: 'queued',
      note: 'Could not be cancelled at 17:40Z, so it goes on. Cancel again, or let it end.',
      details: 'Only its owner can cancel it',
    })
    expect(cardOf({ ...dropped, cancelAskedMs: atMs, cancelDropped: null }, calm)).toMatchObject({
      state: 'cancelling',
      note: null,
    })
  })

  it.each([
    ['sent from here', {}, ['send-again', 'remove']],
    ['sent elsewhere', { parts: [], points: testPoints(0) }, ['remove']],
  ])('does not say that a task failed where the service does not say how it ended: %s', (_, where, actions) => {
    for (const detail of ['', 'FAILURE'])
      expect(
        cardOf(
          testSubmission({ ...where, state: 'failed', finishedMs: atMs, error: { code: 'task-failed', detail } }),
          calm,
        ),
      ).toMatchObject({ state: 'cancelled', word: 'Ended', text: 'Ended 17:41Z without a result.', actions })
  })

  it('has a link to offer once the task has an id', () => {
    expect(cardOf(testSubmission(accepted), calm).more).toContain('copy-link')
    expect(cardOf(testSubmission({ state: 'sending', sentMs: atMs }), calm).more).not.toContain('copy-link')
  })

  it('says why a direct request runs in the background', () => {
    expect(cardOf(testSubmission({ ...accepted, sentInBackground: true }), calm).note).toMatch(/two direct requests/)
  })

  it.each<[string, Partial<Submission>, Partial<CardFacts>, string | null]>([
    ['failed', { state: 'failed' }, {}, null],
    ['cancelled', { state: 'cancelled', finishedMs: atMs }, {}, 'Cancelled 17:41Z.'],
    ['not found', { state: 'not-found' }, {}, 'The server has no task with this name. Nothing was lost here.'],
    ['lost', accepted, { lost: true }, null],
  ])('does not offer to send again what was sent elsewhere: %s', (_, submission, facts, text) => {
    const card = cardOf(testSubmission({ ...submission, parts: [], points: testPoints(0) }), { ...calm, ...facts })
    expect(card.actions).toContain('remove')
    expect(card.more).not.toContain('show-route')
    for (const action of ['retry', 'edit-request', 'send-again'] as const) expect(card.actions).not.toContain(action)
    if (text !== null) expect(card.text).toBe(text)
  })
})

it.each([
  [{ values: 100, missing: 0 }, 'Ready. 100 values, none missing.'],
  [{ values: 99_999, missing: 1 }, 'Ready. 99\u2009999 values, under 1 % missing.'],
  [{ values: 1, missing: 999 }, 'Ready. 1 value, 99 % missing.'],
  [{ values: 0, missing: 10 }, 'Ready. 0 values, 100 % missing.'],
  [null, 'Ready.'],
])('%j reads %s', (summary, text) => expect(readyText(summary)).toBe(text))

it.each([
  ['PENDING', 'queued', 'Waiting.'],
  ['SUCCESS', 'done', 'Ready.'],
  ['FAILURE', 'cancelled', 'Ended without a result.'],
  ['REVOKED', 'cancelled', 'The service says REVOKED.'],
  ['STARTED', 'running', 'The service says STARTED.'],
])('a row that says %s is %s', (status, state, text) => {
  expect(cardOfRow({ task_id: 't', status }, null, null, atMs)).toMatchObject({ state, text })
})

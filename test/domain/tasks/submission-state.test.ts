import { describe, expect, it } from 'vitest'
import { afterEvent, type SubmissionEvent } from '#src/domain/tasks/submission-state.ts'
import type { Submission } from '#src/domain/tasks/submission.ts'
import { atMs, testSubmission } from '#test/support/submission.ts'

const after = (start: Partial<Submission>, ...events: SubmissionEvent[]) =>
  events.reduce(afterEvent, testSubmission(start))
const sending: SubmissionEvent = { type: 'sending', atMs }
const lost: SubmissionEvent = { type: 'connection-lost', atMs, code: 'server-unreachable', detail: '' }
const answered: SubmissionEvent = { type: 'answered', atMs, summary: { values: 12, missing: 0 }, points: 3 }
const failure: SubmissionEvent = { type: 'ended', atMs, status: 'FAILURE', error: 'no data' }

describe('afterEvent', () => {
  it.each<[string, Submission, Partial<Submission>]>([
    ['sends what was certainly not sent', after({}, sending), { state: 'sending', sentMs: atMs }],
    [
      'keeps what could not be sent',
      after({}, sending, { type: 'held-back', code: 'busy', detail: '' }),
      { state: 'unsent', sentMs: null, error: { code: 'busy', detail: '' } },
    ],
    [
      'cancels what was stopped on its way out and never went',
      after({}, sending, { type: 'cancel-asked', atMs }, { type: 'held-back', code: 'busy', detail: '' }),
      { state: 'cancelled', sentMs: null, finishedMs: atMs, error: null },
    ],
    [
      'follows an accepted task',
      after({}, sending, { type: 'accepted', taskId: 't1' }),
      { state: 'accepted', taskId: 't1' },
    ],
    ['takes a direct answer', after({ mode: 'sync' }, sending, answered), { state: 'done', finishedMs: atMs }],
    ['looks an unclear outcome up', after({}, sending, lost), { state: 'unknown', unclearMs: atMs }],
    [
      'follows by its id a held call that broke after its id was learned',
      after({ mode: 'sync' }, sending, { type: 'listed', taskId: 't1' }, lost),
      { state: 'accepted', taskId: 't1' },
    ],
    [
      'says how long finding took',
      after({}, sending, lost, { type: 'found', atMs: atMs + 360_000, taskId: 't1' }),
      { state: 'accepted', found: { atMs: atMs + 360_000, afterMs: 360_000 } },
    ],
    [
      "fails with the service's words",
      after({ state: 'accepted', taskId: 't1' }, failure),
      { state: 'failed', error: { code: 'task-failed', detail: 'no data' } },
    ],
    [
      'calls a failure after the wish to cancel cancelled',
      after({ state: 'accepted' }, { type: 'cancel-asked', atMs }, failure),
      { state: 'cancelled' },
    ],
    [
      "reads the service's words for cancelled",
      after({ state: 'accepted' }, { ...failure, error: 'Cancelled by anna at 2026-11-22T17:40:00Z' }),
      { state: 'cancelled' },
    ],
    [
      'reads REVOKED as cancelled',
      after({ state: 'accepted' }, { ...failure, status: 'REVOKED', error: '' }),
      { state: 'cancelled' },
    ],
    [
      'keeps an answer that came before the cancel',
      after({ state: 'accepted' }, { type: 'cancel-asked', atMs }, answered),
      { state: 'done', cancelAskedMs: atMs },
    ],
    [
      'learns its id after a direct answer',
      after({ mode: 'sync' }, sending, answered, { type: 'listed', taskId: 't1' }),
      { state: 'done', taskId: 't1' },
    ],
  ])('%s', (_, submission, expected) => expect(submission).toMatchObject(expected))

  it('never sends an unclear outcome again', () => {
    expect(after({ state: 'unknown' }, sending).state).toBe('unknown')
    expect(after({ state: 'not-found' }, sending).state).toBe('not-found')
  })

  it('takes an unknown status as still running', () => {
    expect(after({ state: 'accepted' }, { ...failure, status: 'STARTED' }).state).toBe('accepted')
  })

  it.each(['done', 'failed', 'cancelled'] as const)('final is final: %s', (state) => {
    const final = testSubmission({ state, taskId: 't1' })
    for (const event of [
      sending,
      lost,
      answered,
      failure,
      { type: 'accepted', taskId: 't2' } as const,
      { type: 'not-found' } as const,
    ]) {
      expect(afterEvent(final, event)).toBe(final)
    }
  })
})

import { describe, expect, it } from 'vitest'
import { pollPolicy } from '#src/domain/tasks/poll-policy.ts'
import {
  type PendingRead,
  reconcile,
  type StatusRead,
  type TaskEvent,
  watchedTasks,
} from '#src/domain/tasks/reconcile.ts'
import type { Submission } from '#src/domain/tasks/submission.ts'
import { atMs, testPoints, testSubmission } from '#test/support/submission.ts'
import { MINUTE_MS } from '#src/domain/time.ts'

const nowMs = atMs + 10 * MINUTE_MS
const sent = { sentMs: atMs, taskId: 't1', state: 'accepted' } as const
const { id, taskName } = testSubmission()

const row = (task_id: string, task_name: string | null = task_id) => ({
  task_id,
  task_name,
  status: 'PENDING',
  nbr_points: 5000,
})
/** The list, asked for a second ago unless said otherwise. */
const listed = (tasks: ReturnType<typeof row>[], readMs = nowMs - 1000): PendingRead => ({
  tasks,
  readMs,
  progressByTask: new Map(),
})
const by = (status: StatusRead) => new Map([['t1', status]])
const none = new Map<string, StatusRead>()

describe('what list, status and submission mean together', () => {
  it.each<[string, Partial<Submission>, PendingRead | null, ReadonlyMap<string, StatusRead>, TaskEvent[]]>([
    ['listed as pending: nothing new', sent, listed([row('t1')]), none, []],
    ['no list yet: nothing new', sent, null, none, []],
    ['in the list no more: its id is asked for', sent, listed([]), none, [{ id, askFor: 't1' }]],
    [
      'not in a list that was read before it could be: nothing yet',
      sent,
      listed([], atMs + pollPolicy.firstLookMs - 1),
      none,
      [],
    ],
    [
      'found a moment ago, and not in a list of before: nothing yet',
      { ...sent, found: { atMs: nowMs - 500, afterMs: 0 } },
      listed([]),
      none,
      [],
    ],
    [
      'in no list, pending by its id: its id is asked for again',
      sent,
      listed([]),
      by({ kind: 'pending', isListed: null }),
      [{ id, askFor: 't1' }],
    ],
    [
      'in no list, not even the full one: lost',
      sent,
      listed([]),
      by({ kind: 'pending', isListed: false }),
      [{ id, lost: true }],
    ],
    [
      'lost, and listed again: nothing is wrong',
      sent,
      listed([row('t1')]),
      by({ kind: 'pending', isListed: false }),
      [],
    ],
    [
      'answered',
      sent,
      listed([]),
      by({ kind: 'answered', summary: { values: 3, missing: 1 }, points: 2 }),
      [{ id, event: { type: 'answered', atMs: nowMs, summary: { values: 3, missing: 1 }, points: 2 } }],
    ],
    [
      'answered, though an older list still has it',
      sent,
      listed([row('t1')]),
      by({ kind: 'answered', summary: { values: 3, missing: 0 }, points: 3 }),
      [{ id, event: { type: 'answered', atMs: nowMs, summary: { values: 3, missing: 0 }, points: 3 } }],
    ],
    [
      'ended without an answer',
      sent,
      listed([]),
      by({ kind: 'ended', status: 'FAILURE', error: 'no data' }),
      [{ id, event: { type: 'ended', atMs: nowMs, status: 'FAILURE', error: 'no data' } }],
    ],
    [
      'an answer that cannot be read',
      sent,
      listed([]),
      by({ kind: 'unreadable', code: 'answer-mismatch', detail: 'x' }),
      [{ id, event: { type: 'refused', atMs: nowMs, code: 'answer-mismatch', detail: 'x' } }],
    ],
    ['known to nobody', sent, listed([]), by({ kind: 'missing' }), [{ id, event: { type: 'not-found' } }]],
    [
      'a held call whose name is listed gets its id',
      { state: 'sending', sentMs: atMs },
      listed([row('t9', taskName)]),
      none,
      [{ id, event: { type: 'listed', taskId: 't9' } }],
    ],
    ['a held call whose id is known is left to itself', { ...sent, state: 'sending' }, listed([]), none, []],
    [
      'a held call that was seen to end',
      { ...sent, state: 'sending' },
      listed([]),
      by({ kind: 'ended', status: 'REVOKED', error: '' }),
      [{ id, event: { type: 'ended', atMs: nowMs, status: 'REVOKED', error: '' } }],
    ],
    [
      'an unclear outcome whose name is listed is found',
      { state: 'unknown', sentMs: atMs },
      listed([row('t9', taskName)]),
      none,
      [{ id, event: { type: 'found', atMs: nowMs, taskId: 't9' } }],
    ],
    [
      'one not found whose name is listed after all is found',
      { state: 'not-found', sentMs: atMs },
      listed([row('t9', taskName)]),
      none,
      [{ id, event: { type: 'found', atMs: nowMs, taskId: 't9' } }],
    ],
    [
      'two tasks of its name: the operator picks',
      { state: 'unknown', sentMs: atMs },
      listed([row('t8', taskName), row('t9', taskName)]),
      none,
      [],
    ],
    ['unsent: no task can be its own', { state: 'unsent' }, listed([row('t9', taskName)]), none, []],
    [
      'done is done, whatever a late list says',
      { ...sent, state: 'done' },
      listed([row('t1')]),
      by({ kind: 'missing' }),
      [],
    ],
  ])('%s', (_, change, pending, statuses, expected) => {
    expect(reconcile([testSubmission(change)], { pending, statuses }, nowMs)).toEqual(expected)
  })
})

describe('which tasks the next look is for', () => {
  const promise = {
    readMs: nowMs - 1000,
    sinceMs: atMs,
    estimatedMs: 4 * MINUTE_MS,
    endMs: nowMs + 59_000,
    fraction: 0.5,
    promisedMs: null,
    grownMs: null,
    unreadWords: null,
  }

  it('those in the list, with what they promised; a colleague’s too', () => {
    const pending = {
      ...listed([row('t1'), row('t2')]),
      progressByTask: new Map([
        ['t1', promise],
        ['t2', promise],
      ]),
    }
    expect(watchedTasks([testSubmission(sent)], pending)).toEqual([
      { isOwn: true, points: 148, sinceMs: atMs, lookedMs: promise.readMs, leftMs: 60_000, estimatedMs: 4 * MINUTE_MS },
      {
        isOwn: false,
        points: 5000,
        sinceMs: atMs,
        lookedMs: promise.readMs,
        leftMs: 60_000,
        estimatedMs: 4 * MINUTE_MS,
      },
    ])
  })

  it('those it has not had time to show', () => {
    const young = testSubmission({ ...sent, sentMs: nowMs, points: testPoints(3) })
    expect(watchedTasks([young], listed([]))).toEqual([
      { isOwn: true, points: 3, sinceMs: nowMs, lookedMs: null, leftMs: null, estimatedMs: null },
    ])
  })

  it('not those followed by their id, and not what has ended', () => {
    expect(watchedTasks([testSubmission(sent)], listed([]))).toEqual([])
    expect(watchedTasks([testSubmission({ ...sent, state: 'done' })], listed([row('t1')]))).toEqual([])
  })

  it('one that is being cancelled is looked at soon', () => {
    const pending = { ...listed([row('t1')]), progressByTask: new Map([['t1', promise]]) }
    expect(watchedTasks([testSubmission({ ...sent, cancelAskedMs: nowMs })], pending)).toMatchObject([
      { leftMs: pollPolicy.firstLookMs },
    ])
  })
})

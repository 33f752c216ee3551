import { isFinalStatus, type TaskRow } from '#src/domain/metocean/contract.ts'
import { backOffMs, pollPolicy } from '#src/domain/tasks/poll-policy.ts'
import { findSubmission } from '#src/domain/tasks/recovery.ts'
import type { Followed } from './follow.ts'
import type { SubmissionStore } from './submission-store.ts'
import type { TaskLists } from './task-lists.ts'

interface Parts {
  store: SubmissionStore
  lists: TaskLists
  follow: (id: string) => Promise<Followed>
  /** Called when a submission's task id has become known. */
  identified: (id: string) => void
  now: () => number
  random: () => number
}

/** Finds out what became of submissions whose outcome is unclear. */
export interface LookUp {
  /** Looks now, after 30 s and after 2 min; a look that nobody answered does not count. */
  readonly start: (id: string) => void
  /** The tasks that fit, where several do: the operator picks. */
  readonly candidates: (id: string) => readonly TaskRow[]
  readonly stop: () => void
}

export function createLookUp({ store, lists, follow, identified, now, random }: Parts): LookUp {
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  const several = new Map<string, readonly TaskRow[]>()

  function after(id: string, delayMs: number, work: () => Promise<void>): void {
    clearTimeout(timers.get(id))
    timers.set(id, setTimeout(() => void work(), delayMs))
  }

  async function look(id: string, looks: number, failures: number): Promise<void> {
    const submission = store.get(id)
    if (submission?.state !== 'unknown') return done(id)
    const sent = { taskName: submission.taskName, sentMs: submission.sentMs, points: submission.points.lat.length }
    try {
      // In this order, for a task that ends between two looks moves from the first list to the second.
      for (const name of ['pending', 'success', 'all'] as const) {
        const found = findSubmission((await lists.read(name)).tasks, sent)
        if (found.kind === 'one') return await attach(id, found.row)
        if (found.kind === 'several') return await leaveToOperator(id, found.rows)
      }
    } catch {
      return after(id, Math.max(lists.waitMs(), backOffMs(failures + 1, random(), pollPolicy.failure)), () => look(id, looks, failures + 1))
    }
    const [thisMs, nextMs] = pollPolicy.lookUpsMs.slice(looks)
    if (thisMs === undefined || nextMs === undefined) return leaveToOperator(id, [])
    // From this look, not from the loss: after a long silence the service gets the same time to show the task.
    after(id, nextMs - thisMs, () => look(id, looks + 1, 0))
  }

  async function attach(id: string, row: TaskRow): Promise<void> {
    done(id)
    await store.apply(id, { type: 'found', atMs: now(), taskId: row.task_id })
    if (isFinalStatus(row.status)) await follow(id)
    else identified(id)
  }

  async function leaveToOperator(id: string, rows: readonly TaskRow[]): Promise<void> {
    done(id)
    if (rows.length > 0) several.set(id, rows)
    await store.apply(id, { type: 'not-found' })
  }

  function done(id: string): void {
    clearTimeout(timers.get(id))
    timers.delete(id)
  }

  return {
    start: (id) => {
      if (!timers.has(id)) after(id, pollPolicy.lookUpsMs[0], () => look(id, 0, 0))
    },
    candidates: (id) => several.get(id) ?? [],
    stop: () => [...timers.keys()].forEach(done),
  }
}

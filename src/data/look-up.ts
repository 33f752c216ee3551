import { isFinalStatus, type TaskRow } from '#src/domain/metocean/contract.ts'
import { backOffMs, pollPolicy } from '#src/domain/tasks/poll-policy.ts'
import { findByName, findByTime, type Found } from '#src/domain/tasks/recovery.ts'
import type { Submission } from '#src/domain/tasks/submission.ts'
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
  /** Looks now, after 30 s and after 2 min; a look that nobody answered does not count. One that was not found is looked for once. */
  readonly start: (id: string) => void
  /** Looks once more besides; what was planned stays so. */
  readonly now: (id: string) => Promise<void>
  /** The operator has picked one of several. */
  readonly picked: (id: string) => void
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
    if (submission?.state !== 'unknown' && submission?.state !== 'not-found') return done(id)
    try {
      const { by, ...found } = await search(submission)
      if (found.kind === 'one') return await attach(id, found.row, by)
      if (found.kind === 'several') return await leaveToOperator(id, found.rows)
    } catch {
      return after(id, Math.max(lists.waitMs(), backOffMs(failures + 1, random(), pollPolicy.failure)), () => look(id, looks, failures + 1))
    }
    const [thisMs, nextMs] = pollPolicy.lookUpsMs.slice(looks)
    if (thisMs === undefined || nextMs === undefined || submission.state === 'not-found') return leaveToOperator(id, [])
    // From this look, not from the loss: after a long silence the service gets the same time to show the task.
    after(id, nextMs - thisMs, () => look(id, looks + 1, 0))
  }

  /** By its name in one list after the other; where none has it, by time and number of points among all. */
  async function search({ id, taskName, sentMs, points }: Submission): Promise<Found & { by: 'name' | 'time' }> {
    const rows: TaskRow[] = []
    // In this order, for a task that ends between two looks moves from the first list to the second.
    for (const name of ['pending', 'success', 'all'] as const) {
      const { tasks } = await lists.read(name)
      const found = findByName(tasks, taskName)
      if (found.kind !== 'none') return { ...found, by: 'name' }
      rows.push(...tasks.filter(({ task_id }) => (store.byTask(task_id)?.id ?? id) === id))
    }
    return { ...(sentMs === null ? ({ kind: 'none' } as const) : findByTime(rows, sentMs, points.lat.length)), by: 'time' }
  }

  async function attach(id: string, row: TaskRow, by: 'name' | 'time'): Promise<void> {
    done(id)
    await store.apply(id, { type: 'found', atMs: now(), taskId: row.task_id, by })
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
    now: async (id) => {
      const submission = store.get(id)
      const found = submission && (await search(submission).catch(() => null))
      if (found?.kind === 'one') await attach(id, found.row, found.by)
      if (found?.kind === 'several') await leaveToOperator(id, found.rows)
    },
    candidates: (id) => several.get(id) ?? [],
    picked: (id) => void several.delete(id),
    stop: () => [...timers.keys()].forEach(done),
  }
}

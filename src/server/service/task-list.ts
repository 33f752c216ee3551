import type { TaskList, TaskRow } from '#src/domain/metocean/wire/contract.ts'
import { formatDurationWords } from '#src/domain/metocean/duration-words.ts'
import type { Estimator } from './estimate.ts'
import type { Database } from '../db/database.ts'
import { mailFailures } from '../mail/mails.ts'
import { findTasks, listTasks, type Task } from './tasks.ts'

/** The body of GET /user/tasks and its two filters, every documented field there. */
export function taskList(tasks: readonly ListedTask[], user: string, estimator: Estimator, nowMs: number): TaskList {
  return {
    username: user,
    user_id: 1, // the embedded service has one account
    email: null,
    tasks_count: tasks.length,
    tasks: tasks.map((task) => taskRow(task, estimator, nowMs)),
  }
}

function taskRow(task: ListedTask, estimator: Estimator, nowMs: number): TaskRow {
  const timeLeftMs = task.status === 'PENDING' ? estimator.shownLeftMs(task, nowMs) : 0
  return {
    task_id: task.id,
    status: task.status,
    API_call_time: callTime(task.calledAt),
    task_name: task.taskName,
    nbr_points: task.points,
    variables: [...task.variables],
    estimated_time: formatDurationWords(task.estimatedMs),
    time_left: timeLeftMs === null ? null : formatDurationWords(timeLeftMs),
    ...(task.mailError !== undefined && { mail_error: task.mailError }),
  }
}

/** As the service writes it, UTC without a zone: `2025-03-12T12:17:19.792961`. The clock has no microseconds, the last three are zero. */
const callTime = (at: Date) => at.toISOString().replace('Z', '000')

/** A task as lists show it: with the reason why mail about it was given up, if it was. */
type ListedTask = Task & { readonly mailError?: string | undefined }

/** What polls read. However many ask at once, the database is asked once for all of them. */
export interface SharedReads {
  task(id: string): Promise<Task | null>
  list(status?: Task['status']): Promise<readonly ListedTask[]>
}

export function shareReads(db: Database): SharedReads {
  const task = batched((ids: readonly string[]) => findTasks(db, ids))
  const list = batched(
    async (filters: ReadonlyArray<Task['status'] | undefined>) =>
      new Map(await Promise.all(filters.map(async (status) => [status, await listed(db, status)] as const))),
  )
  return {
    task: async (id) => (await task(id)) ?? null,
    list: async (status) => (await list(status)) ?? [],
  }
}

async function listed(db: Database, status?: Task['status']): Promise<ListedTask[]> {
  const tasks = await listTasks(db, status)
  const failures = await mailFailures(
    db,
    tasks.filter(({ receiveMail }) => receiveMail).map(({ id }) => id),
  )
  return failures.size === 0 ? tasks : tasks.map((task) => ({ ...task, mailError: failures.get(task.id) }))
}

/**
 * One reading at a time; who asks while it runs shares the next one. So nobody gets an answer that was begun before
 * they asked, and the more ask, the fewer readings each of them costs.
 */
export function batched<Key, Value>(
  load: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>,
): (key: Key) => Promise<Value | undefined> {
  let last: Promise<unknown> = Promise.resolve()
  let next: { readonly keys: Set<Key>; readonly values: Promise<ReadonlyMap<Key, Value>> } | null = null
  const open = () => {
    const keys = new Set<Key>()
    const values = last.then(() => {
      next = null
      return load([...keys])
    })
    last = values.catch(() => undefined)
    return { keys, values }
  }
  return async (key) => {
    next ??= open()
    next.keys.add(key)
    return (await next.values).get(key)
  }
}

import type { TaskList, TaskRow } from '#src/domain/metocean/wire/contract.ts'
import { formatDurationWords } from '#src/domain/metocean/duration-words.ts'
import type { Estimator } from './estimate.ts'
import { batched } from '../db/batched.ts'
import type { Database } from '../db/database.ts'
import { mailFailures } from '../mail/mails.ts'
import { findTasks, listTasks, pageOfTasks, type PageQuery, type Task } from './tasks.ts'

/** The body of GET /user/tasks and its two filters, with every documented field. */
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
    submitted_by: task.userName,
    ...(task.mailError !== undefined && { mail_error: task.mailError }),
  }
}

/** As the service writes it, UTC without a zone: `2025-03-12T12:17:19.792961`. The last three digits are always 0. */
const callTime = (at: Date) => at.toISOString().replace('Z', '000')

/** A task in a list, with the reason if mail about it was given up. */
type ListedTask = Task & { readonly mailError?: string | undefined }

/** What polls read. However many ask at once, the database is asked once for all of them. */
export interface SharedReads {
  task(id: string): Promise<Task | null>
  list(status?: Task['status']): Promise<readonly ListedTask[]>
  page(query: PageQuery): Promise<readonly ListedTask[]>
}

export function shareReads(db: Database): SharedReads {
  const task = batched((ids: readonly string[]) => findTasks(db, ids))
  const list = batched(
    async (filters: ReadonlyArray<Task['status'] | undefined>) =>
      new Map(
        await Promise.all(
          filters.map(async (status) => [status, await withMailErrors(db, await listTasks(db, status))] as const),
        ),
      ),
  )
  // By what they ask for as text: equal queries are one.
  const page = batched(
    async (queries: readonly string[]) =>
      new Map(
        await Promise.all(
          queries.map(
            async (query) =>
              [query, await withMailErrors(db, await pageOfTasks(db, JSON.parse(query) as PageQuery))] as const,
          ),
        ),
      ),
  )
  return {
    task: async (id) => (await task(id)) ?? null,
    list: async (status) => (await list(status)) ?? [],
    page: async (query) => (await page(JSON.stringify(query))) ?? [],
  }
}

async function withMailErrors(db: Database, tasks: readonly Task[]): Promise<readonly ListedTask[]> {
  const failures = await mailFailures(
    db,
    tasks.filter(({ receiveMail }) => receiveMail).map(({ id }) => id),
  )
  return failures.size === 0 ? tasks : tasks.map((task) => ({ ...task, mailError: failures.get(task.id) }))
}

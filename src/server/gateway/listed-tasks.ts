import type { FastifyBaseLogger } from 'fastify'
import { z } from 'zod'
import { and, eq, inArray, or } from 'drizzle-orm'
import { isFinalStatus, type TaskList, TaskRow, tasksOfList } from '#src/domain/metocean/wire/contract.ts'
import { type Database, orm } from '../db/database.ts'
import type { User, Visibility } from '../auth/user.ts'
import { ownersOf, serviceOfTask } from '../db/submissions.ts'
import { Refusal } from '../http/http-error.ts'
import { taskOfOther } from '../http/origin.ts'
import { isTaskId } from '../http/request-body.ts'
import { mayReach, type TaskDeed } from '../library/links.ts'
import { tasksByState } from '../monitoring/metrics.ts'
import type { Calls } from './calls.ts'
import { bodyJson } from './upstream-body.ts'
import { attachListed } from './submission-record.ts'
import { unreadable } from './upstream-error.ts'
import { submission } from '../db/schema.ts'

/** An account's whole list, at some hundred bytes a task. */
const LIST_BYTES = 16 * 1024 * 1024

export type ListFilter = '' | '/PENDING' | '/SUCCESS'

interface ListedTasksDeps {
  readonly db: Database
  readonly calls: Calls
  readonly nowMs: () => number
  readonly log: FastifyBaseLogger
  /** One list serves all who ask for it within this time. Milliseconds. */
  readonly sharedMs: number
  readonly visibility: Visibility
}

const noSuchTask = () => new Refusal(404, 'not-found', 'There is no task with this id.')

/** The service's lists, and what they show: which ids exist, which tasks are unfinished, what became of submissions. */
export class ListedTasks {
  readonly #deps: ListedTasksDeps
  readonly #shared: SharedCalls<TaskRow[]>
  readonly #seen = new KnownIds()
  readonly #underWay = new UnderWay()
  readonly #statuses: StatusWatch

  constructor(deps: ListedTasksDeps) {
    this.#deps = deps
    this.#shared = new SharedCalls(deps.sharedMs)
    this.#statuses = new StatusWatch(deps.log)
  }

  read(filter: ListFilter): Promise<TaskRow[]> {
    const { calls, nowMs, log } = this.#deps
    const tell = (what: string) => log.debug({ call: 'list', filter, what }, 'an answer was read with a tolerance')
    return this.#shared.get(filter, nowMs(), async () => {
      const rows = await calls.make({ kind: 'list', filter }, async (answer) =>
        readTaskRows(await bodyJson(answer, LIST_BYTES), tell),
      )
      await this.#learn(filter, rows)
      const owners = await ownersOf(
        this.#deps.db,
        rows.map(({ task_id }) => task_id),
      )
      return rows.map((row) => ({ ...row, submitted_by: owners.get(row.task_id) ?? null }))
    })
  }

  /** The lists are out of date: something was submitted or cancelled. */
  forget(): void {
    this.#shared.forget()
  }

  accepted(taskId: string): void {
    this.#seen.see([taskId], this.#deps.nowMs())
    this.#underWay.accepted(taskId)
  }

  /**
   * Who sent a task that a list showed lately, or that was submitted through Fairway; null: it was sent from elsewhere.
   * @throws Refusal 404 for any other id, for one of the embedded service, and for one the user may not see
   */
  async ownerFor(user: User, id: string, deed: TaskDeed): Promise<string | null> {
    const { db, visibility } = this.#deps
    const owner = (await ownersOf(db, [id])).get(id) ?? null
    if (!(await mayReach(db, user, { id, owner }, deed, visibility))) throw noSuchTask()
    if (!this.#seen.has(id, this.#deps.nowMs())) {
      const service = await serviceOfTask(db, id)
      if (service === 'embedded') throw taskOfOther(service)
      if (service === null) throw noSuchTask()
    }
    return owner
  }

  /** How many submissions of a user are unfinished, as far as the last list shows. */
  underWay(user: string): Promise<number> {
    return this.#underWay.count(this.#deps.db, user)
  }

  async #learn(filter: ListFilter, rows: readonly TaskRow[]): Promise<void> {
    const { db, nowMs, log } = this.#deps
    if (filter === '/PENDING') {
      this.#underWay.listed(rows)
      tasksByState.set({ state: 'pending' }, rows.length)
    }
    this.#statuses.see(rows)
    this.#seen.see(
      rows.map(({ task_id }) => task_id),
      nowMs(),
    )
    // A full disk must not keep anyone from reading; a later look writes the ids.
    await attachListed(db, rows, nowMs()).catch((error: unknown) =>
      log.warn({ err: error }, 'ids from a list could not be written'),
    )
  }
}

const text = z.string().nullish().catch(null)

/** A row as the service may send it: unreadable members are missing, and only the id is needed. */
const UpstreamRow = z.object({
  ...TaskRow.shape,
  // One of another form must not get into an address, a row or a page.
  task_id: z.union([z.string(), z.number()]).transform(String).refine(isTaskId),
  status: z.string().catch('PENDING'), // an unreadable status counts as still running
  API_call_time: text,
  task_name: text,
  nbr_points: z.coerce.number().nullish().catch(null),
  variables: z.array(z.string()).nullish().catch(null),
  estimated_time: text,
  time_left: text,
})

/**
 * The service's list, with the account's name, number and address replaced: they stay here, and their keys hold
 * Fairway's user instead. Unknown fields are left out, and so are rows without an id or with one of another form than ids have.
 * @param onTolerance called with each tolerance the reading needed
 * @throws UpstreamError if it is not a list
 */
export function readTaskRows(body: unknown, onTolerance: (what: string) => void = () => undefined): TaskRow[] {
  const list = tasksOfList(body)
  if (!Array.isArray(list)) throw unreadable('something that is not a list of tasks')
  if (!isTaskArray(body)) onTolerance('no tasks for an empty list')
  return list.flatMap((row: unknown) => {
    const parsed = UpstreamRow.safeParse(row)
    return parsed.success ? [parsed.data] : []
  })
}

/** Does the list hold its tasks as an array, as the contract has even an empty one? */
const isTaskArray = (body: unknown) =>
  typeof body === 'object' && body !== null && 'tasks' in body && Array.isArray(body.tasks)

export const asTaskList = (tasks: readonly TaskRow[], user: string): TaskList => ({
  username: user,
  user_id: 1, // one account serves all users; they are told apart by name
  email: null,
  tasks_count: tasks.length,
  tasks: [...tasks],
})

/** How long an id from a list stays known. Milliseconds. */
const SEEN_MS = 60_000

/** Ids lately seen in a list: only these and those of submissions ever go upstream, so that nobody can try ids out. */
class KnownIds {
  readonly #seenMs = new Map<string, number>()

  see(ids: Iterable<string>, nowMs: number): void {
    for (const [id, seenMs] of this.#seenMs) if (nowMs - seenMs > SEEN_MS) this.#seenMs.delete(id)
    for (const id of ids) this.#seenMs.set(id, nowMs)
  }

  has(id: string, nowMs: number): boolean {
    const seenMs = this.#seenMs.get(id)
    return seenMs !== undefined && nowMs - seenMs <= SEEN_MS
  }
}

interface Shared<T> {
  readonly startedMs: number
  readonly answer: Promise<T>
}

/** Merges browsers' calls for the same list into one upstream. A failure goes to all who wait, and is not kept. */
class SharedCalls<T> {
  readonly #calls = new Map<string, Shared<T>>()
  readonly #sharedMs: number

  /** @param sharedMs one answer serves all who ask within this time, milliseconds */
  constructor(sharedMs: number) {
    this.#sharedMs = sharedMs
  }

  async get(key: string, nowMs: number, call: () => Promise<T>): Promise<T> {
    const known = this.#calls.get(key)
    if (known && nowMs - known.startedMs < this.#sharedMs) return known.answer
    const shared = { startedMs: nowMs, answer: call() }
    this.#calls.set(key, shared)
    shared.answer.catch(() => {
      if (this.#calls.get(key) === shared) this.#calls.delete(key)
    })
    return shared.answer
  }

  /** What was read is out of date: something was submitted or cancelled. */
  forget(): void {
    this.#calls.clear()
  }
}

/** How many ended tasks are remembered; an account's full list has some hundreds. */
const MOST_REMEMBERED = 10_000

/** Notices tasks that run again after they ended. To Fairway final stays final; the log names each such task once. */
class StatusWatch {
  readonly #log: Pick<FastifyBaseLogger, 'warn'>
  readonly #ended = new Map<string, string>()

  constructor(log: Pick<FastifyBaseLogger, 'warn'>) {
    this.#log = log
  }

  see(rows: readonly Pick<TaskRow, 'task_id' | 'status'>[]): void {
    for (const { task_id: task, status } of rows) {
      const before = this.#ended.get(task)
      if (isFinalStatus(status)) this.#remember(task, status)
      else if (before !== undefined) {
        this.#ended.delete(task)
        this.#log.warn({ task, before, status }, 'a task that had ended runs again')
      }
    }
  }

  #remember(task: string, status: string): void {
    const [oldest] = this.#ended.keys()
    if (this.#ended.size >= MOST_REMEMBERED && oldest !== undefined) this.#ended.delete(oldest)
    this.#ended.set(task, status)
  }
}

/** Which tasks of the service are unfinished, as far as its lists show. */
class UnderWay {
  #pending = new Set<string>()

  listed(rows: readonly TaskRow[]): void {
    this.#pending = new Set(rows.map(({ task_id }) => task_id))
  }

  accepted(taskId: string): void {
    this.#pending.add(taskId)
  }

  /** How many submissions of a user are being sent or have an unfinished task. */
  count(db: Database, user: string): Promise<number> {
    const isUnfinished = or(eq(submission.state, 'received'), inArray(submission.taskId, [...this.#pending]))
    return orm(db).$count(submission, and(eq(submission.userName, user), isUnfinished))
  }
}

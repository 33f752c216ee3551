import type { FastifyBaseLogger } from 'fastify'
import type { TaskRow } from '#src/domain/metocean/wire/contract.ts'
import type { Database } from '../db/database.ts'
import { serviceOfTask } from '../db/submissions.ts'
import { taskOfOther } from '../http/other-service.ts'
import type { Calls } from './calls.ts'
import { bodyJson } from './decoded-body.ts'
import { KnownIds } from './known-ids.ts'
import { SharedCalls } from './shared-calls.ts'
import { StatusWatch } from './status-watch.ts'
import { attachListed } from './submission-record.ts'
import { readTaskRows } from './task-lists.ts'
import { UnderWay } from './under-way.ts'

/** An account's whole list, some hundred bytes a task. */
const LIST_BYTES = 16 * 1024 * 1024

export type ListFilter = '' | '/PENDING' | '/SUCCESS'

export interface ListedTasksDeps {
  readonly db: Database
  readonly calls: Calls
  readonly nowMs: () => number
  readonly log: FastifyBaseLogger
  /** One list serves all who ask for it within so long. Milliseconds. */
  readonly sharedMs: number
}

/** The service's lists, and what they tell: which ids there are, which tasks are unfinished, what became of submissions. */
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
      return rows
    })
  }

  /** What was listed is out of date: something was submitted or cancelled. */
  forget(): void {
    this.#shared.forget()
  }

  accepted(taskId: string): void {
    this.#seen.see([taskId], this.#deps.nowMs())
    this.#underWay.accepted(taskId)
  }

  /**
   * True for an id that a list showed lately or that was submitted through Fairway.
   * @throws HttpError 404 for one of the embedded service
   */
  async isKnown(id: string): Promise<boolean> {
    if (this.#seen.has(id, this.#deps.nowMs())) return true
    const service = await serviceOfTask(this.#deps.db, id)
    if (service === 'embedded') throw taskOfOther(service)
    return service !== null
  }

  /** How many submissions of a user are unfinished, as far as the last list has told. */
  underWay(user: string): Promise<number> {
    return this.#underWay.count(this.#deps.db, user)
  }

  async #learn(filter: ListFilter, rows: readonly TaskRow[]): Promise<void> {
    const { db, nowMs, log } = this.#deps
    if (filter === '/PENDING') this.#underWay.listed(rows)
    this.#statuses.see(rows)
    this.#seen.see(
      rows.map(({ task_id }) => task_id),
      nowMs(),
    )
    // A disk that is full must not keep anyone from reading; the ids are written by a later look.
    await attachListed(db, rows, nowMs()).catch((error: unknown) =>
      log.warn({ err: error }, 'ids from a list could not be written'),
    )
  }
}

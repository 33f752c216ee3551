import type { z } from 'zod'
import type { Readable } from 'node:stream'
import type { FastifyBaseLogger, FastifyRequest } from 'fastify'
import { CancelAnswer, bounds } from '#src/domain/metocean/wire/contract.ts'
import { type Actor, checkMayCancel, checkMaySend, userOf } from '../auth/user.ts'
import { recordDeed, recordOpened } from '../db/audit.ts'
import type { Database } from '../db/database.ts'
import { notAnObject } from '../http/checked-body.ts'
import { Refusal } from '../http/http-error.ts'
import type { Calls } from './calls.ts'
import { bodyJson, openPicture, openResult, type PassedResult } from './upstream-body.ts'
import type { ListedTasks } from './listed-tasks.ts'

const CONFLICT = 409

interface ForwarderDeps {
  readonly calls: Calls
  readonly listed: ListedTasks
  readonly db: Database
  readonly nowMs: () => number
  readonly log: Pick<FastifyBaseLogger, 'warn'>
}

/** Forwards calls about one task. Only ids that Fairway has seen go upstream, so that nobody can try ids out. */
export class Forwarder {
  readonly #calls: Calls
  readonly #listed: ListedTasks
  readonly #db: Database
  readonly #nowMs: () => number
  readonly #log: Pick<FastifyBaseLogger, 'warn'>

  constructor({ calls, listed, db, nowMs, log }: ForwarderDeps) {
    this.#calls = calls
    this.#listed = listed
    this.#db = db
    this.#nowMs = nowMs
    this.#log = log
  }

  /** The body of a task, unparsed. @throws Refusal 404 for an id that Fairway has not seen or the user may not see */
  async task(id: string, by: Actor, gone: AbortSignal): Promise<PassedResult> {
    const owner = await this.#listed.ownerFor(by.user, id, 'read')
    const result = await this.#calls.make({ kind: 'task', id }, openResult, { gone })
    if (owner !== by.user.name)
      await recordOpened(this.#db, by, { atMs: this.#nowMs(), taskId: id, ofUser: owner }, this.#log)
    return result
  }

  /**
   * @returns 200, or 409 where the task had ended, with the service's own word for its status
   * @throws Refusal 404 as for reading, 403 where the user may not cancel it
   */
  async cancel(id: string, by: Actor): Promise<{ httpStatus: number; answer: z.infer<typeof CancelAnswer> }> {
    const owner = await this.#listed.ownerFor(by.user, id, 'cancel')
    checkMayCancel(by.user, owner)
    const cancelling = this.#calls.make(
      { kind: 'cancel', id },
      async (answer) => {
        const isFinal = answer.status === CONFLICT
        const body = CancelAnswer.safeParse(await bodyJson(answer, bounds.otherBytes).catch(() => null))
        // Its own id would be one more that nobody has checked.
        if (body.success)
          return { httpStatus: isFinal ? CONFLICT : 200, answer: { task_id: id, status: body.data.status } }
        // The answer is not documented: without the two fields its status still counts, and the next poll shows more.
        if (isFinal) throw new Refusal(CONFLICT, 'conflict', 'The task had already ended.')
        return { httpStatus: 200, answer: { task_id: id, status: 'PENDING' } }
      },
      { accepts: CONFLICT },
    )
    const outcome = await cancelling.finally(() => this.#listed.forget())
    if (outcome.httpStatus === 200)
      await recordDeed(this.#db, by, { action: 'cancelled', atMs: this.#nowMs(), taskId: id, ofUser: owner })
    return outcome
  }
}

/**
 * The picture of a result, whose body passes unread; never repeated.
 * @returns a PNG
 */
export async function forwardPicture(calls: Calls, request: FastifyRequest): Promise<Readable> {
  const { body } = request
  checkMaySend(userOf(request))
  if (!(body instanceof Uint8Array)) throw notAnObject()
  return calls.make({ kind: 'picture', body }, (answer) => openPicture(answer, bounds.resultBytes))
}

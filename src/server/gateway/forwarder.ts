import type { z } from 'zod'
import { CancelAnswer, limits } from '#src/domain/metocean/wire/contract.ts'
import { HttpError } from '../http/http-error.ts'
import type { Calls } from './calls.ts'
import { bodyJson } from './decoded-body.ts'
import type { ListedTasks } from './listed-tasks.ts'
import { openResult, type PassedResult } from './passed-result.ts'

const CONFLICT = 409

/** Forwards what is asked of one task. Only ids that Fairway has met go upstream, so that nobody can try ids out. */
export class Forwarder {
  readonly #calls: Calls
  readonly #listed: ListedTasks

  constructor(calls: Calls, listed: ListedTasks) {
    this.#calls = calls
    this.#listed = listed
  }

  /** The body of a task, unparsed. @throws HttpError 404 for an id that Fairway has not met */
  async task(id: string, gone: AbortSignal): Promise<PassedResult> {
    await this.#checkKnown(id)
    return this.#calls.make({ kind: 'task', id }, openResult, { gone })
  }

  /** @returns 200, or 409 where the task had ended, with the service's own word for its status */
  async cancel(id: string): Promise<{ httpStatus: number; answer: z.infer<typeof CancelAnswer> }> {
    await this.#checkKnown(id)
    const cancelling = this.#calls.make(
      { kind: 'cancel', id },
      async (answer) => {
        const isFinal = answer.status === CONFLICT
        const body = CancelAnswer.safeParse(await bodyJson(answer, limits.otherBytes).catch(() => null))
        if (body.success) return { httpStatus: isFinal ? CONFLICT : 200, answer: body.data }
        // The answer is not documented: without the two fields its status still counts, and the next poll tells the rest.
        if (isFinal) throw new HttpError(CONFLICT, 'conflict', 'The task had already ended.')
        return { httpStatus: 200, answer: { task_id: id, status: 'PENDING' } }
      },
      { accepts: CONFLICT },
    )
    return cancelling.finally(() => this.#listed.forget())
  }

  async #checkKnown(id: string): Promise<void> {
    if (!(await this.#listed.isKnown(id))) throw new HttpError(404, 'not-found', 'There is no task with this id.')
  }
}

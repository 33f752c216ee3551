import { z } from 'zod'
import type { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { CancelAnswer, bounds } from '#src/domain/metocean/wire/contract.ts'
import type { MailOffer } from '#src/domain/metocean/wire/mail.ts'
import { Refusal } from '../http/http-error.ts'
import type { Calls } from './calls.ts'
import { bodyJson, openPicture, openResult, type PassedResult } from './upstream-body.ts'
import type { ListedTasks } from './listed-tasks.ts'
import { withMailRule } from '../mail/mail-rule.ts'

const CONFLICT = 409

/** Forwards what is asked of one task. Only ids that Fairway has met go upstream, so that nobody can try ids out. */
export class Forwarder {
  readonly #calls: Calls
  readonly #listed: ListedTasks

  constructor(calls: Calls, listed: ListedTasks) {
    this.#calls = calls
    this.#listed = listed
  }

  /** The body of a task, unparsed. @throws Refusal 404 for an id that Fairway has not met */
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
        const body = CancelAnswer.safeParse(await bodyJson(answer, bounds.otherBytes).catch(() => null))
        if (body.success) return { httpStatus: isFinal ? CONFLICT : 200, answer: body.data }
        // The answer is not documented: without the two fields its status still counts, and the next poll tells the rest.
        if (isFinal) throw new Refusal(CONFLICT, 'conflict', 'The task had already ended.')
        return { httpStatus: 200, answer: { task_id: id, status: 'PENDING' } }
      },
      { accepts: CONFLICT },
    )
    return cancelling.finally(() => this.#listed.forget())
  }

  async #checkKnown(id: string): Promise<void> {
    if (!(await this.#listed.isKnown(id))) throw new Refusal(404, 'not-found', 'There is no task with this id.')
  }
}

/** Of a request for a field all that Fairway has to know; the rest is the service's affair. */
const FieldRequest = z.looseObject({
  receive_mail: z
    .boolean()
    .nullish()
    .transform((value) => value ?? undefined),
  email: z
    .string()
    .nullish()
    .transform((value) => value ?? undefined),
})

/** The calls whose bodies are passed on unread: a field over an area, and the picture of a result. Neither is repeated. */
export class PlainCalls {
  readonly #calls: Calls
  readonly #mail: MailOffer

  constructor(calls: Calls, mail: MailOffer) {
    this.#calls = calls
    this.#mail = mail
  }

  /** @returns the service's JSON, unparsed. @throws Refusal 422 where mail would go elsewhere than it may */
  async field({ body }: FastifyRequest): Promise<PassedResult> {
    const read = FieldRequest.safeParse(body)
    if (!read.success) throw notAnObject()
    return this.#calls.make({ kind: 'field', body: JSON.stringify(withMailRule(read.data, this.#mail)) }, openResult)
  }

  /** @returns a PNG */
  async picture({ body }: FastifyRequest): Promise<Readable> {
    if (typeof body !== 'object' || body === null) throw notAnObject()
    return this.#calls.make({ kind: 'picture', body: JSON.stringify(body) }, (answer) =>
      openPicture(answer, bounds.resultBytes),
    )
  }
}

const notAnObject = () =>
  new Refusal(422, 'request-refused', [{ loc: ['body'], msg: 'must be a JSON object', type: 'object_type' }])

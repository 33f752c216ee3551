import type { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { limits } from '#src/domain/metocean/wire/contract.ts'
import { HttpError } from '../http/http-error.ts'
import type { Calls } from './calls.ts'
import type { MailOffer } from '#src/domain/metocean/wire/mail.ts'
import { withMailRule } from '../mail/mail-rule.ts'
import { openPicture, openResult, type PassedResult } from './passed-result.ts'

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

  /** @returns the service's JSON, unparsed. @throws HttpError 422 where mail would go elsewhere than it may */
  async field({ body }: FastifyRequest): Promise<PassedResult> {
    const wish = FieldRequest.safeParse(body)
    if (!wish.success) throw notAnObject()
    return this.#calls.make({ kind: 'field', body: JSON.stringify(withMailRule(wish.data, this.#mail)) }, openResult)
  }

  /** @returns a PNG */
  async picture({ body }: FastifyRequest): Promise<Readable> {
    if (typeof body !== 'object' || body === null) throw notAnObject()
    return this.#calls.make({ kind: 'picture', body: JSON.stringify(body) }, (answer) =>
      openPicture(answer, limits.resultBytes),
    )
  }
}

const notAnObject = () =>
  new HttpError(422, 'request-refused', [{ loc: ['body'], msg: 'must be a JSON object', type: 'object_type' }])

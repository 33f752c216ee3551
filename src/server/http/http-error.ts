import { STATUS_CODES } from 'node:http'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { ErrorBody } from '#src/domain/metocean/wire/contract.ts'

export type ErrorDetail = ErrorBody['detail']

/** A refusal with its HTTP status; `extra` are further keys of the body, such as the id of a task. */
export class Refusal extends Error {
  readonly statusCode: number
  readonly code: string
  readonly detail: ErrorDetail
  readonly extra: Readonly<Record<string, unknown>>
  /** Value of the header Retry-After for the client: with it a 429 or 503 says that certainly nothing was done. */
  readonly retryAfter: string | null = null

  constructor(statusCode: number, code: string, detail: ErrorDetail, extra: Readonly<Record<string, unknown>> = {}) {
    super(code)
    this.statusCode = statusCode
    this.code = code
    this.detail = detail
    this.extra = extra
  }
}

/** What Fastify itself refuses, in the words and codes of our own bodies. */
const fastifyErrors: Readonly<Record<string, readonly [status: number, code: string, detail: string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: [413, 'body-too-large', 'The body is larger than this address accepts.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, 'json-only', 'The body must be application/json.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [400, 'body-incomplete', 'The body does not have the length it announced.'],
  FST_ERR_CTP_INVALID_JSON_BODY: [400, 'body-unreadable', 'The body is not JSON.'],
}

/** The last resort: whatever was thrown becomes a body without stack, path or value of a setting. */
export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const { statusCode, code, detail, extra, retryAfter } = asRefusal(error)
  if (retryAfter !== null) reply.header('retry-after', retryAfter)
  if (statusCode >= 500) request.log.error({ err: error }, 'a request failed')
  void reply.code(statusCode).send({ detail, code, ...extra, request_id: request.id })
}

function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  const { code, statusCode } = error as Partial<FastifyError>
  const known = fastifyErrors[code ?? '']
  if (known) return new Refusal(...known)
  if (error instanceof SyntaxError) return new Refusal(400, 'body-unreadable', 'The body is not JSON.')
  if (statusCode && statusCode >= 400 && statusCode < 500)
    return new Refusal(statusCode, 'request-refused', `${STATUS_CODES[statusCode] ?? 'Refused'}.`)
  return new Refusal(500, 'server-failed', 'The server could not answer. Nothing you sent is lost; try again.')
}

import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { ErrorBody } from '#src/domain/metocean/wire/contract.ts'

export type ErrorDetail = ErrorBody['detail']

/** A refusal with its HTTP status; `extra` holds further members of the body, such as a task's id. */
export class Refusal extends Error {
  readonly statusCode: number
  readonly code: string
  readonly detail: ErrorDetail
  readonly extra: Readonly<Record<string, unknown>>
  /** For the Retry-After header: with it a 429 or 503 says that certainly nothing was done. */
  readonly retryAfter: string | null = null

  constructor(statusCode: number, code: string, detail: ErrorDetail, extra: Readonly<Record<string, unknown>> = {}) {
    super(code)
    this.statusCode = statusCode
    this.code = code
    this.detail = detail
    this.extra = extra
  }
}

/** What Fastify itself refuses, in the words and codes of Fairway's own bodies. */
const fastifyErrors: Readonly<Record<string, readonly [status: number, code: string, detail: string]>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, 'json-only', 'The body must be application/json.'],
  FST_ERR_CTP_INVALID_JSON_BODY: [400, 'body-unreadable', 'The body is not JSON.'],
}

/** Requests that cannot be read at all: they never become one that a hook or handler sees. */
const unreadableRequests: Readonly<Record<string, readonly [status: number, code: string, detail: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'headers-too-large', 'The headers of the request are larger than this server accepts.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'timed-out', 'The request did not come within the time it may take.'],
}
const notHttp = [400, 'request-refused', 'The request is not well-formed HTTP.'] as const

/** Answers in place of Node's parser, which would send neither headers nor words. */
export function refuseUnreadable(
  error: NodeJS.ErrnoException,
  socket: Socket & { readonly _httpMessage?: { readonly headersSent: boolean } | null },
  headers: Readonly<Record<string, string>>,
): void {
  const isAnswering = socket._httpMessage?.headersSent ?? false // one more answer would only be read as part of it
  if (error.code === 'ECONNRESET' || !socket.writable || isAnswering) return void socket.destroy()
  const [status, code, detail] = unreadableRequests[error.code ?? ''] ?? notHttp
  const body = JSON.stringify({ detail, code, request_id: randomUUID() })
  const lines = Object.entries({
    ...headers,
    'cache-control': 'no-store',
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  }).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`, () => socket.destroy())
}

/** The last resort: anything thrown becomes a body without stack, path or value of a setting. */
export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const { statusCode, code, detail, extra, retryAfter } = asRefusal(error)
  if (retryAfter !== null) reply.header('retry-after', retryAfter)
  // A refusal without a cause is how it was meant to be, and the line of the answer tells it.
  const isMeant = error instanceof Refusal && error.cause === undefined
  if (statusCode >= 500 && !isMeant) request.log.error({ err: error }, 'a request failed')
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

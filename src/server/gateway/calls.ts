import type { FastifyBaseLogger } from 'fastify'
import { ErrorBody } from '#src/domain/metocean/wire/contract.ts'
import { Refusal } from '../http/http-error.ts'
import type { Upstream, UpstreamAnswer, UpstreamCall } from './upstream.ts'
import { bodyText } from './upstream-body.ts'
import { timedOut, unreadable, UpstreamError } from './upstream-error.ts'
import { NotConnected } from '../http/outside.ts'

/** Calls to the service, their refusals in Fairway's words, outages in the log. */
export class Calls {
  readonly #upstream: Upstream
  readonly #apiKey: string
  readonly #outage: OutageLog

  constructor(upstream: Upstream, apiKey: string, log: FastifyBaseLogger) {
    this.#upstream = upstream
    this.#apiKey = apiKey
    this.#outage = new OutageLog(log)
  }

  /**
   * @param read what is made of a success; it gets others only with `accepts`
   * @param options gone ends the call when it fires; accepts: a status besides success that `read` deals with
   * @throws UpstreamError
   */
  async make<T>(
    call: UpstreamCall,
    read: (answer: UpstreamAnswer) => Promise<T>,
    options: { readonly gone?: AbortSignal; readonly accepts?: number } = {},
  ): Promise<T> {
    const { gone, accepts } = options
    try {
      const answer = await this.#upstream.call(call, gone)
      if (answer.status !== accepts) await refuseFailure(answer, this.#apiKey)
      const value = await read(answer)
      this.#outage.worked()
      return value
    } catch (error) {
      const isRefusal = error instanceof Refusal && error.statusCode < 500
      if (!isRefusal && !gone?.aborted) this.#outage.failed(call.kind, error)
      throw error
    }
  }
}

/** An error body larger than this has nothing to say. Bytes. */
const MOST_BYTES = 256 * 1024
const MOST_LETTERS = 2000
const MOST_PROBLEMS = 50

const isSuccess = (status: number) => status >= 200 && status < 300

/**
 * Throws for every answer but a success, in Fairway's words. The service's own text is passed on only where it says
 * what is wrong with the request, as text and without the key should it repeat it.
 * @throws UpstreamError
 */
async function refuseFailure(answer: UpstreamAnswer, apiKey: string): Promise<void> {
  const { status } = answer
  if (isSuccess(status)) return
  if (status === 400 || status === 413 || status === 422) {
    throw new UpstreamError(status, 'request-refused', await detailOf(answer, apiKey), { outcome: 'refused' })
  }
  answer.body.destroy()
  throw failureOf(status, retryAfterOf(answer))
}

function failureOf(status: number, retryAfter: string | null): UpstreamError {
  if (status === 401 || status === 403) {
    return new UpstreamError(
      502,
      'service-account-refused',
      'The weather service refused the account of this server.',
      { outcome: 'refused' },
    )
  }
  if (status === 404)
    return new UpstreamError(404, 'not-found', 'The weather service does not know this.', { outcome: 'refused' })
  if (status === 429)
    return new UpstreamError(429, 'busy', 'The weather service asks to wait.', { outcome: 'refused', retryAfter })
  // With Retry-After the service says that it took nothing on; without, nobody knows.
  if (status === 503 && retryAfter !== null)
    return new UpstreamError(503, 'busy', 'The weather service is not available.', { outcome: 'refused', retryAfter })
  if (status === 504) return timedOut()
  if (status >= 500)
    return new UpstreamError(502, 'server-failed', `The weather service failed (${status}).`, { outcome: 'unknown' })
  if (status >= 300 && status < 400) return unreadable('a redirect, which is never followed')
  return unreadable(`status ${status}`)
}

/** Seconds or a date, as they came; anything else is no answer to "when". */
function retryAfterOf({ headers }: UpstreamAnswer): string | null {
  const value = headers['retry-after']
  if (typeof value !== 'string') return null
  return /^\d{1,9}$/.test(value.trim()) || !Number.isNaN(Date.parse(value)) ? value.trim() : null
}

/** What the service says is wrong, per field where it says so. */
async function detailOf(answer: UpstreamAnswer, apiKey: string): Promise<ErrorBody['detail']> {
  const text = (await bodyText(answer, MOST_BYTES)).replaceAll(apiKey, '…')
  try {
    const { detail } = ErrorBody.parse(JSON.parse(text))
    return typeof detail === 'string' ? detail.slice(0, MOST_LETTERS) : detail.slice(0, MOST_PROBLEMS)
  } catch {
    return text.trim() === ''
      ? 'The weather service refused the request without a reason.'
      : text.slice(0, MOST_LETTERS)
  }
}

/** Tells the log of failed calls: an outage once at its begin and once at its end, not at every poll. */
class OutageLog {
  readonly #log: Pick<FastifyBaseLogger, 'info' | 'warn'>
  #current: string | null = null

  constructor(log: Pick<FastifyBaseLogger, 'info' | 'warn'>) {
    this.#log = log
  }

  failed(call: string, error: unknown): void {
    const code = error instanceof UpstreamError ? error.code : 'unexpected'
    if (code === this.#current) return
    this.#current = code
    // The code of the cause only: messages and stacks of a client may hold addresses and headers.
    const cause = error instanceof Error ? error.cause : undefined
    const reason = cause instanceof NotConnected ? cause.reason : (cause as NodeJS.ErrnoException | undefined)?.code
    this.#log.warn({ call, code, cause: reason }, 'the weather service failed')
  }

  worked(): void {
    if (this.#current !== null) this.#log.info('the weather service answers again')
    this.#current = null
  }
}

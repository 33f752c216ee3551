import type { FastifyBaseLogger } from 'fastify'
import { ErrorBody } from '#src/domain/metocean/wire/contract.ts'
import type { UpstreamState } from '../http/backend.ts'
import { Refusal } from '../http/http-error.ts'
import { upstreamSeconds, upstreamUp } from '../monitoring/metrics.ts'
import type { Upstream, UpstreamAnswer, UpstreamCall } from './upstream.ts'
import { bodyText } from './upstream-body.ts'
import { timedOut, unreadable, UpstreamError } from './upstream-error.ts'
import { NotConnected } from '../http/outside.ts'

/** Calls to the service, with refusals in Fairway's words and outages in the log. */
export class Calls {
  readonly #upstream: Upstream
  readonly #outage: OutageLog

  constructor(upstream: Upstream, log: FastifyBaseLogger) {
    this.#upstream = upstream
    this.#outage = new OutageLog(log)
  }

  /**
   * @param read turns a success into the result; other answers reach it only through `accepts`
   * @param options gone ends the call when it fires; accepts: a status besides success that `read` handles
   * @throws UpstreamError
   */
  async make<T>(
    call: UpstreamCall,
    read: (answer: UpstreamAnswer) => Promise<T>,
    options: { readonly gone?: AbortSignal; readonly accepts?: number } = {},
  ): Promise<T> {
    const { gone, accepts } = options
    const ended = upstreamSeconds.startTimer({ kind: call.kind })
    try {
      const answer = await this.#upstream.call(call, gone)
      if (answer.status !== accepts) await refuseFailure(answer)
      const value = await read(answer)
      this.#outage.worked()
      ended({ outcome: 'ok' })
      return value
    } catch (error) {
      ended({ outcome: gone?.aborted ? 'client-gone' : codeOfFailure(error) })
      const isRefusal = error instanceof Refusal && error.statusCode < 500
      if (!isRefusal && !gone?.aborted) this.#outage.failed(call.kind, error)
      throw error
    }
  }

  /** What the last call showed. */
  state(): UpstreamState {
    return this.#outage.state()
  }
}

/** An error body larger than this says nothing useful. Bytes. */
const MOST_BYTES = 256 * 1024
const MOST_LETTERS = 2000
const MOST_PROBLEMS = 50

const isSuccess = (status: number) => status >= 200 && status < 300

/**
 * Throws for every answer but a success, in Fairway's words. The service's own text is passed on only where it says
 * what is wrong with the request, as plain text, and without the key if it repeats that.
 * @throws UpstreamError
 */
async function refuseFailure(answer: UpstreamAnswer): Promise<void> {
  const { status } = answer
  if (isSuccess(status)) return
  if (status === 400 || status === 413 || status === 422) {
    throw new UpstreamError(status, 'request-refused', await detailOf(answer), { outcome: 'refused' })
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
  // With Retry-After the service says that it accepted nothing; without, nobody knows.
  if (status === 503 && retryAfter !== null)
    return new UpstreamError(503, 'busy', 'The weather service is not available.', { outcome: 'refused', retryAfter })
  if (status === 504) return timedOut()
  if (status >= 500)
    return new UpstreamError(502, 'server-failed', `The weather service failed (${status}).`, { outcome: 'unknown' })
  if (status >= 300 && status < 400) return unreadable('a redirect, which is never followed')
  return unreadable(`status ${status}`)
}

/** Seconds or a date, written anew; null for anything else. */
function retryAfterOf({ headers, apiKey }: UpstreamAnswer): string | null {
  const value = headers['retry-after']
  if (typeof value !== 'string' || value.includes(apiKey)) return null
  if (/^\s*\d{1,9}\s*$/.test(value)) return String(Number(value))
  const dateMs = Date.parse(value)
  return Number.isNaN(dateMs) ? null : new Date(dateMs).toUTCString()
}

/** What the service says is wrong, per field if it says so. */
async function detailOf(answer: UpstreamAnswer): Promise<ErrorBody['detail']> {
  const text = await bodyText(answer, MOST_BYTES)
  try {
    const { detail } = ErrorBody.parse(JSON.parse(text))
    return typeof detail === 'string' ? detail.slice(0, MOST_LETTERS) : detail.slice(0, MOST_PROBLEMS)
  } catch {
    return text.trim() === ''
      ? 'The weather service refused the request without a reason.'
      : text.slice(0, MOST_LETTERS)
  }
}

/** Remembers and logs failed calls: an outage once at its start and once at its end, not at every poll. */
class OutageLog {
  readonly #log: Pick<FastifyBaseLogger, 'info' | 'warn'>
  #current: string | null = null
  #hasWorked = false

  constructor(log: Pick<FastifyBaseLogger, 'info' | 'warn'>) {
    this.#log = log
  }

  failed(call: string, error: unknown): void {
    const code = codeOfFailure(error)
    upstreamUp.set({ service: 'metocean' }, 0)
    if (code === this.#current) return
    this.#current = code
    // Only the code of the cause: messages and stacks of a client may hold addresses and headers.
    const cause = error instanceof Error ? error.cause : undefined
    const reason = cause instanceof NotConnected ? cause.reason : (cause as NodeJS.ErrnoException | undefined)?.code
    this.#log.warn({ call, code, cause: reason }, 'the weather service failed')
  }

  worked(): void {
    upstreamUp.set({ service: 'metocean' }, 1)
    this.#hasWorked = true
    if (this.#current !== null) this.#log.info('the weather service answers again')
    this.#current = null
  }

  state(): UpstreamState {
    if (this.#current !== null) return { state: 'failing', code: this.#current }
    return { state: this.#hasWorked ? 'ok' : 'unknown', code: null }
  }
}

const codeOfFailure = (error: unknown): string => (error instanceof UpstreamError ? error.code : 'unexpected')

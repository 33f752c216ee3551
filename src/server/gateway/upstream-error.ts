import { errors } from 'undici'
import { Refusal, type ErrorDetail } from '../http/http-error.ts'
import { NotConnected } from '../http/outside.ts'

/** `refused`: the service certainly has no task for it. `unknown`: it may have one, under its name. */
export type SendOutcome = 'refused' | 'unknown'

/** A call to the service that gave no answer to pass on, in Fairway's own words and codes (never the service's). */
export class UpstreamError extends Refusal {
  readonly outcome: SendOutcome
  override readonly retryAfter: string | null

  constructor(
    statusCode: number,
    code: string,
    detail: ErrorDetail,
    known: { outcome: SendOutcome; retryAfter?: string | null; cause?: unknown },
  ) {
    super(statusCode, code, detail)
    this.cause = known.cause
    this.outcome = known.outcome
    this.retryAfter = known.retryAfter ?? null
  }
}

/** Seconds after which a client may try again to reach a service. */
const UNREACHABLE_RETRY_SECONDS = '10'

/** Not a byte of the request went out: refused connection, DNS, TLS, or the company proxy. */
const unreachable = (cause: NotConnected) =>
  new UpstreamError(503, 'upstream-unreachable', cause.proxyWords ?? 'The weather service cannot be reached.', {
    outcome: 'refused',
    retryAfter: UNREACHABLE_RETRY_SECONDS,
    cause,
  })

export const timedOut = () =>
  new UpstreamError(
    504,
    'timed-out',
    'The weather service did not answer in time. A task may have been made: look for its name.',
    { outcome: 'unknown' },
  )

/** The connection broke after the request had begun to go out. */
export const broken = (cause: unknown) =>
  new UpstreamError(
    502,
    'answer-incomplete',
    'The connection to the weather service broke before its answer was complete.',
    { outcome: 'unknown', cause },
  )

/** This server stops, and can wait no longer. */
const stopped = (cause: unknown) =>
  new UpstreamError(
    502,
    'answer-incomplete',
    'This server is stopping and could not wait for the answer. A task may have been made: look for its name.',
    { outcome: 'unknown', cause },
  )

/** Something came, but nothing the contract has. @param what a short description, never the body itself */
export const unreadable = (what: string) =>
  new UpstreamError(502, 'answer-unreadable', `The weather service answered with ${what}.`, { outcome: 'unknown' })

export const tooLarge = () =>
  new UpstreamError(502, 'answer-too-large', 'The answer of the weather service is larger than Fairway accepts.', {
    outcome: 'unknown',
  })

/** Any failure of a call as one of the above. */
export function asUpstreamError(error: unknown): UpstreamError {
  if (error instanceof UpstreamError) return error
  if (error instanceof errors.ClientDestroyedError) return stopped(error)
  return error instanceof NotConnected ? unreachable(error) : broken(error)
}

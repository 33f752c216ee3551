import { AppError, type ErrorCode } from '#src/domain/errors.ts'
import type { AuthMode } from '#src/domain/metocean/wire/contract.ts'

/**
 * What is known about a failed request. `not-sent`: certainly not sent, may be sent again by itself; `refused`: read,
 * and will not be done; `unknown`: it may have been done and has to be looked up.
 */
export type Outcome = 'not-sent' | 'refused' | 'unknown'

/** A failed call. `retryAfterMs`: the wait the service asked for, kept within reason. */
export class HttpError extends AppError {
  readonly outcome: Outcome
  readonly status: number | null
  readonly retryAfterMs: number | null
  /** The server's own sentence; empty where it said none. */
  readonly said: string

  constructor(
    code: ErrorCode,
    detail: string,
    known: { outcome: Outcome; status?: number | null; retryAfterMs?: number | null; said?: string; cause?: unknown },
  ) {
    super(code, detail, { cause: known.cause })
    this.name = 'HttpError'
    this.outcome = known.outcome
    this.status = known.status ?? null
    this.retryAfterMs = known.retryAfterMs ?? null
    this.said = known.said ?? ''
  }
}

/** The server answers, but nobody is signed in. */
export class SignedOut extends HttpError {
  readonly auth: AuthMode

  /** @param auth how to sign in there */
  constructor(auth: AuthMode) {
    super('signed-out', '', { outcome: 'refused', status: 200 })
    this.auth = auth
  }
}

/** The outcome of a call by what it threw; anything that is not a failed call leaves it unknown. */
export function outcomeOf(error: unknown): Outcome {
  return error instanceof HttpError ? error.outcome : 'unknown'
}

/** The server answers, but cannot store anything at the moment; what it has can be read. */
export const isUnwritable = (error: unknown): boolean =>
  error instanceof HttpError &&
  error.status === 503 &&
  ['server-full', 'server-read-only', 'server-failed'].includes(error.code)

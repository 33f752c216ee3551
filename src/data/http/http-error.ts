import { AppError, type ErrorCode } from '#src/domain/errors.ts'

/**
 * What is known of a request that failed: `not-sent`, certainly, and may be sent again by itself; `refused`, it was
 * read and will not be done; `unknown`, it may have been done and has to be looked up.
 */
export type Outcome = 'not-sent' | 'refused' | 'unknown'

/** A failed call. `retryAfterMs`: the wait the service asked for, kept within reason. */
export class HttpError extends AppError {
  readonly outcome: Outcome
  readonly status: number | null
  readonly retryAfterMs: number | null

  constructor(
    code: ErrorCode,
    detail: string,
    known: { outcome: Outcome; status?: number | null; retryAfterMs?: number | null; cause?: unknown },
  ) {
    super(code, detail, { cause: known.cause })
    this.name = 'HttpError'
    this.outcome = known.outcome
    this.status = known.status ?? null
    this.retryAfterMs = known.retryAfterMs ?? null
  }
}

/** The outcome of a call by what it threw; anything that is not a failed call leaves it unknown. */
export function outcomeOf(error: unknown): Outcome {
  return error instanceof HttpError ? error.outcome : 'unknown'
}

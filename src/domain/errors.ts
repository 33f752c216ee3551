/**
 * Every expected failure of the product has a code; `ui/messages.ts` holds the words for each, so that a new
 * code without words does not compile.
 */
export const errorCodes = [
  // input
  'latitude-out-of-range',
  'longitude-out-of-range',
  'position-unreadable',
  'time-unreadable',
  'file-empty',
  'file-too-large',
  'file-not-understood',
  'file-malformed',
  'file-no-route',
  'xml-entities',
  'xml-too-deep',
  'too-many-points',
  'too-few-points',
  // talking to the service
  'offline',
  'server-unreachable',
  'upstream-unreachable',
  'service-account-refused',
  'signed-out',
  'token-refused',
  'no-role',
  'not-allowed',
  'daily-cap',
  'request-refused',
  'not-found',
  'other-service',
  'conflict',
  'busy',
  'timed-out',
  'answer-incomplete',
  'answer-unreadable',
  'answer-mismatch',
  'answer-too-large',
  'server-failed',
  'server-full',
  'server-read-only',
  'task-failed',
  'result-removed',
  'not-ready',
  // this browser
  'settings-unreadable',
  'settings-newer',
  'storage-unavailable',
  'storage-silent',
  'storage-newer',
  'storage-full',
  'storage-broken',
  'voyage-not-here',
  'voyage-out-of-reach',
  'voyage-newer',
  'voyage-unreadable',
  'map-unavailable',
  'part-not-loaded',
  'unexpected',
] as const

export type ErrorCode = (typeof errorCodes)[number]

/** An expected failure: a code the screen has words for, and a detail (technical, shown under Details). */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly detail: string

  constructor(code: ErrorCode, detail = '', options?: { cause?: unknown }) {
    super(detail ? `${code}: ${detail}` : code, options)
    this.name = 'AppError'
    this.code = code
    this.detail = detail
  }
}

/** Any thrown value as an AppError; anything that is not one becomes `unexpected`, with the value as its cause. */
export function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  return new AppError('unexpected', error instanceof Error ? error.message : String(error), { cause: error })
}

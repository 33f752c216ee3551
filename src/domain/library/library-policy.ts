import { DAY_MS, MINUTE_MS, SECOND_MS } from '../time.ts'

/** Every wait and allowance of the library. Milliseconds, counts, bytes; one object, so that tests can scale it. */
export interface LibraryPolicy {
  /** For this long after a version has begun, saves of its author replace it; then the next one begins another. */
  readonly versionMs: number
  /** Versions are all kept for this long … */
  readonly keepsAllMs: number
  /** … then the last of each day (UTC) for this long … */
  readonly keepsDailyMs: number
  /** … and never more than this many of one voyage. */
  readonly mostVersions: number
  /** How often a desk says that it has a voyage open. */
  readonly beatMs: number
  /** A desk that has been silent for this long does not have it open any more. */
  readonly silentMs: number
}

export const libraryPolicy: LibraryPolicy = {
  versionMs: 10 * MINUTE_MS,
  keepsAllMs: DAY_MS,
  keepsDailyMs: 30 * DAY_MS,
  mostVersions: 200,
  beatMs: 10 * SECOND_MS,
  silentMs: 30 * SECOND_MS,
}

/** The largest document that the library takes. Bytes of JSON. */
export const MAX_DOCUMENT_BYTES = 24 * 1024 * 1024
/** The longest shift note. Characters. */
export const MAX_NOTE = 4000
/** Points of the passage in the head of a voyage. */
export const MAX_PASSAGE = 200

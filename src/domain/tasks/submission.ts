import type { ErrorCode } from '../errors.ts'
import type { Variable } from '../metocean/variables.ts'

/** The points of a request as columns: degrees, unwrapped degrees, whole seconds in epoch milliseconds UTC. */
export interface RequestPoints {
  readonly lat: Float64Array
  readonly lon: Float64Array
  readonly timeMs: Float64Array
}

export type SubmissionState =
  | 'unsent' // certainly not sent; will be sent when that is possible
  | 'sending' // bytes may be under way; a sync call is held
  | 'unknown' // the outcome is unclear and is being looked up by name, never sent again by itself
  | 'not-found' // looked up three times, the service has no task of this name; the operator decides
  | 'accepted' // the service has it
  | 'done'
  | 'failed'
  | 'cancelled'

/** One wish for weather, stored in the browser before its first byte is sent. Replaced, never changed in place. */
export interface Submission {
  /** UUID; the server keeps one row per id, so the same wish can never become two tasks. */
  readonly id: string
  /** `<slug>-<yyyymmdd>-<hhmm>-<6 Crockford base32>`: unique, what recovery goes by. */
  readonly taskName: string
  readonly mode: 'sync' | 'async'
  readonly voyageId: string
  readonly routeName: string
  readonly points: RequestPoints
  readonly variables: readonly Variable[]
  readonly windHeightM: number
  readonly receiveMail: boolean
  readonly createdMs: number
  readonly sentMs: number | null
  readonly state: SubmissionState
  readonly taskId: string | null
  readonly cancelAskedMs: number | null
  readonly finishedMs: number | null
  readonly error: { readonly code: ErrorCode; readonly detail: string } | null
}

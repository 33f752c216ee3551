import type { ErrorCode } from '../errors.ts'
import type { Variable } from '../metocean/variables.ts'
import { pollPolicy } from './poll-policy.ts'

/** The points of a request as columns: degrees, unwrapped degrees, whole seconds in epoch milliseconds UTC. */
export interface RequestPoints {
  readonly lat: Float64Array
  readonly lon: Float64Array
  readonly timeMs: Float64Array
}

/** The points of a request that belong to one alternative of one voyage: its answer is cut into one per part. */
export interface SubmissionPart {
  readonly voyageId: string
  readonly voyageName: string
  /** null: not known, the part is of the voyage as a whole. */
  readonly alternativeId: string | null
  readonly alternativeName: string
  /** Index of its first point, and how many follow from there. */
  readonly first: number
  readonly count: number
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

/** How many values an answer has and how many of those asked for are missing. */
export interface AnswerSummary {
  readonly values: number
  readonly missing: number
}

/** One wish for weather, stored in the browser before its first byte is sent. Replaced, never changed in place. */
export interface Submission {
  /** UUID; the server keeps one row per id, so the same wish can never become two tasks. */
  readonly id: string
  /** `<slug>-<yyyymmdd>-<hhmm>-<6 Crockford base32>`: unique, what recovery goes by. */
  readonly taskName: string
  readonly mode: 'sync' | 'async'
  /** A direct answer was wanted, but two calls were already held; `mode` is then async. */
  readonly sentInBackground: boolean
  readonly voyageId: string
  readonly routeName: string
  readonly points: RequestPoints
  readonly variables: readonly Variable[]
  readonly windHeightM: number
  readonly receiveMail: boolean
  /** Where to; absent or null: the server knows. */
  readonly email?: string | null
  readonly createdMs: number
  readonly sentMs: number | null
  readonly state: SubmissionState
  readonly taskId: string | null
  readonly cancelAskedMs: number | null
  readonly finishedMs: number | null
  /** Since when the outcome is unclear; null while it is clear. */
  readonly unclearMs: number | null
  /** When it was found again, how long that took, and by what; `by` is absent in older ones: by name. */
  readonly found: { readonly atMs: number; readonly afterMs: number; readonly by?: 'name' | 'time' } | null
  readonly summary: AnswerSummary | null
  readonly error: { readonly code: ErrorCode; readonly detail: string } | null
  /** When the wish to cancel came to nothing, and what the service said to it; absent: it did not. */
  readonly cancelDropped?: { readonly atMs: number; readonly detail: string } | null
  /** Of a task sent elsewhere, whose points are not known here: how many the service says it has. */
  readonly pointCount?: number | null
}

/** Nothing will change any more. */
export function isFinal({ state }: Pick<Submission, 'state'>): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled'
}

/** Sent from here: a task followed from elsewhere has no route or request to keep, show or send again. */
export const isOwn = ({ points }: Pick<Submission, 'points'>): boolean => points.lat.length > 0

/** How many points it asks for; null where only the service knows and did not say. */
export const pointsOf = ({ points, pointCount }: Submission): number | null => points.lat.length || (pointCount ?? null)

/** The key its answer is stored and shown under: the task's id, or its own while that is not known. */
export function answerKey({ id, taskId }: Pick<Submission, 'id' | 'taskId'>): string {
  return taskId ?? submissionKey(id)
}

/** The key of an answer whose task id is not known (yet). */
export function submissionKey(id: string): string {
  return `submission:${id}`
}

/**
 * True where a task that no list has and that still reads PENDING by its id will hardly end: past its estimate by
 * 25 minutes and by the estimate again.
 * @param ageMs since it was sent
 * @param estimatedMs null: never told, counts as nothing
 */
export function isLost({ ageMs, estimatedMs }: { ageMs: number; estimatedMs: number | null }): boolean {
  const estimate = estimatedMs ?? 0
  return ageMs - estimate >= Math.max(pollPolicy.lostMs, estimate)
}

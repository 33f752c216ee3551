import { z } from '../schema.ts'
import { AppError } from '../errors.ts'
import type { Variable } from './layers/variables.ts'
import { Survey } from './survey.ts'

/** Why a value is missing. Missing is never zero, and a gap always has a reason. */
export type GapReason =
  | 'no-value' // null from the service: land, outside its grid, or outside its times
  | 'fill-value' // a number known to stand for "nothing" (9.96921e36, −32768, 9999 …)
  | 'impossible' // outside what the sea can do
  | 'not-a-number' // text, NaN, None where a number belongs
  | 'not-returned' // asked for, but absent from the entry

export interface Gaps {
  readonly field: string
  readonly reason: GapReason
  readonly count: number
}

/**
 * The values of one field. `Float64Array` where a number would not survive in 24 bits: beyond 2^24, in a field Fairway
 * does not know, such as an identity or a time in seconds.
 */
export type FieldColumn = Float32Array | Float64Array

/** The current at the samples of an answer at another time than theirs, by which a plan through the water is timed. */
export interface CurrentBeside {
  /** How much later than the samples' own times, milliseconds. */
  readonly offsetMs: number
  /** As in `fields`: metres per second, and degrees towards; NaN is "no value". */
  readonly speed: FieldColumn
  readonly set: FieldColumn
}

/**
 * One answer as columns: the only shape behind the boundary. Made in a worker, buffers transferred.
 * All arrays have `count` elements, in the order of the request.
 */
export interface ResultColumns {
  readonly count: number
  /** Degrees north. */
  readonly lat: Float64Array
  /** Degrees east, unwrapped along the track. */
  readonly lon: Float64Array
  /** Epoch milliseconds UTC. */
  readonly timeMs: Float64Array
  /** By name on the wire, in wire units; NaN is "no value". Unknown numeric conditions keep their own name. */
  readonly fields: Readonly<Record<string, FieldColumn>>
  readonly gaps: readonly Gaps[]
  /** Absent: the current was not asked for at other times. */
  readonly currentBeside?: readonly CurrentBeside[]
}

/** The gaps of columns that were read between those of an answer. */
export const missingIn = (fields: ResultColumns['fields']): Gaps[] =>
  Object.entries(fields).flatMap(([field, column]): Gaps[] => {
    const count = column.filter(Number.isNaN).length
    return count > 0 ? [{ field, reason: 'no-value', count }] : []
  })

/**
 * A part of an answer whose request is not known here. Of several reasons for the gaps of one field the first is told.
 * @throws AppError `answer-mismatch` where the answer is shorter
 */
export function stretchOf(
  { count: all, lat, lon, timeMs, fields, gaps }: ResultColumns,
  { first, count }: { readonly first: number; readonly count: number },
): ResultColumns {
  if (first + count > all) throw new AppError('answer-mismatch', `${all} entries, ${first + count} expected`)
  const cut = <C extends FieldColumn>(column: C) => column.slice(first, first + count) as C
  const parts = Object.fromEntries(Object.entries(fields).map(([name, column]) => [name, cut(column)]))
  const missing = Object.entries(parts).flatMap(([field, column]): Gaps[] => {
    const known = gaps.find((gap) => gap.field === field)
    const lacking = Array.from(column).filter(Number.isNaN).length
    return known && lacking > 0 ? [{ ...known, count: lacking }] : []
  })
  return { count, lat: cut(lat), lon: cut(lon), timeMs: cut(timeMs), fields: parts, gaps: missing }
}

/** The alternative of a voyage that a request is for, by its id and the name it had then. */
export const AskedFor = z
  .object({
    voyageId: z.string(),
    voyageName: z.string(),
    /** null: not known, as in requests from before alternatives; it then belongs to the voyage as a whole. */
    alternativeId: z.string().nullable(),
    /** Empty: the voyage has only one. */
    alternativeName: z.string(),
    /** How often its times had been corrected for the current when it was asked for; absent: they are the plan's. */
    corrections: z.number().optional(),
    /** Absent: it is the answer of a plan. */
    survey: Survey.optional(),
  })
  .readonly()
export type AskedFor = z.infer<typeof AskedFor>

/** An answer with what a reader must know about it, all of it from its own request and response. */
export interface Answer {
  /** Task id, or `submission:<uuid>` while a sync answer's id is not known; later parts of a request add ` #2` etc. */
  readonly key: string
  readonly taskName: string
  /** When it was asked, epoch milliseconds UTC; null where the service does not say. */
  readonly askedMs: number | null
  readonly source: string
  /** As the answer itself says; where nothing says so, it counts as synthetic. */
  readonly synthetic: boolean
  /** null: sent from elsewhere. */
  readonly askedFor: AskedFor | null
  /** What the request asked for at each point; null: sent from elsewhere. */
  readonly request: { readonly variables: readonly Variable[]; readonly windHeightM: number } | null
  readonly columns: ResultColumns
}

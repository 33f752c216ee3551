import { z } from '../schema.ts'
import { isColumn } from '../column.ts'
import { asAppError, AppError } from '../errors.ts'
import { readVoyage } from '../voyage/stored-voyage.ts'
import { type Alternative, type RoutePlan, type Voyage, VOYAGE_SCHEMA } from '../voyage/voyage.ts'
import { MAX_NOTE } from './library-policy.ts'

/** ISO 8601 in UTC with Z. */
export const Moment = z.iso.datetime()

/** Where the last answer of an alternative can be read again: the part `first … first + count - 1` of a task's result. */
export const AnswerLink = z
  .object({
    /** The id of the alternative. */
    alternative: z.string().max(200),
    taskId: z.string().regex(/^[\w-]{1,128}$/),
    taskName: z.string().max(200),
    first: z.number().int().nonnegative(),
    count: z.number().int().positive(),
    askedAt: Moment,
  })
  .readonly()
export type AnswerLink = z.infer<typeof AnswerLink>

/** Where the ship last said she was. */
export const ReportedPosition = z.object({ at: Moment, lat: z.number().min(-90).max(90), lon: z.number() }).readonly()
export type ReportedPosition = z.infer<typeof ReportedPosition>

/** What the library keeps of a voyage besides the voyage itself. */
export const BesideVoyage = z.object({
  /** The shift note: what the next watch should know. */
  note: z.string().max(MAX_NOTE),
  answers: z.array(AnswerLink).readonly(),
  reported: ReportedPosition.nullable(),
  /** Small choices of what is shown; those of another version of Fairway are kept. */
  shown: z.record(z.string(), z.unknown()).readonly(),
})

/** A voyage as the library keeps it, of one schema with the voyage in it. */
export interface VoyageDocument extends Readonly<z.infer<typeof BesideVoyage>> {
  readonly schema: number
  readonly voyage: Voyage
}

/** A document before its voyage is read. Of a newer schema nothing else is known. */
export const WireDocument = z.looseObject({ schema: z.number().int().positive() })
const KnownDocument = z.object({ ...WireDocument.shape, ...BesideVoyage.shape, voyage: z.unknown() })

/**
 * A document as it came, of this schema or an older one, which it is brought up from.
 * @throws AppError `voyage-newer` (saved by a later Fairway), `voyage-unreadable`; its cause may be a ZodError
 */
export function readVoyageDocument(json: unknown): VoyageDocument {
  const { schema } = parsed(WireDocument, json)
  if (schema > VOYAGE_SCHEMA) throw new AppError('voyage-newer', `schema ${schema}`)
  const { voyage, note, answers, reported, shown } = parsed(KnownDocument, json)
  return { schema: VOYAGE_SCHEMA, voyage: voyageIn(schema, voyage), note, answers, reported, shown }
}

/** What is wrong is told by its place in the document. */
function voyageIn(schema: number, json: unknown): Voyage {
  try {
    return readVoyage(schema, withColumns(json))
  } catch (error) {
    const { code, detail, cause } = asAppError(error)
    if (!(cause instanceof z.ZodError)) throw error
    const issues = cause.issues.map((issue) => ({ ...issue, path: ['voyage', ...issue.path] }))
    throw new AppError(code, detail, { cause: new z.ZodError(issues) })
  }
}

function parsed<T>(schema: z.ZodType<T>, json: unknown): T {
  const read = schema.safeParse(json)
  if (read.success) return read.data
  throw new AppError('voyage-unreadable', asAppError(read.error).detail.slice(0, 500), { cause: read.error })
}

/** The document as plain JSON: the columns of a track become lists, with null for a time that is missing. */
export function voyageDocumentJson(document: VoyageDocument): Readonly<Record<string, unknown>> {
  const { voyage } = document
  return { ...document, voyage: { ...voyage, alternatives: voyage.alternatives.map(alternativeJson) } }
}

function alternativeJson(alternative: Alternative): unknown {
  const { plan } = alternative
  return plan.track === null ? alternative : { ...alternative, plan: { ...plan, track: trackJson(plan.track) } }
}

const trackJson = (track: NonNullable<RoutePlan['track']>) =>
  Object.fromEntries(
    Object.entries(track).map(([key, value]) => [key, isColumn(value) ? [...value].map(jsonNumber) : value]),
  )

const jsonNumber = (value: number) => (Number.isNaN(value) ? null : value)

/** A voyage of any schema as it came, with the lists of its tracks as columns again. */
export function withColumns(voyage: unknown): unknown {
  if (!isRecord(voyage)) return voyage
  const { alternatives, track } = voyage
  return {
    ...voyage,
    ...(track === undefined ? {} : { track: trackColumns(track) }), // schema 1
    ...(Array.isArray(alternatives) ? { alternatives: alternatives.map(alternativeColumns) } : {}),
  }
}

function alternativeColumns(alternative: unknown): unknown {
  if (!isRecord(alternative) || !isRecord(alternative.plan)) return alternative
  return { ...alternative, plan: { ...alternative.plan, track: trackColumns(alternative.plan.track) } }
}

/** What is no list of numbers stays as it is, to be refused by its schema. */
function trackColumns(track: unknown): unknown {
  if (!isRecord(track)) return track
  const { lat, lon, timeMs } = track
  return { ...track, lat: column(lat, false), lon: column(lon, false), timeMs: column(timeMs, true) }
}

function column(list: unknown, mayMiss: boolean): unknown {
  if (!Array.isArray(list)) return list
  const values = Float64Array.from(list, (value: unknown) => (typeof value === 'number' ? value : NaN))
  const isWhole = list.every((value, index) => Number.isFinite(values[index]) || (mayMiss && value === null))
  return isWhole ? values : list
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

import { AppError } from '../errors.ts'
import { unwrapLongitude } from '../position.ts'
import type { AnswerSummary, RequestPoints } from '../tasks/submission.ts'
import { type Entries, entriesOf } from './answer-entries.ts'
import { cleanValue, fieldByName } from './clean-value.ts'
import { limits } from './contract.ts'
import { matchPoints, type Places } from './match-points.ts'
import type { GapReason, Gaps, ResultColumns } from './result.ts'
import { fieldsOfAll, type Variable } from './variables.ts'

/** What was asked, where this browser knows it; an answer to a task sent elsewhere is read without. */
export interface Asked {
  readonly points: RequestPoints
  readonly variables: readonly Variable[]
  readonly windHeightM: number
}

/**
 * An answer as columns. With `asked` its rows are the points asked, in their order; without, the answer's own.
 * Fill values and impossible numbers become NaN here, counted by field and reason; nothing is filled in.
 * @param body the parsed JSON, in any of the accepted forms
 * @throws AppError `answer-unreadable` naming what is wrong, `answer-mismatch` where it belongs to other points,
 *   `answer-too-large` above 200,000 entries
 */
export function readResult(body: unknown, asked: Asked | null): ResultColumns {
  const { entries, rows, track } = matchedEntries(body, asked)
  return { count: rows.length, ...track, ...readFields(entries, rows, asked) }
}

/** A stretch of the points that were asked. */
export interface Stretch {
  readonly first: number
  readonly count: number
}

/** The same for a request that joined several tracks: each becomes columns of its own. */
export function readStretches(body: unknown, asked: Asked, stretches: readonly Stretch[]): ResultColumns[] {
  const { entries, rows, track } = matchedEntries(body, asked)
  return stretches.map(({ first, count }) => {
    const cut = (column: Float64Array) => column.slice(first, first + count)
    return { count, lat: cut(track.lat), lon: cut(track.lon), timeMs: cut(track.timeMs), ...readFields(entries, rows.subarray(first, first + count), asked) }
  })
}

function matchedEntries(body: unknown, asked: Asked | null): { entries: Entries; rows: Int32Array; track: Places } {
  const entries = entriesOf(body)
  if (entries.count > limits.points) throw new AppError('answer-too-large', `${entries.count} entries`)
  if (entries.count === 0) throw new AppError(asked ? 'answer-mismatch' : 'answer-unreadable', 'the answer has no entries')
  const places = readPlaces(entries)
  const rows = asked ? matchPoints(asked.points, places) : Int32Array.from({ length: entries.count }, (_, index) => index)
  return { entries, rows, track: asked ? copyOf(asked.points) : { ...places, lon: unwrapTrack(places.lon) } }
}

function readPlaces(entries: Entries): Places {
  const column = (name: string, read: (index: number) => unknown, parse: (value: unknown) => number) =>
    Float64Array.from({ length: entries.count }, (_, index) => {
      const value = parse(read(index))
      if (Number.isNaN(value)) throw new AppError('answer-unreadable', `entry ${index + 1}: ${name} is missing or unreadable`)
      return value
    })
  return {
    lat: column('latitude', entries.lat, (value) => (typeof value === 'number' && Math.abs(value) <= 90 ? value : NaN)),
    lon: column('longitude', entries.lon, (value) => (typeof value === 'number' && Math.abs(value) <= 360 ? value : NaN)),
    timeMs: column('timestamp', entries.time, parseTimestamp),
  }
}

/** Text without a zone is UTC, as everywhere on this wire. */
function parseTimestamp(value: unknown): number {
  if (typeof value !== 'string' || value.length > 40) return NaN
  const text = value.replace(' ', 'T')
  return Date.parse(/[zZ]$|[+-]\d\d:?\d\d$/.test(text) ? text : /T/.test(text) ? `${text}Z` : `${text}T00:00:00Z`)
}

function copyOf({ lat, lon, timeMs }: RequestPoints): Places {
  return { lat: lat.slice(), lon: lon.slice(), timeMs: timeMs.slice() }
}

function unwrapTrack(lon: Float64Array): Float64Array {
  let reference = lon[0]!
  return lon.map((value) => (reference = unwrapLongitude(value, reference)))
}

function readFields(entries: Entries, rows: Int32Array, asked: Asked | null): Pick<ResultColumns, 'fields' | 'gaps'> {
  const known = asked ? fieldsOfAll(asked.variables, asked.windHeightM).map(({ name }) => name) : []
  const names = [...known, ...entries.names.filter((name) => !known.includes(name))]
  // No prototype: a condition may be called anything.
  const fields = Object.create(null) as Record<string, Float32Array>
  const gaps: Gaps[] = []
  for (const name of names) {
    const { column, counts, values, numeric } = readColumn(entries, rows, name)
    const expected = known.includes(name) || fieldByName(name) !== undefined
    // A condition nobody knows that holds text or lists is not a column of numbers: ignored, like unknown envelope members.
    if (!expected && !numeric) continue
    const answered = values > 0 || (counts.get('not-returned') ?? 0) < rows.length
    if (answered) fields[name] = column
    for (const [reason, count] of counts) gaps.push({ field: name, reason, count })
  }
  return { fields: { ...fields }, gaps }
}

function readColumn(entries: Entries, rows: Int32Array, name: string) {
  const field = fieldByName(name)
  const column = new Float32Array(rows.length).fill(NaN)
  const counts = new Map<GapReason, number>()
  let values = 0
  let numeric = false
  for (let i = 0; i < rows.length; i++) {
    const raw = rows[i]! < 0 ? undefined : entries.value(name, rows[i]!)
    const value = cleanValue(raw, field)
    numeric ||= typeof raw === 'number'
    if (typeof value === 'number') {
      column[i] = value
      values++
    } else counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return { column, counts, values, numeric }
}

/** How many values an answer has, and how many of its rows and fields have none. */
export function summarise({ fields, gaps }: ResultColumns): AnswerSummary {
  const missing = gaps.reduce((sum, { count }) => sum + count, 0)
  const cells = Object.values(fields).reduce((sum, column) => sum + column.length, 0)
  // A field that was not returned at all has no column, but all its values are missing.
  const absent = gaps.reduce((sum, { field, count }) => (Object.hasOwn(fields, field) ? sum : sum + count), 0)
  return { values: cells + absent - missing, missing }
}

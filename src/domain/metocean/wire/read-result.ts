import { integerAt } from '../../at.ts'
import { AppError } from '../../errors.ts'
import { unwrapLongitude } from '../../position.ts'
import type { AnswerSummary, RequestPoints } from '../../tasks/submission.ts'
import { type Entries, entriesOf } from './answer-entries.ts'
import { cleanValue } from './clean-value.ts'
import { bounds } from './contract.ts'
import { isExact } from './exact-number.ts'
import { matchPoints, type Places } from '../match-points.ts'
import type { FieldColumn, GapReason, Gaps, ResultColumns } from '../result.ts'
import type { NoteTolerance } from './tolerances.ts'
import { fieldByName, fieldsOfAll, type Variable } from '../layers/variables.ts'
import { readWireTime, timeFormOf } from './wire-time.ts'

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
 * @param note called once for each tolerance the reading needed
 * @throws AppError `answer-unreadable` naming what is wrong, `answer-mismatch` where it belongs to other points,
 *   `answer-too-large` above 200,000 entries
 */
export function readResult(body: unknown, asked: Asked | null, note: NoteTolerance = () => undefined): ResultColumns {
  const { entries, rows, track } = matchedEntries(body, asked, note)
  return { count: rows.length, ...track, ...readFields(entries, rows, asked, note) }
}

/** A stretch of the points that were asked. */
interface Stretch {
  readonly first: number
  readonly count: number
}

/** The same for a request with several parts: each becomes columns of its own. */
export function readStretches(
  body: unknown,
  asked: Asked,
  stretches: readonly Stretch[],
  note: NoteTolerance = () => undefined,
): ResultColumns[] {
  const { entries, rows, track } = matchedEntries(body, asked, note)
  return stretches.map(({ first, count }) => {
    const cut = (column: Float64Array) => column.slice(first, first + count)
    return {
      count,
      lat: cut(track.lat),
      lon: cut(track.lon),
      timeMs: cut(track.timeMs),
      ...readFields(entries, rows.subarray(first, first + count), asked, note),
    }
  })
}

function matchedEntries(
  body: unknown,
  asked: Asked | null,
  note: NoteTolerance,
): { entries: Entries; rows: Int32Array; track: Places } {
  const entries = entriesOf(body)
  if (entries.count > bounds.points) throw new AppError('answer-too-large', `${entries.count} entries`)
  if (entries.count === 0)
    throw new AppError(asked ? 'answer-mismatch' : 'answer-unreadable', 'the answer has no entries')
  const places = readPlaces(entries, note)
  const rows = asked
    ? matchPoints(asked.points, places)
    : Int32Array.from({ length: entries.count }, (_, index) => index)
  noteOrder(rows, note)
  return { entries, rows, track: asked ? copyOf(asked.points) : { ...places, lon: unwrapTrack(places.lon) } }
}

function readPlaces(entries: Entries, note: NoteTolerance): Places {
  const column = (name: string, read: (index: number) => unknown, parse: (value: unknown) => number) =>
    Float64Array.from({ length: entries.count }, (_, index) => {
      const value = parse(read(index))
      if (Number.isNaN(value))
        throw new AppError('answer-unreadable', `entry ${index + 1}: ${name} is missing or unreadable`)
      return value
    })
  const forms = { contract: 0, zoneless: 0, unusual: 0 }
  const places = {
    lat: column('latitude', entries.lat, (value) => (typeof value === 'number' && Math.abs(value) <= 90 ? value : NaN)),
    lon: column('longitude', entries.lon, (value) =>
      typeof value === 'number' && Math.abs(value) <= 360 ? value : NaN,
    ),
    timeMs: column('timestamp', entries.time, (value) => {
      if (typeof value === 'string') forms[timeFormOf(value)]++
      return readWireTime(value)
    }),
  }
  if (forms.zoneless > 0) note({ kind: 'zoneless-time', count: forms.zoneless })
  if (forms.unusual > 0) note({ kind: 'unusual-time', count: forms.unusual })
  return places
}

function noteOrder(rows: Int32Array, note: NoteTolerance): void {
  let count = 0
  rows.forEach((row, index) => {
    if (row >= 0 && row !== index) count++
  })
  if (count > 0) note({ kind: 'out-of-order', count })
}

function copyOf({ lat, lon, timeMs }: RequestPoints): Places {
  return { lat: lat.slice(), lon: lon.slice(), timeMs: timeMs.slice() }
}

function unwrapTrack(lon: Float64Array): Float64Array {
  let before: number | null = null
  return lon.map((value) => (before = before === null ? value : unwrapLongitude(value, before)))
}

function readFields(
  entries: Entries,
  rows: Int32Array,
  asked: Asked | null,
  note: NoteTolerance,
): Pick<ResultColumns, 'fields' | 'gaps'> {
  const known = asked ? fieldsOfAll(asked.variables, asked.windHeightM).map(({ name }) => name) : []
  const names = [...known, ...entries.names.filter((name) => !known.includes(name))]
  // No prototype: a condition may be called anything.
  const fields = Object.create(null) as Record<string, FieldColumn>
  const gaps: Gaps[] = []
  // One for all, so that the loop over each has one kind of array to write to.
  const room = new Float64Array(rows.length)
  for (const name of names) {
    const { counts, values, numeric, wide, wrapped, inexact } = readColumn(entries, rows, name, room)
    const expected = known.includes(name) || fieldByName(name) !== undefined
    // An unknown condition that holds text or lists is not a column of numbers: ignored, like unknown envelope members.
    if (!expected && !numeric) continue
    const answered = values > 0 || (counts.get('not-returned') ?? 0) < rows.length
    if (answered) fields[name] = wide ? room.slice() : new Float32Array(room)
    for (const [reason, count] of counts) gaps.push({ field: name, reason, count })
    if (wrapped > 0) note({ kind: 'wrapped-direction', count: wrapped, field: name })
    if (inexact > 0) note({ kind: 'inexact-number', count: inexact, field: name })
  }
  return { fields: { ...fields }, gaps }
}

/** Up to here a 24-bit float has every whole number. */
const WIDE = 2 ** 24

/** Reads one field into `column`, which it fills whole. `wide`: 24 bits would change a number beyond 2^24. */
function readColumn(entries: Entries, rows: Int32Array, name: string, column: Float64Array) {
  const field = fieldByName(name)
  const counts = new Map<GapReason, number>()
  let values = 0
  let numeric = false
  let wide = false
  let wrapped = 0
  let inexact = 0
  for (let i = 0; i < rows.length; i++) {
    const row = integerAt(rows, i)
    const raw = row < 0 ? undefined : entries.value(name, row)
    const value = cleanValue(raw, field)
    numeric ||= typeof raw === 'number'
    if (typeof value === 'number') {
      column[i] = value
      values++
      if (value !== raw) wrapped++
      if (value > WIDE || value < -WIDE) {
        wide ||= Math.fround(value) !== value
        if (!isExact(value)) inexact++
      }
    } else {
      column[i] = NaN
      counts.set(value, (counts.get(value) ?? 0) + 1)
    }
  }
  return { counts, values, numeric, wide, wrapped, inexact }
}

/** How many values an answer has, and how many of its rows and fields have none. */
export function summariseAnswer({ fields, gaps }: ResultColumns): AnswerSummary {
  const missing = gaps.reduce((sum, { count }) => sum + count, 0)
  const cells = Object.values(fields).reduce((sum, column) => sum + column.length, 0)
  // A field that was not returned at all has no column, but all its values are missing.
  const absent = gaps.reduce((sum, { field, count }) => (Object.hasOwn(fields, field) ? sum : sum + count), 0)
  return { values: cells + absent - missing, missing }
}

import { at, numberAt } from '../at.ts'
import { legLine } from '../geodesy/leg-line.ts'
import type { ResultColumns } from '../metocean/result.ts'
import { trackOf } from '../metocean/along-track.ts'
import { type Position, positionAt } from '../position.ts'
import { valueAt } from '../limits/exceedances.ts'
import { HOUR_MS } from '../time.ts'

/** Where the ship is at a time of the report, and how far she has come since the one before. */
export interface ReportRow {
  /** Epoch milliseconds UTC. */
  readonly timeMs: number
  readonly kind: 'departure' | 'report' | 'arrival'
  readonly position: Position
  readonly courseDeg: number
  /** Since the row before; null at departure. */
  readonly madeNm: number | null
  /** Over the ground, distance by time; null at departure. */
  readonly speedKn: number | null
  readonly toGoNm: number
  /** The nearest sample. */
  readonly index: number
  /** Is it near enough for its weather to go into the report? */
  readonly near: boolean
}

/** Noon to noon, or every six hours. */
export type ReportHours = 24 | 6

/** The weather of a sample farther off than this is left out of the report. */
const NEAR_MS = 1.5 * HOUR_MS

/**
 * Departure, every noon UTC (or 00, 06, 12 and 18) on the way, and arrival.
 * @param columns times rising, by one sample at least @returns empty for an answer without samples
 */
export function noonReport(columns: ResultColumns, everyHours: ReportHours): ReportRow[] {
  const { count, timeMs } = columns
  if (count === 0) return []
  const [startMs, endMs] = [numberAt(timeMs, 0), numberAt(timeMs, count - 1)]
  const rows = [
    { ms: startMs, kind: 'departure' },
    ...reportTimes(startMs, endMs, everyHours).map((ms) => ({ ms, kind: 'report' })),
    ...(endMs > startMs ? [{ ms: endMs, kind: 'arrival' }] : []),
  ] as const
  const places = placesAt(
    timeMs,
    rows.map(({ ms }) => ms),
  )
  const { distanceNm } = trackOf(columns)
  const totalNm = numberAt(distanceNm, count - 1)
  let before: { ms: number; alongNm: number } | null = null
  return rows.map(({ ms, kind }, row): ReportRow => {
    const place = at(places, row)
    const alongNm = valueAt(distanceNm, place)
    const sinceNm = before && alongNm - before.alongNm
    const speedKn = before && (alongNm - before.alongNm) / ((ms - before.ms) / HOUR_MS)
    before = { ms, alongNm }
    return {
      timeMs: ms,
      kind: kind as ReportRow['kind'],
      ...fixAt(columns, place),
      madeNm: sinceNm,
      speedKn,
      toGoNm: Math.max(0, totalNm - alongNm),
      ...nearest(timeMs, place, ms),
    }
  })
}

/** The times of report strictly between two others: 12Z, or 00, 06, 12 and 18Z. */
function reportTimes(startMs: number, endMs: number, everyHours: ReportHours): number[] {
  const stepMs = everyHours * HOUR_MS
  const phaseMs = everyHours === 24 ? 12 * HOUR_MS : 0
  const times: number[] = []
  for (let ms = Math.floor((startMs - phaseMs) / stepMs + 1) * stepMs + phaseMs; ms < endMs; ms += stepMs)
    times.push(ms)
  return times
}

/** Places between samples at rising times, in one pass. */
function placesAt(timeMs: Float64Array, wanted: readonly number[]): number[] {
  let index = 0
  return wanted.map((ms) => {
    while (index < timeMs.length - 1 && numberAt(timeMs, index + 1) <= ms) index++
    if (index === timeMs.length - 1) return index
    const step = numberAt(timeMs, index + 1) - numberAt(timeMs, index)
    return step > 0 ? index + (ms - numberAt(timeMs, index)) / step : index
  })
}

function fixAt(columns: ResultColumns, place: number): Pick<ReportRow, 'position' | 'courseDeg'> {
  const index = Math.floor(place)
  const from = positionAt(columns, index)
  const courseDeg = numberAt(trackOf(columns).cogDeg, index)
  if (place === index) return { position: from, courseDeg }
  return {
    position: legLine(from, positionAt(columns, index + 1), 'GC').at(place - index),
    courseDeg,
  }
}

function nearest(timeMs: Float64Array, place: number, ms: number): Pick<ReportRow, 'index' | 'near'> {
  const index = Math.round(place)
  return { index, near: Math.abs(numberAt(timeMs, index) - ms) <= NEAR_MS }
}

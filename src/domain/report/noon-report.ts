import { numberAt } from '../at.ts'
import { legLine } from '../geodesy/leg-line.ts'
import type { ResultColumns } from '../metocean/result.ts'
import { trackOf } from '../metocean/along-track.ts'
import { type Position, positionAt } from '../position.ts'
import { valueAt } from '../limits/exceedances.ts'
import { DAY_MS, HOUR_MS } from '../time.ts'

/** Where the ship is at a time of the report, and how far she has come since the one before. */
export interface ReportRow {
  /** Epoch milliseconds UTC. */
  readonly timeMs: number
  /** What the clocks on board are ahead of UTC by: whole hours, −12 to 12. */
  readonly zoneHours: number
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

/** The time of noon, UTC's or that of the ship's zone, or of every six hours UTC. */
export type ReportTimes = 'noon-utc' | 'noon-ship' | 'six-hours'

/** The weather of a sample farther off than this is left out of the report. */
const NEAR_MS = 1.5 * HOUR_MS

/**
 * Departure, every noon (or 00, 06, 12 and 18 UTC) on the way, and arrival.
 * @param columns times rising, by one sample at least @returns empty for an answer without samples
 */
export function noonReport(columns: ResultColumns, times: ReportTimes): ReportRow[] {
  const { count, timeMs } = columns
  if (count === 0) return []
  const [startMs, endMs] = [numberAt(timeMs, 0), numberAt(timeMs, count - 1)]
  const between =
    times === 'noon-ship'
      ? shipNoons(columns, startMs, endMs)
      : times === 'noon-utc'
        ? steps(startMs, endMs, DAY_MS, DAY_MS / 2)
        : steps(startMs, endMs, 6 * HOUR_MS, 0)
  const rows: Pick<ReportRow, 'timeMs' | 'kind'>[] = [
    { timeMs: startMs, kind: 'departure' },
    ...between.map((noonMs) => ({ timeMs: noonMs, kind: 'report' as const })),
    ...(endMs > startMs ? [{ timeMs: endMs, kind: 'arrival' as const }] : []),
  ]
  const { distanceNm } = trackOf(columns)
  const totalNm = numberAt(distanceNm, count - 1)
  let before: { ms: number; alongNm: number } | null = null
  return rows.map(({ timeMs: ms, kind }): ReportRow => {
    const place = placeAt(timeMs, ms)
    const alongNm = valueAt(distanceNm, place)
    const sinceNm = before && alongNm - before.alongNm
    const speedKn = before && (alongNm - before.alongNm) / ((ms - before.ms) / HOUR_MS)
    before = { ms, alongNm }
    const fix = fixAt(columns, place)
    return {
      timeMs: ms,
      kind,
      zoneHours:
        times === 'noon-ship' && kind === 'report' ? zoneOfNoon(ms, fix.position.lon) : zoneAt(fix.position.lon),
      ...fix,
      madeNm: sinceNm,
      speedKn,
      toGoNm: Math.max(0, totalNm - alongNm),
      ...nearest(timeMs, place, ms),
    }
  })
}

/** Every step strictly between two times. */
function steps(startMs: number, endMs: number, stepMs: number, phaseMs: number): number[] {
  const times: number[] = []
  for (let ms = Math.floor((startMs - phaseMs) / stepMs + 1) * stepMs + phaseMs; ms < endMs; ms += stepMs)
    times.push(ms)
  return times
}

/** The zone of a longitude, hours ahead of UTC: 15° each, about the meridians of whole hours. */
const zoneAt = (lon: number): number => Math.round(lon / 15) + 0

/** The zone whose clocks show noon then, near a longitude; at 180° that of its own side, as the date is. */
function zoneOfNoon(ms: number, lon: number): number {
  const zone = nearZone((DAY_MS / 2 - ms) / HOUR_MS, zoneAt(lon))
  return zone > 12 ? zone - 24 : zone < -12 ? zone + 24 : zone
}

/** The hours that are a zone but for whole days, as near as can be to another zone. */
const nearZone = (hours: number, zone: number): number => zone + ((((hours - zone + 12) % 24) + 24) % 24) - 12

/**
 * Each noon by the clocks on board, strictly between two times; they keep the zone of the ship's longitude at noon, so that
 * a day has 23 or 25 hours where it changes. East or west of 180° the clocks are the same, only the date is another: hours
 * are counted on across it.
 */
function shipNoons(columns: ResultColumns, startMs: number, endMs: number): number[] {
  const zoneThen = (ms: number, near: number) =>
    nearZone(zoneAt(fixAt(columns, placeAt(columns.timeMs, ms)).position.lon), near)
  let zone = zoneThen(startMs, 0)
  const noons: number[] = []
  // By the clock of the departure; one noon that falls before it is passed over.
  let noonMs = Math.floor((startMs + zone * HOUR_MS) / DAY_MS) * DAY_MS + DAY_MS / 2
  for (; ; noonMs += DAY_MS) {
    const found = noonOf(noonMs, zone, zoneThen)
    if (found.ms >= endMs) return noons
    zone = found.zone
    if (found.ms > startMs) noons.push(found.ms)
  }
}

/** The same with a noon at which the voyage begins or ends. */
export function noonsOnBoard(columns: ResultColumns): number[] {
  const { count, timeMs } = columns
  return count === 0 ? [] : shipNoons(columns, numberAt(timeMs, 0) - 1, numberAt(timeMs, count - 1) + 1)
}

/** Nobody passes more zones from one noon to the next. */
const MOST_ZONES = 12

/**
 * When the clocks show a noon. Where a zone is entered within the hour of noon, no zone has it at its own longitudes: the
 * clocks are changed after it.
 * @param noonMs as the clocks show it, as if they showed UTC
 * @param zone of the clocks the noon before
 */
function noonOf(
  noonMs: number,
  zone: number,
  zoneThen: (ms: number, near: number) => number,
): { ms: number; zone: number } {
  let now = zone
  for (let tries = 0; tries < MOST_ZONES; tries++) {
    const there = zoneThen(noonMs - now * HOUR_MS, now)
    if (there === now) break
    const further = zoneThen(noonMs - there * HOUR_MS, there)
    if (further === now) break
    now = there
  }
  return { ms: noonMs - now * HOUR_MS, zone: now }
}

/** The place between samples at a time; at one that several samples share, the last of them. */
function placeAt(timeMs: Float64Array, ms: number): number {
  let [index, after] = [0, timeMs.length]
  while (after - index > 1) {
    const middle = (index + after) >> 1
    if (numberAt(timeMs, middle) <= ms) index = middle
    else after = middle
  }
  if (index === timeMs.length - 1) return index
  const step = numberAt(timeMs, index + 1) - numberAt(timeMs, index)
  return step > 0 ? Math.max(0, index + (ms - numberAt(timeMs, index)) / step) : index
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

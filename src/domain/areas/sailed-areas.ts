import { numberAt } from '../at.ts'
import type { LegLine } from '../geodesy/leg-line.ts'
import type { Position } from '../position.ts'
import { type Area, chartY } from './area.ts'
import { prepared, stretchesWithin } from './area-index.ts'

/** A line as it is sailed: points near enough to one another to be straight on a chart in between. */
export interface SailedLine {
  readonly lat: Float64Array
  /** Unwrapped. */
  readonly lon: Float64Array
  /** From its start. */
  readonly distanceNm: Float64Array
  /** Epoch milliseconds UTC, NaN where it is not known. */
  readonly timeMs: Float64Array
}

/** What a line has of one area, for as long as that is valid. */
export interface AreaVisit {
  readonly area: Area
  /** Inside, all stretches together. */
  readonly insideNm: number
  /** From the start of the line: where it is entered first, and left last. */
  readonly fromNm: number
  readonly toNm: number
  /** Where it is entered first. */
  readonly enters: Position
  /** When it is entered first, and left last; null where times are not known. */
  readonly startMs: number | null
  readonly endMs: number | null
}

/** A great circle drawn straight on the chart is then within 20 m of its line below 70° of latitude. */
const STEP_NM = 10

interface Points {
  readonly fractions: Float64Array
  readonly lat: Float64Array
  readonly lon: Float64Array
}
const pointsOfLines = new WeakMap<LegLine, Points>()

function pointsOf(line: LegLine): Points {
  const known = pointsOfLines.get(line)
  if (known) return known
  const steps = Math.max(1, Math.ceil(line.distanceNm / STEP_NM))
  const fractions = Float64Array.from({ length: steps + 1 }, (_, step) => step / steps)
  const places = Array.from(fractions, line.at)
  const points = {
    fractions,
    lat: Float64Array.from(places, ({ lat }) => lat),
    lon: Float64Array.from(places, ({ lon }) => lon),
  }
  pointsOfLines.set(line, points)
  return points
}

/** A leg and the stay at its end. @param times epoch milliseconds UTC; null: not known */
export function sailedLeg(
  line: LegLine,
  times: { readonly departMs: number | null; readonly arriveMs: number | null; readonly stayMs: number },
): SailedLine {
  const { fractions, lat, lon } = pointsOf(line)
  const departMs = times.departMs ?? NaN
  const arriveMs = times.arriveMs ?? NaN
  const distanceNm = fractions.map((fraction) => fraction * line.distanceNm)
  const timeMs = fractions.map((fraction) => departMs + fraction * (arriveMs - departMs))
  if (times.stayMs <= 0) return { lat, lon, distanceNm, timeMs }
  const longer = (column: Float64Array, last: number) => Float64Array.of(...column, last)
  return {
    lat: longer(lat, line.to.lat),
    lon: longer(lon, line.to.lon),
    distanceNm: longer(distanceNm, line.distanceNm),
    timeMs: longer(timeMs, arriveMs + times.stayMs),
  }
}

/**
 * The areas that a line enters, in the order of the list. An area counts only while it is valid at the time the ship is
 * there; where no time is known, it counts. To touch a side is not to enter.
 */
export function areaVisits(line: SailedLine, areas: readonly Area[]): AreaVisit[] {
  if (areas.length === 0 || line.lat.length === 0) return []
  const box = boxOf(line)
  let chart: Float64Array | undefined
  return areas.flatMap((area): AreaVisit[] => {
    const { west, east, south, north } = prepared(area)
    const turns = box.south <= north && box.north >= south ? turnsBetween(box, { west, east }) : []
    if (turns.length === 0) return []
    chart ??= line.lat.map(chartY)
    const visit = visitOf(line, chart, area, turns)
    return visit ? [visit] : []
  })
}

function boxOf({ lat, lon }: SailedLine) {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let index = 0; index < lat.length; index += 1) {
    west = Math.min(west, numberAt(lon, index))
    east = Math.max(east, numberAt(lon, index))
    south = Math.min(south, numberAt(lat, index))
    north = Math.max(north, numberAt(lat, index))
  }
  return { west, south, east, north }
}

/** The whole turns, in degrees, by which a line has to be moved to meet an area. */
function turnsBetween(line: { west: number; east: number }, area: { west: number; east: number }): number[] {
  const first = Math.ceil((area.west - line.east) / 360)
  const last = Math.floor((area.east - line.west) / 360)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => 360 * (first + index))
}

function visitOf(line: SailedLine, chart: Float64Array, area: Area, turns: readonly number[]): AreaVisit | null {
  const shape = prepared(area)
  const { lat, lon, distanceNm, timeMs } = line
  let insideNm = 0
  /** Where it is entered and left, stretch by stretch: on the way to point `index`. */
  const ends: { readonly index: number; readonly share: number }[] = []
  const between = (column: Float64Array, { index, share }: { index: number; share: number }) => {
    const from = numberAt(column, index - 1)
    return from + share * (numberAt(column, index) - from)
  }
  for (let index = 1; index < lat.length; index += 1) {
    const [fromLon, toLon] = [numberAt(lon, index - 1), numberAt(lon, index)]
    const [startMs, endMs] = [numberAt(timeMs, index - 1), numberAt(timeMs, index)]
    if (Math.max(startMs, endMs) < shape.fromMs || Math.min(startMs, endMs) > shape.toMs) continue
    if (Math.min(numberAt(lat, index - 1), numberAt(lat, index)) > shape.north) continue
    if (Math.max(numberAt(lat, index - 1), numberAt(lat, index)) < shape.south) continue
    const shareAt = (ms: number) => (endMs > startMs ? (ms - startMs) / (endMs - startMs) : NaN)
    const [opens, closes] = [shareAt(shape.fromMs), shareAt(shape.toMs)]
    const nm = numberAt(distanceNm, index) - numberAt(distanceNm, index - 1)
    for (const turn of turns) {
      if (Math.max(fromLon, toLon) + turn < shape.west || Math.min(fromLon, toLon) + turn > shape.east) continue
      const [fromY, toY] = [numberAt(chart, index - 1), numberAt(chart, index)]
      stretchesWithin(shape, fromLon + turn, fromY, toLon + turn, toY, (from, to) => {
        const begin = opens > from ? opens : from
        const end = closes < to ? closes : to
        if (end < begin) return false
        insideNm += (end - begin) * nm
        ends.push({ index, share: begin }, { index, share: end })
        return false
      })
    }
  }
  const [first, last] = [ends[0], ends.at(-1)]
  if (!first || !last) return null
  const known = (ms: number) => (Number.isNaN(ms) ? null : ms)
  return {
    area,
    insideNm,
    fromNm: between(distanceNm, first),
    toNm: between(distanceNm, last),
    enters: { lat: between(lat, first), lon: between(lon, first) },
    startMs: known(between(timeMs, first)),
    endMs: known(between(timeMs, last)),
  }
}

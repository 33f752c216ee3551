import { at, numberAt } from '../../at.ts'
import { degrees, normaliseCourse, radians } from '../../geodesy/wgs84.ts'
import { directionPairs } from '../../metocean/layers/layers.ts'
import { type FieldColumn, missingIn, type ResultColumns } from '../../metocean/result.ts'
import { HOUR_MS } from '../../time.ts'

/** Times come in whole seconds. */
const SAME_MS = 1000

/** Departures farther apart say nothing about the sea in between. */
const FARTHEST_MS = 6 * HOUR_MS

/** Between which two departures a time at a sample lies: the first of them, and the share of the way to the next. */
interface Between {
  readonly before: Float64Array
  readonly share: Float64Array
}

/**
 * A departure's places at other times, with the sea in between the departures that pass a place before and after:
 * heights in a straight line, wind and current as vectors. Outside them, and between departures over 6 h apart, the sea
 * is not known.
 * @param all departures of one plan, in order @param timeMs one for each sample of `asked`
 */
export function seaAtTimes(asked: ResultColumns, all: readonly ResultColumns[], timeMs: Float64Array): ResultColumns {
  const between = betweenOf(all, timeMs)
  const directions = directionPairs(asked)
  const done: Record<string, FieldColumn> = {}
  for (const [direction, { magnitude, isFlow }] of directions) {
    const flow = flowBetween(all, between, magnitude, direction)
    done[direction] = flow.direction
    if (isFlow) done[magnitude] = flow.magnitude
  }
  for (const name of Object.keys(asked.fields)) done[name] ??= valuesBetween(all, between, name)
  const fields = Object.fromEntries(Object.keys(asked.fields).map((name) => [name, done[name] ?? new Float32Array()]))
  return {
    count: asked.count,
    lat: asked.lat,
    lon: asked.lon,
    timeMs,
    fields,
    gaps: missingIn(fields),
  }
}

function betweenOf(all: readonly ResultColumns[], timeMs: Float64Array): Between {
  const before = new Float64Array(timeMs.length).fill(NaN)
  const share = new Float64Array(timeMs.length)
  for (let index = 0; index < timeMs.length; index++) {
    const time = numberAt(timeMs, index)
    const next = all.findIndex((one) => numberAt(one.timeMs, index) >= time - SAME_MS)
    if (next < 0) continue
    const nextMs = numberAt(at(all, next).timeMs, index)
    if (Math.abs(nextMs - time) <= SAME_MS) before[index] = next
    else if (next > 0) {
      const lastMs = numberAt(at(all, next - 1).timeMs, index)
      if (nextMs - lastMs > FARTHEST_MS) continue
      before[index] = next - 1
      share[index] = (time - lastMs) / (nextMs - lastMs)
    }
  }
  return { before, share }
}

function valuesBetween(all: readonly ResultColumns[], between: Between, name: string): FieldColumn {
  const columns = all.map(({ fields }) => fields[name])
  return Float32Array.from(between.before, (place, index) => {
    const { before, after, share } = endsAt(columns, between, place, index)
    return share === 0 ? before : before + (after - before) * share
  })
}

/** The values of both ends at a sample; NaN where there is none. */
function endsAt(columns: readonly (FieldColumn | undefined)[], between: Between, place: number, index: number) {
  const share = numberAt(between.share, index)
  const before = columns[place]?.[index] ?? NaN
  return { before, after: share === 0 ? before : (columns[place + 1]?.[index] ?? NaN), share }
}

function flowBetween(all: readonly ResultColumns[], between: Between, magnitude: string, direction: string) {
  const [sizes, angles] = [magnitude, direction].map((name) => all.map(({ fields }) => fields[name])) as [
    (FieldColumn | undefined)[],
    (FieldColumn | undefined)[],
  ]
  const made = {
    magnitude: new Float32Array(between.before.length),
    direction: new Float32Array(between.before.length),
  }
  between.before.forEach((place, index) => {
    const [size, angle] = [endsAt(sizes, between, place, index), endsAt(angles, between, place, index)]
    const { share } = size
    const part = (of: (θ: number) => number) =>
      amount(size.before, of(radians(angle.before))) * (1 - share) +
      amount(size.after, of(radians(angle.after))) * share
    const [east, north] = [part(Math.sin), part(Math.cos)]
    made.magnitude[index] = share === 0 ? size.before : Math.hypot(east, north)
    made.direction[index] = share === 0 ? angle.before : normaliseCourse(degrees(Math.atan2(east, north)))
  })
  return made
}

/** A flow of 0 has no direction, and so no part: that is a value, not a gap. */
const amount = (size: number, part: number) => (size === 0 ? 0 : size * part)

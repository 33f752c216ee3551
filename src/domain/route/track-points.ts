import { positionAt } from '../position.ts'
import { numberAt } from '../at.ts'
import { AppError } from '../errors.ts'
import { legLine } from '../geodesy/leg-line.ts'
import { MAX_POINTS, type Track, type Waypoint } from './route.ts'
import type { Samples } from './sampling.ts'
import type { Timing } from './timed-legs.ts'
import { HOUR_MS, MINUTE_MS, secondBegun } from '../time.ts'

/** By the column of latitudes: a track never changes in place, and 200,000 legs take too long to compute twice. */
const distances = new WeakMap<Float64Array, Float64Array>()

/** Distances from the first point along rhumb lines from point to point, nautical miles. Not to be written to. */
export function trackDistances(track: Pick<Track, 'lat' | 'lon'>): Float64Array {
  const known = distances.get(track.lat)
  if (known) return known
  const computed = new Float64Array(track.lat.length)
  for (let index = 1; index < computed.length; index += 1) {
    const { distanceNm } = legLine(positionAt(track, index - 1), positionAt(track, index), 'RL')
    computed[index] = numberAt(computed, index - 1) + distanceNm
  }
  distances.set(track.lat, computed)
  return computed
}

/** Keeps distances that `trackDistances` computed in a worker, so that the page need not compute them again. */
export const knowTrackDistances = ({ lat }: Pick<Track, 'lat'>, distanceNm: Float64Array): void =>
  void distances.set(lat, distanceNm)

/** Does any point of the track come with its own time? */
export function hasTimes(track: Track): boolean {
  return track.timeMs.some((timeMs) => !Number.isNaN(timeMs))
}

/**
 * The points of a track, requested as they are. Its own times are kept; between two of them a missing time goes by
 * distance; before the first and after the last, and on a track without any, by the voyage's speed (and departure).
 * @throws AppError `too-many-points` (over 200,000), `unexpected` where a time is missing and the speed is not above 0
 */
export function trackPoints(track: Track, { departureMs, speedKn }: Timing): Samples {
  const count = track.lat.length
  if (count > MAX_POINTS) throw new AppError('too-many-points', `${count} points`)
  const distanceNm = trackDistances(track)
  const timeMs = fillTimes(track.timeMs, distanceNm, departureMs, speedKn)
  if (timeMs.some(Number.isNaN)) throw new AppError('unexpected', `speed ${speedKn} kn`)
  return {
    lat: track.lat,
    lon: track.lon,
    timeMs: timeMs.map(secondBegun),
    distanceNm,
    waypointIndex: new Int32Array(count).fill(-1),
  }
}

/** The track's own times, those missing between two of them by distance; NaN before the first and after the last. */
export const timesBetween = (track: Track): Float64Array => fillTimes(track.timeMs, trackDistances(track), NaN, NaN)

function fillTimes(known: Float64Array, distanceNm: Float64Array, departureMs: number, speedKn: number): Float64Array {
  const sailing = (nm: number) => (nm === 0 ? 0 : speedKn > 0 ? (nm / speedKn) * HOUR_MS : NaN)
  const fixes = [...known.keys()].filter((index) => !Number.isNaN(numberAt(known, index)))
  const first = fixes[0]
  if (first === undefined) return distanceNm.map((nm) => departureMs + sailing(nm))
  let passed = 0 // how many of the fixes lie at or before the point
  return known.map((time, index) => {
    if (fixes[passed] === index) passed += 1
    if (!Number.isNaN(time)) return time
    const before = fixes[passed - 1]
    const after = fixes[passed]
    const from = before ?? first
    const run = numberAt(distanceNm, index) - numberAt(distanceNm, from)
    if (before === undefined || after === undefined)
      return numberAt(known, from) + Math.sign(run) * sailing(Math.abs(run))
    const whole = numberAt(distanceNm, after) - numberAt(distanceNm, before)
    return (
      numberAt(known, before) + (whole === 0 ? 0 : run / whole) * (numberAt(known, after) - numberAt(known, before))
    )
  })
}

/**
 * A point of a track as a waypoint of an editable route. The speed of the rhumb line that ends there follows from the
 * track's times, so that the schedule keeps them; a time without a distance is a stay.
 * @param before index of the point that becomes the waypoint before; undefined for the first
 * @param order 0 for the first
 */
export function timedWaypoint(track: Track, index: number, before: number | undefined, order: number): Waypoint {
  const position = positionAt(track, index)
  const plain = { id: `w${order + 1}`, name: '', position, leg: { type: 'RL', speedKn: null } } as const
  if (before === undefined) return plain
  const passedMs = numberAt(track.timeMs, index) - numberAt(track.timeMs, before)
  // Without both times, or out of order, there is no speed by which the schedule could be sailed.
  if (!(passedMs > 0)) return plain
  const { distanceNm } = legLine(positionAt(track, before), position, 'RL')
  if (distanceNm === 0) return { ...plain, stayMin: passedMs / MINUTE_MS }
  return { ...plain, leg: { type: 'RL', speedKn: (distanceNm / passedMs) * HOUR_MS } }
}

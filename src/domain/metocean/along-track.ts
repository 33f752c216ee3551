import { numberAt } from '../at.ts'
import { legLine } from '../geodesy/leg-line.ts'
import { degrees, ECCENTRICITY, METRES_PER_NM, normaliseCourse, radians, WGS84 } from '../geodesy/wgs84.ts'
import { directionColumn, layerById, magnitudeColumn } from './layers/layers.ts'
import type { ResultColumns } from './result.ts'

/** What follows from an answer's positions alone. */
export interface AlongTrack {
  /** Nautical miles sailed from the first sample, never falling. */
  readonly distanceNm: Float64Array
  /** Course over ground from each sample to the next, degrees true; NaN where the track does not move at all. */
  readonly cogDeg: Float64Array
}

/** Up to here (degrees of arc) the mid-latitude line is good to a metre; samples are nearly always closer together. */
const SHORT_DEG = 0.5
/** Closer to a pole the parallel bends too much for the mid-latitude line. */
const HIGH_LATITUDE = 80

/**
 * Distances and courses along the samples of an answer, on WGS84, linear in their number.
 * Long gaps between samples count as great circles; short ones use the radii of curvature at mid-latitude, a hundred
 * times faster, within 1 m of it.
 * @param columns lon unwrapped
 * Source: R. E. Deakin, M. N. Hunter, Geometric Geodesy A, RMIT 2013 (radii of curvature); J. P. Snyder, USGS PP 1395.
 */
export function alongTrack({ count, lat, lon }: Pick<ResultColumns, 'count' | 'lat' | 'lon'>): AlongTrack {
  const distanceNm = new Float64Array(count)
  const cogDeg = new Float64Array(count).fill(NaN)
  for (let index = 1; index < count; index++) {
    const step = stepBetween(
      numberAt(lat, index - 1),
      numberAt(lon, index - 1),
      numberAt(lat, index),
      numberAt(lon, index),
    )
    distanceNm[index] = numberAt(distanceNm, index - 1) + step.metres / METRES_PER_NM
    // A sample at the same place (a waypoint given twice, a stay) keeps the course the ship had.
    cogDeg[index - 1] = step.metres > 0.01 ? step.courseDeg : index > 1 ? numberAt(cogDeg, index - 2) : NaN
  }
  if (count > 1) cogDeg[count - 1] = numberAt(cogDeg, count - 2)
  return { distanceNm, cogDeg }
}

function stepBetween(lat1: number, lon1: number, lat2: number, lon2: number): { metres: number; courseDeg: number } {
  const Δlat = lat2 - lat1
  const Δlon = lon2 - lon1
  const mid = (lat1 + lat2) / 2
  if (Math.abs(Δlat) > SHORT_DEG || Math.abs(Δlon) > SHORT_DEG || Math.abs(mid) > HIGH_LATITUDE) {
    const line = legLine({ lat: lat1, lon: lon1 }, { lat: lat2, lon: lon2 }, 'GC')
    return { metres: line.distanceM, courseDeg: line.initialCourseDeg ?? NaN }
  }
  const φ = radians(mid)
  const w = 1 - (ECCENTRICITY * Math.sin(φ)) ** 2
  const north = (radians(Δlat) * WGS84.a * (1 - ECCENTRICITY ** 2)) / w ** 1.5
  const east = (radians(Δlon) * WGS84.a * Math.cos(φ)) / Math.sqrt(w)
  return { metres: Math.hypot(north, east), courseDeg: normaliseCourse(degrees(Math.atan2(east, north))) }
}

/**
 * The current's component along the course, knots, + favourable, − adverse; NaN where current or course is not known.
 * @returns undefined where the answer has no current
 */
export function alongTrackCurrent(columns: ResultColumns, { cogDeg }: AlongTrack): Float32Array | undefined {
  const layer = layerById.current
  const speed = magnitudeColumn(layer, columns)
  const set = directionColumn(layer, columns)
  if (!speed || !set) return undefined
  // A loop: `from` with a function takes five times as long, and an answer may have 200,000 samples.
  const along = new Float32Array(speed.length)
  for (let index = 0; index < along.length; index++) {
    const wire = numberAt(speed, index)
    // A zero current has no direction, and so no component: 0 is a value, not a gap.
    along[index] =
      wire === 0 ? 0 : wire * layer.factor * Math.cos(radians(numberAt(set, index) - numberAt(cogDeg, index)))
  }
  return along
}

/**
 * The wind's component across the course, from either side, in the unit of its column; NaN where wind or course is not
 * known.
 * @returns undefined where the answer has no wind, or not where it comes from
 */
export function acrossTrackWind(columns: ResultColumns): Float32Array | undefined {
  const speed = magnitudeColumn(layerById.wind, columns)
  const from = directionColumn(layerById.wind, columns)
  if (!speed || !from) return undefined
  const { cogDeg } = trackOf(columns)
  const across = new Float32Array(speed.length)
  for (let index = 0; index < across.length; index++) {
    const wire = numberAt(speed, index)
    across[index] = wire === 0 ? 0 : Math.abs(wire * Math.sin(radians(numberAt(from, index) - numberAt(cogDeg, index))))
  }
  return across
}

export interface TrackOf extends AlongTrack {
  /** Knots, + favourable; undefined where the answer has no current. */
  readonly current: Float32Array | undefined
}

const known = new WeakMap<ResultColumns, TrackOf>()

/** What follows from an answer's positions, worked out once for map, charts, table and limits together. */
export function trackOf(columns: ResultColumns): TrackOf {
  const before = known.get(columns)
  if (before) return before
  const along = alongTrack(columns)
  const track = { ...along, current: alongTrackCurrent(columns, along) }
  known.set(columns, track)
  return track
}

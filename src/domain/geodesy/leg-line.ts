import { type Position, unwrapLongitude } from '../position.ts'
import type { LegType } from '../route/route.ts'
import {
  assertPosition,
  degrees,
  isometricBetween,
  latitudeOfArc,
  meridianArc,
  meridianArcBetween,
  METRES_PER_NM,
  normaliseCourse,
  parallelRadius,
  radians,
} from './wgs84.ts'
import geographiclib from 'geographiclib-geodesic'

/** The line of one leg on WGS84, of a rhumb line or a great circle alike. */
export interface LegLine {
  readonly from: Position
  /** The end, its longitude unwrapped against `from`. */
  readonly to: Position
  readonly distanceM: number
  readonly distanceNm: number
  /** Degrees true in [0, 360); null where both ends are the same place. */
  readonly initialCourseDeg: number | null
  /** The position at a fraction of the length, 0 to 1, unwrapped against `from`; 0 and 1 give the ends exactly. */
  readonly at: (fraction: number) => Position
  /** The course there, degrees true in [0, 360); null on a leg without length. */
  readonly courseAt: (fraction: number) => number | null
}

/** Ends nearer than this are one place: a micrometre, far below what any position says. */
const SAME_PLACE_M = 1e-6

/**
 * The line of a leg, the shorter way round.
 * @param from, to degrees; longitudes any finite number, a leg across 180° needs nothing special of the caller
 * @throws AppError `latitude-out-of-range`, `longitude-out-of-range`
 */
export function legLine(from: Position, to: Position, type: LegType): LegLine {
  assertPosition(from)
  assertPosition(to)
  const end = { lat: to.lat, lon: unwrapLongitude(to.lon, from.lon) }
  const curve = type === 'GC' ? greatCircle(from, end) : rhumbLine(from, end)
  const still = curve.distanceM < SAME_PLACE_M
  const distanceM = still ? 0 : curve.distanceM
  return {
    from,
    to: end,
    distanceM,
    distanceNm: distanceM / METRES_PER_NM,
    initialCourseDeg: still ? null : curve.courseAt(0),
    at: (fraction) => (fraction <= 0 || still ? from : fraction >= 1 ? end : curve.at(fraction)),
    courseAt: (fraction) => (still ? null : curve.courseAt(Math.min(1, Math.max(0, fraction)))),
  }
}

/** The part in which the two kinds of line differ; `legLine` adds the rest. Fractions are 0 to 1 of the length. */
interface Curve {
  readonly distanceM: number
  /** Unwrapped against the start. */
  readonly at: (fraction: number) => Position
  /** Degrees true in [0, 360). */
  readonly courseAt: (fraction: number) => number
}

// The package is CommonJS: its names exist only on the default import, in Node and in the bundles alike.
const { Geodesic } = geographiclib
const geodesic = Geodesic.WGS84
/** LONG_UNROLL: longitudes run on past ±180 along the line, as they do inside Fairway. */
const wanted = Geodesic.LATITUDE | Geodesic.LONGITUDE | Geodesic.AZIMUTH | Geodesic.LONG_UNROLL
const capabilities = wanted | Geodesic.DISTANCE_IN

/**
 * Great circle (shortest line, the geodesic) on WGS84, to nanometres.
 * @param from, to degrees, |lat| ≤ 90, `to.lon` unwrapped against `from.lon`
 * Source: C. F. F. Karney, Algorithms for geodesics, J. Geodesy 87, 43–55 (2013), through his own library.
 */
function greatCircle(from: Position, to: Position): Curve {
  const line = geodesic.InverseLine(from.lat, from.lon, to.lat, to.lon, capabilities)
  const point = (fraction: number) => line.GenPosition(false, fraction * line.s13, wanted)
  return {
    distanceM: line.s13,
    courseAt: (fraction) => normaliseCourse(point(fraction).azi2 ?? NaN),
    at: (fraction) => {
      const { lat2, lon2 } = point(fraction)
      return { lat: lat2 ?? NaN, lon: lon2 ?? NaN }
    },
  }
}

/** Where a great circle leads, its longitude unwrapped against the start. @param distanceNm along it, on WGS84 */
export function alongGreatCircle({ lat, lon }: Position, courseDeg: number, distanceNm: number): Position {
  const { lat2, lon2 } = geodesic.Direct(lat, lon, courseDeg, distanceNm * METRES_PER_NM, wanted)
  return { lat: lat2 ?? NaN, lon: lon2 ?? NaN }
}

/** Differences of latitude under this are rounding of one and the same latitude. */
const EAST_WEST_RAD = 1e-14
/** On so short an arc (about 6 m) latitude goes evenly with length, and better so than through two long arcs. */
const SHORT_ARC_RAD = 1e-6
/** Closer to a pole than this (about 0.1 mm) ψ is not finite; the line then runs along the other end's meridian. */
const POLE_DEG = 90 - 1e-9

/**
 * Rhumb line (constant course) on WGS84: lengths exact to a millimetre, points along it to a few centimetres.
 * @param from, to degrees, |lat| ≤ 90, `to.lon` unwrapped against `from.lon`
 * Source: on the ellipsoid a rhumb line is straight in isometric latitude ψ against longitude, and lengths along it go
 * with the meridian arc: tan C = Δλ / Δψ, s = Δm / cos C (J. P. Snyder, Map Projections, USGS PP 1395, p. 46).
 */
export function rhumbLine(from: Position, to: Position): Curve {
  if (Math.abs(from.lat) >= POLE_DEG || Math.abs(to.lat) >= POLE_DEG) return polarLine(from, to)
  const φ1 = radians(from.lat)
  const Δφ = radians(to.lat - from.lat)
  const Δλ = radians(to.lon - from.lon)
  const Δm = meridianArcBetween(φ1, Δφ)
  const Δψ = isometricBetween(φ1, Δφ)
  const dueEastWest = Math.abs(Δφ) < EAST_WEST_RAD
  const metresPerψ = dueEastWest ? parallelRadius(φ1) : Δm / Δψ
  const course = normaliseCourse(degrees(Math.atan2(Δλ, Δψ)))
  const m1 = meridianArc(φ1)
  const start = latitudeOfArc(m1) // φ1 within the truncation of the series, which cancels in the difference below
  return {
    distanceM: Math.hypot(Δλ, Δψ) * metresPerψ,
    courseAt: () => course,
    at: (fraction) => {
      const Δ = Math.abs(Δφ) < SHORT_ARC_RAD ? fraction * Δφ : latitudeOfArc(m1 + fraction * Δm) - start
      const share = dueEastWest ? fraction : isometricBetween(φ1, Δ) / Δψ
      return { lat: from.lat + degrees(Δ), lon: from.lon + share * (to.lon - from.lon) }
    },
  }
}

/** To or from a pole every rhumb line is the meridian of the end that is not a pole. */
function polarLine(from: Position, to: Position): Curve {
  const lon = Math.abs(from.lat) >= POLE_DEG ? to.lon : from.lon
  const m1 = meridianArc(radians(from.lat))
  const Δm = meridianArc(radians(to.lat)) - m1
  return {
    distanceM: Math.abs(Δm),
    courseAt: () => (Δm < 0 ? 180 : 0),
    at: (fraction) => ({ lat: degrees(latitudeOfArc(m1 + fraction * Δm)), lon }),
  }
}

/** Below 70° of latitude a great circle drawn straight between points 30 NM apart is off by less than 0.1 NM. */
const MAX_STEP_NM = 30

/**
 * A leg as points close enough together to be drawn with straight lines, both ends included.
 * Rhumb lines too: they are straight on an ellipsoidal Mercator, the map's is spherical.
 * @param options.maxStepNm largest distance between two points
 * @returns unwrapped positions, at least two
 */
export function densify(from: Position, to: Position, type: LegType, options: { maxStepNm?: number } = {}): Position[] {
  const line = legLine(from, to, type)
  const steps = Math.max(1, Math.ceil(line.distanceNm / (options.maxStepNm ?? MAX_STEP_NM)))
  return Array.from({ length: steps + 1 }, (_, step) => line.at(step / steps))
}

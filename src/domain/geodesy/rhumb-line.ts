import type { Position } from '../position.ts'
import type { Curve } from './curve.ts'
import { isometricBetween, latitudeOfArc, meridianArc, meridianArcBetween, parallelRadius } from './meridian.ts'
import { degrees, normaliseCourse, radians } from './wgs84.ts'

/** Differences of latitude under this are rounding of one and the same latitude. */
const EAST_WEST_RAD = 1e-14
/** On so short an arc (about 6 m) latitude goes evenly with length, and better so than through two long arcs. */
const SHORT_ARC_RAD = 1e-6
/** Nearer to a pole than this (about 0.1 mm) ψ is no number any more; the line then runs along the other end's meridian. */
const POLE_DEG = 90 - 1e-9

/**
 * Rhumb line (constant course) on the WGS84 ellipsoid: lengths exact to a millimetre, points along it to a few centimetres.
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

/** To or from a pole every rhumb line is a meridian, that of the end which is no pole. */
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

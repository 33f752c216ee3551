// The package is CommonJS: its names are only there on the default import, in Node and in the bundles alike.
import geographiclib from 'geographiclib-geodesic'
import type { Position } from '../position.ts'
import type { Curve } from './curve.ts'
import { normaliseCourse } from './wgs84.ts'

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
export function greatCircle(from: Position, to: Position): Curve {
  const line = geodesic.InverseLine(from.lat, from.lon, to.lat, to.lon, capabilities)
  const point = (fraction: number) => line.GenPosition(false, fraction * line.s13, wanted)
  return {
    distanceM: line.s13,
    courseAt: (fraction) => normaliseCourse(point(fraction).azi2!),
    at: (fraction) => {
      const { lat2, lon2 } = point(fraction)
      return { lat: lat2!, lon: lon2! }
    },
  }
}

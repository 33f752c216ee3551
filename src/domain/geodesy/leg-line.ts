import { type Position, unwrapLongitude } from '../position.ts'
import type { LegType } from '../route/route.ts'
import { greatCircle } from './great-circle.ts'
import { rhumbLine } from './rhumb-line.ts'
import { assertPosition, METRES_PER_NM } from './wgs84.ts'

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

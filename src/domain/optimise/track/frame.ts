import { at } from '../../at.ts'
import { alongGreatCircle, legLine } from '../../geodesy/leg-line.ts'
import { degrees, ECCENTRICITY, METRES_PER_NM, radians, WGS84 } from '../../geodesy/wgs84.ts'
import type { CorridorSurvey } from '../../metocean/survey.ts'
import type { Position } from '../../position.ts'

/**
 * A place of a corridor as a point in space, nautical miles, and the directions of east and north there as unit vectors.
 * Distances and courses between places near each other follow from these without trigonometry.
 */
export interface Spot extends Position {
  readonly x: number
  readonly y: number
  readonly z: number
  readonly east: readonly [number, number, number]
  readonly north: readonly [number, number, number]
}

/** A line across the route. Offsets are nautical miles, + to starboard. */
export interface Stage {
  readonly sNm: number
  /** How far the corridor reaches to either side; 0 where the route is kept. */
  readonly halfWidthNm: number
  readonly positionAt: (qNm: number) => Position
  readonly placeAt: (qNm: number) => Spot
}

/** A corridor: miles along a base route, and offsets across it. */
export interface Frame {
  readonly lengthNm: number
  /** Where the route is kept, by miles along it: both ends, and the waypoints that are. In order. */
  readonly keptNm: readonly number[]
  /** Miles along it of each of its waypoints. */
  readonly waypointsNm: readonly number[]
  readonly halfWidthAt: (sNm: number) => number
  readonly stageAt: (sNm: number) => Stage
  /** 1 / (24 R²): what makes an arc of a chord. 0 in a plane. */
  readonly bend: number
}

/** Mean radius, nautical miles. */
const RADIUS_NM = 3440.07
/** The corridor opens and closes by this many miles a side for each mile along. */
const OPENING = 1
/** The direction across is that of a mean course over this share of the half-width to either side, so that it turns with a route and does not jump. */
const SMOOTHING = 0.5
const SMOOTHED_AT = [-1, -0.5, 0, 0.5, 1]

type Line = Pick<CorridorSurvey, 'line' | 'halfWidthNm'>

/** The corridor around a route on WGS84, its own legs along, great circles across. */
export function routeFrame({ line, halfWidthNm }: Line): Frame {
  const legs = line.slice(1).map((to, index) => legLine(at(line, index), to, to.type))
  const starts = [0]
  for (const { distanceNm } of legs) starts.push(at(starts, starts.length - 1) + distanceNm)
  const lengthNm = at(starts, starts.length - 1)
  const last = line.length - 1
  const isKept = (index: number) => index === 0 || index === last || at(line, index).isKept
  const keptNm = starts.filter((_, index) => isKept(index))
  // Between two waypoints that are to be kept, so is the leg.
  const spans = starts.flatMap((start, index): KeptSpan[] => [
    ...(isKept(index) ? [[start, start] as const] : []),
    ...(index < last && at(line, index).isKept && at(line, index + 1).isKept
      ? [[start, at(starts, index + 1)] as const]
      : []),
  ])

  const onRoute = (sNm: number) => {
    const found = starts.findIndex((start, index) => index > 0 && sNm <= start)
    const leg = found < 0 ? legs.length - 1 : found - 1
    const { distanceNm } = at(legs, leg)
    return { leg: at(legs, leg), fraction: distanceNm > 0 ? (sNm - at(starts, leg)) / distanceNm : 0 }
  }
  const courseAt = (sNm: number) => {
    const { leg, fraction } = onRoute(sNm)
    return leg.courseAt(fraction) ?? 0
  }
  const halfWidthAt = openingBetween(spans, halfWidthNm)
  /** Longitudes go on from leg to leg, as those of the route do. */
  const baseAt = (sNm: number) => {
    const { leg, fraction } = onRoute(sNm)
    return leg.at(fraction)
  }
  const meanCourse = (sNm: number) => {
    const reach = Math.min(SMOOTHING * halfWidthAt(sNm), sNm, lengthNm - sNm)
    const courses = SMOOTHED_AT.map((share) => radians(courseAt(sNm + share * reach)))
    const [east, north] = [Math.sin, Math.cos].map((of) => courses.reduce((sum, course) => sum + of(course), 0))
    return degrees(Math.atan2(east ?? 0, north ?? 1))
  }
  return {
    lengthNm,
    keptNm,
    waypointsNm: starts,
    halfWidthAt,
    bend: 1 / (24 * RADIUS_NM ** 2),
    stageAt: (sNm) => {
      const base = baseAt(sNm)
      const acrossDeg = meanCourse(sNm) + 90
      const positionAt = (qNm: number) => (qNm === 0 ? base : alongGreatCircle(base, acrossDeg, qNm))
      return { sNm, halfWidthNm: halfWidthAt(sNm), positionAt, placeAt: (qNm) => spotOf(positionAt(qNm)) }
    },
  }
}

/** A stretch along the route, of one place or more, where it is kept. Nautical miles. */
export type KeptSpan = readonly [fromNm: number, toNm: number]

/** The half-width of a corridor that is closed at some stretches: it opens at 45° from each. */
export function openingBetween(kept: readonly KeptSpan[], halfWidthNm: number): (sNm: number) => number {
  return (sNm) => {
    let width = halfWidthNm
    for (const [from, to] of kept) width = Math.min(width, OPENING * Math.max(0, from - sNm, sNm - to))
    return width < 1e-9 ? 0 : width
  }
}

/** On the surface of WGS84. */
function spotOf({ lat, lon }: Position): Spot {
  const [φ, λ] = [radians(lat), radians(lon)]
  const [sinφ, cosφ, sinλ, cosλ] = [Math.sin(φ), Math.cos(φ), Math.sin(λ), Math.cos(λ)]
  const radius = WGS84.a / METRES_PER_NM / Math.sqrt(1 - (ECCENTRICITY * sinφ) ** 2)
  return {
    lat,
    lon,
    x: radius * cosφ * cosλ,
    y: radius * cosφ * sinλ,
    z: radius * (1 - ECCENTRICITY ** 2) * sinφ,
    east: [-sinλ, cosλ, 0],
    north: [-sinφ * cosλ, -sinφ * sinλ, cosφ],
  }
}

/** The way between two places: nautical miles, and the east and north parts of the course half-way. */
export interface Straight {
  readonly distanceNm: number
  readonly east: number
  readonly north: number
}

/** The shortest way between places up to a few hundred miles apart, to some metres. */
export function wayBetween(from: Spot, to: Spot, { bend }: Pick<Frame, 'bend'>): Straight {
  const [dx, dy, dz] = [to.x - from.x, to.y - from.y, to.z - from.z]
  const square = dx * dx + dy * dy + dz * dz
  const along = (one: Spot['east'], other: Spot['east']) =>
    dx * (one[0] + other[0]) + dy * (one[1] + other[1]) + dz * (one[2] + other[2])
  const [east, north] = [along(from.east, to.east), along(from.north, to.north)]
  const size = Math.hypot(east, north)
  return {
    distanceNm: Math.sqrt(square) * (1 + bend * square),
    east: size > 0 ? east / size : 0,
    north: size > 0 ? north / size : 1,
  }
}

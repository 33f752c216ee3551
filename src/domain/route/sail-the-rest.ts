import { at } from '../at.ts'
import { legLine } from '../geodesy/leg-line.ts'
import { assertPosition, METRES_PER_NM, radians, WGS84 } from '../geodesy/wgs84.ts'
import { type Position, unwrapLongitude } from '../position.ts'
import { nextWaypointId } from './edit.ts'
import { REPORTED_POSITION, type Route, type Waypoint } from './route.ts'
import { type Timing, type TimedLeg, timedLegs } from './timed-legs.ts'

/** Where the ship was reported, and when. */
export interface PositionReport {
  readonly position: Position
  /** Epoch milliseconds UTC. */
  readonly timeMs: number
}

/** Where along a route a position is. */
export interface PlaceOnRoute {
  /** The leg that ends at this waypoint: 1 … n − 1. */
  readonly legIndex: number
  /** 0 at its start, 1 at its end. */
  readonly fraction: number
  readonly offTrackNm: number
}

/** The rest of a voyage, with a new schedule. */
export interface RestOfVoyage {
  readonly route: Route
  readonly departureMs: number
  readonly place: PlaceOnRoute
  /** How much later than planned the ship is there, negative: earlier; null where the plan has no times. */
  readonly lateMs: number | null
}

/** Places tried on each leg before the search closes in on the nearest: no great circle bends within one step. */
const LOOKS = 16
/** Of two legs so nearly as near she is on the later one: reports are given to a tenth of a minute. */
const REACHED_NM = 0.1
/** Halvings of the search: a leg of 10,000 NM comes down to a centimetre. */
const ROUNDS = 40

/** Good to 0.5 % of the distance, enough to tell near from far, and a hundred times faster than the geodesic. */
function roughNm(a: Position, b: Position): number {
  const half = (angle: number) => Math.sin(radians(angle) / 2) ** 2
  const h = half(b.lat - a.lat) + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * half(b.lon - a.lon)
  return (2 * WGS84.a * Math.asin(Math.min(1, Math.sqrt(h)))) / METRES_PER_NM
}

function nearestFraction({ line }: TimedLeg, position: Position): { fraction: number; nm: number } {
  const nmAt = (fraction: number) => roughNm(line.at(fraction), position)
  const looks = Array.from({ length: LOOKS + 1 }, (_, look) => nmAt(look / LOOKS))
  const best = looks.indexOf(Math.min(...looks))
  let [low, high] = [Math.max(0, best - 1) / LOOKS, Math.min(LOOKS, best + 1) / LOOKS]
  for (let round = 0; round < ROUNDS; round += 1) {
    const third = (high - low) / 3
    if (nmAt(low + third) <= nmAt(high - third)) high -= third
    else low += third
  }
  const fraction = (low + high) / 2
  return { fraction, nm: nmAt(fraction) }
}

/**
 * The place on a route that is nearest to a position; of two about equally near ones that on the later leg, since a
 * waypoint that is reached begins the leg that follows.
 * @returns null for a route without legs
 * @throws AppError `latitude-out-of-range`, `longitude-out-of-range`
 */
function nearestPlace(legs: readonly TimedLeg[], position: Position): PlaceOnRoute | null {
  assertPosition(position)
  let found: { leg: TimedLeg; fraction: number } | null = null
  let leastNm = Infinity
  for (const leg of legs) {
    const reach = roughNm(leg.from.position, position) - leg.distanceNm * 1.01
    if (reach > leastNm + REACHED_NM) continue
    const { fraction, nm } = nearestFraction(leg, position)
    if (nm <= leastNm + REACHED_NM) found = { leg, fraction }
    leastNm = Math.min(leastNm, nm)
  }
  if (!found) return null
  const { leg, fraction } = found
  return { legIndex: leg.index, fraction, offTrackNm: legLine(leg.line.at(fraction), position, 'GC').distanceNm }
}

/**
 * What is left of a voyage from a reported position and time: the report becomes the first waypoint and its time the
 * departure, and all waypoints still ahead stay with their legs, stays and fixed ETAs.
 * @param legIndex on which leg she is; left out: the nearest
 * @returns null for a route without legs
 * @throws AppError `latitude-out-of-range`, `longitude-out-of-range`
 */
export function sailTheRest(
  route: Route,
  timing: Timing,
  report: PositionReport,
  legIndex?: number,
): RestOfVoyage | null {
  const { legs } = timedLegs(route, timing)
  const place = nearestPlace(
    legIndex === undefined ? legs : legs.filter(({ index }) => index === legIndex),
    report.position,
  )
  if (!place) return null
  const ahead = route.waypoints.slice(place.legIndex)
  const { lat, lon } = report.position
  const start: Waypoint = {
    id: nextWaypointId(route),
    name: REPORTED_POSITION,
    // Unwrapped against what is ahead, so that none of it has to move to another copy of the world.
    position: { lat, lon: unwrapLongitude(lon, at(ahead, 0).position.lon) },
    leg: { type: 'RL', speedKn: null },
  }
  const { departMs, durationMs } = at(legs, place.legIndex - 1)
  const plannedMs = departMs === null || durationMs === null ? null : departMs + place.fraction * durationMs
  return {
    route: { ...route, waypoints: [start, ...ahead] },
    departureMs: report.timeMs,
    place,
    lateMs: plannedMs === null ? null : report.timeMs - plannedMs,
  }
}

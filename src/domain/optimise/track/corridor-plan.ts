import { at } from '../../at.ts'
import { coverage, type RequestWindow } from '../../metocean/coverage.ts'
import type { CorridorSurvey } from '../../metocean/survey.ts'
import { legLines, legs, routeDistanceNm } from '../../route/legs.ts'
import type { Route } from '../../route/route.ts'
import type { RoutePlan } from '../../voyage/voyage.ts'
import { corridorPoints, corridorRequest, type CorridorSize, corridorSizes, driftFor } from './corridor.ts'

/** What the operator chooses of a corridor before it is asked for. */
export interface CorridorChoices {
  readonly halfWidthNm: number
  readonly size: CorridorSize
  /** Ids of the waypoints that the route keeps to, besides both ends. */
  readonly kept: readonly string[]
}

/** In and out of port she goes as drawn, nautical miles along the route from either end. */
const PORT_NM = 15
/** A shorter passage is not all port. */
const PASSAGE_NM = 60
/** Waypoints that say themselves that they are not to be moved. */
const KEPT_NAME = /\b(pilots?|tss|canal|lock|boarding)\b/i

/** The waypoints to keep unless the operator says otherwise: near both ends, and those named for a pilot, a canal or a separation scheme. */
export function keptAtFirst(route: Route): string[] {
  const miles = [0]
  for (const { distanceNm } of legLines(route)) miles.push(at(miles, miles.length - 1) + distanceNm)
  const lengthNm = at(miles, miles.length - 1)
  return route.waypoints.flatMap(({ id, name }, index) => {
    const fromEndNm = Math.min(at(miles, index), lengthNm - at(miles, index))
    const isInner = index > 0 && index < route.waypoints.length - 1
    return isInner && ((lengthNm >= PASSAGE_NM && fromEndNm <= PORT_NM) || KEPT_NAME.test(name)) ? [id] : []
  })
}

/** Why no corridor can be laid around a plan, in words; null: it can. */
export function noCorridorWords({ route, track, speedKn }: RoutePlan): string | null {
  if (track) return 'A track is kept as it was recorded. Make it a route first.'
  if (route.waypoints.length < 2) return 'Draw or import a route first.'
  return legs(route, speedKn).every(({ durationMs }) => durationMs !== null)
    ? null
    : 'Every leg needs a speed above 0 kn.'
}

/** Knots, to two decimals. */
function meanSpeed({ route, speedKn }: Pick<RoutePlan, 'route' | 'speedKn'>): number {
  const hours = legs(route, speedKn).reduce((sum, leg) => sum + leg.distanceNm / leg.speedKn, 0)
  return Math.round((routeDistanceNm(route) / hours) * 100) / 100
}

/** The corridor around a plan's route. Her speed is the mean of its legs; stays are left out. */
export function corridorAround({ route, departureMs, speedKn }: RoutePlan, choices: CorridorChoices): CorridorSurvey {
  const meanKn = meanSpeed({ route, speedKn })
  return {
    kind: 'corridor',
    line: route.waypoints.map(({ id, position: { lat, lon }, leg: { type } }) => ({
      lat,
      lon,
      type,
      isKept: choices.kept.includes(id),
    })),
    departureMs,
    speedKn: meanKn,
    halfWidthNm: choices.halfWidthNm,
    driftKn: driftFor(meanKn),
    ...corridorSizes[choices.size],
  }
}

/** How many points a corridor asks for, and about how many of them are outside of the times served. */
export function corridorCoverage(survey: CorridorSurvey, window: RequestWindow) {
  const middle = coverage(corridorRequest({ ...survey, places: 1 }).timeMs, window)
  return {
    count: corridorPoints(survey),
    tooOld: middle.tooOld * survey.places,
    tooLate: middle.tooLate * survey.places,
  }
}

/** Was a corridor laid around this plan as it is now? */
export const isCorridorOf = (survey: CorridorSurvey, plan: RoutePlan): boolean =>
  survey.departureMs === plan.departureMs &&
  survey.speedKn === meanSpeed(plan) &&
  survey.line.length === plan.route.waypoints.length &&
  survey.line.every(({ lat, lon }, index) => {
    const position = plan.route.waypoints[index]?.position
    return position?.lat === lat && position.lon === lon
  })

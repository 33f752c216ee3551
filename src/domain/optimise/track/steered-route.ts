import { at, numberAt } from '../../at.ts'
import type { CorridorSurvey } from '../../metocean/survey.ts'
import { type Route, type Waypoint } from '../../route/route.ts'
import { routeDistanceNm } from '../../route/legs.ts'
import { simplifyTrack } from '../../route/simplify.ts'
import { formatDistance, formatSpeed, signedText } from '../../units/format.ts'
import type { PlannedSpeed, RoutePlan } from '../../voyage/voyage.ts'
import { formatDuration } from '../../units/time-text.ts'
import { HOUR_MS } from '../../time.ts'
import { columnAt, lastOf, type SailedTrack } from './sailed-track.ts'

/** How far a route that a bridge can steer may lie from the track, and how much longer it may be. */
const STEERED = { withinNm: 0.5, share: 0.001 } as const

/** Why a leg is as it is, beside the same stretch of the route as it was drawn. */
export interface SteeredLeg {
  readonly distanceNm: number
  readonly hours: number
  readonly why: string
}

/**
 * A track as a route that a bridge can steer: waypoints within 0.5 NM of it, no more than 0.1 % longer, and those that
 * were to be kept where and as they were. Legs have the speed over ground that keeps the track's times.
 * @param waypoints of the route the corridor was laid around, for their names
 */
export function steeredRoute(
  track: SailedTrack,
  survey: CorridorSurvey,
  waypoints: readonly Pick<Waypoint, 'name' | 'position'>[],
): { readonly route: Route; readonly indices: readonly number[] } {
  const keptAt = keptIndices(track, survey)
  for (let toleranceNm: number = STEERED.withinNm; ; toleranceNm /= 2) {
    const indices = [
      ...new Set(keptAt.slice(1).flatMap((last, leg) => turnsOf(track, at(keptAt, leg), last, toleranceNm))),
    ]
    const route = routeThrough(track, indices, waypoints)
    const longer = Math.abs(routeDistanceNm(route) / lastOf(track.distanceNm) - 1)
    if (longer <= STEERED.share || indices.length === track.lat.length || toleranceNm < 0.01) return { route, indices }
  }
}

/** Where in the track its ends and the waypoints to be kept are. */
function keptIndices({ lat, lon }: SailedTrack, { line }: CorridorSurvey): number[] {
  const kept = line.filter(({ isKept }) => isKept)
  const inside = Array.from(lat.keys()).filter((index) =>
    kept.some((one) => isSame(one, numberAt(lat, index), numberAt(lon, index))),
  )
  return [...new Set([0, ...inside, lat.length - 1])]
}

const isSame = (one: { lat: number; lon: number }, lat: number, lon: number) =>
  Math.abs(one.lat - lat) < 1e-7 && Math.abs(one.lon - lon) < 1e-7

/** The points of a stretch at which a route turns to stay close to it, both ends among them. */
function turnsOf(track: SailedTrack, first: number, last: number, toleranceNm: number): number[] {
  const cut = (column: Float64Array) => column.slice(first, last + 1)
  const piece = { name: '', lat: cut(track.lat), lon: cut(track.lon), timeMs: cut(track.timeMs) }
  const { route } = simplifyTrack(piece, { toleranceNm })
  let index = first
  return route.waypoints.map(({ position }) => {
    while (index < last && !isSame(position, numberAt(track.lat, index), numberAt(track.lon, index))) index++
    return index
  })
}

function routeThrough(
  { lat, lon, timeMs, distanceNm }: SailedTrack,
  indices: readonly number[],
  waypoints: readonly Pick<Waypoint, 'name' | 'position'>[],
): Route {
  return {
    name: '',
    waypoints: indices.map((index, order): Waypoint => {
      const position = { lat: numberAt(lat, index), lon: numberAt(lon, index) }
      const known = waypoints.find((one) => isSame(one.position, position.lat, position.lon))
      const before = indices[order - 1]
      const hours = before === undefined ? NaN : (numberAt(timeMs, index) - numberAt(timeMs, before)) / HOUR_MS
      const miles = before === undefined ? NaN : numberAt(distanceNm, index) - numberAt(distanceNm, before)
      return {
        id: `w${order + 1}`,
        name: known?.name ?? '',
        position,
        leg: { type: 'RL', speedKn: hours > 0 ? Math.round((miles / hours) * 100) / 100 : null },
      }
    }),
  }
}

/** Settings that differ less are one speed, knots. */
const SAME_KN = 0.05

/**
 * The plan of a track: its steered route at the speeds that keep its times. Speeds through the water are those set for
 * calm water, and the plan's one speed wherever that is it.
 */
export function steeredPlan(
  track: SailedTrack,
  survey: CorridorSurvey,
  waypoints: readonly Pick<Waypoint, 'name' | 'position'>[],
  planned: PlannedSpeed,
): Pick<RoutePlan, 'departureMs' | 'speedKn' | 'route'> {
  const { route, indices } = steeredRoute(track, survey, waypoints)
  const speedKn = rounded(meanSetting(track, 0, track.timeMs.length - 1))
  const settings = indices.map((to, order) => (order === 0 ? speedKn : meanSetting(track, at(indices, order - 1), to)))
  const through = (order: number) =>
    Math.abs(at(settings, order) - speedKn) < SAME_KN ? null : rounded(at(settings, order))
  return {
    departureMs: survey.departureMs,
    speedKn,
    route:
      planned === 'over ground'
        ? route
        : {
            ...route,
            waypoints: route.waypoints.map((waypoint, order) => ({
              ...waypoint,
              leg: { ...waypoint.leg, speedKn: through(order) },
            })),
          },
  }
}

const rounded = (knots: number) => Math.round(knots * 100) / 100

/** Between two points of a track, by the hours. */
function meanSetting({ setKn, timeMs }: SailedTrack, first: number, last: number): number {
  let [sum, all] = [0, 0]
  for (let index = first + 1; index <= last; index++) {
    const taken = numberAt(timeMs, index) - numberAt(timeMs, index - 1)
    sum += numberAt(setKn, index) * taken
    all += taken
  }
  return sum / all
}

/** Less is no reason: hours, nautical miles, knots. */
const REASON = { hours: 0.05, miles: 1, overHours: 0.1, speedKn: 0.1 } as const

/** The legs between chosen points of the best track, each with why it goes there. */
export function steeredLegs(
  best: SailedTrack,
  base: SailedTrack,
  indices: readonly number[],
  speedKn: number,
): SteeredLeg[] {
  const settings = indices.slice(1).map((to, leg) => meanSetting(best, at(indices, leg), to))
  // One speed for the whole way is no reason for a leg.
  const isVaried = settings.some((setKn) => Math.abs(setKn - at(settings, 0)) >= REASON.speedKn)
  return indices.slice(1).map((to, leg) => {
    const [from, setKn] = [at(indices, leg), at(settings, leg)]
    const of = (column: Float64Array) => numberAt(column, to) - numberAt(column, from)
    const [fromS, toS] = [numberAt(best.sNm, from), numberAt(best.sNm, to)]
    const ofBase = (column: Float64Array) => columnAt(base, column, toS) - columnAt(base, column, fromS)
    const [distanceNm, hours] = [of(best.distanceNm), of(best.timeMs) / HOUR_MS]
    const baseHours = ofBase(base.timeMs) / HOUR_MS
    const along = (gained: number, inHours: number, atKn: number) => (inHours > 0 ? (gained / inHours) * atKn : 0)
    const [mine, theirs] = [
      along(of(best.gainedHours), hours, setKn),
      along(ofBase(base.gainedHours), baseHours, speedKn),
    ]
    const longer = distanceNm - ofBase(base.distanceNm)
    const overLess = ofBase(base.overHours) - of(best.overHours)
    const lostLess = ofBase(base.lostHours) - of(best.lostHours)
    const reasons = [
      Math.abs(of(best.gainedHours) - ofBase(base.gainedHours)) >= REASON.hours &&
        `${signedKn(mine)} current along, ${signedKn(theirs)} on the route`,
      Math.abs(longer) >= REASON.miles && `${formatDistance(Math.abs(longer))} ${longer > 0 ? 'longer' : 'shorter'}`,
      Math.abs(lostLess) >= REASON.hours &&
        `${formatDuration(Math.abs(lostLess) * HOUR_MS)} ${lostLess > 0 ? 'less' : 'more'} lost to the weather`,
      isVaried && Math.abs(setKn - speedKn) >= REASON.speedKn && `at ${formatSpeed(setKn)}`,
      overLess >= REASON.overHours && `${formatDuration(overLess * HOUR_MS)} less over a limit`,
    ].filter(Boolean)
    return {
      distanceNm,
      hours,
      why: reasons.length > 0 ? reasons.join('; ') : 'as on the route',
    }
  })
}

const signedKn = (kn: number) => signedText({ unit: 'kn', decimals: 1, of: (value) => value }, kn)

import type { Area } from '../areas/area.ts'
import { type AreaVisit, areaVisits, sailedLeg } from '../areas/sailed-areas.ts'
import { at } from '../at.ts'
import { AppError } from '../errors.ts'
import { assertPosition } from '../geodesy/wgs84.ts'
import { coverageWindow } from '../metocean/coverage.ts'
import type { Position } from '../position.ts'
import { formatDistance, formatNumber } from '../units/format.ts'
import { formatClockNear, formatUtcNear } from '../units/time-text.ts'
import { planCoverage } from '../voyage/request-plan.ts'
import { activePlan, type Voyage } from '../voyage/voyage.ts'
import type { LandCrossing } from './land-check.ts'
import { legs, type RouteLeg } from './legs.ts'
import { type Route, type Track, UNCHECKED_WORDS, type Waypoint } from './route.ts'
import { schedule, type ScheduleRow } from './schedule.ts'
import { timedLegs, type Timing } from './timed-legs.ts'
import { trackPoints } from './track-points.ts'

export type CheckCode =
  | 'out-of-range'
  | 'eta-impossible'
  | 'same-place'
  | 'long-leg'
  | 'area'
  | 'land'
  | 'proposal'
  | 'crosses-180'
  | 'too-old'
  | 'too-late'
/** `error`: has to be changed; `caution`: look at it; `info`: good to know. */
export type CheckTone = 'error' | 'caution' | 'info'

/** One thing that the checks found. */
export interface RouteCheck {
  readonly code: CheckCode
  readonly tone: CheckTone
  /** A whole sentence. */
  readonly words: string
  /** The waypoint it belongs to, with a leg the one where the leg ends; null: the whole voyage. */
  readonly waypointId: string | null
  /** The leg it belongs to, by the index of the waypoint where it ends; null: none. */
  readonly legIndex: number | null
  /** Where it is, if that is not the waypoint. */
  readonly place?: Position
}

export interface CheckOptions {
  /** Epoch milliseconds UTC: decides which points the service covers. */
  readonly nowMs: number
  /** What `landCrossings` found for this very route; absent or null while that is not known. */
  readonly crossesLand?: readonly LandCrossing[] | null
}

/** Waypoints nearer than this are as good as one: about 90 m. */
const SAME_PLACE_NM = 0.05
const LONG_LEG_NM = 2000

/**
 * Every finding about a voyage's route, in the order of its waypoints; what concerns the whole voyage comes last.
 * Positions out of range are reported alone: nothing can be computed from them.
 */
export function checkRoute(voyage: Voyage, { nowMs, crossesLand }: CheckOptions): RouteCheck[] {
  const { route, track, departureMs, speedKn } = activePlan(voyage)
  const outside = track ? [] : route.waypoints.flatMap(outOfRange)
  if (outside.length > 0) return outside
  if (track) return [...trackAreaChecks(voyage, track, { departureMs, speedKn }), ...coverageChecks(voyage, nowMs)]
  const { rows } = schedule(route, { departureMs, speedKn })
  const inAreas = areaChecks(route, { departureMs, speedKn }, voyage.areas)
  const sides = sidesOf180(route.waypoints)
  const overLand = byLeg(crossesLand ?? [])
  const ofLegs = legs(route, speedKn).flatMap((leg) => [
    ...etaCheck(at(rows, leg.index), leg.index),
    ...distanceChecks(leg),
    ...(inAreas.get(leg.index) ?? []),
    ...(overLand.get(leg.index) ?? []).map((crossing) => landCheck(leg, crossing)),
    ...(sides.has(leg.index) ? [ofLeg('crosses-180', 'info', leg, `Leg ${leg.index} crosses 180°.`)] : []),
  ])
  return [...ofLegs, ...proposalCheck(route), ...coverageChecks(voyage, nowMs)]
}

const ofLeg = (code: CheckCode, tone: CheckTone, { index, to }: RouteLeg, words: string): RouteCheck => ({
  code,
  tone,
  words,
  waypointId: to.id,
  legIndex: index,
})

const proposalCheck = ({ isProposal, waypoints }: Route): RouteCheck[] =>
  isProposal && waypoints.length > 1
    ? [
        {
          code: 'proposal',
          tone: 'caution',
          words: UNCHECKED_WORDS,
          waypointId: null,
          legIndex: null,
        },
      ]
    : []

function outOfRange({ id, position }: Waypoint, index: number): RouteCheck[] {
  try {
    assertPosition(position)
    return []
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const words =
      error.code === 'latitude-out-of-range'
        ? `latitude ${position.lat} is outside −90 to 90.`
        : `longitude ${position.lon} is not a number.`
    return [
      { code: 'out-of-range', tone: 'error', words: `Waypoint ${index + 1}: ${words}`, waypointId: id, legIndex: null },
    ]
  }
}

function etaCheck({ id, fault }: ScheduleRow, index: number): RouteCheck[] {
  return fault === null
    ? []
    : [
        {
          code: 'eta-impossible',
          tone: 'error',
          words: `Waypoint ${index + 1}: ${fault}`,
          waypointId: id,
          legIndex: index,
        },
      ]
}

function distanceChecks(leg: RouteLeg): RouteCheck[] {
  const { index, distanceNm } = leg
  const pair = `Waypoints ${index} and ${index + 1}`
  // At a hundredth of a mile the screen shows them as 0.00 NM apart.
  if (distanceNm < 0.005) return [ofLeg('same-place', 'caution', leg, `${pair} are the same place.`)]
  if (distanceNm < SAME_PLACE_NM)
    return [ofLeg('same-place', 'caution', leg, `${pair} are only ${formatNumber(distanceNm, 2)} NM apart.`)]
  if (distanceNm > LONG_LEG_NM)
    return [
      ofLeg(
        'long-leg',
        'caution',
        leg,
        `Leg ${index} is ${formatDistance(distanceNm)} long, over ${formatNumber(LONG_LEG_NM)} NM.`,
      ),
    ]
  return []
}

function byLeg(crossings: readonly LandCrossing[]): ReadonlyMap<number, readonly LandCrossing[]> {
  const grouped = new Map<number, LandCrossing[]>()
  for (const crossing of crossings)
    grouped.set(crossing.legIndex, [...(grouped.get(crossing.legIndex) ?? []), crossing])
  return grouped
}

function landCheck(leg: RouteLeg, { lengthNm }: LandCrossing): RouteCheck {
  return ofLeg(
    'land',
    'info',
    leg,
    `Leg ${leg.index} goes over land for ${formatDistance(lengthNm)} (coastline 1:10 M, not a chart).`,
  )
}

/** By leg. The last stay is not the voyage's: its end is the arrival. */
function areaChecks(route: Route, timing: Timing, areas: readonly Area[]): ReadonlyMap<number, readonly RouteCheck[]> {
  if (areas.length === 0) return new Map()
  const timed = timedLegs(route, timing).legs
  return new Map(
    timed.map((leg, offset) => {
      const stayMs = timed[offset + 1]?.stayMs ?? 0
      const visits = areaVisits(sailedLeg(leg.line, { ...leg, stayMs }), areas)
      return [
        leg.index,
        visits.map((visit) => ({
          ...ofLeg('area', areaTone(visit), leg, areaSentence(`Leg ${leg.index}`, visit, timing.departureMs)),
          place: visit.enters,
        })),
      ]
    }),
  )
}

function trackAreaChecks({ areas }: Voyage, track: Track, timing: Timing): RouteCheck[] {
  if (areas.length === 0) return []
  return areaVisits(trackPoints(track, timing), areas).map((visit) => ({
    code: 'area',
    tone: areaTone(visit),
    words: areaSentence('The track', visit, timing.departureMs),
    waypointId: null,
    legIndex: null,
    place: visit.enters,
  }))
}

const areaTone = ({ area }: AreaVisit): CheckTone => (area.effect === 'avoid' ? 'caution' : 'info')

/** `Leg 3 goes through the no-go area “Wind farm” for 41.0 NM, 29 Nov 10:42Z to 14:10Z.` */
function areaSentence(who: string, { area, insideNm, startMs, endMs }: AreaVisit, departureMs: number): string {
  const what = `${area.effect === 'avoid' ? 'no-go area' : 'area'} “${area.name}”`
  const times =
    startMs === null || endMs === null
      ? ''
      : `, ${formatUtcNear(startMs, departureMs)} to ${formatClockNear(endMs, startMs)}`
  // The area is valid only while she stays at the leg's end.
  if (insideNm < 0.05) return `${who} ends in the ${what}${times}.`
  return `${who} goes through the ${what} for ${formatDistance(insideNm)}${times}.`
}

/** The legs on which the route passes to the other side of 180°; touching it is no crossing. */
function sidesOf180(waypoints: readonly Waypoint[]): Set<number> {
  const crossing = new Set<number>()
  let side: number | null = null
  for (const [index, { position }] of waypoints.entries()) {
    if ((position.lon - 180) % 360 === 0) continue
    const next = Math.floor((position.lon + 180) / 360)
    if (side !== null && next !== side) crossing.add(index)
    side = next
  }
  return crossing
}

function coverageChecks(voyage: Voyage, nowMs: number): RouteCheck[] {
  const { count, tooOld, tooLate } = planCoverage(activePlan(voyage), voyage.request.stepMin, coverageWindow(nowMs))
  const check = (code: CheckCode, points: number, words: string): RouteCheck[] =>
    points === 0
      ? []
      : [
          {
            code,
            tone: 'caution',
            words: `${formatNumber(points)} of ${formatNumber(count)} points ${words} and will be empty.`,
            waypointId: null,
            legIndex: null,
          },
        ]
  return [
    ...check('too-old', tooOld, 'are more than 3 years old'),
    ...check('too-late', tooLate, 'are later than the 10-day forecast'),
  ]
}

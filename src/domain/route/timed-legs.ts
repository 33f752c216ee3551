import { formatNumber } from '../units/format.ts'
import { formatUtcFull } from '../units/time-text.ts'
import { legs, type RouteLeg } from './legs.ts'
import type { Route, Waypoint } from './route.ts'
import { HOUR_MS, MINUTE_MS } from '../time.ts'
import type { Position } from '../position.ts'

export interface Timing {
  /** ETD, epoch milliseconds UTC. */
  readonly departureMs: number
  /** Speed over ground in knots for legs without their own. */
  readonly speedKn: number
}

/** One leg with its times; `speedKn` and `durationMs` are those of the schedule. */
export interface TimedLeg extends RouteLeg {
  /** Stay at the waypoint where it begins; 0 on the first leg. */
  readonly stayMs: number
  /** Epoch milliseconds UTC, unrounded; null where a speed on the way is not above 0. */
  readonly departMs: number | null
  readonly arriveMs: number | null
  /** Does the speed follow from a fixed ETA? */
  readonly required: boolean
}

export interface TimedLegs {
  readonly legs: readonly TimedLeg[]
  /** Why a fixed ETA cannot be kept, in words, by the index of its waypoint. */
  readonly faults: ReadonlyMap<number, string>
}

/** What a schedule may ask of a ship, knots over ground: the bounds of the speed field. */
export const SPEED_BOUNDS_KN = { min: 0.1, max: 60 } as const
/** A fixed ETA is written to the minute: speeds that bring the ship there within half of one keep it. */
const KEPT_MS = MINUTE_MS / 2

/** Milliseconds the ship stays at a waypoint; what is not above 0 is no stay. */
export function stayMsOf({ stayMin }: Waypoint): number {
  return stayMin != null && stayMin > 0 && Number.isFinite(stayMin) ? stayMin * MINUTE_MS : 0
}

interface Section {
  /** The legs from the last fixed time to the next one, or to the end. */
  readonly legs: readonly RouteLeg[]
  readonly last: RouteLeg
  readonly fixedEtaMs: number | null
}

function sections(all: readonly RouteLeg[]): Section[] {
  const found: Section[] = []
  let start = 0
  for (const [index, last] of all.entries()) {
    const fixedEtaMs = last.to.fixedEtaMs ?? null
    if (fixedEtaMs === null && index < all.length - 1) continue
    found.push({ legs: all.slice(start, index + 1), last, fixedEtaMs })
    start = index + 1
  }
  return found
}

const stayBefore = ({ index, from }: RouteLeg) => (index === 1 ? 0 : stayMsOf(from))
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

type Requirement = { readonly speedKn: number | null } | { readonly fault: string }

/**
 * The speed at which the legs without one of their own keep the section's fixed ETA. A speed the operator gave a leg is
 * never overridden: the other legs make up for it.
 * @param leaveMs when the ship is at the section's start; its stay there comes on top
 * @returns null: the ETA is kept as it is
 */
function requirement(section: readonly RouteLeg[], fixedEtaMs: number, leaveMs: number): Requirement {
  const eta = `ETA ${formatUtcFull(fixedEtaMs)} cannot be kept: `
  const free = section.filter(({ to }) => to.leg.speedKn === null)
  const own = section.filter(({ to }) => to.leg.speedKn !== null)
  const freeNm = sum(free.map(({ distanceNm }) => distanceNm))
  const leftMs =
    fixedEtaMs - leaveMs - sum(section.map(stayBefore)) - sum(own.map(({ durationMs }) => durationMs ?? NaN))
  if (freeNm === 0) {
    if (Math.abs(leftMs) <= KEPT_MS) return { speedKn: null }
    return { fault: `${eta}every leg since the last fixed time has a speed of its own.` }
  }
  if (!(leftMs > 0)) return { fault: `${eta}no time is left for ${formatNumber(freeNm, 1)} NM.` }
  const speedKn = freeNm / (leftMs / HOUR_MS)
  if (speedKn > SPEED_BOUNDS_KN.max)
    return {
      fault: `${eta}it needs ${formatNumber(speedKn, 1)} kn, over the ${SPEED_BOUNDS_KN.max} kn that are possible.`,
    }
  if (speedKn < SPEED_BOUNDS_KN.min)
    return { fault: `${eta}it needs less than ${SPEED_BOUNDS_KN.min} kn. Give a waypoint a stay.` }
  return { speedKn }
}

/** What was last computed for each route; the schedule, the count of points and their times all share it. */
const known = new WeakMap<Route, { timing: Timing; timed: TimedLegs }>()

/**
 * The legs of a route with their times: ETD, stays, own speeds, and the speeds that fixed ETAs require. What a change
 * affects is what comes after it; a fixed ETA changes the legs since the last fixed time, and nothing before them. One
 * that cannot be kept is listed in `faults`, and the legs keep the speeds they would have without it.
 */
export function timedLegs(route: Route, { departureMs, speedKn }: Timing): TimedLegs {
  const last = known.get(route)
  if (last && last.timing.departureMs === departureMs && last.timing.speedKn === speedKn) return last.timed
  const timed = timeLegs(route, { departureMs, speedKn })
  known.set(route, { timing: { departureMs, speedKn }, timed })
  return timed
}

function timeLegs(route: Route, { departureMs, speedKn }: Timing): TimedLegs {
  const faults = new Map<number, string>()
  const timed: TimedLeg[] = []
  let atMs: number | null = departureMs
  for (const section of sections(legs(route, speedKn))) {
    const { last, fixedEtaMs } = section
    // Without a time to start from there is nothing to compute a speed with.
    const asked: Requirement =
      fixedEtaMs === null || atMs === null || !Number.isFinite(atMs)
        ? { speedKn: null }
        : requirement(section.legs, fixedEtaMs, atMs)
    const requiredKn = 'speedKn' in asked ? asked.speedKn : null
    if ('fault' in asked) faults.set(last.index, asked.fault)
    for (const leg of section.legs) {
      // Exactly the time that was fixed, not the sum of rounded legs.
      const fixedMs: number | null = leg === last && requiredKn !== null ? fixedEtaMs : null
      const next: TimedLeg = timeLeg(leg, atMs, requiredKn, fixedMs)
      timed.push(next)
      atMs = next.arriveMs
    }
  }
  return { legs: timed, faults }
}

function timeLeg(leg: RouteLeg, atMs: number | null, requiredKn: number | null, fixedMs: number | null): TimedLeg {
  const { index, from, to, type, line, distanceNm, courseDeg } = leg
  const stayMs = stayBefore(leg)
  const required = requiredKn !== null && to.leg.speedKn === null
  const speedKn = required ? requiredKn : leg.speedKn
  const durationMs = required ? (distanceNm / requiredKn) * HOUR_MS : leg.durationMs
  const departMs = atMs === null ? null : atMs + stayMs
  const arriveMs = fixedMs ?? (departMs === null || durationMs === null ? null : departMs + durationMs)
  // Written out: copying two thousand legs with a spread takes longer than all the rest of a schedule.
  return {
    index,
    from,
    to,
    type,
    line,
    distanceNm,
    courseDeg,
    speedKn,
    durationMs,
    stayMs,
    departMs,
    arriveMs,
    required,
  }
}

/**
 * Where the plan has the ship at a time: on a leg, or at the waypoint where she stays.
 * @param timeMs epoch milliseconds UTC; before the departure she is at the start, after the arrival at the end
 * @returns longitude unwrapped; null for a route without legs or without speeds
 */
export function plannedPosition(route: Route, timing: Timing, timeMs: number): Position | null {
  const { legs } = timedLegs(route, timing)
  const last = legs.at(-1)
  if (!last || last.arriveMs === null) return null
  const leg = legs.find(({ arriveMs }) => arriveMs !== null && timeMs <= arriveMs) ?? last
  const { departMs, durationMs, line } = leg
  if (departMs === null || durationMs === null) return null
  return durationMs === 0 ? line.to : line.at((timeMs - departMs) / durationMs)
}

import type { Position } from '../position.ts'
import type { Route } from './route.ts'
import { stayMsOf, timedLegs } from './timed-legs.ts'

export interface Timing {
  /** ETD, epoch milliseconds UTC. */
  readonly departureMs: number
  /** Speed over ground in knots for legs without their own. */
  readonly speedKn: number
}

/** One waypoint of the schedule. What belongs to a leg is null at the first; times are null where a speed is not above 0. */
export interface ScheduleRow {
  readonly id: string
  readonly name: string
  readonly position: Position
  /** Unrounded epoch milliseconds UTC; at the first waypoint the departure. */
  readonly etaMs: number | null
  /** When the ship leaves: ETA and stay. At the last waypoint null unless she stays there. */
  readonly etdMs: number | null
  /** Minutes; 0 where she does not stay. */
  readonly stayMin: number
  /** The ETA the operator asked for, whether or not it can be kept. */
  readonly fixedEtaMs: number | null
  /** Why that ETA cannot be kept, in words. */
  readonly fault: string | null
  readonly legDistanceNm: number | null
  /** First course of the leg that ends here, degrees true; null also on a leg without length. */
  readonly courseDeg: number | null
  /** Of the schedule: the leg's own, the voyage's, or the one a fixed ETA requires. */
  readonly speedKn: number | null
  /** Does that speed follow from a fixed ETA? */
  readonly speedRequired: boolean
  readonly distanceFromStartNm: number
  readonly distanceToGoNm: number
}

export interface Schedule {
  readonly rows: readonly ScheduleRow[]
  readonly distanceNm: number
  /** From departure to arrival, stays included, unrounded. */
  readonly durationMs: number | null
  readonly departureMs: number
  readonly arrivalMs: number | null
}

/**
 * When the ship is where: ETA = departure + stays + distance / speed over ground, leg by leg; a fixed ETA gives the speed
 * of the legs before it that have none of their own.
 */
export function schedule(route: Route, timing: Timing): Schedule {
  const { departureMs } = timing
  const { legs, faults } = timedLegs(route, timing)
  const total = legs.reduce((sum, leg) => sum + leg.distanceNm, 0)
  let distance = 0
  const rows = route.waypoints.map((waypoint, index): ScheduleRow => {
    const leg = legs[index - 1]
    const last = index === legs.length
    const stayMs = leg ? stayMsOf(waypoint) : 0
    const etaMs = leg ? leg.arriveMs : departureMs
    distance += leg?.distanceNm ?? 0
    return {
      id: waypoint.id,
      name: waypoint.name,
      position: waypoint.position,
      etaMs,
      etdMs: etaMs === null || (last && stayMs === 0) ? null : etaMs + stayMs,
      stayMin: stayMs / 60_000,
      fixedEtaMs: (leg && waypoint.fixedEtaMs) ?? null,
      fault: faults.get(index) ?? null,
      legDistanceNm: leg?.distanceNm ?? null,
      courseDeg: leg?.courseDeg ?? null,
      speedKn: leg?.speedKn ?? null,
      speedRequired: leg?.required ?? false,
      distanceFromStartNm: distance,
      distanceToGoNm: Math.max(0, total - distance), // the last may be off by a rounding error
    }
  })
  const arrivalMs = rows.at(-1)?.etaMs ?? null
  return { rows, distanceNm: total, durationMs: durationOf(rows, departureMs), departureMs, arrivalMs }
}

function durationOf(rows: readonly ScheduleRow[], departureMs: number): number | null {
  const last = rows.at(-1)
  if (!last) return 0
  return last.etaMs === null ? null : last.etaMs - departureMs
}

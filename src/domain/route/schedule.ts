import type { Position } from '../position.ts'
import type { Route, Waypoint } from './route.ts'
import { stayMsOf, timedLegs, type Timing } from './timed-legs.ts'

/** One waypoint of the schedule. A leg's members are null at the first; times are null where a speed is not above 0. */
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
  /** The ETA the operator asks for, whether or not it can be kept. */
  readonly fixedEtaMs: number | null
  /** Why that ETA cannot be kept, in words. */
  readonly fault: string | null
  readonly legDistanceNm: number | null
  /** First course of the leg that ends here, degrees true; null also on a leg without length. */
  readonly courseDeg: number | null
  /** As scheduled: the leg's own, the voyage's, or the one a fixed ETA requires. */
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

/** The last schedule of each route: the table, the totals, the map and the checks all show the same one. */
const schedules = new WeakMap<Route, { timing: Timing; plan: Schedule }>()
/** The last row of each waypoint. A row that an edit leaves as it was stays the same object and is not drawn again. */
const rowsOf = new WeakMap<Waypoint, ScheduleRow>()

/**
 * When the ship is where: ETA = departure + stays + distance / speed over ground, leg by leg; a fixed ETA gives the
 * speed of the legs before it that have none of their own.
 */
export function schedule(route: Route, { departureMs, speedKn }: Timing): Schedule {
  const last = schedules.get(route)
  if (last && last.timing.departureMs === departureMs && last.timing.speedKn === speedKn) return last.plan
  const plan = planOf(route, { departureMs, speedKn })
  schedules.set(route, { timing: { departureMs, speedKn }, plan })
  return plan
}

function planOf(route: Route, timing: Timing): Schedule {
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
    return kept(waypoint, {
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
    })
  })
  const arrivalMs = rows.at(-1)?.etaMs ?? null
  return { rows, distanceNm: total, durationMs: durationOf(rows, departureMs), departureMs, arrivalMs }
}

/** The row of before if it says the same; id, name and position follow from the waypoint. */
function kept(waypoint: Waypoint, row: ScheduleRow): ScheduleRow {
  const before = rowsOf.get(waypoint)
  if (before && saysTheSame(before, row)) return before
  rowsOf.set(waypoint, row)
  return row
}

const saysTheSame = (a: ScheduleRow, b: ScheduleRow) =>
  a.etaMs === b.etaMs &&
  a.etdMs === b.etdMs &&
  a.stayMin === b.stayMin &&
  a.fixedEtaMs === b.fixedEtaMs &&
  a.fault === b.fault &&
  a.legDistanceNm === b.legDistanceNm &&
  a.courseDeg === b.courseDeg &&
  a.speedKn === b.speedKn &&
  a.speedRequired === b.speedRequired &&
  a.distanceFromStartNm === b.distanceFromStartNm &&
  a.distanceToGoNm === b.distanceToGoNm

function durationOf(rows: readonly ScheduleRow[], departureMs: number): number | null {
  const last = rows.at(-1)
  if (!last) return 0
  return last.etaMs === null ? null : last.etaMs - departureMs
}

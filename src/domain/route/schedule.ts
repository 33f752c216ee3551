import type { Position } from '../position.ts'
import { legs } from './legs.ts'
import type { Route } from './route.ts'

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
  readonly legDistanceNm: number | null
  /** First course of the leg that ends here, degrees true; null also on a leg without length. */
  readonly courseDeg: number | null
  readonly speedKn: number | null
  readonly distanceFromStartNm: number
  readonly distanceToGoNm: number
}

export interface Schedule {
  readonly rows: readonly ScheduleRow[]
  readonly distanceNm: number
  /** Sailing time of the whole route, unrounded. */
  readonly durationMs: number | null
  readonly departureMs: number
  readonly arrivalMs: number | null
}

/** When the ship is where: ETA = departure + distance / speed over ground, leg by leg. */
export function schedule(route: Route, { departureMs, speedKn }: Timing): Schedule {
  const all = legs(route, speedKn)
  const total = all.reduce((sum, leg) => sum + leg.distanceNm, 0)
  let distance = 0
  let durationMs: number | null = 0
  const rows = route.waypoints.map(({ id, name, position }, index): ScheduleRow => {
    const leg = all[index - 1]
    if (leg) {
      distance += leg.distanceNm
      durationMs = durationMs === null || leg.durationMs === null ? null : durationMs + leg.durationMs
    }
    return {
      id,
      name,
      position,
      etaMs: durationMs === null ? null : departureMs + durationMs,
      legDistanceNm: leg?.distanceNm ?? null,
      courseDeg: leg?.courseDeg ?? null,
      speedKn: leg?.speedKn ?? null,
      distanceFromStartNm: distance,
      distanceToGoNm: Math.max(0, total - distance), // the last may be off by a rounding error
    }
  })
  return { rows, distanceNm: total, durationMs, departureMs, arrivalMs: rows.at(-1)?.etaMs ?? null }
}

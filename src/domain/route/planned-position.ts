import type { Position } from '../position.ts'
import type { Route } from './route.ts'
import { type Timing, timedLegs } from './timed-legs.ts'

/**
 * Where the plan has the ship at a time: on a leg, or at the waypoint where she stays.
 * @param timeMs epoch milliseconds UTC; before the departure she is at the start, after the arrival at the end
 * @returns longitude unwrapped; null for a route without legs or without speeds
 */
export function plannedPosition(route: Route, timing: Timing, timeMs: number): Position | null {
  const { legs } = timedLegs(route, timing)
  const last = legs.at(-1)
  if (!last || last.arriveMs === null) return null
  const leg = legs.find(({ arriveMs }) => timeMs <= arriveMs!) ?? last
  const elapsedMs = timeMs - leg.departMs!
  return leg.durationMs === 0 ? leg.line.to : leg.line.at(elapsedMs / leg.durationMs!)
}

import { densify } from '../geodesy/densify.ts'
import type { Position } from '../position.ts'
import type { Route } from './route.ts'

/** Degrees, longitudes unwrapped: east may be above 180, and is never below west. */
export interface Bounds {
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
}

/** The box around positions whose longitudes are continuous; null for none. */
export function boundsOf(positions: Iterable<Position>): Bounds | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { lat, lon } of positions) {
    west = Math.min(west, lon)
    east = Math.max(east, lon)
    south = Math.min(south, lat)
    north = Math.max(north, lat)
  }
  return west <= east ? { west, south, east, north } : null
}

/** The box around a route as it is drawn: a great circle reaches nearer to the pole than its ends. */
export function routeBounds({ waypoints }: Route): Bounds | null {
  const drawn = waypoints.flatMap(({ position, leg }, index) =>
    index === 0 ? [position] : densify(waypoints[index - 1]!.position, position, leg.type),
  )
  return boundsOf(drawn)
}

/** How often a line of continuous longitudes crosses 180°; touching it is no crossing. */
export function antimeridianCrossings(positions: Iterable<Position>): number {
  let crossings = 0
  let side: number | null = null
  for (const { lon } of positions) {
    if ((lon - 180) % 360 === 0) continue // on the line itself: which side comes next decides
    const next = Math.floor((lon + 180) / 360)
    if (side !== null) crossings += Math.abs(next - side)
    side = next
  }
  return crossings
}

import { type Position, positionAt } from '../position.ts'
import { plannedPosition } from '../route/timed-legs.ts'
import { trackPoints } from '../route/track-points.ts'
import { firstAfter } from '../metocean/sample-times.ts'
import { SUN, sunAltitude } from './sun.ts'
import type { RoutePlan } from '../voyage/voyage.ts'

/** How light it is; the themes of the screen are named after it. */
export const lights = ['day', 'dusk', 'night'] as const
export type Light = (typeof lights)[number]

/** When each light begins, minutes after midnight. */
export type LightHours = Readonly<Record<Light, number>>

/** A working day: bright from seven, dimmed from six in the evening, dark from ten. */
export const usualHours: LightHours = { day: 7 * 60, dusk: 18 * 60, night: 22 * 60 }

/** Day until the sun's upper edge has set (−0.833°), night once civil twilight has ended (−6°). */
function lightAt(altitudeDeg: number): Light {
  if (altitudeDeg >= SUN.horizon) return 'day'
  return altitudeDeg >= SUN.civil ? 'dusk' : 'night'
}

/** Where the plan has the ship now, by its legs or by the times of a track; null where there is no route yet. */
function plannedPlace({ route, track, departureMs, speedKn }: RoutePlan, nowMs: number): Position | null {
  if (!track) return plannedPosition(route, { departureMs, speedKn }, nowMs) ?? route.waypoints[0]?.position ?? null
  const points = trackPoints(track, { departureMs, speedKn })
  const index = Math.min(firstAfter(points.timeMs, nowMs), points.timeMs.length - 1)
  return index < 0 ? null : positionAt(points, index)
}

/**
 * The light by the sun where the ship is by the plan.
 * @param nowMs epoch milliseconds UTC; before the departure she is at the start, after the arrival at the end
 * @returns null without a route
 */
export function lightAtShip(plan: RoutePlan, nowMs: number): Light | null {
  const place = plannedPlace(plan, nowMs)
  return place && lightAt(sunAltitude(nowMs, place.lat, place.lon))
}

/** The light that began last. @param minute of the day, 0 to 1439 */
export function lightByClock(minute: number, hours: LightHours): Light {
  const since = (start: number) => (minute - start + 1440) % 1440
  return lights.reduce((latest, light) => (since(hours[light]) < since(hours[latest]) ? light : latest))
}

import { at } from '#src/domain/at.ts'
import type { Waypoint } from '#src/domain/route/route.ts'
import { toWorld, worldPx, type WorldPoint } from '../base/mercator.ts'

/** A route of so many shows all of them at every zoom: whoever plans it knows them one by one. */
const ALWAYS_SEEN = 100
/** Closer than this their circles would run into one another. */
const APART_PX = 14
/** At this zoom all are seen; the map goes no closer. */
const CLOSEST_ZOOM = 14

const known = new WeakMap<readonly Waypoint[], Uint8Array>()

/**
 * The whole zoom from which each waypoint is drawn, so that along the route none covers the next. The ends always are;
 * what is drawn from afar is drawn nearer too.
 */
export function seenFrom(waypoints: readonly Waypoint[]): Uint8Array {
  const zooms = known.get(waypoints) ?? zoomsOf(waypoints)
  known.set(waypoints, zooms)
  return zooms
}

function zoomsOf(waypoints: readonly Waypoint[]): Uint8Array {
  const zooms = new Uint8Array(waypoints.length)
  if (waypoints.length <= ALWAYS_SEEN) return zooms
  const places = waypoints.map(({ position }) => toWorld(position))
  zooms.fill(CLOSEST_ZOOM, 1, -1)
  for (let zoom = 0; zoom < CLOSEST_ZOOM; zoom++) thin(places, zooms, zoom, APART_PX / worldPx(zoom))
  return zooms
}

/** Takes into a zoom what is far enough from the waypoints seen before and after it. */
function thin(places: readonly WorldPoint[], zooms: Uint8Array, zoom: number, apart: number): void {
  const isApart = (a: WorldPoint, b: WorldPoint) => Math.hypot(a.x - b.x, a.y - b.y) >= apart
  const seen = (index: number) => (zooms[index] ?? 0) <= zoom
  let before = at(places, 0)
  let after = 0
  for (const [index, place] of places.entries()) {
    if (!seen(index)) {
      while (after <= index || !seen(after)) after++
      if (!isApart(before, place) || !isApart(place, at(places, after))) continue
      zooms[index] = zoom
    }
    before = place
  }
}

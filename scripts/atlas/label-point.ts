import type { Position } from '../../src/domain/position.ts'

/** A closed ring, longitude first, degrees; it may cross 180°. */
type Ring = readonly (readonly number[])[]

const EARTH_KM = 6371
const RADIAN = Math.PI / 180
/** How many rows and columns are tried within the ring's box. */
const TRIED = 24

/** Longitudes made continuous along a ring. */
function unwrapped(ring: Ring): [number, number][] {
  let before = ring[0]?.[0] ?? 0
  return ring.map(([lon = 0, lat = 0]) => {
    before += ((((lon - before) % 360) + 540) % 360) - 180
    return [before, lat]
  })
}

/** Km² on a sphere. Source: R. Chamberlain, W. Duquette, Some algorithms for polygons on a sphere, JPL 2007. */
export function ringArea(ring: Ring): number {
  const points = unwrapped(ring)
  const sum = points.slice(1).reduce((total, [lon, lat], index) => {
    const [lonBefore, latBefore] = points[index]!
    return total + (lon - lonBefore) * RADIAN * (2 + Math.sin(lat * RADIAN) + Math.sin(latBefore * RADIAN))
  }, 0)
  return Math.abs((sum * EARTH_KM ** 2) / 2)
}

/** A good place for a name: of the places tried inside the ring, the one farthest from its edge. */
export function labelPoint(ring: Ring): Position {
  const points = unwrapped(ring)
  const [lons, lats] = [points.map(([lon]) => lon), points.map(([, lat]) => lat)]
  const [west, east, south, north] = [Math.min(...lons), Math.max(...lons), Math.min(...lats), Math.max(...lats)]
  const narrowing = Math.cos(((south + north) / 2) * RADIAN)
  let best = { lon: (west + east) / 2, lat: (south + north) / 2, clear: -Infinity }
  for (let row = 0; row < TRIED; row++) {
    for (let column = 0; column < TRIED; column++) {
      const lon = west + ((column + 0.5) / TRIED) * (east - west)
      const lat = south + ((row + 0.5) / TRIED) * (north - south)
      const clear = clearance(points, lon, lat, narrowing)
      if (clear > best.clear) best = { lon, lat, clear }
    }
  }
  return { lat: best.lat, lon: best.lon }
}

/** Distance to the nearest edge in degrees of latitude, negative outside. Names are wide: sideways counts half. */
function clearance(points: readonly [number, number][], lon: number, lat: number, narrowing: number): number {
  let inside = false
  let least = Infinity
  points.slice(1).forEach(([x2, y2], index) => {
    const [x1, y1] = points[index]!
    if (y1 > lat !== y2 > lat && lon < x1 + ((lat - y1) / (y2 - y1)) * (x2 - x1)) inside = !inside
    const [ax, ay, dx, dy] = [((x1 - lon) * narrowing) / 2, y1 - lat, ((x2 - x1) * narrowing) / 2, y2 - y1]
    const length = dx * dx + dy * dy
    const along = length === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length))
    least = Math.min(least, Math.hypot(ax + along * dx, ay + along * dy))
  })
  return inside ? least : -least
}

import type { Feature, FeatureCollection } from 'geojson'
import { densify } from '#src/domain/geodesy/densify.ts'
import { type Position, wrapLongitude } from '#src/domain/position.ts'
import type { LegType, Route, Track, Waypoint } from '#src/domain/route/route.ts'

const collection = (features: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features })

/** Waypoints are replaced, never changed, so a leg's line is worked out once however often its route is drawn. */
const drawn = new WeakMap<Waypoint, { from: Position; points: Position[] }>()

function legPoints(from: Waypoint, to: Waypoint): Position[] {
  const known = drawn.get(to)
  if (known && known.from.lat === from.position.lat && known.from.lon === from.position.lon) return known.points
  const points = densify(from.position, to.position, to.leg.type)
  drawn.set(to, { from: from.position, points })
  return points
}

/**
 * The map draws one world either side of its own; a route that starts far from it is moved by whole turns.
 * @returns degrees to add to every longitude of the route
 */
export const shiftIntoWorld = (firstLon: number): number => wrapLongitude(firstLon) - firstLon

/** Legs as lines along their rhumb line or great circle, longitudes continuous over 180°. */
export function routeFeatures({ waypoints }: Route): FeatureCollection {
  const shift = shiftIntoWorld(waypoints[0]?.position.lon ?? 0)
  return collection(
    waypoints.slice(1).map((to, index): Feature => ({
      type: 'Feature',
      properties: { type: to.leg.type },
      geometry: { type: 'LineString', coordinates: legPoints(waypoints[index]!, to).map(({ lat, lon }) => [lon + shift, lat]) },
    })),
  )
}

/** Waypoints with their number; the ends of the route keep theirs longest where numbers crowd. */
export function waypointFeatures({ waypoints }: Route, selectedId: string | null): FeatureCollection {
  const shift = shiftIntoWorld(waypoints[0]?.position.lon ?? 0)
  const last = waypoints.length - 1
  return collection(
    waypoints.map(({ id, position }, index): Feature => ({
      type: 'Feature',
      properties: { id, label: String(index + 1), selected: id === selectedId, rank: index === 0 || index === last ? 1 : 2 + index },
      geometry: { type: 'Point', coordinates: [position.lon + shift, position.lat] },
    })),
  )
}

/** Where legs can be broken in two. */
export function handleFeatures(handles: readonly { position: Position }[], { waypoints }: Route): FeatureCollection {
  const shift = shiftIntoWorld(waypoints[0]?.position.lon ?? 0)
  return collection(
    handles.map(({ position: { lat, lon } }): Feature => ({ type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [lon + shift, lat] } })),
  )
}

/** The leg that would be added next. */
export function draftFeatures(from: Position, to: Position, type: LegType): FeatureCollection {
  const shift = shiftIntoWorld(from.lon)
  const coordinates = densify(from, to, type).map(({ lat, lon }) => [lon + shift, lat])
  return collection([{ type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates } }])
}

/** A track as it is, point by point. */
export function trackFeatures({ lat, lon }: Track): FeatureCollection {
  if (lat.length === 0) return collection([])
  const shift = shiftIntoWorld(lon[0]!)
  const coordinates = Array.from(lat, (latitude, index) => [lon[index]! + shift, latitude])
  if (coordinates.length === 1) return collection([{ type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: coordinates[0]! } }])
  return collection([{ type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates } }])
}

export const noFeatures: FeatureCollection = collection([])

import { useEffect } from 'react'
import type { Feature, FeatureCollection, LineString, Position as Coordinates } from 'geojson'
import { at, numberAt } from '#src/domain/at.ts'
import { useDragging, useSelectedWaypointId } from '#src/state/editor.ts'
import { useOtherAlternatives, useRoute, useTrack } from '#src/state/voyage.ts'
import type { LegType, Route, Track, Waypoint } from '#src/domain/route/route.ts'
import { densify } from '#src/domain/geodesy/leg-line.ts'
import { type Position, wrapLongitude } from '#src/domain/position.ts'
import { waypointIndex } from '#src/domain/route/edit.ts'
import type { Alternative } from '#src/domain/voyage/voyage.ts'
import { seenFrom } from './seen-waypoints.ts'
import { type Proposal, useProposal } from '#src/state/view.ts'
import type { MapView } from '../view/map-view.ts'

function drawRoute(view: MapView, route: Route, selectedId: string | null): void {
  view.draw('route', routeFeatures(route))
  view.draw('waypoints', waypointFeatures(route, selectedId))
}

/** Draws a route as a drag would leave it; until the drag ends, this is what moves. */
export function drawMoving(view: MapView, route: Route, movingId: string): void {
  const { moving, ...staying } = movingFeatures(route, movingId)
  view.draw('moving', moving)
  view.draw('route', staying.route)
  view.draw('waypoints', staying.waypoints)
}

/**
 * After a drag: the route as it is. What moved stays until the map has drawn all of it, to leave no gap in between.
 * @returns a function that ends it at once, for when something moves again
 */
export function drawSettled(view: MapView, route: Route, selectedId: string | null): () => void {
  drawRoute(view, route, selectedId)
  const drawn = view.map.on('idle', () => end())
  const end = () => {
    drawn.unsubscribe()
    view.draw('moving', noFeatures)
  }
  return end
}

/** Keeps the route, the track and the alternatives on the map equal to the voyage. */
export function useRouteLayers(view: MapView | null): void {
  const route = useRoute()
  const track = useTrack()
  const alternatives = useOtherAlternatives()
  const proposal = useProposal()
  const selectedId = useSelectedWaypointId()
  const dragging = useDragging()
  useEffect(() => {
    // What a drag draws does not belong to the voyage yet.
    if (!view || dragging) return
    // Once per frame: held keys may edit more often than that.
    const frame = requestAnimationFrame(() => drawRoute(view, route, selectedId))
    return () => cancelAnimationFrame(frame)
  }, [view, route, selectedId, dragging])
  useEffect(() => view?.draw('track', track ? trackFeatures(track) : noFeatures), [view, track])
  useEffect(() => view?.draw('proposal', proposal ? proposalFeatures(proposal) : noFeatures), [view, proposal])
  useEffect(() => view?.draw('alternatives', alternativeFeatures(alternatives)), [view, alternatives])
}

const collection = (features: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features })

/**
 * The map draws one world either side of its own; a route that starts far from it is moved by whole turns.
 * @returns degrees to add to every longitude of the route
 */
export const shiftIntoWorld = (firstLon: number): number => wrapLongitude(firstLon) - firstLon

// Waypoints are replaced, never changed, so the feature of each is made once. Features that stay the same objects are
// not given to the map again: when one of two thousand is dragged, only it and its two legs are.
const drawnLegs = new WeakMap<Waypoint, { from: Position; shift: number; feature: Feature }>()
const drawnWaypoints = new WeakMap<
  Waypoint,
  { number: number; last: boolean; selected: boolean; from: number; shift: number; feature: Feature }
>()

function legFeature(from: Position, to: Waypoint, shift: number): Feature {
  const known = drawnLegs.get(to)
  if (known && known.shift === shift && known.from.lat === from.lat && known.from.lon === from.lon) return known.feature
  const coordinates = densify(from, to.position, to.leg.type).map(({ lat, lon }) => [lon + shift, lat])
  const feature = { ...lineFeature(coordinates, {}), id: to.id }
  drawnLegs.set(to, { from, shift, feature })
  return feature
}

/** @param look where it stands in the route, and the zoom from which it is seen */
function waypointFeature(
  waypoint: Waypoint,
  look: { number: number; last: boolean; selected: boolean; from: number },
  shift: number,
): Feature {
  const { number, last, selected, from } = look
  const known = drawnWaypoints.get(waypoint)
  const isSame = known?.number === number && known.last === last && known.selected === selected && known.from === from
  if (isSame && known.shift === shift) return known.feature
  const { id, position } = waypoint
  const feature: Feature = {
    type: 'Feature',
    id,
    properties: { label: String(number), selected, from, rank: number === 1 || last ? 1 : 1 + number },
    geometry: { type: 'Point', coordinates: [position.lon + shift, position.lat] },
  }
  drawnWaypoints.set(waypoint, { ...look, shift, feature })
  return feature
}

/** Legs as lines along their rhumb line or great circle, longitudes continuous over 180°. */
export function routeFeatures({ waypoints }: Route): FeatureCollection {
  const shift = shiftIntoWorld(waypoints[0]?.position.lon ?? 0)
  return collection(waypoints.slice(1).map((to, index) => legFeature(at(waypoints, index).position, to, shift)))
}

/** Waypoints with their numbers; the ends of the route keep theirs longest where numbers crowd. */
export function waypointFeatures({ waypoints }: Route, selectedId: string | null): FeatureCollection {
  const shift = shiftIntoWorld(waypoints[0]?.position.lon ?? 0)
  const zooms = seenFrom(waypoints)
  return collection(
    waypoints.map((waypoint, index) => {
      const place = { number: index + 1, last: index === waypoints.length - 1, from: at(zooms, index) }
      return waypointFeature(waypoint, { ...place, selected: waypoint.id === selectedId }, shift)
    }),
  )
}

/**
 * A route of which one waypoint moves: it and its legs, apart from all that stays. The map then redraws a few features
 * at each step of a drag instead of thousands.
 */
export function movingFeatures(
  route: Route,
  movingId: string,
): Record<'route' | 'waypoints' | 'moving', FeatureCollection> {
  const nextId = route.waypoints[waypointIndex(route, movingId) + 1]?.id
  const [legs, points] = [routeFeatures(route).features, waypointFeatures(route, movingId).features]
  const isMovingLeg = ({ id }: Feature) => id === movingId || id === nextId
  const isMovingPoint = ({ id }: Feature) => id === movingId
  return {
    route: collection(legs.filter((leg) => !isMovingLeg(leg))),
    waypoints: collection(points.filter((point) => !isMovingPoint(point))),
    moving: collection(
      [...legs.filter(isMovingLeg), ...points.filter(isMovingPoint)].map(({ id: _shared, ...feature }) => feature),
    ),
  }
}

/** The handles where legs can be split. */
export function handleFeatures(handles: readonly { position: Position }[], { waypoints }: Route): FeatureCollection {
  const shift = shiftIntoWorld(waypoints[0]?.position.lon ?? 0)
  return collection(
    handles.map(({ position: { lat, lon } }): Feature => ({
      type: 'Feature',
      properties: {},
      geometry: { type: 'Point', coordinates: [lon + shift, lat] },
    })),
  )
}

/** The leg that would be added next. */
export function draftFeatures(from: Position, to: Position, type: LegType): FeatureCollection {
  const shift = shiftIntoWorld(from.lon)
  const coordinates = densify(from, to, type).map(({ lat, lon }) => [lon + shift, lat])
  return collection([lineFeature(coordinates, {})])
}

/** A track as it is, point by point. */
export function trackFeatures({ lat, lon }: Track): FeatureCollection {
  const shift = shiftIntoWorld(lon[0] ?? 0)
  const coordinates = Array.from(lat, (latitude, index) => [numberAt(lon, index) + shift, latitude])
  const [first] = coordinates
  if (!first) return collection([])
  if (coordinates.length === 1)
    return collection([{ type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: first } }])
  return collection(inPieces(coordinates).map((piece) => lineFeature(piece, {})))
}

/**
 * One line of a map layer has room for 65,535 vertices, and a rounded joint takes about ten: what is beyond them is drawn
 * from places that are not its own.
 */
const PIECE_POINTS = 2000

/** A line in pieces that the map can draw, each beginning where the one before it ends. */
function inPieces(coordinates: Coordinates[]): Coordinates[][] {
  const pieces = Math.max(1, Math.ceil((coordinates.length - 1) / PIECE_POINTS))
  return Array.from({ length: pieces }, (_, piece) =>
    coordinates.slice(piece * PIECE_POINTS, (piece + 1) * PIECE_POINTS + 1),
  )
}

const lineFeature = (coordinates: Coordinates[], properties: Feature['properties']): Feature => ({
  type: 'Feature',
  properties,
  geometry: { type: 'LineString', coordinates },
})

export const noFeatures: FeatureCollection = collection([])

/** The routes shown beside the active one: a line and its name each. */
export function alternativeFeatures(alternatives: readonly Alternative[]): FeatureCollection {
  const features = alternatives.flatMap(({ name, shown, plan }) => {
    if (!shown) return []
    const coordinates = lineOf(plan.track ? trackFeatures(plan.track) : routeFeatures(plan.route))
    if (coordinates.length < 2) return []
    const pieces = inPieces(coordinates)
    const middle = Math.floor(pieces.length / 2)
    return pieces.map((piece, index) => lineFeature(piece, { name: index === middle ? name : '' }))
  })
  return features.length === 0 ? noFeatures : { type: 'FeatureCollection', features }
}

/** A track that is no alternative yet, and its band. */
export function proposalFeatures({ track, band }: Proposal): FeatureCollection {
  const shift = shiftIntoWorld(track[0]?.lon ?? 0)
  const place = ({ lat, lon }: Position): Coordinates => [lon + shift, lat]
  const edge = [...band.map(([port]) => port), ...band.map(([, starboard]) => starboard).reverse()]
  const area: Feature[] =
    edge.length < 4
      ? []
      : [
          {
            type: 'Feature',
            properties: {},
            geometry: { type: 'Polygon', coordinates: [[...edge, ...edge.slice(0, 1)].map(place)] },
          },
        ]
  return collection([...area, lineFeature(track.map(place), {})])
}

/** Legs end to end as one line, so that the name appears on it once. */
const lineOf = ({ features }: FeatureCollection): Coordinates[] =>
  features.flatMap(({ geometry }, leg) => (geometry.type === 'LineString' ? withoutJoint(geometry, leg) : []))
const withoutJoint = ({ coordinates }: LineString, leg: number) => (leg === 0 ? coordinates : coordinates.slice(1))

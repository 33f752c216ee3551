import { useEffect } from 'react'
import { useSelectedWaypointId } from '#src/state/editor.ts'
import { useOtherAlternatives, useRoute, useTrack } from '#src/state/voyage.ts'
import type { Route } from '#src/domain/route/route.ts'
import { alternativeFeatures } from './alternatives-geojson.ts'
import type { MapView } from '../view/map-view.ts'
import { movingFeatures, noFeatures, routeFeatures, trackFeatures, waypointFeatures } from './route-geojson.ts'

function drawRoute(view: MapView, route: Route, selectedId: string | null): void {
  view.draw('route', routeFeatures(route))
  view.draw('waypoints', waypointFeatures(route, selectedId))
}

/** Draws a route as a drag would leave it; until it has ended, this is what moves. */
export function drawMoving(view: MapView, route: Route, movingId: string): void {
  const { moving, ...staying } = movingFeatures(route, movingId)
  view.draw('moving', moving)
  view.draw('route', staying.route)
  view.draw('waypoints', staying.waypoints)
}

/**
 * After a drag: the route as it is. What moved stays until the map has drawn all of it, or there would be a gap for a
 * moment.
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
  const selectedId = useSelectedWaypointId()
  useEffect(() => {
    if (!view) return
    // With the frame that shows it: held keys may edit more often than that.
    const frame = requestAnimationFrame(() => drawRoute(view, route, selectedId))
    return () => cancelAnimationFrame(frame)
  }, [view, route, selectedId])
  useEffect(() => view?.draw('track', track ? trackFeatures(track) : noFeatures), [view, track])
  useEffect(() => view?.draw('alternatives', alternativeFeatures(alternatives)), [view, alternatives])
}

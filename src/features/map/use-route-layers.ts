import { useEffect } from 'react'
import { useSelectedWaypointId } from '#src/state/editor.ts'
import { useAlternatives, useRoute, useTrack } from '#src/state/voyage.ts'
import type { Route } from '#src/domain/route/route.ts'
import { alternativeFeatures } from './alternatives-geojson.ts'
import type { MapView } from './map-view.ts'
import { noFeatures, routeFeatures, trackFeatures, waypointFeatures } from './route-geojson.ts'

/** Draws a route's legs and waypoints as they are now, or as a drag would leave them. */
export function drawRoute(view: MapView, route: Route, selectedId: string | null): void {
  view.draw('route', routeFeatures(route))
  view.draw('waypoints', waypointFeatures(route, selectedId))
}

/** Keeps the route, the track and the alternatives on the map equal to the voyage. */
export function useRouteLayers(view: MapView | null): void {
  const route = useRoute()
  const track = useTrack()
  const alternatives = useAlternatives()
  const selectedId = useSelectedWaypointId()
  useEffect(() => {
    if (view) drawRoute(view, route, selectedId)
  }, [view, route, selectedId])
  useEffect(() => view?.draw('track', track ? trackFeatures(track) : noFeatures), [view, track])
  useEffect(() => view?.draw('alternatives', alternativeFeatures(alternatives)), [view, alternatives])
}

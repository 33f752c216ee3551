import { useCallback, useEffect, useRef } from 'react'
import type { Answer } from '#src/domain/metocean/result.ts'
import { type Bounds, boundsOf, routeBounds } from '#src/domain/route/bounds.ts'
import type { Route } from '#src/domain/route/route.ts'
import type { Voyage } from '#src/domain/voyage/voyage.ts'
import { currentVoyage, useVoyage } from '#src/state/voyage.ts'
import { boundsMeet, samplesBounds, storeCamera, storedCamera } from './camera.ts'
import type { MapView } from './map-view.ts'

/** Room for the toolbar above and the legend below. */
const PADDING = { top: 84, right: 56, bottom: 64, left: 56 } as const
/** A route of two berths in one harbour is not shown larger than the coast is good for. */
const FIT_MAX_ZOOM = 10
/** The longest motion the design allows; MapLibre itself drops it where the system asks for less. */
export const MOTION_MS = 150

export interface CameraControl {
  /** Shows the whole route, track or answer; nothing where there is none. */
  readonly fit: () => void
  readonly canFit: boolean
}

/** Keeps the camera through a reload, and shows the whole of what was just opened, imported or answered. */
export function useCamera(view: MapView | null, answer: Answer | null): CameraControl {
  const voyage = useVoyage()
  const shown = useRef<Voyage | null>(null)

  useEffect(() => {
    if (!view) return
    const moved = view.map.on('moveend', () => {
      const { lat, lng } = view.map.getCenter()
      storeCamera(localStorage, { center: { lat, lon: lng }, zoom: view.map.getZoom(), voyageId: currentVoyage().id })
    })
    return () => moved.unsubscribe()
  }, [view])

  useEffect(() => {
    if (!view) return
    const before = shown.current
    shown.current = voyage
    if (isNewOnScreen(before, voyage)) show(view, voyageBounds(voyage))
  }, [view, voyage])

  useEffect(() => {
    if (!view || !answer) return
    const bounds = samplesBounds(answer.columns.lat, answer.columns.lon)
    if (bounds && !boundsMeet(bounds, viewBounds(view))) show(view, bounds)
  }, [view, answer])

  const fit = useCallback(() => {
    const bounds = voyageBounds(currentVoyage()) ?? (answer && samplesBounds(answer.columns.lat, answer.columns.lon))
    if (view) show(view, bounds)
  }, [view, answer])
  return { fit, canFit: voyage.route.waypoints.length > 0 || voyage.track !== null || answer !== null }
}

/** Opened or imported since, rather than edited. What was on the screen before a reload keeps its camera. */
function isNewOnScreen(before: Voyage | null, now: Voyage): boolean {
  if (before?.id !== now.id) return storedCamera(localStorage)?.voyageId !== now.id
  return (now.track !== null && now.track !== before.track) || isOtherRoute(before.route, now.route)
}

/** An edit keeps the waypoints it does not touch as the same objects; an import keeps none. */
function isOtherRoute(before: Route, now: Route): boolean {
  if (before === now || now.waypoints.length < 2) return false
  const known = new Set(before.waypoints)
  return !now.waypoints.some((waypoint) => known.has(waypoint))
}

function voyageBounds({ route, track }: Voyage): Bounds | null {
  return track ? samplesBounds(track.lat, track.lon) : route.waypoints.length < 2 ? boundsOf(route.waypoints.map(({ position }) => position)) : routeBounds(route)
}

function show({ map }: MapView, bounds: Bounds | null): void {
  if (!bounds) return
  const { west, south, east, north } = bounds
  map.fitBounds([[west, south], [east, north]], { padding: PADDING, maxZoom: FIT_MAX_ZOOM, duration: MOTION_MS })
}

function viewBounds({ map }: MapView): Bounds {
  const bounds = map.getBounds()
  return { west: bounds.getWest(), south: bounds.getSouth(), east: bounds.getEast(), north: bounds.getNorth() }
}

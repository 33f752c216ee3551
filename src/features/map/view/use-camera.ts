import { useCallback, useEffect, useRef } from 'react'
import type { Answer } from '#src/domain/metocean/result.ts'
import { type Bounds, boundsOf, routeBounds } from '#src/domain/route/legs.ts'
import type { Route } from '#src/domain/route/route.ts'
import { activePlan, isEmptyPlan, type Voyage } from '#src/domain/voyage/voyage.ts'
import { onIntent } from '#src/state/intents.ts'
import { currentVoyage, useVoyage } from '#src/state/voyage.ts'
import {
  boundsContain,
  boundsMeet,
  type Padding,
  paddingThatFits,
  samplesBounds,
  storeCamera,
  storedCamera,
} from './camera.ts'
import type { MapView } from './map-view.ts'

/** Room for the tools above and on the right, and for the scale below. */
const PADDING = { top: 84, right: 76, bottom: 64, left: 56 } as const
/** With an answer there are the legend and the values at the cursor too. */
const ANSWER_PADDING = { ...PADDING, top: 64, bottom: 204 } as const
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
  const fitted = useRef<Fitted | null>(null)
  const answered = answer !== null

  const show = useCallback(
    (bounds: Bounds | null, durationMs: number = MOTION_MS) => {
      if (!view || !bounds) return
      fitTo(view, bounds, answered ? ANSWER_PADDING : PADDING, durationMs)
      // Asked for only now: to begin a motion ends the one before it, which is a "moveend" too.
      const note = () => (fitted.current = { bounds, ...cameraOf(view) })
      if (view.map.isMoving()) void view.map.once('moveend', note)
      else note()
    },
    [view, answered],
  )

  useEffect(() => {
    if (!view) return
    const moved = view.map.on('moveend', () => {
      const { lat, lng } = view.map.getCenter()
      storeCamera(localStorage, { center: { lat, lon: lng }, zoom: view.map.getZoom(), voyageId: currentVoyage().id })
    })
    return () => moved.unsubscribe()
  }, [view])

  // The charts open and the map gets lower: what was shown whole, and not moved since, is shown whole again.
  useEffect(() => {
    if (!view) return
    const resized = view.map.on('resize', () => {
      const now = cameraOf(view)
      const { bounds, lat, lon, zoom } = fitted.current ?? {}
      if (bounds && lat === now.lat && lon === now.lon && zoom === now.zoom) show(bounds, 0)
    })
    return () => resized.unsubscribe()
  }, [view, show])

  useEffect(() => {
    if (!view) return
    const before = shown.current
    shown.current = voyage
    if (isNewOnScreen(before, voyage)) show(voyageBounds(voyage))
  }, [view, voyage, show])

  useEffect(() => {
    if (!view || !answer) return
    const bounds = samplesBounds(answer.columns.lat, answer.columns.lon)
    if (!bounds) return
    // Along the route that is shown, the operator's own view stays; an answer from elsewhere is shown whole.
    const own = voyageBounds(currentVoyage())
    const inView =
      own && boundsMeet(own, bounds) ? boundsMeet(bounds, viewBounds(view)) : boundsContain(viewBounds(view), bounds)
    if (!inView) show(bounds)
  }, [view, answer, show])

  useEffect(() => {
    if (!view) return
    return onIntent('show-route', () => {
      const bounds = voyageBounds(currentVoyage())
      if (bounds && !boundsContain(viewBounds(view), bounds)) show(bounds)
    })
  }, [view, show])

  useEffect(() => {
    if (!view) return
    return onIntent('show-place', ({ lat, lon }) => {
      const inView = boundsContain(viewBounds(view), { west: lon, south: lat, east: lon, north: lat })
      if (!inView) view.map.easeTo({ center: [lon, lat], duration: MOTION_MS })
    })
  }, [view])

  const fit = useCallback(() => {
    const bounds = voyageBounds(currentVoyage()) ?? (answer && samplesBounds(answer.columns.lat, answer.columns.lon))
    show(bounds)
  }, [show, answer])
  return { fit, canFit: !isEmptyPlan(activePlan(voyage)) || answer !== null }
}

/** Opened or imported since, rather than edited. What was on the screen before a reload keeps its camera. */
function isNewOnScreen(before: Voyage | null, now: Voyage): boolean {
  if (before?.id !== now.id) return storedCamera(localStorage)?.voyageId !== now.id
  const [{ route, track }, plan] = [activePlan(before), activePlan(now)]
  return (plan.track !== null && plan.track !== track) || isOtherRoute(route, plan.route)
}

/** An edit keeps the waypoints it does not touch as the same objects; an import keeps none. */
function isOtherRoute(before: Route, now: Route): boolean {
  if (before === now || now.waypoints.length < 2) return false
  const known = new Set(before.waypoints)
  return !now.waypoints.some((waypoint) => known.has(waypoint))
}

function voyageBounds(voyage: Voyage): Bounds | null {
  const { route, track } = activePlan(voyage)
  return track
    ? samplesBounds(track.lat, track.lon)
    : route.waypoints.length < 2
      ? boundsOf(route.waypoints.map(({ position }) => position))
      : routeBounds(route)
}

/** What the camera was made to show, and where it then stood. */
interface Fitted {
  readonly bounds: Bounds
  readonly lat: number
  readonly lon: number
  readonly zoom: number
}

function cameraOf({ map }: MapView): { lat: number; lon: number; zoom: number } {
  const { lat, lng } = map.getCenter()
  return { lat, lon: lng, zoom: map.getZoom() }
}

function fitTo({ map }: MapView, bounds: Bounds, wanted: Padding, durationMs: number): void {
  const { west, south, east, north } = bounds
  const { clientWidth, clientHeight } = map.getContainer()
  map.fitBounds(
    [
      [west, south],
      [east, north],
    ],
    { padding: paddingThatFits(wanted, clientWidth, clientHeight), maxZoom: FIT_MAX_ZOOM, duration: durationMs },
  )
}

function viewBounds({ map }: MapView): Bounds {
  const bounds = map.getBounds()
  return { west: bounds.getWest(), south: bounds.getSouth(), east: bounds.getEast(), north: bounds.getNorth() }
}

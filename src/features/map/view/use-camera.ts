import { useCallback, useEffect, useRef } from 'react'
import type { Answer } from '#src/domain/metocean/result.ts'
import { type Bounds, boundsOf, routeBounds } from '#src/domain/route/legs.ts'
import type { Route } from '#src/domain/route/route.ts'
import { activePlan, isEmptyPlan, type Voyage } from '#src/domain/voyage/voyage.ts'
import { onIntent } from '#src/state/intents.ts'
import { currentShown } from '#src/state/shown-answer.ts'
import { currentProposal } from '#src/state/view.ts'
import { currentVoyage, useVoyage } from '#src/state/voyage.ts'
import {
  boundsContain,
  boundsMeet,
  CLEAR_ABOVE_PX,
  clearPadding,
  type CoveredBox,
  samplesBounds,
  storeCamera,
  storedCamera,
} from './camera.ts'
import type { MapView } from './map-view.ts'

/** A route between two berths of one harbour is not shown larger than the coastline allows. */
const FIT_MAX_ZOOM = 10
/** The longest motion in the design; MapLibre itself drops it where the system asks for less. */
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
  /** What was in view when the map last rested. */
  const seen = useRef<Bounds | null>(null)

  const show = useCallback(
    (bounds: Bounds | null, durationMs: number = MOTION_MS) => {
      if (!view || !bounds) return
      fitTo(view, bounds, durationMs)
      // Registered only now: starting a motion ends the one before it, which is a "moveend" too.
      const note = () => (fitted.current = { bounds, ...cameraOf(view) })
      if (view.map.isMoving()) void view.map.once('moveend', note)
      else note()
    },
    [view],
  )

  useEffect(() => {
    if (!view) return
    seen.current = viewBounds(view)
    const moved = view.map.on('moveend', () => {
      seen.current = viewBounds(view)
      const { lat, lng } = view.map.getCenter()
      storeCamera(localStorage, { center: { lat, lon: lng }, zoom: view.map.getZoom(), voyageId: currentVoyage().id })
    })
    return () => moved.unsubscribe()
  }, [view])

  // When the charts open the map gets lower, and the legend lies over it: what was shown whole, and not moved since, is
  // shown whole again. So is an answered route that the operator's own view had whole.
  const answered = answer !== null
  useEffect(() => {
    if (!view) return
    const again = () => {
      if (fitted.current && isWhereFitted(fitted.current, view)) return show(fitted.current.bounds, 0)
      const bounds = currentShown()?.key ? voyageBounds(currentVoyage()) : null
      // A map that changes its size tells so before it rests.
      if (bounds && seen.current && boundsContain(seen.current, bounds) && !isClear(view, bounds)) show(bounds, 0)
    }
    const resized = view.map.on('resize', again)
    const stop = onCoverSized(view, answered, again)
    return () => {
      resized.unsubscribe()
      stop()
    }
  }, [view, show, answered])

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
    // Along the route on screen, the operator's own view stays; an answer from elsewhere is shown whole.
    const own = voyageBounds(currentVoyage())
    const inView =
      own && boundsMeet(own, bounds) ? boundsMeet(bounds, viewBounds(view)) : boundsContain(viewBounds(view), bounds)
    if (!inView) show(bounds)
  }, [view, answer, show])

  useEffect(() => {
    if (!view) return
    return onIntent('show-route', () => {
      const proposed = proposalBounds()
      const bounds = proposed ?? voyageBounds(currentVoyage())
      if (!bounds || (proposed ? isClear(view, bounds) : boundsContain(viewBounds(view), bounds))) return
      show(bounds)
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
    show(withProposal(bounds))
  }, [show, answer])
  return { fit, canFit: !isEmptyPlan(activePlan(voyage)) || answer !== null }
}

/** Opened or imported since, rather than edited. What was on screen before a reload keeps its camera. */
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

function proposalBounds(): Bounds | null {
  const proposal = currentProposal()
  return proposal && boundsOf(proposal.track)
}

/** What is proposed is shown with what it is beside; where that is another sea, alone. */
function withProposal(own: Bounds | null): Bounds | null {
  const proposed = proposalBounds()
  if (!own || !proposed || !boundsMeet(own, proposed)) return proposed ?? own
  return {
    west: Math.min(own.west, proposed.west),
    south: Math.min(own.south, proposed.south),
    east: Math.max(own.east, proposed.east),
    north: Math.max(own.north, proposed.north),
  }
}

/** What the camera was fitted to, and where it was then. */
interface Fitted {
  readonly bounds: Bounds
  readonly lat: number
  readonly lon: number
  readonly zoom: number
}

/** A change of size moves the camera by no more than rounding. */
function isWhereFitted({ lat, lon, zoom }: Fitted, view: MapView): boolean {
  const now = cameraOf(view)
  return Math.max(Math.abs(lat - now.lat), Math.abs(lon - now.lon), Math.abs(zoom - now.zoom)) < 1e-6
}

/**
 * Calls back when what lies over the map covers another part of it: tasks or a dialog are opened over its edge, the legend
 * is folded or has notes above it. The legend is loaded with the first answer and comes after it.
 */
function onCoverSized({ map }: MapView, answered: boolean, listener: () => void): () => void {
  const panel = map.getContainer().parentElement
  const sizes = new ResizeObserver(listener)
  for (const beside of document.querySelectorAll(BESIDE_MAP)) sizes.observe(beside)
  const look = () => {
    const legend = panel?.querySelector('[data-over-map] section')
    if (!legend) return
    appearing.disconnect()
    // As wide as what a dialog beside the map leaves of it.
    const along = legend.closest('[data-over-map]')?.nextElementSibling ?? legend
    for (const part of [legend, along, ...legend.querySelectorAll('[data-over-map]')]) sizes.observe(part)
  }
  const appearing = new MutationObserver(look)
  if (panel && answered) {
    appearing.observe(panel, { childList: true, subtree: true })
    look()
  }
  return () => {
    appearing.disconnect()
    sizes.disconnect()
  }
}

function cameraOf({ map }: MapView): { lat: number; lon: number; zoom: number } {
  const { lat, lng } = map.getCenter()
  return { lat, lon: lng, zoom: map.getZoom() }
}

function fitTo({ map }: MapView, bounds: Bounds, durationMs: number): void {
  const { west, south, east, north } = bounds
  const { clientWidth, clientHeight } = map.getContainer()
  const aspect = ((east - west) * RAD || 1e-9) / (mercatorNorth(north) - mercatorNorth(south) || 1e-9)
  const padding = clearPadding(coveredBoxes(map.getContainer()), clientWidth, clientHeight, aspect)
  map.fitBounds(
    [
      [west, south],
      [east, north],
    ],
    { padding, maxZoom: FIT_MAX_ZOOM, duration: durationMs },
  )
}

const RAD = Math.PI / 180
/** How far up Mercator draws a latitude, in the unit of radians of longitude. */
const mercatorNorth = (lat: number) => Math.asinh(Math.tan(lat * RAD))

/** Beside the map, or over its edge where there is no room: the tasks, and a dialog that leaves the map to be worked on. */
const BESIDE_MAP = '[data-over-map="edge"] > *, dialog[data-beside][open]'

/** What lies over the map now: tools, layer, zoom, legend, scale, and the tasks over its edge. */
export function coveredBoxes(canvas: HTMLElement): CoveredBox[] {
  const { left, top, right } = canvas.getBoundingClientRect()
  const inside = canvas.parentElement?.querySelectorAll('[data-over-map] > *') ?? []
  return [...inside, ...document.querySelectorAll(BESIDE_MAP)]
    .map((element) => element.getBoundingClientRect())
    .filter((box) => box.width > 0 && box.height > 0 && box.left < right)
    .map((box) => ({ left: box.left - left, top: box.top - top, right: box.right - left, bottom: box.bottom - top }))
}

/** All of it is in view, with room for its flag, and nothing lies over it. */
function isClear({ map }: MapView, { west, south, east, north }: Bounds): boolean {
  const { clientWidth, clientHeight } = map.getContainer()
  const [from, to] = [map.project([west, north]), map.project([east, south])]
  const [left, top, right, bottom] = [from.x, from.y - CLEAR_ABOVE_PX, to.x, to.y]
  const meets = (box: CoveredBox) => box.left < right && box.right > left && box.top < bottom && box.bottom > top
  const isInside = left >= 0 && top >= 0 && right <= clientWidth && bottom <= clientHeight
  return isInside && !coveredBoxes(map.getContainer()).some(meets)
}

function viewBounds({ map }: MapView): Bounds {
  const bounds = map.getBounds()
  return { west: bounds.getWest(), south: bounds.getSouth(), east: bounds.getEast(), north: bounds.getNorth() }
}

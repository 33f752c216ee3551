import { Marker } from 'maplibre-gl'
import { useEffect } from 'react'
import { numberAt } from '#src/domain/at.ts'
import type { Answer } from '#src/domain/metocean/result.ts'
import { cursorPlaced, linePlaced } from '#src/state/pointer.ts'
import { currentCursor, currentShipSample, onCursorMoved, useViewActions } from '#src/state/view.ts'
import type { Position } from '#src/domain/position.ts'
import styles from '../map.module.css'
import type { MapView } from '../view/map-view.ts'
import { toWorld, worldPx } from '../base/mercator.ts'
import { overlayLine, type OverlayLine } from './overlay-line.ts'

/** How near the pointer must come to the line to read it. */
const REACH_PX = 20

/** Keeps a marker at the sample under the cursor; outside React, since it moves with the pointer. */
export function useCursorMarker(view: MapView | null, answer: Answer | null): void {
  useEffect(() => {
    if (!view || !answer) return
    const element = document.createElement('div')
    element.className = styles.cursor ?? ''
    element.setAttribute('aria-hidden', 'true')
    const marker = new Marker({ element })
    let shown = false
    const move = (index: number | null) => {
      const { lat, lon, count } = answer.columns
      // At the ship's own sample the ship is enough of a mark.
      const known = index !== null && index >= 0 && index < count
      const there = known && index !== currentShipSample()
      cursorPlaced(known ? onWindow(view, numberAt(lon, index), numberAt(lat, index)) : null)
      if (there) marker.setLngLat([numberAt(lon, index), numberAt(lat, index)])
      if (there && !shown) marker.addTo(view.map)
      if (!there && shown) marker.remove()
      shown = there
    }
    move(currentCursor())
    const unsubscribe = onCursorMoved(move)
    return () => {
      unsubscribe()
      marker.remove()
    }
  }, [view, answer])
}

/** How many places of the line are told to what keeps out of its way. */
const LINE_PLACES = 500

/** Tells where the answer's line is in the window whenever the map comes to rest. */
export function useLinePlaces(view: MapView | null, answer: Answer | null): void {
  useEffect(() => {
    if (!view || !answer) return
    const { lat, lon, count } = answer.columns
    const every = Math.ceil(count / LINE_PLACES)
    const tell = () =>
      linePlaced(
        Array.from({ length: Math.ceil(count / every) }, (_, place) =>
          onWindow(view, numberAt(lon, place * every), numberAt(lat, place * every)),
        ),
      )
    tell()
    const rested = view.map.on('moveend', tell)
    return () => {
      rested.unsubscribe()
      linePlaced([])
    }
  }, [view, answer])
}

/** In the copy of the world where the mark is. */
function onWindow({ map }: MapView, lon: number, lat: number): { x: number; y: number } {
  const { left, top, width } = map.getContainer().getBoundingClientRect()
  const { x, y } = map.project([lon, lat])
  const world = worldPx(map.getZoom())
  return { x: left + x - world * Math.round((x - width / 2) / world), y: top + y }
}

/** Pointing near the line puts the shared cursor on the nearest sample; leaving it removes the cursor. */
export function useSampleHover(view: MapView | null, answer: Answer | null): void {
  const { cursorMoved } = useViewActions()
  useEffect(() => {
    if (!view || !answer) return
    const { map } = view
    const line = overlayLine(answer.columns)
    let mine = false
    const leave = () => {
      if (mine) cursorMoved(null)
      mine = false
    }
    const moved = map.on('mousemove', ({ lngLat }) => {
      const index = nearestSample(line, { lat: lngLat.lat, lon: lngLat.lng }, map.getZoom(), REACH_PX)
      if (index === null) return leave()
      mine = true
      cursorMoved(index)
    })
    const left = map.on('mouseout', leave)
    return () => {
      moved.unsubscribe()
      left.unsubscribe()
      leave()
    }
  }, [view, answer, cursorMoved])
}

/**
 * The sample under a pointer: the nearer end of the closest piece of the line. One pass with a cheap first test, about
 * a millisecond for 100,000 samples.
 * @param maxPx how far from the line still counts, CSS pixels
 * @returns its index, or null where the line is not near
 */
export function nearestSample(
  { count, x, y }: OverlayLine,
  pointer: Position,
  zoom: number,
  maxPx: number,
): number | null {
  const { x: px, y: py } = toWorld(pointer)
  const reach = maxPx / worldPx(zoom)
  let least = reach * reach
  let found: number | null = null
  for (let index = 0; index < count; index++) {
    const [hereX, hereY] = [numberAt(x, index), numberAt(y, index)]
    let dx = hereX - px
    dx -= Math.round(dx) // the nearest copy of the world
    const dy = hereY - py
    const ux = (x[index + 1] ?? hereX) - hereX
    const uy = (y[index + 1] ?? hereY) - hereY
    if (Math.abs(dx) - Math.abs(ux) > reach || Math.abs(dy) - Math.abs(uy) > reach) continue
    const length = ux * ux + uy * uy
    const along = length === 0 ? 0 : Math.min(1, Math.max(0, -(dx * ux + dy * uy) / length))
    const [ex, ey] = [dx + along * ux, dy + along * uy]
    const distance = ex * ex + ey * ey
    if (distance < least) {
      least = distance
      found = along > 0.5 ? index + 1 : index
    }
  }
  return found
}

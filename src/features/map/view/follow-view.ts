import type { MapView } from './map-view.ts'
import { worldX, worldY, type Window } from '../base/mercator.ts'

/** How far beyond the view is built, in views on each side, so that a small pan needs nothing new. */
const MARGIN = 1

/**
 * Builds what is drawn for the part of the world in view, and again when the map rests at another level of detail or
 * outside what was built.
 * @param levelOf the level of detail of a zoom
 * @returns a function that ends it
 */
export function followView(
  view: MapView,
  levelOf: (zoom: number) => number,
  build: (level: number, window: Window) => void,
): () => void {
  let built: { level: number; window: Window } | null = null
  const follow = () => {
    const level = levelOf(view.map.getZoom())
    if (built && built.level === level && within(viewWindow(view, 0), built.window)) return
    built = { level, window: viewWindow(view, MARGIN) }
    build(level, built.window)
  }
  follow()
  const moved = view.map.on('moveend', follow)
  return () => moved.unsubscribe()
}

function viewWindow({ map }: MapView, margin: number): Window {
  const bounds = map.getBounds()
  const [west, east] = [worldX(bounds.getWest()), worldX(bounds.getEast())]
  const [north, south] = [worldY(bounds.getNorth()), worldY(bounds.getSouth())]
  const [wide, high] = [(east - west) * margin, (south - north) * margin]
  return { west: west - wide, east: east + wide, north: north - high, south: south + high }
}

const within = (inner: Window, outer: Window): boolean =>
  inner.west >= outer.west && inner.east <= outer.east && inner.north >= outer.north && inner.south <= outer.south

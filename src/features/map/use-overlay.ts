import { useEffect, useMemo } from 'react'
import type { Layer } from '#src/domain/metocean/layers.ts'
import type { Answer } from '#src/domain/metocean/result.ts'
import type { MapView } from './map-view.ts'
import { worldX, worldY } from './mercator.ts'
import { overlayBins, type OverlayLine, overlayLine } from './overlay-line.ts'
import { overlayFeatures, type Window } from './overlay-runs.ts'
import { noFeatures } from './route-geojson.ts'

/** How much more than the view is built, in views on each side, so that a small pan needs nothing new. */
const MARGIN = 1

/** The answer's samples as the map has them; null without an answer. */
export const useOverlayLine = (answer: Answer | null): OverlayLine | null =>
  useMemo(() => (answer ? overlayLine(answer.columns) : null), [answer])

/** Colours the route by a layer of the answer. Built anew when the map has moved out of what was built; 10 ms for 100,000 samples, so on this thread. */
export function useOverlay(view: MapView | null, answer: Answer | null, line: OverlayLine | null, layer: Layer | null): void {
  const bins = useMemo(() => (answer && layer ? overlayBins(layer, answer.columns) : null), [answer, layer])
  useEffect(() => {
    if (!view) return
    if (!line || !bins) return view.draw('overlay', noFeatures)
    let built: { zoom: number; window: Window } | null = null
    const build = () => {
      const zoom = Math.ceil(view.map.getZoom())
      if (built && built.zoom === zoom && within(viewWindow(view, 0), built.window)) return
      built = { zoom, window: viewWindow(view, MARGIN) }
      view.draw('overlay', overlayFeatures(line, bins, zoom, built.window))
    }
    build()
    const moved = view.map.on('moveend', build)
    return () => moved.unsubscribe()
  }, [view, line, bins])
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

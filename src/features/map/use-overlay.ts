import { useEffect, useMemo } from 'react'
import type { Layer } from '#src/domain/metocean/layers.ts'
import type { Answer } from '#src/domain/metocean/result.ts'
import { followView } from './follow-view.ts'
import type { MapView } from './map-view.ts'
import { overlayFeatures } from './overlay-features.ts'
import { overlayBins, type OverlayLine, overlayLine } from './overlay-line.ts'
import { noFeatures } from './route-geojson.ts'

/** The answer's samples as the map has them; null without an answer. */
export const useOverlayLine = (answer: Answer | null): OverlayLine | null =>
  useMemo(() => (answer ? overlayLine(answer.columns) : null), [answer])

/** Colours the route by a layer of the answer. */
export function useOverlay(view: MapView | null, answer: Answer | null, line: OverlayLine | null, layer: Layer | null): void {
  const bins = useMemo(() => (answer && layer ? overlayBins(layer, answer.columns) : null), [answer, layer])
  useEffect(() => {
    if (!view) return
    if (!line || !bins) return view.draw('overlay', noFeatures)
    return followView(view, Math.ceil, (level, window) => view.draw('overlay', overlayFeatures(line, bins, level, window)))
  }, [view, line, bins])
}

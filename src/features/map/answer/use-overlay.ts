import { useEffect } from 'react'
import type { Layer } from '#src/domain/metocean/layers/layers.ts'
import type { Answer } from '#src/domain/metocean/result.ts'
import { followView } from '../view/follow-view.ts'
import type { MapView } from '../view/map-view.ts'
import { dotFeatures, overlayFeatures } from './overlay-features.ts'
import { overlayBins, overlayLine } from './overlay-line.ts'
import { noFeatures } from '../edit/route-geojson.ts'

/** Colours the route by a layer of the answer. */
export function useOverlay(view: MapView | null, answer: Answer | null, layer: Layer | null): void {
  useEffect(() => {
    if (!view) return
    const bins = answer && layer && overlayBins(layer, answer.columns)
    const line = answer && overlayLine(answer.columns)
    view.draw('dot', line && bins ? dotFeatures(line, bins) : noFeatures)
    if (!line || !bins) return view.draw('overlay', noFeatures)
    return followView(view, Math.ceil, (level, window) =>
      view.draw('overlay', overlayFeatures(line, bins, level, window)),
    )
  }, [view, answer, layer])
}

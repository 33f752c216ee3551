import { useEffect } from 'react'
import { type GlyphChoice, glyphLayer } from '#src/domain/metocean/layers/glyph-layer.ts'
import type { Layer } from '#src/domain/metocean/layers/layers.ts'
import type { Answer } from '#src/domain/metocean/result.ts'
import { useThemeName } from '#src/ui/page/use-theme-name.ts'
import { followView } from '../view/follow-view.ts'
import { glyphFeatures } from './glyph-features.ts'
import { glyphImage } from './glyph-images.ts'
import { mapColors } from '../base/map-color.ts'
import type { MapView } from '../view/map-view.ts'
import { overlayLine } from './overlay-line.ts'
import { noFeatures } from '../edit/route-geojson.ts'

/** A quarter of a zoom: in between, glyphs move apart by at most a fifth. */
const quarterBelow = (zoom: number): number => Math.floor(zoom * 4) / 4

/** Draws barbs or arrows along the answer. */
export function useGlyphs(view: MapView | null, answer: Answer | null, shown: Layer | null, choice: GlyphChoice): void {
  const { route: ink, surface: halo } = mapColors[useThemeName()]
  useEffect(() => view?.illustrate((name) => glyphImage(name, { ink, halo })), [view, ink, halo])
  const layer = answer && glyphLayer(choice, shown, answer.columns)
  useEffect(() => {
    if (!view) return
    if (!answer || !layer) return view.draw('glyphs', noFeatures)
    const line = overlayLine(answer.columns)
    return followView(view, quarterBelow, (zoom, window) =>
      view.draw('glyphs', glyphFeatures(line, layer, answer.columns, zoom, window)),
    )
  }, [view, answer, layer])
}

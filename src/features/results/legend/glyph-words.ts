import type { GlyphChoice } from '#src/domain/metocean/layers/glyph-layer.ts'

/** What the choice of directions on the route is called. */
export const glyphWords: Readonly<Record<GlyphChoice, string>> = {
  auto: 'As the layer',
  wind: 'Wind barbs',
  wave: 'Wave arrows',
  current: 'Current arrows',
  none: 'None',
}

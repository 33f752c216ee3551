import type { GlyphChoice } from '#src/domain/metocean/layers/glyph-layer.ts'

/** The names of the choices of directions on the route. */
export const glyphWords: Readonly<Record<GlyphChoice, string>> = {
  auto: 'As the layer',
  wind: 'Wind barbs',
  wave: 'Wave arrows',
  current: 'Current arrows',
  none: 'None',
}

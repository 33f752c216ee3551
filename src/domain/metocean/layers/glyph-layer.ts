import { directionColumn, type Layer, layerById, type LayerId, magnitudeColumn } from './layers.ts'
import type { ResultColumns } from '../result.ts'

/** Which directions are drawn on the route: those of the layer shown, always the same kind, or none. */
export const glyphChoices = ['auto', 'wind', 'wave', 'current', 'none'] as const
export type GlyphChoice = (typeof glyphChoices)[number]

/** The layer whose directions go with another; a gust has those of the wind, a period those of its waves. */
const goesWith: Readonly<Partial<Record<LayerId, LayerId>>> = {
  wind: 'wind',
  gust: 'wind',
  wave: 'wave',
  period: 'wave',
  swell: 'swell',
  'wind-sea': 'wind-sea',
  current: 'current',
}

/** The layer whose directions are drawn; null where none are wanted or the answer has none. */
export function glyphLayer(choice: GlyphChoice, shown: Layer | null, columns: ResultColumns): Layer | null {
  const id = choice === 'none' ? undefined : choice === 'auto' ? shown && goesWith[shown.id] : choice
  const layer = id && layerById[id]
  return layer && magnitudeColumn(layer, columns) && directionColumn(layer, columns) ? layer : null
}

/** The longest arrow and the shortest whose direction can still be read, CSS pixels. */
const ARROW_PX = { max: 28, min: 12 } as const
/** From here on an arrow grows no longer: waves in metres, current in knots. */
const FULL_LENGTH_AT: Readonly<Partial<Record<LayerId, number>>> = { wave: 6, swell: 6, 'wind-sea': 6, current: 3 }

/**
 * Length of a layer's arrow in CSS pixels, in proportion to its magnitude between shortest and longest.
 * @param value screen unit
 * @returns 0 where nothing moves or nothing is known: no arrow
 */
export function arrowLengthPx(layer: Layer, value: number): number {
  const full = FULL_LENGTH_AT[layer.id]
  if (!(value > 0) || full === undefined) return 0
  return Math.max(ARROW_PX.min, Math.min(ARROW_PX.max, (ARROW_PX.max * value) / full))
}

/** Where a layer's arrow points, degrees true: a current to its set, waves away from where they come. */
export const arrowTowardsDeg = ({ convention }: Layer, degrees: number): number =>
  convention === 'from' ? (degrees + 180) % 360 : degrees

import { numberAt, type Numbers } from '../../at.ts'
import type { Layer } from './layers.ts'

/** Colours a ramp has; one more than there are edges between them. */
const BIN_COUNT = 8

/** The stretched scale starts and ends on a multiple of this, °C. */
const STRETCH_STEP = 2

/** Wire value in the layer's screen unit, unrounded; NaN stays NaN. */
export const screenValue = (layer: Layer, wire: number): number => wire * layer.factor

/**
 * The seven edges between the eight bins, ascending, in the layer's screen unit. Fixed, so that two voyages compare;
 * a layer without fixed edges is stretched over its data, rounded outwards to 2 °C.
 * @param column wire values, NaN is "no value"; read only where the scale is stretched
 */
export function binEdges(layer: Layer, column: Numbers): readonly number[] {
  if (layer.edges) return layer.edges
  const [low, high] = binRange(layer, column)
  return Array.from({ length: BIN_COUNT - 1 }, (_, index) => low + ((high - low) * (index + 1)) / BIN_COUNT)
}

/** The bin of a value, 0 to 7, by value ≥ lower edge; −1 for "no value". @param value screen unit, unrounded */
export function binOf(value: number, edges: readonly number[]): number {
  if (Number.isNaN(value)) return -1
  const next = edges.findIndex((edge) => value < edge)
  return next < 0 ? edges.length : next
}

/** Ends of a stretched scale: 0 to 2 where there is no value at all, never empty. */
function binRange(layer: Layer, column: Numbers): readonly [low: number, high: number] {
  const range = valueRange(layer, column)
  if (!range) return [0, STRETCH_STEP]
  const low = Math.floor(range.min / STRETCH_STEP) * STRETCH_STEP
  const high = Math.ceil(range.max / STRETCH_STEP) * STRETCH_STEP
  return [low, Math.max(high, low + STRETCH_STEP)]
}

/** Least and greatest value in the screen unit, or null where every value is missing. */
export function valueRange(layer: Layer, column: Numbers): { min: number; max: number } | null {
  let min = Infinity
  let max = -Infinity
  for (let index = 0; index < column.length; index++) {
    const value = screenValue(layer, numberAt(column, index))
    if (value < min) min = value // false for NaN, so a gap never counts
    if (value > max) max = value
  }
  return min <= max ? { min, max } : null
}

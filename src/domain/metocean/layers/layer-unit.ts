import { shownHeight, shownSpeed, shownTemperature, type ShownUnit, type Units } from '../../units/unit-choice.ts'
import type { Layer } from './layers.ts'

/**
 * How figures of a layer are shown on a scale, from the layer's own unit. A Beaufort force is a class, not a scale, so
 * speeds stay in knots.
 */
export function layerUnit({ unit, decimals }: Pick<Layer, 'unit' | 'decimals'>, units: Units): ShownUnit {
  switch (unit) {
    case 'kn':
      return shownSpeed(units, decimals, false)
    case 'm':
      return shownHeight(units, decimals)
    case '°C':
      return shownTemperature(units, decimals)
    case 's':
      return { unit, decimals, of: (value) => value }
  }
}

/** The same for a difference between two figures, which has no zero of its own. */
export function layerChange(layer: Pick<Layer, 'unit' | 'decimals'>, units: Units): ShownUnit {
  const shown = layerUnit(layer, units)
  return { ...shown, of: (value) => shown.of(value) - shown.of(0) }
}

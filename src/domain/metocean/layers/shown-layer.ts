import { type Layer, type LayerId, layersOf } from './layers.ts'
import type { ResultColumns } from '../result.ts'

/** The layer to draw: the chosen one where the answer has it, else the first it has, else none. */
export function shownLayer(columns: ResultColumns | null | undefined, chosen: LayerId | null): Layer | null {
  if (!columns) return null
  const available = layersOf(columns)
  return available.find(({ id }) => id === chosen) ?? available[0] ?? null
}

import { fieldsByLayer, layerById, type LayerId, magnitudeColumn } from '../metocean/layers/layers.ts'
import type { FieldColumn, ResultColumns } from '../metocean/result.ts'
import { trackOf } from '../metocean/along-track.ts'
import type { LimitId } from './limits.ts'

/** The values a limit is held against. */
export interface WatchedColumn {
  /** NaN where not known. */
  readonly values: FieldColumn
  /** Screen value = column value × factor. −1 for the current, whose adverse side is the negative one. */
  readonly factor: number
}

const layerOf: Readonly<Record<LimitId, LayerId>> = {
  wind: 'wind',
  gust: 'gust',
  wave: 'wave',
  'adverse-current': 'current',
}

/** What of an answer a limit watches; null where it was not asked for or not returned. */
export function watchedColumn(columns: ResultColumns, id: LimitId): WatchedColumn | null {
  if (id === 'adverse-current') {
    const { current } = trackOf(columns)
    return current ? { values: current, factor: -1 } : null
  }
  const layer = layerById[layerOf[id]]
  const values = magnitudeColumn(layer, columns)
  return values ? { values, factor: layer.factor } : null
}

/** The name on the wire of what a limit watches; null where the answer has it not. */
export function watchedField(columns: Pick<ResultColumns, 'fields'>, id: LimitId): string | null {
  return fieldsByLayer(columns)[layerOf[id]]?.magnitude ?? null
}

/**
 * A bound in the unit and precision of the column, so that a wave sent as 4.1 m reaches a limit of 4.1 m although a
 * column keeps 24 bits of it.
 * @param bound screen unit
 */
export const boundOf = ({ factor }: WatchedColumn, bound: number): number => Math.fround(bound / Math.abs(factor))

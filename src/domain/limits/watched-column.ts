import { type LayerId, layers, magnitudeColumn } from '../metocean/layers/layers.ts'
import type { FieldColumn, ResultColumns } from '../metocean/result.ts'
import { trackOf } from '../metocean/track-of.ts'
import type { LimitId } from './limits.ts'

/** The values a limit is held against. */
export interface WatchedColumn {
  /** NaN where not known. */
  readonly values: FieldColumn
  /** Screen value = column value × factor. −1 for the current, whose adverse side is the negative one. */
  readonly factor: number
}

const layerOf: Readonly<Record<Exclude<LimitId, 'adverse-current'>, LayerId>> = {
  wind: 'wind',
  gust: 'gust',
  wave: 'wave',
}

/** What of an answer a limit watches; null where it was not asked for or not returned. */
export function watchedColumn(columns: ResultColumns, id: LimitId): WatchedColumn | null {
  if (id === 'adverse-current') {
    const { current } = trackOf(columns)
    return current ? { values: current, factor: -1 } : null
  }
  const layer = layers.find((one) => one.id === layerOf[id])!
  const values = magnitudeColumn(layer, columns)
  return values ? { values, factor: layer.factor } : null
}

/** The name on the wire of what a limit watches; null where the answer has it not. */
export function watchedField({ fields }: Pick<ResultColumns, 'fields'>, id: LimitId): string | null {
  const layer = layers.find((one) => one.id === (id === 'adverse-current' ? 'current' : layerOf[id]))!
  return Object.keys(fields).find((name) => layer.magnitude.test(name)) ?? null
}

/**
 * A bound in the unit and precision of the column, so that a wave sent as 4.1 m reaches a limit of 4.1 m although a
 * column keeps 24 bits of it.
 * @param bound screen unit
 */
export const boundOf = ({ factor }: WatchedColumn, bound: number): number => Math.fround(bound / Math.abs(factor))

import { binEdges, binOf, screenValue } from '#src/domain/metocean/layers/bins.ts'
import { type Layer, magnitudeColumn } from '#src/domain/metocean/layers/layers.ts'
import type { ResultColumns } from '#src/domain/metocean/result.ts'
import { worldX, worldY } from '../base/mercator.ts'
import { shiftIntoWorld } from '../edit/route-geojson.ts'

/** An answer's samples where the map has them; worked out once, read at every move of map and pointer. */
export interface OverlayLine {
  readonly count: number
  /** Mercator world units, continuous over 180°, the first within the world. */
  readonly x: Float64Array
  readonly y: Float64Array
}

type Track = Pick<ResultColumns, 'count' | 'lat' | 'lon'>

const lines = new WeakMap<Track, OverlayLine>()

export function overlayLine(columns: Track): OverlayLine {
  const known = lines.get(columns) ?? lineOf(columns)
  lines.set(columns, known)
  return known
}

function lineOf({ count, lat, lon }: Track): OverlayLine {
  const x = new Float64Array(count)
  const y = new Float64Array(count)
  const shift = shiftIntoWorld(count > 0 ? lon[0]! : 0)
  for (let index = 0; index < count; index++) {
    x[index] = worldX(lon[index]! + shift)
    y[index] = worldY(lat[index]!)
  }
  return { count, x, y }
}

const binned = new WeakMap<ResultColumns, Map<Layer, Int8Array>>()

/** The bin of every sample, 0 to 7; −1 where there is no value. Null where the answer has no such column. */
export function overlayBins(layer: Layer, columns: ResultColumns): Int8Array | null {
  const known = binned.get(columns) ?? new Map<Layer, Int8Array>()
  binned.set(columns, known)
  const bins = known.get(layer) ?? binsOf(layer, columns)
  if (bins) known.set(layer, bins)
  return bins
}

function binsOf(layer: Layer, columns: ResultColumns): Int8Array | null {
  const column = magnitudeColumn(layer, columns)
  if (!column) return null
  const edges = binEdges(layer, column)
  const bins = new Int8Array(column.length)
  for (let index = 0; index < bins.length; index++) bins[index] = binOf(screenValue(layer, column[index]!), edges)
  return bins
}

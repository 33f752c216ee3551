import { integerAt, numberAt } from '../at.ts'
import { type Layer, type LayerId, magnitudeColumn } from '../metocean/layers/layers.ts'
import type { ResultColumns } from '../metocean/result.ts'
import { layerDeltas, sameSamples } from './answer-deltas.ts'

// The difference of a layer between two answers, in bins: 0 for hardly any, 1 and 2 for a little less and more, 3 and 4,
// 5 and 6 for much less and more. So of several that share a place on the screen, the highest is the largest change.

/** Beside the bins: known only in the newer answer, only in the older one, or not to be compared at all. */
export const CHANGE_KIND = { none: 0, gained: 7, lost: 8, unknown: 9 } as const

/** Where a step begins, either way, in the layer's screen unit. Below the first a forecast tells nothing. Fairway's own choice. */
const steps: Readonly<Record<LayerId, readonly [number, number, number]>> = {
  wind: [3, 5, 10],
  gust: [3, 5, 10],
  wave: [0.3, 0.5, 1],
  period: [1, 2, 4],
  swell: [0.3, 0.5, 1],
  'wind-sea': [0.3, 0.5, 1],
  current: [0.25, 0.5, 1],
  sst: [0.5, 1, 2],
  depth: [5, 20, 100],
}

/** −3 to 3 for a bin; 0 for any other kind. */
export const signedStep = (kind: number): number => (kind > 6 ? 0 : Math.ceil(kind / 2) * (kind % 2 === 1 ? -1 : 1))

/** The bins from much less to much more, and the edges between them, screen unit. */
export const changeOrder: readonly number[] = [5, 3, 1, 0, 2, 4, 6]
export function changeEdges({ id }: Layer): readonly number[] {
  return [...steps[id].map((edge) => -edge).toReversed(), ...steps[id]]
}

/** One layer of an answer less that of an older one. */
export interface LayerChange {
  readonly layer: Layer
  /** Per sample of the newer answer, screen unit; NaN where not known. */
  readonly deltas: Float32Array
  /** Its bin, or one of `CHANGE_KIND`. */
  readonly kinds: Uint8Array
  /** The sample with the largest change either way; −1: nothing can be compared. */
  readonly largestIndex: number
  readonly gained: number
  readonly lost: number
}

const known = new WeakMap<ResultColumns, WeakMap<ResultColumns, Map<LayerId, LayerChange>>>()

/** Worked out once for two answers. @returns null where the newer one lacks the layer */
export function changeAlong(layer: Layer, now: ResultColumns, before: ResultColumns): LayerChange | null {
  const pairs = known.get(now) ?? new WeakMap<ResultColumns, Map<LayerId, LayerChange>>()
  known.set(now, pairs)
  const found = pairs.get(before) ?? new Map<LayerId, LayerChange>()
  pairs.set(before, found)
  const change = found.get(layer.id) ?? changeOf(layer, now, before)
  if (change) found.set(layer.id, change)
  return change
}

function changeOf(layer: Layer, now: ResultColumns, before: ResultColumns): LayerChange | null {
  const [newer, older] = [magnitudeColumn(layer, now), magnitudeColumn(layer, before)]
  if (!newer) return null
  const same = sameSamples(now, before)
  const deltas = layerDeltas(layer, now, before, same) ?? new Float32Array(now.count).fill(NaN)
  const kinds = new Uint8Array(now.count)
  let [largestIndex, gained, lost] = [-1, 0, 0]
  for (let index = 0; index < kinds.length; index++) {
    const delta = numberAt(deltas, index)
    const there = integerAt(same, index)
    const has = !Number.isNaN(numberAt(newer, index))
    const had = there >= 0 && older !== undefined && !Number.isNaN(numberAt(older, there))
    kinds[index] = !Number.isNaN(delta)
      ? binOfChange(delta, steps[layer.id])
      : there >= 0 && has && !had
        ? CHANGE_KIND.gained
        : had && !has
          ? CHANGE_KIND.lost
          : CHANGE_KIND.unknown
    if (kinds[index] === CHANGE_KIND.gained) gained++
    if (kinds[index] === CHANGE_KIND.lost) lost++
    if (Math.abs(delta) > (largestIndex < 0 ? -1 : Math.abs(numberAt(deltas, largestIndex)))) largestIndex = index
  }
  return { layer, deltas, kinds, largestIndex, gained, lost }
}

function binOfChange(delta: number, edges: readonly number[]): number {
  const size = edges.filter((edge) => Math.abs(delta) >= edge).length
  return size === 0 ? 0 : 2 * size - (delta < 0 ? 1 : 0)
}

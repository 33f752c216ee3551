import { numberAt } from '#src/domain/at.ts'
import type { FieldColumn } from '#src/domain/metocean/result.ts'
import { nearestIndex } from '#src/domain/metocean/sample-times.ts'
import type { XWindow } from './x-scale.ts'

/** With more samples per pixel than this, drawing all of them shows nothing more. */
const DENSE = 4

/**
 * The samples to draw so that a picture of this width is the same as with all of them: the first, lowest, highest and
 * last value of every series in each pixel column, and a missing one where a line must break. For drawing only; limits,
 * means and exports count every sample.
 * @param x never falling
 * @param columns width in device pixels
 * @returns rising sample indices, from the last one left of the window to the first right of it
 */
export function samplesToDraw(
  x: Float64Array,
  series: readonly FieldColumn[],
  { min, max }: XWindow,
  columns: number,
): Int32Array {
  if (x.length === 0) return new Int32Array()
  const [from, to] = samplesInSight(x, { min, max })
  if (to - from <= columns * DENSE || !(max > min))
    return Int32Array.from({ length: to - from + 1 }, (_, step) => from + step)
  const kept = new Set<number>([from, to])
  for (const values of series) {
    let before = -1
    let first = from
    while (first <= to) {
      const last = lastOfColumn(x, first, to, min, (max - min) / columns)
      for (const index of extremes(values, first, last)) {
        const gap = before < 0 ? -1 : gapBetween(values, before, index)
        if (gap >= 0) kept.add(gap)
        kept.add(index)
        before = index
      }
      first = last + 1
    }
    // A series that ends in the window must not be drawn on to where another one goes.
    const gap = before < 0 ? to : gapBetween(values, before, to + 1)
    if (gap >= 0) kept.add(gap)
  }
  return Int32Array.from(kept).sort()
}

/** The first and last sample in sight, and one neighbour on either side, to which the line leads. */
export function samplesInSight(x: Float64Array, { min, max }: XWindow): readonly [from: number, to: number] {
  let from = nearestIndex(x, min)
  while (from > 0 && numberAt(x, from) >= min) from--
  let to = Math.max(from, nearestIndex(x, max))
  while (to < x.length - 1 && numberAt(x, to) <= max) to++
  return [from, to]
}

/** The last sample whose x is in the same pixel column as that of `first`. */
function lastOfColumn(x: Float64Array, first: number, to: number, min: number, width: number): number {
  const end = min + (Math.floor((numberAt(x, first) - min) / width) + 1) * width
  let last = first
  while (last < to && numberAt(x, last + 1) < end) last++
  return last
}

/** The first, lowest, highest and last sample with a value, in order; none where all are missing. */
function extremes(values: FieldColumn, from: number, to: number): number[] {
  let [first, last, low, high] = [-1, -1, -1, -1]
  for (let index = from; index <= to; index++) {
    const value = numberAt(values, index)
    if (Number.isNaN(value)) continue
    if (first < 0) first = low = high = index
    if (value < numberAt(values, low)) low = index
    if (value > numberAt(values, high)) high = index
    last = index
  }
  return first < 0 ? [] : [first, Math.min(low, high), Math.max(low, high), last]
}

/** A sample without value between two; −1 where there is none. */
function gapBetween(values: FieldColumn, one: number, other: number): number {
  for (let index = one + 1; index < other; index++) if (Number.isNaN(values[index])) return index
  return -1
}

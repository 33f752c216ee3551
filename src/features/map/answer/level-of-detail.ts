import { worldPx } from '../base/mercator.ts'
import type { OverlayLine } from './overlay-line.ts'

/** Closer than this two points look like one. */
const SPACING_PX = 2

const known = new WeakMap<OverlayLine, Map<number, Int32Array>>()

/**
 * The samples a line is drawn through at a zoom, each at least 2 px from the one before; the first and the last are
 * always among them. A drawn sample stands for itself and for those left out behind it. Worked out once per zoom: what
 * is drawn depends on the screen, not on the number of samples.
 * @param zoom the deepest zoom it will be drawn at
 */
export function drawnSamples(line: OverlayLine, zoom: number): Int32Array {
  const levels = known.get(line) ?? new Map<number, Int32Array>()
  known.set(line, levels)
  const before = levels.get(zoom)
  if (before) return before
  const made = thinned(line, SPACING_PX / worldPx(zoom))
  levels.set(zoom, made)
  return made
}

function thinned({ count, x, y }: OverlayLine, spacing: number): Int32Array {
  const kept = new Int32Array(count)
  let size = 0
  for (let index = 0; index < count; index++) {
    const before = kept[size - 1] ?? 0
    const [dx, dy] = [x[index]! - x[before]!, y[index]! - y[before]!]
    if (index === 0 || index === count - 1 || dx * dx + dy * dy >= spacing * spacing) kept[size++] = index
  }
  return kept.slice(0, size)
}

/** The class of each drawn sample: the highest of those it stands for, so that thinning never hides the worst. */
export function drawnClasses(drawn: Int32Array, classes: ArrayLike<number>): Int8Array {
  const highest = new Int8Array(drawn.length)
  for (let step = 0; step < drawn.length; step++) {
    const end = drawn[step + 1] ?? classes.length
    highest[step] = classes[drawn[step]!]!
    for (let index = drawn[step]! + 1; index < end; index++)
      if (classes[index]! > highest[step]!) highest[step] = classes[index]!
  }
  return highest
}

import { niceStep } from './x-scale.ts'

/** The fixed y of a lane; the cursor never changes it. */
export interface LaneScale {
  readonly min: number
  readonly max: number
  readonly step: number
}

/**
 * A scale from round to round value in at most four steps.
 * @param fromZero false only where zero means nothing in particular (temperature) or lies inside (current)
 * @param leastSpan in the unit of the lane: calm weather is not blown up to the height of a storm
 */
export function laneScale(low: number, high: number, { fromZero, leastSpan }: { fromZero: boolean; leastSpan: number }): LaneScale {
  let min = fromZero ? Math.min(0, low) : low
  let max = Math.max(high, min)
  const lacking = leastSpan - (max - min)
  if (lacking > 0) {
    max += fromZero ? lacking : lacking / 2
    min -= fromZero ? 0 : lacking / 2
  }
  const step = niceStep((max - min) / 4)
  const rounded = (value: number, way: (x: number) => number) => way(Number((value / step).toFixed(9))) * step
  return { min: rounded(min, Math.floor), max: rounded(max, Math.ceil), step }
}

/** Every, or every second, third … round value, so that labels stay `spacePx` apart. */
export function laneTicks({ min, max, step }: LaneScale, heightPx: number, spacePx = 15): number[] {
  const steps = Math.round((max - min) / step)
  // Prefer a multiple that divides the whole, so that both ends keep their label.
  const every = [1, 2, 3, 4, 5].find((multiple) => steps % multiple === 0 && (heightPx * multiple) / steps >= spacePx) ?? steps
  const ticks: number[] = []
  for (let count = 0; count <= steps; count += every) ticks.push(Number((min + count * step).toFixed(9)))
  return ticks
}

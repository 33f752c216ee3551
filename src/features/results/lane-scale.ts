import { niceStep } from './x-scale.ts'

/** The fixed y of a lane; the cursor never changes it. */
export interface LaneScale {
  readonly min: number
  readonly max: number
  readonly step: number
}

/**
 * A scale from round to round value in about five steps.
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
  const step = niceStep((max - min) / 5)
  const rounded = (value: number, way: (x: number) => number) => way(Number((value / step).toFixed(9))) * step
  return { min: rounded(min, Math.floor), max: rounded(max, Math.ceil), step }
}

/** Every, or every second, third … round value, so that labels stay `spacePx` apart; zero is among them where it is in range. */
export function laneTicks({ min, max, step }: LaneScale, heightPx: number, spacePx = 14): number[] {
  const steps = Math.round((max - min) / step)
  const every = [1, 2, 3, 4, 5].find((multiple) => (heightPx * multiple) / steps >= spacePx) ?? steps
  const ticks: number[] = []
  for (let count = Math.ceil(min / (step * every) - 1e-9); count * step * every <= max + step * 1e-6; count++) {
    ticks.push(Number((count * step * every).toFixed(9)) + 0)
  }
  return ticks
}

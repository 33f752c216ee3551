import type { LaneBound } from './lane-bounds.ts'
import type { Lane, LaneSeries } from './lanes.ts'
import { niceStep } from './x-scale.ts'

/** The fixed y of a lane; neither cursor nor zoom changes it. */
export interface LaneScale {
  readonly min: number
  readonly max: number
  readonly step: number
}

interface ScaleOptions {
  /** False only where zero means nothing in particular (temperature) or lies inside (current). */
  readonly fromZero: boolean
  /** In the unit of the lane. */
  readonly leastSpan: number
}

/** A scale from round to round value in about five steps. */
export function laneScale(low: number, high: number, { fromZero, leastSpan }: ScaleOptions): LaneScale {
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

/** A limit farther off than this share of it is out of the picture, so that calm weather is not pressed flat under it. */
const LIMIT_IN_SIGHT = 0.6

/** The y of all lanes drawn over each other, with those limits in sight that are not far off. */
export function scaleOf(lanes: readonly [Lane, ...Lane[]], bounds: readonly LaneBound[]): LaneScale {
  const [{ fromZero, leastSpan }] = lanes
  const range = rangeOf(lanes.flatMap(({ series }) => series.filter(({ stroke }) => stroke !== 'right')))
  if (!range) return laneScale(0, 0, { fromZero, leastSpan })
  let [low, high] = range
  for (const { limit, side } of bounds) {
    if (side === 1 && high >= limit * LIMIT_IN_SIGHT) high = Math.max(high, limit)
    if (side === -1 && low <= limit * LIMIT_IN_SIGHT) low = Math.min(low, limit)
  }
  return laneScale(low, high, { fromZero, leastSpan })
}

/** The y of what belongs to the axis on the right; null where nothing does. */
export function rightScaleOf(lanes: readonly Lane[]): LaneScale | null {
  const series = lanes.flatMap((lane) => lane.series.filter(({ stroke }) => stroke === 'right'))
  const range = rangeOf(series)
  return range && laneScale(...range, { fromZero: true, leastSpan: 10 })
}

function rangeOf(series: readonly LaneSeries[]): readonly [low: number, high: number] | null {
  const known = series.flatMap(({ summary }) => summary ?? [])
  return known.length === 0
    ? null
    : [Math.min(...known.map(({ min }) => min)), Math.max(...known.map(({ max }) => max))]
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

import { at as checked, integerAt } from '#src/domain/at.ts'
import { type Exceedance, exceedances, type Span } from '#src/domain/limits/exceedances.ts'
import { type AxisChoice, type LaneId } from '#src/state/preferences.ts'
import type { LaneBound } from './lane-bounds.ts'
import { type Lane, laneOf, laneOfLimit, type LaneSeries, type Stroke } from './lanes.ts'
import { niceStep, type XScale, xScale, type XWindow } from './x-scale.ts'
import { nearestIndex } from '#src/domain/metocean/sample-times.ts'
import type { NamedAnswer } from '#src/domain/tasks/answer-name.ts'
import type { Units } from '#src/domain/units/unit-choice.ts'
import type { ResultColumns } from '#src/domain/metocean/result.ts'
import { limitStates, type LimitStates, outweighs } from '#src/domain/limits/limit-states.ts'
import { limitIds, type Limits, watchedLimits } from '#src/domain/limits/limits.ts'
import { SUN, sunBelow } from '#src/domain/sun/sun.ts'

/** A lane of another answer, drawn into the same picture. */
export interface ComparedLane {
  /** Of the answer, in words. */
  readonly name: string
  readonly synthetic: boolean
  readonly lane: Lane
  readonly x: Float64Array
  readonly dash: readonly number[]
}

/** Everything a lane's picture depends on. */
export interface LaneFrame {
  /** Of its answer, in words. */
  readonly name?: string
  /** By the name of each answer compared, what stands at the end of its line; absent: nothing does. */
  readonly endNames?: ReadonlyMap<string, string>
  readonly lane: Lane
  readonly x: XScale
  readonly window: XWindow
  readonly scale: LaneScale
  readonly right: LaneScale | null
  readonly bounds: readonly LaneBound[]
  /** Stretches of twilight, and of the darkness within it. */
  readonly night: readonly Pick<Span, 'from' | 'to'>[]
  /** Of the waypoints, in the unit of x. */
  readonly waypoints: readonly number[]
  readonly compared: readonly ComparedLane[]
}

/** Width and dashes of a line, CSS px; the same on the canvas and in the key beside its name. */
export const strokes: Readonly<Record<Stroke, { width: number; dash?: number[] }>> = {
  main: { width: 1.75 },
  dashed: { width: 1.25, dash: [5, 3] },
  thin: { width: 1 },
  dotted: { width: 1, dash: [1.5, 2.5] },
  right: { width: 1, dash: [7, 3] },
}

/** How the lines of other answers are told apart, by their order. */
const comparedDashes: readonly (readonly number[])[] = [
  [6, 3],
  [2, 2],
  [9, 3, 2, 3],
]

/** The same lane of other answers, on the same kind of axis; those that cannot fill it drop out, with their dash. */
export function comparedLanes(
  answers: readonly NamedAnswer[],
  id: LaneId,
  axis: AxisChoice,
  units: Units,
): ComparedLane[] {
  return answers.flatMap((answer, place) => {
    const lane = laneOf(answer, id, units)
    return lane
      ? {
          name: answer.name,
          synthetic: answer.synthetic,
          lane,
          x: xScale(answer.columns, axis).values,
          dash: checked(comparedDashes, place % comparedDashes.length),
        }
      : []
  })
}

/** The value of another answer at the cursor. Beyond its ends there is none. */
export function valueAtPlace({ lane, x }: Pick<ComparedLane, 'lane' | 'x'>, at: number): number {
  const index = nearestIndex(x, at)
  if (index < 0 || at < checked(x, 0) || at > checked(x, x.length - 1)) return NaN
  return checked(lane.series[0].values, index)
}

/** An answer compared with the limits of the voyage. */
export interface AgainstLimits {
  /** The worst state per sample; null where nothing is watched. */
  readonly states: Uint8Array | null
  /** The same for one limit each. */
  readonly perLimit: LimitStates['perLimit']
  /** The ledger. */
  readonly entries: readonly Exceedance[]
}

export function againstLimits(columns: ResultColumns, limits: Limits): AgainstLimits {
  const { worst, perLimit } = limitStates(columns, limits)
  return {
    states: watchedLimits(limits).length > 0 ? worst : null,
    perLimit,
    entries: exceedances(columns, limits),
  }
}

/** The worst state of a variable's own limits per sample; null where none of them is watched. */
export function laneStates({ perLimit }: Pick<AgainstLimits, 'perLimit'>, id: LaneId): Uint8Array | null {
  const [first, ...rest] = limitIds.flatMap((limitId) => (laneOfLimit[limitId] === id ? (perLimit[limitId] ?? []) : []))
  if (!first || rest.length === 0) return first ?? null
  return first.map((state, index) =>
    rest.reduce(
      (worst, states) => (outweighs(integerAt(states, index), worst) ? integerAt(states, index) : worst),
      state,
    ),
  )
}

/** The variable that is worst against its limits, where caution or more is reached; else wind, else the first. */
export function worstLane({ entries }: AgainstLimits, limits: Limits, ids: readonly LaneId[]): LaneId | undefined {
  const shares = entries
    .map(({ limitId, peak }) => ({ id: laneOfLimit[limitId], share: peak / (limits[limitId]?.limit ?? Infinity) }))
    .filter(({ id }) => ids.includes(id))
  const [first, ...rest] = shares
  if (!first) return ids.includes('wind') ? 'wind' : ids[0]
  return rest.reduce((worst, one) => (one.share > worst.share ? one : worst), first).id
}

const nights = new WeakMap<ResultColumns, Pick<Span, 'from' | 'to'>[]>()

/** Civil twilight, nautical, and night: drawn over each other, each is darker than the one before. */
export function nightOf(columns: ResultColumns): Pick<Span, 'from' | 'to'>[] {
  const before = nights.get(columns)
  if (before) return before
  const spans = [SUN.horizon, SUN.civil, SUN.nautical].flatMap((altitude) => sunBelow(columns, altitude))
  nights.set(columns, spans)
  return spans
}

/** The fixed y of a lane; neither cursor nor zoom changes it. */
export interface LaneScale {
  readonly min: number
  readonly max: number
  readonly step: number
}

interface ScaleOptions {
  /** False only where zero has no special meaning (temperature) or lies inside (current). */
  readonly fromZero: boolean
  /** In the unit of the lane. */
  readonly leastSpan: number
}

/** A scale between round values, in about five steps. */
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

/** A limit farther off than this share of itself is left out of the picture, so that calm weather is not flattened. */
const LIMIT_IN_SIGHT = 0.6

/** The y of all lanes drawn over each other, including limits that are not far off. */
export function scaleOf(lanes: readonly [Lane, ...Lane[]], bounds: readonly LaneBound[]): LaneScale {
  const [{ fromZero, leastSpan, axis }] = lanes
  if (axis) return axis
  const range = rangeOf(lanes.flatMap(({ series }) => series.filter(({ stroke }) => stroke !== 'right')))
  if (!range) return laneScale(0, 0, { fromZero, leastSpan })
  let [low, high] = range
  for (const { limit, side } of bounds) {
    if (side === 1 && high >= limit * LIMIT_IN_SIGHT) high = Math.max(high, limit)
    if (side === -1 && low <= limit * LIMIT_IN_SIGHT) low = Math.min(low, limit)
  }
  return laneScale(low, high, { fromZero, leastSpan })
}

/** The y of series on the right axis; null where there are none. */
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

/** Every first, second, third … round value, so that labels stay `spacePx` apart; zero is among them if in range. */
export function laneTicks({ min, max, step }: LaneScale, heightPx: number, spacePx = 14): number[] {
  const steps = Math.round((max - min) / step)
  const every = [1, 2, 3, 4, 5].find((multiple) => (heightPx * multiple) / steps >= spacePx) ?? steps
  const ticks: number[] = []
  for (let count = Math.ceil(min / (step * every) - 1e-9); count * step * every <= max + step * 1e-6; count++) {
    ticks.push(Number((count * step * every).toFixed(9)) + 0)
  }
  return ticks
}

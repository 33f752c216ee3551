import type { ResultColumns } from '#src/domain/metocean/result.ts'
import { timesAscend } from '#src/domain/metocean/sample-times.ts'
import { formatNumber } from '#src/domain/units/format.ts'
import { formatDuration, formatUtc } from '#src/domain/units/time-text.ts'
import type { AxisChoice } from '#src/state/preferences.ts'
import { trackOf } from '#src/domain/metocean/along-track.ts'
import { DAY_MS, HOUR_MS } from '#src/domain/time.ts'

/** The x that all lanes share: a value per sample, never falling. */
export interface XScale {
  readonly axis: AxisChoice
  /** Nautical miles, epoch milliseconds UTC, or milliseconds since departure. */
  readonly values: Float64Array
  readonly min: number
  readonly max: number
  /** The value of all samples, if they are in one place: drawn in the middle, with nothing on either side. */
  readonly only?: number
}

interface Tick {
  readonly value: number
  readonly label: string
  /** The start of a day. */
  readonly strong: boolean
}

const timeStepsMs = [1, 2, 3, 6, 12, 24, 48, 120, 240, 480, 960, 2400, 8760].map((hours) => hours * HOUR_MS)

/**
 * The x of every sample; by distance if the times cannot be an axis.
 * @param others answers drawn on the same axis, which is long enough for all of them
 */
export function xScale(columns: ResultColumns, axis: AxisChoice, others: readonly ResultColumns[] = []): XScale {
  const own = axis === 'distance' || !timesAscend(columns) ? 'distance' : axis
  const values = valuesAlong[own](columns)
  const all = [columns, ...others].filter(({ count }) => count > 0).map(valuesAlong[own])
  const from = Math.min(...all.map((one) => one[0] ?? Infinity), Infinity)
  const to = Math.max(...all.map((one) => one.at(-1) ?? -Infinity), -Infinity)
  if (!(from <= to)) return { axis: own, values, min: 0, max: 1 }
  // A single sample, or a ship that does not move, still needs some width.
  if (to > from) return { axis: own, values, min: from, max: to }
  const spare = own === 'distance' ? 0.5 : HOUR_MS / 2
  return { axis: own, values, min: from - spare, max: to + spare, only: from }
}

/** The x of each sample of an answer. */
const valuesAlong: Readonly<Record<AxisChoice, (columns: ResultColumns) => Float64Array>> = {
  distance: (columns) => trackOf(columns).distanceNm,
  time: ({ timeMs }) => timeMs,
  elapsed: sinceDeparture,
}

const elapsed = new WeakMap<ResultColumns, Float64Array>()

function sinceDeparture(columns: ResultColumns): Float64Array {
  const [startMs = NaN] = columns.timeMs
  const values = elapsed.get(columns) ?? columns.timeMs.map((ms) => ms - startMs)
  elapsed.set(columns, values)
  return values
}

export const axisName = ({ axis }: Pick<XScale, 'axis'>): string =>
  ({ distance: 'Distance, NM', time: 'Time, UTC', elapsed: 'Since departure' })[axis]

/** Smallest of 1, 2, 5 × 10ⁿ that is at least `least`. */
export function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least))
  const step = [1, 2, 5, 10].find((digit) => digit * power >= least * (1 - 1e-9)) ?? 10
  return step * power
}

/** Ticks at round values, at least `spacePx` apart. */
export function xTicks(scale: XScale, widthPx: number, spacePx = 84): Tick[] {
  const span = scale.max - scale.min
  if (!(widthPx > 0) || !(span > 0)) return []
  const least = (span * spacePx) / widthPx
  const step =
    scale.axis === 'distance'
      ? niceStep(least)
      : (timeStepsMs.find((candidate) => candidate >= least) ?? niceStep(least / DAY_MS) * DAY_MS)
  const tick = (value: number): Tick => ({ value, ...tickLabels[scale.axis](value, step) })
  if (scale.only !== undefined) return [tick(scale.only)]
  const ticks: Tick[] = []
  for (let count = Math.ceil(scale.min / step - 1e-9); count * step <= scale.max + step * 1e-9; count++)
    ticks.push(tick(count * step))
  return ticks
}

/** Fine ticks between the others: six hours of a day, hours of six, or fifths of a distance; `spacePx` apart. */
export function fineTicks(scale: XScale, widthPx: number, spacePx = 7): number[] {
  const span = scale.max - scale.min
  const [first, second] = xTicks(scale, widthPx)
  if (!first || !second) return []
  const whole = second.value - first.value
  const least = (span * spacePx) / widthPx
  const step =
    scale.axis === 'distance'
      ? whole / 5
      : (whole < DAY_MS ? [1, 3, 6] : [6, 12, 24])
          .map((hours) => hours * HOUR_MS)
          .find((candidate) => candidate >= least && whole % candidate === 0)
  if (step === undefined || step >= whole || step < least) return []
  const places: number[] = []
  for (let count = Math.ceil(scale.min / step); count * step <= scale.max; count++) places.push(count * step)
  return places
}

const tickLabels: Readonly<Record<AxisChoice, (value: number, step: number) => Omit<Tick, 'value'>>> = {
  distance: (value, step) => ({ strong: value === 0, label: formatNumber(value, step < 1 ? 1 : 0) }),
  time: (value) => {
    const strong = value % DAY_MS === 0
    const [day, month, clock = ''] = formatUtc(value).split(' ')
    return { strong, label: strong ? `${day} ${month}` : clock.replace(':00Z', 'Z') }
  },
  elapsed: (value) => ({ strong: value % DAY_MS === 0, label: value === 0 ? '0 h' : formatDuration(value) }),
}

/** The part of the x axis in sight, in its unit. */
export interface XWindow {
  readonly min: number
  readonly max: number
}

/** Closer in there is nothing more to see: a tenth of a mile, five minutes. */
const leastSpan = ({ axis }: Pick<XScale, 'axis'>) => (axis === 'distance' ? 0.1 : 300_000)

/** All of it. */
export const wholeWindow = ({ min, max }: Pick<XScale, 'min' | 'max'>): XWindow => ({ min, max })

export const isWhole = (window: XWindow, scale: XWindow): boolean => window.min <= scale.min && window.max >= scale.max

/** A window moved, and shortened if need be, to lie inside the whole. */
function inside({ min, max }: XWindow, scale: XScale): XWindow {
  const span = Math.min(max - min, scale.max - scale.min)
  const left = Math.min(Math.max(min, scale.min), scale.max - span)
  return { min: left, max: left + span }
}

/**
 * Zooms about a place that stays where it is on the screen.
 * @param factor of the span: 0.5 shows half of it
 */
export function zoomed(window: XWindow, scale: XScale, factor: number, about: number): XWindow {
  const span = window.max - window.min
  const next = Math.min(scale.max - scale.min, Math.max(leastSpan(scale), span * factor))
  const share = Math.min(1, Math.max(0, (about - window.min) / span))
  return inside({ min: about - share * next, max: about + (1 - share) * next }, scale)
}

/** Moves the window along the axis. @param share of the span, + towards the end */
export function panned(window: XWindow, scale: XScale, share: number): XWindow {
  const by = (window.max - window.min) * share
  return inside({ min: window.min + by, max: window.max + by }, scale)
}

/** The window between two places, in either order. */
export function between(one: number, other: number, scale: XScale): XWindow {
  const least = leastSpan(scale)
  const [min, max] = one < other ? [one, other] : [other, one]
  const lacking = Math.max(0, least - (max - min)) / 2
  return inside({ min: min - lacking, max: max + lacking }, scale)
}

/** The window, moved no more than needed to bring a place into sight. */
export function showing(window: XWindow, scale: XScale, at: number): XWindow {
  if (at >= window.min && at <= window.max) return window
  const half = (window.max - window.min) / 2
  return inside({ min: at - half, max: at + half }, scale)
}

import { numberAt, type Numbers } from '../at.ts'
import { lengthOf, type Span, valueAt } from '../limits/exceedances.ts'
import { trackOf } from '../metocean/along-track.ts'
import { KNOTS_PER_MS, layerById, magnitudeColumn } from '../metocean/layers/layers.ts'
import type { ResultColumns } from '../metocean/result.ts'
import { DAY_MS, HOUR_MS } from '../time.ts'
import { beaufort } from '../units/sea-words.ts'

/** Good weather as a charter party defines it: each number is the contract's own. */
export interface GoodWeather {
  readonly maxBeaufort: number
  /** Two readings are in dispute: the height is that of the whole sea, or of the wind sea beside a limit for swell. */
  readonly sea: 'total' | 'parts'
  readonly maxSeaM: number
  /** With `parts` alone. */
  readonly maxSwellM: number
  /** A period whose mean current along the course is below this is out, knots; null: currents do not matter. */
  readonly minCurrentKn: number | null
  /** The shortest period that counts, hours; `noon to noon`: whole days of 24 hours, if the contract says so. */
  readonly shortest: 0 | 12 | 'noon to noon'
}

/** To start from: the contract decides. */
export const usualGoodWeather: GoodWeather = {
  maxBeaufort: 4,
  sea: 'total',
  maxSeaM: 1.25,
  maxSwellM: 2,
  minCurrentKn: 0,
  shortest: 0,
}

/** What was, or is expected to be, sailed in good weather. */
export interface GoodWeatherSailed {
  /** Places between samples. */
  readonly periods: readonly Span[]
  readonly hours: number
  readonly miles: number
  /** Hours of the whole passage of which it is known whether the weather is good, as a share, 0 to 1. */
  readonly coverage: number
  /** Distance over time in the periods, knots; null without any. */
  readonly speedKn: number | null
  /** Mean current along the course over the periods' time, knots; null where it is not known in all of them. */
  readonly currentFactorKn: number | null
  /** Speed less current factor. */
  readonly performanceKn: number | null
}

/**
 * Where an answer's weather is good by a definition.
 * @param noonMs a noon on board, epoch milliseconds, for days from noon to noon
 * @returns null where the answer lacks wind or waves of the definition
 */
export function goodWeatherOf(
  columns: ResultColumns,
  definition: GoodWeather,
  noonMs: number = DAY_MS / 2,
): GoodWeatherSailed | null {
  const good = goodColumn(columns, definition)
  if (!good) return null
  const { timeMs, count } = columns
  const { distanceNm, current } = trackOf(columns)
  const stretches = goodStretches(good)
  const periods = lasting(stretches, timeMs, definition.shortest, noonMs).filter(
    (span) => definition.minCurrentKn === null || isFavourable(current, timeMs, span, definition.minCurrentKn),
  )
  const hours = lengthOf(periods, timeMs) / HOUR_MS
  const miles = lengthOf(periods, distanceNm)
  const wholeMs = count > 0 ? numberAt(timeMs, count - 1) - numberAt(timeMs, 0) : 0
  const speedKn = hours > 0 ? miles / hours : null
  const factor = current && hours > 0 ? meanOver(current, timeMs, periods) : NaN
  const currentFactorKn = Number.isNaN(factor) ? null : factor
  return {
    periods,
    hours,
    miles,
    coverage: wholeMs > 0 ? knownMs(good, timeMs) / wholeMs : 0,
    speedKn,
    currentFactorKn,
    performanceKn: currentFactorKn === null ? null : performanceSpeed(miles, hours, currentFactorKn),
  }
}

/** 1 good, 0 not good, NaN not known: one part that is not good is enough, whatever else is not known. */
function goodColumn(
  columns: ResultColumns,
  { maxBeaufort, sea, maxSeaM, maxSwellM }: GoodWeather,
): Float64Array | null {
  const of = (id: 'wind' | 'wave' | 'swell' | 'wind-sea') => magnitudeColumn(layerById[id], columns)
  const [wind, height] = [of('wind'), of(sea === 'total' ? 'wave' : 'wind-sea')]
  const swell = sea === 'total' ? null : of('swell')
  if (!wind || !height || swell === undefined) return null
  return Float64Array.from({ length: columns.count }, (_, index) => {
    const force = beaufort(numberAt(wind, index) * KNOTS_PER_MS) ?? NaN
    const within = [
      [force, maxBeaufort],
      [numberAt(height, index), maxSeaM],
      [swell ? numberAt(swell, index) : 0, maxSwellM],
    ] as const
    if (within.some(([value, most]) => value > most)) return 0
    return within.some(([value]) => Number.isNaN(value)) ? NaN : 1
  })
}

/** A state holds from half-way to half-way between two known samples; beside one that is not known nothing is. */
function goodStretches(good: Float64Array): Span[] {
  const spans: Span[] = []
  for (let index = 1; index < good.length; index++) {
    const [before, now] = [numberAt(good, index - 1), numberAt(good, index)]
    if (Number.isNaN(before + now) || before + now === 0) continue
    const span = { from: before ? index - 1 : index - 0.5, to: now ? index : index - 0.5 }
    const last = spans.at(-1)
    const openEnd = index === good.length - 1 && now === 1
    if (last && last.to === span.from) spans[spans.length - 1] = { ...last, to: span.to, openEnd }
    else spans.push({ ...span, openStart: span.from === index - 1, openEnd })
  }
  return spans
}

function knownMs(good: Float64Array, timeMs: Float64Array): number {
  let known = 0
  for (let index = 1; index < good.length; index++)
    if (!Number.isNaN(numberAt(good, index - 1) + numberAt(good, index)))
      known += numberAt(timeMs, index) - numberAt(timeMs, index - 1)
  return known
}

function lasting(
  spans: readonly Span[],
  timeMs: Float64Array,
  shortest: GoodWeather['shortest'],
  noonMs: number,
): Span[] {
  if (shortest !== 'noon to noon') return spans.filter((span) => lengthOf([span], timeMs) >= shortest * HOUR_MS)
  return spans.flatMap(({ from, to }) => {
    const [startMs, endMs] = [valueAt(timeMs, from), valueAt(timeMs, to)]
    const days: Span[] = []
    for (
      let noon = startMs + ((((noonMs - startMs) % DAY_MS) + DAY_MS) % DAY_MS);
      noon + DAY_MS <= endMs;
      noon += DAY_MS
    )
      days.push({
        from: placeOf(timeMs, noon, from, to),
        to: placeOf(timeMs, noon + DAY_MS, from, to),
        openStart: false,
        openEnd: false,
      })
    return days
  })
}

/** Where along a stretch of samples a time is. */
function placeOf(timeMs: Float64Array, time: number, from: number, to: number): number {
  let [low, high] = [Math.floor(from), Math.ceil(to)]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (numberAt(timeMs, middle) <= time) low = middle
    else high = middle
  }
  const [before, after] = [numberAt(timeMs, low), numberAt(timeMs, high)]
  return after > before ? low + (time - before) / (after - before) : low
}

function isFavourable(current: Numbers | undefined, timeMs: Float64Array, span: Span, least: number): boolean {
  return current !== undefined && meanOver(current, timeMs, [span]) >= least
}

/** Mean over the time of stretches; NaN where a value in them is not known. */
function meanOver(values: Numbers, timeMs: Float64Array, spans: readonly Span[]): number {
  let [sum, wholeMs] = [0, 0]
  for (const { from, to } of spans)
    for (let start = from; start < to; start = Math.floor(start) + 1) {
      const end = Math.min(to, Math.floor(start) + 1)
      const stepMs = valueAt(timeMs, end) - valueAt(timeMs, start)
      sum += ((valueAt(values, start) + valueAt(values, end)) / 2) * stepMs
      wholeMs += stepMs
    }
  return sum / wholeMs
}

/** Speed in good weather without the current, knots. */
export const performanceSpeed = (miles: number, hours: number, currentFactorKn: number): number =>
  miles / hours - currentFactorKn

/** Hours allowed by the charter party's speed, hours needed at the performance speed, and hours gained, − lost. */
export function timeUnderCharter(
  miles: number,
  charterKn: number,
  performanceKn: number,
): { allowedHours: number; neededHours: number; gainedHours: number } {
  const [allowedHours, neededHours] = [miles / charterKn, miles / performanceKn]
  return { allowedHours, neededHours, gainedHours: allowedHours - neededHours }
}

/** What all weather costs beyond the current, knots, − for a loss. */
export const weatherFactor = (allWeatherKn: number, currentFactorKn: number, performanceKn: number): number =>
  allWeatherKn - currentFactorKn - performanceKn

import { numberAt, type Numbers } from '../../at.ts'
import { lengthOf, type Span, valueAt } from '../../limits/exceedances.ts'
import { trackOf } from '../../metocean/along-track.ts'
import { KNOTS_PER_MS, layerById, magnitudeColumn } from '../../metocean/layers/layers.ts'
import type { ResultColumns } from '../../metocean/result.ts'
import type { Mean } from '../../metocean/statistics.ts'
import { HOUR_MS } from '../../time.ts'
import { beaufort } from '../../units/sea-words.ts'
import type { GoodWeather } from './charter.ts'

type WhyOut = 'short' | 'adverse' | 'current not known'

/** A stretch of good weather by wind and sea, which counts unless its current or length is against it. */
export interface GoodWeatherPeriod extends Span {
  /** Why it does not count; null: it does. */
  readonly out: WhyOut | null
  /** Along the course, knots; null: not known anywhere in it. */
  readonly current: Mean | null
}

/** Where an answer's weather is good by a definition. */
export interface GoodWeatherFound {
  /** By wind and sea, one per sample: 1 good, 0 not good, NaN not known. */
  readonly good: Float64Array
  /** In order, those that do not count among them. */
  readonly periods: readonly GoodWeatherPeriod[]
}

/** What was, or is expected to be, sailed in a part of a passage. Speeds in knots. */
export interface GoodWeatherSailed {
  /** In the periods that count. */
  readonly hours: number
  readonly miles: number
  /** In periods that do not count, by the reason. */
  readonly leftOutHours: Readonly<Record<WhyOut, number>>
  /** In all weather. */
  readonly wholeHours: number
  readonly wholeMiles: number
  /** Share of the time of which it is known whether the weather is good, 0 to 1. */
  readonly coverage: number
  /** Distance over time in the periods that count; null without any. */
  readonly speedKn: number | null
  /** Along the course in the periods that count, + favourable. */
  readonly currentFactor: Mean | null
  /** Speed less current factor. */
  readonly performanceKn: number | null
  /** In all weather, as are the next two. */
  readonly wholeSpeedKn: number | null
  readonly wholeCurrent: Mean | null
  /** What all weather costs beyond the current, − for a loss. */
  readonly weatherFactorKn: number | null
}

/** What a definition needs and an answer lacks. */
export type LackingWeather = 'wind at 10 m' | 'waves' | 'swell and wind sea'

/** @returns empty where all is there */
export function lackingWeather(columns: ResultColumns, { sea }: GoodWeather): LackingWeather[] {
  const { wind, height, swell } = weatherColumns(columns, sea)
  return [
    ...(wind ? [] : (['wind at 10 m'] as const)),
    ...(height && swell !== undefined ? [] : ([sea === 'total' ? 'waves' : 'swell and wind sea'] as const)),
  ]
}

/** What the definition looks at. Beaufort is of the wind at 10 m alone. */
function weatherColumns(columns: ResultColumns, sea: GoodWeather['sea']) {
  const of = (id: 'wave' | 'swell' | 'wind-sea') => magnitudeColumn(layerById[id], columns)
  return {
    wind: columns.fields[layerById.wind.magnitude],
    height: of(sea === 'total' ? 'wave' : 'wind-sea'),
    swell: sea === 'total' ? null : of('swell'),
  }
}

/**
 * Where an answer's weather is good by a definition.
 * @param noonsMs the noons on board from the first sample to the last, epoch milliseconds, for days from noon to noon
 * @returns null where the answer lacks wind or waves of the definition
 */
export function goodWeatherOf(
  columns: ResultColumns,
  definition: GoodWeather,
  noonsMs: readonly number[],
): GoodWeatherFound | null {
  const good = goodColumn(columns, definition)
  if (!good) return null
  const { timeMs } = columns
  const { current } = trackOf(columns)
  const least = definition.minCurrentKn
  const periods = goodStretches(good)
    .flatMap((span) => lasting(span, timeMs, definition.shortest, noonsMs))
    .map((span): GoodWeatherPeriod => {
      const mean = current ? meanOver(current, timeMs, [span]) : null
      const isOut = span.out === null && least !== null && !(mean && mean.mean >= least)
      return { ...span, current: mean, out: isOut ? (mean ? 'adverse' : 'current not known') : span.out }
    })
  return { good, periods }
}

/** @param part between two places among the samples; left out: all of the passage */
export function goodWeatherSailed(
  columns: ResultColumns,
  { good, periods }: GoodWeatherFound,
  part: Pick<Span, 'from' | 'to'> = { from: 0, to: Math.max(0, columns.count - 1) },
): GoodWeatherSailed {
  const { timeMs, count } = columns
  const { distanceNm, current } = trackOf(columns)
  const whole = count > 0 ? [part] : []
  const within = (spans: readonly Pick<Span, 'from' | 'to'>[]) =>
    spans
      .map(({ from, to }) => ({ from: Math.max(from, part.from), to: Math.min(to, part.to) }))
      .filter(({ from, to }) => from < to)
  const being = (state: WhyOut | null) => within(periods.filter(({ out }) => out === state))
  const counted = being(null)
  const hoursIn = (spans: typeof whole) => lengthOf(spans, timeMs) / HOUR_MS
  const [hours, wholeHours] = [hoursIn(counted), hoursIn(whole)]
  const [miles, wholeMiles] = [lengthOf(counted, distanceNm), lengthOf(whole, distanceNm)]
  const unjudged = being('current not known')
  const unknownHours = hoursIn([...within(unknownSpans(good)), ...unjudged])
  const currentFactor = current ? meanOver(current, timeMs, counted) : null
  const wholeCurrent = current ? meanOver(current, timeMs, whole) : null
  const performanceKn = currentFactor && performanceSpeed(miles, hours, currentFactor.mean)
  const wholeSpeedKn = wholeHours > 0 ? wholeMiles / wholeHours : null
  return {
    hours,
    miles,
    leftOutHours: {
      short: hoursIn(being('short')),
      adverse: hoursIn(being('adverse')),
      'current not known': hoursIn(unjudged),
    },
    wholeHours,
    wholeMiles,
    coverage: wholeHours > 0 ? 1 - unknownHours / wholeHours : 0,
    speedKn: hours > 0 ? miles / hours : null,
    currentFactor,
    performanceKn,
    wholeSpeedKn,
    wholeCurrent,
    weatherFactorKn:
      wholeSpeedKn !== null && wholeCurrent && performanceKn !== null
        ? weatherFactor(wholeSpeedKn, wholeCurrent.mean, performanceKn)
        : null,
  }
}

/** 1 good, 0 not good, NaN not known: one part that is not good is enough, whatever else is not known. */
function goodColumn(
  columns: ResultColumns,
  { maxBeaufort, sea, maxSeaM, maxSwellM }: GoodWeather,
): Float64Array | null {
  const { wind, height, swell } = weatherColumns(columns, sea)
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
    // Until the next step says that it ends there, or goes on.
    const openEnd = now === 1
    if (last && last.to === span.from) spans[spans.length - 1] = { ...last, to: span.to, openEnd }
    else spans.push({ ...span, openStart: span.from === index - 1, openEnd })
  }
  return spans
}

/** Steps with an end of which it is not known whether the weather is good. */
function unknownSpans(good: Float64Array): Pick<Span, 'from' | 'to'>[] {
  const spans: Pick<Span, 'from' | 'to'>[] = []
  for (let index = 1; index < good.length; index++)
    if (Number.isNaN(numberAt(good, index - 1) + numberAt(good, index))) spans.push({ from: index - 1, to: index })
  return spans
}

/** A stretch by its length: whole, or cut at each noon, with what is left over before the first and after the last. */
function lasting(
  span: Span,
  timeMs: Float64Array,
  shortest: GoodWeather['shortest'],
  noonsMs: readonly number[],
): (Span & Pick<GoodWeatherPeriod, 'out'>)[] {
  if (shortest !== 'noon to noon')
    return [{ ...span, out: lengthOf([span], timeMs) < shortest * HOUR_MS ? 'short' : null }]
  const [startMs, endMs] = [valueAt(timeMs, span.from), valueAt(timeMs, span.to)]
  const noons = noonsMs.filter((noonMs) => noonMs >= startMs && noonMs <= endMs)
  const places = noons.map((noonMs) => placeAmong(timeMs, noonMs, span))
  const cuts = [span.from, ...places, span.to]
  return cuts.slice(1).flatMap((to, index, all) => {
    const from = cuts[index] ?? to
    const isDay = index > 0 && index < all.length - 1
    if (to <= from) return []
    return [
      {
        from,
        to,
        openStart: span.openStart && index === 0,
        openEnd: span.openEnd && index === all.length - 1,
        out: isDay ? null : ('short' as const),
      },
    ]
  })
}

/** Where among samples a time is; one before or after them is at their first or last. */
export function placeAmong(
  timeMs: Float64Array,
  time: number,
  { from, to }: Pick<Span, 'from' | 'to'> = { from: 0, to: timeMs.length - 1 },
): number {
  let [low, high] = [Math.floor(from), Math.ceil(to)]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (numberAt(timeMs, middle) <= time) low = middle
    else high = middle
  }
  const [before, after] = [numberAt(timeMs, low), numberAt(timeMs, high)]
  return after > before ? Math.min(to, Math.max(from, low + (time - before) / (after - before))) : low
}

/** Mean over the time of stretches, as far as it is known; null: nowhere. */
function meanOver(values: Numbers, timeMs: Float64Array, spans: readonly Pick<Span, 'from' | 'to'>[]): Mean | null {
  let [sum, knownMs, wholeMs] = [0, 0, 0]
  for (const { from, to } of spans)
    for (let start = from; start < to; start = Math.floor(start) + 1) {
      const end = Math.min(to, Math.floor(start) + 1)
      const stepMs = valueAt(timeMs, end) - valueAt(timeMs, start)
      wholeMs += stepMs
      const step = ((valueAt(values, start) + valueAt(values, end)) / 2) * stepMs
      if (Number.isNaN(step)) continue
      sum += step
      knownMs += stepMs
    }
  return knownMs > 0 ? { mean: sum / knownMs, coverage: knownMs / wholeMs } : null
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

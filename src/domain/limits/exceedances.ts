import { at, numberAt, type Numbers } from '../at.ts'
import type { FieldColumn, ResultColumns } from '../metocean/result.ts'
import { trackOf } from '../metocean/along-track.ts'
import { type Position, positionAt } from '../position.ts'
import { type LimitId, type Limits, watchedPairs } from './limits.ts'
import { boundOf, watchedColumn, type WatchedColumn } from './watched.ts'
import { HOUR_MS } from '../time.ts'

export type ExceedanceLevel = 'caution' | 'limit'

/** One entry of the ledger: a caution or limit is reached. An entry over the limit lies within one over caution. */
export interface Exceedance {
  readonly limitId: LimitId
  readonly level: ExceedanceLevel
  /** The caution or limit reached, screen unit. */
  readonly bound: number
  /** Epoch milliseconds UTC, between samples. */
  readonly startMs: number
  readonly endMs: number
  /** Nothing is known just before it, or just after it: it may have begun earlier, or go on. */
  readonly openStart: boolean
  readonly openEnd: boolean
  /** At or over the bound, short dips within the entry not counted. */
  readonly hours: number
  readonly miles: number
  /** The highest value, screen unit, and the sample where it is. */
  readonly peak: number
  readonly peakIndex: number
  readonly peakMs: number
  readonly place: Position
}

/** When exceedances merge into one entry, and when one is too small to list. Colours and statistics ignore this. */
const LEDGER = { closesAt: 0.95, mergeMs: 30 * 60_000, shortMs: 15 * 60_000, shortPeak: 1.05 } as const

/** The ledger: every exceedance of an answer, by start; of two that start together, the higher level comes first. */
export function exceedances(columns: ResultColumns, limits: Limits): Exceedance[] {
  const entries = watchedPairs(limits).flatMap(([id, pair]) => {
    const watched = watchedColumn(columns, id)
    return watched
      ? (['limit', 'caution'] as const).flatMap((level) => entriesOf(columns, watched, id, level, pair[level]))
      : []
  })
  return entries.sort((one, other) => one.startMs - other.startMs)
}

/** The stretches at or over a bound, unmerged, for statistics and drawing. @param bound screen unit */
export function rawExceedances(watched: WatchedColumn, bound: number): Span[] {
  return spansOver(watched.values, boundOf(watched, bound), watched.factor < 0 ? -1 : 1)
}

function entriesOf(
  columns: ResultColumns,
  watched: WatchedColumn,
  limitId: LimitId,
  level: ExceedanceLevel,
  bound: number,
): Exceedance[] {
  const { timeMs } = columns
  return groups(rawExceedances(watched, bound), watched, timeMs, bound)
    .map((spans) => entry(columns, watched, { limitId, level, bound, spans }))
    .filter(
      (one) =>
        one.openStart ||
        one.openEnd ||
        one.endMs - one.startMs >= LEDGER.shortMs ||
        reaches(watched, one.peakIndex, LEDGER.shortPeak * bound),
    )
}

const reaches = (watched: WatchedColumn, index: number, bound: number) =>
  numberAt(watched.values, index) * Math.sign(watched.factor) >= boundOf(watched, bound)

/** Groups that make one entry each: less than half an hour apart, or never below 95 % of the bound in between. */
function groups(spans: readonly Span[], watched: WatchedColumn, timeMs: Float64Array, bound: number): Span[][] {
  const grouped: Span[][] = []
  for (const span of spans) {
    const group = grouped.at(-1)
    const last = group?.at(-1)
    if (group && last && !last.openEnd && !span.openStart && isOneEntry(last, span, watched, timeMs, bound))
      group.push(span)
    else grouped.push([span])
  }
  return grouped
}

function isOneEntry(before: Span, after: Span, watched: WatchedColumn, timeMs: Float64Array, bound: number): boolean {
  if (valueAt(timeMs, after.from) - valueAt(timeMs, before.to) < LEDGER.mergeMs)
    return !hasGap(watched.values, before.to, after.from)
  for (let index = Math.ceil(before.to); index <= after.from; index++) {
    if (!reaches(watched, index, LEDGER.closesAt * bound)) return false // a gap too
  }
  return true
}

function hasGap(values: FieldColumn, from: number, to: number): boolean {
  for (let index = Math.ceil(from); index <= to; index++) if (Number.isNaN(numberAt(values, index))) return true
  return false
}

function entry(
  columns: ResultColumns,
  { values, factor }: WatchedColumn,
  { spans, ...what }: Pick<Exceedance, 'limitId' | 'level' | 'bound'> & { spans: readonly Span[] },
): Exceedance {
  const { timeMs } = columns
  const [first, last] = [at(spans, 0), at(spans, spans.length - 1)]
  let peakIndex = Math.ceil(first.from)
  for (let index = peakIndex; index <= last.to; index++)
    if (numberAt(values, index) * factor > numberAt(values, peakIndex) * factor) peakIndex = index
  return {
    ...what,
    startMs: valueAt(timeMs, first.from),
    endMs: valueAt(timeMs, last.to),
    openStart: first.openStart,
    openEnd: last.openEnd,
    hours: lengthOf(spans, timeMs) / HOUR_MS,
    miles: lengthOf(spans, trackOf(columns).distanceNm),
    peak: numberAt(values, peakIndex) * factor,
    peakIndex,
    peakMs: numberAt(timeMs, peakIndex),
    place: positionAt(columns, peakIndex),
  }
}

/**
 * A stretch of an answer. `from` and `to` are places between its samples: 3.25 is a quarter of the way from sample 3
 * to 4, in time and in distance alike.
 */
export interface Span {
  readonly from: number
  readonly to: number
  /** It begins at the first sample or after a gap, so it may have begun earlier. */
  readonly openStart: boolean
  /** It ends at the last sample or before a gap, so it may go on. */
  readonly openEnd: boolean
}

/**
 * Where values are at or over a bound, ends between samples by linear interpolation. A gap ends a stretch; nothing
 * bridges it.
 * @param values NaN: not known
 * @param sign −1 to look at the negative side: then `bound` is that of the negated values
 * @returns in order, never touching
 */
function spansOver(values: Numbers, bound: number, sign: 1 | -1 = 1): Span[] {
  const spans: Span[] = []
  let start: Pick<Span, 'from' | 'openStart'> | null = null
  let before = NaN
  for (let index = 0; index < values.length; index++) {
    const value = numberAt(values, index) * sign
    const crossing = index - 1 + (bound - before) / (value - before)
    if (value >= bound)
      start ??= Number.isNaN(before) ? { from: index, openStart: true } : { from: crossing, openStart: false }
    else if (start) {
      spans.push(
        Number.isNaN(value) ? { ...start, to: index - 1, openEnd: true } : { ...start, to: crossing, openEnd: false },
      )
      start = null
    }
    before = value
  }
  if (start) spans.push({ ...start, to: values.length - 1, openEnd: true })
  return spans
}

/** Where values are not known: from the last known sample to the next one, or to either end. */
export function gapSpans(values: Numbers): Span[] {
  const spans: Span[] = []
  let from: number | null = null
  for (let index = 0; index < values.length; index++) {
    const known = !Number.isNaN(numberAt(values, index))
    if (!known) from ??= Math.max(0, index - 1)
    else if (from !== null) {
      spans.push({ from, to: index, openStart: from === 0 && Number.isNaN(numberAt(values, 0)), openEnd: false })
      from = null
    }
  }
  if (from !== null)
    spans.push({
      from,
      to: values.length - 1,
      openStart: from === 0 && Number.isNaN(numberAt(values, 0)),
      openEnd: true,
    })
  return spans
}

/** A column's value at a place between samples. */
export function valueAt(column: Numbers, place: number): number {
  const index = Math.floor(place)
  const value = numberAt(column, index)
  return place === index ? value : value + (numberAt(column, index + 1) - value) * (place - index)
}

/** How much of a rising column (time, distance) the stretches cover; overlaps count once. */
export function lengthOf(spans: readonly Pick<Span, 'from' | 'to'>[], column: Numbers): number {
  let total = 0
  let reached = -Infinity
  for (const { from, to } of spans.toSorted((one, other) => one.from - other.from)) {
    const start = Math.max(from, reached)
    if (to <= start) continue
    total += valueAt(column, to) - valueAt(column, start)
    reached = to
  }
  return total
}

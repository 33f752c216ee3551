import type { ResultColumns } from '../metocean/result.ts'
import { trackOf } from '../metocean/along-track.ts'
import { type ExceedanceLevel, gapSpans, lengthOf, rawExceedances, type Span, valueAt } from './exceedances.ts'
import { type LimitId, type LimitPair, type Limits, watchedLimits, watchedPairs } from './limits.ts'
import { watchedColumn } from './watched.ts'
import { HOUR_MS } from '../time.ts'

/** How much of a passage something takes up. A value known at a single sample has a time, but no length. */
export interface Amount {
  readonly hours: number
  readonly miles: number
  /** The number of stretches. */
  readonly times: number
}

/** A stretch in which one or more limits cannot be judged. */
export interface UnknownStretch extends Amount {
  readonly limitIds: readonly LimitId[]
  readonly startMs: number
  readonly endMs: number
  /** The first sample without a value. */
  readonly index: number
}

function amountOf(columns: ResultColumns, spans: readonly Pick<Span, 'from' | 'to'>[]): Amount {
  return {
    hours: lengthOf(spans, columns.timeMs) / HOUR_MS,
    miles: lengthOf(spans, trackOf(columns).distanceNm),
    times: spans.length,
  }
}

function spansOver(columns: ResultColumns, id: LimitId, bound: number): Span[] {
  const watched = watchedColumn(columns, id)
  return watched ? rawExceedances(watched, bound) : []
}

/** Where a limit has no value to compare with: everywhere, if its field is not in the answer. */
function unknownSpans(columns: ResultColumns, id: LimitId): Span[] {
  const watched = watchedColumn(columns, id)
  if (watched) return gapSpans(watched.values)
  return columns.count > 0 ? [{ from: 0, to: columns.count - 1, openStart: true, openEnd: true }] : []
}

/** Hours and miles at or over the bound of one watched limit, by raw values; gaps may hide more. */
export function overBound(columns: ResultColumns, limits: Limits, id: LimitId, level: ExceedanceLevel): Amount {
  const pair = limits[id]
  return pair ? amountOf(columns, spansOver(columns, id, pair[level])) : { hours: 0, miles: 0, times: 0 }
}

/** Hours and miles for which a limit is not known. */
export const notKnown = (columns: ResultColumns, id: LimitId): Amount => amountOf(columns, unknownSpans(columns, id))

/** A passage against all watched limits: what is over any of them, and what cannot be judged. */
export interface LimitTotals {
  readonly over: Amount
  readonly caution: Amount
  /** Any watched limit is not known, even where another one is exceeded. */
  readonly unknown: Amount
  readonly whole: Amount
}

export function limitTotals(columns: ResultColumns, limits: Limits): LimitTotals {
  const watched = watchedPairs(limits)
  const together = (spans: (id: LimitId, pair: LimitPair) => Span[]) =>
    amountOf(
      columns,
      watched.flatMap(([id, pair]) => spans(id, pair)),
    )
  return {
    over: together((id, pair) => spansOver(columns, id, pair.limit)),
    caution: together((id, pair) => spansOver(columns, id, pair.caution)),
    unknown: together((id) => unknownSpans(columns, id)),
    whole: amountOf(columns, columns.count > 0 ? [{ from: 0, to: columns.count - 1 }] : []),
  }
}

/** Hours that are known, and the most they can be where something is not known. */
export interface HoursBetween {
  readonly known: number
  readonly most: number
}

/** Hours at or over the bound of any watched limit; where one is not known, it may be over, too. */
export function hoursOverAny(columns: ResultColumns, limits: Limits, level: ExceedanceLevel): HoursBetween {
  const watched = watchedPairs(limits)
  const over = watched.flatMap(([id, pair]) => spansOver(columns, id, pair[level]))
  const unknown = watched.flatMap(([id]) => unknownSpans(columns, id))
  return {
    known: lengthOf(over, columns.timeMs) / HOUR_MS,
    most: lengthOf([...over, ...unknown], columns.timeMs) / HOUR_MS,
  }
}

/** The stretches the ledger cannot judge, by start; identical stretches of several limits are one. */
export function unknownStretches(columns: ResultColumns, limits: Limits): UnknownStretch[] {
  const bySpan = new Map<string, { span: Span; limitIds: LimitId[] }>()
  for (const id of watchedLimits(limits)) {
    for (const span of unknownSpans(columns, id)) {
      const key = `${span.from}-${span.to}`
      const same = bySpan.get(key) ?? { span, limitIds: [] }
      same.limitIds.push(id)
      bySpan.set(key, same)
    }
  }
  return [...bySpan.values()]
    .map(({ span, limitIds }) => ({
      limitIds,
      startMs: valueAt(columns.timeMs, span.from),
      endMs: valueAt(columns.timeMs, span.to),
      index: span.openStart ? span.from : span.from + 1,
      ...amountOf(columns, [span]),
    }))
    .sort((one, other) => one.startMs - other.startMs)
}

import { numberAt } from '../at.ts'
import { limitTotals } from '../limits/limit-totals.ts'
import { boundOf, watchedColumn } from '../limits/watched.ts'
import { limitWords } from '../limits/limit-words.ts'
import { type LimitId, type LimitPair, type Limits, watchedPairs } from '../limits/limits.ts'
import { firstAfter } from '../metocean/sample-times.ts'
import type { Answer, ResultColumns } from '../metocean/result.ts'
import type { Outlook } from './wire.ts'

type OutlookWorst = NonNullable<Outlook['worst']>
type Watched = OutlookWorst & { readonly share: number }

const stateWeights = { ok: 0, caution: 1, limit: 2 } as const

/**
 * What an answer says is ahead of a voyage, against its limits: from the sample before now to the end.
 * @param alternative the id of the alternative it was asked for
 * @param nowMs epoch milliseconds UTC
 * @returns null where it says nothing of what is ahead, or not when it was asked for
 */
export function outlookOf(
  { columns, askedMs, synthetic }: Pick<Answer, 'columns' | 'askedMs' | 'synthetic'>,
  limits: Limits,
  alternative: string,
  nowMs: number,
): Outlook | null {
  const ahead = columnsAhead(columns, nowMs)
  if (ahead === null || askedMs === null) return null
  const { over, caution, unknown, whole } = limitTotals(ahead, limits)
  const isWatched = watchedPairs(limits).length > 0
  return {
    askedAt: new Date(askedMs).toISOString(),
    worst: worstOf(ahead, limits, nowMs),
    hoursOverLimit: over.hours,
    hoursOverCaution: caution.hours,
    unknownShare: !isWatched ? 1 : whole.hours > 0 ? Math.min(1, unknown.hours / whole.hours) : 0,
    synthetic,
    alternative,
  }
}

/** The samples from the last one that is not after now; the same object where all are. */
function columnsAhead(columns: ResultColumns, nowMs: number): ResultColumns | null {
  const { count, timeMs } = columns
  if (count === 0 || numberAt(timeMs, count - 1) < nowMs) return null
  const first = Math.max(0, firstAfter(timeMs, nowMs) - 1)
  if (first === 0) return columns
  const { lat, lon, fields } = columns
  return {
    ...columns,
    count: count - first,
    lat: lat.subarray(first),
    lon: lon.subarray(first),
    timeMs: timeMs.subarray(first),
    fields: Object.fromEntries(Object.entries(fields).map(([name, column]) => [name, column.subarray(first)])),
  }
}

/** Over a limit before over caution before inside; of one state, what is the largest share of its limit. */
function worstOf(columns: ResultColumns, limits: Limits, nowMs: number): Outlook['worst'] {
  const found = watchedPairs(limits).flatMap(([id, pair]) => highestOf(columns, id, pair, nowMs) ?? [])
  const [worst] = found.sort(
    (one, other) => stateWeights[other.state] - stateWeights[one.state] || other.share - one.share,
  )
  if (!worst) return null
  const { share: _share, ...told } = worst
  return told
}

/** The highest value against one limit; null where none is known. Missing values are never the highest. */
function highestOf(columns: ResultColumns, id: LimitId, pair: LimitPair, nowMs: number): Watched | null {
  const watched = watchedColumn(columns, id)
  if (!watched) return null
  const sign = Math.sign(watched.factor)
  let highest = -Infinity
  let index = -1
  watched.values.forEach((value, at) => {
    if (value * sign > highest) {
      highest = value * sign
      index = at
    }
  })
  if (index < 0) return null
  const isOver = (bound: number) => highest >= boundOf(watched, bound)
  const value = highest * Math.abs(watched.factor)
  return {
    quantity: id,
    value: Math.round(value * 1000) / 1000,
    unit: limitWords[id].unit,
    at: new Date(Math.max(nowMs, numberAt(columns.timeMs, index))).toISOString(),
    state: isOver(pair.limit) ? 'limit' : isOver(pair.caution) ? 'caution' : 'ok',
    share: value / pair.limit,
  }
}

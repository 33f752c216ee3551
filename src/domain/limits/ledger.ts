import { positionAt } from '../position.ts'
import type { Answer } from '../metocean/result.ts'
import { formatDistance } from '../units/format.ts'
import { formatPosition } from '../units/position-text.ts'
import { formatUtc } from '../units/time-text.ts'
import { defaultUnits, type Units } from '../units/unit-choice.ts'
import { type Exceedance, exceedances } from './exceedances.ts'
import { type LimitTotals, limitTotals, type UnknownStretch, unknownStretches } from './limit-totals.ts'
import { boundText, hoursText, limitText, limitWords } from './limit-words.ts'
import type { LimitId, Limits } from './limits.ts'
import { whyNotWatched } from './watched.ts'

/** One row of the ledger, in words. */
export interface LedgerRow {
  readonly key: string
  readonly state: 'limit' | 'caution' | 'unknown'
  readonly what: string
  readonly from: string
  readonly to: string
  readonly hours: string
  readonly miles: string
  /** The worst value with its time and place; for a stretch that cannot be judged, why. */
  readonly worst: string
  readonly where: string
  /** The sample to go to. */
  readonly index: number
}

/** A passage against its limits: what exceeds them and what is not known, row by row and in total. */
export interface Ledger {
  readonly rows: readonly LedgerRow[]
  readonly totals: LimitTotals
}

/** Every exceedance and every stretch without data, by start. */
export const ledgerOf = (answer: Answer, limits: Limits, units = defaultUnits): Ledger => ({
  rows: rowsOf(answer, limits, units),
  totals: limitTotals(answer.columns, limits),
})

function rowsOf(answer: Answer, limits: Limits, units: Units): LedgerRow[] {
  const over = exceedances(answer.columns, limits).map((entry) => ({
    startMs: entry.startMs,
    row: overRow(answer, entry, units),
  }))
  const unknown = unknownStretches(answer.columns, limits).map((stretch) => ({
    startMs: stretch.startMs,
    row: unknownRow(answer, stretch, units),
  }))
  return [...over, ...unknown].sort((one, other) => one.startMs - other.startMs).map(({ row }) => row)
}

function overRow(
  { columns: { timeMs } }: Answer,
  {
    limitId,
    level,
    bound,
    startMs,
    endMs,
    openStart,
    openEnd,
    hours,
    miles,
    peak,
    peakIndex,
    peakMs,
    place,
  }: Exceedance,
  units: Units,
): LedgerRow {
  return {
    key: `${limitId}-${level}-${startMs}`,
    state: level,
    what: boundText(limitId, bound, units),
    from: (openStart ? (startMs === timeMs[0] ? 'the start, ' : 'before ') : '') + formatUtc(startMs),
    to: (openEnd ? (endMs === timeMs.at(-1) ? 'the end, ' : 'after ') : '') + formatUtc(endMs),
    hours: hoursText(hours),
    miles: formatDistance(miles),
    worst: `${limitText(limitId, peak, units)} at ${formatUtc(peakMs)}`,
    where: formatPosition(place, units.position),
    index: peakIndex,
  }
}

function unknownRow(
  answer: Answer,
  { limitIds, startMs, endMs, hours, miles, index }: UnknownStretch,
  units: Units,
): LedgerRow {
  return {
    key: `unknown-${limitIds.join('-')}-${startMs}`,
    state: 'unknown',
    what: limitIds.map((id) => limitWords[id].label).join(', '),
    from: formatUtc(startMs),
    to: formatUtc(endMs),
    hours: hoursText(hours),
    miles: formatDistance(miles),
    worst: whyAllUnknown(answer, limitIds, index),
    where: formatPosition(positionAt(answer.columns, index), units.position),
    index,
  }
}

/** One reason if all limits share it, otherwise each limit with its own. */
function whyAllUnknown(answer: Answer, ids: readonly LimitId[], index: number): string {
  const reasons = ids.map((id) => ({ id, words: whyNotWatched(answer, id, index) }))
  const [first, ...others] = reasons
  if (first && others.every(({ words }) => words === first.words)) return first.words
  return reasons.map(({ id, words }) => `${limitWords[id].label}: ${words}`).join('; ')
}

import { numberAt } from '#src/domain/at.ts'
import type { ResultColumns } from '#src/domain/metocean/result.ts'
import { formatNumber } from '#src/domain/units/format.ts'
import { formatDuration } from '#src/domain/units/time-text.ts'
import { defaultUnits, type Units } from '#src/domain/units/unit-choice.ts'
import type { Exceedance } from '#src/domain/limits/exceedances.ts'
import { limitText, limitUnit } from '#src/domain/limits/limit-words.ts'
import type { LimitId, LimitPair, Limits } from '#src/domain/limits/limits.ts'
import { boundOf, watchedColumn } from '#src/domain/limits/watched.ts'
import { nearestIndex } from '#src/domain/metocean/sample-times.ts'
import type { Lane } from './lanes.ts'
import { HOUR_MS } from '#src/domain/time.ts'

/** A stretch over the limit, with how much of it. */
export interface BoundNote {
  readonly words: string
  /** The samples it lies between, and the worst of them. */
  readonly from: number
  readonly to: number
  readonly peak: number
}

/** A limit of the voyage, in the lane whose values are compared with it. */
export interface LaneBound {
  readonly limitId: LimitId
  /** Which series of the lane. */
  readonly series: number
  /** In the lane's unit; negative for a current, whose adverse side counts. */
  readonly caution: number
  readonly limit: number
  /** 1: exceeded above, −1: below. */
  readonly side: 1 | -1
  /** The state of a sample, by its raw value: in another unit, a value equal to the limit might fall short of it. */
  readonly stateAt: (index: number) => 'caution' | 'limit' | undefined
  readonly notes: readonly BoundNote[]
}

/** The limits that are watched and have a series in the lane. @param entries the ledger */
export function laneBounds(
  lane: Lane,
  limits: Limits,
  entries: readonly Exceedance[],
  columns: ResultColumns,
): LaneBound[] {
  return lane.series.flatMap(({ limitId }, series): LaneBound[] => {
    const pair = limitId && limits[limitId]
    if (!pair) return []
    const side = limitId === 'adverse-current' ? -1 : 1
    const { of } = limitUnit(limitId, lane.units)
    // A lone sample is over it for no length at all; its dot and the strip show that.
    const over = entries.filter(
      (entry) => entry.limitId === limitId && entry.level === 'limit' && (entry.miles > 0 || entry.hours > 0),
    )
    return [
      {
        limitId,
        series,
        side,
        caution: side * of(pair.caution),
        limit: side * of(pair.limit),
        stateAt: statesBy(columns, limitId, pair),
        notes: over.map((entry) => noteOf(entry, columns, lane.units)),
      },
    ]
  })
}

function statesBy(columns: ResultColumns, limitId: LimitId, pair: LimitPair): LaneBound['stateAt'] {
  const watched = watchedColumn(columns, limitId)
  if (!watched) return () => undefined
  const [caution, limit] = [boundOf(watched, pair.caution), boundOf(watched, pair.limit)]
  return (index) => {
    const value = numberAt(watched.values, index) * Math.sign(watched.factor)
    return value >= limit ? 'limit' : value >= caution ? 'caution' : undefined
  }
}

function noteOf(entry: Exceedance, { timeMs }: Pick<ResultColumns, 'timeMs'>, units: Units): BoundNote {
  return {
    words: exceedanceWords(entry, units),
    from: nearestIndex(timeMs, entry.startMs),
    to: nearestIndex(timeMs, entry.endMs),
    peak: entry.peakIndex,
  }
}

/** `≥ 4.0 m for 212 NM (9 h)`; `at least` where it may have begun earlier, or go on. */
export function exceedanceWords(
  {
    limitId,
    bound,
    miles,
    hours,
    openStart,
    openEnd,
  }: Pick<Exceedance, 'limitId' | 'bound' | 'miles' | 'hours' | 'openStart' | 'openEnd'>,
  units: Units = defaultUnits,
): string {
  const value = `${limitText(limitId, bound, units)}${limitId === 'adverse-current' ? ' adverse' : ''}`
  const time = hours >= 1 ? `${formatNumber(hours)} h` : formatDuration(hours * HOUR_MS)
  return `≥ ${value} for ${openStart || openEnd ? 'at least ' : ''}${formatNumber(miles, miles < 10 ? 1 : 0)} NM (${time})`
}

import { integerAt, numberAt } from '../at.ts'
import type { ResultColumns } from '../metocean/result.ts'
import { type LimitId, type LimitPair, type Limits, watchedPairs } from './limits.ts'
import { boundOf, watchedColumn } from './watched.ts'

/** The state of a sample against a limit. */
export const LIMIT_STATE = { noData: 0, ok: 1, caution: 2, limit: 3 } as const

export interface LimitStates {
  /** One state per sample for each watched limit. */
  readonly perLimit: Readonly<Partial<Record<LimitId, Uint8Array>>>
  /**
   * The worst of them per sample. A known exceedance outweighs an unknown, and an unknown outweighs a value inside its
   * limit. `noData` throughout where no limit is watched.
   */
  readonly worst: Uint8Array
}

/** Weight of a state among others, by its code. */
const weight = Uint8Array.of(1, 0, 2, 3)

/** Is one state worse than the other? */
export const outweighs = (state: number, other: number): boolean => integerAt(weight, state) > integerAt(weight, other)

/**
 * Every sample of an answer against the limits, by ≥ on raw values. A watched field that was not asked for has no data
 * anywhere: missing never counts as inside a limit.
 */
export function limitStates(columns: ResultColumns, limits: Limits): LimitStates {
  const { count } = columns
  const perLimit: Partial<Record<LimitId, Uint8Array>> = {}
  const watched = watchedPairs(limits)
  const worst = new Uint8Array(count).fill(watched.length === 0 ? LIMIT_STATE.noData : LIMIT_STATE.ok)
  for (const [id, pair] of watched) {
    const states = statesOf(columns, id, pair)
    perLimit[id] = states
    for (let index = 0; index < count; index++) {
      const state = integerAt(states, index)
      if (outweighs(state, integerAt(worst, index))) worst[index] = state
    }
  }
  return { perLimit, worst }
}

function statesOf(columns: ResultColumns, id: LimitId, pair: LimitPair): Uint8Array {
  const states = new Uint8Array(columns.count)
  const watched = watchedColumn(columns, id)
  if (!watched) return states
  const { values, factor } = watched
  const sign = Math.sign(factor)
  const [caution, limit] = [boundOf(watched, pair.caution), boundOf(watched, pair.limit)]
  for (let index = 0; index < states.length; index++) {
    const value = numberAt(values, index) * sign
    states[index] =
      value >= limit
        ? LIMIT_STATE.limit
        : value >= caution
          ? LIMIT_STATE.caution
          : value < caution
            ? LIMIT_STATE.ok
            : LIMIT_STATE.noData
  }
  return states
}

/** The sample that is farthest over a limit, as a share of that limit. */
export interface WorstPoint {
  readonly limitId: LimitId
  readonly index: number
  /** Screen unit, positive for an adverse current. */
  readonly value: number
}

/** The worst of an answer; null where no limit is reached. Missing values are never the worst. */
export function worstPoint(columns: ResultColumns, limits: Limits): WorstPoint | null {
  const found = watchedPairs(limits).flatMap(([id, { limit }]) => worstOf(columns, id, limit) ?? [])
  return found.reduce<(WorstPoint & { share: number }) | null>(
    (worst, one) => (worst && worst.share >= one.share ? worst : one),
    null,
  )
}

function worstOf(columns: ResultColumns, limitId: LimitId, limit: number): (WorstPoint & { share: number }) | null {
  const watched = watchedColumn(columns, limitId)
  if (!watched) return null
  const sign = Math.sign(watched.factor)
  let highest = -Infinity
  let index = -1
  watched.values.forEach((wire, at) => {
    if (wire * sign > highest) {
      highest = wire * sign
      index = at
    }
  })
  if (index < 0 || highest < boundOf(watched, limit)) return null
  const value = highest * Math.abs(watched.factor)
  return { limitId, index, value, share: value / limit }
}

import type { ResultColumns } from '../metocean/result.ts'
import { type LimitId, type LimitPair, type Limits, watchedLimits } from './limits.ts'
import { boundOf, watchedColumn } from './watched-column.ts'

/** The state of a sample against a limit. */
export const LIMIT_STATE = { noData: 0, ok: 1, caution: 2, limit: 3 } as const

export interface LimitStates {
  /** For each limit that is watched: one state per sample. */
  readonly perLimit: Readonly<Partial<Record<LimitId, Uint8Array>>>
  /**
   * The worst of them per sample. An exceedance that is known outweighs what is not known; what is not known outweighs
   * what is inside its limit. No data throughout where nothing is watched.
   */
  readonly worst: Uint8Array
}

/** Weight of a state among others, by its code. */
const weight = [1, 0, 2, 3] as const

/** Is one state to be told before another? */
export const outweighs = (state: number, other: number): boolean => weight[state]! > weight[other]!

/**
 * Every sample of an answer against the limits, by ≥ on raw values. A watched field that was not asked for has no data
 * anywhere: missing never counts as inside a limit.
 */
export function limitStates(columns: ResultColumns, limits: Limits): LimitStates {
  const { count } = columns
  const perLimit: Partial<Record<LimitId, Uint8Array>> = {}
  const watched = watchedLimits(limits)
  const worst = new Uint8Array(count).fill(watched.length === 0 ? LIMIT_STATE.noData : LIMIT_STATE.ok)
  for (const id of watched) {
    const states = statesOf(columns, id, limits[id]!)
    perLimit[id] = states
    for (let index = 0; index < count; index++) {
      if (outweighs(states[index]!, worst[index]!)) worst[index] = states[index]!
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
    const value = values[index]! * sign
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

import { numberAt } from '../at.ts'
import type { ResultColumns } from './result.ts'

/** True where the samples' times never fall back and do move on, so that they can be an axis. */
export function timesAscend({ timeMs, count }: Pick<ResultColumns, 'timeMs' | 'count'>): boolean {
  for (let index = 1; index < count; index++)
    if (!(numberAt(timeMs, index) >= numberAt(timeMs, index - 1))) return false
  return count < 2 || numberAt(timeMs, count - 1) > numberAt(timeMs, 0)
}

/** The sample nearest to a value of a column that never falls, the earlier of two equally near. −1 where none is. */
export function nearestIndex(values: Float64Array, x: number): number {
  const high = firstAfter(values, x)
  if (high === 0 || high === values.length) return Math.min(high, values.length - 1)
  return numberAt(values, high) - x < x - numberAt(values, high - 1) ? high : high - 1
}

/** The first sample beyond a value of a column that never falls; its length where there is none. */
export function firstAfter(values: Float64Array, x: number): number {
  let low = 0
  let high = values.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (numberAt(values, middle) <= x) low = middle + 1
    else high = middle
  }
  return low
}

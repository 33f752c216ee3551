import type { ResultColumns } from '../metocean/result.ts'
import { type LimitId, type Limits, watchedLimits } from './limits.ts'
import { boundOf, watchedColumn } from './watched-column.ts'

/** The sample that is farthest over a limit, as a share of that limit. */
export interface WorstPoint {
  readonly limitId: LimitId
  readonly index: number
  /** Screen unit, positive for an adverse current. */
  readonly value: number
}

/** The worst of an answer; null where no limit is reached. Missing values are never the worst. */
export function worstPoint(columns: ResultColumns, limits: Limits): WorstPoint | null {
  const found = watchedLimits(limits).flatMap((id) => worstOf(columns, id, limits[id]!.limit) ?? [])
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

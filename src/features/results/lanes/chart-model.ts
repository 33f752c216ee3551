import type { ResultColumns } from '#src/domain/metocean/result.ts'
import { type Exceedance, exceedances, type Span } from '#src/domain/limits/exceedances.ts'
import { limitStates } from '#src/domain/limits/limit-states.ts'
import { type Limits, watchedLimits } from '#src/domain/limits/limits.ts'
import { SUN, sunBelow } from '#src/domain/sun/sun.ts'

/** An answer held against the limits of the voyage. */
export interface AgainstLimits {
  /** The worst state per sample; null where nothing is watched. */
  readonly states: Uint8Array | null
  /** The ledger. */
  readonly entries: readonly Exceedance[]
}

export const againstLimits = (columns: ResultColumns, limits: Limits): AgainstLimits => ({
  states: watchedLimits(limits).length > 0 ? limitStates(columns, limits).worst : null,
  entries: exceedances(columns, limits),
})

const nights = new WeakMap<ResultColumns, Pick<Span, 'from' | 'to'>[]>()

/** Where the sun is down, and once more where it is dark: drawn over each other, twilight is lighter. */
export function nightOf(columns: ResultColumns): Pick<Span, 'from' | 'to'>[] {
  const before = nights.get(columns)
  if (before) return before
  const spans = [...sunBelow(columns, SUN.horizon), ...sunBelow(columns, SUN.nautical)]
  nights.set(columns, spans)
  return spans
}

import type { AlternativeSummary } from '#src/domain/voyage/alternatives.ts'
import { formatDistance } from '#src/domain/units/format.ts'
import { formatDuration } from '#src/domain/units/time-text.ts'
import { MINUTE_MS } from '#src/domain/time.ts'

/** `12.3 NM longer and 1 h 10 min later than Route 1`; undefined for the active one itself and where there is nothing to compare. */
export function comparisonWords(row: AlternativeSummary, active: AlternativeSummary): string | undefined {
  if (row.active || row.distanceNm === null || active.distanceNm === null) return undefined
  const furtherNm = row.distanceNm - active.distanceNm
  const parts = [
    Math.abs(furtherNm) < 0.05
      ? 'As long'
      : `${formatDistance(Math.abs(furtherNm))} ${furtherNm > 0 ? 'longer' : 'shorter'}`,
  ]
  if (row.arrivalMs !== null && active.arrivalMs !== null) {
    const laterMs = row.arrivalMs - active.arrivalMs
    parts.push(
      Math.abs(laterMs) < MINUTE_MS
        ? 'arriving at the same time'
        : `${formatDuration(Math.abs(laterMs))} ${laterMs > 0 ? 'later' : 'earlier'}`,
    )
  }
  return `${parts.join(' and ')} ${furtherNm === 0 ? 'as' : 'than'} ${active.name}`
}

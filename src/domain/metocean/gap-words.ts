import { coverageWindow } from './coverage.ts'
import { knownField } from './field-look.ts'
import type { Answer, GapReason } from './result.ts'

const words: Readonly<Record<GapReason, string>> = {
  'no-value': 'no value from the service (land or outside the grid)',
  'fill-value': 'no value from the service (fill value)',
  impossible: 'not possible at sea, left out',
  'not-a-number': 'not readable as a number',
  'not-returned': 'not returned',
}

/** The last moment the forecast reached when an answer was asked, epoch milliseconds; null where that is not known. */
export const forecastEndMs = ({ askedMs }: Pick<Answer, 'askedMs'>): number | null =>
  askedMs === null ? null : coverageWindow(askedMs).toMs

/**
 * Why a field has no value at a sample, in words. The service does not say it per sample: times outside its range are
 * told by the clock, the rest by the one reason the field's gaps have, or by the commonest of them.
 */
export function gapWords(answer: Answer, fieldName: string, index: number): string {
  const timeMs = answer.columns.timeMs[index]
  // Depth does not depend on time.
  if (timeMs !== undefined && answer.askedMs !== null && knownField(fieldName)?.variable !== 'bathy') {
    const { fromMs, toMs } = coverageWindow(answer.askedMs)
    if (timeMs > toMs) return 'beyond the 10-day forecast'
    if (timeMs < fromMs) return 'older than 3 years'
  }
  const reasons = answer.columns.gaps.filter((gap) => gap.field === fieldName).toSorted((one, other) => other.count - one.count)
  return words[reasons[0]?.reason ?? 'no-value']
}

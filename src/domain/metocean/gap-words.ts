import { coverageWindow } from './coverage.ts'
import { fieldsByLayer } from './layers/layers.ts'
import { fieldByName } from './layers/variables.ts'
import type { Answer, GapReason } from './result.ts'

const words: Readonly<Record<GapReason, string>> = {
  'no-value': 'no value from the service (land or outside the grid)',
  'fill-value': 'no value from the service (fill value)',
  impossible: 'not possible at sea; left out',
  'not-a-number': 'not readable as a number',
  'not-returned': 'not returned',
}

/** The last moment the forecast reached when an answer was asked, epoch milliseconds; null where that is not known. */
export const forecastEndMs = ({ askedMs }: Pick<Answer, 'askedMs'>): number | null =>
  askedMs === null ? null : coverageWindow(askedMs).toMs

/**
 * Why a field has no value at a sample, in words. The service does not say it per sample: times outside its range are
 * by the clock, the rest by the one reason the field's gaps have, or by the commonest of them.
 */
export function gapWords(answer: Answer, fieldName: string, index: number): string {
  const timed = outsideTimes(answer, fieldName, index)
  if (timed) return timed
  const reasons = answer.columns.gaps
    .filter((gap) => gap.field === fieldName)
    .toSorted((one, other) => other.count - one.count)
  return words[reasons[0]?.reason ?? 'no-value']
}

/** A sample later or earlier than what is served, in words; null: it lies within. */
function outsideTimes({ columns, askedMs }: Answer, fieldName: string, index: number): string | null {
  const timeMs = columns.timeMs[index]
  // Depth does not depend on time.
  if (timeMs === undefined || askedMs === null || fieldByName(fieldName)?.variable === 'bathy') return null
  const { fromMs, toMs } = coverageWindow(askedMs)
  return timeMs > toMs ? 'beyond the 10-day forecast' : timeMs < fromMs ? 'older than 3 years' : null
}

/**
 * Why the current's part along the track has no value at a sample: its speed is missing, or its direction alone
 * (`no direction: not returned`), or there is no course. In the answer is a speed at least.
 */
export function alongTrackGapWords(answer: Answer, index: number): string {
  const { fields } = answer.columns
  const { magnitude: speed, direction: set } = fieldsByLayer(answer.columns).current ?? {}
  const lacks = (name: string) => Number.isNaN(fields[name]?.[index] ?? NaN)
  if (speed !== undefined && set !== undefined && lacks(speed)) return gapWords(answer, speed, index)
  if (set !== undefined && !lacks(set)) return 'no course over ground here'
  return (
    outsideTimes(answer, set ?? 'Currents_Direction', index) ??
    `no direction: ${set === undefined ? words['not-returned'] : gapWords(answer, set, index)}`
  )
}

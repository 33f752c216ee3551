import { numberAt } from '../at.ts'
import { formatNumber } from '../units/format.ts'
import { coverageWindow } from './coverage.ts'
import { fieldsByLayer, layerById } from './layers/layers.ts'
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
 * Why a field has no value at a sample, in words. The service gives no reason per sample: a time outside its range is
 * told by the clock, anything else by the commonest reason among the field's gaps.
 */
export function gapWords(answer: Answer, fieldName: string, index: number): string {
  const timed = outsideTimes(answer, fieldName, index)
  if (timed) return timed
  const reasons = answer.columns.gaps
    .filter((gap) => gap.field === fieldName)
    .toSorted((one, other) => other.count - one.count)
  return words[reasons[0]?.reason ?? 'no-value']
}

/**
 * Why samples lack a value, in words: `9 beyond the 10-day forecast, 3 with no value from the service (land or outside
 * the grid)`. What lies within the times served has the commonest reason among all gaps.
 * @param lacking 1 for each sample that lacks at least one value
 */
export function lackingWords(answer: Answer, lacking: Uint8Array): string {
  const { gaps, timeMs } = answer.columns
  const endMs = forecastEndMs(answer) ?? Infinity
  const beyond = lacking.reduce((sum, one, index) => sum + (one === 1 && numberAt(timeMs, index) > endMs ? 1 : 0), 0)
  const others = lacking.reduce((sum, one) => sum + one, 0) - beyond
  const [commonest] = gaps.toSorted((one, other) => other.count - one.count)
  const why = words[commonest?.reason ?? 'no-value'].replace(/^no /, 'with no ')
  return [
    beyond > 0 && `${formatNumber(beyond)} beyond the 10-day forecast`,
    others > 0 && `${formatNumber(others)} ${why}`,
  ]
    .filter(Boolean)
    .join(', ')
}

/** A sample outside the times served, in words; null: it lies within. */
function outsideTimes({ columns, askedMs }: Answer, fieldName: string, index: number): string | null {
  const timeMs = columns.timeMs[index]
  // Depth does not depend on time.
  if (timeMs === undefined || askedMs === null || fieldByName(fieldName)?.variable === 'bathy') return null
  const { fromMs, toMs } = coverageWindow(askedMs)
  return timeMs > toMs ? 'beyond the 10-day forecast' : timeMs < fromMs ? 'older than 3 years' : null
}

/**
 * Why the part of current or wind along or across the course has no value at a sample: its speed is missing, or only
 * its direction (`no direction: not returned`), or there is no course. The answer has at least a speed.
 */
export function alongTrackGapWords(answer: Answer, index: number, layer: 'current' | 'wind' = 'current'): string {
  const { fields } = answer.columns
  const { magnitude: speed, direction: set } = fieldsByLayer(answer.columns)[layer] ?? {}
  const lacks = (name: string) => Number.isNaN(fields[name]?.[index] ?? NaN)
  if (speed !== undefined && set !== undefined && lacks(speed)) return gapWords(answer, speed, index)
  if (set !== undefined && !lacks(set)) return 'no course over ground here'
  return (
    outsideTimes(answer, set ?? layerById[layer].magnitude, index) ??
    `no direction: ${set === undefined ? words['not-returned'] : gapWords(answer, set, index)}`
  )
}

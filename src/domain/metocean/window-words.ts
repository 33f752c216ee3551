import { formatNumber } from '../units/format.ts'
import { formatUtcNear } from '../units/time-text.ts'
import { coverageWindow, type RequestWindow } from './coverage.ts'

/** The points of a request: how many there are, and how many lie before and after the times served. */
export interface OutsideCounts {
  readonly count: number
  readonly tooOld: number
  readonly tooLate: number
}

const isUsual = ({ fromMs, toMs }: RequestWindow, nowMs: number): boolean => {
  const usual = coverageWindow(nowMs)
  return fromMs === usual.fromMs && toMs === usual.toMs
}

/** Why a request with every point outside the times served cannot be sent; null: at least one is inside. */
export function refusalWords(
  { count, tooOld, tooLate }: OutsideCounts,
  { fromMs, toMs }: RequestWindow,
  nowMs: number,
): string | null {
  if (count === 0 || tooOld + tooLate < count) return null
  const [from, to] = [formatUtcNear(fromMs, nowMs), formatUtcNear(toMs, nowMs)]
  const all = count === 1 ? 'The only point is' : `All ${formatNumber(count)} points are`
  if (tooLate === count) return `${all} later than ${to}, the end of the forecast. Change the departure.`
  if (tooOld === count) return `${all} older than ${from}, the start of the period covered. Change the departure.`
  return `None of the ${formatNumber(count)} points is between ${from} and ${to}, the period covered. Change the departure.`
}

/** Which points of a request come back empty; '' where none does. */
export function cautionWords({ count, tooOld, tooLate }: OutsideCounts, window: RequestWindow, nowMs: number): string {
  const usual = isUsual(window, nowMs)
  const late = usual ? 'the 10-day forecast' : `${formatUtcNear(window.toMs, nowMs)}, the end of the forecast,`
  const old = usual ? '3 years' : `${formatUtcNear(window.fromMs, nowMs)}, the start of the period covered,`
  const parts = [
    tooLate > 0 &&
      `${formatNumber(tooLate)} of ${formatNumber(count)} points are later than ${late} and will be empty.`,
    tooOld > 0 && `${formatNumber(tooOld)} of ${formatNumber(count)} points are older than ${old} and will be empty.`,
  ]
  return parts.filter(Boolean).join(' ')
}

/** The label of the button that leaves out the points beyond the forecast. */
export function onlyForecastLabel(window: RequestWindow, nowMs: number): string {
  return isUsual(window, nowMs) ? 'Only the first 10 days' : `Only until ${formatUtcNear(window.toMs, nowMs)}`
}

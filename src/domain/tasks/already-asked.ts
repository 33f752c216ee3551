import { formatClockNear } from '../units/time-text.ts'
import { REFRESH_DUE_MS } from './answer-age.ts'
import { askedMs, type RequestPoints, type Submission } from './submission.ts'

/** What makes two requests the same: what is asked, where and for when. */
export type AskedContent = Pick<Submission, 'points' | 'variables' | 'windHeightM'>

/** Would both get the same answer? Counts come first: 100,000 points are compared only with as many others. */
export function isSameRequest(one: AskedContent, other: AskedContent): boolean {
  if (one.variables.length !== other.variables.length || one.points.timeMs.length !== other.points.timeMs.length)
    return false
  if (!one.variables.every((variable) => other.variables.includes(variable))) return false
  // The height is that of the wind and goes over the wire with it only.
  if (one.variables.includes('wind') && one.windHeightM !== other.windHeightM) return false
  return isSameLine(one.points, other.points)
}

function isSameLine(one: RequestPoints, other: RequestPoints): boolean {
  if (one === other) return true
  const isSame = (column: Float64Array, others: Float64Array) => column.every((value, index) => value === others[index])
  // Times first: nearly every change of a plan changes one.
  return isSame(one.timeMs, other.timeMs) && isSame(one.lat, other.lat) && isSame(one.lon, other.lon)
}

/** Is it at the service, on its way there, or answered? One that failed, was cancelled or never sent does not count. */
function stands({ state, cancelAskedMs }: Submission): boolean {
  return (
    state === 'done' || (cancelAskedMs === null && (state === 'sending' || state === 'unknown' || state === 'accepted'))
  )
}

/**
 * The last submission that asked the same less than six hours ago, while no newer forecast is due; null: none did.
 * @param nowMs epoch milliseconds
 */
export function alreadyAsked(
  submissions: readonly Submission[],
  request: AskedContent,
  nowMs: number,
): Submission | null {
  const recent = submissions
    .filter((one) => stands(one) && nowMs - askedMs(one) < REFRESH_DUE_MS)
    .sort((one, other) => askedMs(other) - askedMs(one))
  return recent.find((one) => isSameRequest(one, request)) ?? null
}

/** `Already asked 23:10Z`, with the date where that was not today. */
export const alreadyAskedWords = (submission: Submission, nowMs: number): string =>
  `Already asked ${formatClockNear(askedMs(submission), nowMs)}`

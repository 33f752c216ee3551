import { timesAscend } from '#src/domain/metocean/sample-times.ts'
import type { ResultColumns } from '#src/domain/metocean/result.ts'
import { DAY_MS, HOUR_MS } from '#src/domain/time.ts'

/** The whole of an answer is played in about this time, but never slower than an hour of it in a second. */
const WHOLE_MS = 30_000
/** Where the system asks for less motion the ship moves in steps, this many a minute. */
export const STILL_STEP_MS = 1000

/** Times the slider reaches from and to, epoch milliseconds UTC. */
export interface TimeSpan {
  readonly startMs: number
  readonly endMs: number
}

/** The time an answer covers; null where its times are no order to sail in, or all one. */
export function timeSpan(columns: ResultColumns): TimeSpan | null {
  const { timeMs, count } = columns
  return count > 1 && timesAscend(columns) ? { startMs: timeMs[0]!, endMs: timeMs[count - 1]! } : null
}

/** A time moved by some hours, not beyond the ends. */
export const steppedTime = ({ startMs, endMs }: TimeSpan, timeMs: number, hours: number): number =>
  Math.min(endMs, Math.max(startMs, timeMs + hours * HOUR_MS))

/** Hours of the answer that pass while it is played for some milliseconds. */
export function playedHours({ startMs, endMs }: TimeSpan, elapsedMs: number): number {
  return Math.max((endMs - startMs) / HOUR_MS / WHOLE_MS, 1 / 1000) * elapsedMs
}

/** One step where motion is unwanted: whole hours, as fast as playing is. */
export const stillHours = (span: TimeSpan): number => Math.max(1, Math.round(playedHours(span, STILL_STEP_MS)))

/** Where days begin, as shares of the span. Too many to tell apart are left out evenly. */
export function dayMarks({ startMs, endMs }: TimeSpan, most = 40): number[] {
  const every = Math.ceil((endMs - startMs) / DAY_MS / most) * DAY_MS
  const marks: number[] = []
  for (let at = Math.ceil(startMs / every) * every; at < endMs; at += every)
    if (at > startMs) marks.push((at - startMs) / (endMs - startMs))
  return marks
}

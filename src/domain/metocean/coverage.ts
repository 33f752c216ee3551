import type { About } from './wire/contract.ts'
import { DAY_MS, MINUTE_MS } from '../time.ts'

/** The times a service has values for, both ends included. Epoch milliseconds UTC. */
export interface RequestWindow {
  readonly fromMs: number
  readonly toMs: number
}

/** The API's own: three calendar years back, ten days ahead. Source: its page on making a call. */
export function coverageWindow(nowMs: number): RequestWindow {
  const from = new Date(nowMs)
  from.setUTCFullYear(from.getUTCFullYear() - 3)
  return { fromMs: from.getTime(), toMs: nowMs + 10 * DAY_MS }
}

/**
 * The times the service says it serves. It may have said so hours ago. The API's own window moves with the clock, so a
 * window that was the API's then is taken as the API's of now. Any other comes from files and stays as it is until the
 * service names a new one.
 * @param about null, or without a window: the API's
 */
export function servedWindow(about: Pick<About, 'now' | 'window'> | null, nowMs: number): RequestWindow {
  const fromMs = Date.parse(about?.window?.from ?? '')
  const toMs = Date.parse(about?.window?.to ?? '')
  if (!about || !(fromMs <= toMs)) return coverageWindow(nowMs)
  const usual = coverageWindow(Date.parse(about.now))
  const isUsual = Math.abs(fromMs - usual.fromMs) < MINUTE_MS && Math.abs(toMs - usual.toMs) < MINUTE_MS
  return isUsual ? coverageWindow(nowMs) : { fromMs, toMs }
}

/** Is a time among those of the API's own window? Epoch milliseconds UTC. */
export function isCovered(timeMs: number, nowMs: number): boolean {
  const { fromMs, toMs } = coverageWindow(nowMs)
  return timeMs >= fromMs && timeMs <= toMs
}

/** How many points lie in the times served; points outside come back empty. */
export interface Coverage {
  readonly inside: number
  readonly tooOld: number
  readonly tooLate: number
}

/** @param timeMs epoch milliseconds UTC of each point */
export function coverage(timeMs: Float64Array, { fromMs, toMs }: RequestWindow): Coverage {
  let tooOld = 0
  let tooLate = 0
  for (const time of timeMs) {
    if (time < fromMs) tooOld += 1
    else if (time > toMs) tooLate += 1
  }
  return { inside: timeMs.length - tooOld - tooLate, tooOld, tooLate }
}

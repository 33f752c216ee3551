const DAY_MS = 86_400_000

/** Served times: three calendar years back, ten days ahead, both ends included. Epoch milliseconds UTC. Source: the API's page on making a call. */
export function coverageWindow(nowMs: number): { fromMs: number; toMs: number } {
  const from = new Date(nowMs)
  from.setUTCFullYear(from.getUTCFullYear() - 3)
  return { fromMs: from.getTime(), toMs: nowMs + 10 * DAY_MS }
}

/** Is a time among the served ones? Epoch milliseconds UTC. */
export function isCovered(timeMs: number, nowMs: number): boolean {
  const { fromMs, toMs } = coverageWindow(nowMs)
  return timeMs >= fromMs && timeMs <= toMs
}

/** How many points lie in the served times; what is outside comes back empty. */
export interface Coverage {
  readonly inside: number
  readonly tooOld: number
  readonly tooLate: number
}

/** @param timeMs epoch milliseconds UTC of each point */
export function coverage(timeMs: Float64Array, nowMs: number): Coverage {
  const { fromMs, toMs } = coverageWindow(nowMs)
  let tooOld = 0
  let tooLate = 0
  for (const time of timeMs) {
    if (time < fromMs) tooOld += 1
    else if (time > toMs) tooLate += 1
  }
  return { inside: timeMs.length - tooOld - tooLate, tooOld, tooLate }
}

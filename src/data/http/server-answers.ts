import { createListeners } from '../listeners.ts'

/** At most one notice in this time, so that something gone for good is not asked for at each answer. */
const PAUSE_MS = 5_000

const { subscribe, notify } = createListeners()
let lastMs = -Infinity

/**
 * For whoever waits to ask again for something that failed while the server was away.
 * @returns a function that ends the subscription
 */
export const onServerAnswers = subscribe

/** The server has just answered something. @param nowMs any clock that only goes forward, milliseconds */
export function serverAnswered(nowMs = performance.now()): void {
  if (nowMs - lastMs < PAUSE_MS) return
  lastMs = nowMs
  notify()
}

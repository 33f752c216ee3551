import { useSyncExternalStore } from 'react'
import { createListeners } from './listeners.ts'

/** How long the service took for what this page last asked it. */
export interface AnswerTime {
  readonly tookMs: number
  /** Epoch milliseconds at which the answer was there. */
  readonly atMs: number
}

const { subscribe, notify } = createListeners()
let last: AnswerTime | null = null

/** Times a question that is answered at once, such as for a list; one that failed tells nothing of the time. */
export async function timed<T>(ask: () => Promise<T>): Promise<T> {
  const startMs = performance.now()
  const answer = await ask()
  last = { tookMs: performance.now() - startMs, atMs: Date.now() }
  notify()
  return answer
}

/** null: nothing was answered yet. */
export const useAnswerTime = (): AnswerTime | null => useSyncExternalStore(subscribe, () => last)

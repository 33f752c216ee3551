import { useCallback, useSyncExternalStore } from 'react'

const STEP_MS = 1000
/** One clock for all cards, so that they count in step. */
let latestMs = 0

function toTheSecond(): number {
  const nowMs = Date.now()
  // A clock that was set back is followed too.
  if (nowMs - latestMs >= STEP_MS || nowMs < latestMs) latestMs = nowMs
  return latestMs
}

/**
 * Epoch milliseconds, at most a second old; renewed every second while `ticking`: what is finished is not drawn again
 * for nothing.
 */
export function useNow(ticking: boolean): number {
  const subscribe = useCallback(
    (changed: () => void) => {
      if (!ticking) return () => undefined
      const timer = window.setInterval(changed, STEP_MS)
      return () => window.clearInterval(timer)
    },
    [ticking],
  )
  return useSyncExternalStore(subscribe, toTheSecond)
}

import { useCallback, useSyncExternalStore } from 'react'
import { SECOND_MS } from '#src/domain/time.ts'

/** A timer may sleep with the computer: the clock is looked at again at least this often. */
const LONGEST_WAIT_MS = 60_000

/**
 * The start of the current step, epoch milliseconds UTC: the same for all who follow the same step, so that they count
 * in step.
 * @param stepMs a coarse step spares what only depends on the day from being drawn every second
 * @param isTicking false: read when drawn, but not drawn again for it
 */
export function useClock(stepMs = SECOND_MS, isTicking = true): number {
  const subscribe = useCallback(
    (changed: () => void) => {
      let timer: ReturnType<typeof setTimeout>
      const wait = () => {
        timer = setTimeout(tick, Math.min(stepMs - (Date.now() % stepMs), LONGEST_WAIT_MS))
      }
      const tick = () => {
        changed()
        wait()
      }
      if (isTicking) wait()
      return () => clearTimeout(timer)
    },
    [stepMs, isTicking],
  )
  return useSyncExternalStore(subscribe, () => Math.floor(Date.now() / stepMs) * stepMs)
}

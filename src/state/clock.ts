import { useCallback, useSyncExternalStore } from 'react'
import { SECOND_MS } from '#src/domain/time.ts'

/** A timer may sleep with the computer, so the clock is read again at least this often. */
const LONGEST_WAIT_MS = 60_000

/**
 * The start of the current step, epoch milliseconds UTC, the same for all who use the same step, so that they change
 * together.
 * @param stepMs a coarse step keeps what depends only on the day from being drawn every second
 * @param isTicking false: read when drawn, but not a reason to draw again
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

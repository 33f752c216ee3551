import { useEffect, useState } from 'react'

/**
 * Epoch milliseconds, renewed at the start of every step.
 * @param stepMs how often, milliseconds; a coarse step spares what only depends on the day from drawing every second
 */
export function useClock(stepMs = 1000): number {
  const [nowMs, setNowMs] = useState(() => Date.now())
  useEffect(() => {
    let timer = 0
    const wait = () => {
      timer = window.setTimeout(tick, stepMs - (Date.now() % stepMs))
    }
    const tick = () => {
      setNowMs(Date.now())
      wait()
    }
    wait()
    return () => window.clearTimeout(timer)
  }, [stepMs])
  return nowMs
}

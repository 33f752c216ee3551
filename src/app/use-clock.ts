import { useEffect, useState } from 'react'

/** Epoch milliseconds, renewed at the start of every second. */
export function useClock(): number {
  const [nowMs, setNowMs] = useState(() => Date.now())
  useEffect(() => {
    let timer = 0
    const tick = () => {
      setNowMs(Date.now())
      timer = window.setTimeout(tick, 1000 - (Date.now() % 1000))
    }
    timer = window.setTimeout(tick, 1000 - (Date.now() % 1000))
    return () => window.clearTimeout(timer)
  }, [])
  return nowMs
}

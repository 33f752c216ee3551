import { useEffect, useState } from 'react'

/** Epoch milliseconds, renewed every second while `ticking`: what is finished is not drawn again for nothing. */
export function useNow(ticking: boolean): number {
  const [nowMs, setNowMs] = useState(() => Date.now())
  useEffect(() => {
    if (!ticking) return
    const timer = window.setInterval(() => setNowMs(Date.now()), 1000)
    return () => window.clearInterval(timer)
  }, [ticking])
  return nowMs
}

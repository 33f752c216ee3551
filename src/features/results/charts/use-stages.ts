import { useEffect, useState } from 'react'

/**
 * How many steps of some work may be done by now: one more in each task, so that the page keeps answering between them.
 * @param of what the work is about; another one begins anew
 * @param atOnce all of it now: the work is small
 */
export function useStages(of: object, steps: number, atOnce: boolean): number {
  const [progress, setProgress] = useState({ of, done: 0 })
  const done = atOnce ? steps : progress.of === of ? progress.done : 0
  useEffect(() => {
    if (done >= steps) return
    const timer = window.setTimeout(() => setProgress({ of, done: done + 1 }))
    return () => window.clearTimeout(timer)
  }, [of, steps, done])
  return done
}

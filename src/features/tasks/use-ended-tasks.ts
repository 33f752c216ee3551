import { useEffect, useState } from 'react'
import type { Submission } from '#src/domain/tasks/submission.ts'
import { useTaskNews } from './use-task-news.ts'

interface EndedTasks {
  /** Newest first. */
  readonly ended: readonly Submission[]
  readonly seen: () => void
}

/**
 * Tasks that have ended and whose cards have not been seen since.
 * @param cardsInSight the panel with the cards is open
 */
export function useEndedTasks(cardsInSight: boolean): EndedTasks {
  const [ended, setEnded] = useState<readonly Submission[]>([])
  useTaskNews((submission) => setEnded((before) => [submission, ...before]))
  useEffect(() => {
    if (ended.length === 0 || !cardsInSight) return
    const look = () => document.visibilityState === 'visible' && setEnded([])
    look()
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [ended, cardsInSight])
  return { ended, seen: () => setEnded([]) }
}

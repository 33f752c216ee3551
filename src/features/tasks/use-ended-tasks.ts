import { useEffect, useState } from 'react'
import { answerKey, type Submission } from '#src/domain/tasks/submission.ts'
import { useTaskNews } from './use-task-news.ts'

interface EndedTasks {
  /** Newest first. */
  readonly ended: readonly Submission[]
  readonly seen: () => void
}

/**
 * Tasks that have ended, and of which neither the card nor the answer has been seen since.
 * @param cardsInSight the panel with the cards is open
 * @param shownKey of the answer that is on the map and in the charts
 */
export function useEndedTasks(cardsInSight: boolean, shownKey: string | null = null): EndedTasks {
  const [ended, setEnded] = useState<readonly Submission[]>([])
  useTaskNews((submission) => setEnded((before) => [submission, ...before]))
  useEffect(() => {
    const unseen = cardsInSight ? [] : ended.filter((one) => answerKey(one) !== shownKey)
    if (unseen.length === ended.length) return
    const look = () => document.visibilityState === 'visible' && setEnded(unseen)
    look()
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [ended, cardsInSight, shownKey])
  return { ended, seen: () => setEnded([]) }
}

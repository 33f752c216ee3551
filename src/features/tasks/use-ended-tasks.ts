import { useEffect, useState } from 'react'
import { answerKey, type Submission, wholeOfKey } from '#src/domain/tasks/submission.ts'
import { currentShown, useShownKey } from '#src/state/shown-answer.ts'
import { useTaskNews } from './use-task-news.ts'

export interface EndedTasks {
  /** Newest first. */
  readonly ended: readonly Submission[]
  readonly seen: () => void
}

const isShown = (submission: Submission, shownKey: string | null) => shownKey !== null && wholeOfKey(shownKey).whole === answerKey(submission)
/** An answer to a voyage's request: seen is the card not enough, it waits to be looked at. */
const isAnswer = ({ state, parts }: Submission) => state === 'done' && parts.length > 0
const isInSight = () => document.visibilityState === 'visible'

/**
 * Tasks that have ended and have not been seen since: an answer is seen once it is on the map and in the charts, what ended
 * otherwise by its card.
 * @param cardsInSight the panel with the cards is open
 */
export function useEndedTasks(cardsInSight: boolean): EndedTasks {
  const shownKey = useShownKey()
  const [ended, setEnded] = useState<readonly Submission[]>([])
  useTaskNews((submission) => {
    // What shows itself in the open voyage is no news.
    if (!(isInSight() && isShown(submission, currentShown()?.key ?? null))) setEnded((before) => [submission, ...before])
  })
  useEffect(() => {
    const unseen = ended.filter((one) => !isShown(one, shownKey) && (isAnswer(one) || !cardsInSight))
    if (unseen.length === ended.length) return
    const look = () => isInSight() && setEnded(unseen)
    look()
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [ended, cardsInSight, shownKey])
  return { ended, seen: () => setEnded([]) }
}

import { useEffect, useState } from 'react'
import { answerKey, isOfVoyage, type Submission, wholeOfKey } from '#src/domain/tasks/submission.ts'
import { currentShown, useShownKey } from '#src/state/shown-answer.ts'
import { useVoyageId } from '#src/state/voyage.ts'
import { useTaskNews } from './use-task-news.ts'

export interface EndedTasks {
  /** Newest first. */
  readonly ended: readonly Submission[]
  readonly seen: () => void
}

const isShown = (submission: Submission, shownKey: string | null) =>
  shownKey !== null && wholeOfKey(shownKey).whole === answerKey(submission)
/** For another voyage than the open one: among the cards it would go unnoticed by who works on this one. */
const isAway = (submission: Submission, voyageId: string) =>
  submission.state === 'done' && submission.parts.length > 0 && !isOfVoyage(submission, voyageId)
const isInSight = () => document.visibilityState === 'visible'

/**
 * Tasks that have ended, and of which neither the card nor the answer has been seen since; an answer for another voyage than
 * the open one waits until it is looked at.
 * @param cardsInSight the panel with the cards is open
 */
export function useEndedTasks(cardsInSight: boolean): EndedTasks {
  const shownKey = useShownKey()
  const voyageId = useVoyageId()
  const [ended, setEnded] = useState<readonly Submission[]>([])
  useTaskNews((submission) => {
    // What shows itself in the open voyage is no news.
    if (!(isInSight() && isShown(submission, currentShown()?.key ?? null)))
      setEnded((before) => [submission, ...before])
  })
  useEffect(() => {
    const unseen = ended.filter((one) => !isShown(one, shownKey) && (!cardsInSight || isAway(one, voyageId)))
    if (unseen.length === ended.length) return
    const look = () => isInSight() && setEnded(unseen)
    look()
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [ended, cardsInSight, shownKey, voyageId])
  return { ended, seen: () => setEnded([]) }
}

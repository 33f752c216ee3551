import { useTaskActions } from '#src/data/tasks/use-tasks.tsx'
import { storedRev } from '#src/data/voyages/voyages.ts'
import { isAtHome, knownAnswers, partSeenFrom, submissionOfKey } from '#src/domain/tasks/known-answers.ts'
import { isOfVoyage, partKey, wholeOfKey } from '#src/domain/tasks/submission.ts'
import { usePreferenceActions } from '#src/state/preferences.ts'
import { useViewActions } from '#src/state/view.ts'
import { currentVoyage } from '#src/state/voyage.ts'
import { hasSheet, useScreenSize } from '#src/ui/page/use-screen-size.ts'
import { session } from '../voyage/session.ts'

interface ShowAnswer {
  /** The answer of a task, whichever of its parts concerns the open voyage. @param key of the whole: a task id, or `submission:<uuid>` */
  readonly showTask: (key: string) => Promise<void>
  /** This very answer. */
  readonly showAnswer: (key: string) => Promise<void>
}

const home = () => {
  const { id, activeId } = currentVoyage()
  return { voyageId: id, alternativeId: activeId }
}

/** Shows an answer the operator asked to see, in the voyage it was asked for; where that is gone, or it is of none, in the open one. */
export function useShowAnswer(): ShowAnswer {
  const tasks = useTaskActions()
  const { answerShown } = useViewActions()
  const { placeShown } = usePreferenceActions()
  const size = useScreenSize()

  async function show(key: string, isExact: boolean): Promise<void> {
    const submission = submissionOfKey(tasks.snapshot().submissions, key)
    const { whole, part } = wholeOfKey(key)
    const [first] = isExact ? (submission?.parts.slice(part) ?? []) : (submission?.parts ?? [])
    const isHere = submission && !isExact && isOfVoyage(submission, currentVoyage().id)
    if (first && !isHere && first.voyageId !== currentVoyage().id && (await storedRev(first.voyageId)) !== null)
      await session.open(first.voyageId)
    shown(isExact || !submission ? key : partKey(whole, partSeenFrom(submission, home())))
    if (hasSheet(size)) placeShown('results')
  }
  function shown(key: string): void {
    const { voyageId, alternativeId } = home()
    const own = knownAnswers(tasks.snapshot().submissions).filter((one) => isAtHome(one, voyageId))
    const last = own.find(({ askedFor }) => askedFor?.alternativeId === alternativeId) ?? own[0]
    answerShown(key, last?.key === key ? 'newer' : own.some((one) => one.key === key) ? 'closed' : 'left')
  }
  return { showTask: (key) => show(key, false), showAnswer: (key) => show(key, true) }
}

import { useTaskActions } from '#src/data/tasks/use-tasks.tsx'
import { storedRev } from '#src/data/voyages/voyages.ts'
import { isAtHome, knownAnswers, partSeenFrom, submissionOfKey } from '#src/domain/tasks/known-answers.ts'
import type { Survey } from '#src/domain/metocean/survey.ts'
import { isOfVoyage, partKey, surveyOf, wholeOfKey } from '#src/domain/tasks/submission.ts'
import { type DialogName, intend } from '#src/state/intents.ts'
import { usePreferenceActions } from '#src/state/preferences.ts'
import { useViewActions } from '#src/state/view.ts'
import { currentHome } from '#src/state/viewpoint.ts'
import { currentVoyage } from '#src/state/voyage.ts'
import { hasSheet, useScreenSize } from '#src/ui/page/use-media.ts'
import type { AddressChange } from '../address.ts'
import { session } from '../voyage/session.ts'

/** Where the answer of a survey is shown, which is none of a plan. */
const dialogOf = { departures: 'departures', corridor: 'better-route' } as const satisfies Record<
  Survey['kind'],
  DialogName
>

interface ShowAnswer {
  /**
   * Shows a task's answer, the part that concerns the open voyage.
   * @param key a task id, or `submission:<uuid>` @param change of the address, if its voyage is opened for it
   */
  readonly showTask: (key: string, change?: AddressChange) => Promise<void>
  /** Shows this very answer. */
  readonly showAnswer: (key: string) => Promise<void>
}

/** Shows an answer on request, in the voyage it was asked for; in the open one if that is gone, or there is none. */
export function useShowAnswer(): ShowAnswer {
  const tasks = useTaskActions()
  const { answerShown } = useViewActions()
  const { placeShown } = usePreferenceActions()
  const size = useScreenSize()

  async function show(key: string, isExact: boolean, change?: AddressChange): Promise<void> {
    const submission = submissionOfKey(tasks.snapshot().submissions, key)
    const { whole, part } = wholeOfKey(key)
    const [first] = isExact ? (submission?.parts.slice(part) ?? []) : (submission?.parts ?? [])
    const isHere = submission && !isExact && isOfVoyage(submission, currentVoyage().id)
    if (first && !isHere && first.voyageId !== currentVoyage().id && (await storedRev(first.voyageId)) !== null)
      await session.open(first.voyageId, change)
    const survey = submission && surveyOf(submission)
    if (survey) return intend('open-dialog', dialogOf[survey.kind])
    shown(isExact || !submission ? key : partKey(whole, partSeenFrom(submission, currentHome())))
    if (hasSheet(size)) placeShown('results')
  }
  function shown(key: string): void {
    const { voyageId, alternativeId } = currentHome()
    const own = knownAnswers(tasks.snapshot().submissions).filter((one) => isAtHome(one, voyageId))
    const last = own.find(({ askedFor }) => askedFor?.alternativeId === alternativeId) ?? own[0]
    answerShown(key, last?.key === key ? 'newer' : own.some((one) => one.key === key) ? 'closed' : 'left')
  }
  return { showTask: (key, change) => show(key, false, change), showAnswer: (key) => show(key, true) }
}

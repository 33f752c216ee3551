import { loadVoyage } from '#src/data/voyages.ts'
import type { Submission } from '#src/domain/tasks/submission.ts'
import { type PlanTab, usePreferenceActions } from '#src/state/preferences.ts'
import { useViewActions } from '#src/state/view.ts'
import { currentVoyage, useVoyageActions } from '#src/state/voyage.ts'

/** From a task back to the voyage it was asked for: its route, or its request to change and send again. */
export function useVoyageOfTask(): { showVoyage: (submission: Submission) => void; editRequest: (submission: Submission) => void } {
  const { voyageOpened } = useVoyageActions()
  const { answerShown } = useViewActions()
  const { preferenceChosen } = usePreferenceActions()
  const open = async ({ voyageId }: Submission, planTab: PlanTab) => {
    const voyage = voyageId === currentVoyage().id ? null : await loadVoyage(voyageId)
    if (voyage) {
      voyageOpened(voyage)
      answerShown(null)
    }
    preferenceChosen({ planTab })
  }
  return {
    showVoyage: (submission) => void open(submission, 'route'),
    editRequest: (submission) => void open(submission, 'request'),
  }
}

import { isOfVoyage, type Submission } from '#src/domain/tasks/submission.ts'
import { type PlanTab, usePreferenceActions } from '#src/state/preferences.ts'
import { currentVoyage, useVoyageActions } from '#src/state/voyage.ts'
import { session } from './session.ts'

/** From a task back to the voyage it was asked for: its route, or its request to change and send again. */
export function useVoyageOfTask(): {
  showVoyage: (submission: Submission) => void
  editRequest: (submission: Submission) => void
} {
  const { placeShown } = usePreferenceActions()
  const { requestChosen } = useVoyageActions()
  const open = async ({ parts }: Submission, planTab: PlanTab) => {
    // A task sent elsewhere has no voyage here; of several voyages the open one will do.
    const [first] = parts
    if (first && !parts.some(({ voyageId }) => voyageId === currentVoyage().id)) await session.open(first.voyageId)
    placeShown(planTab)
  }
  return {
    showVoyage: (submission) => void open(submission, 'route'),
    editRequest: (submission) => {
      const { variables, windHeightM, receiveMail } = submission
      void open(submission, 'request').then(() => {
        const { id, request } = currentVoyage()
        if (isOfVoyage(submission, id))
          requestChosen({ ...request, variables: [...variables], windHeightM, receiveMail })
      })
    },
  }
}

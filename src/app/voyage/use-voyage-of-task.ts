import { useTaskActions } from '#src/data/tasks/use-tasks.tsx'
import { isOfVoyage, type Submission } from '#src/domain/tasks/submission.ts'
import { type PlanTab, usePreferenceActions } from '#src/state/preferences.ts'
import { currentVoyage, useVoyageActions } from '#src/state/voyage.ts'
import { attempt } from '../attempt.ts'
import { session } from './session.ts'

/** From a task back to the voyage it was asked for: its route, or its request to change and send again; or, where that is not known, from its answer to a route. */
export function useVoyageOfTask(): {
  showVoyage: (submission: Submission) => void
  editRequest: (submission: Submission) => void
  /** Makes the line of an answer sent from elsewhere a route of the open voyage. @param key the answer's */
  takeRoute: (key: string) => void
} {
  const tasks = useTaskActions()
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
    takeRoute: (key) =>
      attempt(async () => {
        const [{ takeRouteOf }, answer] = await Promise.all([import('./route-of-answer.ts'), tasks.answer(key)])
        await takeRouteOf(answer)
        placeShown('route')
      }),
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

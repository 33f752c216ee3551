import { usePreferenceActions } from '#src/state/preferences.ts'
import { useViewActions } from '#src/state/view.ts'

/** What follows once another voyage is at hand: its route is in sight, and no answer of the one before. */
export function useBegunVoyage(): () => void {
  const { placeShown } = usePreferenceActions()
  const { answerShown } = useViewActions()
  return () => {
    answerShown(null)
    placeShown('route')
  }
}

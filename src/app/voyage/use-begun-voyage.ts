import { usePreferenceActions } from '#src/state/preferences.ts'

/** What follows once another voyage is at hand: its route is in sight. What it shows of its answers it has itself. */
export function useBegunVoyage(): () => void {
  const { placeShown } = usePreferenceActions()
  return () => placeShown('route')
}

import { useTasks } from '#src/data/tasks/use-tasks.tsx'
import { isFinal, isOfVoyage } from '#src/domain/tasks/submission.ts'
import { activePlan, isSailable } from '#src/domain/voyage/voyage.ts'
import { EmptyStrip } from '#src/features/results/empty-strip.tsx'
import { offerTaken } from '#src/state/offers.ts'
import { usePreference, usePreferenceActions } from '#src/state/preferences.ts'
import { useVoyage } from '#src/state/voyage.ts'
import { hasSheet, useScreenSize } from '#src/ui/page/use-screen-size.ts'
import { variableList } from '#src/ui/variable-words.ts'

/** Where there is no answer: what would be asked for, and asking it, once there is a route. */
export function NoAnswer() {
  const voyage = useVoyage()
  const { id, request } = voyage
  const { submissions } = useTasks()
  const { placeShown } = usePreferenceActions()
  const hasForm = usePreference('planTab') === 'request'
  // The button of the form says the same, and one of them is enough.
  const formInSight = !hasSheet(useScreenSize()) && hasForm
  const ask = () => {
    placeShown('request')
    offerTaken('get-weather')
  }
  if (submissions.some((one) => isOfVoyage(one, id) && !isFinal(one)))
    return <EmptyStrip words="It was asked for and is shown here once it is there; Tasks tells when." onAsk={null} />
  if (isSailable(activePlan(voyage)))
    return (
      <EmptyStrip words={`To be asked for: ${variableList(request.variables)}.`} onAsk={formInSight ? null : ask} />
    )
  return (
    <EmptyStrip
      words="Wind, waves, current, temperature and depth appear here over distance or time, and in a table, once a request is answered."
      onAsk={null}
    />
  )
}

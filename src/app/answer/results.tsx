import { type ComponentProps, useState } from 'react'
import { AnswerResultsPart } from '../parts.tsx'
import { useTasks } from '#src/data/tasks/use-tasks.tsx'
import { isFinal, isOfVoyage, surveyOf } from '#src/domain/tasks/submission.ts'
import { activePlan, isSailable } from '#src/domain/voyage/voyage.ts'
import { EmptyStrip } from '#src/features/results/empty-strip.tsx'
import { intend } from '#src/state/intents.ts'
import { usePreference, usePreferenceActions } from '#src/state/preferences.ts'
import { usePlanSailable, useVoyage } from '#src/state/voyage.ts'
import { hasSheet, useScreenSize } from '#src/ui/page/use-media.ts'
import { variableList } from '#src/ui/variable-words.ts'

/** The results. Before the first answer only what will appear here, without loading the code that draws it. */
export function Results(props: Omit<ComponentProps<typeof AnswerResultsPart>, 'onAsk'>) {
  const [needed, setNeeded] = useState(false)
  const ask = useAsk()
  if (props.answer && !needed) setNeeded(true)
  return needed ? <AnswerResultsPart {...props} onAsk={ask} /> : <NoAnswer />
}

/** Asks for the weather of the current plan; null: there is no plan, or the button of the form is in sight and enough. */
function useAsk(): (() => void) | null {
  const { placeShown } = usePreferenceActions()
  const isPlanned = usePlanSailable()
  const hasForm = usePreference('planTab') === 'request'
  const formInSight = !hasSheet(useScreenSize()) && hasForm
  if (!isPlanned || formInSight) return null
  return () => {
    placeShown('request')
    intend('get-weather')
  }
}

/** Without an answer: what would be asked for, and a button to ask once there is a route. */
export function NoAnswer() {
  const voyage = useVoyage()
  const { id, request } = voyage
  const { submissions } = useTasks()
  const ask = useAsk()
  const own = submissions.filter((one) => isOfVoyage(one, id) && !surveyOf(one) && !isFinal(one))
  if (own.length > 0) {
    const isHeldBack = own.every(({ state, error }) => state === 'unsent' && error)
    return (
      <EmptyStrip
        words={
          isHeldBack
            ? 'Your request is not sent yet; the Tasks panel shows why. The weather appears here when it arrives.'
            : 'Requested. The weather appears here when it arrives; the Tasks panel shows the progress.'
        }
        onAsk={null}
      />
    )
  }
  if (isSailable(activePlan(voyage)))
    return <EmptyStrip words={`The request will cover ${variableList(request.variables)}.`} onAsk={ask} />
  return (
    <EmptyStrip
      words="When there is a route, Get weather shows wind, waves, current and more here, as charts and as a table."
      onAsk={null}
    />
  )
}

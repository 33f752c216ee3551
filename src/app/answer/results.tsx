import { type ComponentProps, useState } from 'react'
import { AnswerResultsPart } from '../parts.tsx'
import { useTasks } from '#src/data/tasks/use-tasks.tsx'
import { isFinal, isOfVoyage } from '#src/domain/tasks/submission.ts'
import { activePlan, isSailable } from '#src/domain/voyage/voyage.ts'
import { EmptyStrip } from '#src/features/results/empty-strip.tsx'
import { intend } from '#src/state/intents.ts'
import { usePreference, usePreferenceActions } from '#src/state/preferences.ts'
import { useVoyage } from '#src/state/voyage.ts'
import { hasSheet, useScreenSize } from '#src/ui/page/use-media.ts'
import { variableList } from '#src/ui/variable-words.ts'

/** The results; until the first answer only what will be here, and nothing of what draws it is loaded. */
export function Results(props: ComponentProps<typeof AnswerResultsPart>) {
  const [needed, setNeeded] = useState(false)
  if (props.answer && !needed) setNeeded(true)
  return needed ? <AnswerResultsPart {...props} /> : <NoAnswer />
}

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
    intend('get-weather')
  }
  if (submissions.some((one) => isOfVoyage(one, id) && !isFinal(one)))
    return (
      <EmptyStrip
        words="Requested. The weather appears here when it arrives; the Tasks panel shows the progress."
        onAsk={null}
      />
    )
  if (isSailable(activePlan(voyage)))
    return (
      <EmptyStrip
        words={`The request will cover ${variableList(request.variables)}.`}
        onAsk={formInSight ? null : ask}
      />
    )
  return (
    <EmptyStrip
      words="Once you request weather, wind, waves, current, temperature and depth appear here, over distance or time, and in a table."
      onAsk={null}
    />
  )
}

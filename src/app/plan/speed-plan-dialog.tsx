import { useMutation, useQuery } from '@tanstack/react-query'
import { aboutQuery } from '#src/data/tasks/queries.ts'
import { taskMutations, useTaskActions, useTasks } from '#src/data/tasks/use-tasks.tsx'
import { asAppError } from '#src/domain/errors.ts'
import { servedWindow } from '#src/domain/metocean/coverage.ts'
import { isFinal, isOfVoyage, surveyOf } from '#src/domain/tasks/submission.ts'
import { MINUTE_MS } from '#src/domain/time.ts'
import { formatCount } from '#src/domain/units/format.ts'
import { planRequest } from '#src/domain/voyage/request-plan.ts'
import { activePlan, type Voyage } from '#src/domain/voyage/voyage.ts'
import { SpeedPlan } from '#src/features/optimise/speed-plan.tsx'
import styles from '#src/features/optimise/departures.module.css'
import { surveyCost, SurveyAwaited } from '#src/features/optimise/survey-request.tsx'
import { useClock } from '#src/state/clock.ts'
import { useVoyage } from '#src/state/voyage.ts'
import { Button } from '#src/ui/form/button.tsx'
import { messageFor } from '#src/ui/messages.ts'
import { Dialog } from '#src/ui/overlay/dialog.tsx'
import { Notice } from '#src/ui/overlay/notice.tsx'
import { useShownAnswer } from '../answer/use-shown-answer.ts'
import { requestDraft } from './send-request.ts'

interface SpeedPlanDialogProps {
  onClose: () => void
}

/** The speed plan by the answer on the screen; until there is one for the plan, it can be asked for here. */
export function SpeedPlanDialog({ onClose }: SpeedPlanDialogProps) {
  const { answer, mismatch } = useShownAnswer()
  const { route, track } = activePlan(useVoyage())
  if (track || route.waypoints.length < 2)
    return (
      <Dialog open title="Speed plan" onClose={onClose} actions={<Button onClick={onClose}>Close</Button>}>
        <Notice tone="caution">
          {track
            ? 'A track has no legs to give speeds to. Make a route of it first.'
            : 'Once there is a route, its speeds can be planned here.'}
        </Notice>
      </Dialog>
    )
  if (answer && mismatch === null) return <SpeedPlan {...{ answer, onClose }} />
  return <NoWeather onClose={onClose} />
}

/** Speeds follow from the weather along the route. The answer brings the plan in place of this. */
function NoWeather({ onClose }: SpeedPlanDialogProps) {
  const all = useVoyage()
  // Of this plan alone, whatever the Request tab asks for.
  const voyage: Voyage = { ...all, request: { ...all.request, alternatives: 'active' } }
  const nowMs = useClock(MINUTE_MS)
  const { data: about = null } = useQuery(aboutQuery())
  const { submissions } = useTasks()
  const { mutate: submit, isPending, error } = useMutation(taskMutations.submit(useTaskActions()))
  const awaited = submissions.find((one) => isOfVoyage(one, voyage.id) && !surveyOf(one) && !isFinal(one))
  const plan = planRequest(voyage, servedWindow(about, nowMs))
  const cost = surveyCost(
    { ...plan, variables: voyage.request.variables.length, what: formatCount(plan.count, 'point') },
    about,
    nowMs,
  )
  const blocked = plan.blocked ?? cost.blocked
  return (
    <Dialog
      open
      title="Speed plan"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            tone="primary"
            disabled={blocked !== null || awaited !== undefined || isPending}
            onClick={() => submit(requestDraft(voyage, { mode: plan.mode }))}
          >
            Get weather
          </Button>
        </>
      }
    >
      <div className={styles.body}>
        <p>Speeds are planned by the weather along the route, which has to be asked for first.</p>
        {awaited ? (
          <SurveyAwaited submission={awaited} label="Weather asked for" />
        ) : (
          <p role="status" className={styles.note}>
            {blocked ?? [cost.words, cost.caution].filter(Boolean).join('. ')}
          </p>
        )}
        {error && <Notice tone="alarm">{messageFor(asAppError(error).code)}</Notice>}
      </div>
    </Dialog>
  )
}

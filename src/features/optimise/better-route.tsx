import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { aboutQuery, answerQueries } from '#src/data/tasks/queries.ts'
import { useTaskActions, useTasks } from '#src/data/tasks/use-tasks.tsx'
import { findBetterRoute } from '#src/data/workers/better-route.ts'
import { asAppError } from '#src/domain/errors.ts'
import type { Answer } from '#src/domain/metocean/result.ts'
import type { CorridorSurvey } from '#src/domain/metocean/survey.ts'
import { SYNTHETIC_LABEL } from '#src/domain/metocean/wire/contract.ts'
import type { BetterRouteChoices } from '#src/domain/optimise/track/better-route.ts'
import { isCorridorOf, noCorridorWords } from '#src/domain/optimise/track/corridor-plan.ts'
import { knownSurveys } from '#src/domain/tasks/known-answers.ts'
import { askedMs, isFinal, isOfVoyage, type Submission, surveyOf } from '#src/domain/tasks/submission.ts'
import { formatCount } from '#src/domain/units/format.ts'
import { formatUtcFull } from '#src/domain/units/time-text.ts'
import { activePlan } from '#src/domain/voyage/voyage.ts'
import { proposalShown } from '#src/state/view.ts'
import { useAreas, useLimits, usePlan, useVoyage } from '#src/state/voyage.ts'
import { SelectField, TextField } from '#src/ui/form/field.tsx'
import { Dialog } from '#src/ui/overlay/dialog.tsx'
import { Notice } from '#src/ui/overlay/notice.tsx'
import { messageFor } from '#src/ui/messages.ts'
import { BetterRouteForm } from './better-route-form.tsx'
import { BetterRouteFound, type Objective } from './better-route-found.tsx'
import { SurveyAwaited, SurveyEnded } from './survey-request.tsx'
import styles from './better-route.module.css'

/** A better route than the one drawn: what to ask for, how far that is, and what was found, beside it on the map. */
export function BetterRouteDialog({ onClose }: { onClose: () => void }) {
  const voyage = useVoyage()
  const { data: about = null } = useQuery(aboutQuery())
  const { submissions } = useTasks()
  const own = submissions.filter((one) => isOfVoyage(one, voyage.id) && surveyOf(one)?.kind === 'corridor')
  const awaited = own.find((one) => !isFinal(one))
  const last = own.reduce<Submission | null>(
    (latest, one) => (latest && askedMs(latest) >= askedMs(one) ? latest : one),
    null,
  )
  const newest = knownSurveys(submissions, voyage.id, 'corridor')[0]
  const problem = noCorridorWords(activePlan(voyage))
  const [asksAgain, setAsksAgain] = useState(false)
  const showsForm = !problem && !awaited && (asksAgain || !newest)
  return (
    <Dialog open title="Find a better route" onClose={onClose} beside="charts">
      <div className={styles.body}>
        {problem && <Notice>{problem}</Notice>}
        {showsForm && <BetterRouteForm about={about} onAsked={() => setAsksAgain(false)} />}
        {awaited && <SurveyAwaited submission={awaited} label="Corridor asked for" />}
        {!awaited && last && <SurveyEnded submission={last} />}
        {newest && !awaited && !asksAgain && (
          <Corridor key={newest.key} answerKey={newest.key} onAskAgain={() => setAsksAgain(true)} onClose={onClose} />
        )}
      </div>
    </Dialog>
  )
}

interface CorridorProps {
  onAskAgain: () => void
  onClose: () => void
}

/** The answer to a corridor, and what is wanted of it. */
function Corridor({ answerKey, ...rest }: CorridorProps & { answerKey: string }) {
  const { data: answer, error } = useQuery(answerQueries.byKey(answerKey, useTaskActions()))
  if (error) return <Notice tone="alarm">{messageFor(asAppError(error).code)}</Notice>
  const survey = answer?.askedFor?.survey
  if (!answer || survey?.kind !== 'corridor') return <p role="status">Reading the answer…</p>
  return <Search answer={answer} survey={survey} {...rest} />
}

function Search({ answer, survey, onAskAgain, onClose }: CorridorProps & { answer: Answer; survey: CorridorSurvey }) {
  const plan = usePlan()
  const [objective, setObjective] = useState<Objective>('max-speed')
  const [choices, setChoices] = useState<BetterRouteChoices>({ limitMode: 'warn', marginNm: 5 })
  const { data: found, error, progress } = useSearch(answer, survey, choices)
  return (
    <>
      {!isCorridorOf(survey, plan) && (
        <Notice tone="warn">
          The route or its departure has changed since this was asked. Ask again for it as it is.
        </Notice>
      )}
      <div className={styles.fields}>
        <SelectField
          label="Objective"
          value={objective}
          onChange={({ target }) => setObjective(target.value as Objective)}
        >
          <option value="max-speed">Max speed: soonest</option>
          <option value="time-table">Time table: same ETA, less fuel</option>
        </SelectField>
        <SelectField
          label="Limits"
          value={choices.limitMode}
          onChange={({ target }) =>
            setChoices({ ...choices, limitMode: target.value as BetterRouteChoices['limitMode'] })
          }
        >
          <option value="avoid">Avoid what is over them</option>
          <option value="warn">As few hours over as can be</option>
        </SelectField>
        <TextField
          label="From the coast"
          unit="NM"
          inputMode="decimal"
          defaultValue={choices.marginNm}
          onBlur={({ target }) => {
            const marginNm = Number(target.value.replace(',', '.'))
            if (marginNm >= 0 && marginNm <= 100 && target.value.trim() !== '') setChoices({ ...choices, marginNm })
            else target.value = String(choices.marginNm)
          }}
        />
      </div>
      {error && <Notice tone="alarm">{messageFor(asAppError(error).code)}</Notice>}
      {!found && !error && (
        <div className={styles.searching}>
          <span role="status">Searching the corridor…</span>
          <progress value={progress} max={1} aria-label="Searching the corridor" />
        </div>
      )}
      {found && (
        <BetterRouteFound
          found={found}
          survey={survey}
          objective={objective}
          onAskAgain={onAskAgain}
          onClose={onClose}
        />
      )}
      <p className={styles.note}>
        {formatCount(answer.columns.count, 'point')} asked {formatUtcFull(answer.askedMs)} ·{' '}
        {answer.synthetic ? <strong>{SYNTHETIC_LABEL}</strong> : answer.source || 'source not known'} · figures are
        estimates for planning
      </p>
    </>
  )
}

/** Searches in a worker, again whenever what is wanted changes. The search before is given up. */
function useSearch(answer: Answer, survey: CorridorSurvey, choices: BetterRouteChoices) {
  const limits = useLimits()
  const areas = useAreas()
  const [progress, setProgress] = useState(0)
  const { data, error } = useQuery({
    queryKey: ['better-route', answer.key, choices, limits, areas],
    queryFn: ({ signal }) => {
      setProgress(0)
      return findBetterRoute({ survey, columns: answer.columns, limits, areas, choices }, setProgress, signal)
    },
    staleTime: Infinity,
    gcTime: 60_000,
    retry: false,
  })
  useEffect(() => {
    if (data?.outcome !== 'better') return
    const { lat, lon } = data.best
    proposalShown({
      track: Array.from(lat, (latitude, index) => ({ lat: latitude, lon: lon[index] ?? NaN })),
      band: data.band,
    })
    return () => proposalShown(null)
  }, [data])
  return { data, error, progress }
}

import { skipToken, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { aboutQuery, answerQueries } from '#src/data/tasks/queries.ts'
import { useTaskActions, useTasks } from '#src/data/tasks/use-tasks.tsx'
import { findBetterRoute } from '#src/data/workers/better-route.ts'
import { asAppError } from '#src/domain/errors.ts'
import { layerById, magnitudeColumn } from '#src/domain/metocean/layers/layers.ts'
import type { Answer, AskedFor } from '#src/domain/metocean/result.ts'
import type { CorridorSurvey } from '#src/domain/metocean/survey.ts'
import { SYNTHETIC_LABEL } from '#src/domain/metocean/wire/contract.ts'
import type { BetterRoute, BetterRouteChoices } from '#src/domain/optimise/track/better-route.ts'
import type { OtherSide } from '#src/domain/optimise/track/other-sides.ts'
import { isCorridorOf, noCorridorWords } from '#src/domain/optimise/track/corridor-plan.ts'
import { schedule } from '#src/domain/route/schedule.ts'
import { knownSurveys } from '#src/domain/tasks/known-answers.ts'
import { askedMs, isFinal, isOfVoyage, type Submission, surveyOf } from '#src/domain/tasks/submission.ts'
import { formatCount, unbroken } from '#src/domain/units/format.ts'
import { formatUtcFull } from '#src/domain/units/time-text.ts'
import { lossShip } from '#src/domain/voyage/ship/weather-loss.ts'
import { activePlan } from '#src/domain/voyage/voyage.ts'
import { intend } from '#src/state/intents.ts'
import { proposalShown } from '#src/state/view.ts'
import { useVoyage } from '#src/state/voyage.ts'
import { Dialog } from '#src/ui/overlay/dialog.tsx'
import { Notice } from '#src/ui/overlay/notice.tsx'
import { messageFor } from '#src/ui/messages.ts'
import { type BetterRouteWants, BetterRouteWantsForm, choicesOf, startWants } from './better-route-choices.tsx'
import { BetterRouteForm, type CorridorStart } from './better-route-form.tsx'
import { BetterRouteFound } from './better-route-found.tsx'
import { SurveyAwaited, SurveyEnded } from './survey-request.tsx'
import styles from './better-route.module.css'

/** A better route than the one drawn: what to ask for, how far that is, and what was found, beside it on the map. */
export function BetterRouteDialog({ onClose }: { onClose: () => void }) {
  const voyage = useVoyage()
  const { data: about = null } = useQuery(aboutQuery())
  const { submissions } = useTasks()
  // Another alternative is another route: what was found around that is not about this one.
  const isOfActive = (askedFor: AskedFor | null | undefined) => askedFor?.alternativeId === voyage.activeId
  const own = submissions.filter(
    (one) => isOfVoyage(one, voyage.id) && surveyOf(one)?.kind === 'corridor' && isOfActive(one.parts[0]),
  )
  const awaited = own.find((one) => !isFinal(one))
  const last = own.reduce<Submission | null>(
    (latest, one) => (latest && askedMs(latest) >= askedMs(one) ? latest : one),
    null,
  )
  const newest = knownSurveys(submissions, voyage.id, 'corridor').find(({ askedFor }) => isOfActive(askedFor))
  const problem = noCorridorWords(activePlan(voyage))
  const [start, setStart] = useState<CorridorStart | null>(null)
  // It stands over the map, and both tracks are to be seen beside it.
  useEffect(() => intend('fit'), [])
  const body = useRef<HTMLDivElement>(null)
  const isAwaited = awaited !== undefined
  // What had the keyboard is gone once it has been pressed, and Escape works from within only.
  useEffect(() => {
    if (document.activeElement === document.body) body.current?.focus()
  }, [isAwaited, start])
  const showsForm = !problem && !awaited && (start !== null || !newest)
  return (
    <Dialog open title="Find a better route" onClose={onClose} beside="charts">
      <div ref={body} tabIndex={-1} className={styles.body}>
        {problem && <Notice>{problem}</Notice>}
        {showsForm && <BetterRouteForm about={about} start={start ?? {}} onAsked={() => setStart(null)} />}
        {awaited && <SurveyAwaited submission={awaited} label="Corridor asked for" />}
        {!awaited && last && <SurveyEnded submission={last} />}
        {newest && !awaited && start === null && (
          <Corridor key={newest.key} answerKey={newest.key} onAskAgain={setStart} onClose={onClose} />
        )}
      </div>
    </Dialog>
  )
}

interface CorridorProps {
  /** @param start what the next corridor is to be like */
  onAskAgain: (start: CorridorStart) => void
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
  const voyage = useVoyage()
  const plan = activePlan(voyage)
  const [wants, setWants] = useState(() => startWants(voyage, survey))
  const [otherSide, setOtherSide] = useState<number | null>(null)
  const choices = choicesOf(wants)
  const { data: found, error, progress } = useSearch(answer, survey, choices)
  const other = otherSide === null ? undefined : found?.others[otherSide]
  useProposed(found, other)
  const isFitted = useRef(false)
  useEffect(() => {
    // What was found makes the dialog higher. After that the view is the operator's.
    if (!found || isFitted.current) return
    isFitted.current = true
    intend('fit')
  }, [found])
  const wanted = (next: BetterRouteWants) => {
    setOtherSide(null)
    setWants(next)
  }
  const origin = (
    <p className={styles.note}>
      {formatCount(answer.columns.count, 'point')} asked {unbroken(formatUtcFull(answer.askedMs))} ·{' '}
      {answer.synthetic ? <strong>{SYNTHETIC_LABEL}</strong> : answer.source || 'source not known'} · figures are
      estimates for planning
    </p>
  )
  return (
    <>
      {!isCorridorOf(survey, plan) && (
        <Notice tone="warn">
          The route or its departure has changed since this was asked. Ask again for it as it is.
        </Notice>
      )}
      <BetterRouteWantsForm
        wants={wants}
        onChange={wanted}
        survey={survey}
        arrivalMs={found?.base.timeMs.at(-1) ?? schedule(plan.route, plan).arrivalMs}
        hasDepths={Boolean(magnitudeColumn(layerById.depth, answer.columns))}
      />
      {!choices && <Notice>Give what a day and a tonne of fuel cost, and what she burns.</Notice>}
      {error && <Notice tone="alarm">{messageFor(asAppError(error).code)}</Notice>}
      {choices && !found && !error && (
        <div className={styles.searching}>
          <span role="status">Searching the corridor…</span>
          <progress value={progress} max={1} aria-label="Searching the corridor" />
        </div>
      )}
      {found ? (
        <BetterRouteFound
          key={otherSide}
          {...{ found, survey, answer, otherSide, onOtherSide: setOtherSide, onAskAgain, onClose }}
        >
          {origin}
        </BetterRouteFound>
      ) : (
        origin
      )}
    </>
  )
}

/** Searches in a worker, again whenever what is wanted changes. The search before is given up. */
function useSearch(answer: Answer, survey: CorridorSurvey, choices: BetterRouteChoices | null) {
  const { limits, areas, ship, loading } = useVoyage()
  const loss = useMemo(() => lossShip(ship, loading), [ship, loading])
  const [progress, setProgress] = useState(0)
  const { data, error } = useQuery({
    queryKey: ['better-route', answer.key, choices, limits, areas, loss],
    queryFn: choices
      ? ({ signal }) => {
          setProgress(0)
          const { columns } = answer
          return findBetterRoute({ survey, columns, limits, areas, choices, loss }, setProgress, signal)
        }
      : skipToken,
    staleTime: Infinity,
    gcTime: 60_000,
    retry: false,
  })
  return { data, error, progress }
}

/** The track on the map while the dialog is open, with the band of those nearly as good. */
function useProposed(found: BetterRoute | undefined, other: OtherSide | undefined) {
  useEffect(() => {
    if (!other && found?.outcome !== 'better') return
    const { lat, lon } = other?.track ?? found?.best ?? { lat: [], lon: [] }
    proposalShown({
      track: Array.from(lat, (latitude, index) => ({ lat: latitude, lon: lon[index] ?? NaN })),
      band: other ? [] : (found?.band ?? []),
    })
    return () => proposalShown(null)
  }, [found, other])
}

import { useQueries, useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { aboutQuery, answerQueries } from '#src/data/tasks/queries.ts'
import { useTaskActions, useTasks } from '#src/data/tasks/use-tasks.tsx'
import { asAppError } from '#src/domain/errors.ts'
import type { Answer } from '#src/domain/metocean/result.ts'
import { SYNTHETIC_LABEL } from '#src/domain/metocean/wire/contract.ts'
import { knownSurveys } from '#src/domain/tasks/known-answers.ts'
import { askedMs, isFinal, isOfVoyage, type Submission, surveyOf, wholeOfKey } from '#src/domain/tasks/submission.ts'
import { formatUtcFull } from '#src/domain/units/time-text.ts'
import { sailableAlternatives } from '#src/domain/voyage/request-plan.ts'
import { useVoyage, useVoyageId } from '#src/state/voyage.ts'
import { SelectField } from '#src/ui/form/field.tsx'
import { Dialog } from '#src/ui/overlay/dialog.tsx'
import { Notice } from '#src/ui/overlay/notice.tsx'
import { messageFor } from '#src/ui/messages.ts'
import { DeparturesForm } from './departures-form.tsx'
import { DepartureMatrix } from './departure-matrix.tsx'
import { SurveyAwaited, SurveyEnded } from './survey-request.tsx'
import styles from './departures.module.css'

interface DeparturesDialogProps {
  onClose: () => void
}

/** When to sail: what to ask for, how far that is, and the departures side by side. */
export function DeparturesDialog({ onClose }: DeparturesDialogProps) {
  const voyage = useVoyage()
  const { data: about = null } = useQuery(aboutQuery())
  const { submissions } = useTasks()
  const own = submissions.filter((one) => isOfVoyage(one, voyage.id) && surveyOf(one)?.kind === 'departures')
  const awaited = own.find((one) => !isFinal(one))
  const last = own.reduce<Submission | null>(
    (latest, one) => (latest && askedMs(latest) >= askedMs(one) ? latest : one),
    null,
  )
  if (sailableAlternatives(voyage).length === 0)
    return (
      <Dialog open title="Departures" onClose={onClose}>
        Once there is a route, several departures can be compared here.
      </Dialog>
    )
  return (
    <Dialog open full title="Departures" onClose={onClose}>
      <div className={styles.body}>
        <DeparturesForm about={about} isUnderWay={awaited !== undefined} />
        {awaited && <SurveyAwaited submission={awaited} label="Departures asked for" />}
        {!awaited && last && <SurveyEnded submission={last} />}
        <Surveys isAwaited={awaited !== undefined} onClose={onClose} />
      </div>
    </Dialog>
  )
}

/** What has been answered: the newest, or another that is chosen. */
function Surveys({ isAwaited, onClose }: DeparturesDialogProps & { isAwaited: boolean }) {
  const id = useVoyageId()
  const { submissions } = useTasks()
  const [chosen, setChosen] = useState<string | null>(null)
  const known = useMemo(() => knownSurveys(submissions, id, 'departures'), [submissions, id])
  const wholes = [...new Map(known.map((one) => [wholeOfKey(one.key).whole, one])).entries()]
  const whole = wholes.find(([key]) => key === chosen)?.[0] ?? wholes[0]?.[0]
  if (whole === undefined)
    return isAwaited ? null : (
      <p className={styles.note}>
        Nothing has been asked for yet. One request brings the sea of every departure, at the times she would be there.
      </p>
    )
  const keys = known.map(({ key }) => key).filter((key) => wholeOfKey(key).whole === whole)
  return (
    <>
      {wholes.length > 1 && (
        <div className={styles.asked}>
          <SelectField label="Asked" value={whole} onChange={({ target }) => setChosen(target.value)}>
            {wholes.map(([key, one]) => (
              <option key={key} value={key}>
                {formatUtcFull(one.askedMs)}
              </option>
            ))}
          </SelectField>
        </div>
      )}
      <Survey
        key={whole}
        keys={keys.toSorted((one, other) => wholeOfKey(one).part - wholeOfKey(other).part)}
        onClose={onClose}
      />
    </>
  )
}

function Survey({ keys, onClose }: DeparturesDialogProps & { keys: readonly string[] }) {
  const source = useTaskActions()
  const combine = useCallback(
    (results: readonly { data?: Answer | undefined; error: Error | null }[]) => ({
      answers: results.flatMap(({ data }) => (data ? [data] : [])),
      error: results.find(({ error }) => error)?.error ?? null,
    }),
    [],
  )
  const { answers, error } = useQueries({ queries: keys.map((key) => answerQueries.byKey(key, source)), combine })
  if (error) return <Notice tone="alarm">{messageFor(asAppError(error).code)}</Notice>
  const [first] = answers
  if (!first || answers.length < keys.length) return <p role="status">Reading the answer…</p>
  return (
    <>
      <DepartureMatrix answers={answers} onClose={onClose} />
      <p className={styles.note}>
        Asked {formatUtcFull(first.askedMs)} ·{' '}
        {first.synthetic ? <strong>{SYNTHETIC_LABEL}</strong> : first.source || 'source not known'} · figures are
        estimates for planning
      </p>
    </>
  )
}

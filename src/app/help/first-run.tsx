import { Check, ChevronDown, ChevronUp, X } from 'lucide-react'
import { useEffect, useEffectEvent, useId, useState } from 'react'
import { useTasks } from '#src/data/tasks/use-tasks.tsx'
import { isOfVoyage, surveyOf } from '#src/domain/tasks/submission.ts'
import { type FirstStepId, firstStepIds, firstStepsDone } from '#src/domain/voyage/first-steps.ts'
import { usePreference, usePreferenceActions } from '#src/state/preferences.ts'
import { useShownKey } from '#src/state/shown-answer.ts'
import { useCursor } from '#src/state/view.ts'
import { onAnotherVoyage, useHistory, useVoyage } from '#src/state/voyage.ts'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import { usePressWords } from '#src/ui/form/use-press-words.ts'
import { hasSheet, useScreenSize } from '#src/ui/page/use-media.ts'
import styles from './first-run.module.css'

/** The steps of a first voyage, ticked as they are done; dismissed for good, and back on command. */
export function FirstRun() {
  return usePreference('firstStepsShown') ? <FirstSteps /> : null
}

function FirstSteps() {
  const listId = useId()
  const { preferenceChosen } = usePreferenceActions()
  const done = useStepsDone()
  const hints = useHints()
  // They are those of a first voyage, and whoever goes on to another has come through.
  const left = useEffectEvent(() => done.route && preferenceChosen({ firstStepsShown: false }))
  useEffect(() => onAnotherVoyage(left), [])
  const [opened, setOpened] = useState<boolean | null>(null)
  const sheet = hasSheet(useScreenSize())
  // Once there is a route, or where there is little room, only the next step is shown.
  const open = opened ?? !(done.route || sheet)
  const next = firstStepIds.find((id) => !done[id])
  const count = firstStepIds.filter((id) => done[id]).length
  const Fold = open ? ChevronDown : ChevronUp
  const title = open || !next ? (next ? 'First steps' : 'First steps done') : `Next: ${labels[next]}`
  return (
    <section className={styles.steps} aria-label="First steps">
      {!done.read && <ReadingWatch />}
      <div className={styles.head}>
        <button
          type="button"
          className={styles.fold}
          aria-expanded={open}
          aria-controls={listId}
          onClick={() => setOpened(!open)}
        >
          <Fold aria-hidden="true" />
          <span className={styles.next} title={title}>
            {title}
          </span>
          <span className={styles.count}>
            {count} of {firstStepIds.length}
          </span>
        </button>
        <IconButton
          size="small"
          label="Dismiss first steps"
          icon={<X />}
          onClick={() => preferenceChosen({ firstStepsShown: false })}
        />
      </div>
      <ol id={listId} hidden={!open} className={styles.list}>
        {firstStepIds.map((id) => (
          <li key={id} data-done={done[id] || undefined} aria-current={id === next ? 'step' : undefined}>
            <span className={styles.mark}>{done[id] && <Check aria-hidden="true" />}</span>
            <span>
              {labels[id]}
              {done[id] && <span className="visually-hidden">, done</span>}
              {id === next && <small>{hints[id]}</small>}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}

const labels: Readonly<Record<FirstStepId, string>> = {
  route: 'Draw or import a route',
  schedule: 'Check the schedule',
  weather: 'Get weather',
  read: 'Read it, and set your limits',
}

function useHints(): Readonly<Record<FirstStepId, string>> {
  const { press } = usePressWords()
  return {
    route: `${press} Draw route above, or drop a file anywhere.`,
    schedule: 'Set departure and speed above the route; every ETA follows.',
    weather: 'On the Request tab. The Tasks panel shows the progress.',
    read: `${press} the charts or the route; Limits is above the charts.`,
  }
}

function useStepsDone(): Readonly<Record<FirstStepId, boolean>> {
  const voyage = useVoyage()
  const history = useHistory()
  const { submissions } = useTasks()
  const own = submissions.filter((one) => isOfVoyage(one, voyage.id) && !surveyOf(one))
  return firstStepsDone({
    voyage,
    history,
    asked: own.length > 0,
    answered: own.some(({ state }) => state === 'done'),
    read: usePreference('answerRead'),
  })
}

/** Notes once that an answer was read along the route. On its own, as it is drawn for every move of the cursor. */
function ReadingWatch() {
  const reading = useCursor() !== null
  const shown = useShownKey() !== null
  const { preferenceChosen } = usePreferenceActions()
  useEffect(() => {
    if (reading && shown) preferenceChosen({ answerRead: true })
  }, [reading, shown, preferenceChosen])
  return null
}

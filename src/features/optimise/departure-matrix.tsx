import { useId, useMemo, useState } from 'react'
import { useTaskActions } from '#src/data/tasks/use-tasks.tsx'
import { answerQueries } from '#src/data/tasks/queries.ts'
import { asAppError } from '#src/domain/errors.ts'
import { watchedLimits } from '#src/domain/limits/limits.ts'
import { gainedText } from '#src/domain/limits/limit-words.ts'
import { layerUnit } from '#src/domain/metocean/layers/layer-unit.ts'
import { layerById } from '#src/domain/metocean/layers/layers.ts'
import type { Answer } from '#src/domain/metocean/result.ts'
import {
  type DepartureBy,
  departureFigures,
  type DepartureFigures,
  type DeparturePeak,
  type DepartureSailing,
} from '#src/domain/optimise/departures/departure-figures.ts'
import { rankDepartures, rankingWords } from '#src/domain/optimise/departures/departure-ranking.ts'
import { byDeparture, departsAsPlanned, departurePlan } from '#src/domain/optimise/departures/departures.ts'
import { beginsAtSea } from '#src/domain/route/route.ts'
import { formatSpeed, shownText, signedText } from '#src/domain/units/format.ts'
import { formatPosition } from '#src/domain/units/position-text.ts'
import { formatUtc, formatUtcFull } from '#src/domain/units/time-text.ts'
import { readTypedTime } from '#src/domain/units/typed-time.ts'
import { activateAlternative } from '#src/domain/voyage/alternatives.ts'
import { nameAmong, type Voyage, withPlan } from '#src/domain/voyage/voyage.ts'
import { useUnits } from '#src/state/preferences.ts'
import { useViewActions } from '#src/state/view.ts'
import { useVoyage, useVoyageActions, useVoyageEditable } from '#src/state/voyage.ts'
import { Button } from '#src/ui/form/button.tsx'
import { DraftField } from '#src/ui/form/draft-field.tsx'
import { CheckField } from '#src/ui/form/field.tsx'
import { Segmented } from '#src/ui/form/segmented.tsx'
import { messageFor } from '#src/ui/messages.ts'
import { Notice } from '#src/ui/overlay/notice.tsx'
import type { Fact } from '#src/ui/page/facts.tsx'
import { type MatrixRow, MatrixTable } from './matrix-table.tsx'
import styles from './departures.module.css'

interface DepartureMatrixProps {
  /** One for each alternative. */
  answers: readonly Answer[]
  onClose: () => void
}

/** The departures of an answer side by side, which is best, and what to do with one. */
export function DepartureMatrix({ answers, onClose }: DepartureMatrixProps) {
  const voyage = useVoyage()
  const [sailing, setSailing] = useState<DepartureSailing>('planned')
  const [arriveMs, setArriveMs] = useState<number | null>(null)
  const [isCommonOnly, setCommonOnly] = useState(false)
  const [chosen, setChosen] = useState<string | null>(null)
  const fastestKn = voyage.ship.consumption?.rows.at(-1)?.speedKn ?? null
  const wantedMs = arriveMs ?? voyage.arriveByMs
  const arrivalMs = wantedMs ?? plannedArrival(answers)
  const { rows, error } = useMemo(
    () => matrixOf(answers, voyage, { sailing, fastestKn, arrivalMs, isCommonOnly }),
    [answers, voyage, sailing, fastestKn, arrivalMs, isCommonOnly],
  )
  if (error) return <Notice tone="alarm">{messageFor(error.code)}</Notice>
  const ranking = rankDepartures(rows)
  const row = rows.find(({ id }) => id === chosen)
  const hasUnknown = rows.some(({ over, caution }) => over.most > over.known || caution.most > caution.known)
  return (
    <>
      {rows.some(({ isForPlan }) => !isForPlan) && (
        <Notice tone="warn">
          The route or its speeds have changed since this was asked. Ask again to compare it as it is.
        </Notice>
      )}
      {watchedLimits(voyage.limits).length === 0 && (
        <Notice>No limit is watched, so departures are told apart by waves and arrival alone.</Notice>
      )}
      <div className={styles.choices}>
        <Segmented
          label="Sailed"
          value={sailing}
          onChange={setSailing}
          options={[
            { value: 'planned', label: 'As planned' },
            ...(fastestKn === null ? [] : [{ value: 'fastest', label: 'Least time' } as const]),
            { value: 'arrival', label: 'ETA kept' },
          ]}
        />
        {sailing === 'arrival' && (
          <DraftField
            label="ETA to keep (UTC)"
            hideLabel
            lead="ETA"
            value={arrivalMs}
            format={formatUtcFull}
            read={(text) => readTypedTime(text, { nearMs: arrivalMs, fromMs: null })}
            onCommit={setArriveMs}
          />
        )}
        {answers.length === 1 && (hasUnknown || isCommonOnly) && (
          <CheckField
            label="Compare over the common known part"
            checked={isCommonOnly}
            onChange={({ target }) => setCommonOnly(target.checked)}
          />
        )}
      </div>
      <p className={styles.verdict} role="status">
        {rankingWords(rows, ranking, rows.map(nameOf))} {sailingWords(sailing, fastestKn)}
      </p>
      <MatrixTable
        rows={rows}
        ranking={ranking}
        wantedMs={wantedMs}
        sailing={sailing}
        isAtSea={rows.every((one) => isAtSea(one, voyage))}
        chosen={chosen}
        onChoose={setChosen}
      />
      {row && <Chosen row={row} sailing={sailing} onClose={onClose} />}
    </>
  )
}

const nameOf = ({ name, departureMs }: MatrixRow) => [formatUtc(departureMs), name].filter(Boolean).join(' on ')

/** Is it the rest of a voyage, from where she was reported? */
const isAtSea = ({ alternativeId }: MatrixRow, { alternatives }: Voyage) =>
  alternatives.some(({ id, plan }) => id === alternativeId && beginsAtSea(plan.route))

/** When she arrives if she leaves as planned, or first: what is asked for is in order. */
const plannedArrival = (answers: readonly Answer[]): number => {
  const [first] = answers
  if (!first || first.askedFor?.survey?.kind !== 'departures') return NaN
  const each = first.columns.count / first.askedFor.survey.departuresMs.length
  return first.columns.timeMs[each - 1] ?? NaN
}

const sailingWords = (sailing: DepartureSailing, fastestKn: number | null): string => {
  if (sailing === 'fastest')
    return `At ${formatSpeed(fastestKn)}, the fastest of the ship’s table, in the sea between the departures asked for.`
  return sailing === 'arrival' ? 'Speeds are over ground, in the sea between the departures asked for.' : ''
}

type Looked = Pick<DepartureBy, 'sailing' | 'fastestKn' | 'arrivalMs' | 'isCommonOnly'>

function matrixOf(answers: readonly Answer[], voyage: Voyage, looked: Looked) {
  const { limits, plannedSpeed: planned, ship, loading, alternatives, request } = voyage
  const isAlone = answers.length === 1
  const by = { ...looked, planned, limits, consumption: ship.consumption, condition: loading.condition }
  try {
    const rows = answers.flatMap((answer): MatrixRow[] => {
      const { survey, alternativeId, alternativeName } = answer.askedFor ?? {}
      if (survey?.kind !== 'departures') return []
      const alternative = alternatives.find(({ id }) => id === alternativeId)
      const [first] = byDeparture(answer.columns, survey)
      const isForPlan = !!alternative && !!first && departsAsPlanned(first, alternative.plan, request.stepMin)
      const figures = departureFigures(answer.columns, survey, { ...by, askedMs: answer.askedMs ?? NaN })
      const asPlanned = figures.find(({ departureMs }) => departureMs === alternative?.plan.departureMs)
      return figures.map((one) => ({
        ...one,
        id: `${alternativeId} ${one.departureMs}`,
        name:
          isAlone && alternative?.id === voyage.activeId
            ? ''
            : alternative
              ? nameAmong(voyage, alternative)
              : (alternativeName ?? ''),
        alternativeId: alternative?.id ?? null,
        answer,
        isForPlan,
        isPlanned: one === asPlanned,
        moreFuelT: moreFuel(one, asPlanned),
      }))
    })
    return { rows, error: null }
  } catch (cause) {
    return { rows: [], error: asAppError(cause) }
  }
}

/** Tonnes that are not known are not saved. */
const moreFuel = ({ fuel }: DepartureFigures, planned: DepartureFigures | undefined): number | null =>
  fuel && planned?.fuel && fuel.unknownHours + planned.fuel.unknownHours === 0
    ? fuel.tonnes - planned.fuel.tonnes
    : null

interface ChosenProps {
  row: MatrixRow
  sailing: DepartureSailing
  onClose: () => void
}

/** One departure: its figures with their places, and what can be done with it. */
function Chosen({ row, sailing, onClose }: ChosenProps) {
  const units = useUnits()
  const editable = useVoyageEditable()
  const { voyageReplaced } = useVoyageActions()
  const { answerShown } = useViewActions()
  const { client, answer: read } = useTaskActions()
  const titleId = useId()
  const voyage = useVoyage()
  const { answer, columns, departureMs, alternativeId } = row
  const plan = voyage.alternatives.find(({ id }) => id === alternativeId)?.plan
  const use = () => {
    if (!plan || alternativeId === null) return
    voyageReplaced(withPlan(activateAlternative(voyage, alternativeId), departurePlan(plan, row, sailing)))
    onClose()
  }
  const show = () => {
    const key = `${answer.key} from ${formatUtc(departureMs)}`
    const { survey: _, ...askedFor } = answer.askedFor ?? {
      voyageId: voyage.id,
      voyageName: '',
      alternativeId,
      alternativeName: row.name,
    }
    client.setQueryData(answerQueries.byKey(key, { answer: read }).queryKey, { ...answer, key, askedFor, columns })
    answerShown(key, 'left')
    onClose()
  }
  const peak = (at: DeparturePeak | null, id: 'wave' | 'wind') =>
    at
      ? `${at.isPartial ? 'at least ' : ''}${shownText(layerUnit(layerById[id], units), at.value)}, ${formatUtc(at.timeMs)}, ${formatPosition(at.place, units.position)}`
      : 'not known'
  const facts: readonly Fact[] = [
    ['Worst waves', peak(row.wave, 'wave')],
    ['Worst wind', peak(row.wind, 'wind')],
    [
      'Current along, mean',
      row.along ? signedText({ unit: 'kn', decimals: 1, of: (kn) => kn }, row.along.mean) : 'not known',
    ],
    ['Gained by the current', gainedText(row.hoursGained)],
    ['Speed, mean', formatSpeed(row.speedKn)],
  ]
  const cannot = Number.isNaN(row.etaMs)
  const fromHere = isAtSea(row, voyage)
  return (
    <section className={styles.chosen} aria-labelledby={titleId}>
      <div className={styles.head}>
        <h3 id={titleId}>
          {fromHere ? 'Leaving here' : 'Departure'} {nameOf(row)}
        </h3>
        <div className={styles.actions}>
          <Button disabled={cannot} onClick={show}>
            Show on map and charts
          </Button>
          <Button tone="primary" disabled={!editable || !plan || cannot} onClick={use}>
            {fromHere ? 'Use this time' : 'Use this departure'}
          </Button>
        </div>
      </div>
      {cannot ? (
        <p>
          {sailing === 'arrival'
            ? 'That ETA cannot be kept from here.'
            : 'She cannot hold the track against this current.'}
        </p>
      ) : (
        <dl className={styles.facts}>
          {facts.map(([name, text]) => (
            <div key={name}>
              <dt>{name}</dt> <dd>{text}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useId, useMemo, useState } from 'react'
import { useTaskActions } from '#src/data/tasks/use-tasks.tsx'
import { findDepartureMatrix, isQuickMatrix } from '#src/data/workers/optimise/departure-matrix.ts'
import { keepPart } from '#src/data/tasks/queries.ts'
import { asAppError } from '#src/domain/errors.ts'
import { watchedLimits } from '#src/domain/limits/limits.ts'
import { gainedText } from '#src/domain/limits/limit-words.ts'
import { layerUnit } from '#src/domain/metocean/layers/layer-unit.ts'
import { layerById } from '#src/domain/metocean/layers/layers.ts'
import { type Answer, stretchOf } from '#src/domain/metocean/result.ts'
import type {
  DepartureBy,
  DepartureFigures,
  DeparturePeak,
  DepartureSailing,
} from '#src/domain/optimise/departures/departure-figures.ts'
import {
  type RankedDepartures,
  departureMatrix,
  type DeparturesAnswer,
  rankingWords,
} from '#src/domain/optimise/departures/departure-ranking.ts'
import { departsAsPlanned, departurePlan } from '#src/domain/optimise/departures/departures.ts'
import { beginsAtSea } from '#src/domain/route/route.ts'
import { SPEED_BOUNDS_KN } from '#src/domain/route/timed-legs.ts'
import { formatNumber, formatSpeed, shownText, signedText } from '#src/domain/units/format.ts'
import { formatPosition } from '#src/domain/units/position-text.ts'
import { formatUtc, formatUtcFull } from '#src/domain/units/time-text.ts'
import { readTypedTime } from '#src/domain/units/typed-time.ts'
import { activateAlternative } from '#src/domain/voyage/alternatives.ts'
import { particularsOf } from '#src/domain/voyage/ship/hull.ts'
import { activePlan, nameAmong, type Voyage, withPlan } from '#src/domain/voyage/voyage.ts'
import { usePreference, useUnits } from '#src/state/preferences.ts'
import { useViewActions } from '#src/state/view.ts'
import { useVoyage, useVoyageActions, useVoyageEditable } from '#src/state/voyage.ts'
import { Button } from '#src/ui/form/button.tsx'
import { DraftField } from '#src/ui/form/draft-field.tsx'
import { CheckField } from '#src/ui/form/field.tsx'
import { Segmented } from '#src/ui/form/segmented.tsx'
import { messageFor } from '#src/ui/messages.ts'
import { Notice } from '#src/ui/overlay/notice.tsx'
import type { Fact } from '#src/ui/page/facts.tsx'
import { dangerText, type MatrixRow, MatrixTable } from './matrix-table.tsx'
import { typedNumber } from './survey-request.tsx'
import styles from './departures.module.css'

interface DepartureMatrixProps {
  /** One for each alternative. */
  answers: readonly Answer[]
  onClose: () => void
}

const WORKING_OUT = 'Working out the departures…'

/** The departures of an answer side by side, which is best, and what to do with one. */
export function DepartureMatrix({ answers, onClose }: DepartureMatrixProps) {
  const voyage = useVoyage()
  const [sailing, setSailing] = useState<DepartureSailing>('planned')
  const [arriveMs, setArriveMs] = useState<number | null>(null)
  const [mostKn, setMostKn] = useState<number | null>(null)
  const [isCommonOnly, setCommonOnly] = useState(false)
  const [chosen, setChosen] = useState<string | null>(null)
  const tableKn = voyage.ship.consumption?.rows.at(-1)?.speedKn ?? null
  const fastestKn = mostKn ?? tableKn ?? fasterThanPlanned(voyage)
  const wantedMs = arriveMs ?? voyage.arriveByMs
  const arrivalMs = wantedMs ?? plannedArrival(answers)
  const { matrix, isWaiting, error } = useMatrix(answers, { sailing, fastestKn, arrivalMs, isCommonOnly })
  const rows = useMemo(() => (matrix ? rowsOf(matrix, answers, voyage) : []), [matrix, answers, voyage])
  if (error) return <Notice tone="alarm">{messageFor(asAppError(error).code)}</Notice>
  if (!matrix) return <p role="status">{WORKING_OUT}</p>
  const { ranking } = matrix
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
            { value: 'fastest', label: 'Least time' },
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
        {sailing === 'fastest' && (
          <DraftField
            label="Most speed"
            hideLabel
            lead="Most"
            unit="kn"
            inputMode="decimal"
            value={fastestKn}
            format={(knots) => formatNumber(knots, 1)}
            parse={parseKnots}
            invalid={`${SPEED_BOUNDS_KN.min} to ${SPEED_BOUNDS_KN.max} kn.`}
            onCommit={setMostKn}
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
        {isWaiting
          ? WORKING_OUT
          : `${rankingWords(rows, ranking, rows.map(nameOf))} ${sailingWords(sailing, fastestKn === tableKn)}`}
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
      {row && !isWaiting && <Chosen row={row} rows={rows} sailing={sailing} onClose={onClose} />}
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

const sailingWords = (sailing: DepartureSailing, isOfTable: boolean): string => {
  if (sailing === 'planned') return ''
  const speeds =
    sailing === 'arrival'
      ? 'Speeds are over ground'
      : isOfTable
        ? 'At the fastest of the ship’s table'
        : 'At the speed given'
  return `${speeds}, in the sea between the departures asked for.`
}

/** The most that the speed plan takes for a ship without a table, too. Knots. */
const fasterThanPlanned = (voyage: Voyage): number => Math.round(activePlan(voyage).speedKn * 1.15 * 2) / 2

function parseKnots(text: string): number | null {
  const knots = typedNumber(text)
  return knots >= SPEED_BOUNDS_KN.min && knots <= SPEED_BOUNDS_KN.max ? knots : null
}

type Looked = Pick<DepartureBy, 'sailing' | 'fastestKn' | 'arrivalMs' | 'isCommonOnly'>

/** The matrix at once where it is small; of a large one the one before, until the worker has it. */
function useMatrix(answers: readonly Answer[], { sailing, fastestKn, arrivalMs, isCommonOnly }: Looked) {
  const { limits, plannedSpeed: planned, ship, loading } = useVoyage()
  const period = usePreference('wavePeriod')
  const asked = useMemo(
    () =>
      answers.flatMap(({ columns, askedFor, askedMs }): DeparturesAnswer[] =>
        askedFor?.survey?.kind === 'departures' ? [{ columns, survey: askedFor.survey, askedMs: askedMs ?? NaN }] : [],
      ),
    [answers],
  )
  const by = useMemo(() => {
    const ofShip = {
      consumption: ship.consumption,
      condition: loading.condition,
      particulars: particularsOf(ship, loading),
    }
    return { sailing, fastestKn, arrivalMs, isCommonOnly, limits, planned, period, ...ofShip }
  }, [sailing, fastestKn, arrivalMs, isCommonOnly, limits, planned, period, ship, loading])
  const isQuick = isQuickMatrix(asked)
  const quick = useMemo(() => {
    try {
      return isQuick ? { matrix: departureMatrix(asked, by), isWaiting: false, error: null } : null
    } catch (error) {
      return { matrix: null, isWaiting: false, error }
    }
  }, [asked, by, isQuick])
  const {
    data = null,
    isPlaceholderData: isWaiting,
    error,
  } = useQuery({
    queryKey: ['departure-matrix', answers.map(({ key }) => key), by],
    queryFn: ({ signal }) => findDepartureMatrix(asked, by, signal),
    enabled: !isQuick,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 60_000,
    retry: false,
  })
  return quick ?? { matrix: data, isWaiting, error }
}

function rowsOf({ figures }: RankedDepartures, answers: readonly Answer[], voyage: Voyage): readonly MatrixRow[] {
  const isAlone = answers.length === 1
  const asked = answers.filter(({ askedFor }) => askedFor?.survey?.kind === 'departures')
  return asked.flatMap((answer, place): MatrixRow[] => {
    const { alternativeId = null, alternativeName } = answer.askedFor ?? {}
    const rows = figures[place] ?? []
    const alternative = voyage.alternatives.find(({ id }) => id === alternativeId)
    const isActive = alternative?.id === voyage.activeId
    const named = alternative ? nameAmong(voyage, alternative) : (alternativeName ?? '')
    const asPlanned = rows.find(({ departureMs }) => departureMs === alternative?.plan.departureMs)
    const isForPlan =
      !!alternative && departsAsPlanned(placesOf(answer, rows.length), alternative.plan, voyage.request.stepMin)
    return rows.map((one) => ({
      ...one,
      id: `${alternativeId} ${one.departureMs}`,
      name: isAlone && isActive ? '' : named,
      alternativeId: alternative?.id ?? null,
      answer,
      isForPlan,
      isPlanned: one === asPlanned,
      moreFuelT: moreFuel(one, asPlanned),
    }))
  })
}

/** Where and when the first departure was asked for. */
const placesOf = ({ columns }: Answer, departures: number) =>
  stretchOf({ ...columns, fields: {}, gaps: [] }, { first: 0, count: columns.count / departures })

/** Tonnes that are not known are not saved. */
const moreFuel = ({ fuel }: DepartureFigures, planned: DepartureFigures | undefined): number | null =>
  fuel && planned?.fuel && fuel.unknownHours + planned.fuel.unknownHours === 0
    ? fuel.tonnes - planned.fuel.tonnes
    : null

interface ChosenProps {
  row: MatrixRow
  /** All that it is compared with. */
  rows: readonly MatrixRow[]
  sailing: DepartureSailing
  onClose: () => void
}

/** One departure: its figures with their places, and what can be done with it. */
function Chosen({ row, rows, sailing, onClose }: ChosenProps) {
  const units = useUnits()
  const editable = useVoyageEditable()
  const { voyageReplaced } = useVoyageActions()
  const { answerShown } = useViewActions()
  const tasks = useTaskActions()
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
    keepPart(tasks, answer, { key, alternativeName: answer.askedFor?.alternativeName ?? row.name, columns })
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
    ...(row.dangers ? [['In danger zones', dangerText(row.dangers, rows)] as const] : []),
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

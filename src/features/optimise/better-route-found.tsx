import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { keepPart } from '#src/data/tasks/queries.ts'
import { useTaskActions } from '#src/data/tasks/use-tasks.tsx'
import { at, numberAt } from '#src/domain/at.ts'
import type { Answer } from '#src/domain/metocean/result.ts'
import type { CorridorSurvey } from '#src/domain/metocean/survey.ts'
import { type BetterRoute, lessOverHours } from '#src/domain/optimise/track/better-route.ts'
import type { OtherSide } from '#src/domain/optimise/track/other-sides.ts'
import { lastOf, type SailedTrack } from '#src/domain/optimise/track/sailed-track.ts'
import { steeredLegs, steeredPlan, steeredRoute } from '#src/domain/optimise/track/steered-route.ts'
import type { Shown } from '#src/domain/tasks/shown-answer.ts'
import { HOUR_MS } from '#src/domain/time.ts'
import { formatDistance, formatQuantity, formatSpeed, unbroken } from '#src/domain/units/format.ts'
import { formatPosition } from '#src/domain/units/position-text.ts'
import { formatDuration, formatUtc } from '#src/domain/units/time-text.ts'
import { intend } from '#src/state/intents.ts'
import { usePreferenceActions, useUnits } from '#src/state/preferences.ts'
import { currentShown, shownSettled } from '#src/state/shown-answer.ts'
import { useViewActions } from '#src/state/view.ts'
import { usePlan, usePlannedSpeed, useVoyageActions, useVoyageEditable } from '#src/state/voyage.ts'
import { Button } from '#src/ui/form/button.tsx'
import { SelectField } from '#src/ui/form/field.tsx'
import { Segmented } from '#src/ui/form/segmented.tsx'
import { type Fact, Facts } from '#src/ui/page/facts.tsx'
import type { CorridorStart } from './better-route-form.tsx'
import styles from './better-route.module.css'

interface BetterRouteFoundProps {
  found: BetterRoute
  survey: CorridorSurvey
  /** The corridor's. */
  answer: Answer
  /** Which of the other ways past an island is looked at; null: the best. */
  otherSide: number | null
  onOtherSide: (index: number | null) => void
  onAskAgain: (start: CorridorStart) => void
  onClose: () => void
  /** Where the figures are from. */
  children: ReactNode
}

/** What was found: what it saves and by what, how near it is to the best, why each leg goes there, and what to do with it. */
export function BetterRouteFound(props: BetterRouteFoundProps) {
  const { found, survey, answer, otherSide, onOtherSide } = props
  const other = otherSide === null ? undefined : found.others[otherSide]
  const isBetter = found.outcome === 'better'
  const track = other?.track ?? (isBetter ? found.best : null)
  const units = useUnits()
  return (
    <>
      <p className={styles.verdict} role="status">
        {unbroken(other ? otherWords(found, other) : verdictOf(found, survey))}
      </p>
      {!other && <p className={styles.note}>{unbroken(certificateOf(found))}</p>}
      {found.others.length > 0 && (
        <SelectField
          label="Which way"
          value={otherSide ?? ''}
          onChange={({ target }) => onOtherSide(target.value === '' ? null : Number(target.value))}
        >
          <option value="">{isBetter ? 'The best' : 'As drawn'}</option>
          {found.others.map((one, index) => (
            <option key={index} value={index}>
              {`Other side of the land near ${formatPosition(one.past, units.position)}, ${moreWords(found, one)}`}
            </option>
          ))}
        </SelectField>
      )}
      {!other && isBetter && <Facts label="Saving" rows={factsOf(found)} className={styles.facts} />}
      {!other && isBetter && <Preview found={found} answer={answer} />}
      {track && <Legs track={track} base={found.base} survey={survey} />}
      {props.children}
      <Actions {...props} track={track} />
    </>
  )
}

const percent = (share: number, decimals = 1) => formatQuantity(share * 100, '%', decimals)
const spanOf = (hours: number) => formatDuration(Math.abs(hours) * HOUR_MS)
const isLater = (hours: number) => (hours > 0 ? 'sooner' : 'later')

/** `23 min later`, `1.2 % more fuel` */
function moreWords({ objective }: BetterRoute, { more }: OtherSide): string {
  if (objective === 'max-speed') return `${spanOf(more)} ${isLater(-more)}`
  return `${percent(Math.abs(more))} ${more > 0 ? 'more' : 'less'} ${objective === 'min-cost' ? 'cost' : 'fuel'}`
}

function otherWords(found: BetterRoute, other: OtherSide): string {
  const { base, outcome, objective } = found
  const moved = base.hours - other.track.hours
  const words = [
    `${moreWords(found, other)} than ${outcome === 'better' ? 'the best' : 'the route as drawn'}`,
    outcome === 'better' && objective === 'max-speed' && `${spanOf(moved)} ${isLater(moved)} than the route as drawn`,
    objective !== 'max-speed' && speedsOf(other.track),
  ]
  return `${words.filter(Boolean).join('; ')}.`
}

function verdictOf(found: BetterRoute, { speedKn }: CorridorSurvey): string {
  const { outcome, objective, saved, base, best, isBaseClosed } = found
  if (outcome === 'no-way')
    return 'Nothing leads through this corridor, or not in time: the coast with its margin, an area to avoid, the depth or a limit closes it. Make it wider, or loosen one of them.'
  if (outcome === 'nothing') return 'Nothing to gain: no track in this corridor is better than the route as drawn.'
  if (!Number.isFinite(base.hours))
    return `The route as drawn cannot be held against the current; this track can: ${spanOf(best.hours)}.`
  const overLess = lessOverHours(base, best)
  const moved = base.hours - best.hours
  const share = `${percent(Math.abs(saved))} ${saved > 0 ? 'less' : 'more'}`
  const words = {
    'max-speed': () =>
      `${spanOf(saved)} ${isLater(saved)} (${percent(Math.abs(saved) / base.hours)}) at ${formatSpeed(speedKn)} through the water`,
    'time-table': () => `${share} fuel for the same ETA, ${formatUtc(best.timeMs.at(-1))}`,
    'min-cost': () =>
      `${share} cost, and there ${Math.abs(moved) < 1 / 60 ? 'at the same time' : `${spanOf(moved)} ${isLater(moved)}`}`,
  }[objective]()
  if (isBaseClosed)
    return `The route as drawn goes over land or through an area to avoid, and this track does not: ${lowered(words)}.`
  return overLess > OVER_HOURS ? `${spanOf(overLess)} less over a limit; ${lowered(words)}.` : `${words}.`
}

/** Less is not worth a word. */
const OVER_HOURS = 0.03
const lowered = (words: string) => words.charAt(0).toLowerCase() + words.slice(1)

function certificateOf({ outcome, objective, gap, unknownShare, best }: BetterRoute): string {
  const unknown =
    unknownShare > 0
      ? ` ${percent(unknownShare, 0)} of the corridor has no current known; she is taken to have it against her there.`
      : ''
  const unjudged =
    best.unknownHours > 0.05 ? ` Limits cannot be judged for ${formatDuration(best.unknownHours * HOUR_MS)}.` : ''
  const uncovered =
    best.uncoveredHours > 0.05
      ? ` For ${spanOf(best.uncoveredHours)} her loss of speed is no more than a guess: the wind is not known or too strong for the method.`
      : ''
  const rest = `${unknown}${unjudged}${uncovered}`
  if (outcome !== 'no-way' && objective !== 'max-speed')
    return `The best of the tracks and speeds that were tried; how near that is to the least is not proven.${rest}`
  if (outcome === 'no-way' || gap === null) return rest.trim()
  const which = outcome === 'better' ? 'It' : 'The route as drawn'
  const finer = gap > FINE_GAP ? ' More points may bring that closer.' : ''
  const words = `${which} takes at most ${percent(Math.max(gap, 0.0001), gap < 0.001 ? 2 : 1)} longer than the soonest that is possible in this corridor.`
  return `${words}${finer}${rest}`
}

/** Above it a finer corridor is worth asking for. */
const FINE_GAP = 0.01

function factsOf({ base, best, objective, split, band, bandHours, noWeather }: BetterRoute): Fact[] {
  const longer = lastOf(best.distanceNm) - lastOf(base.distanceNm)
  const isTime = objective === 'max-speed'
  const gained = (part: number) =>
    isTime
      ? `${spanOf(part)} ${part < 0 ? 'lost' : 'gained'}`
      : `${percent(Math.abs(part))} ${part < 0 ? 'more' : 'less'}`
  const reach = (track: SailedTrack) => `${formatDistance(lastOf(track.distanceNm))}, ${formatUtc(track.timeMs.at(-1))}`
  const facts: readonly Fact[] = [
    ['Route as drawn', reach(base)],
    ['Better track', reach(best)],
    [
      'By its length',
      `${gained(split.geometry)} (${formatDistance(Math.abs(longer))} ${longer > 0 ? 'longer' : 'shorter'})`,
    ],
    ['By the current', gained(split.current)],
    ['By the weather', noWeather === null ? gained(split.weather) : `not counted: ${noWeather}`],
    ['By the speed', isTime ? null : `${gained(split.speed)} (${speedsOf(best)})`],
    [
      'Current not known',
      best.unknownNm > 0.05 || base.unknownNm > 0.05
        ? `${formatDistance(best.unknownNm)}, ${formatDistance(base.unknownNm)} on the route`
        : null,
    ],
    ['Shaded on the map', band.length > 0 ? `tracks at most ${formatDuration(bandHours * HOUR_MS)} later` : null],
  ]
  return facts.map(([term, words]) => [term, words && unbroken(words)])
}

/** `11.0 to 13.1 kn in calm water` */
function speedsOf({ setKn }: SailedTrack): string {
  const [least, most] = [Math.min(...setKn), Math.max(...setKn)]
  return `${most - least < 0.1 ? formatSpeed(most) : `${least.toFixed(1)} to ${formatSpeed(most)}`} in calm water`
}

/** The legs of the route to be steered, each with its reason. */
function Legs({ track, base, survey }: { track: SailedTrack; base: SailedTrack; survey: CorridorSurvey }) {
  const { route } = usePlan()
  const {
    route: steered,
    indices,
    legs,
  } = useMemo(() => {
    const made = steeredRoute(track, survey, route.waypoints)
    return { ...made, legs: steeredLegs(track, base, made.indices, survey.speedKn) }
  }, [track, base, survey, route.waypoints])
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- so that the keyboard can scroll it
    <div className={styles.scroller} role="region" aria-label="Why it goes there" tabIndex={0}>
      <table className={styles.legs}>
        <thead>
          <tr>
            <th scope="col">To</th>
            <th scope="col">ETA, leg</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {legs.map(({ distanceNm, why }, leg) => {
            const waypoint = at(steered.waypoints, leg + 1)
            return (
              <tr key={waypoint.id}>
                <th scope="row">{[leg + 2, waypoint.name].filter(Boolean).join(' ')}</th>
                <td>
                  {formatUtc(numberAt(track.timeMs, at(indices, leg + 1)))} <small>{formatDistance(distanceNm)}</small>
                </td>
                <td>{unbroken(why)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

/** Both as answers in charts, ribbons and table, as long as they are looked at here. */
function Preview({ found, answer }: { found: BetterRoute; answer: Answer }) {
  const tasks = useTaskActions()
  const { answerShown } = useViewActions()
  const [which, setWhich] = useState<'before' | 'base' | 'best'>('before')
  useEffect(() => {
    if (which === 'before') return
    const name = which === 'base' ? 'Route as drawn' : 'Better track'
    const key = `${answer.key} along ${which} ${found.objective}`
    keepPart(tasks, answer, { key, alternativeName: name, columns: found.met[which] })
    const before = currentShown()
    answerShown(key, 'left')
    return () => shownSettled(before?.until === 'left' ? (before.before ?? nothingShown) : (before ?? nothingShown))
  }, [which, found, answer, tasks, answerShown])
  return (
    <div className={styles.again}>
      <span className={styles.note} aria-hidden="true">
        In charts and table
      </span>
      <Segmented
        label="In charts and table"
        value={which}
        onChange={setWhich}
        options={[
          { value: 'before', label: 'As before' },
          { value: 'base', label: 'As drawn' },
          { value: 'best', label: 'Better track' },
        ]}
      />
    </div>
  )
}

const nothingShown: Shown = { key: null, until: 'newer', sinceMs: 0, alternativeId: null }

/** How much narrower a corridor around the track found is. */
const REFINED = 0.25

function Actions({ found, track, survey, onAskAgain, onClose }: BetterRouteFoundProps & { track: SailedTrack | null }) {
  const plan = usePlan()
  const planned = usePlannedSpeed()
  const editable = useVoyageEditable()
  const { alternativeImported } = useVoyageActions()
  const { placeShown } = usePreferenceActions()
  const adopt = (adopted: SailedTrack) => {
    alternativeImported({ name: 'Better route', ...steeredPlan(adopted, survey, plan.route.waypoints, planned) })
    placeShown('route')
  }
  const choose = () => {
    if (!track) return
    adopt(track)
    onClose()
  }
  const check = () => {
    choose()
    placeShown('request')
    intend('get-weather')
  }
  const refine = () => {
    if (!track) return
    adopt(track)
    onAskAgain({ halfWidthNm: Math.max(5, Math.round(survey.halfWidthNm * REFINED)), size: 'usual' })
  }
  return (
    <>
      <div className={styles.again}>
        <Button size="small" onClick={() => onAskAgain({})}>
          Ask for another corridor
        </Button>
        {track && found.gap !== null && found.gap > FINE_GAP && (
          <Button
            size="small"
            disabled={!editable}
            onClick={refine}
            title="Makes it an alternative, and asks for a narrower corridor around that"
          >
            Refine
          </Button>
        )}
      </div>
      {track && (
        <div className={styles.use}>
          <Button
            disabled={!editable}
            onClick={check}
            title="Makes it an alternative, and asks for the weather along it"
          >
            Check along the route
          </Button>
          <Button tone="primary" disabled={!editable} onClick={choose}>
            Use as alternative
          </Button>
        </div>
      )}
    </>
  )
}

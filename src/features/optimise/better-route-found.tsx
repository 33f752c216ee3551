import { useMemo } from 'react'
import { at, numberAt } from '#src/domain/at.ts'
import type { CorridorSurvey } from '#src/domain/metocean/survey.ts'
import type { BetterRoute } from '#src/domain/optimise/track/better-route.ts'
import { steeredLegs, steeredRoute } from '#src/domain/optimise/track/steered-route.ts'
import { HOUR_MS } from '#src/domain/time.ts'
import { formatDistance, formatQuantity, formatSpeed } from '#src/domain/units/format.ts'
import { formatDuration, formatUtc } from '#src/domain/units/time-text.ts'
import { intend } from '#src/state/intents.ts'
import { usePreferenceActions } from '#src/state/preferences.ts'
import { usePlan, usePlannedSpeed, useVoyageActions, useVoyageEditable } from '#src/state/voyage.ts'
import { Button } from '#src/ui/form/button.tsx'
import { type Fact, Facts } from '#src/ui/page/facts.tsx'
import styles from './better-route.module.css'

/** What the better track is for, in the words of the ECDIS. */
export type Objective = 'max-speed' | 'time-table'

/** Fuel goes with the cube of the speed, unless a ship's table says otherwise. */
const EXPONENT = 3

interface BetterRouteFoundProps {
  found: BetterRoute
  survey: CorridorSurvey
  objective: Objective
  onAskAgain: () => void
  onClose: () => void
}

/** What was found: what it saves and by what, how near it is to the best, why each leg goes there, and what to do with it. */
export function BetterRouteFound({ found, survey, objective, onAskAgain, onClose }: BetterRouteFoundProps) {
  const isBetter = found.outcome === 'better'
  return (
    <>
      <p className={styles.verdict} role="status">
        {verdictOf(found, survey, objective)}
      </p>
      <p className={styles.note}>{certificateOf(found)}</p>
      {isBetter && (
        <>
          <Facts label="Saving" rows={factsOf(found, survey, objective)} className={styles.facts} />
          <Legs found={found} survey={survey} />
        </>
      )}
      <Actions found={found} survey={survey} objective={objective} onAskAgain={onAskAgain} onClose={onClose} />
    </>
  )
}

const percent = (share: number, decimals = 1) => formatQuantity(share * 100, '%', decimals)

/** Fuel that the same ETA takes less, as a share. */
const fuelSaved = ({ sameEtaKn }: BetterRoute, { speedKn }: CorridorSurvey) => 1 - (sameEtaKn / speedKn) ** EXPONENT

function verdictOf(found: BetterRoute, survey: CorridorSurvey, objective: Objective): string {
  const { outcome, savedHours, base, best, isBaseClosed } = found
  if (outcome === 'no-way')
    return 'Nothing leads through this corridor: the coast with its margin, an area to avoid or a limit closes it. Make it wider, or loosen one of them.'
  if (outcome === 'nothing') return 'Nothing to gain: no track in this corridor is better than the route as drawn.'
  if (!Number.isFinite(base.hours))
    return `The route as drawn cannot be held against the current; this track can: ${formatDuration(best.hours * HOUR_MS)}.`
  const overLess = lastOf(base.overHours) - lastOf(best.overHours)
  const isSooner = savedHours > 0
  const time = `${formatDuration(Math.abs(savedHours) * HOUR_MS)} ${isSooner ? 'sooner' : 'later'} (${percent(Math.abs(savedHours) / base.hours)}) at ${formatSpeed(survey.speedKn)} through the water`
  const fuel = `The same ETA at ${formatSpeed(found.sameEtaKn)} instead of ${formatSpeed(survey.speedKn)}: about ${percent(fuelSaved(found, survey))} less fuel`
  const words = objective === 'time-table' && isSooner ? fuel : time
  if (isBaseClosed)
    return `The route as drawn goes over land or through an area to avoid, and this track does not: ${lowered(words)}.`
  return overLess > OVER_HOURS
    ? `${formatDuration(overLess * HOUR_MS)} less over a limit; ${lowered(words)}.`
    : `${words}.`
}

/** Less is not worth a word. */
const OVER_HOURS = 0.03
const lowered = (words: string) => words.charAt(0).toLowerCase() + words.slice(1)

const lastOf = (column: Float64Array) => column.at(-1) ?? 0

function certificateOf({ outcome, gap, unknownShare, best }: BetterRoute): string {
  const unknown =
    unknownShare > 0
      ? ` ${percent(unknownShare, 0)} of the corridor has no current known; she is taken to have it against her there.`
      : ''
  const unjudged =
    best.unknownHours > 0.05 ? ` Limits cannot be judged for ${formatDuration(best.unknownHours * HOUR_MS)}.` : ''
  if (outcome === 'no-way' || gap === null) return `${unknown}${unjudged}`.trim()
  const which = outcome === 'better' ? 'It' : 'The route as drawn'
  const finer = gap > FINE_GAP ? ' More points may bring that closer.' : ''
  const words = `${which} takes at most ${percent(Math.max(gap, 0.0001), gap < 0.001 ? 2 : 1)} longer than the soonest that is possible in this corridor.`
  return `${words}${finer}${unknown}${unjudged}`
}

/** Above it a finer corridor is worth asking for. */
const FINE_GAP = 0.01

function factsOf(
  { base, best, split, band, bandHours }: BetterRoute,
  survey: CorridorSurvey,
  objective: Objective,
): Fact[] {
  const longer = lastOf(best.distanceNm) - lastOf(base.distanceNm)
  const gained = (hours: number) => `${hours < 0 ? '−' : '+'}${formatDuration(Math.abs(hours) * HOUR_MS)}`
  return [
    ['Route as drawn', `${formatDistance(lastOf(base.distanceNm))}, ${formatUtc(base.timeMs.at(-1))}`],
    ['Better track', `${formatDistance(lastOf(best.distanceNm))}, ${formatUtc(best.timeMs.at(-1))}`],
    [
      'By its length',
      `${gained(split.geometryHours)} (${formatDistance(Math.abs(longer))} ${longer > 0 ? 'longer' : 'shorter'})`,
    ],
    ['By the current', gained(split.currentHours)],
    ['By the weather', 'not in it: her speed is taken to be the same in any weather'],
    objective === 'time-table'
      ? ['By the speed', `one speed all the way; fuel by its cube from ${formatSpeed(survey.speedKn)}`]
      : ['By the speed', 'none: it is kept'],
    [
      'Current not known',
      best.unknownNm > 0.05 || base.unknownNm > 0.05
        ? `${formatDistance(best.unknownNm)}, ${formatDistance(base.unknownNm)} on the route`
        : null,
    ],
    ['Shaded on the map', band.length > 0 ? `tracks at most ${formatDuration(bandHours * HOUR_MS)} later` : null],
  ]
}

/** The legs of the route to be steered, each with its reason. */
function Legs({ found, survey }: { found: BetterRoute; survey: CorridorSurvey }) {
  const { route } = usePlan()
  const {
    route: steered,
    indices,
    legs,
  } = useMemo(() => {
    const made = steeredRoute(found.best, survey, route.waypoints)
    return { ...made, legs: steeredLegs(found.best, found.base, made.indices, survey.speedKn) }
  }, [found, survey, route.waypoints])
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- so that the keyboard can scroll it
    <div className={styles.scroller} role="region" aria-label="Why it goes there" tabIndex={0}>
      <table className={styles.legs}>
        <thead>
          <tr>
            <th scope="col">To</th>
            <th scope="col">ETA</th>
            <th scope="col">Leg</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {legs.map(({ distanceNm, why }, leg) => {
            const waypoint = at(steered.waypoints, leg + 1)
            return (
              <tr key={waypoint.id}>
                <th scope="row">{[leg + 2, waypoint.name].filter(Boolean).join(' ')}</th>
                <td>{formatUtc(numberAt(found.best.timeMs, at(indices, leg + 1)))}</td>
                <td>{formatDistance(distanceNm)}</td>
                <td>{why}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

function Actions({ found, survey, objective, onAskAgain, onClose }: BetterRouteFoundProps) {
  const plan = usePlan()
  const planned = usePlannedSpeed()
  const editable = useVoyageEditable()
  const { alternativeImported } = useVoyageActions()
  const { placeShown } = usePreferenceActions()
  const adopt = () => {
    const { route } = steeredRoute(found.best, survey, plan.route.waypoints)
    // Slower by the same share all along, the ETA stays that of the route as drawn.
    const isSlower = objective === 'time-table' && found.savedHours > 0
    const share = isSlower ? found.best.hours / found.base.hours : 1
    alternativeImported({
      name: 'Better route',
      departureMs: survey.departureMs,
      speedKn: isSlower ? Math.round(found.sameEtaKn * 100) / 100 : survey.speedKn,
      route: {
        ...route,
        waypoints: route.waypoints.map((waypoint) => {
          const { speedKn } = waypoint.leg
          const groundKn = speedKn === null ? null : Math.round(speedKn * share * 100) / 100
          return { ...waypoint, leg: { ...waypoint.leg, speedKn: planned === 'over ground' ? groundKn : null } }
        }),
      },
    })
    placeShown('route')
    onClose()
  }
  const check = () => {
    adopt()
    placeShown('request')
    intend('get-weather')
  }
  return (
    <div className={styles.actions}>
      <Button onClick={onAskAgain}>Ask for another corridor</Button>
      {found.outcome === 'better' && (
        <>
          <Button
            disabled={!editable}
            onClick={check}
            title="Makes it an alternative, and asks for the weather along it"
          >
            Check along the route
          </Button>
          <Button tone="primary" disabled={!editable} onClick={adopt}>
            Use as alternative
          </Button>
        </>
      )}
    </div>
  )
}

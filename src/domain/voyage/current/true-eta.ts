import { numberAt } from '../../at.ts'
import { trackOf } from '../../metocean/along-track.ts'
import type { Answer } from '../../metocean/result.ts'
import { SYNTHETIC_LABEL } from '../../metocean/wire/contract.ts'
import { samplePoints } from '../../route/sampling.ts'
import { HOUR_MS, MINUTE_MS, minuteBegun, secondBegun } from '../../time.ts'
import { formatDistance } from '../../units/format.ts'
import { formatDuration, formatUtc, formatUtcFull } from '../../units/time-text.ts'
import type { RequestPoints } from '../../tasks/submission.ts'
import { answersPlan, isCorrected, plannedTimes, type PlanParts } from '../answer-match.ts'
import { activePlan, type PlannedSpeed, type RoutePlan, type Voyage, withPlan } from '../voyage.ts'
import { chainOfEtas, type EtaChain, shouldAskAgain } from './chain.ts'
import { currentFan } from './fan.ts'

/** When a ship that keeps her speed through the water is where, with the current of an answer for her plan. */
export interface TrueEta extends EtaChain {
  /** At the end of the plan, epoch milliseconds UTC: in still water, and with the current; NaN where she is held. */
  readonly stillArrivalMs: number
  readonly arrivalMs: number
  /** How long she sails beyond the answer, as in still water, milliseconds. */
  readonly beyondMs: number
  /** How often the service was asked for these times before. */
  readonly corrections: number
  /** Is it worth asking at the corrected times? */
  readonly asksAgain: boolean
  /** How far the arrival may still move, as it last did, hours; null: the times agree. */
  readonly unsettledHours: number | null
}

/**
 * @returns null where the plan's speeds are over ground, the answer has no current or is not for the plan
 */
export function trueEta(
  { columns, askedFor }: Pick<Answer, 'columns' | 'askedFor'>,
  plan: PlanParts,
  planned: PlannedSpeed,
): TrueEta | null {
  if (planned === 'over ground' || columns.count < 2) return null
  const fan = currentFan(columns)
  if (!fan || !answersPlan(columns, plan, isCorrected({ askedFor }))) return null
  const all = plannedTimes(plan)
  const stillMs = all.subarray(0, columns.count)
  const chain = chainOfEtas({ timeMs: stillMs, ...trackOf(columns) }, fan)
  const [lastMs, stillArrivalMs] = [numberAt(chain.timeMs, columns.count - 1), numberAt(all, all.length - 1)]
  const beyondMs = stillArrivalMs - numberAt(stillMs, columns.count - 1)
  const corrections = askedFor?.corrections ?? 0
  const asksAgain = shouldAskAgain(chain, corrections + 1)
  const movedMs = Math.abs(lastMs - numberAt(columns.timeMs, columns.count - 1))
  return {
    ...chain,
    stillArrivalMs,
    arrivalMs: lastMs + beyondMs,
    beyondMs,
    corrections,
    asksAgain,
    unsettledHours: chain.hasLeft && !asksAgain ? movedMs / HOUR_MS : null,
  }
}

/** The points of an answer at the corrected times, as far as she gets. */
export function correctedPoints(
  { columns: { lat, lon } }: Pick<Answer, 'columns'>,
  { timeMs }: Pick<TrueEta, 'timeMs'>,
): RequestPoints {
  const held = timeMs.findIndex(Number.isNaN)
  const count = held < 0 ? timeMs.length : held
  return { lat: lat.slice(0, count), lon: lon.slice(0, count), timeMs: timeMs.slice(0, count).map(secondBegun) }
}

/**
 * The plan with the speed over ground that brings her to each waypoint at its corrected time. Legs that the answer does
 * not reach, or on which she is held, keep their speed through the water.
 * @returns null for a track, which has no legs to give a speed to
 */
export function correctedPlan(plan: PlanParts, { timeMs }: Pick<TrueEta, 'timeMs'>): RoutePlan | null {
  const { route, track, departureMs, speedKn } = plan
  if (track) return null
  const { waypointIndex, distanceNm } = samplePoints(route, plan)
  const passed = (sample: number) => ({ miles: numberAt(distanceNm, sample), timeMs: timeMs[sample] ?? NaN })
  const waypoints = route.waypoints.map((waypoint, place) => {
    if (place === 0) return waypoint
    const from = passed(waypointIndex.lastIndexOf(place - 1))
    const to = passed(waypointIndex.indexOf(place))
    const groundKn = ((to.miles - from.miles) / (to.timeMs - from.timeMs)) * HOUR_MS
    const speed = groundKn > 0 && Number.isFinite(groundKn) ? groundKn : waypoint.leg.speedKn
    return { ...waypoint, fixedEtaMs: null, leg: { ...waypoint.leg, speedKn: speed } }
  })
  return { route: { ...route, waypoints }, track, departureMs, speedKn }
}

/** The voyage with that plan, for files and paper; null for a track, or where she is held. */
export function correctedVoyage(voyage: Voyage, eta: TrueEta): Voyage | null {
  if (eta.heldUpTo !== null) return null
  const plan = correctedPlan({ ...activePlan(voyage), stepMin: voyage.request.stepMin }, eta)
  return plan && { ...withPlan(voyage, plan), plannedSpeed: 'over ground' }
}

/** What a reader of them must know. */
export const correctedNote = ({ askedMs, source, synthetic }: Answer): string =>
  `Times and speeds are over ground, with the current of the answer asked ${formatUtcFull(askedMs)} (${synthetic ? SYNTHETIC_LABEL : source}); her speed through the water is as planned.`

/** `1 h 20 min later`, against still water. */
function againstStill({ arrivalMs, stillArrivalMs }: TrueEta): string {
  // By the minutes that are shown, so that the figures agree.
  const laterMs = minuteBegun(arrivalMs) - minuteBegun(stillArrivalMs)
  if (laterMs === 0) return 'as in still water'
  return `${formatDuration(Math.abs(laterMs))} ${laterMs > 0 ? 'later' : 'earlier'}`
}

/** How far the arrival may be off, hours: where the current is not known, and where the times do not agree yet. */
const bandOf = ({ bandHours, unsettledHours }: TrueEta): number => (bandHours ?? 0) + (unsettledHours ?? 0)

/** `12 Dec 2026 04:10Z ± 20 min` */
function arrivalWords(eta: TrueEta, format: typeof formatUtc): string {
  const bandMs = Math.round(bandOf(eta) * 60) * MINUTE_MS
  return `${format(eta.arrivalMs)}${bandMs > 0 ? ` ± ${formatDuration(bandMs)}` : ''}`
}

const heldWords = ({ timeMs, heldUpTo }: TrueEta): string =>
  `cannot hold this track after ${formatUtc(timeMs[heldUpTo ?? 0])}: the current is too strong for her speed`

/** For the head of the results: `ETA 12 Dec 04:10Z with current, 1 h 20 min later`. */
export const etaNote = (eta: TrueEta): string =>
  eta.heldUpTo === null
    ? `ETA ${arrivalWords(eta, formatUtc)} with current, ${againstStill(eta)}`
    : `With current she ${heldWords(eta)}`

/** What a summary says of it, row by row. */
export function etaRows(eta: TrueEta): (readonly [name: string, words: string])[] {
  const { heldUpTo, stillArrivalMs, asksAgain, unsettledHours, unknownNm, bandHours, beyondMs } = eta
  const agreement = asksAgain
    ? 'the current was asked for at other times than these: ask again at the corrected times'
    : unsettledHours === null
      ? 'the times agree with the current'
      : `asked three times; the arrival last moved by ${formatDuration(unsettledHours * HOUR_MS)}`
  const unjudged = bandHours === null ? '; none is known to judge by' : ''
  const unknown = `for ${formatDistance(unknownNm)}, sailed as in still water${unjudged}`
  const rows: readonly (readonly [string, string | null])[] = [
    ['In still water', formatUtcFull(stillArrivalMs)],
    [
      'With the current',
      heldUpTo === null ? `${arrivalWords(eta, formatUtcFull)}, ${againstStill(eta)}` : heldWords(eta),
    ],
    ['Agreement', agreement],
    ['Current not known', unknownNm > 0 ? unknown : null],
    ['Beyond the answer', beyondMs > 0 ? `the last ${formatDuration(beyondMs)}, as in still water` : null],
  ]
  return rows.flatMap(([name, words]) => (words === null ? [] : [[name, words] as const]))
}

import { at, numberAt } from '../../at.ts'
import { percent } from '../../limits/limit-words.ts'
import { HOUR_MS, MINUTE_MS, minuteBegun } from '../../time.ts'
import { formatDistance, formatSpeed } from '../../units/format.ts'
import { formatDuration, formatUtc } from '../../units/time-text.ts'
import { type FuelTable, fuelText, type FuelUse } from '../../voyage/ship/fuel.ts'
import type { PlannedSpeed } from '../../voyage/voyage.ts'
import { asPlanned, fuelOf, type Passage } from './speed-passage.ts'
import { byWeather, leastFuel, type PlannedSpeeds } from './speed-plan.ts'
import type { SailedPassage, SpeedRules } from './speed-sail.ts'
import { bridgeSteps, KEPT_HOURS, LEAST_GAIN, type StepPlan } from './speed-steps.ts'

/** What a speed plan is asked for; times are epoch milliseconds UTC, the same twice for one time. */
export interface SpeedChoices {
  readonly rules: SpeedRules
  readonly fromMs: number
  readonly toMs: number
}

/** One step, as a row of the table. */
export interface StepRow {
  readonly fromMs: number
  readonly toMs: number
  /** The waypoint where it begins; −1: within a leg. */
  readonly fromWaypoint: number
  /** Miles from the departure where it begins, and its own. */
  readonly sailedNm: number
  readonly distanceNm: number
  readonly waterKn: number
  /** Miles over hours; means of what is known of the current along the track and of the resistance, NaN: nothing. */
  readonly groundKn: number
  readonly alongKn: number
  readonly resistance: number
}

/** A speed plan with what is said of it. */
export interface SpeedReport {
  readonly steps: StepPlan
  readonly rows: readonly StepRow[]
  readonly arrivalMs: number
  /** One sentence each: what is gained, what arriving early costs, what it rests on. */
  readonly gain: string
  readonly justInTime: string | null
  readonly notes: readonly string[]
  readonly isWorthwhile: boolean
}

/** @returns why there is no plan, in a sentence */
export function speedReport(
  passage: Passage,
  { rules, fromMs, toMs }: SpeedChoices,
  {
    planned,
    table,
    names,
  }: { readonly planned: PlannedSpeed; readonly table: FuelTable | null; readonly names: readonly string[] },
): SpeedReport | string {
  const [earliest, latest] = [fromMs, toMs].map((ms) => (ms - passage.departureMs) / HOUR_MS)
  const timeMs = (hours: number) => passage.departureMs + hours * HOUR_MS
  const found = leastFuel(passage.stretches, rules, { earliest: earliest ?? NaN, latest: latest ?? NaN })
  if (found.kind === 'too soon')
    return `At ${formatSpeed(rules.maxKn)} she is there at ${formatUtc(timeMs(found.earliestHours))} at the soonest.`
  if (found.kind === 'too late')
    return `Even at ${formatSpeed(rules.minKn)} she is there at ${formatUtc(timeMs(found.latestHours))}: allow a lower speed, or plan to wait.`
  if (found.kind === 'held') {
    const { to } = at(passage.legs, found.stretch)
    return `The current is too strong for ${formatSpeed(rules.maxKn)} on the way to ${names[to] || `waypoint ${to + 1}`}.`
  }
  const steps = bridgeSteps(found, rules)
  const burnt = (sailing: SailedPassage) => (table ? fuelOf(table, found.stretches, sailing) : null)
  const before = asPlanned(passage, planned, rules.exponent)
  const saved = 1 - steps.sailing.fuel / found.constantWater.fuel
  return {
    steps,
    rows: rowsOf(passage, steps, timeMs),
    arrivalMs: timeMs(arrivalOf(steps)),
    gain: gainWords(found, steps, { passage, rules, burnt, fuel: table?.fuel }),
    justInTime: before && justInTimeWords(passage, before, steps, { burnt, fuel: table?.fuel, timeMs }),
    notes: notesOf(passage, found, steps, rules),
    isWorthwhile: saved >= LEAST_GAIN,
  }
}

/** The time wanted where she is there within a minute of it. */
const arrivalOf = ({ sailing, lateHours }: StepPlan) =>
  sailing.arrivalHours - (Math.abs(lateHours) <= KEPT_HOURS ? lateHours : 0)

function rowsOf({ stretches }: Passage, { steps, sailing }: StepPlan, timeMs: (hours: number) => number): StepRow[] {
  let sailedNm = 0
  return steps.map(({ first, last, waterKn }) => {
    let [distanceNm, hours] = [0, 0]
    const [along, weather] = [knownMean(), knownMean()]
    for (let index = first; index <= last; index++) {
      const { distanceNm: nm, resistance } = at(stretches, index)
      const taken = numberAt(sailing.hours, index)
      distanceNm += nm
      hours += taken
      weather.add(resistance, nm)
      along.add(numberAt(sailing.alongKn, index), taken)
    }
    sailedNm += distanceNm
    return {
      fromMs: timeMs(numberAt(sailing.startHours, first)),
      toMs: timeMs(numberAt(sailing.startHours, last) + numberAt(sailing.hours, last)),
      fromWaypoint: at(stretches, first).fromWaypoint,
      sailedNm: sailedNm - distanceNm,
      distanceNm,
      waterKn,
      groundKn: distanceNm / hours,
      alongKn: along.mean(),
      resistance: weather.mean(),
    }
  })
}

/** Of what is known of a step; NaN: none of it. */
function knownMean() {
  let [sum, weight] = [0, 0]
  return {
    add: (value: number, by: number) => {
      if (Number.isNaN(value)) return
      sum += value * by
      weight += by
    },
    mean: () => sum / weight,
  }
}

type Burnt = (sailing: SailedPassage) => FuelUse | null
type Fuel = FuelTable['fuel'] | undefined

/** `; by the ship’s table 41.2 t HFO against 42.0 t HFO` */
function tonnes(one: FuelUse | null, other: FuelUse | null, fuel: Fuel): string {
  return one && other ? `; by the ship’s table ${fuelText(one, fuel)} against ${fuelText(other, fuel)}` : ''
}

function gainWords(
  { stretches, best, constantWater, constantGround }: PlannedSpeeds,
  { sailing }: StepPlan,
  { passage, rules, burnt, fuel }: { passage: Passage; rules: SpeedRules; burnt: Burnt; fuel: Fuel },
): string {
  const one = `a constant ${formatSpeed(numberAt(constantWater.waterKn, 0))} through the water`
  const saved = 1 - sailing.fuel / constantWater.fuel
  if (saved < LEAST_GAIN) return `Nothing to gain by changing speed: ${one} burns as little for the same ETA.`
  // What the steps leave of it is shared out as in the exact plan.
  const exact = constantWater.fuel - best.fuel
  const byItself = passage.hasWeather
    ? constantWater.fuel - byWeather(stretches, rules, constantWater.arrivalHours).fuel
    : 0
  const weather = saved * Math.min(1, Math.max(0, byItself / exact))
  const parts = [
    { share: weather, by: 'by the weather' },
    { share: saved - weather, by: 'by the current' },
  ].filter(({ share }) => share >= LEAST_GAIN / 2)
  const split =
    parts.length === 2
      ? `: ${parts.map(({ share, by }) => `${percent(share)} ${by}`).join(', ')}`
      : ` ${parts[0]?.by ?? ''}`
  const ground = 1 - sailing.fuel / constantGround.fuel
  const overGround =
    Math.abs(ground - saved) < LEAST_GAIN ? '' : ` Against a constant speed over ground it is ${moreOrLess(ground)}.`
  return `${moreOrLess(saved)} fuel than at ${one} for the same ETA${split}${tonnes(burnt(sailing), burnt(constantWater), fuel)}.${overGround}`
}

const moreOrLess = (saved: number) => `${percent(Math.abs(saved))} ${saved < 0 ? 'more' : 'less'}`

/** Her planned speeds, by name where they are one. */
function plannedWords({ legs }: Passage): string {
  const speeds = new Set(legs.map(({ plannedKn }) => plannedKn.toFixed(1)))
  return speeds.size === 1 ? `the planned ${formatSpeed(legs[0]?.plannedKn)}` : 'the planned speeds'
}

function justInTimeWords(
  passage: Passage,
  before: SailedPassage,
  steps: StepPlan,
  { burnt, fuel, timeMs }: { burnt: Burnt; fuel: Fuel; timeMs: (hours: number) => number },
): string {
  const plannedMs = minuteBegun(timeMs(before.arrivalHours))
  const wantedMs = minuteBegun(timeMs(arrivalOf(steps)))
  const at = `At ${plannedWords(passage)}`
  const saved = 1 - steps.sailing.fuel / before.fuel
  const than = `burns ${moreOrLess(saved)}${tonnes(burnt(steps.sailing), burnt(before), fuel)}`
  if (Math.abs(plannedMs - wantedMs) <= MINUTE_MS)
    return `${at} she is there at the same time${Math.abs(saved) < LEAST_GAIN ? ' and burns as much' : `: this plan ${than}`}.`
  const apart = formatDuration(Math.abs(plannedMs - wantedMs))
  return plannedMs < wantedMs
    ? `${at} she is there at ${formatUtc(plannedMs)} and waits ${apart} at anchor: just in time ${than}. What she burns at anchor is left out.`
    : `${at} she is there at ${formatUtc(plannedMs)}, ${apart} later: this plan ${than}.`
}

function notesOf(
  passage: Passage,
  { notKnown }: PlannedSpeeds,
  { lateHours, cost, sailing }: StepPlan,
  { exponent }: SpeedRules,
): string[] {
  const lateMs = Math.round(lateHours * 60) * MINUTE_MS
  const left = passage.leftNm(sailing)
  const notes: readonly (string | false)[] = [
    Math.abs(lateMs) > MINUTE_MS &&
      `In steps of 0.1 kn she is there ${formatDuration(Math.abs(lateMs))} ${lateMs > 0 ? 'later' : 'earlier'} than wanted.`,
    cost >= LEAST_GAIN && `The steps cost ${percent(cost)} over speeds that change at every hour.`,
    passage.hasCurrent
      ? notKnown.currentNm > 0 &&
        `Current not known for ${formatDistance(notKnown.currentNm)}, sailed as in still water.`
      : 'Current not known: the answer has none.',
    left > 0 &&
      `For ${formatDistance(left)} the current was asked for other times than hers: ask again with these speeds.`,
    passage.hasWeather
      ? notKnown.resistanceNm > 0 &&
        `Weather not known for ${formatDistance(notKnown.resistanceNm)}, ${notKnown.resistanceNm < passage.distanceNm - 0.05 ? 'taken as on the rest of the way' : 'and left out'}.`
      : 'The weather is left out: the speed loss is off for this ship.',
    `Estimates for planning; fuel by the hour is taken to grow with speed through the water to the power of ${exponent}${passage.hasWeather ? ', and with the resistance by Kwon’s method' : ''}.`,
  ]
  return notes.filter((note) => note !== false)
}

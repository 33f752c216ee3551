import { at, numberAt } from '../../at.ts'
import { radians } from '../../geodesy/wgs84.ts'
import { trackOf } from '../../metocean/along-track.ts'
import type { Answer } from '../../metocean/result.ts'
import { insertWaypoint, setFixedEta, setLegSpeed } from '../../route/edit.ts'
import { legLines } from '../../route/legs.ts'
import { MAX_EDITABLE_WAYPOINTS, type Route } from '../../route/route.ts'
import { samplePoints } from '../../route/sampling.ts'
import { timedLegs } from '../../route/timed-legs.ts'
import { HOUR_MS } from '../../time.ts'
import { type PlanParts, plannedIn } from '../../voyage/answer-match.ts'
import { currentFan } from '../../voyage/current/fan.ts'
import { type FuelTable, type FuelUse, tonnesPerDay } from '../../voyage/ship/fuel.ts'
import { fuels } from '../../voyage/ship/consumption.ts'
import { type LossShip, weatherLossOf } from '../../voyage/ship/weather-loss.ts'
import type { PlannedSpeed, RoutePlan } from '../../voyage/voyage.ts'
import {
  type TrackCurrent,
  sail,
  type SailedPassage,
  type SpeedRules,
  type SpeedStretch,
  withResistance,
} from './speed-sail.ts'
import { atOneSpeed } from './speed-plan.ts'
import { KEPT_HOURS, type StepPlan } from './speed-steps.ts'

/** A plan with its answer, as its speeds are found. */
export interface Passage {
  readonly stretches: readonly SpeedStretch[]
  /** Of each stretch: the waypoint where its leg ends, and the planned speed there, knots. */
  readonly legs: readonly { readonly to: number; readonly plannedKn: number }[]
  /** Epoch milliseconds UTC. */
  readonly departureMs: number
  readonly distanceNm: number
  readonly hasCurrent: boolean
  /** Is the weather's resistance worked out? */
  readonly hasWeather: boolean
  /** Miles on which she would be at a time for which the current was not asked. */
  readonly leftNm: (sailing: SailedPassage) => number
}

/** Nobody changes speed more often, and the speeds of a passage are found in the blink of an eye. */
const STRETCH_HOURS = 1
const STRETCHES = 300

/** Samples of one leg that are sailed as one. */
interface Run {
  readonly first: number
  readonly last: number
  readonly to: number
  readonly from: number
  readonly stayHours: number
}

/**
 * A route in stretches with the current and the weather of an answer for it. Beyond the answer neither is known.
 * @param loss null: the weather is left out
 * @returns null for a track, which has no legs to give a speed to, and where a speed cannot be sailed
 */
export function passageOf(
  { columns, askedFor }: Pick<Answer, 'columns' | 'askedFor'>,
  plan: PlanParts,
  {
    planned,
    loss,
    exponent,
  }: { readonly planned: PlannedSpeed; readonly loss: LossShip | null; readonly exponent: number },
): Passage | null {
  if (plan.track || plan.route.waypoints.length < 2) return null
  const { timeMs, distanceNm, waypointIndex } = samplePoints(plan.route, plan)
  const hours = (index: number) => (numberAt(timeMs, index) - plan.departureMs) / HOUR_MS
  const all = timedLegs(plan.route, plan).legs
  const last = timeMs.length - 1
  const runs = runsOf({ distanceNm, waypointIndex, hours, least: Math.max(STRETCH_HOURS, hours(last) / STRETCHES) })
  const fan = currentFan(columns)
  const { cogDeg } = trackOf(columns)
  const offsets = [0, ...(columns.currentBeside ?? []).map(({ offsetMs }) => offsetMs)].sort(
    (one, other) => one - other,
  )
  const lossAt = loss ? weatherLossOf(columns, loss, plannedIn({ askedFor }, planned)) : null
  const miles = (index: number) => numberAt(distanceNm, index) - numberAt(distanceNm, index - 1)
  /** Mean of what is known at both ends of each step, by the miles; NaN where any of it is not. */
  const mean = ({ first, last: end }: Run, of: (sample: number, step: number) => number) => {
    let [sum, all] = [0, 0]
    for (let step = first + 1; step <= end; step++) {
      if (!(miles(step) > 0)) continue
      all += miles(step)
      sum += step < columns.count ? (miles(step) * (of(step - 1, step) + of(step, step))) / 2 : NaN
    }
    return sum / all
  }
  const flows = (run: Run) =>
    offsets.map((offsetMs): TrackCurrent => {
      const part = (across: boolean) =>
        mean(run, (sample, step) => {
          if (!fan) return NaN
          const { eastKn, northKn } = fan.at(sample, numberAt(columns.timeMs, sample) + offsetMs)
          const θ = radians(numberAt(cogDeg, step - 1) + (across ? 90 : 0))
          return eastKn * Math.sin(θ) + northKn * Math.cos(θ)
        })
      return { alongKn: part(false), acrossKn: part(true) }
    })
  const resistance = (run: Run) =>
    lossAt === null
      ? 1
      : mean(run, (sample, step) => {
          // Where she stays there is no angle: the other end of the step has one.
          const { loss: found } = lossAt(sample) ?? lossAt(sample === step ? step - 1 : step) ?? {}
          return found?.known && found.outsideRange === null ? (1 - found.value / 100) ** -exponent : NaN
        })
  const asked = (run: Run) =>
    run.last < columns.count
      ? (numberAt(columns.timeMs, run.first) + numberAt(columns.timeMs, run.last)) / 2 - plan.departureMs
      : NaN
  const stretches = runs.map((run): SpeedStretch => ({
    distanceNm: numberAt(distanceNm, run.last) - numberAt(distanceNm, run.first),
    stayHours: run.stayHours,
    resistance: resistance(run),
    currentAt: between(
      flows(run),
      offsets.map((offsetMs) => (asked(run) + offsetMs) / HOUR_MS),
    ),
    fromWaypoint: run.from,
  }))
  const plannedKn = (to: number) => at(all, to - 1).speedKn
  return {
    stretches,
    legs: runs.map(({ to }) => ({ to, plannedKn: plannedKn(to) })),
    departureMs: plan.departureMs,
    distanceNm: numberAt(distanceNm, last),
    hasCurrent: fan !== null,
    hasWeather: lossAt !== null,
    leftNm: ({ startHours, hours: taken }) =>
      stretches.reduce((sum, { distanceNm: nm }, index) => {
        const run = at(runs, index)
        if (!fan || run.last >= columns.count) return sum
        const movedMs = (numberAt(startHours, index) + numberAt(taken, index) / 2) * HOUR_MS - asked(run)
        return sum + (fan.hasLeft(run.first, numberAt(columns.timeMs, run.first) + movedMs) ? nm : 0)
      }, 0),
  }
}

/** Never over a waypoint; hours in one place go before the next run. */
function runsOf({
  distanceNm,
  waypointIndex,
  hours,
  least,
}: {
  readonly distanceNm: Float64Array
  readonly waypointIndex: Int32Array
  readonly hours: (index: number) => number
  readonly least: number
}): Run[] {
  const runs: Run[] = []
  let [first, from, to, stayHours] = [0, 0, 1, 0]
  for (let index = 1; index < distanceNm.length; index++) {
    const waypoint = at(waypointIndex, index)
    if (numberAt(distanceNm, index) === numberAt(distanceNm, first)) {
      stayHours += hours(index) - hours(first)
      first = index
      if (waypoint >= 0) [from, to] = [waypoint, waypoint + 1]
      continue
    }
    if (waypoint < 0 && hours(index) - hours(first) < least - 1e-6) continue
    runs.push({ first, last: index, from, to, stayHours })
    ;[first, from, stayHours] = [index, waypoint, 0]
    if (waypoint >= 0) to = waypoint + 1
  }
  return runs
}

/** What is between two times in a straight line, beyond them as at the end. */
function between(flows: readonly TrackCurrent[], atHours: readonly number[]): (hours: number) => TrackCurrent {
  return (hours) => {
    const next = atHours.findIndex((time) => time >= hours)
    const after = at(flows, next < 0 ? flows.length - 1 : next)
    if (next <= 0) return after
    const [before, from, to] = [at(flows, next - 1), at(atHours, next - 1), at(atHours, next)]
    const share = (hours - from) / (to - from)
    return {
      alongKn: before.alongKn + (after.alongKn - before.alongKn) * share,
      acrossKn: before.acrossKn + (after.acrossKn - before.acrossKn) * share,
    }
  }
}

/** As it is planned now; null where she could not keep the planned speed. */
export function asPlanned({ stretches, legs }: Passage, planned: PlannedSpeed, exponent: number): SailedPassage | null {
  let isHeld = false
  const sailing = sail(
    withResistance(stretches).stretches,
    { exponent, minKn: 0, maxKn: Infinity },
    (_stretch, index, { flow, leastKn }) => {
      const { plannedKn } = at(legs, index)
      if (planned === 'over ground') return Math.hypot(plannedKn - flow.alongKn, flow.acrossKn)
      if (leastKn > plannedKn) isHeld = true
      return plannedKn
    },
  )
  return isHeld ? null : sailing
}

/** By the ship's own table, with the resistance of the weather. @param stretches with a resistance each */
export function fuelOf(
  table: FuelTable,
  stretches: readonly SpeedStretch[],
  { waterKn, hours, alongKn }: SailedPassage,
): FuelUse {
  let [tonnes, all, throughWaterHours, outsideHours, unknownHours] = [0, 0, 0, 0, 0]
  for (const [index, { resistance }] of stretches.entries()) {
    const [daily, taken] = [tonnesPerDay(table, numberAt(waterKn, index)), numberAt(hours, index)]
    all += taken
    if (!Number.isNaN(numberAt(alongKn, index))) throughWaterHours += taken
    if (!daily.known) unknownHours += taken
    else if (daily.outsideRange !== null) outsideHours += taken
    tonnes += daily.known ? (daily.value * resistance * taken) / 24 : 0
  }
  return { tonnes, co2T: tonnes * fuels[table.fuel].co2, hours: all, throughWaterHours, outsideHours, unknownHours }
}

/** Where the speed changes within legs: how many waypoints it takes to write that down. */
export const changesWithinLegs = ({ stretches }: Pick<Passage, 'stretches'>, { steps }: StepPlan): number =>
  steps.filter(({ first }) => at(stretches, first).fromWaypoint < 0).length

/**
 * The plan at the speeds of the steps. Fixed ETAs give way to them.
 * @param withWaypoints one more wherever a speed changes within a leg; without them, or without room for them, each leg
 *   has the one speed that takes as long
 * @returns speeds over ground, or through the water, as the voyage is planned
 */
export function planAtSteps(
  { route, track, departureMs, speedKn }: RoutePlan,
  passage: Passage,
  stepPlan: StepPlan,
  {
    planned,
    rules,
    withWaypoints,
  }: { readonly planned: PlannedSpeed; readonly rules: SpeedRules; readonly withWaypoints: boolean },
): RoutePlan {
  const { legs, stretches } = passage
  const room = route.waypoints.length + changesWithinLegs(passage, stepPlan) <= MAX_EDITABLE_WAYPOINTS
  const changes = new Set(withWaypoints && room ? stepPlan.steps.map(({ first }) => first) : [])
  const lines = legLines(route)
  let next: Route = route
  let [first, within] = [0, 0]
  for (const [index, { to }] of legs.entries()) {
    const leg = at(route.waypoints, to)
    within += at(stretches, index).distanceNm
    const isLast = legs[index + 1]?.to !== to
    if (!isLast && !changes.has(index + 1)) continue
    const knots = speedOver({ first, last: index }, passage, stepPlan, { planned, rules })
    if (isLast) next = setLegSpeed(setFixedEta(next, leg.id, null), leg.id, knots)
    else {
      const line = at(lines, to - 1)
      const extra = { name: 'Speed change', leg: { ...leg.leg, speedKn: knots } }
      next = insertWaypoint(next, leg.id, line.at(within / line.distanceNm), extra)
    }
    first = index + 1
    if (isLast) within = 0
  }
  return { route: next, track, departureMs, speedKn }
}

/** The one speed that takes as long, over ground or through the water. */
function speedOver(
  { first, last }: { readonly first: number; readonly last: number },
  { stretches }: Passage,
  { sailing: { startHours, hours, waterKn }, lateHours }: StepPlan,
  { planned, rules }: { readonly planned: PlannedSpeed; readonly rules: SpeedRules },
): number {
  // Speeds over ground need not be in steps: the last one makes up for what steps are off.
  const off = last === stretches.length - 1 && Math.abs(lateHours) <= KEPT_HOURS ? lateHours : 0
  const [start, end] = [numberAt(startHours, first), numberAt(startHours, last) + numberAt(hours, last) - off]
  const part = stretches.slice(first, last + 1)
  if (planned === 'over ground') return part.reduce((sum, { distanceNm }) => sum + distanceNm, 0) / (end - start)
  const isOne = waterKn.subarray(first, last + 1).every((knots) => knots === waterKn[first])
  if (isOne) return numberAt(waterKn, first)
  const underWay = part.map((stretch, place) => (place === 0 ? { ...stretch, stayHours: 0 } : stretch))
  return numberAt(atOneSpeed(underWay, rules, end, start).waterKn, 0)
}

import { at, numberAt } from '../../at.ts'
import type { PlannedSpeeds } from './speed-plan.ts'
import { sail, type SailedPassage, type SpeedRules } from './speed-sail.ts'

/** A watch: the speed is changed once in it at most. */
const WATCH_HOURS = 4
/** What an engine can be set to, in a knot. */
const STEPS_IN_KNOT = 10
/** Fewer changes are worth this much of what the plan saves against one speed. */
const WORTH = 0.1
/** A share of the fuel that no log would show; one speed is better than steps for it. */
export const LEAST_GAIN = 0.001

/** One speed through the water kept over some stretches. */
interface SpeedStep {
  readonly first: number
  readonly last: number
  readonly waterKn: number
}

/** A plan as a bridge can keep it. */
export interface StepPlan {
  readonly steps: readonly SpeedStep[]
  readonly sailing: SailedPassage
  /** How much later she arrives than wanted, − earlier; minutes at most where there is time for a change. */
  readonly lateHours: number
  /** Fuel over that of the exact plan, as a share of it. */
  readonly cost: number
}

/**
 * The plan in tenths of a knot with one change a watch at most, at a waypoint if the watch has one, and no change that
 * saves next to nothing. A step has two speeds where that is what keeps the ETA. Where the steps cost what they save,
 * it is one speed all the way.
 */
export function bridgeSteps(plan: PlannedSpeeds, rules: SpeedRules): StepPlan {
  const { stretches, best, constantWater } = plan
  const spare = WORTH * Math.max(0, constantWater.fuel - best.fuel)
  const waypoints = stretches.map(({ fromWaypoint }) => fromWaypoint)
  const groups = watches(waypoints, best).map((group) => weighed(group, plan, rules))
  const inWatches = stepsOf(merged(groups, spare), plan, rules)
  const allTheWay = stepsOf(merged(groups, Infinity), plan, rules)
  return allTheWay.cost < inWatches.cost + LEAST_GAIN ? allTheWay : inWatches
}

function stepsOf(groups: readonly Weighed[], { stretches, best }: PlannedSpeeds, rules: SpeedRules): StepPlan {
  const least = Math.ceil(rules.minKn * STEPS_IN_KNOT - 1e-9)
  const most = Math.floor(rules.maxKn * STEPS_IN_KNOT + 1e-9)
  const nearest = (knots: number, by = 0) =>
    least > most ? rules.minKn : Math.min(most, Math.max(least, Math.round(knots * STEPS_IN_KNOT) + by)) / STEPS_IN_KNOT
  const sailed = (steps: readonly SpeedStep[]) => {
    const speeds = stretches.map(() => 0)
    for (const { first, last, waterKn } of steps) speeds.fill(waterKn, first, last + 1)
    return sail(stretches, rules, (_stretch, index) => at(speeds, index))
  }
  const lateBy = (steps: readonly SpeedStep[]) => sailed(steps).arrivalHours - best.arrivalHours
  const rounded = groups.map(({ first, last, weight, sum }) => ({ first, last, waterKn: nearest(sum / weight) }))
  const steps = joined(keepingTime(rounded, best, lateBy, nearest))
  const sailing = sailed(steps)
  const lateHours = sailing.arrivalHours - best.arrivalHours
  return { steps, sailing, lateHours, cost: sailing.fuel / best.fuel - 1 }
}

interface Group {
  readonly first: number
  readonly last: number
}

/** The stretches by watches from the departure; one that has a waypoint changes there. */
function watches(waypoints: readonly number[], { startHours }: SailedPassage): Group[] {
  const starts = [0]
  let watch = 0
  for (const [index, waypoint] of waypoints.entries()) {
    const its = Math.floor(numberAt(startHours, index) / WATCH_HOURS + 1e-9)
    if (its > watch) starts.push(index)
    else if (waypoint >= 0 && its > 0 && at(waypoints, at(starts, starts.length - 1)) < 0)
      starts[starts.length - 1] = index
    watch = its
  }
  return starts.map((first, place) => ({ first, last: (starts[place + 1] ?? waypoints.length) - 1 }))
}

/** Fuel that one speed in place of several costs is, near the best, Σ weight·(V − mean)². */
interface Weighed extends Group {
  readonly weight: number
  readonly sum: number
  readonly squares: number
}

function weighed(
  { first, last }: Group,
  { stretches, best }: Pick<PlannedSpeeds, 'stretches' | 'best'>,
  { exponent: n }: SpeedRules,
): Weighed {
  let [weight, sum, squares] = [0, 0, 0]
  for (let index = first; index <= last; index++) {
    const knots = numberAt(best.waterKn, index)
    const its = ((n * (n - 1)) / 2) * at(stretches, index).resistance * knots ** (n - 2) * numberAt(best.hours, index)
    weight += its
    sum += its * knots
    squares += its * knots ** 2
  }
  return { first, last, weight, sum, squares }
}

const together = (one: Weighed, next: Weighed): Weighed => ({
  first: one.first,
  last: next.last,
  weight: one.weight + next.weight,
  sum: one.sum + next.sum,
  squares: one.squares + next.squares,
})

const costOf = ({ weight, sum, squares }: Weighed) => (weight > 0 ? Math.max(0, squares - sum ** 2 / weight) : 0)

/** Joins the neighbours whose difference is worth least, as long as that is within what may be spent. */
function merged(groups: readonly Weighed[], spare: number): Weighed[] {
  const left = [...groups]
  let spent = 0
  while (left.length > 1) {
    const costs = left.slice(1).map((next, place) => {
      const one = at(left, place)
      return costOf(together(one, next)) - costOf(one) - costOf(next)
    })
    const least = costs.indexOf(Math.min(...costs))
    spent += at(costs, least)
    // What rounding alone makes of equal speeds is no difference.
    if (spent > spare + 1e-12) break
    left.splice(least, 2, together(at(left, least), at(left, least + 1)))
  }
  return left
}

/** An arrival as good as the one wanted. */
export const KEPT_HOURS = 1 / 60

interface Trial {
  readonly steps: readonly SpeedStep[]
  readonly lateHours: number
}

/** The longest step, or the next that serves, at the two speeds about its own, changed where that keeps the arrival. */
function keepingTime(
  rounded: readonly SpeedStep[],
  { startHours, hours }: SailedPassage,
  lateBy: (steps: readonly SpeedStep[]) => number,
  other: (knots: number, by: number) => number,
): readonly SpeedStep[] {
  const start = (index: number) => numberAt(startHours, index)
  const end = (index: number) => start(index) + numberAt(hours, index)
  const length = ({ first, last }: SpeedStep) => end(last) - start(first)
  const tried = (steps: readonly SpeedStep[]): Trial => ({ steps, lateHours: lateBy(steps) })
  let best = tried(rounded)
  for (const step of rounded.toSorted((one, next) => length(next) - length(one))) {
    if (Math.abs(best.lateHours) <= KEPT_HOURS) break
    const place = rounded.indexOf(step)
    const alone = (waterKn: number) => rounded.with(place, { ...step, waterKn })
    // Slow enough to be late, and a tenth faster to be in time.
    let slow = step.waterKn
    while (lateBy(alone(slow)) < 0 && other(slow, -1) < slow) slow = other(slow, -1)
    while (other(slow, 1) > slow && lateBy(alone(other(slow, 1))) > 0) slow = other(slow, 1)
    const changes = [step.first]
    for (let change = step.first + 1; change <= step.last; change++) {
      const isOneAWatch =
        start(change) - start(step.first) >= WATCH_HOURS && end(step.last) - start(change) >= WATCH_HOURS
      if (isOneAWatch) changes.push(change)
    }
    changes.push(step.last + 1)
    const changed = (which: number) => {
      const change = at(changes, which)
      return tried([
        ...rounded.slice(0, place),
        ...(change > step.first ? [{ ...step, last: change - 1, waterKn: slow }] : []),
        ...(change <= step.last ? [{ ...step, first: change, waterKn: other(slow, 1) }] : []),
        ...rounded.slice(place + 1),
      ])
    }
    // The later she goes faster, the later she arrives.
    let [low, high] = [0, changes.length - 1]
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (changed(middle).lateHours > 0) high = middle
      else low = middle
    }
    for (const trial of [changed(low), changed(high)])
      if (Math.abs(trial.lateHours) < Math.abs(best.lateHours)) best = trial
  }
  return best.steps
}

/** Neighbours of one speed as one. */
function joined(steps: readonly SpeedStep[]): SpeedStep[] {
  const all: SpeedStep[] = []
  for (const step of steps) {
    const before = all.at(-1)
    if (before?.waterKn === step.waterKn) all[all.length - 1] = { ...before, last: step.last }
    else all.push(step)
  }
  return all
}

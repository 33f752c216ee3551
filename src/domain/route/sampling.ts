import { AppError } from '../errors.ts'
import type { RequestPoints } from '../tasks/submission.ts'
import { MAX_POINTS, type Route } from './route.ts'
import { type Timing, type TimedLeg, timedLegs } from './timed-legs.ts'
import { MINUTE_MS, SECOND_MS, secondBegun } from '../time.ts'

export interface SamplingPlan extends Timing {
  /** Minutes between samples along a leg, above 0. */
  readonly stepMin: number
}

/** The points to ask for, with what the screen needs to know about each. All arrays have one length. */
export interface Samples extends RequestPoints {
  /** From the first waypoint along the line, nautical miles. */
  readonly distanceNm: Float64Array
  /** Index of the waypoint a sample stands on; −1 between waypoints. */
  readonly waypointIndex: Int32Array
}

/** Steps in a span of time, counting its start but not its end; a step within a second of the end is the end. */
function stepsIn(spanMs: number, stepMs: number): number {
  return Math.max(1, Math.ceil((spanMs - SECOND_MS) / stepMs))
}

/** A leg with a known departure and duration. */
interface SailedLeg extends TimedLeg {
  readonly departMs: number
  readonly durationMs: number
}

const isSailed = (leg: TimedLeg): leg is SailedLeg => leg.departMs !== null && leg.durationMs !== null

const samplesOnLeg = ({ durationMs }: SailedLeg, stepMs: number) => stepsIn(durationMs, stepMs)
/** While the ship stays where the leg begins: from her arrival, and once more when she leaves. */
const samplesOfStay = ({ stayMs }: TimedLeg, stepMs: number) => (stayMs > 0 ? stepsIn(stayMs, stepMs) : 0)

function usable(all: readonly TimedLeg[], { departureMs, stepMin }: SamplingPlan): all is readonly SailedLeg[] {
  return stepMin > 0 && Number.isFinite(stepMin) && Number.isFinite(departureMs) && all.every(isSailed)
}

const countOf = (all: readonly SailedLeg[], stepMs: number) =>
  all.reduce((sum, leg) => sum + samplesOfStay(leg, stepMs) + samplesOnLeg(leg, stepMs), 1)

/**
 * How many points a plan gives, without computing them: every waypoint, and every step along each leg and each stay.
 * @returns 0 for no route; null where a speed, the step or the departure cannot be used
 */
export function countSamples(route: Route, plan: SamplingPlan): number | null {
  if (route.waypoints.length === 0) return 0
  const all = timedLegs(route, plan).legs
  return usable(all, plan) ? countOf(all, plan.stepMin * MINUTE_MS) : null
}

function planned(route: Route, plan: SamplingPlan): { all: readonly SailedLeg[]; stepMs: number; count: number } {
  const all = timedLegs(route, plan).legs
  if (!usable(all, plan)) throw new AppError('unexpected', `speed ${plan.speedKn} kn, step ${plan.stepMin} min`)
  const stepMs = plan.stepMin * MINUTE_MS
  const count = route.waypoints.length === 0 ? 0 : countOf(all, stepMs)
  if (count > MAX_POINTS) throw new AppError('too-many-points', `${count} points`)
  return { all, stepMs, count }
}

/**
 * The points along a route: every waypoint, every step along each leg on the leg's own line, and every step of a stay,
 * at whole seconds. Steps begin anew at each waypoint. Times are computed from the departure and rounded last.
 * @throws AppError `too-many-points` (over 200,000, the detail gives their number), `unexpected` for a speed or step
 *   that is not above 0
 */
export function samplePoints(route: Route, plan: SamplingPlan): Samples {
  const { all, stepMs, count } = planned(route, plan)
  const samples = allocate(count)
  let next = 0
  let distanceNm = 0
  for (const leg of all) {
    const { departMs, durationMs } = leg
    const place = leg.index - 1
    for (let step = 0; step < samplesOfStay(leg, stepMs); step += 1) {
      put(samples, next++, leg.from.position, departMs - leg.stayMs + step * stepMs, distanceNm, place)
    }
    const steps = samplesOnLeg(leg, stepMs)
    for (let step = 0; step < steps; step += 1) {
      const fraction = step === 0 ? 0 : (step * stepMs) / durationMs
      put(
        samples,
        next++,
        leg.line.at(fraction),
        departMs + step * stepMs,
        distanceNm + fraction * leg.distanceNm,
        step === 0 ? place : -1,
      )
    }
    distanceNm += leg.distanceNm
  }
  const last = route.waypoints.at(-1)
  if (last) put(samples, next, last.position, endOf(all, plan), distanceNm, route.waypoints.length - 1)
  return samples
}

const endOf = (all: readonly TimedLeg[], { departureMs }: SamplingPlan) => all.at(-1)?.arriveMs ?? departureMs

/** The times of `samplePoints` alone, which cost no geodesy: enough to say what the service covers. */
export function sampleTimes(route: Route, plan: SamplingPlan): Float64Array {
  const { all, stepMs, count } = planned(route, plan)
  const times = new Float64Array(count)
  let next = 0
  for (const leg of all) {
    const { departMs } = leg
    const [waits, steps] = [samplesOfStay(leg, stepMs), samplesOnLeg(leg, stepMs)]
    for (let step = 0; step < waits; step += 1) times[next++] = secondBegun(departMs - leg.stayMs + step * stepMs)
    for (let step = 0; step < steps; step += 1) times[next++] = secondBegun(departMs + step * stepMs)
  }
  if (count > 0) times[next] = secondBegun(endOf(all, plan))
  return times
}

function allocate(count: number): Samples {
  const column = () => new Float64Array(count)
  return { lat: column(), lon: column(), timeMs: column(), distanceNm: column(), waypointIndex: new Int32Array(count) }
}

function put(
  samples: Samples,
  index: number,
  { lat, lon }: { lat: number; lon: number },
  timeMs: number,
  distanceNm: number,
  waypoint: number,
): void {
  samples.lat[index] = lat
  samples.lon[index] = lon
  samples.timeMs[index] = secondBegun(timeMs)
  samples.distanceNm[index] = distanceNm
  samples.waypointIndex[index] = waypoint
}

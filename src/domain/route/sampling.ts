import { AppError } from '../errors.ts'
import type { RequestPoints } from '../tasks/submission.ts'
import { legs, type RouteLeg } from './legs.ts'
import { MAX_POINTS, type Route } from './route.ts'
import type { Timing } from './schedule.ts'

export interface SamplingPlan extends Timing {
  /** Minutes between samples along a leg, above 0. */
  readonly stepMin: number
}

/** The points to ask for, with what the screen needs to know of each. All arrays have one length. */
export interface Samples extends RequestPoints {
  /** From the first waypoint along the line, nautical miles. */
  readonly distanceNm: Float64Array
  /** Index of the waypoint a sample stands on; −1 between waypoints. */
  readonly waypointIndex: Int32Array
}

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS

export const wholeSecond = (ms: number) => Math.round(ms / SECOND_MS) * SECOND_MS

/** Samples on a leg, its start counted and its end not; a step that ends within a second of the waypoint is the waypoint. */
function samplesOnLeg({ durationMs }: RouteLeg, stepMs: number): number {
  return Math.max(1, Math.ceil((durationMs! - SECOND_MS) / stepMs))
}

function usable(all: readonly RouteLeg[], { departureMs, stepMin }: SamplingPlan): boolean {
  return stepMin > 0 && Number.isFinite(stepMin) && Number.isFinite(departureMs) && all.every((leg) => leg.durationMs !== null)
}

const countOf = (all: readonly RouteLeg[], stepMs: number) => all.reduce((sum, leg) => sum + samplesOnLeg(leg, stepMs), 1)

/**
 * How many points a plan gives, without computing them: every waypoint, and every step along each leg.
 * @returns 0 for no route; null where a speed, the step or the departure cannot be used
 */
export function countSamples(route: Route, plan: SamplingPlan): number | null {
  if (route.waypoints.length === 0) return 0
  const all = legs(route, plan.speedKn)
  return usable(all, plan) ? countOf(all, plan.stepMin * MINUTE_MS) : null
}

function planned(route: Route, plan: SamplingPlan): { all: RouteLeg[]; stepMs: number; count: number } {
  const all = legs(route, plan.speedKn)
  if (!usable(all, plan)) throw new AppError('unexpected', `speed ${plan.speedKn} kn, step ${plan.stepMin} min`)
  const stepMs = plan.stepMin * MINUTE_MS
  const count = route.waypoints.length === 0 ? 0 : countOf(all, stepMs)
  if (count > MAX_POINTS) throw new AppError('too-many-points', `${count} points`)
  return { all, stepMs, count }
}

/**
 * The points along a route: every waypoint and every step along each leg, on the leg's own line, at whole seconds.
 * Steps begin anew at each waypoint. Times are computed unrounded from the departure and rounded last.
 * @throws AppError `too-many-points` (over 200,000, the detail gives their number), `unexpected` for a speed or step that is not above 0
 */
export function samplePoints(route: Route, plan: SamplingPlan): Samples {
  const { all, stepMs, count } = planned(route, plan)
  const samples = allocate(count)
  let next = 0
  let distanceNm = 0
  let timeMs = plan.departureMs
  for (const leg of all) {
    const steps = samplesOnLeg(leg, stepMs)
    for (let step = 0; step < steps; step += 1) {
      const fraction = step === 0 ? 0 : (step * stepMs) / leg.durationMs!
      put(samples, next++, leg.line.at(fraction), timeMs + step * stepMs, distanceNm + fraction * leg.distanceNm, step === 0 ? leg.index - 1 : -1)
    }
    distanceNm += leg.distanceNm
    timeMs += leg.durationMs!
  }
  const last = route.waypoints.at(-1)
  if (last) put(samples, next, last.position, timeMs, distanceNm, route.waypoints.length - 1)
  return samples
}

/** The times of `samplePoints` alone, which cost no geodesy: enough to say what the service covers. */
export function sampleTimes(route: Route, plan: SamplingPlan): Float64Array {
  const { all, stepMs, count } = planned(route, plan)
  const times = new Float64Array(count)
  let next = 0
  let timeMs = plan.departureMs
  for (const leg of all) {
    const steps = samplesOnLeg(leg, stepMs)
    for (let step = 0; step < steps; step += 1) times[next++] = wholeSecond(timeMs + step * stepMs)
    timeMs += leg.durationMs!
  }
  if (count > 0) times[next] = wholeSecond(timeMs)
  return times
}

function allocate(count: number): Samples {
  const column = () => new Float64Array(count)
  return { lat: column(), lon: column(), timeMs: column(), distanceNm: column(), waypointIndex: new Int32Array(count) }
}

function put(samples: Samples, index: number, { lat, lon }: { lat: number; lon: number }, timeMs: number, distanceNm: number, waypoint: number): void {
  samples.lat[index] = lat
  samples.lon[index] = lon
  samples.timeMs[index] = wholeSecond(timeMs)
  samples.distanceNm[index] = distanceNm
  samples.waypointIndex[index] = waypoint
}

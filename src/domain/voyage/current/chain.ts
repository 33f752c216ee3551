import { numberAt } from '../../at.ts'
import { HOUR_MS, MINUTE_MS } from '../../time.ts'
import { type CurrentFan } from './fan.ts'
import { acrossCourse, groundSpeed } from './triangle.ts'
import { degrees } from '../../geodesy/wgs84.ts'

/** A plan to be kept at a speed through the water, as columns with one value for each sample. */
export interface WaterPlan {
  /** As planned in still water, epoch milliseconds UTC. */
  readonly timeMs: Float64Array
  /** From the first sample. */
  readonly distanceNm: Float64Array
  /** From each sample to the next, degrees true. */
  readonly cogDeg: Float64Array
}

/** A plan with the times that the current leaves of it. */
export interface EtaChain {
  /** Epoch milliseconds UTC; NaN beyond where she cannot hold the track. */
  readonly timeMs: Float64Array
  /** The last sample she reaches, if she cannot hold the track from there to the next; null: she arrives. */
  readonly heldUpTo: number | null
  readonly passes: number
  /** How far the last pass moved any time, milliseconds. */
  readonly movedMs: number
  /** Miles sailed as in still water because the current is not known. */
  readonly unknownNm: number
  /** How much sooner or later she may arrive for these, hours; null: none lack, or no current is known to judge by. */
  readonly bandHours: number | null
  /** The data are of other times than these: ask again. */
  readonly hasLeft: boolean
}

/** When the times agree, and how often the service may be asked for one voyage and change. */
export const AGREEMENT = { withinMs: MINUTE_MS, passes: 50, requests: 3 } as const

/** Ask again at the corrected times, or is it enough? @param requests made so far */
export const shouldAskAgain = ({ hasLeft }: Pick<EtaChain, 'hasLeft'>, requests: number): boolean =>
  hasLeft && requests < AGREEMENT.requests

/**
 * Times of a plan kept at its speed through the water, in agreement with a current that changes with them. Each time
 * depends on earlier ones only, so the passes always come to an end.
 * @param until when to stop; sooner or later than usual for looking at the way there
 */
export function chainOfEtas(
  plan: WaterPlan,
  fan: CurrentFan,
  { withinMs, passes }: { readonly withinMs: number; readonly passes: number } = AGREEMENT,
): EtaChain {
  let timeMs = plan.timeMs
  let pass = { timeMs, heldUpTo: null as number | null }
  let [done, movedMs] = [0, Infinity]
  while (done < passes && movedMs > withinMs) {
    pass = onePass(plan, fan, timeMs)
    movedMs = largestMove(pass.timeMs, timeMs)
    timeMs = pass.timeMs
    done++
  }
  const { heldUpTo } = pass
  const reached = heldUpTo === null ? plan.timeMs.length : heldUpTo + 1
  return {
    timeMs: timeMs.map((time, index) => (index < reached ? time : NaN)),
    heldUpTo,
    passes: done,
    movedMs,
    ...notKnown(plan, fan, timeMs, reached),
    hasLeft: timeMs.subarray(0, reached).some((time, index) => fan.hasLeft(index, time)),
  }
}

/** Each step by the mean of its slowness at both ends. Beyond where she is held, the plan's own steps. */
function onePass(
  plan: WaterPlan,
  fan: CurrentFan,
  timeMs: Float64Array,
): { timeMs: Float64Array; heldUpTo: number | null } {
  const next = Float64Array.from(plan.timeMs)
  let heldUpTo: number | null = null
  for (let index = 1; index < next.length; index++) {
    const { distanceNm, waterKn, plannedMs } = stepTo(plan, index)
    const [start, end] = [index - 1, index].map((at) => stepSpeed(plan, fan, index, at, numberAt(timeMs, at), waterKn))
    const held = distanceNm > 0 && (start === 0 || end === 0)
    if (held) heldUpTo ??= index - 1
    const sailed = distanceNm > 0 && !held
    const hours = (distanceNm * (1 / (start ?? NaN) + 1 / (end ?? NaN))) / 2
    next[index] = numberAt(next, index - 1) + (sailed ? hours * HOUR_MS : plannedMs)
  }
  return { timeMs: next, heldUpTo }
}

function stepTo({ distanceNm, timeMs }: WaterPlan, index: number) {
  const plannedMs = numberAt(timeMs, index) - numberAt(timeMs, index - 1)
  const step = numberAt(distanceNm, index) - numberAt(distanceNm, index - 1)
  return { distanceNm: step, plannedMs, waterKn: (step / plannedMs) * HOUR_MS }
}

/** Speed over ground at a sample on the course of the step to `index`; without a known current as in still water. */
function stepSpeed(
  plan: WaterPlan,
  fan: CurrentFan,
  index: number,
  sample: number,
  timeMs: number,
  waterKn: number,
): number {
  const { alongKn, acrossKn } = alongAt(plan, fan, index, sample, timeMs)
  const groundKn = groundSpeed(waterKn, alongKn, acrossKn)
  return Number.isNaN(groundKn) ? waterKn : groundKn
}

function alongAt(plan: WaterPlan, fan: CurrentFan, index: number, sample: number, timeMs: number) {
  const { eastKn, northKn } = fan.at(sample, timeMs)
  return acrossCourse(
    { speedKn: Math.hypot(eastKn, northKn), setDeg: degrees(Math.atan2(eastKn, northKn)) },
    numberAt(plan.cogDeg, index - 1),
  )
}

function largestMove(now: Float64Array, before: Float64Array): number {
  let most = 0
  for (let index = 0; index < now.length; index++)
    most = Math.max(most, Math.abs(numberAt(now, index) - numberAt(before, index)))
  return most
}

/** Miles without a current, and what they may change: as much as 95 of 100 known currents along the track would. */
function notKnown(
  plan: WaterPlan,
  fan: CurrentFan,
  timeMs: Float64Array,
  reached: number,
): Pick<EtaChain, 'unknownNm' | 'bandHours'> {
  const known: number[] = []
  let [unknownNm, hoursPerKn] = [0, 0]
  for (let index = 1; index < reached; index++) {
    const { distanceNm, waterKn } = stepTo(plan, index)
    if (!(distanceNm > 0)) continue
    for (const sample of [index - 1, index]) {
      const { alongKn } = alongAt(plan, fan, index, sample, numberAt(timeMs, sample))
      if (!Number.isNaN(alongKn)) known.push(Math.abs(alongKn))
      else {
        unknownNm += distanceNm / 2
        hoursPerKn += distanceNm / 2 / waterKn ** 2
      }
    }
  }
  known.sort((one, other) => one - other)
  const usual = known[Math.ceil(0.95 * known.length) - 1]
  return { unknownNm, bandHours: unknownNm > 0 && usual !== undefined ? hoursPerKn * usual : null }
}

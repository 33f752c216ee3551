import { numberAt } from '../at.ts'
import type { Answer, ResultColumns } from '../metocean/result.ts'
import { samplePoints, sampleTimes } from '../route/sampling.ts'
import { trackPoints } from '../route/track-points.ts'
import { answeredAlternative } from '../tasks/answer-name.ts'
import { activeAlternative, isSailable, nameAmong, type PlannedSpeed, type RoutePlan, type Voyage } from './voyage.ts'

/** A request writes six decimals, so what comes back differs by less than this from what was planned. Degrees. */
const SAME_DEG = 2e-5
const SAME_MS = 1000

/** What decides the points of a voyage's request. */
export type PlanParts = RoutePlan & { readonly stepMin: number }

/**
 * Does an answer belong to the voyage as it is planned now? It does where every point of it is a point of the plan, in
 * order from the first; the plan may go on after it (`Only the first 10 days`).
 *
 * Times come first: they need no geodesy, and nearly every change of a plan changes one.
 * @param isCorrected its times are the plan's with the current: only the first must be the same
 */
export function answersPlan(
  answer: Pick<ResultColumns, 'count' | 'lat' | 'lon' | 'timeMs'>,
  plan: PlanParts,
  isCorrected = false,
): boolean {
  if (answer.count === 0 || (!plan.track && plan.route.waypoints.length < 2)) return false
  try {
    return hasTimes(answer, plan, isCorrected) && hasPositions(answer, plan)
  } catch {
    return false // not a plan that could be asked for
  }
}

/** When the plan is at each of its points, epoch milliseconds. @throws AppError where it cannot be asked for */
export const plannedTimes = ({ route, track, ...timing }: PlanParts): Float64Array =>
  track ? trackPoints(track, timing).timeMs : sampleTimes(route, timing)

function hasTimes(answer: Pick<ResultColumns, 'count' | 'timeMs'>, plan: PlanParts, isCorrected: boolean): boolean {
  const planned = plannedTimes(plan)
  if (answer.count > planned.length) return false
  for (let index = 0; index < (isCorrected ? 1 : answer.count); index += 1)
    if (Math.abs(numberAt(answer.timeMs, index) - numberAt(planned, index)) > SAME_MS) return false
  return true
}

function hasPositions(
  answer: Pick<ResultColumns, 'count' | 'lat' | 'lon'>,
  { route, track, ...timing }: PlanParts,
): boolean {
  const { lat, lon } = track ?? samplePoints(route, timing)
  // Both are unwrapped, but each from its own first point.
  const turn = Math.round((numberAt(lon, 0) - numberAt(answer.lon, 0)) / 360) * 360
  for (let index = 0; index < answer.count; index += 1) {
    if (Math.abs(numberAt(answer.lat, index) - numberAt(lat, index)) > SAME_DEG) return false
    if (Math.abs(numberAt(answer.lon, index) + turn - numberAt(lon, index)) > SAME_DEG) return false
  }
  return true
}

/** Are its times those of its plan with the current? */
export const isCorrected = ({ askedFor }: Pick<Answer, 'askedFor'>): boolean => (askedFor?.corrections ?? 0) > 0

/**
 * What the times of an answer stand for: those of a plan through still water, once corrected for the current, are times
 * over ground.
 */
export const plannedIn = (answer: Pick<Answer, 'askedFor'>, planned: PlannedSpeed): PlannedSpeed =>
  isCorrected(answer) ? 'over ground' : planned

/** Is an answer shown beside a plan it is not for? Where nothing is planned, only one of this very voyage can be. */
export function isOtherPlan(
  { columns, askedFor }: Pick<Answer, 'columns' | 'askedFor'>,
  voyageId: string,
  plan: PlanParts,
): boolean {
  return isSailable(plan) ? !answersPlan(columns, plan, isCorrected({ askedFor })) : askedFor?.voyageId === voyageId
}

/** What is said of an answer that is not for the plan: whose it is, if it is for another alternative of the voyage. */
export function otherPlanWords({ askedFor }: Pick<Answer, 'askedFor'>, voyage: Voyage): string {
  const open = activeAlternative(voyage)
  const its = askedFor?.alternativeId === open.id ? '' : answeredAlternative({ askedFor }, voyage)
  return its ? `Answer for ${its}; ${nameAmong(voyage, open) || 'another route'} is open` : 'Not for the current plan'
}

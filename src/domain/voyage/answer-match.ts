import type { ResultColumns } from '../metocean/result.ts'
import type { RequestPoints } from '../tasks/submission.ts'
import { requestPoints } from './request-plan.ts'
import type { Voyage } from './voyage.ts'

/** A request writes six decimals, so what comes back differs by less than this from what was planned. Degrees. */
const SAME_DEG = 2e-5
const SAME_MS = 1000

/**
 * Does an answer belong to the voyage as it is planned now? It does where every point of it is a point of the plan, in
 * order from the first; the plan may go on after it (`Only the first 10 days`).
 */
export function answersPlan(answer: Pick<ResultColumns, 'count' | 'lat' | 'lon' | 'timeMs'>, voyage: Voyage): boolean {
  const plan = planned(voyage)
  if (!plan || answer.count === 0 || answer.count > plan.lat.length) return false
  // Both are unwrapped, but each from its own first point.
  const turn = Math.round((plan.lon[0]! - answer.lon[0]!) / 360) * 360
  for (let index = 0; index < answer.count; index += 1) {
    if (Math.abs(answer.lat[index]! - plan.lat[index]!) > SAME_DEG) return false
    if (Math.abs(answer.lon[index]! + turn - plan.lon[index]!) > SAME_DEG) return false
    if (Math.abs(answer.timeMs[index]! - plan.timeMs[index]!) > SAME_MS) return false
  }
  return true
}

/** The points of the plan, or null where it has none (no route, or a speed that cannot be used). */
function planned(voyage: Voyage): RequestPoints | null {
  if (!voyage.track && voyage.route.waypoints.length < 2) return null
  try {
    return requestPoints(voyage)
  } catch {
    return null // not a plan that could be asked for
  }
}

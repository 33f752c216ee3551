import type { Position } from '../position.ts'
import type { LegType } from '../route/route.ts'
import { legLine } from './leg-line.ts'

/** At 30 NM between points a great circle drawn straight from point to point is off by less than 0.1 NM below 70° of latitude. */
const MAX_STEP_NM = 30

/**
 * A leg as points close enough together to be drawn with straight lines, both ends included.
 * Rhumb lines too: they are straight on an ellipsoidal Mercator, the map's is spherical.
 * @param options.maxStepNm largest distance between two points
 * @returns unwrapped positions, at least two
 */
export function densify(from: Position, to: Position, type: LegType, options: { maxStepNm?: number } = {}): Position[] {
  const line = legLine(from, to, type)
  const steps = Math.max(1, Math.ceil(line.distanceNm / (options.maxStepNm ?? MAX_STEP_NM)))
  return Array.from({ length: steps + 1 }, (_, step) => line.at(step / steps))
}

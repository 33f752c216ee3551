import { KNOTS_PER_MS, directionColumn, layerById, magnitudeColumn } from '../metocean/layers/layers.ts'
import type { ResultColumns } from '../metocean/result.ts'
import { type Mean, timeMean } from '../metocean/statistics.ts'
import { trackOf } from '../metocean/along-track.ts'
import { radians } from '../geodesy/wgs84.ts'

const HOUR_MS = 3_600_000
/** Slower than this through the water she is not sailing a leg, and distance by speed says nothing. Knots. */
const DRIFTING_KN = 0.5

/** What the current does to a passage. */
export interface CurrentEffect {
  /** Along the course, knots over time, + favourable. */
  readonly along: Mean
  /** Against the same speed through still water, hours, + gained; of the part that is known. */
  readonly hoursGained: number
}

/** Hours won on a leg by a current: + gained. @param distanceNm over ground @param waterKn, groundKn speeds above 0 */
export const hoursGained = (distanceNm: number, waterKn: number, groundKn: number): number =>
  distanceNm / waterKn - distanceNm / groundKn

/** Speed through the water of a ship that makes good a course and speed in a current; all in knots and degrees. */
export function waterSpeed(groundKn: number, cogDeg: number, currentKn: number, setDeg: number): number {
  const along = currentKn * Math.cos(radians(setDeg - cogDeg))
  const across = currentKn * Math.sin(radians(setDeg - cogDeg))
  return Math.hypot(groundKn - along, across)
}

/**
 * The current's part in a passage, step by step with the current at its beginning and end. Speeds over ground are those
 * of the answer's own positions and times.
 * @returns null where the answer has no current, or none is known over a step
 */
export function currentEffect(columns: ResultColumns): CurrentEffect | null {
  const layer = layerById.current
  const [speed, set] = [magnitudeColumn(layer, columns), directionColumn(layer, columns)]
  const { current, distanceNm, cogDeg } = trackOf(columns)
  const along = current && timeMean(current, columns.timeMs)
  if (!along || !speed || !set) return null
  let gained = 0
  for (let index = 1; index < columns.count; index++) {
    const hours = (columns.timeMs[index]! - columns.timeMs[index - 1]!) / HOUR_MS
    const miles = distanceNm[index]! - distanceNm[index - 1]!
    const through = (at: number) =>
      speed[at] === 0
        ? miles / hours
        : waterSpeed(miles / hours, cogDeg[index - 1]!, speed[at]! * KNOTS_PER_MS, set[at]!)
    const waterKn = (through(index - 1) + through(index)) / 2
    if (hours > 0 && miles > 0 && waterKn >= DRIFTING_KN) gained += hoursGained(miles, waterKn, miles / hours)
  }
  return { along, hoursGained: gained }
}

import { degrees, normaliseCourse, radians } from '../../geodesy/wgs84.ts'
import { type Estimate, estimated, noEstimate } from '../estimate.ts'

/** A current, or any flow, as it carries a ship. Its direction means nothing where it is 0. */
export interface Drift {
  readonly speedKn: number
  /** Where it sets, degrees true. */
  readonly setDeg: number
}

/** A ship in a current. */
interface Triangle {
  /** Where she points, and how fast she goes through the water. */
  readonly headingDeg: number
  readonly waterKn: number
  /** How fast she goes over the ground, along her course. */
  readonly groundKn: number
}

/** The parts of a current along a course, + favourable, and across it, + to starboard. Knots. */
export function acrossCourse({ speedKn, setDeg }: Drift, cogDeg: number): { alongKn: number; acrossKn: number } {
  if (speedKn === 0) return { alongKn: 0, acrossKn: 0 }
  const θ = radians(setDeg - cogDeg)
  return { alongKn: speedKn * Math.cos(θ), acrossKn: speedKn * Math.sin(θ) }
}

/** The current is too strong, across or ahead. */
export const CANNOT_HOLD = 'cannot hold this track'

/** What is left of 0 knots after rounding. */
const ROUNDING_KN = 1e-9

/** Speed over ground along a track, knots; 0 where she cannot hold it, NaN where a part is not known. */
export function groundSpeed(waterKn: number, alongKn: number, acrossKn: number): number {
  if (Number.isNaN(waterKn + alongKn + acrossKn)) return NaN
  if (Math.abs(acrossKn) > waterKn) return 0
  const speed = Math.sqrt(waterKn ** 2 - acrossKn ** 2) + alongKn
  return speed > ROUNDING_KN ? speed : 0
}

/** Heading and speed over ground of a ship that keeps a speed through the water on a course. Never a clamp. */
export function steer(waterKn: number, cogDeg: number, current: Drift): Estimate<Triangle> {
  const { alongKn, acrossKn } = acrossCourse(current, cogDeg)
  const groundKn = groundSpeed(waterKn, alongKn, acrossKn)
  if (Number.isNaN(groundKn + cogDeg)) return noEstimate('speed, course or current not known')
  if (groundKn === 0) return noEstimate(CANNOT_HOLD)
  return estimated({ headingDeg: normaliseCourse(cogDeg - degrees(Math.asin(acrossKn / waterKn))), waterKn, groundKn })
}

/** Heading and speed through the water of a ship that makes good a course and speed; NaN where a part is not known. */
export function steerOverGround(groundKn: number, cogDeg: number, current: Drift): Triangle {
  const { alongKn, acrossKn } = acrossCourse(current, cogDeg)
  return {
    headingDeg: normaliseCourse(cogDeg + degrees(Math.atan2(-acrossKn, groundKn - alongKn))),
    waterKn: Math.hypot(groundKn - alongKn, acrossKn),
    groundKn,
  }
}

/** Where a heading and speed through the water take a ship; the course means nothing where she is held on the spot. */
export function madeGood(headingDeg: number, waterKn: number, current: Drift): { cogDeg: number; groundKn: number } {
  const { alongKn, acrossKn } = acrossCourse(current, headingDeg)
  const cogDeg = normaliseCourse(headingDeg + degrees(Math.atan2(acrossKn, waterKn + alongKn)))
  return { cogDeg, groundKn: Math.hypot(waterKn + alongKn, acrossKn) }
}

/** Hours won on a leg by a current: + gained. @param distanceNm over ground @param waterKn, groundKn speeds above 0 */
export const hoursGained = (distanceNm: number, waterKn: number, groundKn: number): number =>
  distanceNm / waterKn - distanceNm / groundKn

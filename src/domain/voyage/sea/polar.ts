import { radians } from '../../geodesy/wgs84.ts'
import { FLAT_M } from '../../metocean/layers/field-look.ts'
import { deepWaveLength, isWavePeriod } from './dispersion.ts'
import { type Danger, HIGH_WAVES, ROLLING, type RollingShip, SURF_RIDING_DEG, surfRidingKn } from './dangers.ts'

/**
 * A zone of speeds and courses near a danger. All bounds depend on the speed towards the waves alone, so a zone is a
 * strip across their direction; that of surf-riding lies in a wedge astern besides.
 */
export interface DangerStrip {
  readonly danger: Danger
  readonly level: 'low sea' | 'caution' | 'limit'
  /** Knots towards where the waves come from; ends included, except in the wedge. */
  readonly fromKn: number
  readonly toKn: number
  readonly wedge: boolean
}

/**
 * The zones for one part of the sea and one period, those of caution before those of the limit within them.
 * @param periodS the period taken as that of the waves
 * @returns none where height or period is not known; of a danger whose ship's figure is not known, none
 */
export function dangerStrips(periodS: number, heightM: number, { lengthM, rollPeriodS }: RollingShip): DangerStrip[] {
  if (!isWavePeriod(periodS) || !(heightM >= FLAT_M)) return []
  const resonances = (['caution', 'limit'] as const).flatMap((level) => [
    ...rollingStrips('synchronous', level, periodS, heightM, rollPeriodS),
    ...rollingStrips('parametric', level, periodS, heightM, rollPeriodS),
    ...rollingStrips('parametric', level, periodS, heightM, rollPeriodS / 2),
  ])
  const { from, to, lengthShare, heightShare } = HIGH_WAVES
  const isHigh = deepWaveLength(periodS) > lengthShare * lengthM && heightM > heightShare * lengthM
  const limit = { level: 'limit', wedge: false } as const
  return [
    ...resonances,
    ...(isHigh ? [{ ...limit, danger: 'high-waves' as const, fromKn: from * periodS, toKn: to * periodS }] : []),
    ...(lengthM > 0
      ? [
          {
            danger: 'surf-riding',
            level: 'limit',
            wedge: true,
            fromKn: -Infinity,
            toKn: -surfRidingKn(lengthM),
          } as const,
        ]
      : []),
  ]
}

/** Where the period of encounter is near a period of roll: meeting the waves, and overtaking them. */
function rollingStrips(
  danger: Danger,
  level: 'caution' | 'limit',
  periodS: number,
  heightM: number,
  rollS: number,
): DangerStrip[] {
  if (!(rollS > 0) || (heightM < ROLLING.heightM && level === 'caution')) return []
  const share = heightM < ROLLING.heightM ? ROLLING.caution : ROLLING[level]
  const [slow, fast] = [(3 * periodS ** 2) / (rollS * (1 + share)), (3 * periodS ** 2) / (rollS * (1 - share))]
  const still = -3 * periodS // moving with the waves
  const strip = { danger, level: heightM < ROLLING.heightM ? 'low sea' : level, wedge: false } as const
  return [
    { ...strip, fromKn: still + slow, toKn: still + fast },
    { ...strip, fromKn: still - fast, toKn: still - slow },
  ]
}

/** Across the waves, + to the right of where they come from, and towards them. Knots. */
export type PolarPoint = readonly [acrossKn: number, aheadKn: number]

/** Where a speed and heading stand in the diagram. Degrees true. */
export function polarPoint(speedKn: number, headingDeg: number, wavesFromDeg: number): PolarPoint {
  const θ = radians(headingDeg - wavesFromDeg)
  return [speedKn * Math.sin(θ), speedKn * Math.cos(θ)]
}

const ARC_DEG = 2

/** The outline of a zone within the disc of speeds up to `maxKn`, waves from above; empty where it lies outside. */
export function stripOutline({ fromKn, toKn, wedge }: DangerStrip, maxKn: number): PolarPoint[] {
  const [from, to] = [Math.max(fromKn, -maxKn), Math.min(toKn, maxKn)]
  if (!(from < to)) return []
  const corner = maxKn * Math.cos(radians(SURF_RIDING_DEG))
  if (wedge && -to < corner) return [[-to, to], ...arc(180 - SURF_RIDING_DEG, 180 + SURF_RIDING_DEG, maxKn), [to, to]]
  const [start, end] = [Math.acos(to / maxKn), Math.acos(from / maxKn)].map((θ) => (θ * 180) / Math.PI) as [
    number,
    number,
  ]
  return [...arc(start, end, maxKn), ...arc(360 - end, 360 - start, maxKn)]
}

/** Clockwise from above, ends included. */
function arc(fromDeg: number, toDeg: number, radius: number): PolarPoint[] {
  const steps = Math.max(1, Math.ceil((toDeg - fromDeg) / ARC_DEG))
  return Array.from({ length: steps + 1 }, (_, step) =>
    polarPoint(radius, fromDeg + ((toDeg - fromDeg) * step) / steps, 0),
  )
}

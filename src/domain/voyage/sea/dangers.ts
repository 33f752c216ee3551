import { FLAT_M } from '../../metocean/layers/field-look.ts'
import { deepWaveLength, isWavePeriod } from './dispersion.ts'
import { circularPeriod, speedAhead } from './encounter.ts'
import { relativeAngle } from './relative-weather.ts'

/**
 * The four dangers of IMO MSC.1/Circ.1228 (2007), for one part of the sea at a time. Guidance for conventional ships
 * that meet the stability criteria, not a stability calculation.
 */
export const dangers = ['surf-riding', 'high-waves', 'synchronous', 'parametric'] as const
export type Danger = (typeof dangers)[number]

/** From best to worst; columns hold the place in this list. `low sea`: rolling, in waves too low to matter. */
export const dangerLevels = ['outside', 'low sea', 'caution', 'limit'] as const
export type DangerLevel = (typeof dangerLevels)[number]
export const LEVEL = { outside: 0, lowSea: 1, caution: 2, limit: 3 } as const

/** What the dangers ask of the ship. NaN where it is not known. */
export interface RollingShip {
  /** Between perpendiculars, metres. */
  readonly lengthM: number
  readonly rollPeriodS: number
}

/** One part of the sea as it meets the ship. */
export interface MetSea {
  readonly heightM: number
  /** The period taken as that of the waves. */
  readonly periodS: number
  /** Off the bow, where it comes from. */
  readonly angleDeg: number
}

/** How near the period of encounter comes to that of a roll, as a share of it. Fairway's own choice. */
export const ROLLING = { limit: 0.1, caution: 0.2, heightM: 1.5 } as const
/** Multiples of the waves' period between which a ship stays long among high waves, as knots towards the waves. */
export const HIGH_WAVES = { from: -2, to: -4 / 3, lengthShare: 0.8, heightShare: 0.04 } as const
/** Degrees to either side of dead astern. */
export const SURF_RIDING_DEG = 45
/** Speed with the waves from which a ship may be surf-riding, knots. */
export const surfRidingKn = (lengthM: number): number => 1.8 * Math.sqrt(lengthM)

/**
 * How near a ship is to a danger.
 * @returns a place in `dangerLevels`; NaN where something that matters is not known
 */
export function dangerLevel(danger: Danger, sea: MetSea, speedKn: number, ship: RollingShip): number {
  return dangerLevelAhead(danger, sea, speedAhead(speedKn, sea.angleDeg), ship)
}

/** The same for a speed towards the waves. @param aheadKn as `speedAhead` gives it */
export function dangerLevelAhead(
  danger: Danger,
  { heightM, periodS, angleDeg }: MetSea,
  aheadKn: number,
  { lengthM, rollPeriodS }: RollingShip,
): number {
  if (heightM < FLAT_M) return LEVEL.outside
  if (!isWavePeriod(periodS) || Number.isNaN(aheadKn + heightM)) return NaN
  if (danger === 'surf-riding') return surfRiding(angleDeg, aheadKn, lengthM)
  if (danger === 'high-waves') return highWaves(heightM, periodS, aheadKn, lengthM)
  const encounterS = circularPeriod(periodS, aheadKn)
  const whole = rolling(heightM, encounterS, rollPeriodS)
  return danger === 'synchronous' ? whole : Math.max(whole, rolling(heightM, encounterS, rollPeriodS / 2))
}

function surfRiding(angleDeg: number, aheadKn: number, lengthM: number): number {
  if (Number.isNaN(lengthM)) return NaN
  const astern = Math.abs(relativeAngle(angleDeg, 0)) > 180 - SURF_RIDING_DEG
  return astern && aheadKn < -surfRidingKn(lengthM) ? LEVEL.limit : LEVEL.outside
}

function highWaves(heightM: number, periodS: number, aheadKn: number, lengthM: number): number {
  if (Number.isNaN(lengthM)) return NaN
  const { from, to, lengthShare, heightShare } = HIGH_WAVES
  const stays = aheadKn >= from * periodS && aheadKn <= to * periodS
  const high = stays && heightM > heightShare * lengthM && deepWaveLength(periodS) > lengthShare * lengthM
  return high ? LEVEL.limit : LEVEL.outside
}

function rolling(heightM: number, encounterS: number, rollS: number): number {
  if (Number.isNaN(rollS)) return NaN
  const apart = Math.abs(encounterS - rollS) / rollS
  if (!(apart <= ROLLING.caution)) return LEVEL.outside
  if (heightM < ROLLING.heightM) return LEVEL.lowSea
  return apart <= ROLLING.limit ? LEVEL.limit : LEVEL.caution
}

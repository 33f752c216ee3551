import { radians } from '../../geodesy/wgs84.ts'
import { type Estimate, estimated, noEstimate } from '../estimate.ts'
import { MS_PER_KNOT, isWavePeriod, waveNumber } from './dispersion.ts'

/** How often a ship meets the crests. */
interface Encounter {
  readonly periodS: number
  /** She is faster than the waves, and meets them from behind. */
  readonly overtaking: boolean
  /** The depth is not known. */
  readonly deepAssumed: boolean
}

/** More slowly than this she meets hardly a wave at all. Radians per second: one in 314 s. */
const SLOWEST = 0.02

/**
 * Period at which a ship meets waves, by the dispersion of waves in the depth given.
 * @param angleDeg off the bow where they come from; without meaning at speed 0
 * @param depthM not known: deep water is assumed
 */
export function encounter(waveS: number, speedKn: number, angleDeg: number, depthM = NaN): Estimate<Encounter> {
  if (!isWavePeriod(waveS)) return noEstimate('wave period not known')
  const ahead = speedAhead(speedKn, angleDeg)
  if (Number.isNaN(ahead)) return noEstimate('speed, heading or wave direction not known')
  const frequency = (2 * Math.PI) / waveS + waveNumber(waveS, depthM) * ahead * MS_PER_KNOT
  if (Math.abs(frequency) < SLOWEST) return noEstimate('moving with the waves')
  const periodS = (2 * Math.PI) / Math.abs(frequency)
  return estimated({ periodS, overtaking: frequency < 0, deepAssumed: Number.isNaN(depthM) })
}

/** Knots towards where the waves come from; negative: with them. At speed 0 a direction means nothing. */
export const speedAhead = (speedKn: number, angleDeg: number): number =>
  speedKn === 0 ? 0 : speedKn * Math.cos(radians(angleDeg))

/**
 * The same period as IMO's MSC.1/Circ.1228 has it, which takes waves in deep water to run 3 kn for each second. For its
 * zones alone.
 * @param aheadKn as `speedAhead` gives it
 * @returns seconds; NaN where a part is not known, or she moves with the waves
 */
export function circularPeriod(waveS: number, aheadKn: number): number {
  const perSecond = (3 * waveS + aheadKn) / (3 * waveS ** 2)
  return Math.abs(perSecond) < SLOWEST / (2 * Math.PI) ? NaN : 1 / Math.abs(perSecond)
}

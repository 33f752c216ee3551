import { type Estimate, estimated, noEstimate } from '../estimate.ts'
import type { Hull } from './hull.ts'
import { GRAVITY, MS_PER_KNOT } from '../sea/dispersion.ts'

/** Squat in open shallow water, metres. Source: C. B. Barrass, for depths of 1.1 to 1.4 draughts. */
export const barrassOpen = (blockCoefficient: number, speedKn: number): number =>
  (blockCoefficient * speedKn ** 2) / 100

/** Squat in a channel, metres. @param blockage section of the ship by that of the channel. Source: C. B. Barrass. */
export const barrassConfined = (blockCoefficient: number, speedKn: number, blockage: number): number =>
  (blockCoefficient * blockage ** 0.81 * speedKn ** 2.08) / 20

/** Depth Froude number from which the formula has no answer: she drags her own wave. */
const TOO_FAST = 0.7
export const TOO_FAST_FOR_DEPTH = 'too fast for this depth'

/** Squat at the bow in open water, metres. Source: ICORELS (1980). */
export function icorels({ lengthM, blockCoefficient, volumeM3 }: Hull, speedKn: number, depthM: number): Estimate {
  const froude = (speedKn * MS_PER_KNOT) / Math.sqrt(GRAVITY * depthM)
  if (Number.isNaN(froude)) return noEstimate('speed or depth not known')
  if (froude >= TOO_FAST) return noEstimate(TOO_FAST_FOR_DEPTH)
  const coefficient = blockCoefficient >= 0.8 ? 2.4 : blockCoefficient >= 0.7 ? 2 : 1.7
  return estimated((coefficient * volumeM3 * froude ** 2) / lengthM ** 2 / Math.sqrt(1 - froude ** 2))
}

/** Depths in draughts: up to where Barrass counts too, from where there is no squat, and where Barrass measured. */
const DRAUGHTS = { barrass: 1.5, squat: 4, measured: { min: 1.1, max: 1.4 } } as const
export const LAND_OR_NO_DEPTH = 'land or no depth'

/** Squat in open water by the depth: the larger of Barrass and ICORELS where it is shallow, none where it is deep. */
export function squat(hull: Hull, speedKn: number, depthM: number): Estimate {
  if (!(depthM > 0)) return noEstimate(LAND_OR_NO_DEPTH)
  if (Number.isNaN(speedKn)) return noEstimate('speed not known')
  const draughts = depthM / hull.draughtM
  if (draughts > DRAUGHTS.squat) return estimated(0)
  const deeper = icorels(hull, speedKn, depthM)
  if (!deeper.known || draughts > DRAUGHTS.barrass) return deeper
  const barrass = barrassOpen(hull.blockCoefficient, speedKn)
  const { min, max } = DRAUGHTS.measured
  const outside =
    draughts < min
      ? 'squat is not measured in less than 1.1 draughts'
      : draughts > max && barrass > deeper.value
        ? 'Barrass is too large beyond 1.4 draughts'
        : null
  return estimated(Math.max(barrass, deeper.value), outside)
}

/** How much of the significant height of the waves she is taken to move down in them. Fairway's own choice. */
const WAVE_SHARE = 0.5

/**
 * Water under the keel by a model's sea floor, metres: without tide, surge, chart datum or wrecks, so no more than a
 * hint where to look at the chart. Negative where she would be aground.
 * @param depthM below mean sea level; 0 or less, or NaN, is `LAND_OR_NO_DEPTH`
 */
export function underKeel(
  hull: Hull,
  speedKn: number,
  depthM: number,
  heightM: number,
  waveShare = WAVE_SHARE,
): Estimate {
  const sinkage = squat(hull, speedKn, depthM)
  if (!sinkage.known) return sinkage
  if (Number.isNaN(heightM)) return noEstimate('wave height not known')
  return estimated(depthM - hull.draughtM - sinkage.value - waveShare * heightM, sinkage.outsideRange)
}

/** Is the water shallow enough for a word about it? */
export const isShallow = (depthM: number, draughtM: number): boolean => depthM < DRAUGHTS.squat * draughtM

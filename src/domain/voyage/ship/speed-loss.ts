import { at } from '../../at.ts'
import { GRAVITY, MS_PER_KNOT } from '../sea/dispersion.ts'
import { type Estimate, estimated, noEstimate } from '../estimate.ts'
import { type Hull, SEA_WATER } from './hull.ts'

// UNCERTAIN, and so for a switch that is off at first: the paper could not be read. Copies of it differ in the signs of
// Fn² for full ships (here those that leave every row near 1 at its ships' usual speed), in the figure for container
// ships (0.7 or 0.5 Beaufort), and some take the direction's factor without halving it.

/** What Kwon's method tells ships apart by. */
export type KwonKind = 'laden' | 'ballast' | 'container'

/** [CB, constant, by Fn, by Fn²] of the factor for speed and hull. */
type Row = readonly [block: number, constant: number, linear: number, square: number]
const fine: readonly Row[] = [
  [0.55, 1.7, -1.4, -7.4],
  [0.6, 2.2, -2.5, -9.7],
  [0.65, 2.6, -3.7, -11.6],
  [0.7, 3.1, -5.3, -12.4],
]
const laden: readonly Row[] = [...fine, [0.75, 2.4, -10.6, 9.5], [0.8, 2.6, -13.1, 15.1], [0.85, 3.1, -18.7, 28]]
const ballast: readonly Row[] = [...fine, [0.75, 2.6, -12.5, 13.5], [0.8, 3, -16.3, 21.6], [0.85, 3.4, -20.9, 31.8]]

/** By the true wind's angle off the bow; never negative: a following sea gains nothing. */
function directionFactor(angleDeg: number, force: number): number {
  const off = Math.abs(angleDeg)
  const twice =
    off <= 30
      ? 2
      : off <= 60
        ? 1.7 - 0.03 * (force - 4) ** 2
        : off <= 150
          ? 0.9 - 0.06 * (force - 6) ** 2
          : 0.4 - 0.03 * (force - 8) ** 2
  return Math.max(0, twice / 2)
}

/** By block coefficient and Froude number, between the rows in a straight line, beyond them as at the end. */
function speedFactor(kind: KwonKind, blockCoefficient: number, froude: number): number {
  const table = kind === 'ballast' ? ballast : laden
  const next = table.findIndex(([block]) => block >= blockCoefficient)
  const above = at(table, next < 0 ? table.length - 1 : next)
  const below = at(table, next < 0 ? table.length - 1 : Math.max(0, next - 1))
  const factor = ([, constant, linear, square]: Row) => constant + linear * froude + square * froude ** 2
  const share = above === below ? 0 : (blockCoefficient - below[0]) / (above[0] - below[0])
  return factor(below) + (factor(above) - factor(below)) * share
}

function weatherFactor(kind: KwonKind, force: number, volumeM3: number): number {
  const linear = kind === 'laden' ? 0.5 : 0.7
  const divisor = kind === 'container' ? 22 : 2.7
  return linear * force + force ** 6.5 / (divisor * volumeM3 ** (2 / 3))
}

/** Beyond these the figure is no more than a hint, and no ETA rests on it. */
const RANGE = { force: 6, block: [0.55, 0.85], froude: [0.05, 0.3], lossPercent: 30 } as const

/**
 * Loss of speed in wind and waves at the same power, percent of the speed in calm water.
 * @param angleDeg of the true wind off the bow @param force Beaufort, whole
 * Source: Y. J. Kwon (2008), after Townsin & Kwon (1983), from public copies.
 */
export function kwonLoss(hull: Hull, kind: KwonKind, calmKn: number, angleDeg: number, force: number): Estimate {
  if (Number.isNaN(calmKn + angleDeg + force)) return noEstimate('speed, wind or heading not known')
  const froude = (calmKn * MS_PER_KNOT) / Math.sqrt(GRAVITY * hull.lengthM)
  const loss =
    directionFactor(angleDeg, force) *
    speedFactor(kind, hull.blockCoefficient, froude) *
    weatherFactor(kind, force, hull.volumeM3)
  const isWithin = ([min, max]: readonly [number, number], value: number) => value >= min && value <= max
  const outside =
    loss > RANGE.lossPercent
      ? 'more than 30 %, outside the method'
      : loss < 0 ||
          force > RANGE.force ||
          !isWithin(RANGE.block, hull.blockCoefficient) ||
          !isWithin(RANGE.froude, froude)
        ? 'outside the method'
        : null
  return estimated(Math.max(0, loss), outside)
}

/** The speed that is left, knots; unknown outside the method. @param loss as `kwonLoss` gives it */
export function speedInWeather(calmKn: number, loss: Estimate): Estimate {
  if (!loss.known) return loss
  return loss.outsideRange === null ? estimated(calmKn * (1 - loss.value / 100)) : noEstimate(loss.outsideRange)
}

/** Waves within this of the bow. Degrees. */
const STAWAVE_DEG = 45

/**
 * Resistance added by head waves, newton. Never to be added to `kwonLoss`, which has the waves in it.
 * @param bowM length of the bow up to 95 % of the beam on the waterline: not the ship's length
 * Source: STAWAVE-1, ISO 15016.
 */
export function stawave1(hull: Hull, bowM: number, heightM: number, angleDeg: number): Estimate {
  if (Number.isNaN(heightM + angleDeg) || !(bowM > 0)) return noEstimate('needs length of the bow, waves and heading')
  if (Math.abs(angleDeg) > STAWAVE_DEG) return noEstimate('for waves within 45° of the bow only')
  const newton = (SEA_WATER * GRAVITY * heightM ** 2 * hull.beamM * Math.sqrt(hull.beamM / bowM)) / 16
  const highest = 2.25 * Math.sqrt(hull.lengthM / 100)
  return estimated(newton, heightM > highest ? `waves are higher than ${highest.toFixed(1)} m` : null)
}

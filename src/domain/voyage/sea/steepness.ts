import { deepWaveLength } from './dispersion.ts'
import { relativeAngle } from './relative-weather.ts'

/**
 * Height of waves over their length in deep water: 0.04 is steep. It belongs to the part of the sea it is computed of.
 * @returns NaN where height or period is not known, or the period is not above 0
 */
export const steepness = (heightM: number, periodS: number): number =>
  periodS > 0 ? heightM / deepWaveLength(periodS) : NaN

/** Significant height of swell and wind sea together: 3 m and 4 m make 5 m. NaN where one is not known. */
export const seaOfParts = (swellM: number, windSeaM: number): number => Math.hypot(swellM, windSeaM)

/** More than this, and the total is not the sum of its parts. Fairway's own choice. */
const PARTS_APART = 0.2

/** Do the heights of swell and wind sea fail to add up to the total given beside them? null where one is not known. */
export function partsDisagree(totalM: number, swellM: number, windSeaM: number): boolean | null {
  const apart = Math.abs(seaOfParts(swellM, windSeaM) - totalM)
  return Number.isNaN(apart) ? null : apart > PARTS_APART * totalM
}

/** From here on wind against current is told. Fairway's own choice: degrees between them, m/s. */
const AGAINST = { withinDeg: 45, windMs: 8, currentMs: 0.5 } as const

/**
 * Does the wind blow against the current, so that seas are steeper than their height suggests?
 * @param windFromDeg, currentToDeg degrees true: opposed where they are the same; without meaning where there is none
 * @returns null where a part that matters is not known
 */
export function windAgainstCurrent(
  wind: { readonly speedMs: number; readonly fromDeg: number },
  current: { readonly speedMs: number; readonly toDeg: number },
): boolean | null {
  if (wind.speedMs < AGAINST.windMs || current.speedMs < AGAINST.currentMs) return false
  const apart = Math.abs(relativeAngle(wind.fromDeg, current.toDeg))
  if (apart > AGAINST.withinDeg) return false
  return Number.isNaN(wind.speedMs + current.speedMs + apart) ? null : true
}

import { numberAt } from '../../at.ts'
import { trackOf } from '../../metocean/along-track.ts'
import { directionColumn, KNOTS_PER_MS, layerById, magnitudeColumn } from '../../metocean/layers/layers.ts'
import type { ResultColumns } from '../../metocean/result.ts'
import { HOUR_MS } from '../../time.ts'
import type { PlannedSpeed } from '../voyage.ts'
import { acrossCourse, type Drift, groundSpeed, hoursGained, steerOverGround } from './triangle.ts'

/** Slower than this through the water a ship is drifting, and distance by speed says nothing. Knots. */
const DRIFTING_KN = 0.5

/** The current at a sample. @returns null where the answer has none */
export function driftAt(columns: ResultColumns): ((index: number) => Drift) | null {
  const speed = magnitudeColumn(layerById.current, columns)
  const set = directionColumn(layerById.current, columns)
  if (!speed || !set) return null
  return (index) => ({ speedKn: numberAt(speed, index) * KNOTS_PER_MS, setDeg: numberAt(set, index) })
}

/**
 * Hours the current wins on each step, + gained, − lost, against the same speed through still water: with the current
 * at both ends of the step.
 * @returns one value for each sample, that of the step that ends there; NaN where it is not known or cannot be sailed,
 * 0 while she stays or drifts; null where the answer has no current
 */
export function stepGains(columns: ResultColumns, planned: PlannedSpeed = 'over ground'): Float64Array | null {
  const drift = driftAt(columns)
  if (!drift) return null
  const { distanceNm, cogDeg } = trackOf(columns)
  const gains = new Float64Array(columns.count)
  for (let index = 1; index < columns.count; index++) {
    const hours = (numberAt(columns.timeMs, index) - numberAt(columns.timeMs, index - 1)) / HOUR_MS
    const miles = numberAt(distanceNm, index) - numberAt(distanceNm, index - 1)
    if (!(hours > 0 && miles > 0)) continue
    const course = numberAt(cogDeg, index - 1)
    const speedKn = miles / hours
    const ends = [drift(index - 1), drift(index)] as const
    gains[index] =
      planned === 'over ground'
        ? gainOverGround(miles, speedKn, course, ends)
        : gainThroughWater(miles, speedKn, course, ends)
  }
  return gains
}

type Ends = readonly [Drift, Drift]

function gainOverGround(miles: number, groundKn: number, course: number, [start, end]: Ends): number {
  const waterKn =
    (steerOverGround(groundKn, course, start).waterKn + steerOverGround(groundKn, course, end).waterKn) / 2
  return waterKn < DRIFTING_KN ? 0 : hoursGained(miles, waterKn, groundKn)
}

function gainThroughWater(miles: number, waterKn: number, course: number, ends: Ends): number {
  if (waterKn < DRIFTING_KN) return 0
  const [start, end] = ends.map((drift) => {
    const { alongKn, acrossKn } = acrossCourse(drift, course)
    return groundSpeed(waterKn, alongKn, acrossKn)
  }) as [number, number]
  const gain = (hoursGained(miles, waterKn, start) + hoursGained(miles, waterKn, end)) / 2
  return gain === -Infinity ? NaN : gain
}

/** The same summed from the first sample on, over the steps that are known; NaN at samples whose current is not. */
export function gainedSoFar(columns: ResultColumns, gains: Float64Array): Float64Array {
  const drift = driftAt(columns)
  let sum = 0
  return gains.map((gain, index) => {
    if (!Number.isNaN(gain)) sum += gain
    const { speedKn = NaN, setDeg = NaN } = drift?.(index) ?? {}
    return speedKn === 0 || !Number.isNaN(speedKn + setDeg) ? sum : NaN
  })
}

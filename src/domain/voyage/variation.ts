import geomagnetism from 'geomagnetism'
import { normaliseCourse } from '../geodesy/wgs84.ts'
import type { Position } from '../position.ts'
import { DAY_MS } from '../time.ts'
import { type Estimate, estimated, noEstimate } from './estimate.ts'

// Loaded when it is wanted: the models are 6 kB.

interface Variation {
  /** Degrees, + east. */
  readonly deg: number
  /** Such as `WMM-2025`. */
  readonly model: string
}

type Model = ReturnType<typeof geomagnetism.model>

/** The model of the day asked for last: the field changes by no more than a tenth of a degree in a month. */
let last: { day: number; model: Model | null } | null = null

/** @returns null outside the years of all models, where the package throws */
function modelOf(day: number): Model | null {
  try {
    return geomagnetism.model(new Date(day * DAY_MS))
  } catch {
    return null
  }
}

/**
 * Variation of the compass by the World Magnetic Model. The ship's own deviation is not in it.
 * @param heightKm above the ellipsoid
 */
export function variationAt({ lat, lon }: Position, timeMs: number, heightKm = 0): Estimate<Variation> {
  const day = Math.floor(timeMs / DAY_MS)
  if (last?.day !== day) last = { day, model: modelOf(day) }
  const { model } = last
  if (!model) return noEstimate('no magnetic model for this date')
  const deg = model.point([lat, lon, heightKm]).decl
  return Number.isFinite(deg) ? estimated({ deg, model: model.name }) : noEstimate('position not known')
}

/** The course by a compass without deviation: °M = °T − variation. */
export const magneticCourse = (trueDeg: number, variationDeg: number): number => normaliseCourse(trueDeg - variationDeg)

/** A course by the compass in words. */
export interface MagneticWords {
  /** `099.0°M`. */
  readonly course: string
  /** `9.0°W`. */
  readonly variation: string
  /** `WMM2025`. */
  readonly model: string
}

/** Finer than this neither the model nor a helmsman is. Degrees. */
const STEP_DEG = 0.5

/** A true course as magnetic, both rounded to half a degree. @param timeMs epoch milliseconds UTC */
export function magneticWords(trueDeg: number, position: Position, timeMs: number): Estimate<MagneticWords> {
  const variation = variationAt(position, timeMs)
  if (!variation.known) return variation
  if (Number.isNaN(trueDeg)) return noEstimate('course not known')
  const { deg, model } = variation.value
  const rounded = (value: number) => Math.round(value / STEP_DEG) * STEP_DEG
  const side = rounded(deg) === 0 ? '' : deg > 0 ? 'E' : 'W'
  return estimated({
    course: `${normaliseCourse(rounded(magneticCourse(trueDeg, deg)))
      .toFixed(1)
      .padStart(5, '0')}°M`,
    variation: `${Math.abs(rounded(deg)).toFixed(1)}°${side}`,
    model: model.replace('-', ''),
  })
}

import { numberAt, type Numbers } from '../at.ts'
import { degrees, normaliseCourse, radians } from '../geodesy/wgs84.ts'
import { HOUR_MS } from '../time.ts'

/** A mean with the share of the time it rests on, 0 to 1. Below 1 it says nothing about the rest. */
export interface Mean {
  readonly mean: number
  readonly coverage: number
}

/**
 * Mean over time: each step between two known samples counts with its length.
 * @param values NaN: not known @param timeMs rising
 * @returns null where no step is known (of a single sample too)
 */
export function timeMean(values: Numbers, timeMs: Numbers): Mean | null {
  let sum = 0
  let knownMs = 0
  let wholeMs = 0
  for (let index = 1; index < values.length; index++) {
    const stepMs = Math.max(0, numberAt(timeMs, index) - numberAt(timeMs, index - 1))
    wholeMs += stepMs
    const step = ((numberAt(values, index - 1) + numberAt(values, index)) / 2) * stepMs
    if (Number.isNaN(step)) continue
    sum += step
    knownMs += stepMs
  }
  return knownMs > 0 ? { mean: sum / knownMs, coverage: knownMs / wholeMs } : null
}

/** Hours each sample stands for: half-way to its neighbours. A single sample stands for none. @param timeMs rising */
export function hoursOfSamples(timeMs: Numbers): Float64Array {
  return Float64Array.from({ length: timeMs.length }, (_, index) => {
    const before = numberAt(timeMs, Math.max(0, index - 1))
    const after = numberAt(timeMs, Math.min(timeMs.length - 1, index + 1))
    return Math.max(0, after - before) / 2 / HOUR_MS
  })
}

/** Hours in each class of a state, and those in which it is not known: the same as of a limit on the same values. */
export interface ClassHours {
  readonly hours: readonly number[]
  readonly unknown: number
}

/**
 * Hours per class. A state does not change gradually: it holds from half-way to half-way between two known samples.
 * Beside one that is not known nothing is.
 * @param timeMs rising
 * @param classOf 0 … count − 1, or null where it is not known
 */
export function hoursPerClass(timeMs: Numbers, count: number, classOf: (index: number) => number | null): ClassHours {
  const hours = new Float64Array(count)
  let unknown = 0
  let before = timeMs.length > 0 ? classOf(0) : null
  for (let index = 1; index < timeMs.length; index++) {
    const stepHours = Math.max(0, numberAt(timeMs, index) - numberAt(timeMs, index - 1)) / HOUR_MS
    const now = classOf(index)
    if (before === null || now === null) unknown += stepHours
    else for (const place of [before, now]) hours[place] = numberAt(hours, place) + stepHours / 2
    before = now
  }
  return { hours: [...hours], unknown }
}

/** Directions that nearly cancel one another have no mean. */
const VARIABLE_BELOW = 0.1

/**
 * Mean of directions, each with its weight, as the direction of the summed vectors.
 * @param directionDeg NaN: not known @param weights not negative; NaN takes the sample out
 * @returns degrees true and the length of the mean vector (1: all the same), `variable` below 0.1; null: nothing known
 */
export function directionMean(
  directionDeg: Numbers,
  weights: Numbers,
): { deg: number; length: number } | 'variable' | null {
  let east = 0
  let north = 0
  let whole = 0
  for (let index = 0; index < directionDeg.length; index++) {
    const weight = numberAt(weights, index)
    const θ = radians(numberAt(directionDeg, index))
    if (Number.isNaN(weight + θ)) continue
    east += weight * Math.sin(θ)
    north += weight * Math.cos(θ)
    whole += weight
  }
  if (whole === 0) return null
  const length = Math.hypot(east, north) / whole
  return length < VARIABLE_BELOW ? 'variable' : { deg: normaliseCourse(degrees(Math.atan2(east, north))), length }
}

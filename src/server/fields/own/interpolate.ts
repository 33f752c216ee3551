import { at, integerAt } from '#src/domain/at.ts'
import type { Between } from './axis.ts'
import type { FieldLayer } from './catalogue.ts'
import type { ProductShape } from './products.ts'
import type { VariableReader } from './variable-reader.ts'

/** Where a point lies on a layer: between four corners, and between a frame and the next. */
export interface Corners {
  /** Its number among the layers that were looked at. */
  readonly layer: number
  readonly frame: number
  /** Share of the next frame, 0…1. */
  readonly part: number
  readonly y: Between
  readonly x: Between
  readonly runMs: number
}

/** A place counts as sea if the corners with a value have more than this share of the weight. */
const LEAST_WEIGHT = 0.5
/** Shorter than this, the mean of directions says nothing: they point all ways. */
const LEAST_AGREEMENT = 0.1
const RADIANS = Math.PI / 180

/** What the corners of one frame give: a mean with its own east and north, or one number in `east`. */
interface Mean {
  east: number
  north: number
  /** The direction with the most weight. */
  heaviest: number
  heaviestWeight: number
}

/**
 * Puts the value at a point into its columns. Numbers and vectors are interpolated, bilinear in space and linear in
 * time. Angles never are: a mean direction is that of the weighted sum of unit vectors, or the nearest one where those
 * cancel out; speed and direction become east and north first.
 * @param columns one, or speed and direction of a vector
 */
export function putValue(
  shape: ProductShape,
  layer: FieldLayer,
  corners: Corners,
  readers: readonly VariableReader[],
  columns: readonly Float64Array[],
  index: number,
): void {
  const mean = meanOf(shape, layer, corners.frame, corners, readers)
  if (!mean) return
  if (corners.part > 0) {
    const next = meanOf(shape, layer, corners.frame + 1, corners, readers)
    if (!next) return
    if (next.heaviestWeight * corners.part > mean.heaviestWeight * (1 - corners.part)) mean.heaviest = next.heaviest
    mean.east += (next.east - mean.east) * corners.part
    mean.north += (next.north - mean.north) * corners.part
  }
  const length = Math.hypot(mean.east, mean.north)
  const [first, second] = columns
  if (!first) return
  if (shape === 'plain') first[index] = mean.east
  else if (shape === 'angle') first[index] = length < LEAST_AGREEMENT ? mean.heaviest : bearing(mean.east, mean.north)
  else {
    first[index] = length
    // What does not move has no direction.
    if (second && length > 0)
      second[index] = shape === 'from' ? bearing(-mean.east, -mean.north) : bearing(mean.east, mean.north)
  }
}

const bearing = (east: number, north: number): number => turned(Math.atan2(east, north) / RADIANS)
const turned = (degrees: number): number => degrees - 360 * Math.floor(degrees / 360)

function meanOf(
  shape: ProductShape,
  { parts, variables, places }: FieldLayer,
  frame: number,
  { y, x }: Corners,
  readers: readonly VariableReader[],
): Mean | null {
  const slot = frame * parts.length
  const one = at(readers, integerAt(variables, slot))
  const onePlace = integerAt(places, slot)
  const other = parts.length > 1 ? at(readers, integerAt(variables, slot + 1)) : null
  const otherPlace = other ? integerAt(places, slot + 1) : 0
  const isPolar = parts[1] === 'windFrom' || parts[1] === 'currentTowards'
  const sign = shape === 'from' ? -1 : 1
  const mean: Mean = { east: 0, north: 0, heaviest: NaN, heaviestWeight: 0 }
  let weights = 0
  for (let corner = 0; corner < 4; corner++) {
    const isHigh = corner > 1
    const isEast = corner % 2 === 1
    const weight = (isHigh ? y.part : 1 - y.part) * (isEast ? x.part : 1 - x.part)
    if (weight === 0) continue
    const row = isHigh ? y.high : y.low
    const column = isEast ? x.high : x.low
    const value = one.valueAt(onePlace, row, column)
    const second = other ? other.valueAt(otherPlace, row, column) : 0
    if (Number.isNaN(value) || Number.isNaN(second)) continue
    weights += weight
    if (shape === 'plain') mean.east += weight * value
    else if (shape === 'angle') {
      mean.east += weight * Math.sin(value * RADIANS)
      mean.north += weight * Math.cos(value * RADIANS)
      if (weight > mean.heaviestWeight) {
        mean.heaviest = turned(value)
        mean.heaviestWeight = weight
      }
    } else {
      mean.east += weight * (isPolar ? sign * value * Math.sin(second * RADIANS) : value)
      mean.north += weight * (isPolar ? sign * value * Math.cos(second * RADIANS) : second)
    }
  }
  if (weights <= LEAST_WEIGHT) return null
  mean.east /= weights
  mean.north /= weights
  return mean
}

import { numberAt } from '#src/domain/at.ts'

/** A latitude or longitude axis, in the order of its file: rising or falling, of even or uneven steps. */
export interface GridAxis {
  readonly values: Float64Array
  /** Degrees from one value to the next where all steps are the same, negative where they fall; null: they differ. */
  readonly step: number | null
  /** Longitudes only: how many of them lie around the earth without a gap; null: they do not go round. */
  readonly around: number | null
}

/** Of a step; files keep axes in single precision. */
const STEP_TOLERANCE = 1e-2

function evenStep(values: Float64Array): number | null {
  const count = values.length
  const step = (numberAt(values, count - 1) - numberAt(values, 0)) / (count - 1)
  const isEven = values.every((value, index) => {
    const expected = numberAt(values, 0) + index * step
    return Math.abs(value - expected) <= Math.abs(step) * STEP_TOLERANCE
  })
  return isEven ? step : null
}

const isMonotonic = (values: Float64Array): boolean => {
  const sign = Math.sign(numberAt(values, 1) - numberAt(values, 0))
  return sign !== 0 && values.every((value, i) => i === 0 || Math.sign(value - numberAt(values, i - 1)) === sign)
}

/** @returns a clause that says what is wrong where it is no axis of latitudes */
export function latitudeAxis(values: Float64Array): GridAxis | string {
  if (values.length < 2) return 'it has one latitude only, which is no grid'
  if (!values.every((value) => Math.abs(value) <= 90.001)) return 'its latitudes are not all between −90 and 90'
  if (!isMonotonic(values)) return 'its latitudes neither rise nor fall throughout'
  return { values, step: evenStep(values), around: null }
}

/** @returns a clause that says what is wrong where it is no axis of longitudes */
export function longitudeAxis(values: Float64Array): GridAxis | string {
  if (values.length < 2) return 'it has one longitude only, which is no grid'
  if (!values.every((value) => Math.abs(value) <= 720)) return 'its longitudes are not all numbers of degrees'
  // One that goes on past 180° may jump back by 360 there.
  const unwrapped = values.slice()
  for (let index = 1; index < unwrapped.length; index++) {
    const jump = numberAt(unwrapped, index) - numberAt(unwrapped, index - 1)
    unwrapped[index] = numberAt(unwrapped, index) - 360 * Math.round(jump / 360)
  }
  if (!isMonotonic(unwrapped)) return 'its longitudes neither rise nor fall throughout'
  const step = evenStep(unwrapped)
  const span = Math.abs(numberAt(unwrapped, unwrapped.length - 1) - numberAt(unwrapped, 0))
  const usual = Math.abs(step ?? span / (unwrapped.length - 1))
  const isAround = span + usual * 1.5 > 360
  // The first column again at the end, or more of them, is left out of the circle.
  const around = isAround ? Math.min(unwrapped.length, Math.round(360 / usual)) : null
  return { values: unwrapped, step, around }
}

/** Where a point lies between the values of an axis: `low` and `high` are indices, `part` 0…1 the share of `high`. */
export interface Between {
  low: number
  high: number
  part: number
}

/** Finds a latitude. Beyond the last row it is the last row's only where the pole is less than a step away. */
export function findLatitude(axis: GridAxis, lat: number, found: Between): boolean {
  const place = placeOn(axis, lat)
  const last = axis.values.length - 1
  if (place >= 0 && place <= last) return setBetween(found, place, last)
  const edge = place < 0 ? 0 : last
  const inner = place < 0 ? 1 : last - 1
  const edgeLat = numberAt(axis.values, edge)
  if (Math.abs(edgeLat) + Math.abs(edgeLat - numberAt(axis.values, inner)) < 90 || edgeLat * lat < 0) return false
  found.low = edge
  found.high = edge
  found.part = 0
  return true
}

/** Finds a longitude, however it is counted; across the seam of a grid that goes round the earth as anywhere else. */
export function findLongitude(axis: GridAxis, lon: number, found: Between): boolean {
  const { values, around } = axis
  const count = values.length
  const [first, last] = [numberAt(values, 0), numberAt(values, count - 1)]
  const west = Math.min(first, last)
  const tolerance = Math.abs(axis.step ?? 0) * STEP_TOLERANCE
  const turned = lon - 360 * Math.floor((lon - west + tolerance) / 360)
  if (around === null) {
    const place = placeOn(axis, turned)
    return place >= 0 && place <= count - 1 && setBetween(found, place, count - 1)
  }
  const end = numberAt(values, around - 1)
  if (turned >= Math.min(first, end) && turned <= Math.max(first, end))
    return setBetween(found, placeOn(axis, turned), around - 1)
  // Between the last column and the first, on the far side of the seam.
  const isRising = last > first
  const low = isRising ? around - 1 : 0
  const high = isRising ? 0 : around - 1
  const from = numberAt(values, low)
  const gap = numberAt(values, high) + 360 - from
  found.low = low
  found.high = high
  const beyond = turned - from - 360 * Math.floor((turned - from) / 360)
  found.part = Math.min(1, beyond / gap)
  return true
}

function setBetween(found: Between, place: number, last: number): true {
  found.low = Math.min(Math.floor(place), last)
  found.high = Math.min(found.low + 1, last)
  found.part = place - found.low
  return true
}

/** The place of a value as a fraction of an index; outside 0 … length − 1 where it lies beyond the ends. */
function placeOn({ values, step }: GridAxis, value: number): number {
  const last = values.length - 1
  const first = numberAt(values, 0)
  if (step !== null) {
    const place = (value - first) / step
    // Axes in single precision end a little early.
    if (place < 0 && place > -STEP_TOLERANCE) return 0
    return place > last && place < last + STEP_TOLERANCE ? last : place
  }
  const sign = numberAt(values, last) > first ? 1 : -1
  if ((value - first) * sign < 0) return -1
  if ((value - numberAt(values, last)) * sign > 0) return last + 1
  let low = 0
  let high = last
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((numberAt(values, middle) - value) * sign <= 0) low = middle
    else high = middle
  }
  const from = numberAt(values, low)
  return low + (value - from) / (numberAt(values, high) - from)
}

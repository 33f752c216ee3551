import { integerAt, numberAt } from '../at.ts'
import { METRES_PER_NM, radians, WGS84 } from '../geodesy/wgs84.ts'
import { trackOf } from '../metocean/along-track.ts'
import { isFlatAt } from '../metocean/layers/field-look.ts'
import {
  directionColumn,
  KNOTS_PER_MS,
  type Layer,
  type LayerId,
  layers,
  magnitudeColumn,
} from '../metocean/layers/layers.ts'
import type { FieldColumn, ResultColumns } from '../metocean/result.ts'
import { wrapLongitude } from '../position.ts'

/** Two answers are compared only at the same place and time, to within this. */
const SAME_NM = 0.01
const SAME_MS = 1000

/** Everything that compares two answers begins with it. */
const known = new WeakMap<ResultColumns, WeakMap<ResultColumns, Int32Array>>()

/**
 * The sample of another answer at the same place and time, for each sample of one.
 * @returns −1 where there is none
 */
export function sameSamples(one: ResultColumns, other: ResultColumns): Int32Array {
  const others = known.get(one) ?? new WeakMap<ResultColumns, Int32Array>()
  known.set(one, others)
  const same = others.get(other) ?? samplesInCommon(one, other)
  others.set(other, same)
  return same
}

function samplesInCommon(one: ResultColumns, other: ResultColumns): Int32Array {
  const byTime = orderByTime(other.timeMs)
  return Int32Array.from({ length: one.count }, (_, index) => {
    const timeMs = numberAt(one.timeMs, index)
    for (let place = firstFrom(timeMs - SAME_MS, byTime, other.timeMs); place < byTime.length; place++) {
      const candidate = integerAt(byTime, place)
      if (numberAt(other.timeMs, candidate) > timeMs + SAME_MS) return -1
      if (isSame(one, index, other, candidate)) return candidate
    }
    return -1
  })
}

/**
 * The sample of another answer at the same place on the way, for each sample of one: two departures on one route. Where
 * a ship stays, the one after the same time under way, as near as there is.
 * @returns −1 where there is none
 */
export function samePlaces(one: ResultColumns, other: ResultColumns): Int32Array {
  const [way, otherWay] = [trackOf(one).distanceNm, trackOf(other).distanceNm]
  const underWayMs = ({ timeMs }: ResultColumns, index: number) => numberAt(timeMs, index) - numberAt(timeMs, 0)
  let from = 0
  return Int32Array.from({ length: one.count }, (_, index) => {
    const distanceNm = numberAt(way, index)
    while (from < other.count && numberAt(otherWay, from) < distanceNm - SAME_NM) from++
    let [found, least] = [-1, Infinity]
    for (let there = from; there < other.count && numberAt(otherWay, there) <= distanceNm + SAME_NM; there++) {
      const awayMs = Math.abs(underWayMs(one, index) - underWayMs(other, there))
      if (awayMs < least && isSame(one, index, other, there)) [found, least] = [there, awayMs]
    }
    return found
  })
}

/** Samples in order of time, which is nearly always the order they already have. */
const orderByTime = (timeMs: Float64Array): Int32Array =>
  Int32Array.from(timeMs, (_, index) => index).sort((a, b) => numberAt(timeMs, a) - numberAt(timeMs, b))

/** The place of the first sample not before a time. */
function firstFrom(fromMs: number, byTime: Int32Array, timeMs: Float64Array): number {
  let [low, high] = [0, byTime.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (numberAt(timeMs, integerAt(byTime, middle)) < fromMs) low = middle + 1
    else high = middle
  }
  return low
}

function isSame(one: ResultColumns, index: number, other: ResultColumns, candidate: number): boolean {
  const φ = radians(numberAt(one.lat, index))
  const north = radians(numberAt(other.lat, candidate) - numberAt(one.lat, index))
  const east = radians(wrapLongitude(numberAt(other.lon, candidate) - numberAt(one.lon, index))) * Math.cos(φ)
  return (Math.hypot(north, east) * WGS84.a) / METRES_PER_NM <= SAME_NM
}

/** Larger changes than these count. Screen units: 2.5 m/s of wind, 0.5 m, 0.25 m/s of current. Fairway's own choice. */
export const changeThresholds: Readonly<Partial<Record<LayerId, number>>> = {
  wind: 2.5 * KNOTS_PER_MS,
  gust: 2.5 * KNOTS_PER_MS,
  wave: 0.5,
  swell: 0.5,
  'wind-sea': 0.5,
  current: 0.25 * KNOTS_PER_MS,
}

/** How one variable of two answers differs, new less old, in the layer's screen unit. */
export interface VariableDelta {
  readonly layer: Layer
  /** The largest change either way, with its sign, and the sample of the new answer where it is. */
  readonly largest: number
  readonly largestIndex: number
  readonly mean: number
  /** Share of the samples known in both that changed by more than the threshold, 0 to 1; null without a threshold. */
  readonly changed: number | null
  /** Samples known in the new answer only, and in the old one only. */
  readonly gained: number
  readonly lost: number
  /** The largest difference of the vectors, if the variable has a direction: a turn counts too. */
  readonly vector: number | null
  /** The sample of the new answer where that is; −1 without one. */
  readonly vectorIndex: number
}

/** @param same as `sameSamples(now, before)` or `samePlaces` gives it @returns the layers both answers have, in menu order */
export function answerDeltas(now: ResultColumns, before: ResultColumns, same: Int32Array): VariableDelta[] {
  return layers.flatMap((layer) => {
    const deltas = layerDeltas(layer, now, before, same)
    const [newer, older] = [magnitudeColumn(layer, now), magnitudeColumn(layer, before)]
    if (!deltas || !newer || !older) return []
    const summary = summarised(layer, deltas)
    if (!summary) return []
    const turned = layer.unit === 'kn' ? largestVector(layer, now, before, same) : NO_VECTOR
    return [{ ...summary, ...comeAndGone(newer, older, same), ...turned }]
  })
}

/** New less old per sample of the new answer, screen unit; NaN where not known. null where one lacks the layer. */
export function layerDeltas(
  layer: Layer,
  now: ResultColumns,
  before: ResultColumns,
  same: Int32Array,
): Float32Array | null {
  const [newer, older] = [magnitudeColumn(layer, now), magnitudeColumn(layer, before)]
  const isFlat = (columns: ResultColumns, index: number) => isFlatAt(columns, layer.magnitude, index)
  return newer && older
    ? Float32Array.from(newer, (value, index) => {
        const there = integerAt(same, index)
        // A flat sea has no period, so that nothing of it has changed.
        if (there < 0 || isFlat(now, index) || isFlat(before, there)) return NaN
        return (value - numberAt(older, there)) * layer.factor
      })
    : null
}

function summarised(
  layer: Layer,
  deltas: Float32Array,
): Omit<VariableDelta, 'gained' | 'lost' | 'vector' | 'vectorIndex'> | null {
  let [largestIndex, sum, known, changed] = [-1, 0, 0, 0]
  const threshold = changeThresholds[layer.id] ?? null
  deltas.forEach((delta, index) => {
    if (Number.isNaN(delta)) return
    known++
    sum += delta
    if (threshold !== null && Math.abs(delta) > threshold) changed++
    if (largestIndex < 0 || Math.abs(delta) > Math.abs(numberAt(deltas, largestIndex))) largestIndex = index
  })
  if (known === 0) return null
  return {
    layer,
    largest: numberAt(deltas, largestIndex),
    largestIndex,
    mean: sum / known,
    changed: threshold === null ? null : changed / known,
  }
}

function comeAndGone(newer: FieldColumn, older: FieldColumn, same: Int32Array): { gained: number; lost: number } {
  let [gained, lost] = [0, 0]
  same.forEach((there, index) => {
    if (there < 0) return
    const [has, had] = [!Number.isNaN(numberAt(newer, index)), !Number.isNaN(numberAt(older, there))]
    if (has && !had) gained++
    if (had && !has) lost++
  })
  return { gained, lost }
}

type LargestVector = Pick<VariableDelta, 'vector' | 'vectorIndex'>
const NO_VECTOR: LargestVector = { vector: null, vectorIndex: -1 }

function largestVector(layer: Layer, now: ResultColumns, before: ResultColumns, same: Int32Array): LargestVector {
  const [newDirection, oldDirection] = [directionColumn(layer, now), directionColumn(layer, before)]
  const [newer, older] = [magnitudeColumn(layer, now), magnitudeColumn(layer, before)]
  if (!newDirection || !oldDirection || !newer || !older) return NO_VECTOR
  let most = NO_VECTOR
  same.forEach((there, index) => {
    if (there < 0) return
    const [u, v] = [numberAt(newer, index), numberAt(older, there)]
    const turn = radians(numberAt(newDirection, index) - numberAt(oldDirection, there))
    // The chord between two vectors, by the law of cosines.
    const chord = Math.sqrt(Math.max(0, u * u + v * v - 2 * u * v * Math.cos(turn))) * layer.factor
    if (!Number.isNaN(chord) && (most.vector === null || chord > most.vector))
      most = { vector: chord, vectorIndex: index }
  })
  return most
}

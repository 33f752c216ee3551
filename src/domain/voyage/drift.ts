import { integerAt, numberAt, type Numbers } from '../at.ts'
import { directionColumn, layerById, magnitudeColumn } from '../metocean/layers/layers.ts'
import type { ResultColumns } from '../metocean/result.ts'
import { HOUR_MS } from '../time.ts'
import { relativeAngle } from './sea/relative-weather.ts'

// How an answer differs from an older one of the same points, beyond what `answerDeltas` says of each variable, and how
// well a forecast agreed with a hindcast.

/** Lower seas have no direction worth comparing, and smaller turns none worth telling. Fairway's own choice. */
const TURN = { heightM: 0.5, deg: 30 } as const

/** How the direction of the sea changed, new less old. */
export interface SeaTurn {
  /** The largest either way, degrees, + clockwise, and the sample of the new answer where it is. */
  readonly largestDeg: number
  readonly largestIndex: number
  /** Share of the samples compared that turned by more than 30°, 0 to 1. */
  readonly changed: number
}

/** @param same as `sameSamples(now, before)` gives it @returns null where no sea of both is high enough to compare */
export function seaTurn(now: ResultColumns, before: ResultColumns, same: Int32Array): SeaTurn | null {
  const layer = layerById.wave
  const [height, oldHeight] = [magnitudeColumn(layer, now), magnitudeColumn(layer, before)]
  const [from, oldFrom] = [directionColumn(layer, now), directionColumn(layer, before)]
  if (!height || !oldHeight || !from || !oldFrom) return null
  let [largestDeg, largestIndex, compared, changed] = [0, -1, 0, 0]
  for (let index = 0; index < now.count; index++) {
    const there = integerAt(same, index)
    if (there < 0 || !(numberAt(height, index) >= TURN.heightM && numberAt(oldHeight, there) >= TURN.heightM)) continue
    const turn = relativeAngle(numberAt(from, index), numberAt(oldFrom, there))
    if (Number.isNaN(turn)) continue
    compared++
    if (Math.abs(turn) > TURN.deg) changed++
    if (largestIndex < 0 || Math.abs(turn) > Math.abs(largestDeg)) [largestDeg, largestIndex] = [turn, index]
  }
  return compared > 0 ? { largestDeg, largestIndex, changed: changed / compared } : null
}

/** A stretch of time or of places along a track. */
interface Stretch {
  readonly from: number
  readonly to: number
}

/**
 * What is left of stretches without others: over a limit now and not before, or before and no longer. Where the other
 * answer knows nothing, nothing is new: hand its gaps in with what is taken away.
 */
export function withoutStretches(stretches: readonly Stretch[], taken: readonly Stretch[]): Stretch[] {
  const sorted = taken.toSorted((one, other) => one.from - other.from)
  return stretches.flatMap(({ from, to }) => {
    const left: Stretch[] = []
    let start = from
    for (const gone of sorted) {
      if (gone.to <= start || gone.from >= to) continue
      if (gone.from > start) left.push({ from: start, to: gone.from })
      start = Math.max(start, gone.to)
    }
    return start < to || from === to ? [...left, { from: start, to }] : left
  })
}

/** How a forecast compares with a hindcast, which is a model too: agreement, not error. */
export interface Agreement {
  readonly count: number
  /** Mean of forecast less hindcast. */
  readonly bias: number
  readonly meanAbsolute: number
  readonly rootMeanSquare: number
  /** Scatter about the bias as a share of the hindcast's mean. */
  readonly scatterIndex: number
}

/** Values known in both, pair by pair. @returns null for none */
export function agreement(forecast: Numbers, hindcast: Numbers): Agreement | null {
  let [count, sum, absolute, squares, observed] = [0, 0, 0, 0, 0]
  for (let index = 0; index < forecast.length; index++) {
    const e = numberAt(forecast, index) - numberAt(hindcast, index)
    if (Number.isNaN(e)) continue
    count++
    sum += e
    absolute += Math.abs(e)
    squares += e * e
    observed += numberAt(hindcast, index)
  }
  if (count === 0) return null
  const bias = sum / count
  const scatter = Math.sqrt(Math.max(0, squares / count - bias ** 2))
  return {
    count,
    bias,
    meanAbsolute: absolute / count,
    rootMeanSquare: Math.sqrt(squares / count),
    scatterIndex: scatter / (observed / count),
  }
}

/** How long before its time a forecast was asked for, hours; the first bound belongs to a band, the last does not. */
export const leadBands = [
  [0, 24],
  [24, 72],
  [72, 120],
  [120, 240],
] as const
/** Fewer pairs make no figure. Fairway's own choice. */
const FEWEST = 30

/**
 * Agreement by lead time, in the order of `leadBands`.
 * @param timeMs of each pair @param askedMs when the forecast was asked for
 * @returns how many pairs there are, and null for a figure where they are too few
 */
export function agreementByLead(
  forecast: Numbers,
  hindcast: Numbers,
  timeMs: Numbers,
  askedMs: number,
): { readonly count: number; readonly agreement: Agreement | null }[] {
  return leadBands.map(([fromHours, toHours]) => {
    const isWithin = (_: number, index: number) => {
      const lead = (numberAt(timeMs, index) - askedMs) / HOUR_MS
      return lead >= fromHours && lead < toHours
    }
    const found = agreement(Float64Array.from(forecast).filter(isWithin), Float64Array.from(hindcast).filter(isWithin))
    const count = found?.count ?? 0
    return { count, agreement: count >= FEWEST ? found : null }
  })
}

import { numberAt } from '../../at.ts'
import { radians } from '../../geodesy/wgs84.ts'
import { directionColumn, KNOTS_PER_MS, layerById, magnitudeColumn } from '../../metocean/layers/layers.ts'
import type { ResultColumns } from '../../metocean/result.ts'
import { HOUR_MS } from '../../time.ts'

/** How far to either side of a planned time the current is asked for as well, and up to how many points in all. */
const FAN = { besideMs: 3 * HOUR_MS, points: 5000 } as const

/**
 * Times beside the planned one at which to ask for the current at each sample, the planned one first: a request is all
 * samples at their planned times, then all of them earlier, then all later, so that its first part is the answer.
 * @param count samples of the plan
 * @returns milliseconds; the planned time alone for a plan too long to ask for three times
 */
export const fanOffsets = (count: number): readonly number[] =>
  count * 3 <= FAN.points ? [0, -FAN.besideMs, FAN.besideMs] : [0]

/** A current as east and north parts, knots. NaN: not known. */
export interface Flowing {
  readonly eastKn: number
  readonly northKn: number
}

/** The current at each sample of a plan at several times. */
export interface CurrentFan {
  /** What is known at a sample and time; beyond the fan the value at its edge. Between the known and unknown: NaN. */
  readonly at: (sample: number, timeMs: number) => Flowing
  /** Has a sample left the times that are known of it, or without a fan moved by more than half an hour? */
  readonly hasLeft: (sample: number, timeMs: number) => boolean
}

/** Without a fan a current is taken for the same up to here. */
const STILL_SAME_MS = 30 * 60_000

/**
 * Reads an answer as a fan.
 * @param count samples of the plan; the answer holds them once for each offset, block by block
 * @param offsetsMs as `fanOffsets` gave them
 * @returns null where the answer has no current
 */
export function currentFan(
  columns: ResultColumns,
  count: number,
  offsetsMs: readonly number[] = [0],
): CurrentFan | null {
  const speed = magnitudeColumn(layerById.current, columns)
  const set = directionColumn(layerById.current, columns)
  if (!speed || !set || columns.count < count * offsetsMs.length) return null
  const blocks = offsetsMs.map((offsetMs, block) => ({ offsetMs, first: block * count }))
  blocks.sort((one, other) => one.offsetMs - other.offsetMs)
  const flowing = (place: number): Flowing => {
    const knots = numberAt(speed, place) * KNOTS_PER_MS
    if (knots === 0) return { eastKn: 0, northKn: 0 }
    const θ = radians(numberAt(set, place))
    return { eastKn: knots * Math.sin(θ), northKn: knots * Math.cos(θ) }
  }
  const movedMs = (sample: number, timeMs: number) => timeMs - numberAt(columns.timeMs, sample)
  return {
    at: (sample, timeMs) => {
      const moved = movedMs(sample, timeMs)
      const next = blocks.findIndex(({ offsetMs }) => offsetMs >= moved)
      const after = blocks[next < 0 ? blocks.length - 1 : next] ?? { offsetMs: 0, first: 0 }
      const before = blocks[next - 1]
      const there = flowing(after.first + sample)
      if (!before || after.offsetMs === moved) return there
      const from = flowing(before.first + sample)
      const share = (moved - before.offsetMs) / (after.offsetMs - before.offsetMs)
      return {
        eastKn: from.eastKn + (there.eastKn - from.eastKn) * share,
        northKn: from.northKn + (there.northKn - from.northKn) * share,
      }
    },
    hasLeft: (sample, timeMs) =>
      blocks.length > 1
        ? movedMs(sample, timeMs) < (blocks[0]?.offsetMs ?? 0) ||
          movedMs(sample, timeMs) > (blocks.at(-1)?.offsetMs ?? 0)
        : Math.abs(movedMs(sample, timeMs)) > STILL_SAME_MS,
  }
}

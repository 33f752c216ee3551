import { at, type Numbers, numberAt } from '../../at.ts'
import { radians } from '../../geodesy/wgs84.ts'
import { directionColumn, KNOTS_PER_MS, layerById, magnitudeColumn } from '../../metocean/layers/layers.ts'
import { type ResultColumns, stretchOf } from '../../metocean/result.ts'
import type { RequestPoints } from '../../tasks/submission.ts'
import { HOUR_MS } from '../../time.ts'

/** How far to either side of a planned time the current is asked for as well, and up to how many points in all. */
const FAN = { besideMs: 3 * HOUR_MS, points: 5000 } as const

/**
 * Times beside the planned one at which to ask for the current at each sample, the planned one first: a request is all
 * samples at their planned times, then all of them earlier, then all later, so that its first part is the answer.
 * @param count samples of the plan
 * @returns milliseconds; the planned time alone for a plan too long to ask for three times
 */
export const fanOffsets = (count: number): readonly number[] => (count * 3 <= FAN.points ? FAN_MS : [0])
const FAN_MS = [0, -FAN.besideMs, FAN.besideMs] as const

/** The points of a plan at all these times, block by block. */
export function fanPoints({ lat, lon, timeMs }: RequestPoints, offsetsMs: readonly number[]): RequestPoints {
  const repeated = (column: Float64Array, of: (value: number, offsetMs: number) => number) =>
    Float64Array.from({ length: column.length * offsetsMs.length }, (_, place) =>
      of(numberAt(column, place % column.length), offsetsMs[Math.floor(place / column.length)] ?? 0),
    )
  return {
    lat: repeated(lat, (value) => value),
    lon: repeated(lon, (value) => value),
    timeMs: repeated(timeMs, (value, offsetMs) => value + offsetMs),
  }
}

/**
 * An answer with the current at other times beside its samples, if that is what was asked for: the same places three
 * times over, then three hours earlier and three hours later. Whoever reads a task of another desk sees it, too.
 */
export function withoutFan(columns: ResultColumns): ResultColumns {
  const count = columns.count / FAN_MS.length
  if (!Number.isInteger(count) || count === 0 || columns.count > FAN.points || !repeats(columns, count)) return columns
  const beside = FAN_MS.slice(1).flatMap((offsetMs, block) => {
    const there = stretchOf(columns, { first: (block + 1) * count, count })
    const { speed, set } = currentOf(there)
    return speed && set ? [{ offsetMs, speed, set }] : []
  })
  return beside.length === 0 ? columns : { ...stretchOf(columns, { first: 0, count }), currentBeside: beside }
}

const currentOf = (columns: ResultColumns) => ({
  speed: magnitudeColumn(layerById.current, columns),
  set: directionColumn(layerById.current, columns),
})

/** Do the later blocks have the places of the first, and its times moved? */
function repeats({ lat, lon, timeMs }: ResultColumns, count: number): boolean {
  return FAN_MS.every((offsetMs, block) => {
    for (let sample = 0; sample < count; sample++) {
      const place = block * count + sample
      const turn = (numberAt(lon, place) - numberAt(lon, sample)) / 360
      if (numberAt(lat, place) !== numberAt(lat, sample) || Math.abs(turn - Math.round(turn)) > 1e-9) return false
      if (numberAt(timeMs, place) !== numberAt(timeMs, sample) + offsetMs) return false
    }
    return true
  })
}

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

/** Reads an answer as a fan. @returns null where the answer has no current */
export function currentFan(columns: ResultColumns): CurrentFan | null {
  const { speed, set } = currentOf(columns)
  if (!speed || !set) return null
  const blocks = [{ offsetMs: 0, speed, set }, ...(columns.currentBeside ?? [])]
  blocks.sort((one, other) => one.offsetMs - other.offsetMs)
  const movedMs = (sample: number, timeMs: number) => timeMs - numberAt(columns.timeMs, sample)
  return {
    at: (sample, timeMs) => {
      const moved = movedMs(sample, timeMs)
      const next = blocks.findIndex(({ offsetMs }) => offsetMs >= moved)
      const after = at(blocks, next < 0 ? blocks.length - 1 : next)
      const before = blocks[next - 1]
      const there = flowing(after, sample)
      if (!before || after.offsetMs === moved) return there
      const from = flowing(before, sample)
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

function flowing({ speed, set }: { readonly speed: Numbers; readonly set: Numbers }, sample: number): Flowing {
  const knots = numberAt(speed, sample) * KNOTS_PER_MS
  if (knots === 0) return { eastKn: 0, northKn: 0 }
  const θ = radians(numberAt(set, sample))
  return { eastKn: knots * Math.sin(θ), northKn: knots * Math.cos(θ) }
}

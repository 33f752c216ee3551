import { at, integerAt, numberAt } from '#src/domain/at.ts'
import { HOUR_MS } from '#src/domain/time.ts'
import type { KnownFile } from './field-files.ts'
import { type Product, products, type FieldPart } from './products.ts'
import type { FoundVariable, FieldGrid } from './understand.ts'

/** A variable of a file with its place among the catalogue's. */
export interface CatalogueVariable extends FoundVariable {
  readonly file: number
  readonly runMs: number
}

/** Fields on one grid, from however many files: at each time those of the newest run. */
export interface FieldLayer {
  readonly grid: FieldGrid
  /** `wind` at one height; the others at none. */
  readonly heightM: number | null
  /** The parts it is made of, one of the product's sets. */
  readonly parts: readonly FieldPart[]
  readonly rank: number
  readonly note: string
  /** Rising, epoch milliseconds; null: it does not change with time, and has one frame. */
  readonly times: Float64Array | null
  /** For each time and part, which variable of the catalogue: `frame × parts + part`. */
  readonly variables: Int32Array
  /** For each time, the index in that variable's own times. */
  readonly places: Int32Array
  /** For each time, the run. */
  readonly runs: Float64Array
  /** For each time, 1 where the time after it is near enough to interpolate. */
  readonly joined: Uint8Array
}

/** All that is known of a folder of fields. Plain data: it is handed to the threads that sample. */
export interface Catalogue {
  /** Without their variables, which are below. */
  readonly files: readonly KnownFile[]
  readonly variables: readonly CatalogueVariable[]
  /** For each product, by its place in `products`, the layers it can be read from. */
  readonly layers: readonly (readonly FieldLayer[])[]
}

/** Puts the variables of all files together. */
export function catalogueOf(files: readonly KnownFile[]): Catalogue {
  // The same grid is the same object, so that it is handed on once.
  const grids = new Map<string, FieldGrid>()
  const shared = (grid: FieldGrid) => grids.get(grid.key) ?? (grids.set(grid.key, grid), grid)
  const variables = files.flatMap(({ variables: found, run }, file) =>
    found.map((one): CatalogueVariable => ({
      ...one,
      grid: shared(one.grid),
      file,
      runMs: one.referenceMs ?? run?.runMs ?? 0,
    })),
  )
  return {
    files: files.map((file) => ({ ...file, variables: [] })),
    variables,
    layers: products.map((product) => layersOf(product, variables)),
  }
}

function layersOf({ parts }: Product, variables: readonly CatalogueVariable[]): FieldLayer[] {
  return parts.flatMap((set, preference) => {
    const groups = new Map<string, number[]>()
    variables.forEach((variable, index) => {
      if (!set.includes(variable.part)) return
      const key = `${variable.grid.key} ${variable.heightM} ${variable.rank} ${variable.times === null}`
      groups.set(key, [...(groups.get(key) ?? []), index])
    })
    return [...groups.values()].flatMap((group) => layerOf(set, preference, variables, group) ?? [])
  })
}

interface Frame {
  readonly timeMs: number
  readonly runMs: number
  readonly variable: number[]
  readonly place: number[]
}

/** A frame has all its parts from one run, or it is none: east from one run and north from another make no wind. */
function layerOf(
  set: readonly FieldPart[],
  preference: number,
  variables: readonly CatalogueVariable[],
  group: readonly number[],
): FieldLayer | null {
  const frames = new Map<string, Frame>()
  for (const index of group) {
    const { part, times, runMs } = at(variables, index)
    const place = set.indexOf(part)
    for (const [timeIndex, timeMs] of (times ?? Float64Array.of(0)).entries()) {
      if (!Number.isFinite(timeMs)) continue
      const key = `${timeMs} ${runMs}`
      const frame = frames.get(key) ?? { timeMs, runMs, variable: set.map(() => -1), place: set.map(() => 0) }
      frame.variable[place] = index
      frame.place[place] = timeIndex
      frames.set(key, frame)
    }
  }
  const whole = [...frames.values()].filter(({ variable }) => !variable.includes(-1))
  // At one time the newest run; of two with the same run the file that comes last by name.
  const newest = new Map<number, Frame>()
  for (const frame of whole)
    if (frame.runMs >= (newest.get(frame.timeMs)?.runMs ?? -Infinity)) newest.set(frame.timeMs, frame)
  const kept = [...newest.values()].sort((one, other) => one.timeMs - other.timeMs)
  const first = kept[0]
  if (!first) return null
  const model = at(variables, at(first.variable, 0))
  const times = Float64Array.from(kept, ({ timeMs }) => timeMs)
  return {
    grid: model.grid,
    heightM: model.heightM,
    parts: set,
    rank: preference * 100 + model.rank,
    note: model.note,
    times: model.times === null ? null : times,
    variables: Int32Array.from(kept.flatMap(({ variable }) => variable)),
    places: Int32Array.from(kept.flatMap(({ place }) => place)),
    runs: Float64Array.from(kept, ({ runMs }) => runMs),
    joined: joinedTimes(times),
  }
}

/** Two times of which nothing tells the usual step are still joined over this. */
const LONGEST_LONE_STEP_MS = 24 * HOUR_MS
/** A step that is longer than the steps beside it by more than this is a gap: a file is missing. */
const GAP_FACTOR = 1.5

/** Nothing bridges a gap. The step may change, as where hourly times become three-hourly. */
function joinedTimes(times: Float64Array): Uint8Array {
  const joined = new Uint8Array(times.length)
  const step = (index: number) =>
    index < 0 || index + 1 >= times.length ? 0 : numberAt(times, index + 1) - numberAt(times, index)
  for (let index = 0; index + 1 < times.length; index++) {
    const beside = Math.max(step(index - 1), step(index + 1))
    const most = beside > 0 ? beside * GAP_FACTOR : LONGEST_LONE_STEP_MS
    joined[index] = step(index) <= most ? 1 : 0
  }
  return joined
}

/** Finds the time at or before another, as an index; −1: there is none. */
export function timeBefore(times: Float64Array, timeMs: number): number {
  let low = -1
  let high = times.length
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (numberAt(times, middle) <= timeMs) low = middle
    else high = middle
  }
  return low
}

/** Has a layer values at a time: at one of its own, or between two that are joined? */
export const servesTime = ({ times, joined }: FieldLayer, index: number, timeMs: number): boolean =>
  times === null || (index >= 0 && (numberAt(times, index) === timeMs || integerAt(joined, index) === 1))

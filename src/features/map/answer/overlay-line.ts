import type { Position as Coordinates } from 'geojson'
import { integerAt, type Integers, numberAt } from '#src/domain/at.ts'
import { binEdges, binOf, screenValue } from '#src/domain/metocean/layers/bins.ts'
import { type Layer, magnitudeColumn } from '#src/domain/metocean/layers/layers.ts'
import type { ResultColumns } from '#src/domain/metocean/result.ts'
import { fromWorld, type Window, worldPx, worldX, worldY } from '../base/mercator.ts'
import { shiftIntoWorld } from '../edit/route-layers.ts'

/** An answer's samples in map units; computed once, read at every move of map and pointer. */
export interface OverlayLine {
  readonly count: number
  /** Mercator world units, continuous over 180°, the first within the world. */
  readonly x: Float64Array
  readonly y: Float64Array
}

type Track = Pick<ResultColumns, 'count' | 'lat' | 'lon'>

const lines = new WeakMap<Track, OverlayLine>()

export function overlayLine(columns: Track): OverlayLine {
  const known = lines.get(columns) ?? lineOf(columns)
  lines.set(columns, known)
  return known
}

function lineOf({ count, lat, lon }: Track): OverlayLine {
  const x = new Float64Array(count)
  const y = new Float64Array(count)
  const shift = shiftIntoWorld(lon[0] ?? 0)
  lon.forEach((degrees, index) => (x[index] = worldX(degrees + shift)))
  lat.forEach((degrees, index) => (y[index] = worldY(degrees)))
  return { count, x, y }
}

const binned = new WeakMap<ResultColumns, Map<Layer, Int8Array>>()

/** The bin of every sample, 0 to 7; −1 where there is no value. Null where the answer has no such column. */
export function overlayBins(layer: Layer, columns: ResultColumns): Int8Array | null {
  const known = binned.get(columns) ?? new Map<Layer, Int8Array>()
  binned.set(columns, known)
  const bins = known.get(layer) ?? binsOf(layer, columns)
  if (bins) known.set(layer, bins)
  return bins
}

function binsOf(layer: Layer, columns: ResultColumns): Int8Array | null {
  const column = magnitudeColumn(layer, columns)
  if (!column) return null
  const edges = binEdges(layer, column)
  const bins = new Int8Array(column.length)
  column.forEach((wire, index) => (bins[index] = binOf(screenValue(layer, wire), edges)))
  return bins
}

/** Closer than this two points look like one. */
const SPACING_PX = 2

const known = new WeakMap<OverlayLine, Map<number, Int32Array>>()

/**
 * The samples a line is drawn through at a zoom, each at least 2 px from the one before, always with the first and the
 * last. A drawn sample stands for itself and for those left out after it. Computed once per zoom: the cost of drawing
 * depends on the screen, not on the number of samples.
 * @param zoom the deepest zoom it will be drawn at
 */
function drawnSamples(line: OverlayLine, zoom: number): Int32Array {
  const levels = known.get(line) ?? new Map<number, Int32Array>()
  known.set(line, levels)
  const before = levels.get(zoom)
  if (before) return before
  const made = thinned(line, SPACING_PX / worldPx(zoom))
  levels.set(zoom, made)
  return made
}

function thinned({ count, x, y }: OverlayLine, spacing: number): Int32Array {
  const kept = new Int32Array(count)
  let size = 0
  let [beforeX, beforeY] = [0, 0]
  for (let index = 0; index < count; index++) {
    const [hereX, hereY] = [numberAt(x, index), numberAt(y, index)]
    const [dx, dy] = [hereX - beforeX, hereY - beforeY]
    if (index > 0 && index < count - 1 && dx * dx + dy * dy < spacing * spacing) continue
    kept[size++] = index
    beforeX = hereX
    beforeY = hereY
  }
  return kept.slice(0, size)
}

/** The class of each drawn sample: the highest of those it stands for, so that thinning never hides the worst. */
function drawnClasses(drawn: Int32Array, classes: Integers): Int8Array {
  const highest = new Int8Array(drawn.length)
  for (const [step, first] of drawn.entries()) {
    const end = drawn[step + 1] ?? classes.length
    let most = -Infinity
    for (let index = first; index < end; index++) most = Math.max(most, integerAt(classes, index))
    highest[step] = most
  }
  return highest
}

/** A piece of the line of one class throughout; each sample gives its class to the line half-way to its neighbours. */
interface ClassRun {
  readonly kind: number
  readonly coordinates: Coordinates[]
}

interface Runs {
  readonly runs: ClassRun[]
  /** The line itself, in one piece wherever it stays inside the window. */
  readonly pieces: Coordinates[][]
}

/**
 * The line in runs of one class each. Only for drawing: numbers come from the columns.
 * @param classes one small whole number per sample; where samples are left out the highest wins
 * @param zoom the deepest zoom it will be drawn at before it is built again
 * @param window what lies outside is left out
 */
export function classRuns(line: OverlayLine, classes: Integers, zoom: number, window: Window): Runs {
  const drawn = drawnSamples(line, zoom)
  const kinds = drawnClasses(drawn, classes)
  const { x, y } = line
  const runs: ClassRun[] = []
  const pieces: Coordinates[][] = []
  let piece: Coordinates[] = []
  let run: Coordinates[] = []
  const endRun = (kind: number) => {
    if (run.length > 1) runs.push({ kind, coordinates: run })
  }
  const endPiece = (kind: number) => {
    endRun(kind)
    if (piece.length > 1) pieces.push(piece)
    piece = []
    run = []
  }
  for (let step = 1; step < drawn.length; step++) {
    const [a, b] = [integerAt(drawn, step - 1), integerAt(drawn, step)]
    const [from, to] = [integerAt(kinds, step - 1), integerAt(kinds, step)]
    const [ax, ay, bx, by] = [numberAt(x, a), numberAt(y, a), numberAt(x, b), numberAt(y, b)]
    if (!inside(window, ax, ay, bx, by)) {
      endPiece(from)
      continue
    }
    if (piece.length === 0) {
      const start = coordinatesAt(ax, ay)
      piece = [start]
      run = [start]
    }
    const end = coordinatesAt(bx, by)
    piece.push(end)
    if (from !== to) {
      const middle = coordinatesAt((ax + bx) / 2, (ay + by) / 2)
      run.push(middle)
      endRun(from)
      run = [middle]
    }
    run.push(end)
  }
  endPiece(kinds.at(-1) ?? 0)
  return { runs, pieces }
}

/** Whether the box of a segment meets the window on any copy of the world. */
export function inside(window: Window, ax: number, ay: number, bx: number, by: number): boolean {
  if (Math.max(ay, by) < window.north || Math.min(ay, by) > window.south) return false
  const west = Math.min(ax, bx)
  const east = Math.max(ax, bx)
  // The first copy of the segment whose east end is not left of the window.
  const turns = Math.ceil(window.west - east)
  return west + turns <= window.east
}

function coordinatesAt(x: number, y: number): Coordinates {
  const { lat, lon } = fromWorld({ x, y })
  return [lon, lat]
}

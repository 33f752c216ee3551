import type { Position as Coordinates } from 'geojson'
import { drawnClasses, drawnSamples } from './level-of-detail.ts'
import { fromWorld } from '../base/mercator.ts'
import type { OverlayLine } from './overlay-line.ts'

/** What is worth building: a part of the world in Mercator units, its x anywhere. */
export interface Window {
  readonly west: number
  readonly east: number
  readonly north: number
  readonly south: number
}

/** A piece of the line of one class throughout; each sample gives its class to the line half-way to its neighbours. */
export interface ClassRun {
  readonly kind: number
  readonly coordinates: Coordinates[]
}

export interface Runs {
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
export function classRuns(line: OverlayLine, classes: ArrayLike<number>, zoom: number, window: Window): Runs {
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
    const [a, b] = [drawn[step - 1]!, drawn[step]!]
    const [from, to] = [kinds[step - 1]!, kinds[step]!]
    const [ax, ay, bx, by] = [x[a]!, y[a]!, x[b]!, y[b]!]
    if (!inside(window, ax, ay, bx, by)) {
      endPiece(from)
      continue
    }
    if (piece.length === 0) {
      piece = [at(ax, ay)]
      run = [piece[0]!]
    }
    const end = at(bx, by)
    piece.push(end)
    if (from !== to) {
      const middle = at((ax + bx) / 2, (ay + by) / 2)
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

function at(x: number, y: number): Coordinates {
  const { lat, lon } = fromWorld({ x, y })
  return [lon, lat]
}

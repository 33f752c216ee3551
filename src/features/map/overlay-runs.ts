import type { Feature, FeatureCollection, Position as Coordinates } from 'geojson'
import { fromWorld, worldPx } from './mercator.ts'
import type { OverlayLine } from './overlay-line.ts'

/** Closer than this two points look like one. */
const SPACING_PX = 2
const GAP = -1

/** What is worth building: a part of the world in Mercator units, its x anywhere. */
export interface Window {
  readonly west: number
  readonly east: number
  readonly north: number
  readonly south: number
}

/**
 * The coloured line: runs of one bin each, gaps as their own kind, and the casing under both. Each sample colours the
 * line half-way to its neighbours. 100,000 samples stay drawable because points nearer than 2 px are left out; the highest
 * bin of those wins, and a gap shows only where all of them have no value. Only for drawing: numbers come from the columns.
 * @param bins 0 to 7 per sample, −1 for "no value"
 * @param zoom the deepest zoom it will be drawn at before it is built again
 * @param window what lies outside is left out
 */
export function overlayFeatures(line: OverlayLine, bins: Int8Array, zoom: number, window: Window): FeatureCollection {
  const { kept, classes } = thinned(line, bins, SPACING_PX / worldPx(zoom))
  if (kept.length === 0) return { type: 'FeatureCollection', features: [] }
  if (kept.length === 1) {
    const dot: Feature = { type: 'Feature', properties: { kind: 'dot', bin: classes[0] }, geometry: { type: 'Point', coordinates: at(line.x[0]!, line.y[0]!) } }
    return { type: 'FeatureCollection', features: [dot] }
  }
  return { type: 'FeatureCollection', features: runs(line, kept, classes, window) }
}

/** Indices of the samples that are drawn, first and last always among them, and the class of each with those left out after it. */
function thinned({ count, x, y }: OverlayLine, bins: Int8Array, spacing: number): { kept: number[]; classes: number[] } {
  const kept: number[] = []
  const classes: number[] = []
  for (let index = 0; index < count; index++) {
    const before = kept.at(-1)
    const near = before !== undefined && index < count - 1 && Math.hypot(x[index]! - x[before]!, y[index]! - y[before]!) < spacing
    if (near) {
      classes[classes.length - 1] = Math.max(classes.at(-1)!, bins[index]!)
    } else {
      kept.push(index)
      classes.push(bins[index]!)
    }
  }
  return { kept, classes }
}

function runs({ x, y }: OverlayLine, kept: readonly number[], classes: readonly number[], window: Window): Feature[] {
  const features: Feature[] = []
  let casing: Coordinates[] = []
  let run: Coordinates[] = []
  const emit = (kind: string, bin: number, coordinates: Coordinates[]) => {
    if (coordinates.length > 1) features.push({ type: 'Feature', properties: { kind, bin }, geometry: { type: 'LineString', coordinates } })
  }
  const endRun = (bin: number) => emit(bin === GAP ? 'gap' : 'run', bin, run)

  for (let step = 1; step < kept.length; step++) {
    const [a, b] = [kept[step - 1]!, kept[step]!]
    const [from, to] = [classes[step - 1]!, classes[step]!]
    const [ax, ay, bx, by] = [x[a]!, y[a]!, x[b]!, y[b]!]
    if (!inside(window, ax, ay, bx, by)) {
      endRun(from)
      emit('casing', GAP, casing)
      casing = []
      run = []
      continue
    }
    if (casing.length === 0) {
      casing = [at(ax, ay)]
      run = [at(ax, ay)]
    }
    const end = at(bx, by)
    casing.push(end)
    if (from !== to) {
      const middle = at((ax + bx) / 2, (ay + by) / 2)
      run.push(middle)
      endRun(from)
      run = [middle]
    }
    run.push(end)
  }
  endRun(classes.at(-1)!)
  emit('casing', GAP, casing)
  return features
}

/** Whether the box of a segment meets the window on any copy of the world. */
function inside(window: Window, ax: number, ay: number, bx: number, by: number): boolean {
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

import { inside, type Window } from './class-runs.ts'
import { worldPx } from '../base/mercator.ts'
import type { OverlayLine } from './overlay-line.ts'

/** Two glyphs are never nearer to each other on the screen. */
const SPACING_PX = 36

/**
 * The samples that get a glyph: going along the track, each that is far enough from those before it. The same zoom
 * gives the same choice wherever the map stands.
 * @param drawable false for a sample without a value
 * @param zoom the smallest zoom it will be drawn at
 */
export function glyphSamples(
  line: OverlayLine,
  drawable: (index: number) => boolean,
  zoom: number,
  window: Window,
): number[] {
  const spacing = SPACING_PX / worldPx(zoom)
  const { x, y, count } = line
  const chosen: number[] = []
  const crowd = crowdOf(spacing)
  let last = -1
  for (let index = 0; index < count; index++) {
    if (last >= 0 && squared(x[index]! - x[last]!, y[index]! - y[last]!) < spacing * spacing) continue
    if (!drawable(index)) continue
    last = index
    if (!inside(window, x[index]!, y[index]!, x[index]!, y[index]!) || !crowd.admits(x[index]!, y[index]!)) continue
    chosen.push(index)
  }
  return chosen
}

const squared = (dx: number, dy: number): number => dx * dx + dy * dy

/** Keeps glyphs apart where the track comes back to itself: places by cell, so that only neighbours are looked at. */
function crowdOf(spacing: number) {
  const cells = new Map<string, { x: number; y: number }[]>()
  const cellsAround = Math.max(1, Math.floor(1 / spacing))
  const cellOf = (value: number) => Math.floor(value / spacing)
  const keyOf = (column: number, row: number) => `${((column % cellsAround) + cellsAround) % cellsAround}:${row}`
  const near = (at: { x: number; y: number }, x: number, y: number) => {
    const dx = x - at.x
    return squared(dx - Math.round(dx), y - at.y) < spacing * spacing // whichever copy of the world
  }
  return {
    /** Whether there is room at a place, which is then taken. */
    admits(x: number, y: number): boolean {
      const [column, row] = [cellOf(x - Math.floor(x)), cellOf(y)]
      for (let beside = -1; beside <= 1; beside++) {
        for (let above = -1; above <= 1; above++) {
          if (cells.get(keyOf(column + beside, row + above))?.some((at) => near(at, x, y))) return false
        }
      }
      const key = keyOf(column, row)
      cells.set(key, [...(cells.get(key) ?? []), { x, y }])
      return true
    },
  }
}

import { wrapLongitude } from '#src/domain/position.ts'
import { graticuleSteps } from './graticule.ts'
import { worldX, worldY } from './mercator.ts'
import type { Window } from './class-runs.ts'

export interface GridLabel {
  readonly edge: 'top' | 'right'
  /** `30°N`, `150°W`, `0°`, `180°`. */
  readonly text: string
  /** From the left of the map, or from its top. */
  readonly atPx: number
}

/** Nearer to a corner than this a label would lie on another's. */
const CORNER_PX = 36
/** The scale bar lies in the lower right corner. */
const SCALE_PX = 60
/** The toolbar lies over the left part of the top edge. */
const TOOLBAR_PX = 380

/** The spacing drawn at a zoom, degrees. */
const stepAt = (zoom: number): number => graticuleSteps.findLast((spacing) => zoom >= spacing.zoom)!.step

/** The names of the graticule's lines in the window, where they meet its top and its right edge. */
export function gridLabels({ west, east, north, south }: Window, zoom: number, widthPx: number, heightPx: number): GridLabel[] {
  const step = stepAt(zoom)
  const labels: GridLabel[] = []
  const first = Math.ceil((west * 360 - 180) / step) * step
  for (let lon = first; worldX(lon) < east; lon += step) {
    const atPx = Math.round(((worldX(lon) - west) / (east - west)) * widthPx)
    if (atPx > TOOLBAR_PX && atPx < widthPx - CORNER_PX) labels.push({ edge: 'top', text: named(wrapLongitude(lon), 'E', 'W'), atPx })
  }
  for (let lat = Math.floor(85 / step) * step; lat >= -85; lat -= step) {
    const atPx = Math.round(((worldY(lat) - north) / (south - north)) * heightPx)
    if (atPx > CORNER_PX && atPx < heightPx - SCALE_PX) labels.push({ edge: 'right', text: named(lat, 'N', 'S'), atPx })
  }
  return labels
}

function named(degrees: number, positive: string, negative: string): string {
  const whole = Math.abs(degrees)
  return whole === 0 || whole === 180 ? `${whole}°` : `${whole}°${degrees > 0 ? positive : negative}`
}

/** The plotting area inside a lane's canvas, px. The x axis, the limit strip and the cursor rely on the same box. */
export const PLOT = { left: 44, right: 36, top: 6, bottom: 5 } as const

/** Height of the row of barbs or arrows over the lines, px. */
export const GLYPH_ROW = 15

/** A lane lower than this has no room for glyphs, px. */
const LEAST_WITH_GLYPHS = 46

/** Samples that Page Up and Page Down pass at once where the waypoints are not known. */
export const PAGE_SAMPLES = 12

interface Range {
  readonly min: number
  readonly max: number
}

/** px above the plotting area. */
export const plotTop = (hasGlyphs: boolean, heightPx: number): number =>
  hasGlyphs && heightPx >= LEAST_WITH_GLYPHS ? GLYPH_ROW + 2 : PLOT.top

/** Width of the plotting area in a lane of this width. */
export const plotWidth = (widthPx: number) => Math.max(0, widthPx - PLOT.left - PLOT.right)

/** px from the left edge of a lane. */
export const plotX = ({ min, max }: Range, widthPx: number, value: number): number =>
  PLOT.left + ((value - min) / (max - min)) * plotWidth(widthPx)

/** The inverse of `plotX`; beyond the plotting area it gives its nearer end. */
export function valueAtX({ min, max }: Range, widthPx: number, leftPx: number): number {
  const share = (leftPx - PLOT.left) / Math.max(1, plotWidth(widthPx))
  return min + Math.min(1, Math.max(0, share)) * (max - min)
}

/** px from the top edge of a lane. @param topPx where its plotting area begins */
export function plotY(
  { min, max }: Range,
  heightPx: number,
  value: number,
  { downward, topPx }: { downward: boolean; topPx: number },
): number {
  const share = (value - min) / (max - min)
  return topPx + (downward ? share : 1 - share) * Math.max(0, heightPx - topPx - PLOT.bottom)
}

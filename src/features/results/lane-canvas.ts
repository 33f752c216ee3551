import type uPlot from 'uplot'
import type { Lane, LaneGap } from './lanes.ts'
import type { LanePalette } from './palette.ts'

/** Opacity of the area under a line, as two hex digits. */
const AREA_ALPHA = '66'
const HATCH_PX = 7

/**
 * A fill whose colour at each height is the map's colour for that value.
 * @param bins eight colours, `#RRGGBB`
 */
export function verticalBins(plot: uPlot, { edges, scale, signed, downward }: Pick<Lane, 'edges' | 'scale' | 'signed' | 'downward'>, bins: readonly string[]): CanvasGradient | string {
  const { top, height } = plot.bbox
  if (!(height > 0)) return 'transparent'
  const gradient = plot.ctx.createLinearGradient(0, top, 0, top + height)
  const offset = (value: number) => Math.min(1, Math.max(0, (plot.valToPos(value, 'y', true) - top) / height))
  const limits = signed ? [...edges.toReversed().map((edge) => -edge), ...edges] : edges
  const colors = signed ? [...bins.toReversed(), ...bins.slice(1)] : bins
  const bounds = [scale.min, ...limits.map((edge) => Math.min(scale.max, Math.max(scale.min, edge))), scale.max]
  // Both stops of a bin at its edges: hard borders, as on the map. Stops at one place count in the order they are added,
  // so they are added from the top down.
  const stops = colors.map((color, bin) => ({ color, at: [offset(bounds[bin]!), offset(bounds[bin + 1]!)] }))
  for (const { color, at } of downward ? stops : stops.reverse()) {
    gradient.addColorStop(Math.min(...at), color + AREA_ALPHA)
    gradient.addColorStop(Math.max(...at), color + AREA_ALPHA)
  }
  return gradient
}

/** Hatches the stretches without values and names the reason where there is room for it. */
export function drawGaps(plot: uPlot, gaps: readonly LaneGap[], x: Float64Array, palette: LanePalette): void {
  const { ctx, bbox } = plot
  const ratio = devicePixelRatio
  let drawnTo = -Infinity
  ctx.save()
  ctx.beginPath()
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height)
  ctx.clip()
  for (const gap of gaps) {
    // The line ends at the last sample that has a value, and so does the hatch.
    const left = plot.valToPos(x[Math.max(0, gap.from - 1)]!, 'x', true)
    const right = Math.max(left + ratio, plot.valToPos(x[Math.min(x.length - 1, gap.to + 1)]!, 'x', true))
    if (right <= drawnTo) continue // thousands of gaps inside one pixel are one
    drawnTo = right
    hatch(ctx, { left, right, top: bbox.top, bottom: bbox.top + bbox.height, step: HATCH_PX * ratio }, palette)
    label(ctx, gap.words, { left, right, middle: bbox.top + bbox.height / 2, ratio }, palette)
  }
  ctx.restore()
}

interface Box {
  left: number
  right: number
  top: number
  bottom: number
  step: number
}

function hatch(ctx: CanvasRenderingContext2D, { left, right, top, bottom, step }: Box, palette: LanePalette): void {
  ctx.save()
  ctx.beginPath()
  ctx.rect(left, top, right - left, bottom - top)
  ctx.clip()
  ctx.globalAlpha = 0.55
  ctx.strokeStyle = palette.muted
  ctx.lineWidth = step / 9
  ctx.beginPath()
  // Lines start on a grid of the whole canvas, so that neighbouring lanes and gaps hatch in step.
  const height = bottom - top
  for (let x = Math.floor((left - height) / step) * step; x < right; x += step) {
    ctx.moveTo(x, bottom)
    ctx.lineTo(x + height, top)
  }
  ctx.stroke()
  ctx.restore()
}

function label(ctx: CanvasRenderingContext2D, words: string, { left, right, middle, ratio }: { left: number; right: number; middle: number; ratio: number }, palette: LanePalette): void {
  ctx.font = palette.font.replace('12px', `${12 * ratio}px`)
  const room = right - left - 12 * ratio
  // The part in brackets is the first to go.
  const text = [words, words.replace(/ \(.*\)$/, ''), 'no value'].find((candidate) => ctx.measureText(candidate).width + 8 * ratio <= room)
  if (!text) return
  const width = ctx.measureText(text).width + 8 * ratio
  const center = (left + right) / 2
  ctx.fillStyle = palette.surface
  ctx.fillRect(center - width / 2, middle - 9 * ratio, width, 18 * ratio)
  ctx.fillStyle = palette.text
  ctx.textAlign = 'center'
  ctx.textBaseline = 'middle'
  ctx.fillText(text, center, middle)
}

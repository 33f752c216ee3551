import type uPlot from 'uplot'
import { binOf } from '#src/domain/metocean/bins.ts'
import type { Lane, LaneGap } from './lanes.ts'
import type { LanePalette } from './palette.ts'

/** Opacity of the area under a line, as two hex digits. */
const AREA_ALPHA = '99'
const HATCH_PX = 7

/**
 * A fill whose colour at each place of the route is the map's colour there.
 * @param bins eight colours, `#RRGGBB`
 */
export function routeFill(plot: uPlot, { magnitude, edges }: Pick<Lane, 'magnitude' | 'edges'>, x: Float64Array, bins: readonly string[]): CanvasGradient | string {
  const { left, width } = plot.bbox
  if (!(width > 0)) return 'transparent'
  const gradient = plot.ctx.createLinearGradient(left, 0, left + width, 0)
  const offset = (value: number) => Math.min(1, Math.max(0, (plot.valToPos(value, 'x', true) - left) / width))
  // Two stops at every border, for hard edges; borders closer than half a pixel are one.
  let at = 0
  let bin = -1
  for (let index = 0; index < magnitude.length; index++) {
    const next = binOf(magnitude[index]!, edges)
    if (next < 0 || next === bin) continue
    const border = index === 0 ? 0 : offset((x[index - 1]! + x[index]!) / 2)
    if (bin >= 0 && (border - at) * width < 0.5) continue
    if (bin >= 0) gradient.addColorStop(border, bins[bin]! + AREA_ALPHA)
    gradient.addColorStop(bin < 0 ? 0 : border, bins[next]! + AREA_ALPHA)
    at = border
    bin = next
  }
  return bin < 0 ? 'transparent' : gradient
}

/** Zero, where values lie on both sides of it. */
export function drawZero(plot: uPlot, palette: LanePalette): void {
  const { ctx, bbox } = plot
  const y = Math.round(plot.valToPos(0, 'y', true)) + 0.5
  ctx.save()
  ctx.strokeStyle = palette.muted
  ctx.lineWidth = 1
  ctx.beginPath()
  ctx.moveTo(bbox.left, y)
  ctx.lineTo(bbox.left + bbox.width, y)
  ctx.stroke()
  ctx.restore()
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
    const left = gap.from === 0 ? bbox.left : plot.valToPos(x[gap.from - 1]!, 'x', true)
    const end = gap.to + 1 === x.length ? bbox.left + bbox.width : plot.valToPos(x[gap.to + 1]!, 'x', true)
    const right = Math.max(left + ratio, end)
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

interface Room {
  left: number
  right: number
  middle: number
  ratio: number
}

/** The reason of a gap in its middle, on one line or two, or in short; nothing where even that does not fit. */
function label(ctx: CanvasRenderingContext2D, words: string, { left, right, middle, ratio }: Room, palette: LanePalette): void {
  ctx.font = palette.font.replace('12px', `${12 * ratio}px`)
  const widest = (lines: readonly string[]) => Math.max(...lines.map((line) => ctx.measureText(line).width)) + 8 * ratio
  const lines = labelForms(words).find((form) => widest(form) <= right - left - 4 * ratio)
  if (!lines) return
  const width = widest(lines)
  const lineHeight = 14 * ratio
  const height = lines.length * lineHeight + 2 * ratio
  const center = (left + right) / 2
  ctx.fillStyle = palette.surface
  ctx.fillRect(center - width / 2, middle - height / 2, width, height)
  ctx.fillStyle = palette.text
  ctx.textAlign = 'center'
  ctx.textBaseline = 'middle'
  lines.forEach((line, index) => ctx.fillText(line, center, middle + (index - (lines.length - 1) / 2) * lineHeight))
}

/** Ways to write a reason, the fullest first: whole, without its brackets, that on two lines, and in short. */
export function labelForms(words: string): (readonly string[])[] {
  const plain = words.replace(/ \(.*\)$/, '')
  const parts = plain.split(' ')
  const half = Math.ceil(parts.length / 2)
  const short = /^beyond/.test(words) ? '> 10 days' : /^older/.test(words) ? '> 3 years' : 'no value'
  return [[words], [plain], [parts.slice(0, half).join(' '), parts.slice(half).join(' ')], [short]]
}

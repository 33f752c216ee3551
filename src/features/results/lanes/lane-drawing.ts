import { at, numberAt } from '#src/domain/at.ts'
import {
  areaTo,
  drawGaps,
  drawNight,
  drawWaypoints,
  drawZero,
  lineThrough,
  partsOf,
  type Point,
  routeFill,
  type Stretch,
} from './lane-canvas.ts'
import { drawEndNames } from './end-names.ts'
import { drawBounds, drawNotes, drawOver } from './lane-exceedance.ts'
import { type ComparedLane, type LaneFrame, type LaneScale, laneTicks, strokes } from './lane-frame.ts'
import { drawGlyphs, laneGlyphSamples } from './lane-glyphs.ts'
import { fontOf, type LanePalette, type Pen, SOFTWARE, within } from './pen.ts'
import { PLOT, plotTop } from './plot-box.ts'
import { samplesInSight, samplesToDraw } from './thin.ts'
import { laneNumber } from './lanes.ts'
import { xTicks } from './x-scale.ts'

/** Where on a canvas a lane is drawn, CSS px, and at what resolution. */
interface LaneBox {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  /** Device pixels per CSS pixel. */
  readonly ratio: number
}

/** Draws a lane on a canvas of its own. */
export function paintLane(
  canvas: HTMLCanvasElement,
  frame: LaneFrame,
  size: { width: number; height: number },
  palette: LanePalette,
): void {
  const ratio = devicePixelRatio
  canvas.width = Math.max(1, Math.round(size.width * ratio)) // empties it
  canvas.height = Math.max(1, Math.round(size.height * ratio))
  const ctx = canvas.getContext('2d', SOFTWARE)
  if (ctx) drawLane(ctx, frame, { left: 0, top: 0, ...size, ratio }, palette)
}

/** Draws a lane; what moves with the cursor is drawn over it elsewhere. */
export function drawLane(ctx: CanvasRenderingContext2D, frame: LaneFrame, box: LaneBox, palette: LanePalette): void {
  const { lane, x, window } = frame
  const pen = penOf(ctx, frame, frame.scale, box, palette)
  const right = frame.right && penOf(ctx, frame, frame.right, box, palette)
  drawNight(pen, frame.night, x.values)
  drawGrid(pen, frame)
  const samples = samplesToDraw(
    x.values,
    lane.series.map(({ values }) => values),
    window,
    Math.ceil(pen.right - pen.left),
  )
  const parts = lane.series.map(({ values, stroke }) =>
    partsOf(stroke === 'right' && right ? right : pen, x.values, values, samples),
  )
  let words: readonly Stretch[] = []
  within(pen, pen, () => {
    ctx.fillStyle = routeFill(pen, lane.bins, x.values, samplesInSight(x.values, window))
    ctx.fill(areaTo(at(parts, 0), lane.signed ? Math.min(pen.bottom, Math.max(pen.top, pen.y(0))) : pen.bottom))
    for (const bound of frame.bounds) drawOver(pen, bound, at(parts, bound.series))
    drawWaypoints(pen, frame.waypoints)
    for (const one of frame.compared) drawCompared(pen, one, frame)
    if (lane.signed) drawZero(pen)
    for (const bound of frame.bounds) drawBounds(pen, bound)
    words = drawGaps(pen, lane, x.values)
    drawLines(pen, frame, parts)
  })
  drawRow(pen, frame)
  for (const bound of frame.bounds) drawNotes(pen, bound, x.values, words)
  drawEndNames(pen, frame)
}

/** A pen that knows where the values of a scale are. */
function penOf(
  ctx: CanvasRenderingContext2D,
  { lane, window }: LaneFrame,
  scale: LaneScale,
  box: LaneBox,
  palette: LanePalette,
): Pen {
  const { ratio } = box
  const left = Math.round((box.left + PLOT.left) * ratio)
  const right = Math.round((box.left + box.width - PLOT.right) * ratio)
  const top = Math.round((box.top + plotTop(lane.glyphs !== null, box.height)) * ratio)
  const bottom = Math.round((box.top + box.height - PLOT.bottom) * ratio)
  const perX = (right - left) / (window.max - window.min)
  const perY = (bottom - top) / (scale.max - scale.min)
  return {
    ctx,
    palette,
    ratio,
    left,
    right,
    top,
    bottom,
    x: (value) => left + (value - window.min) * perX,
    y: (value) => (lane.downward ? top + (value - scale.min) * perY : bottom - (value - scale.min) * perY),
  }
}

/** The main line over all others. A sample between two gaps has no line: it is a dot. */
function drawLines(
  { ctx, palette, ratio }: Pen,
  { lane }: LaneFrame,
  parts: readonly (readonly (readonly Point[])[])[],
): void {
  for (const [index, { stroke }] of [...lane.series.entries()].reverse()) {
    const seriesParts = at(parts, index)
    const { width, dash = [] } = strokes[stroke]
    ctx.save()
    ctx.strokeStyle = ctx.fillStyle = stroke === 'right' ? palette.text2 : palette.line
    ctx.lineWidth = width * ratio
    ctx.lineJoin = 'round'
    ctx.setLineDash(dash.map((length) => length * ratio))
    ctx.stroke(lineThrough(seriesParts))
    for (const [point, next] of seriesParts) if (point && !next) dot(ctx, point, ratio)
    ctx.restore()
  }
}

function dot(ctx: CanvasRenderingContext2D, [x, y]: Point, ratio: number): void {
  ctx.beginPath()
  ctx.arc(x, y, 2.5 * ratio, 0, 2 * Math.PI)
  ctx.fill()
}

/** The main line of another answer. */
function drawCompared(pen: Pen, { lane, x, dash }: ComparedLane, { window }: LaneFrame): void {
  const { ctx, ratio, palette } = pen
  const [{ values }] = lane.series
  const samples = samplesToDraw(x, [values], window, Math.ceil(pen.right - pen.left))
  ctx.save()
  ctx.strokeStyle = palette.text
  ctx.globalAlpha = 0.85
  ctx.lineWidth = 1.5 * ratio
  ctx.setLineDash(dash.map((length) => length * ratio))
  ctx.stroke(lineThrough(partsOf(pen, x, values, samples)))
  ctx.restore()
}

/** Barbs or arrows above the plotting area, if the lane is high enough. */
function drawRow(pen: Pen, { lane: { glyphs }, x, window }: LaneFrame): void {
  if (!glyphs) return
  const samples = laneGlyphSamples(x.values, window, (pen.right - pen.left) / pen.ratio)
  drawGlyphs(
    pen,
    glyphs,
    x.values,
    samples,
    Math.max(...samples.map((index) => numberAt(glyphs.magnitude, index) || 0)),
  )
}

/** From the plotting area to its numbers, CSS px. */
const GAP_PX = 6

/** Lines at round values either way, with the values beside them. */
function drawGrid(pen: Pen, { lane, x, window, scale, right }: LaneFrame): void {
  const { ctx, palette, ratio } = pen
  const [width, height] = [pen.right - pen.left, pen.bottom - pen.top]
  // Numbers beside an empty lane would mean nothing.
  const rows = lane.series.some(({ summary }) => summary) ? laneTicks(scale, height / ratio) : []
  const decimals = scale.step < 1 ? 1 : 0
  ctx.save()
  ctx.fillStyle = palette.grid
  for (const { value } of xTicks({ ...x, ...window }, width / ratio))
    ctx.fillRect(Math.round(pen.x(value)), pen.top, ratio, height)
  for (const value of rows) ctx.fillRect(pen.left, Math.round(pen.y(value)), width, ratio)
  ctx.font = fontOf(pen)
  ctx.fillStyle = palette.muted
  ctx.textBaseline = 'middle'
  ctx.textAlign = 'right'
  for (const value of rows)
    ctx.fillText(laneNumber({ ...lane, decimals }, value), pen.left - GAP_PX * ratio, pen.y(value) + 0.5 * ratio)
  ctx.textAlign = 'left'
  if (right)
    for (const value of laneTicks(right, height / ratio)) {
      const y = pen.bottom - ((value - right.min) / (right.max - right.min)) * height
      ctx.fillText(laneNumber({ decimals: 0, signed: false }, value), pen.right + GAP_PX * ratio, y + 0.5 * ratio)
    }
  ctx.restore()
}

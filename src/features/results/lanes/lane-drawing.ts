import { at, numberAt } from '#src/domain/at.ts'
import { drawEndNames } from './end-names.ts'
import { freeSpace } from './free-space.ts'
import { drawGaps, drawNight, drawWaypoints, drawZero, lineThrough, partsOf, type Point } from './lane-canvas.ts'
import { drawBounds, drawNotes, drawOver } from './lane-exceedance.ts'
import { type ComparedLane, type LaneFrame, type LaneScale, laneTicks, strokes } from './lane-frame.ts'
import { emptied, fontOf, type LanePalette, type PaintBox, type Pen, penIn, within } from './pen.ts'
import { PLOT } from './plot-box.ts'
import { samplesToDraw } from './thin.ts'
import { laneNumber } from './lanes.ts'
import { xTicks } from './x-scale.ts'

/** Draws a lane on a canvas of its own. */
export function paintLane(
  canvas: HTMLCanvasElement,
  frame: LaneFrame,
  size: { width: number; height: number },
  palette: LanePalette,
): void {
  const drawn = emptied(canvas, size)
  if (drawn) drawLane(drawn.ctx, frame, drawn.box, palette)
}

/** Draws a lane; what moves with the cursor is drawn over it elsewhere. */
export function drawLane(ctx: CanvasRenderingContext2D, frame: LaneFrame, box: PaintBox, palette: LanePalette): void {
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
  const others = frame.compared.map((one) => comparedParts(pen, one, frame))
  const free = freeSpace(pen)
  for (const part of [...parts, ...others].flat()) free.takeLine(part)
  for (const { caution, limit } of frame.bounds)
    for (const y of [pen.y(caution), pen.y(limit)])
      if (y >= pen.top && y <= pen.bottom) free.take({ ...pen, top: y, bottom: y })
  within(pen, pen, () => {
    for (const bound of frame.bounds) drawOver(pen, bound, at(parts, bound.series))
    drawWaypoints(pen, frame.waypoints)
    for (const [place, one] of frame.compared.entries()) drawCompared(pen, one, at(others, place))
    if (lane.signed) drawZero(pen)
    for (const bound of frame.bounds) drawBounds(pen, bound)
    drawGaps(pen, lane, x.values, free)
    drawLines(pen, frame, parts)
  })
  for (const bound of frame.bounds) {
    const { values } = at(lane.series, bound.series)
    drawNotes(pen, bound, x.values, (index) => pen.y(numberAt(values, index)), free)
  }
  drawEndNames(pen, frame, free)
}

/** A pen that knows where the values of a scale are. */
function penOf(
  ctx: CanvasRenderingContext2D,
  { lane, window }: LaneFrame,
  scale: LaneScale,
  { top, height, ...box }: PaintBox,
  palette: LanePalette,
): Pen {
  const plot = { ...box, top: top + PLOT.top, height: height - PLOT.top - PLOT.bottom }
  const pen = penIn(ctx, plot, window, palette)
  const perY = (pen.bottom - pen.top) / (scale.max - scale.min)
  return {
    ...pen,
    y: (value) => (lane.downward ? pen.top + (value - scale.min) * perY : pen.bottom - (value - scale.min) * perY),
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

/** The main line of another answer, as points. */
function comparedParts(pen: Pen, { lane, x }: ComparedLane, { window }: LaneFrame): Point[][] {
  const [{ values }] = lane.series
  return partsOf(pen, x, values, samplesToDraw(x, [values], window, Math.ceil(pen.right - pen.left)))
}

function drawCompared(
  { ctx, ratio, palette }: Pen,
  { dash }: ComparedLane,
  parts: readonly (readonly Point[])[],
): void {
  ctx.save()
  ctx.strokeStyle = palette.text
  ctx.globalAlpha = 0.85
  ctx.lineWidth = 1.5 * ratio
  ctx.setLineDash(dash.map((length) => length * ratio))
  ctx.stroke(lineThrough(parts))
  ctx.restore()
}

/** From the plotting area to its numbers, CSS px. */
const GAP_PX = 6

/** Lines at round values either way, with the values beside them. */
function drawGrid(pen: Pen, { lane, x, window, scale, right }: LaneFrame): void {
  const { ctx, palette, ratio } = pen
  const [width, height] = [pen.right - pen.left, pen.bottom - pen.top]
  // Numbers beside an empty lane would mean nothing.
  const rows = lane.series.some(({ summary }) => summary) ? laneTicks(scale, height / ratio) : []
  const decimals = Math.max(0, Math.ceil(-Math.log10(scale.step)))
  ctx.save()
  ctx.fillStyle = palette.grid
  for (const { value } of xTicks({ ...x, ...window }, width / ratio))
    ctx.fillRect(Math.round(pen.x(value)), pen.top, ratio, height)
  for (const value of rows) ctx.fillRect(pen.left, Math.round(pen.y(value)), width, ratio)
  ctx.font = fontOf(pen)
  ctx.fillStyle = palette.muted
  ctx.textBaseline = 'middle'
  ctx.textAlign = 'right'
  /** The outermost numbers stay whole. */
  const middle = (y: number) => Math.min(pen.bottom - 1.5 * ratio, Math.max(pen.top + 1.5 * ratio, y)) + 0.5 * ratio
  for (const value of rows)
    ctx.fillText(laneNumber({ ...lane, decimals }, value), pen.left - GAP_PX * ratio, middle(pen.y(value)))
  ctx.textAlign = 'left'
  if (right)
    for (const value of laneTicks(right, height / ratio)) {
      const y = pen.bottom - ((value - right.min) / (right.max - right.min)) * height
      ctx.fillText(laneNumber({ decimals: 0, signed: false }, value), pen.right + GAP_PX * ratio, middle(y))
    }
  ctx.restore()
}

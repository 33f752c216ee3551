import uPlot from 'uplot'
import { isolatedSamples } from './gap-runs.ts'
import { areaTo, drawGaps, drawNight, drawWaypoints, drawZero, lineThrough, partsOf, routeFill, type Stretch } from './lane-canvas.ts'
import { drawBounds, drawNotes, drawOver } from './lane-exceedance.ts'
import { type ComparedLane, type LaneFrame, strokes } from './lane-frame.ts'
import { drawGlyphs, glyphSamples } from './lane-glyphs.ts'
import { type LaneScale, laneTicks } from './lane-scale.ts'
import { laneNumber, type LaneSeries } from './lanes.ts'
import type { LanePalette } from './palette.ts'
import { type Pen, penOf } from './pen.ts'
import { PLOT, plotTop } from './plot-box.ts'
import { samplesInSight, samplesToDraw } from './thin.ts'
import { xTicks } from './x-scale.ts'
import type { XWindow } from './x-window.ts'

/** A lane on its canvas. */
export interface LaneDrawing {
  update: (frame: LaneFrame) => void
  resize: (widthPx: number, heightPx: number) => void
  recolour: (palette: LanePalette) => void
  /** What is drawn now. */
  canvas: HTMLCanvasElement
  destroy: () => void
}

interface Size {
  readonly width: number
  readonly height: number
}

const wholePx = ({ width, height }: Size): Size => ({ width: Math.max(1, Math.floor(width)), height: Math.max(1, Math.floor(height)) })

/** Draws a lane into an element; everything that moves with the cursor is drawn over it by others. The frame's lane stays the same. */
export function drawLane(target: HTMLElement, first: LaneFrame, size: Size, firstPalette: LanePalette): LaneDrawing {
  let frame = first
  let palette = firstPalette
  let samples: Int32Array = new Int32Array()
  let taken: readonly Stretch[] = []
  const { lane } = first
  // Lines later in the list are drawn over earlier ones: the main one comes last.
  const series = lane.series.toReversed()
  const ratio = () => devicePixelRatio
  const pen = (plot: uPlot) => penOf(plot, palette, ratio())

  const data = (widthPx: number): uPlot.AlignedData => {
    samples = samplesToDraw(frame.x.values, series.map(({ values }) => values), frame.window, Math.ceil(widthPx * ratio()))
    return [pick(frame.x.values, samples), ...series.map(({ values }) => withNulls(values, samples))]
  }
  const options: uPlot.Options = {
    ...wholePx(size),
    padding: [(self) => plotTop(lane.glyphs !== null, self.height), frame.right ? 0 : PLOT.right, PLOT.bottom, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { time: false, range: () => [frame.window.min, frame.window.max] },
      y: { range: () => [frame.scale.min, frame.scale.max], dir: lane.downward ? -1 : 1 },
      ...(frame.right && { right: { range: () => [frame.right!.min, frame.right!.max] as const } }),
    },
    axes: [
      {
        show: true,
        size: 0,
        ticks: { show: false },
        values: () => [],
        splits: (self) => xTicks({ ...frame.x, ...frame.window }, self.bbox.width / ratio()).map(({ value }) => value),
        grid: { stroke: () => palette.grid, width: 1 },
      },
      yAxis('y', () => frame.scale, () => palette, (value, step) => laneNumber({ ...lane, decimals: step < 1 ? 1 : 0 }, value)),
      ...(frame.right ? [yAxis('right', () => frame.right!, () => palette, (value) => laneNumber({ decimals: 0, signed: false }, value))] : []),
    ],
    series: [{}, ...series.map((one) => seriesOptions(one, () => palette))],
    hooks: {
      drawAxes: [(self) => void (taken = drawUnder(pen(self), frame, samples))],
      draw: [(self) => drawOverLines(pen(self), frame, taken)],
    },
  }
  const plot = new uPlot(options, data(size.width), target)
  return {
    canvas: plot.ctx.canvas,
    update: (next) => {
      frame = next
      plot.setData(data(plot.width))
    },
    resize: (widthPx, heightPx) => {
      const next = wholePx({ width: widthPx, height: heightPx })
      if (next.width === plot.width && next.height === plot.height) return
      plot.setSize(next)
      plot.setData(data(next.width))
    },
    recolour: (next) => {
      palette = next
      plot.redraw(false, true)
    },
    destroy: () => plot.destroy(),
  }
}

function yAxis(scale: 'y' | 'right', range: () => LaneScale, palette: () => LanePalette, text: (value: number, step: number) => string): uPlot.Axis {
  return {
    scale,
    side: scale === 'y' ? 3 : 1,
    size: scale === 'y' ? PLOT.left : PLOT.right,
    gap: 6,
    font: `12px ${palette().family}`,
    stroke: () => palette().muted,
    ticks: { show: false },
    grid: { show: scale === 'y', stroke: () => palette().grid, width: 1 },
    splits: (plot) => laneTicks(range(), plot.bbox.height / devicePixelRatio),
    values: (_, splits) => splits.map((value) => text(value, range().step)),
  }
}

function seriesOptions({ stroke }: LaneSeries, palette: () => LanePalette): uPlot.Series {
  const color = () => (stroke === 'right' ? palette().text2 : palette().line)
  return {
    ...strokes[stroke],
    scale: stroke === 'right' ? 'right' : 'y',
    stroke: color,
    // On whole pixels a gentle slope becomes a staircase.
    pxAlign: false,
    // A sample between two gaps has no line; without a dot it would not be seen at all.
    points: { show: false, filter: (plot, index) => aloneIn(plot.data[index] ?? []), size: 5, width: 0, fill: color },
  }
}

function aloneIn(values: ArrayLike<number | null | undefined>): number[] | null {
  const alone = isolatedSamples(Array.from(values, (value) => value ?? NaN))
  return alone.length > 0 ? alone : null
}

/** Over the grid and under the lines. @returns where words of gaps stand */
function drawUnder(pen: Pen, { lane, x, window, night, waypoints, bounds, compared }: LaneFrame, samples: Int32Array): Stretch[] {
  const { ctx } = pen
  drawNight(pen, night, x.values)
  ctx.save()
  ctx.beginPath()
  ctx.rect(pen.left, pen.top, pen.right - pen.left, pen.bottom - pen.top)
  ctx.clip()
  const parts = lane.series.map(({ values, stroke }) => (stroke === 'right' ? [] : partsOf(pen, x.values, values, samples)))
  ctx.fillStyle = routeFill(pen, lane.bins, x.values, samplesInSight(x.values, window))
  ctx.fill(areaTo(parts[0]!, lane.signed ? Math.min(pen.bottom, Math.max(pen.top, pen.y(0))) : pen.bottom))
  for (const bound of bounds) drawOver(pen, bound, parts[bound.series]!)
  drawWaypoints(pen, waypoints)
  for (const one of compared) drawCompared(pen, one, window)
  ctx.restore()
  if (lane.signed) drawZero(pen)
  for (const bound of bounds) drawBounds(pen, bound)
  return drawGaps(pen, lane, x.values)
}

/** The main line of another answer. */
function drawCompared(pen: Pen, { lane, x, dash }: ComparedLane, window: XWindow): void {
  const { ctx, ratio, palette } = pen
  const [{ values }] = lane.series
  const samples = samplesToDraw(x, [values], window, Math.ceil(pen.right - pen.left))
  ctx.strokeStyle = palette.text
  ctx.globalAlpha = 0.85
  ctx.lineWidth = 1.5 * ratio
  ctx.setLineDash(dash.map((length) => length * ratio))
  ctx.stroke(lineThrough(partsOf(pen, x, values, samples)))
  ctx.setLineDash([])
  ctx.globalAlpha = 1
}

/** What must be read over everything: glyphs above the plotting area, and how much is over a limit. */
function drawOverLines(pen: Pen, { lane, x, window, bounds }: LaneFrame, taken: readonly Stretch[]): void {
  const { glyphs } = lane
  if (glyphs && pen.top > (PLOT.top + 1) * pen.ratio) {
    const samples = glyphSamples(x.values, window, (pen.right - pen.left) / pen.ratio)
    drawGlyphs(pen, glyphs, x.values, samples, Math.max(...samples.map((index) => glyphs.magnitude[index]! || 0)))
  }
  for (const bound of bounds) drawNotes(pen, bound, x.values, taken)
}

const pick = (values: Float64Array, samples: Int32Array): number[] => Array.from(samples, (index) => values[index]!)

/** uPlot breaks a line at null only. */
const withNulls = (values: Float32Array, samples: Int32Array): (number | null)[] =>
  Array.from(samples, (index) => {
    const value = values[index]!
    return Number.isNaN(value) ? null : value
  })

import uPlot from 'uplot'
import { isolatedSamples } from './gap-runs.ts'
import { drawGaps, drawZero, routeFill } from './lane-canvas.ts'
import { laneTicks } from './lane-scale.ts'
import { type Lane, type LaneSeries, laneNumber, type Stroke } from './lanes.ts'
import type { LanePalette } from './palette.ts'
import { PLOT } from './plot-box.ts'
import { type XScale, xTicks } from './x-scale.ts'

/** A lane on its canvas. */
export interface LaneDrawing {
  resize: (widthPx: number, heightPx: number) => void
  recolour: (palette: LanePalette) => void
  destroy: () => void
}

const strokes: Readonly<Record<Stroke, { width: number; dash?: number[] }>> = {
  main: { width: 1.75 },
  dashed: { width: 1.25, dash: [5, 3] },
  thin: { width: 1 },
  dotted: { width: 1, dash: [1.5, 2.5] },
}

/** Draws a lane into an element; everything that moves (the cursor) is drawn over it by others. */
export function drawLane(target: HTMLElement, lane: Lane, x: XScale, first: LanePalette): LaneDrawing {
  let palette = first
  const { width, height } = target.getBoundingClientRect()
  const options: uPlot.Options = {
    width: Math.max(1, Math.floor(width)),
    height: Math.max(1, Math.floor(height)),
    padding: [PLOT.top, PLOT.right, PLOT.bottom, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { time: false, range: [x.min, x.max] },
      y: { range: [lane.scale.min, lane.scale.max], dir: lane.downward ? -1 : 1 },
    },
    axes: [
      {
        show: true,
        size: 0,
        ticks: { show: false },
        values: () => [],
        splits: (plot) => xTicks(x, plot.bbox.width / devicePixelRatio).map(({ value }) => value),
        grid: { stroke: () => palette.grid, width: 1 },
      },
      {
        size: PLOT.left,
        gap: 6,
        font: first.font,
        stroke: () => palette.muted,
        ticks: { show: false },
        grid: { stroke: () => palette.grid, width: 1 },
        splits: (plot) => laneTicks(lane.scale, plot.bbox.height / devicePixelRatio),
        values: (_, splits) => splits.map((value) => laneNumber({ ...lane, decimals: lane.scale.step < 1 ? 1 : 0 }, value)),
      },
    ],
    series: [{}, ...lane.series.map((series) => seriesOptions(lane, series, x, () => palette))],
    hooks: {
      // Over the grid and under the lines, so that the reason of a gap can be read.
      drawAxes: [
        (plot) => {
          if (lane.signed) drawZero(plot, palette)
          drawGaps(plot, lane.gaps, x.values, palette)
        },
      ],
    },
  }
  // Lines later in the list are drawn over earlier ones: the main one comes last.
  options.series = [options.series[0]!, ...options.series.slice(1).reverse()]
  const data = [x.values, ...lane.series.map(({ values }) => withNulls(values)).reverse()] as uPlot.AlignedData
  const plot = new uPlot(options, data, target)
  return {
    resize: (widthPx, heightPx) => plot.setSize({ width: Math.max(1, Math.floor(widthPx)), height: Math.max(1, Math.floor(heightPx)) }),
    recolour: (next) => {
      palette = next
      plot.redraw(false, true)
    },
    destroy: () => plot.destroy(),
  }
}

function seriesOptions(lane: Lane, series: LaneSeries, x: XScale, palette: () => LanePalette): uPlot.Series {
  const alone = isolatedSamples(series.values)
  const main = series.stroke === 'main'
  return {
    ...strokes[series.stroke],
    stroke: () => palette().line,
    fill: main ? (plot: uPlot) => routeFill(plot, lane, x.values, palette().bins) : undefined,
    // On whole pixels a gentle slope becomes a staircase.
    pxAlign: false,
    fillTo: lane.downward ? lane.scale.max : Math.max(0, lane.scale.min),
    // A sample between two gaps has no line; without a dot it would not be seen at all.
    points: { show: false, filter: () => (alone.length > 0 ? alone : null), size: 5, width: 0, fill: () => palette().line },
  }
}

/** uPlot breaks a line at null only. */
const withNulls = (values: Float32Array): (number | null)[] => Array.from(values, (value) => (Number.isNaN(value) ? null : value))

import { integerAt, numberAt } from '#src/domain/at.ts'
import { LIMIT_STATE, outweighs } from '#src/domain/limits/limit-states.ts'
import { nearestIndex } from '#src/domain/metocean/sample-times.ts'
import { hatch } from './lane-canvas.ts'
import { type LanePalette, type Pen, SOFTWARE } from './pen.ts'
import { PLOT, plotWidth } from './plot-box.ts'
import type { XWindow } from './x-scale.ts'

/** A stretch of the strip in one state, in columns of pixels; `to` is the first column after it. */
export interface StateRun {
  readonly state: number
  readonly from: number
  readonly to: number
}

/**
 * The worst state in each column of pixels, joined into stretches. A state holds from half-way to half-way between
 * samples, so no column and no sample is left out, however many share a column. Beyond the samples there is no state; a
 * lone one gets a mark of some columns.
 * @param states one per sample
 */
export function stateRuns(states: Uint8Array, x: Float64Array, { min, max }: XWindow, columns: number): StateRun[] {
  const runs: StateRun[] = []
  if (states.length === 0) return runs
  const width = (max - min) / columns
  const [start, end] = columnsOf(x, { min, max }, columns)
  let first = nearestIndex(x, min + start * width)
  for (let column = start; column < end; column++) {
    const last = Math.max(first, nearestIndex(x, min + (column + 1) * width))
    let state = integerAt(states, first)
    for (let index = first + 1; index <= last; index++) {
      const next = integerAt(states, index)
      if (outweighs(next, state)) state = next
    }
    const before = runs.at(-1)
    if (before?.state === state) runs[runs.length - 1] = { ...before, to: column + 1 }
    else runs.push({ state, from: column, to: column + 1 })
    first = last
  }
  return runs
}

/** Width of a lone sample's mark, columns. */
const LONE_COLUMNS = 8

/** The columns between the first and the last sample. */
function columnsOf(x: Float64Array, { min, max }: XWindow, columns: number): readonly [start: number, end: number] {
  const column = (value: number) => ((value - min) / (max - min)) * columns
  const [first, last] = [column(numberAt(x, 0)), column(numberAt(x, x.length - 1))]
  const lacking = Math.max(0, LONE_COLUMNS - (last - first)) / 2
  return [Math.max(0, Math.floor(first - lacking)), Math.min(columns, Math.ceil(last + lacking))]
}

/** Ok, caution, over and no data, each with its own pattern, so that none depends on colour alone. */
export function drawStates(pen: Pen, runs: readonly StateRun[]): void {
  const { ctx, palette, ratio } = pen
  for (const { state, from, to } of runs) {
    const box = { left: pen.left + from, right: pen.left + to, top: pen.top, bottom: pen.bottom }
    const fill = (color: string, alpha: number) => {
      ctx.globalAlpha = alpha
      ctx.fillStyle = color
      ctx.fillRect(box.left, box.top, box.right - box.left, box.bottom - box.top)
      ctx.globalAlpha = 1
    }
    if (state === LIMIT_STATE.noData) hatch(pen, box, { color: palette.muted, lean: 1, stepPx: 7, alpha: 0.7 })
    if (state === LIMIT_STATE.ok) {
      fill(palette.ok, 0.14)
      ctx.fillStyle = palette.ok
      ctx.fillRect(box.left, box.bottom - 3 * ratio, box.right - box.left, 3 * ratio)
    }
    if (state === LIMIT_STATE.caution) {
      fill(palette.cautionFill, 0.75)
      hatch(pen, box, { color: palette.caution, lean: -1, stepPx: 5, widthPx: 1.2 })
    }
    if (state === LIMIT_STATE.limit) {
      fill(palette.alarm, 0.3)
      for (const lean of [1, -1] as const) hatch(pen, box, { color: palette.alarm, lean, stepPx: 5, widthPx: 1.3 })
    }
  }
}

interface StatePicture {
  /** One per sample; null: none are known yet. */
  readonly states: Uint8Array | null
  readonly x: Float64Array
  readonly window: XWindow
  readonly widthPx: number
  readonly heightPx: number
}

/** The strip on a canvas of its own, as wide as the lanes' canvases. */
export function paintStates(
  canvas: HTMLCanvasElement,
  { states, x, window, widthPx, heightPx }: StatePicture,
  palette: LanePalette,
): void {
  const ratio = devicePixelRatio
  canvas.width = Math.max(1, Math.round(widthPx * ratio)) // empties it
  canvas.height = Math.round(heightPx * ratio)
  const ctx = canvas.getContext('2d', SOFTWARE)
  if (!ctx || !states) return
  const columns = Math.round(plotWidth(widthPx) * ratio)
  const left = Math.round(PLOT.left * ratio)
  const pen = { ctx, palette, ratio, left, right: left + columns, top: 0, bottom: canvas.height, x: Number, y: Number }
  drawStates(pen, stateRuns(states, x, window, columns))
}

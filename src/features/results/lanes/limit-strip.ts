import { integerAt, numberAt } from '#src/domain/at.ts'
import { LIMIT_STATE, outweighs } from '#src/domain/limits/limit-states.ts'
import { nearestIndex } from '#src/domain/metocean/sample-times.ts'
import { hatch } from './lane-canvas.ts'
import { emptied, type LanePalette, type Pen, penIn } from './pen.ts'
import type { XWindow } from './x-scale.ts'

/** A stretch of one kind, in columns of pixels; `to` is the first column after it. */
interface ColumnRun {
  readonly kind: number
  readonly from: number
  readonly to: number
}

/**
 * The worst kind in each column of pixels, joined into stretches. A kind holds from half-way to half-way between
 * samples, so no column and no sample is left out, however many share a column. Beyond the samples there is none; a
 * lone one gets a mark of some columns.
 * @param kinds one per sample: limit states, or bins
 */
export function columnRuns(
  kinds: Uint8Array,
  x: Float64Array,
  { min, max }: XWindow,
  columns: number,
  isWorse: (kind: number, other: number) => boolean = outweighs,
): ColumnRun[] {
  const runs: ColumnRun[] = []
  if (kinds.length === 0) return runs
  const width = (max - min) / columns
  const [start, end] = columnsOf(x, { min, max }, columns)
  let first = nearestIndex(x, min + start * width)
  for (let column = start; column < end; column++) {
    const last = Math.max(first, nearestIndex(x, min + (column + 1) * width))
    let kind = integerAt(kinds, first)
    for (let index = first + 1; index <= last; index++) {
      const next = integerAt(kinds, index)
      if (isWorse(next, kind)) kind = next
    }
    const before = runs.at(-1)
    if (before?.kind === kind) runs[runs.length - 1] = { ...before, to: column + 1 }
    else runs.push({ kind, from: column, to: column + 1 })
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
export function drawStates(pen: Pen, runs: readonly ColumnRun[]): void {
  const { ctx, palette, ratio } = pen
  for (const { kind: state, from, to } of runs) {
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

/** Kinds along a part of the axis. */
export interface KindsAlong {
  /** One per sample; null: none are known yet. */
  readonly states: Uint8Array | null
  readonly x: Float64Array
  readonly window: XWindow
}

/** The strip on a canvas of its own, as wide as the lanes' canvases. */
export function paintStates(
  canvas: HTMLCanvasElement,
  { states, x, window }: KindsAlong,
  size: { width: number; height: number },
  palette: LanePalette,
): void {
  const drawn = emptied(canvas, size)
  if (!drawn || !states) return
  const pen = penIn(drawn.ctx, drawn.box, window, palette)
  drawStates(pen, columnRuns(states, x, window, pen.right - pen.left))
}

/** The worst state of the route by its code; where anything is known, `noData` is not the worst. */
export function worstState(states: Uint8Array): number {
  let worst = 0
  for (const state of states) if (state > worst) worst = state
  return worst
}

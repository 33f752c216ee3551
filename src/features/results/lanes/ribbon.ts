import { at } from '#src/domain/at.ts'
import { LIMIT_STATE } from '#src/domain/limits/limit-states.ts'
import { CHANGE_KIND, signedStep } from '#src/domain/report/change-bins.ts'
import { hatch } from './lane-canvas.ts'
import { drawGlyphs, laneGlyphSamples } from './lane-glyphs.ts'
import { type KindLook, type Lane, NO_BIN, type ShipLook } from './lanes.ts'
import { columnRuns, drawStates, type KindsAlong } from './limit-strip.ts'
import { emptied, type LanePalette, type PaintBox, type Pen, penIn, plate, plateSize } from './pen.ts'

/** What a ribbon's picture depends on; its states are the worst of the variable's own limits. */
export interface RibbonFrame extends KindsAlong {
  readonly lane: Lane
  /** What has changed is drawn in place of the values, by its kinds; absent: nothing is compared. */
  readonly change?: Uint8Array | null
}

/** Of the band over a ribbon where caution and limit are marked, CSS px. */
const MARK_PX = 4
/** A variable that has no limit is paler, so that the eye goes to those that have one. */
const QUIET_ALPHA = 0.55

/** Draws a ribbon on a canvas of its own. */
export function paintRibbon(
  canvas: HTMLCanvasElement,
  frame: RibbonFrame,
  size: { width: number; height: number },
  palette: LanePalette,
): void {
  const drawn = emptied(canvas, size)
  if (drawn) drawRibbon(drawn.ctx, frame, drawn.box, palette)
}

/** The bins of the map along the axis with barbs or arrows in them, and above them where caution and limit are reached. */
export function drawRibbon(
  ctx: CanvasRenderingContext2D,
  { lane, states, x, window, change }: RibbonFrame,
  box: PaintBox,
  palette: LanePalette,
): void {
  const pen = penIn(ctx, box, window, palette)
  const edge = pen.top + MARK_PX * pen.ratio
  const band = { ...pen, top: edge }
  if (lane.ship) return drawKinds(band, lane.ship, x, window)
  if (change) drawChanges(band, change, x, window)
  else drawBins(band, lane, x, window, states ? 1 : QUIET_ALPHA)
  if (states)
    drawStates(
      { ...pen, bottom: edge },
      columnRuns(states, x, window, pen.right - pen.left).filter(({ kind }) => kind >= LIMIT_STATE.caution),
    )
  if (lane.glyphs && !change)
    drawGlyphs(band, lane.glyphs, x, laneGlyphSamples(x, window, (pen.right - pen.left) / pen.ratio))
}

/** The limit's look is that of the limit strip; a quiet kind is a line at the foot, as green would promise something. */
function drawKinds(pen: Pen, { kinds, looks }: ShipLook, x: Float64Array, window: KindsAlong['window']): void {
  const { ctx, palette, ratio, left, top, bottom } = pen
  const state: Partial<Record<KindLook, number>> = {
    'no data': LIMIT_STATE.noData,
    caution: LIMIT_STATE.caution,
    crossed: LIMIT_STATE.caution,
    limit: LIMIT_STATE.limit,
  }
  for (const { kind, from, to } of columnRuns(kinds, x, window, pen.right - left, (one, other) => one > other)) {
    const look = at(looks, kind)
    const code = state[look]
    const box = { left: left + from, right: left + to, top, bottom }
    if (code !== undefined) drawStates(pen, [{ kind: code, from, to }])
    if (look === 'crossed') hatch(pen, box, { color: palette.caution, lean: 1, stepPx: 5, widthPx: 1.2 })
    if (look === 'quiet') {
      ctx.fillStyle = palette.control
      ctx.fillRect(box.left, bottom - 2 * ratio, to - from, 2 * ratio)
    }
    if (look === 'hollow') {
      ctx.strokeStyle = palette.caution
      ctx.lineWidth = ratio
      ctx.beginPath()
      ctx.rect(box.left + ratio / 2, top + ratio / 2, Math.max(1, to - from - ratio), bottom - top - ratio)
      ctx.stroke()
    }
  }
}

/** As in the map's lines, where samples share a column the highest bin wins, and any bin over none. */
const isHigher = (bin: number, other: number) => bin !== NO_BIN && (other === NO_BIN || bin > other)

function drawBins(pen: Pen, { bins }: Lane, x: Float64Array, window: KindsAlong['window'], alpha: number): void {
  const { ctx, left, right, top, bottom, palette } = pen
  for (const { kind, from, to } of columnRuns(bins, x, window, right - left, isHigher)) {
    if (kind === NO_BIN) {
      const gap = { left: left + from, right: left + to, top, bottom }
      hatch(pen, gap, { color: palette.muted, lean: 1, stepPx: 7, alpha: 0.7 })
      continue
    }
    ctx.save()
    ctx.globalAlpha = alpha
    ctx.fillStyle = at(palette.bins, kind)
    ctx.fillRect(left + from, top, to - from, bottom - top)
    ctx.restore()
  }
}

/** The largest change of a column is shown, and new or lost data over any; what cannot be compared only where alone. */
const isLarger = (kind: number, other: number) =>
  kind !== CHANGE_KIND.unknown && (other === CHANGE_KIND.unknown || kind > other)

/** Bars from a line in the middle, up for more and down for less, in three heights: read without their colour too. */
function drawChanges(pen: Pen, kinds: Uint8Array, x: Float64Array, window: KindsAlong['window']): void {
  const { ctx, left, right, top, bottom, palette, ratio } = pen
  const middle = Math.round((top + bottom) / 2)
  drawSigns(pen, middle)
  ctx.fillStyle = at(palette.changes, CHANGE_KIND.none)
  for (const { kind, from, to } of columnRuns(kinds, x, window, right - left, isLarger)) {
    const box = { left: left + from, right: left + to, top, bottom }
    if (kind === CHANGE_KIND.unknown) hatch(pen, box, { color: palette.muted, lean: 1, stepPx: 7, alpha: 0.7 })
    else if (kind === CHANGE_KIND.gained || kind === CHANGE_KIND.lost) drawKnown(pen, box, kind === CHANGE_KIND.gained)
    else {
      const step = signedStep(kind)
      const height = Math.round(((bottom - top) / 2 - ratio) * (Math.abs(step) / 3))
      ctx.fillStyle = at(palette.changes, kind)
      ctx.fillRect(box.left, step > 0 ? middle - height : middle, to - from, height)
      ctx.fillStyle = at(palette.changes, CHANGE_KIND.none)
      ctx.fillRect(box.left, middle - ratio, to - from, 2 * ratio)
    }
  }
}

/** Data that has come is shaded, data that has gone crossed out, each with its word: neither is a value. */
function drawKnown(pen: Pen, box: { left: number; right: number; top: number; bottom: number }, isNew: boolean): void {
  const { ctx, palette, ratio } = pen
  const color = isNew ? at(palette.changes, CHANGE_KIND.gained) : palette.muted
  ctx.save()
  ctx.globalAlpha = 0.25
  ctx.fillStyle = color
  ctx.fillRect(box.left, box.top, box.right - box.left, box.bottom - box.top)
  ctx.restore()
  if (!isNew) for (const lean of [1, -1] as const) hatch(pen, box, { color, lean, stepPx: 7, widthPx: 1 })
  for (const words of isNew ? ['new data', 'new'] : ['lost']) {
    const { width, height } = plateSize(pen, [words])
    if (width > box.right - box.left || height > box.bottom - box.top + ratio) continue
    return plate(pen, [words], { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 }, palette.text)
  }
}

/** A plus over the line and a minus under it, before the first sample. */
function drawSigns({ ctx, left, top, bottom, palette, ratio }: Pen, middle: number): void {
  const [x, arm] = [left - 7 * ratio, 2.5 * ratio]
  const [above, below] = [(top + middle) / 2, (middle + bottom) / 2]
  ctx.save()
  ctx.strokeStyle = palette.text2
  ctx.lineWidth = 1.25 * ratio
  ctx.beginPath()
  ctx.moveTo(x - arm, above)
  ctx.lineTo(x + arm, above)
  ctx.moveTo(x, above - arm)
  ctx.lineTo(x, above + arm)
  ctx.moveTo(x - arm, below)
  ctx.lineTo(x + arm, below)
  ctx.stroke()
  ctx.restore()
}

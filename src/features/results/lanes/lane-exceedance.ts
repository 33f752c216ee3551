import { at as checked } from '#src/domain/at.ts'
import type { LaneBound } from './lane-bounds.ts'
import { boxAbout, type FreeSpace, type PlotBox } from './free-space.ts'
import { areaTo, drawFine, hatch, type Point } from './lane-canvas.ts'
import { fontOf, type Pen, rimmed, within } from './pen.ts'

/** Of the caution's line; the limit's is solid. CSS px. */
const CAUTION_DASH: readonly number[] = [6, 4]

/** Hatches the part of an area over caution one way, over the limit both ways. */
export function drawOver(pen: Pen, { caution, limit, side }: LaneBound, parts: readonly (readonly Point[])[]): void {
  if (parts.length === 0) return
  const { ctx, palette } = pen
  const base = side === 1 ? pen.bottom : pen.top
  const band = (from: number, to: number) => ({
    ...pen,
    top: Math.max(pen.top, Math.min(from, to)),
    bottom: Math.min(pen.bottom, Math.max(from, to)),
  })
  const end = side === 1 ? pen.top : pen.bottom
  ctx.save()
  ctx.clip(areaTo(parts, base))
  tint(pen, band(pen.y(caution), pen.y(limit)), palette.cautionFill, 0.5)
  hatch(pen, band(pen.y(caution), pen.y(limit)), { color: palette.caution, lean: 1, stepPx: 5, widthPx: 1 })
  tint(pen, band(pen.y(limit), end), palette.alarm, 0.22)
  for (const lean of [1, -1] as const)
    hatch(pen, band(pen.y(limit), end), { color: palette.alarm, lean, stepPx: 5, widthPx: 1 })
  ctx.restore()
}

function tint(pen: Pen, box: Pick<Pen, 'left' | 'right' | 'top' | 'bottom'>, color: string, alpha: number): void {
  within(pen, box, () => {
    pen.ctx.globalAlpha = alpha
    pen.ctx.fillStyle = color
    pen.ctx.fillRect(box.left, box.top, box.right - box.left, box.bottom - box.top)
  })
}

/** Caution dashed, the limit solid. */
export function drawBounds(pen: Pen, bound: LaneBound): void {
  const { ctx, left, right, ratio, palette } = pen
  for (const level of ['caution', 'limit'] as const) {
    const at = Math.round(pen.y(bound[level])) + 0.5
    if (at < pen.top - 1 || at > pen.bottom + 1) continue
    ctx.save()
    ctx.strokeStyle = level === 'limit' ? palette.alarm : palette.caution
    ctx.lineWidth = ratio
    if (level === 'caution') ctx.setLineDash(CAUTION_DASH.map((length) => length * ratio))
    ctx.beginPath()
    ctx.moveTo(left, at)
    ctx.lineTo(right, at)
    ctx.stroke()
    ctx.restore()
  }
}

/** How many stretches get words, the longest first; the ledger has all of them. */
const MOST_NOTES = 6
const NOTE_HEIGHT_PX = 15
/** Space at either end of the words, and how far beside their stretch they may stand. */
const NOTE_PAD_PX = 4
const NOTE_ASIDE_PX = 40
/** Farther from the peak than this, a fine line leads to it. */
const LEADER_PX = 14

/**
 * How far and how long the line is over the limit, in free space near each such stretch; what finds no room is left to
 * the ledger.
 * @param peakY where the line is at a sample
 */
export function drawNotes(
  pen: Pen,
  { notes, side }: Pick<LaneBound, 'notes' | 'side'>,
  at: Float64Array,
  peakY: (index: number) => number,
  free: FreeSpace,
): void {
  const { ratio, palette } = pen
  const stretches = notes
    .map(({ words, from, to, peak }) => ({
      words,
      peak,
      start: Math.max(pen.left, pen.x(checked(at, from))),
      end: Math.min(pen.right, pen.x(checked(at, to))),
    }))
    .filter(({ start, end }) => end >= start)
    .sort((one, other) => other.end - other.start - (one.end - one.start))
  for (const { words, peak, start, end } of stretches.slice(0, MOST_NOTES)) {
    const size = { width: widthOf(pen, words) + 2 * NOTE_PAD_PX * ratio, height: NOTE_HEIGHT_PX * ratio }
    const top: Point = [Math.min(end, Math.max(start, pen.x(checked(at, peak)))), peakY(peak)]
    const wanted: Point = [(start + end) / 2, top[1] - side * (size.height / 2 + 4 * ratio)]
    const reach = (end - start) / 2 + size.width / 2 + NOTE_ASIDE_PX * ratio
    // Beside the peak rather than behind it.
    const place = free.room(size, wanted, reach, (dx, dy) => Math.abs(dx) / 2 + Math.abs(dy) * (dy * side > 0 ? 3 : 1))
    if (!place) continue
    free.take(boxAbout(place, size))
    if (side * (top[1] - place[1]) > 0) leader(pen, boxAbout(place, size), top)
    rimmed(pen, words, { x: place[0] - size.width / 2 + NOTE_PAD_PX * ratio, y: place[1] }, palette.alarm)
  }
}

function widthOf(pen: Pen, words: string): number {
  pen.ctx.font = fontOf(pen, 600)
  return pen.ctx.measureText(words).width
}

/** From words above a peak, or below a trough, to it. */
function leader(pen: Pen, { left, right, top, bottom }: PlotBox, [x, y]: Point): void {
  const from = y > bottom ? bottom : top
  if (x < left || x > right || Math.abs(y - from) < LEADER_PX * pen.ratio) return
  drawFine(pen, pen.palette.alarm, [x, from], [x, y])
}

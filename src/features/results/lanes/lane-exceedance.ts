import { at as checked } from '#src/domain/at.ts'
import type { LaneBound } from './lane-bounds.ts'
import { areaTo, hatch, type Point, type Stretch } from './lane-canvas.ts'
import { fontOf, type Pen, rimmed, within } from './pen.ts'

/** A lane lower than this has no room for words over its lines, CSS px. */
const LEAST_WITH_WORDS = 22
const LEAST_WITH_NAMES = 44
/** Height of a name. */
const NAME_PX = 14

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

/** Caution dashed, the limit solid, each with its name if the lane is high enough. */
export function drawBounds(pen: Pen, bound: LaneBound): void {
  const { ctx, left, right, ratio, palette } = pen
  const high = pen.bottom - pen.top >= LEAST_WITH_NAMES * ratio
  const apart = Math.abs(pen.y(bound.caution) - pen.y(bound.limit)) >= NAME_PX * ratio
  for (const level of ['caution', 'limit'] as const) {
    const at = Math.round(pen.y(bound[level])) + 0.5
    if (at < pen.top - 1 || at > pen.bottom + 1) continue
    const color = level === 'limit' ? palette.alarm : palette.caution
    ctx.save()
    ctx.strokeStyle = color
    ctx.lineWidth = ratio
    if (level === 'caution') ctx.setLineDash([6 * ratio, 4 * ratio])
    ctx.beginPath()
    ctx.moveTo(left, at)
    ctx.lineTo(right, at)
    ctx.stroke()
    if (high && (level === 'limit' || apart))
      boundName(
        pen,
        level === 'limit' ? `limit${bound.limitId === 'gust' ? ' for gusts' : ''}` : 'caution',
        at - bound.side * 7 * ratio,
        color,
      )
    ctx.restore()
  }
}

function boundName(pen: Pen, name: string, y: number, color: string): void {
  if (y >= pen.top && y <= pen.bottom) rimmed(pen, name, { x: pen.left + 4 * pen.ratio, y }, color)
}

/** Least width of a stretch as a share of its text, if there are several: or texts would overlap their neighbours. */
const LEAST_SHARE = 0.5
/** Least distance between two texts, CSS px. */
const TEXTS_APART = 8

/**
 * How far and how long the line is over the limit, under each such stretch; what does not fit beside its neighbour is
 * left to the ledger.
 * @param taken where other words are
 */
export function drawNotes(
  pen: Pen,
  { notes, side }: Pick<LaneBound, 'notes' | 'side'>,
  at: Float64Array,
  taken: readonly Stretch[],
): void {
  if (pen.bottom - pen.top < LEAST_WITH_WORDS * pen.ratio) return
  // At the base, so that the peak itself stays visible.
  const y = side === 1 ? pen.bottom - 7 * pen.ratio : pen.top + 7 * pen.ratio
  let reached = pen.left
  for (const { words, from, to } of notes) {
    const [start, end] = [Math.max(pen.left, pen.x(checked(at, from))), Math.min(pen.right, pen.x(checked(at, to)))]
    if (end < pen.left || start > pen.right) continue
    const width = widthOf(pen, words)
    if (notes.length > 1 && end - start < LEAST_SHARE * width) continue
    const next = taken.find(({ right }) => right > (start + end) / 2)?.left ?? pen.right
    const left = Math.max(reached, Math.min((start + end - width) / 2, next - width))
    if (left + width > next + 1) continue
    rimmed(pen, words, { x: left, y }, pen.palette.alarm)
    reached = left + width + TEXTS_APART * pen.ratio
  }
}

function widthOf(pen: Pen, words: string): number {
  pen.ctx.font = fontOf(pen, 600)
  return pen.ctx.measureText(words).width
}

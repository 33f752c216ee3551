import { at as checked, numberAt, type Numbers } from '#src/domain/at.ts'
import type { FreeSpace, PlotBox } from './free-space.ts'
import type { GapRun, Lane } from './lanes.ts'
import { type Span, valueAt } from '#src/domain/limits/exceedances.ts'
import { type Pen, plate, plateSize, within } from './pen.ts'

const HATCH_PX = 7

/** A place on the canvas. */
export type Point = readonly [x: number, y: number]

/** Samples in order as points of the canvas; a missing one ends a part. */
export function partsOf(pen: Pen, x: Float64Array, values: Numbers, samples: Int32Array): Point[][] {
  const parts: Point[][] = []
  let part: Point[] | null = null
  for (const index of samples) {
    const value = numberAt(values, index)
    if (Number.isNaN(value)) {
      part = null
      continue
    }
    if (!part) parts.push((part = []))
    const point: Point = [pen.x(numberAt(x, index)), pen.y(value)]
    // Points on the same spot are drawn once: a smooth line of many samples becomes one of few points.
    const [before, last] = [part.at(-2), part.at(-1)]
    if (before && last && isSpot(last, point) && isSpot(before, point)) part[part.length - 1] = point
    else part.push(point)
  }
  return parts
}

const isSpot = ([x1, y1]: Point, [x2, y2]: Point) => x2 - x1 < 0.6 && Math.abs(y2 - y1) < 0.4

/** The line through the parts. */
export function lineThrough(parts: readonly (readonly Point[])[]): Path2D {
  const path = new Path2D()
  for (const part of parts)
    part.forEach(([left, top], index) => (index === 0 ? path.moveTo(left, top) : path.lineTo(left, top)))
  return path
}

/** The area between the parts and a height, in canvas pixels. */
export function areaTo(parts: readonly (readonly Point[])[], base: number): Path2D {
  const path = new Path2D()
  for (const part of parts) {
    const [first, last] = [checked(part, 0), checked(part, part.length - 1)]
    path.moveTo(first[0], base)
    for (const [left, top] of part) path.lineTo(left, top)
    path.lineTo(last[0], base)
    path.closePath()
  }
  return path
}

/** A straight line of one pixel of the screen's. */
export function drawFine({ ctx, ratio }: Pen, color: string, [fromX, fromY]: Point, [toX, toY]: Point): void {
  ctx.save()
  ctx.strokeStyle = color
  ctx.lineWidth = ratio
  ctx.beginPath()
  ctx.moveTo(fromX, fromY)
  ctx.lineTo(toX, toY)
  ctx.stroke()
  ctx.restore()
}

/** The zero line, where values lie on both sides of it. */
export function drawZero(pen: Pen): void {
  const at = Math.round(pen.y(0)) + 0.5
  drawFine(pen, pen.palette.control, [pen.left, at], [pen.right, at])
}

/** Shades the hours of darkness; spans that overlap are darker. */
export function drawNight(pen: Pen, spans: readonly Pick<Span, 'from' | 'to'>[], at: Float64Array): void {
  const { ctx, left, right, palette, x } = pen
  ctx.save()
  ctx.globalAlpha = palette.nightAlpha
  ctx.fillStyle = palette.night
  for (const { from, to } of spans) {
    const [start, end] = [Math.max(left, x(valueAt(at, from))), Math.min(right, x(valueAt(at, to)))]
    if (end > start) ctx.fillRect(start, pen.top, end - start, pen.bottom - pen.top)
  }
  ctx.restore()
}

/** Nearer to each other they would be a grey area, CSS px. */
const WAYPOINTS_APART_PX = 6

/** Fine lines where the waypoints are; of those that are close together, some. */
export function drawWaypoints(
  { ctx, left, right, top, bottom, x, palette, ratio }: Pen,
  marks: readonly number[],
): void {
  ctx.save()
  ctx.strokeStyle = palette.control
  ctx.globalAlpha = 0.55
  ctx.lineWidth = ratio
  ctx.setLineDash([ratio, 2 * ratio])
  ctx.beginPath()
  let drawn = -Infinity
  for (const mark of marks) {
    const at = Math.round(x(mark)) + 0.5
    if (!(at >= left && at <= right && at - drawn >= WAYPOINTS_APART_PX * ratio)) continue
    drawn = at
    ctx.moveTo(at, top)
    ctx.lineTo(at, bottom)
  }
  ctx.stroke()
  ctx.restore()
}

/** Hatches stretches without values and writes the reason where there is room for it beside other lines. */
export function drawGaps(
  pen: Pen,
  { gaps, gapWords }: Pick<Lane, 'gaps' | 'gapWords'>,
  at: Float64Array,
  free: FreeSpace,
): void {
  let drawnTo = -Infinity
  within(pen, pen, () => {
    for (const gap of gaps) {
      const box = gapBox(pen, gap, at)
      if (box.right < pen.left || box.right <= drawnTo) continue // thousands of gaps inside one pixel are one
      if (box.left > pen.right) break
      drawnTo = box.right
      hatch(pen, box, { color: pen.palette.muted, lean: 1, stepPx: HATCH_PX, alpha: 0.55 })
      reason(
        pen,
        gapWords(gap.from),
        { ...box, left: Math.max(box.left, pen.left), right: Math.min(box.right, pen.right) },
        free,
      )
    }
  })
}

/**
 * The line ends at the last sample with a value, and so does the hatch. Where the answer ends, the hatch ends too,
 * even if another answer goes on. With all samples at a single place, a gap takes up the whole axis.
 */
function gapBox({ left, right, top, bottom, x, ratio }: Pen, { from, to }: GapRun, at: Float64Array) {
  const [first, last] = [checked(at, 0), checked(at, at.length - 1)]
  const start = first === last ? left : x(at[from - 1] ?? first)
  const end = first === last ? right : x(at[to + 1] ?? last)
  return { left: start, right: Math.max(start + ratio, end), top, bottom }
}

interface HatchLook {
  readonly color: string
  /** 1 rises to the right, −1 falls. */
  readonly lean: 1 | -1
  readonly stepPx: number
  readonly alpha?: number
  readonly widthPx?: number
}

/** Lines at 45° on one grid for the whole canvas, so that neighbouring lanes and stretches hatch in step. */
export function hatch(
  pen: Pen,
  box: Pick<Pen, 'left' | 'right' | 'top' | 'bottom'>,
  { color, lean, stepPx, alpha = 1, widthPx = stepPx / 9 }: HatchLook,
): void {
  const { ctx, ratio } = pen
  const step = stepPx * ratio
  const height = box.bottom - box.top
  const start = Math.max(box.left, pen.left) - height
  within(pen, box, () => {
    ctx.globalAlpha = alpha
    ctx.strokeStyle = color
    ctx.lineWidth = widthPx * ratio
    ctx.beginPath()
    for (let x = Math.floor(start / step) * step; x < Math.min(box.right, pen.right) + height; x += step) {
      ctx.moveTo(x, lean === 1 ? box.bottom : box.top)
      ctx.lineTo(x + height, lean === 1 ? box.top : box.bottom)
    }
    ctx.stroke()
  })
}

/** The reason near the middle of its gap, on one line or two, or shortened; nothing where even that does not fit. */
function reason(pen: Pen, words: string, { left, right, top, bottom }: PlotBox, free: FreeSpace): void {
  const room = { width: right - left - 4 * pen.ratio, height: bottom - top }
  for (const lines of labelForms(words)) {
    const size = plateSize(pen, lines)
    if (size.width > room.width || size.height > room.height) continue
    const place = free.room(size, [(left + right) / 2, (top + bottom) / 2], (room.width - size.width) / 2)
    if (!place) continue
    const [x, y] = place
    free.take({
      left: x - size.width / 2,
      right: x + size.width / 2,
      top: y - size.height / 2,
      bottom: y + size.height / 2,
    })
    return plate(pen, lines, { x, y }, pen.palette.text2)
  }
}

/** Ways to write a reason, the fullest first: whole, only its first part, that on two lines, shortened. */
export function labelForms(words: string): (readonly string[])[] {
  const ends = /ends (\d\d \w{3} \d\d:\d\dZ)$/.exec(words)?.[1]
  if (ends)
    return [[words], [`no forecast after ${ends}`], ['no forecast', `after ${ends}`], [`after ${ends}`], ['> 10 days']]
  const plain = words.replace(/ \(.*\)$/, '')
  const parts = plain.split(' ')
  const half = Math.ceil(parts.length / 2)
  return [
    [words],
    [plain],
    [parts.slice(0, half).join(' '), parts.slice(half).join(' ')],
    [/^older/.test(words) ? '> 3 years' : /^no direction/.test(words) ? 'no direction' : 'no value'],
  ]
}

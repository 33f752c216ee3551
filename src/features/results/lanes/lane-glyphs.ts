import { numberAt } from '#src/domain/at.ts'
import { barbShape, windBarb } from '#src/domain/metocean/layers/wind-barb.ts'
import { nearestIndex } from '#src/domain/metocean/sample-times.ts'
import type { LaneGlyphs } from './lanes.ts'
import type { Pen } from './pen.ts'
import type { XWindow } from './x-scale.ts'

/** Least distance between two glyphs, CSS px. */
const APART_PX = 36
/** Length of a barb's shaft, and of the longest arrow; the shortest that can be read. CSS px. */
const SHAFT_PX = 13
const ARROW_PX = { longest: 15, shortest: 7 } as const

/**
 * The samples whose glyph is drawn: nearest to each multiple of a round step, so that none changes place when the
 * window is panned.
 */
export function laneGlyphSamples(x: Float64Array, { min, max }: XWindow, widthPx: number): number[] {
  if (!(widthPx > 0) || !(max > min) || x.length === 0) return []
  const step = fineStep(((max - min) * APART_PX) / widthPx)
  const samples: number[] = []
  for (let count = Math.ceil(min / step); count * step <= max + step / 2; count++) {
    const index = nearestIndex(x, count * step)
    if (index !== samples.at(-1) && Math.abs(numberAt(x, index) - count * step) <= step / 2) samples.push(index)
  }
  return samples.length > 0 ? samples : [nearestIndex(x, (min + max) / 2)]
}

/** The smallest of many round steps that is at least `least`. */
function fineStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least))
  return power * ([1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 8].find((digit) => digit * power >= least) ?? 10)
}

/** Widths of a glyph's lines and of the halo around them, CSS px. */
const INK_PX = 1.25
const HALO_PX = 3.75

/** Barbs or arrows in a ribbon. A sample without direction, wind, waves or current has none. */
export function drawGlyphs(pen: Pen, glyphs: LaneGlyphs, x: Float64Array, samples: readonly number[]): void {
  const { ctx, ratio, palette } = pen
  const edge = (SHAFT_PX / 2) * ratio
  const strongest = Math.max(...samples.map((index) => numberAt(glyphs.magnitude, index) || 0))
  for (const index of samples) {
    const [left, magnitude, direction] = [
      pen.x(numberAt(x, index)),
      numberAt(glyphs.magnitude, index),
      numberAt(glyphs.directionDeg, index),
    ]
    if (left < pen.left + edge || left > pen.right - edge || Number.isNaN(magnitude) || Number.isNaN(direction))
      continue
    // First wide in the colour of the ground, to be seen on any bin.
    for (const [color, width] of [
      [palette.surface, HALO_PX],
      [palette.text, INK_PX],
    ] as const) {
      ctx.save()
      ctx.translate(left, (pen.top + pen.bottom) / 2)
      ctx.scale(ratio, ratio)
      ctx.strokeStyle = ctx.fillStyle = color
      ctx.lineWidth = width
      ctx.lineCap = 'round'
      ctx.lineJoin = 'round'
      if (glyphs.kind === 'wind') barb(ctx, magnitude, direction, numberAt(glyphs.lat, index) < 0)
      else if (magnitude > 0)
        arrow(
          ctx,
          towards(glyphs.kind, direction),
          Math.max(ARROW_PX.shortest, Math.min(1, magnitude / strongest) * ARROW_PX.longest),
        )
      ctx.restore()
    }
  }
}

/** Waves are named by where they come from, a current by where it sets. */
const towards = (kind: 'wave' | 'current', direction: number) => (kind === 'wave' ? direction + 180 : direction)

const DEGREE = Math.PI / 180

function barb(ctx: CanvasRenderingContext2D, knots: number, fromDeg: number, southern: boolean): void {
  const glyph = windBarb(knots)
  if (!glyph) return
  const { strokes, pennants, rings } = barbShape(glyph, southern)
  ctx.rotate(fromDeg * DEGREE)
  // Turned about its middle, so that it stays in its row whatever the direction.
  ctx.scale(SHAFT_PX, -SHAFT_PX)
  ctx.translate(0, rings.length === 0 ? -0.5 : 0)
  ctx.lineWidth /= SHAFT_PX
  ctx.beginPath()
  for (const radius of rings) {
    ctx.moveTo(radius, 0)
    ctx.arc(0, 0, radius, 0, 2 * Math.PI)
  }
  for (const stroke of strokes) stroke.forEach(([x, y], index) => (index === 0 ? ctx.moveTo(x, y) : ctx.lineTo(x, y)))
  ctx.stroke()
  ctx.beginPath()
  for (const pennant of pennants)
    pennant.forEach(([x, y], index) => (index === 0 ? ctx.moveTo(x, y) : ctx.lineTo(x, y)))
  ctx.fill()
  ctx.stroke()
}

function arrow(ctx: CanvasRenderingContext2D, towardsDeg: number, length: number): void {
  ctx.rotate(towardsDeg * DEGREE)
  const [tip, tail] = [-length / 2, length / 2]
  ctx.beginPath()
  ctx.moveTo(0, tail)
  ctx.lineTo(0, tip)
  ctx.moveTo(-2.8, tip + 3.6)
  ctx.lineTo(0, tip)
  ctx.lineTo(2.8, tip + 3.6)
  ctx.stroke()
}

import type { AreaEffect } from '#src/domain/areas/area.ts'
import { type BarbPoint, barbShape, windBarb, type WindBarb } from '#src/domain/metocean/layers/wind-barb.ts'

/** Canvas pixels per CSS pixel, so that a glyph is crisp on a dense screen too. */
export const GLYPH_PIXEL_RATIO = 2
const SHAFT_PX = 28
const INK_PX = 1.6
const HALO_PX = 4.4
/** Arrows come in lengths this far apart, CSS pixels, so that one image per length serves all of them. */
const ARROW_STEP_PX = 3

export interface GlyphColors {
  readonly ink: string
  readonly halo: string
  /** Of areas. */
  readonly alarm: string
  readonly warn: string
}

type ArrowKind = 'wave' | 'current'

/** Names say what an image shows, so that the map can ask for one it does not have yet. */
export const barbImage = (knots: number, southern: boolean): string => `barb/${knots}/${southern ? 'south' : 'north'}`
export const arrowImage = (kind: ArrowKind, lengthPx: number): string =>
  `arrow/${kind}/${Math.round(lengthPx / ARROW_STEP_PX) * ARROW_STEP_PX}`

/** Tiles the areas of one effect. */
export const hatchImage = (effect: AreaEffect): string => `hatch/${effect}`

/** @param step −3 to 3, not 0: how much less or more */
export const signImage = (step: number): string => `sign/${step}`

/** What a glyph is drawn with: lines, shapes filled with ink, and shapes filled with the halo's colour. */
interface Paths {
  readonly lines: Path2D
  readonly solid: Path2D
  readonly hollow: Path2D
  /** Farthest point from the middle, CSS pixels. */
  readonly reachPx: number
}

/** The picture of a glyph, pointing north, turned about its middle, or of a hatching; null for a name that is neither's. */
export function glyphImage(name: string, colors: GlyphColors): ImageData | null {
  const [kind, size, form] = name.split('/')
  if (kind === 'barb') {
    const barb = windBarb(Number(size))
    return barb && picture(barbPaths(barb, form === 'south'), colors)
  }
  if (kind === 'arrow') return picture(size === 'wave' ? wavePaths(Number(form)) : currentPaths(Number(form)), colors)
  if (kind === 'hatch') return hatching(size === 'avoid', colors)
  if (kind === 'sign') return picture(signPaths(Number(size)), colors)
  return null
}

/** Apart, so that the sea and its names are seen through, CSS pixels. */
const HATCH_PX = 12

/** A tile of strokes at 45°, both ways to keep out. It goes on without a seam in the next one. */
function hatching(isAvoid: boolean, { alarm, warn }: GlyphColors): ImageData {
  const context = canvasOf(HATCH_PX * GLYPH_PIXEL_RATIO)
  context.scale(GLYPH_PIXEL_RATIO, GLYPH_PIXEL_RATIO)
  context.strokeStyle = isAvoid ? alarm : warn
  context.lineWidth = 1.25
  const up = [-1, 0, 1].map((tile) => `M${tile * HATCH_PX - 2} ${HATCH_PX + 2}L${(tile + 1) * HATCH_PX + 2} -2`)
  const down = [-1, 0, 1].map((tile) => `M${tile * HATCH_PX - 2} -2L${(tile + 1) * HATCH_PX + 2} ${HATCH_PX + 2}`)
  context.stroke(new Path2D([...up, ...(isAvoid ? down : [])].join('')))
  return context.getImageData(0, 0, HATCH_PX * GLYPH_PIXEL_RATIO, HATCH_PX * GLYPH_PIXEL_RATIO)
}

/** A plus or a minus, the larger the more. */
function signPaths(step: number): Paths {
  const arm = 2 + 1.5 * Math.abs(step)
  const lines = new Path2D(`M${-arm} 0H${arm}${step > 0 ? `M0 ${-arm}V${arm}` : ''}`)
  return { lines, solid: new Path2D(), hollow: new Path2D(), reachPx: arm }
}

function barbPaths(barb: WindBarb, southern: boolean): Paths {
  const { strokes, pennants, rings } = barbShape(barb, southern)
  const lines = new Path2D()
  for (const points of strokes) trace(lines, points)
  const solid = new Path2D()
  for (const points of pennants) trace(solid, points).closePath()
  for (const radius of rings) {
    lines.moveTo(radius * SHAFT_PX, 0)
    lines.arc(0, 0, radius * SHAFT_PX, 0, 2 * Math.PI)
  }
  const reach = Math.max(...rings, ...[...strokes, ...pennants].flat().map(([x, y]) => Math.hypot(x, y)))
  return { lines, solid, hollow: new Path2D(), reachPx: reach * SHAFT_PX }
}

/** Waves are a hollow arrow and a current a thin one with a solid head: told apart without their colour. */
function wavePaths(lengthPx: number): Paths {
  const end = lengthPx / 2
  const hollow = new Path2D(`M-1.75 ${end}V${6.5 - end}H-4.75L0 ${-end}L4.75 ${6.5 - end}H1.75V${end}Z`)
  return { lines: new Path2D(), solid: new Path2D(), hollow, reachPx: end }
}

function currentPaths(lengthPx: number): Paths {
  const end = lengthPx / 2
  const lines = new Path2D(`M0 ${end}V${4 - end}`)
  const solid = new Path2D(`M0 ${-end}L4 ${7 - end}L0 ${5.5 - end}L-4 ${7 - end}Z`)
  return { lines, solid, hollow: new Path2D(), reachPx: end }
}

/** A shape of the barb on the canvas, whose y grows downwards. */
function trace(path: Path2D, points: readonly BarbPoint[]): Path2D {
  points.forEach(([x, y], index) =>
    index === 0 ? path.moveTo(x * SHAFT_PX, -y * SHAFT_PX) : path.lineTo(x * SHAFT_PX, -y * SHAFT_PX),
  )
  return path
}

function canvasOf(size: number): OffscreenCanvasRenderingContext2D {
  // Read back at once: on the graphics card that would wait for everything it is drawing (a second, measured).
  const context = new OffscreenCanvas(size, size).getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('No canvas to draw a glyph on.')
  return context
}

function picture({ lines, solid, hollow, reachPx }: Paths, { ink, halo }: GlyphColors): ImageData {
  const size = 2 * Math.ceil(reachPx + HALO_PX) * GLYPH_PIXEL_RATIO
  const context = canvasOf(size)
  context.translate(size / 2, size / 2)
  context.scale(GLYPH_PIXEL_RATIO, GLYPH_PIXEL_RATIO)
  context.lineJoin = 'round'
  context.lineCap = 'round'
  for (const [color, width] of [
    [halo, HALO_PX],
    [ink, INK_PX],
  ] as const) {
    context.strokeStyle = color
    context.lineWidth = width
    for (const path of [lines, solid, hollow]) context.stroke(path)
    context.fillStyle = color
    context.fill(color === halo ? hollow : solid)
  }
  return context.getImageData(0, 0, size, size)
}

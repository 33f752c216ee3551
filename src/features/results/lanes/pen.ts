import { at } from '#src/domain/at.ts'
import type { RampId } from '#src/domain/metocean/layers/layers.ts'
import { onPaper, type Token } from '#src/ui/page/on-paper.ts'
import { rampColors, type ThemeName } from '#src/ui/ramps.ts'
import { PLOT } from './plot-box.ts'
import type { XWindow } from './x-scale.ts'

/** What a part of a lane is drawn with. All lengths and places are device pixels of the canvas. */
export interface Pen {
  readonly ctx: CanvasRenderingContext2D
  readonly palette: LanePalette
  /** Device pixels per CSS pixel. */
  readonly ratio: number
  /** The plotting area. */
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  readonly x: (value: number) => number
  readonly y: (value: number) => number
}

/** Where on a canvas something is drawn, CSS px, and at what resolution. */
export interface PaintBox {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  /** Device pixels per CSS pixel. */
  readonly ratio: number
}

/** A pen for a stretch of the axis, in the columns that all plots share; its y has no scale yet. */
export function penIn(
  ctx: CanvasRenderingContext2D,
  { left: boxLeft, top, width, height, ratio }: PaintBox,
  { min, max }: XWindow,
  palette: LanePalette,
): Pen {
  const left = Math.round((boxLeft + PLOT.left) * ratio)
  const right = Math.round((boxLeft + width - PLOT.right) * ratio)
  const perX = (right - left) / (max - min)
  return {
    ctx,
    palette,
    ratio,
    left,
    right,
    top: Math.round(top * ratio),
    bottom: Math.round((top + height) * ratio),
    x: (value) => left + (value - min) * perX,
    y: Number,
  }
}

/** Makes a canvas as sharp as the screen, and empty. @param size CSS px @returns null where nothing can be drawn */
export function emptied(
  canvas: HTMLCanvasElement,
  { width, height }: { width: number; height: number },
): { ctx: CanvasRenderingContext2D; box: PaintBox } | null {
  const ratio = devicePixelRatio
  canvas.width = Math.max(1, Math.round(width * ratio))
  canvas.height = Math.max(1, Math.round(height * ratio))
  const ctx = canvas.getContext('2d', SOFTWARE)
  return ctx && { ctx, box: { left: 0, top: 0, width, height, ratio } }
}

/**
 * For canvases that are drawn seldom and in fine detail: a hundred times faster without a graphics card, where an
 * emulated one would draw dashes and hatches (docs/decisions/010); with one, a lane takes some milliseconds either way.
 */
export const SOFTWARE: CanvasRenderingContext2DSettings = { willReadFrequently: true }

/** Draws inside a rectangle only, and leaves the canvas's state as it was. */
export function within(
  { ctx }: Pen,
  { left, top, right, bottom }: Pick<Pen, 'left' | 'top' | 'right' | 'bottom'>,
  draw: () => void,
): void {
  ctx.save()
  ctx.beginPath()
  ctx.rect(left, top, right - left, bottom - top)
  ctx.clip()
  draw()
  ctx.restore()
}

/** A font of the page's family at 12 px. */
export const fontOf = ({ palette, ratio }: Pick<Pen, 'palette' | 'ratio'>, weight: 400 | 600 = 400): string =>
  `${weight} ${12 * ratio}px ${palette.family}`

const PAD_PX = 4

/** Lines of text on a plate, to be read over lines and hatches. Nothing is drawn outside the plotting area. */
export function plate(pen: Pen, lines: readonly string[], at: { x: number; y: number }, color: string): void {
  const { ctx, ratio, palette } = pen
  const { width, height } = plateSize(pen, lines)
  const left = Math.min(Math.max(at.x - width / 2, pen.left), pen.right - width)
  const top = Math.min(Math.max(at.y - height / 2, pen.top), Math.max(pen.top, pen.bottom - height))
  ctx.fillStyle = palette.surface
  ctx.beginPath()
  ctx.roundRect(left, top, width, height, 2 * ratio)
  ctx.fill()
  ctx.fillStyle = color
  ctx.textAlign = 'center'
  ctx.textBaseline = 'middle'
  const lineHeight = height / lines.length
  lines.forEach((line, index) => ctx.fillText(line, left + width / 2, top + (index + 0.5) * lineHeight + 0.5 * ratio))
}

/** Text rimmed in the ground's colour, so that lines show between letters. @param x its start @param y its middle */
export function rimmed(
  { ctx, palette, ratio }: Pen,
  text: string,
  { x, y }: { x: number; y: number },
  color: string,
): void {
  ctx.save()
  ctx.font = fontOf({ palette, ratio }, 600)
  ctx.textAlign = 'left'
  ctx.textBaseline = 'middle'
  ctx.lineJoin = 'round'
  ctx.lineWidth = 3.5 * ratio
  ctx.globalAlpha = 0.85
  ctx.strokeStyle = palette.surface
  ctx.strokeText(text, x, y)
  ctx.globalAlpha = 1
  ctx.fillStyle = color
  ctx.fillText(text, x, y)
  ctx.restore()
}

/** The size of a plate. Also sets the font of its text. */
export function plateSize({ ctx, palette, ratio }: Pen, lines: readonly string[]): { width: number; height: number } {
  ctx.font = fontOf({ palette, ratio })
  return {
    width: Math.max(...lines.map((line) => ctx.measureText(line).width)) + 2 * PAD_PX * ratio,
    height: (lines.length * 14 + 1) * ratio,
  }
}

/** The colours of a lane in one theme, read from CSS because a canvas cannot. */
export interface LanePalette {
  readonly text: string
  readonly text2: string
  readonly muted: string
  readonly grid: string
  readonly control: string
  readonly surface: string
  /** Laid over the hours of darkness. */
  readonly night: string
  readonly nightAlpha: number
  readonly ok: string
  readonly caution: string
  readonly cautionFill: string
  readonly alarm: string
  /** The lane's lines. */
  readonly line: string
  /** The eight bins of the map, for the area under the line. */
  readonly bins: readonly string[]
  /** By the kind of a change, see `domain/report/change-bins.ts`. */
  readonly changes: readonly string[]
  readonly family: string
}

/** The bin whose colour has at least 3:1 to the surface in the theme. */
const lineBin: Readonly<Record<RampId, number>> = { wind: 5, wave: 5, current: 5, period: 5, sst: 4, neutral: 5 }

/** Darker than the ground by day and at dusk; at night nothing is darker, so a little lighter. */
const night: Readonly<Record<ThemeName, (token: Token) => Pick<LanePalette, 'night' | 'nightAlpha'>>> = {
  day: (token) => ({ night: token('--color-text'), nightAlpha: 0.032 }),
  dusk: () => ({ night: '#000000', nightAlpha: 0.15 }),
  night: (token) => ({ night: token('--color-text'), nightAlpha: 0.05 }),
}

/** For what leaves the screen: pictures are for paper and mail, whatever theme the watch has chosen. */
export function paperPalette(ramp: RampId): LanePalette {
  return onPaper((token) => paletteOf(ramp, 'day', token))
}

/** The palette of the theme on the page. */
export function lanePalette(ramp: RampId, theme: ThemeName): LanePalette {
  const style = getComputedStyle(document.documentElement)
  return paletteOf(ramp, theme, (name) => style.getPropertyValue(name).trim())
}

function paletteOf(ramp: RampId, theme: ThemeName, token: Token): LanePalette {
  const bins = rampColors(ramp, theme)
  return {
    text: token('--color-text'),
    text2: token('--color-text-2'),
    muted: token('--color-muted'),
    grid: token('--color-line'),
    control: token('--color-control'),
    surface: token('--color-surface'),
    ...night[theme](token),
    ok: token('--color-ok'),
    caution: token('--color-warn'),
    cautionFill: token('--color-warn-fill'),
    alarm: token('--color-alarm'),
    line: at(bins, lineBin[ramp]),
    bins,
    changes: rampColors('change', theme),
    family: token('--font-sans'),
  }
}

import { type LaneFrame, strokes } from '../lanes/lane-frame.ts'
import { type LanePalette, paperPalette, SOFTWARE } from '../lanes/pen.ts'
import { PAPER_PX, wrappedText } from '#src/ui/page/captioned-picture.ts'

// What pictures of the charts are written on, and the key of a lane: beside it, or on paper above it.

/** Device pixels to one of the picture's; for paper, as fine as print. */
export const CHART_RATIO = { screen: 2, paper: 3 } as const
/** Sizes of the picture, CSS px. */
export const CHART_PAGE = {
  width: 1600,
  margin: 24,
  names: 200,
  lane: 164,
  ribbon: 24,
  strip: 34,
  axis: 40,
  line: 20,
  title: 36,
  gap: 12,
  /** Where the facts start. */
  facts: 100,
  /** Of a lane's name, and of each line of its key under it. */
  keyHead: 36,
  key: 18,
} as const
/** The same of a picture of one lane for paper; a plot is 66 mm high. */
export const CHART_PAPER = { line: 20, numbers: 16, lane: 256, axis: 22 } as const

/** The canvas in CSS px, in the colours of paper. */
export interface ChartSheet {
  readonly canvas: HTMLCanvasElement
  readonly ctx: CanvasRenderingContext2D
  readonly palette: LanePalette
  /** Device pixels to a CSS pixel. */
  readonly ratio: number
  readonly width: number
  readonly plotLeft: number
  readonly plotWidth: number
}

export function newChartSheet(
  heightPx: number,
  { ratio, width, ...plot }: Pick<ChartSheet, 'ratio' | 'width' | 'plotLeft' | 'plotWidth'> = {
    ratio: CHART_RATIO.screen,
    width: CHART_PAGE.width,
    plotLeft: CHART_PAGE.margin + CHART_PAGE.names,
    plotWidth: CHART_PAGE.width - 2 * CHART_PAGE.margin - CHART_PAGE.names,
  },
): ChartSheet {
  const canvas = document.createElement('canvas')
  canvas.width = width * ratio
  canvas.height = heightPx * ratio
  const ctx = canvas.getContext('2d', SOFTWARE)
  if (!ctx) throw new Error('no picture can be drawn here')
  const palette = paperPalette('neutral')
  ctx.scale(ratio, ratio)
  ctx.fillStyle = palette.surface
  ctx.fillRect(0, 0, width, heightPx)
  ctx.textBaseline = 'middle'
  return { canvas, ctx, palette, ratio, width, ...plot }
}

export function writeOn(
  { ctx, palette }: ChartSheet,
  text: string,
  x: number,
  y: number,
  {
    sizePx = 13,
    weight = 400,
    color = palette.text,
    align = 'left',
  }: { sizePx?: number; weight?: 400 | 600; color?: string; align?: CanvasTextAlign } = {},
): void {
  ctx.font = `${weight} ${sizePx}px ${palette.family}`
  ctx.fillStyle = color
  ctx.textAlign = align
  ctx.fillText(text, x, y)
}

/** What a line of a lane is, and how it is drawn. */
export interface ChartKeyEntry {
  readonly label: string
  /** null: words only, such as those that go on from the entry before. */
  readonly stroke: { readonly width: number; readonly dash?: readonly number[]; readonly color: string } | null
}

export function chartKey({ lane, compared, endNames }: LaneFrame): ChartKeyEntry[] {
  const palette = paperPalette(lane.ramp)
  return [
    ...lane.series.map(({ label, stroke }) => ({
      label: stroke === 'right' ? `${label}, s` : label,
      stroke: { ...strokes[stroke], color: stroke === 'right' ? palette.text2 : palette.line },
    })),
    ...compared.map(({ name, synthetic, dash }) => {
      const short = endNames?.get(name) ?? name
      return {
        label: synthetic ? `${short}, synthetic` : short,
        stroke: { width: 1.5, dash, color: palette.text },
      }
    }),
  ]
}

/** Between a line of the key and its words, with the line itself; and between two entries on a row. CSS px. */
const KEY_PX = 30
const APART_PX = 18

/** The key beside a lane: words too long for the room there go on below. */
export function keyBeside(pen: CanvasRenderingContext2D, frame: LaneFrame): ChartKeyEntry[] {
  pen.font = `400 12px ${paperPalette('neutral').family}`
  return chartKey(frame).flatMap(({ label, stroke }) =>
    wrappedText(pen, label, CHART_PAGE.names - KEY_PX).map((line, place) => ({
      label: line,
      stroke: place === 0 ? stroke : null,
    })),
  )
}

export function drawKeyBeside(
  sheet: ChartSheet,
  { lane }: LaneFrame,
  lines: readonly ChartKeyEntry[],
  top: number,
): void {
  writeOn(sheet, `${lane.label}, ${lane.unit}`, CHART_PAGE.margin, top + 22, { weight: 600, sizePx: 14 })
  lines.forEach((entry, index) => drawEntry(sheet, entry, CHART_PAGE.margin, top + 44 + index * CHART_PAGE.key))
}

function drawEntry(sheet: ChartSheet, { label, stroke }: ChartKeyEntry, left: number, y: number): void {
  const { ctx, palette } = sheet
  if (stroke) {
    ctx.strokeStyle = stroke.color
    ctx.lineWidth = stroke.width
    ctx.setLineDash([...(stroke.dash ?? [])])
    ctx.beginPath()
    ctx.moveTo(left, y)
    ctx.lineTo(left + 22, y)
    ctx.stroke()
    ctx.setLineDash([])
  }
  writeOn(sheet, label, left + KEY_PX, y, { sizePx: 12, color: palette.text2 })
}

/** An entry with its place on a row. */
interface PlacedEntry {
  readonly entry: ChartKeyEntry
  readonly left: number
}

/** The key over a lane: its entries one after another behind the lane's name, on as many rows as they need. */
export function keyAbove(
  pen: CanvasRenderingContext2D,
  { lane }: LaneFrame,
  entries: readonly ChartKeyEntry[],
): PlacedEntry[][] {
  const { family } = paperPalette('neutral')
  pen.font = `600 14px ${family}`
  let left = pen.measureText(`${lane.label}, ${lane.unit}`).width + APART_PX
  const rows: PlacedEntry[][] = [[]]
  pen.font = `400 12px ${family}`
  for (const entry of entries) {
    const width = KEY_PX + pen.measureText(entry.label).width + APART_PX
    if (left + width > PAPER_PX && left > 0) {
      rows.push([])
      left = 0
    }
    rows.at(-1)?.push({ entry, left })
    left += width
  }
  return rows
}

export function drawKeyAbove(sheet: ChartSheet, { lane }: LaneFrame, rows: readonly (readonly PlacedEntry[])[]): void {
  writeOn(sheet, `${lane.label}, ${lane.unit}`, 0, CHART_PAPER.line / 2, { weight: 600, sizePx: 14 })
  rows.forEach((row, index) =>
    row.forEach(({ entry, left }) => drawEntry(sheet, entry, left, (index + 0.5) * CHART_PAPER.line)),
  )
}

export function drawRule({ ctx, palette }: ChartSheet, y: number): void {
  ctx.fillStyle = palette.grid
  ctx.fillRect(CHART_PAGE.margin, y, CHART_PAGE.width - 2 * CHART_PAGE.margin, 1)
}

import { SYNTHETIC_LABEL } from '#src/domain/metocean/wire/contract.ts'
import { at } from '#src/domain/at.ts'
import { type NamedAnswer, tellingNames } from '#src/domain/tasks/answer-name.ts'
import { formatDistance, formatNumber } from '#src/domain/units/format.ts'
import { formatDuration, formatUtc } from '#src/domain/units/time-text.ts'
import type { Units } from '#src/domain/units/unit-choice.ts'
import { resultFacts } from '#src/domain/report/result-facts.ts'
import { activePlan, type Voyage } from '#src/domain/voyage/voyage.ts'
import { waypointSamples } from '#src/domain/voyage/waypoint-samples.ts'
import type { PaperChart } from '#src/state/intents.ts'
import { type AxisChoice, type LaneId } from '#src/state/preferences.ts'
import { PAPER_PX, pngOf, wrappedText } from '#src/ui/page/captioned-picture.ts'
import {
  againstLimits,
  comparedLanes,
  type LaneFrame,
  laneStates,
  nightOf,
  rightScaleOf,
  scaleOf,
  strokes,
} from '../lanes/lane-frame.ts'
import { laneBounds } from '../lanes/lane-bounds.ts'
import { drawLane } from '../lanes/lane-drawing.ts'
import { drawRibbon, type RibbonFrame } from '../lanes/ribbon.ts'
import { laneOf } from '../lanes/lanes.ts'
import { columnRuns, drawStates } from '../lanes/limit-strip.ts'
import { type LanePalette, paperPalette, SOFTWARE } from '../lanes/pen.ts'
import { numbersInSight, PLOT, plotWidth, plotX } from '../lanes/plot-box.ts'
import { axisName, type XScale, xScale, xTicks, type XWindow } from '../lanes/x-scale.ts'

interface ChartsPicture {
  readonly answer: NamedAnswer
  readonly compared: readonly NamedAnswer[]
  readonly voyage: Voyage
  readonly axis: AxisChoice
  /** The part of the axis to draw; null: all of it. */
  readonly part: XWindow | null
  readonly units: Units
  /** In order; only the lanes that are shown. */
  readonly lanes: readonly LaneId[]
}

/** Device pixels to one of the picture's; for paper, as fine as print. */
const RATIO = { screen: 2, paper: 3 } as const
/** Sizes of the picture, CSS px. */
const PAGE = {
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
const PAPER = { line: 20, numbers: 16, lane: 256, axis: 22 } as const

/**
 * The charts on screen as one picture by day, with everything a reader without Fairway needs: voyage, limits, source,
 * time asked, UTC, and a label if data are synthetic.
 * @returns a PNG, 3,200 pixels across
 */
export async function chartsPng(picture: ChartsPicture): Promise<Blob> {
  const { answer, compared, voyage, units } = picture
  const x = await axisOf(picture)
  const frames = lanesOf(picture, x)
  const {
    ctx: pen,
    palette: { family },
  } = newSheet(1)
  const facts = [
    ...resultFacts(answer, voyage, { units }).filter(([label]) => label !== 'Voyage'),
    ...comparedFacts(answer, compared),
    ...partFacts(picture, x),
  ].flatMap(([label, text]) => {
    pen.font = `600 13px ${family}`
    return wrappedText(pen, text, PAGE.width - 2 * PAGE.margin - PAGE.facts).map(
      (line, place) => [place === 0 ? label : '', line, warns(label, text)] as const,
    )
  })
  const head = PAGE.margin + PAGE.title + facts.length * PAGE.line + PAGE.gap
  const keys = frames.map(({ frame }) => keyLines(pen, frame))
  const heights = keys.map((lines) => Math.max(PAGE.lane, PAGE.keyHead + lines.length * PAGE.key + PAGE.gap))
  const sheet = newSheet(head + PAGE.strip + heights.reduce((sum, px) => sum + px, 0) + PAGE.axis + PAGE.margin)
  drawHead(sheet, voyage.name || answer.name, facts)
  drawLimitRow(sheet, picture, x, head)
  let top = head + PAGE.strip
  for (const [place, lane] of frames.entries()) {
    const height = at(heights, place)
    drawFrame(sheet, lane, top, height - 6)
    drawKey(sheet, lane.frame, at(keys, place), top)
    top += height
    rule(sheet, top - 3)
    await pause()
  }
  drawAxis(sheet, x, top)
  return pngOf(sheet.canvas)
}

/** The page gets a turn between the lanes. */
const pause = () => new Promise((resolve) => setTimeout(resolve))

/** The same as a picture for each variable, in the width of upright paper; voyage, limits and source are beside them. */
export async function chartsOnPaper(picture: ChartsPicture): Promise<PaperChart[]> {
  const x = await axisOf(picture)
  const pen = newSheet(1).ctx
  const charts: PaperChart[] = []
  for (const lane of lanesOf(picture, x)) {
    const { frame } = lane
    const entries = [...keyEntries(frame), ...partFacts(picture, x).map(([, label]) => ({ label, stroke: null }))]
    const rows = keyRows(pen, frame, entries)
    const plot = rows.length * PAPER.line + PAPER.numbers
    const sheet = newSheet(plot + PAPER.lane + PAPER.axis, {
      ratio: RATIO.paper,
      width: PAPER_PX,
      plotLeft: 0,
      plotWidth: PAPER_PX,
    })
    drawKeyRows(sheet, frame, rows)
    drawNumbers(sheet, picture, x, plot - PAPER.numbers / 2)
    drawFrame(sheet, lane, plot, PAPER.lane)
    drawAxis(sheet, x, plot + PAPER.lane)
    charts.push({ label: frame.lane.label, picture: await pngOf(sheet.canvas) })
    await pause()
  }
  return charts
}

/** The axis of the picture, or the part of it that is drawn. */
async function axisOf({ answer, compared, axis, part }: ChartsPicture): Promise<XScale> {
  // Until the page's own font has loaded, a canvas draws with another.
  await document.fonts.ready
  return { ...wholeAxis({ answer, compared, axis }), ...part }
}

const wholeAxis = ({ answer, compared, axis }: Pick<ChartsPicture, 'answer' | 'compared' | 'axis'>): XScale =>
  xScale(
    answer.columns,
    axis,
    compared.map(({ columns }) => columns),
  )

type Fact = readonly [label: string, text: string]

/** Who the lines are that are named by what tells them apart, and which of them are synthetic. */
function comparedFacts(answer: NamedAnswer, compared: readonly NamedAnswer[]): Fact[] {
  if (compared.length === 0) return []
  const telling = tellingNames([answer, ...compared])
  const name = (one: NamedAnswer) => {
    const short = telling.get(one.name) ?? one.name
    return short === one.name ? short : `${short} (${one.name})`
  }
  return [
    ['Shown', name(answer)],
    ...compared.map((one): Fact => ['Compared', one.synthetic ? `${name(one)}: ${SYNTHETIC_LABEL}` : name(one)]),
  ]
}

const partFacts = (picture: ChartsPicture, x: XScale): Fact[] =>
  picture.part ? [['Part', partWords(x, wholeAxis(picture))]] : []

/** Says that the picture shows only a part of the passage. */
function partWords({ axis, min, max }: XScale, whole: XWindow): string {
  if (axis === 'time')
    return `${formatUtc(min)} to ${formatUtc(max)}, of ${formatUtc(whole.min)} to ${formatUtc(whole.max)}`
  return axis === 'elapsed'
    ? `${formatDuration(min)} to ${formatDuration(max)} since departure, of ${formatDuration(whole.max)}`
    : `${formatNumber(min, 1)} to ${formatDistance(max)}, of ${formatDistance(whole.max)}`
}

/** The canvas in CSS px, in the colours of paper. */
interface Sheet {
  readonly canvas: HTMLCanvasElement
  readonly ctx: CanvasRenderingContext2D
  readonly palette: LanePalette
  /** Device pixels to a CSS pixel. */
  readonly ratio: number
  readonly width: number
  readonly plotLeft: number
  readonly plotWidth: number
}

function newSheet(
  heightPx: number,
  { ratio, width, ...plot }: Pick<Sheet, 'ratio' | 'width' | 'plotLeft' | 'plotWidth'> = {
    ratio: RATIO.screen,
    width: PAGE.width,
    plotLeft: PAGE.margin + PAGE.names,
    plotWidth: PAGE.width - 2 * PAGE.margin - PAGE.names,
  },
): Sheet {
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

function write(
  { ctx, palette }: Sheet,
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

const warns = (label: string, text: string) => label === 'Data' || text.endsWith(SYNTHETIC_LABEL)

function drawHead(
  sheet: Sheet,
  title: string,
  facts: readonly (readonly [label: string, text: string, warns: boolean])[],
): void {
  const { ctx, palette, width } = sheet
  ctx.font = `600 22px ${palette.family}`
  const [line = '', ...cut] = wrappedText(ctx, title, width - 2 * PAGE.margin)
  write(sheet, cut.length > 0 ? `${line}…` : line, PAGE.margin, PAGE.margin + 10, { sizePx: 22, weight: 600 })
  facts.forEach(([label, text, isWarning], index) => {
    const y = PAGE.margin + PAGE.title + (index + 0.5) * PAGE.line
    write(sheet, label, PAGE.margin, y, { color: palette.muted })
    write(sheet, text, PAGE.margin + PAGE.facts, y, {
      weight: isWarning ? 600 : 400,
      color: isWarning ? palette.caution : palette.text,
    })
  })
}

/** A lane with the ribbon over it. */
interface PictureLane {
  readonly frame: LaneFrame
  readonly ribbon: RibbonFrame
}

function lanesOf({ answer, compared, voyage, units, lanes }: ChartsPicture, x: XScale): PictureLane[] {
  const { columns } = answer
  const against = againstLimits(columns, voyage.limits)
  const waypoints = Array.from(
    waypointSamples(columns, activePlan(voyage).route.waypoints),
    (sample) => x.values[sample] ?? NaN,
  )
  const endNames = tellingNames([answer, ...compared])
  return lanes.flatMap((id): PictureLane[] => {
    const lane = laneOf(answer, id, units)
    if (!lane) return []
    const others = comparedLanes(compared, id, x.axis, units)
    const bounds = laneBounds(lane, voyage.limits, against.entries, columns)
    const scale = scaleOf([lane, ...others.map((other) => other.lane)], bounds)
    const window = { min: x.min, max: x.max }
    return [
      {
        ribbon: { lane, states: laneStates(against, id), x: x.values, window },
        frame: {
          name: answer.name,
          endNames,
          lane,
          x,
          window,
          scale,
          right: rightScaleOf([lane]),
          bounds,
          night: nightOf(columns),
          waypoints,
          compared: others,
        },
      },
    ]
  })
}

/** Ribbon and lane, drawn as on the screen, by the same code. */
function drawFrame(
  { ctx, plotLeft, plotWidth, ratio }: Sheet,
  { frame, ribbon }: PictureLane,
  top: number,
  height: number,
): void {
  const palette = paperPalette(frame.lane.ramp)
  const box = { left: plotLeft, width: plotWidth, ratio }
  ctx.save()
  ctx.resetTransform() // a lane counts in device pixels
  drawRibbon(ctx, ribbon, { ...box, top, height: PAGE.ribbon }, palette)
  drawLane(ctx, frame, { ...box, top: top + PAGE.ribbon, height: height - PAGE.ribbon }, palette)
  ctx.restore()
}

/** What a line of a lane is, and how it is drawn. */
interface KeyEntry {
  readonly label: string
  /** null: words only, such as those that go on from the entry before. */
  readonly stroke: { readonly width: number; readonly dash?: readonly number[]; readonly color: string } | null
}

function keyEntries({ lane, compared, endNames }: LaneFrame): KeyEntry[] {
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
function keyLines(pen: CanvasRenderingContext2D, frame: LaneFrame): KeyEntry[] {
  pen.font = `400 12px ${paperPalette('neutral').family}`
  return keyEntries(frame).flatMap(({ label, stroke }) =>
    wrappedText(pen, label, PAGE.names - KEY_PX).map((line, place) => ({
      label: line,
      stroke: place === 0 ? stroke : null,
    })),
  )
}

function drawKey(sheet: Sheet, { lane }: LaneFrame, lines: readonly KeyEntry[], top: number): void {
  write(sheet, `${lane.label}, ${lane.unit}`, PAGE.margin, top + 22, { weight: 600, sizePx: 14 })
  lines.forEach((entry, index) => drawEntry(sheet, entry, PAGE.margin, top + 44 + index * PAGE.key))
}

function drawEntry(sheet: Sheet, { label, stroke }: KeyEntry, left: number, y: number): void {
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
  write(sheet, label, left + KEY_PX, y, { sizePx: 12, color: palette.text2 })
}

/** An entry with its place on a row. */
interface PlacedEntry {
  readonly entry: KeyEntry
  readonly left: number
}

/** The key over a lane: its entries one after another behind the lane's name, on as many rows as they need. */
function keyRows(pen: CanvasRenderingContext2D, { lane }: LaneFrame, entries: readonly KeyEntry[]): PlacedEntry[][] {
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

function drawKeyRows(sheet: Sheet, { lane }: LaneFrame, rows: readonly (readonly PlacedEntry[])[]): void {
  write(sheet, `${lane.label}, ${lane.unit}`, 0, PAPER.line / 2, { weight: 600, sizePx: 14 })
  rows.forEach((row, index) =>
    row.forEach(({ entry, left }) => drawEntry(sheet, entry, left, (index + 0.5) * PAPER.line)),
  )
}

function rule({ ctx, palette }: Sheet, y: number): void {
  ctx.fillStyle = palette.grid
  ctx.fillRect(PAGE.margin, y, PAGE.width - 2 * PAGE.margin, 1)
}

/** The limit strip, with the waypoints' numbers over it. */
function drawLimitRow(sheet: Sheet, picture: ChartsPicture, x: XScale, top: number): void {
  const { answer, voyage } = picture
  const { ctx, palette, plotLeft } = sheet
  write(sheet, 'Limits', PAGE.margin, top + 23, { weight: 600, sizePx: 14 })
  const width = plotWidth(sheet.plotWidth)
  const left = plotLeft + PLOT.left
  const { states } = againstLimits(answer.columns, voyage.limits)
  const pen = {
    ctx,
    palette,
    ratio: 1,
    left,
    right: left + width,
    top: top + 15,
    bottom: top + 31,
    x: Number,
    y: Number,
  }
  if (states) drawStates(pen, columnRuns(states, x.values, x, width))
  drawNumbers(sheet, picture, x, top + 7)
}

/** Of the waypoints, where there is room. */
function drawNumbers(sheet: Sheet, { answer, voyage }: ChartsPicture, x: XScale, y: number): void {
  const samples = waypointSamples(answer.columns, activePlan(voyage).route.waypoints)
  const marks = Array.from(samples, (sample, index) => ({ number: index + 1, at: x.values[sample] ?? NaN }))
  for (const { number, left } of numbersInSight(marks, x, sheet.plotWidth))
    write(sheet, `${number}`, sheet.plotLeft + left, y, { sizePx: 12, align: 'center' })
}

/** The ticks, with the name of the axis where the picture has a margin for it, else in the place of the last of them. */
function drawAxis(sheet: Sheet, x: XScale, top: number): void {
  const { ctx, palette, plotLeft, width } = sheet
  const y = top + 10
  const hasMargin = plotLeft > 0
  const name = hasMargin ? axisName(x) : axisName(x).replace(/^.*, /, '')
  ctx.font = `400 12px ${palette.family}`
  const right = hasMargin ? width : width - ctx.measureText(name).width - 8
  write(sheet, name, hasMargin ? PAGE.margin : width, y, {
    color: palette.muted,
    align: hasMargin ? 'left' : 'right',
    sizePx: hasMargin ? 13 : 12,
  })
  for (const { value, label, strong } of xTicks(x, plotWidth(sheet.plotWidth))) {
    const middle = plotLeft + plotX(x, sheet.plotWidth, value)
    ctx.font = `600 12px ${palette.family}`
    if (middle + ctx.measureText(label).width / 2 > right) continue
    write(sheet, label, middle, y, {
      sizePx: 12,
      align: 'center',
      color: strong ? palette.text : palette.muted,
      weight: strong ? 600 : 400,
    })
  }
}

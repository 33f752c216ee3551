import { SYNTHETIC_LABEL } from '#src/domain/metocean/wire/contract.ts'
import type { NamedAnswer } from '#src/domain/tasks/answer-name.ts'
import { formatDistance, formatNumber } from '#src/domain/units/format.ts'
import { formatUtc } from '#src/domain/units/time-text.ts'
import type { Units } from '#src/domain/units/unit-choice.ts'
import { resultFacts } from '#src/domain/report/result-facts.ts'
import { activePlan, type Voyage } from '#src/domain/voyage/voyage.ts'
import { waypointSamples } from '#src/domain/voyage/waypoint-samples.ts'
import { type AxisChoice, type LaneId } from '#src/state/preferences.ts'
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
import { PLOT, plotWidth, plotX } from '../lanes/plot-box.ts'
import { type XScale, xScale, xTicks, type XWindow } from '../lanes/x-scale.ts'

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

/** Fine enough for paper. */
const RATIO = 2
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
} as const

/**
 * The charts on screen as one picture by day, with everything a reader without Fairway needs: voyage, limits, source,
 * time asked, UTC, and a label if data are synthetic.
 * @returns a PNG, 3,200 pixels across
 */
export async function chartsPng(picture: ChartsPicture): Promise<Blob> {
  const { answer, compared, voyage, axis, part, units } = picture
  // Until the page's own font has loaded, a canvas draws with another.
  await document.fonts.ready
  const whole = xScale(
    answer.columns,
    axis,
    compared.map(({ columns }) => columns),
  )
  const x = { ...whole, ...part }
  const facts = [
    ...resultFacts(answer, voyage, { units }).filter(([label]) => label !== 'Voyage'),
    ...comparedFacts(compared),
    ...(part ? [['Part', partWords(x, whole)] as const] : []),
  ]
  const frames = lanesOf(picture, x)
  const head = PAGE.margin + PAGE.title + facts.length * PAGE.line + PAGE.gap
  const sheet = newSheet(head + PAGE.strip + frames.length * PAGE.lane + PAGE.axis + PAGE.margin)
  drawHead(sheet, voyage.name || answer.name, facts)
  drawLimitRow(sheet, picture, x, head)
  for (const [place, frame] of frames.entries()) {
    drawFrame(sheet, frame, head + PAGE.strip + place * PAGE.lane)
    await new Promise((resolve) => setTimeout(resolve)) // the page gets a turn between the lanes
  }
  drawAxis(sheet, x, head + PAGE.strip + frames.length * PAGE.lane)
  return new Promise((resolve, reject) =>
    sheet.canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture is too large'))), 'image/png'),
  )
}

/** Names the compared answers whose lines are synthetic. */
function comparedFacts(compared: readonly NamedAnswer[]): (readonly [label: string, text: string])[] {
  const synthetic = compared.filter((one) => one.synthetic).map(({ name }) => name)
  return synthetic.length > 0 ? [['Compared', `${synthetic.join(', ')}: ${SYNTHETIC_LABEL}`]] : []
}

/** Says that the picture shows only a part of the passage. */
function partWords({ axis, min, max }: XScale, whole: XWindow): string {
  return axis === 'time'
    ? `${formatUtc(min)} to ${formatUtc(max)}, of ${formatUtc(whole.min)} to ${formatUtc(whole.max)}`
    : `${formatNumber(min, 1)} to ${formatDistance(max)}, of ${formatDistance(whole.max)}`
}

/** The canvas in CSS px, in the colours of paper. */
interface Sheet {
  readonly canvas: HTMLCanvasElement
  readonly ctx: CanvasRenderingContext2D
  readonly palette: LanePalette
  readonly plotLeft: number
  readonly plotWidth: number
}

function newSheet(heightPx: number): Sheet {
  const canvas = document.createElement('canvas')
  canvas.width = PAGE.width * RATIO
  canvas.height = heightPx * RATIO
  const ctx = canvas.getContext('2d', SOFTWARE)
  if (!ctx) throw new Error('no picture can be drawn here')
  const palette = paperPalette('neutral')
  ctx.scale(RATIO, RATIO)
  ctx.fillStyle = palette.surface
  ctx.fillRect(0, 0, PAGE.width, heightPx)
  ctx.textBaseline = 'middle'
  return {
    canvas,
    ctx,
    palette,
    plotLeft: PAGE.margin + PAGE.names,
    plotWidth: PAGE.width - 2 * PAGE.margin - PAGE.names,
  }
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

const warns = (label: string) => label === 'Data' || label === 'Compared'

function drawHead(sheet: Sheet, title: string, facts: readonly (readonly [label: string, text: string])[]): void {
  write(sheet, title, PAGE.margin, PAGE.margin + 10, { sizePx: 22, weight: 600 })
  facts.forEach(([label, text], index) => {
    const y = PAGE.margin + PAGE.title + (index + 0.5) * PAGE.line
    write(sheet, label, PAGE.margin, y, { color: sheet.palette.muted })
    write(sheet, text, PAGE.margin + 100, y, {
      weight: warns(label) ? 600 : 400,
      color: warns(label) ? sheet.palette.caution : sheet.palette.text,
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

/** Drawn as on the screen, by the same code. */
function drawFrame(sheet: Sheet, { frame, ribbon }: PictureLane, top: number): void {
  const { ctx } = sheet
  const palette = paperPalette(frame.lane.ramp)
  const box = { left: sheet.plotLeft, width: sheet.plotWidth, ratio: RATIO }
  ctx.save()
  ctx.resetTransform() // a lane counts in device pixels
  drawRibbon(ctx, ribbon, { ...box, top, height: PAGE.ribbon }, palette)
  drawLane(ctx, frame, { ...box, top: top + PAGE.ribbon, height: PAGE.lane - PAGE.ribbon - 6 }, palette)
  ctx.restore()
  drawKey(sheet, frame, top)
  rule(sheet, top + PAGE.lane - 3)
}

function drawKey(sheet: Sheet, { lane, compared }: LaneFrame, top: number): void {
  const { ctx } = sheet
  const palette = paperPalette(lane.ramp)
  write(sheet, `${lane.label}, ${lane.unit}`, PAGE.margin, top + 22, { weight: 600, sizePx: 14 })
  const lines = [
    ...lane.series.map(({ label, stroke }) => ({
      label: stroke === 'right' ? `${label}, s` : label,
      ...strokes[stroke],
      color: stroke === 'right' ? palette.text2 : palette.line,
    })),
    ...compared.map(({ name, synthetic, dash }) => ({
      label: synthetic ? `${name}, synthetic` : name,
      width: 1.5,
      dash: [...dash],
      color: palette.text,
    })),
  ]
  lines.forEach(({ label, width, dash = [], color }, index) => {
    const y = top + 44 + index * 18
    ctx.strokeStyle = color
    ctx.lineWidth = width
    ctx.setLineDash(dash)
    ctx.beginPath()
    ctx.moveTo(PAGE.margin, y)
    ctx.lineTo(PAGE.margin + 22, y)
    ctx.stroke()
    ctx.setLineDash([])
    write(sheet, label, PAGE.margin + 30, y, { sizePx: 12, color: palette.text2 })
  })
}

function rule({ ctx, palette }: Sheet, y: number): void {
  ctx.fillStyle = palette.grid
  ctx.fillRect(PAGE.margin, y, PAGE.width - 2 * PAGE.margin, 1)
}

/** The limit strip, with the waypoints' numbers over it. */
function drawLimitRow(sheet: Sheet, { answer, voyage }: ChartsPicture, x: XScale, top: number): void {
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
  let reached = -Infinity
  waypointSamples(answer.columns, activePlan(voyage).route.waypoints).forEach((sample, index) => {
    const value = x.values[sample] ?? NaN
    const at = plotLeft + plotX(x, sheet.plotWidth, value)
    if (!(value >= x.min && value <= x.max && at - reached >= 22)) return
    write(sheet, `${index + 1}`, at, top + 7, { sizePx: 12, align: 'center' })
    reached = at
  })
}

function drawAxis(sheet: Sheet, x: XScale, top: number): void {
  const { palette, plotLeft } = sheet
  for (const { value, label, strong } of xTicks(x, plotWidth(sheet.plotWidth))) {
    write(sheet, label, plotLeft + plotX(x, sheet.plotWidth, value), top + 10, {
      sizePx: 12,
      align: 'center',
      color: strong ? palette.text : palette.muted,
      weight: strong ? 600 : 400,
    })
  }
  write(sheet, x.axis === 'time' ? 'Time, UTC' : 'Distance, NM', PAGE.margin, top + 10, { color: palette.muted })
}

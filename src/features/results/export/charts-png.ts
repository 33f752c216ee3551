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
} from '../lanes/lane-frame.ts'
import { laneBounds } from '../lanes/lane-bounds.ts'
import { drawLane } from '../lanes/lane-drawing.ts'
import { drawRibbon, type RibbonFrame } from '../lanes/ribbon.ts'
import type { ShipAtSea } from '#src/domain/voyage/ship/ship-at-sea.ts'
import { anyLaneOf } from '../lanes/further-lanes.ts'
import { columnRuns, drawStates } from '../lanes/limit-strip.ts'
import { paperPalette } from '../lanes/pen.ts'
import { numbersInSight, PLOT, plotWidth, plotX } from '../lanes/plot-box.ts'
import {
  CHART_PAGE,
  CHART_PAPER,
  CHART_RATIO,
  type ChartSheet,
  chartKey,
  drawKeyAbove,
  drawKeyBeside,
  drawRule,
  keyAbove,
  keyBeside,
  newChartSheet,
  writeOn,
} from './chart-sheet.ts'
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
  /** null: lanes that need her are left out. */
  readonly ship: ShipAtSea | null
}

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
  } = newChartSheet(1)
  const facts = [
    ...resultFacts(answer, voyage, { units }).filter(([label]) => label !== 'Voyage'),
    ...comparedFacts(answer, compared),
    ...partFacts(picture, x),
  ].flatMap(([label, text]) => {
    pen.font = `600 13px ${family}`
    return wrappedText(pen, text, CHART_PAGE.width - 2 * CHART_PAGE.margin - CHART_PAGE.facts).map(
      (line, place) => [place === 0 ? label : '', line, warns(label, text)] as const,
    )
  })
  const head = CHART_PAGE.margin + CHART_PAGE.title + facts.length * CHART_PAGE.line + CHART_PAGE.gap
  const keys = frames.map(({ frame }) => keyBeside(pen, frame))
  const heights = keys.map((lines) =>
    Math.max(CHART_PAGE.lane, CHART_PAGE.keyHead + lines.length * CHART_PAGE.key + CHART_PAGE.gap),
  )
  const sheet = newChartSheet(
    head + CHART_PAGE.strip + heights.reduce((sum, px) => sum + px, 0) + CHART_PAGE.axis + CHART_PAGE.margin,
  )
  drawHead(sheet, voyage.name || answer.name, facts)
  drawLimitRow(sheet, picture, x, head)
  let top = head + CHART_PAGE.strip
  for (const [place, lane] of frames.entries()) {
    const height = at(heights, place)
    drawFrame(sheet, lane, top, height - 6)
    drawKeyBeside(sheet, lane.frame, at(keys, place), top)
    top += height
    drawRule(sheet, top - 3)
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
  const pen = newChartSheet(1).ctx
  const charts: PaperChart[] = []
  for (const lane of lanesOf(picture, x)) {
    const { frame } = lane
    const entries = [...chartKey(frame), ...partFacts(picture, x).map(([, label]) => ({ label, stroke: null }))]
    const rows = keyAbove(pen, frame, entries)
    const plot = rows.length * CHART_PAPER.line + CHART_PAPER.numbers
    const sheet = newChartSheet(plot + CHART_PAPER.lane + CHART_PAPER.axis, {
      ratio: CHART_RATIO.paper,
      width: PAPER_PX,
      plotLeft: 0,
      plotWidth: PAPER_PX,
    })
    drawKeyAbove(sheet, frame, rows)
    drawNumbers(sheet, picture, x, plot - CHART_PAPER.numbers / 2)
    drawFrame(sheet, lane, plot, CHART_PAPER.lane)
    drawAxis(sheet, x, plot + CHART_PAPER.lane)
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

const warns = (label: string, text: string) => label === 'Data' || text.endsWith(SYNTHETIC_LABEL)

function drawHead(
  sheet: ChartSheet,
  title: string,
  facts: readonly (readonly [label: string, text: string, warns: boolean])[],
): void {
  const { ctx, palette, width } = sheet
  ctx.font = `600 22px ${palette.family}`
  const [line = '', ...cut] = wrappedText(ctx, title, width - 2 * CHART_PAGE.margin)
  writeOn(sheet, cut.length > 0 ? `${line}…` : line, CHART_PAGE.margin, CHART_PAGE.margin + 10, {
    sizePx: 22,
    weight: 600,
  })
  facts.forEach(([label, text, isWarning], index) => {
    const y = CHART_PAGE.margin + CHART_PAGE.title + (index + 0.5) * CHART_PAGE.line
    writeOn(sheet, label, CHART_PAGE.margin, y, { color: palette.muted })
    writeOn(sheet, text, CHART_PAGE.margin + CHART_PAGE.facts, y, {
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

function lanesOf({ answer, compared, voyage, units, lanes, ship }: ChartsPicture, x: XScale): PictureLane[] {
  const { columns } = answer
  const against = againstLimits(columns, voyage.limits)
  const waypoints = Array.from(
    waypointSamples(columns, activePlan(voyage).route.waypoints),
    (sample) => x.values[sample] ?? NaN,
  )
  const endNames = tellingNames([answer, ...compared])
  return lanes.flatMap((id): PictureLane[] => {
    const lane = anyLaneOf(answer, ship, id, units)
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
  { ctx, plotLeft, plotWidth, ratio }: ChartSheet,
  { frame, ribbon }: PictureLane,
  top: number,
  height: number,
): void {
  const palette = paperPalette(frame.lane.ramp)
  const box = { left: plotLeft, width: plotWidth, ratio }
  ctx.save()
  ctx.resetTransform() // a lane counts in device pixels
  drawRibbon(ctx, ribbon, { ...box, top, height: CHART_PAGE.ribbon }, palette)
  drawLane(ctx, frame, { ...box, top: top + CHART_PAGE.ribbon, height: height - CHART_PAGE.ribbon }, palette)
  ctx.restore()
}

/** The limit strip, with the waypoints' numbers over it. */
function drawLimitRow(sheet: ChartSheet, picture: ChartsPicture, x: XScale, top: number): void {
  const { answer, voyage } = picture
  const { ctx, palette, plotLeft } = sheet
  writeOn(sheet, 'Limits', CHART_PAGE.margin, top + 23, { weight: 600, sizePx: 14 })
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
function drawNumbers(sheet: ChartSheet, { answer, voyage }: ChartsPicture, x: XScale, y: number): void {
  const samples = waypointSamples(answer.columns, activePlan(voyage).route.waypoints)
  const marks = Array.from(samples, (sample, index) => ({ number: index + 1, at: x.values[sample] ?? NaN }))
  for (const { number, left } of numbersInSight(marks, x, sheet.plotWidth))
    writeOn(sheet, `${number}`, sheet.plotLeft + left, y, { sizePx: 12, align: 'center' })
}

/** The ticks, with the name of the axis where the picture has a margin for it, else in the place of the last of them. */
function drawAxis(sheet: ChartSheet, x: XScale, top: number): void {
  const { ctx, palette, plotLeft, width } = sheet
  const y = top + 10
  const hasMargin = plotLeft > 0
  const name = hasMargin ? axisName(x) : axisName(x).replace(/^.*, /, '')
  ctx.font = `400 12px ${palette.family}`
  const right = hasMargin ? width : width - ctx.measureText(name).width - 8
  writeOn(sheet, name, hasMargin ? CHART_PAGE.margin : width, y, {
    color: palette.muted,
    align: hasMargin ? 'left' : 'right',
    sizePx: hasMargin ? 13 : 12,
  })
  for (const { value, label, strong } of xTicks(x, plotWidth(sheet.plotWidth))) {
    const middle = plotLeft + plotX(x, sheet.plotWidth, value)
    ctx.font = `600 12px ${palette.family}`
    if (middle + ctx.measureText(label).width / 2 > right) continue
    writeOn(sheet, label, middle, y, {
      sizePx: 12,
      align: 'center',
      color: strong ? palette.text : palette.muted,
      weight: strong ? 600 : 400,
    })
  }
}

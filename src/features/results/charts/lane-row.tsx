import { numberAt } from '#src/domain/at.ts'
import type { ColumnSummary } from '#src/domain/metocean/column-summary.ts'
import { Maximize2, Minimize2 } from 'lucide-react'
import { useCallback, useLayoutEffect, useMemo, useRef } from 'react'
import { type NamedAnswer, tellingNames } from '#src/domain/tasks/answer-name.ts'
import type { Exceedance } from '#src/domain/limits/exceedances.ts'
import type { Limits } from '#src/domain/limits/limits.ts'
import { type LaneId, usePreference, usePreferenceActions } from '#src/state/preferences.ts'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import styles from './charts.module.css'
import {
  type ComparedLane,
  comparedLanes,
  type LaneFrame,
  rightScaleOf,
  scaleOf,
  strokes,
  valueAtPlace,
} from '../lanes/lane-frame.ts'
import { type LaneBound, laneBounds } from '../lanes/lane-bounds.ts'
import { laneNames } from './chart-tools.tsx'
import { type Lane, laneNumber, type LaneSeries } from '../lanes/lanes.ts'
import { useCursor } from '#src/state/view.ts'
import { usePixelRatio } from '#src/ui/page/use-media.ts'
import { useThemeName } from '#src/ui/page/use-theme-name.ts'
import { lanePalette } from '../lanes/pen.ts'
import { useElementSize } from '#src/ui/page/use-element-size.ts'
import { useFontsLoaded } from '#src/ui/page/use-fonts-loaded.ts'
import { paintLane } from '../lanes/lane-drawing.ts'
import { plotTop, plotX, plotY } from '../lanes/plot-box.ts'
import { useCursorPlace } from './chart-cursor.tsx'

interface LaneRowProps extends Pick<LaneFrame, 'x' | 'window' | 'night' | 'waypoints'> {
  id: LaneId
  /** null until it is its turn. */
  lane: Lane | null
  answer: NamedAnswer
  compared: readonly NamedAnswer[]
  limits: Limits
  entries: readonly Exceedance[]
}

/** One lane: its name and its values at the cursor on the left, its drawing on the right. */
export function LaneRow({ id, lane, ...rest }: LaneRowProps) {
  const { preferenceChosen } = usePreferenceActions()
  const maximised = usePreference('maximisedLane') === id
  return (
    <div className={styles.lane}>
      {lane ? <DrawnLane lane={lane} {...rest} /> : <div className={styles.facts}>{laneNames[id]}</div>}
      <IconButton
        className={styles.maximise}
        label={maximised ? 'Show all lanes' : `Show ${laneNames[id].toLowerCase()} alone`}
        size="small"
        icon={maximised ? <Minimize2 /> : <Maximize2 />}
        onClick={() => preferenceChosen({ maximisedLane: maximised ? null : id })}
      />
    </div>
  )
}

function DrawnLane({
  lane,
  answer,
  compared,
  limits,
  entries,
  x,
  window,
  night,
  waypoints,
}: Omit<LaneRowProps, 'id' | 'lane'> & { lane: Lane }) {
  const others = useMemo(() => comparedLanes(compared, lane.id, x.axis, lane.units), [compared, lane, x.axis])
  const bounds = useMemo(() => laneBounds(lane, limits, entries, answer.columns), [lane, limits, entries, answer])
  const scales = useMemo(() => {
    const all = [lane, ...others.map((other) => other.lane)] as const
    return { scale: scaleOf(all, bounds), right: rightScaleOf([lane]) }
  }, [lane, others, bounds])
  const endNames = useMemo(() => tellingNames([answer, ...compared]), [answer, compared])
  const frame = useMemo(
    (): LaneFrame => ({
      name: answer.name,
      endNames,
      lane,
      x,
      window,
      night,
      waypoints,
      bounds,
      compared: others,
      ...scales,
    }),
    [answer.name, endNames, lane, x, window, night, waypoints, bounds, others, scales],
  )
  return (
    <>
      <LaneFacts lane={lane} bounds={bounds} others={others} x={x.values} />
      <LanePlot frame={frame} />
    </>
  )
}

/** A short piece of the line that a value belongs to. */
function Key({ color, width, dash }: { color: string; width: number; dash?: readonly number[] | undefined }) {
  return (
    <svg className={styles.key} width="16" height="8" aria-hidden="true">
      <line x1="0" x2="16" y1="4" y2="4" stroke={color} strokeWidth={width} strokeDasharray={dash?.join(' ')} />
    </svg>
  )
}

interface LaneFactsProps {
  lane: Lane
  bounds: readonly LaneBound[]
  others: readonly ComparedLane[]
  /** The place of each sample on the axis. */
  x: Float64Array
}

/** A lane's name, its lines, and their values at the cursor; without a cursor, the range over the route. */
function LaneFacts({ lane, bounds, others, x }: LaneFactsProps) {
  const cursor = useCursor()
  const palette = lanePalette(lane.ramp, useThemeName())
  const [main, ...rest] = lane.series
  const index = cursor !== null && cursor < main.values.length ? cursor : null
  const color = ({ stroke }: LaneSeries) => (stroke === 'right' ? palette.text2 : palette.line)
  // Where the lane has no value, its reason takes the room of other missing values.
  const nothing = index !== null && Number.isNaN(main.values[index])
  const state = index === null ? undefined : bounds.find(({ series }) => series === 0)?.stateAt(index)
  return (
    <div className={styles.facts}>
      <div className={styles.main}>
        <Key color={color(main)} width={2.5} />
        <h3 className={styles.name} title={lane.label}>
          {lane.label}
        </h3>
        <span className={styles.unit}>{lane.unit}</span>
        <span className={styles.value} data-state={state}>
          {index === null ? main.summary && rangeWords(lane, main.summary).worst : laneNumber(lane, main.values[index])}
        </span>
      </div>
      <div className={styles.more}>
        <LaneDetail lane={lane} index={index} />
        {others.map((other) => (
          <span key={other.name} className={styles.other} title={other.name}>
            <Key color={palette.text} width={1.5} dash={other.dash} />
            {shortName(other.name)}
            {other.synthetic && ' synthetic'}
            {index !== null && <b>{laneNumber(lane, valueAtPlace(other, numberAt(x, index)))}</b>}
          </span>
        ))}
        {rest
          .filter(({ values }) => !nothing || !Number.isNaN(values[index]))
          .map((series) => (
            <span key={series.label} className={styles.other}>
              <Key color={color(series)} width={1.25} dash={strokes[series.stroke].dash} />
              {series.label}
              {index !== null && <b>{seriesText(lane, series, index)}</b>}
            </span>
          ))}
      </div>
    </div>
  )
}

/** Its start names the route, its end the time it was asked. */
function shortName(name: string): string {
  const short = name.replace(' · asked ', ' ')
  return short.length > 20 ? `${short.slice(0, 10).trimEnd()}… ${/[^ ]+$/.exec(short)?.[0].slice(-9) ?? ''}` : short
}

/** A series on the right axis has a unit of its own. */
function seriesText(lane: Lane, series: LaneSeries, index: number): string {
  const value = series.values[index]
  return series.stroke === 'right' ? `${laneNumber({ decimals: 1, signed: false }, value)} s` : laneNumber(lane, value)
}

/** What else is known at the cursor, or why nothing is; without a cursor, the range over the route. */
function LaneDetail({ lane, index }: { lane: Lane; index: number | null }) {
  const words = detailWords(lane, index)
  return words ? (
    <div className={styles.detail} title={words}>
      {words}
    </div>
  ) : null
}

/** The range over the route, what is worst for the ship first: the most adverse current, the least depth. */
function rangeWords(lane: Lane, { min, max, mean }: ColumnSummary): { worst: string; rest: string } {
  const words = (value: number) => laneNumber(lane, value)
  const plain = (value: number) => laneNumber({ ...lane, signed: false }, value)
  if (lane.signed && min < 0)
    return {
      worst: `adverse ${plain(-min)}`,
      rest: `${max > 0 ? `favourable ${plain(max)}` : 'never favourable'} · mean ${words(mean)}`,
    }
  if (lane.downward) return { worst: `min ${words(min)}`, rest: `max ${words(max)} · mean ${words(mean)}` }
  return { worst: `max ${words(max)}`, rest: `min ${words(min)} · mean ${words(mean)}` }
}

function detailWords(lane: Lane, index: number | null): string {
  const [{ values, summary }] = lane.series
  if (index === null) return summary ? rangeWords(lane, summary).rest : 'no values'
  return Number.isNaN(values[index]) ? lane.gapWords(index) : lane.detail(index)
}

/** The canvas of a lane, with a dot over it at the cursor's value. */
function LanePlot({ frame }: { frame: LaneFrame }) {
  const { lane, x, window, scale } = frame
  const box = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const dot = useRef<HTMLSpanElement>(null)
  const theme = useThemeName()
  const fonts = useFontsLoaded()
  const pixelRatio = usePixelRatio()
  const { width, height } = useElementSize(box)

  useLayoutEffect(() => {
    if (canvas.current && width > 0 && height > 0)
      paintLane(canvas.current, frame, { width, height }, lanePalette(frame.lane.ramp, theme))
  }, [frame, width, height, theme, fonts, pixelRatio])

  const place = useCallback(
    (index: number) => {
      const value = lane.series[0].values[index]
      const at = x.values[index]
      if (value === undefined || at === undefined || Number.isNaN(value) || at < window.min || at > window.max)
        return null
      return {
        left: plotX(window, width, at),
        top: plotY(scale, height, value, { downward: lane.downward, topPx: plotTop(lane.glyphs !== null, height) }),
      }
    },
    [lane, x, window, scale, width, height],
  )
  useCursorPlace(dot, place)

  return (
    <div ref={box} className={styles.plot}>
      <canvas ref={canvas} className={styles.canvas} role="img" aria-label={laneWords(frame)} />
      <span ref={dot} hidden className={styles.dot} />
    </div>
  )
}

/** The drawing in words: the range of its line, and the notes at the limits. */
function laneWords({ lane, bounds }: LaneFrame): string {
  const [{ summary }] = lane.series
  const range = summary
    ? `${laneNumber(lane, summary.min)} to ${laneNumber(lane, summary.max)}, mean ${laneNumber(lane, summary.mean)}`
    : 'no values'
  return [
    `${lane.label}, ${lane.unit}: ${range}.`,
    ...bounds.flatMap(({ notes }) => notes.map(({ words }) => `${words}.`)),
  ].join(' ')
}

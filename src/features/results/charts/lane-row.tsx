import { type ReactNode, useCallback, useRef } from 'react'
import { numberAt } from '#src/domain/at.ts'
import { limitUnit } from '#src/domain/limits/limit-words.ts'
import { formatNumber } from '#src/domain/units/format.ts'
import { useCursor } from '#src/state/view.ts'
import { useThemeName } from '#src/ui/page/use-theme-name.ts'
import styles from './charts.module.css'
import type { LaneBound } from '../lanes/lane-bounds.ts'
import { paintLane } from '../lanes/lane-drawing.ts'
import { type LaneFrame, strokes, valueAtPlace } from '../lanes/lane-frame.ts'
import { rangeWords } from '../lanes/lane-words.ts'
import { type Lane, laneNumber, type LaneSeries } from '../lanes/lanes.ts'
import { lanePalette } from '../lanes/pen.ts'
import { plotX, plotY } from '../lanes/plot-box.ts'
import { useCursorPlace } from './chart-cursor.tsx'
import { usePainted } from './use-painted.ts'

/** An open variable: its lines with their values at the cursor on the left, its drawing on the right. */
export function LaneRow({ id, frame }: { id: string; frame: LaneFrame }) {
  const { lane } = frame
  return (
    <div id={id} className={styles.lane}>
      <LaneFacts frame={frame} />
      <LanePlot frame={frame} />
      {frame.right && <span className={styles.rightTitle}>period, s</span>}
      {lane.series.every(({ summary }) => summary === null) && <span className="visually-hidden">no values</span>}
    </div>
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

/** A line of the drawing: how it looks, what it is, and its value at the cursor. */
function Line({
  label,
  value,
  title,
  children,
}: {
  label: string
  value: string | false
  title?: string
  children: ReactNode
}) {
  return (
    <div className={styles.fact} title={title}>
      {children}
      <span>{label}</span>
      {value !== false && <b>{value}</b>}
    </div>
  )
}

/** The lines of a lane with their values at the cursor, or without a cursor the range over the route; and its limits. */
function LaneFacts({ frame: { lane, bounds, compared, endNames, x } }: { frame: LaneFrame }) {
  const cursor = useCursor()
  const palette = lanePalette(lane.ramp, useThemeName())
  const [main] = lane.series
  const index = cursor !== null && cursor < main.values.length ? cursor : null
  const color = ({ stroke }: LaneSeries) => (stroke === 'right' ? palette.text2 : palette.line)
  const detail =
    index === null ? rangeWords(lane) : Number.isNaN(main.values[index]) ? lane.gapWords(index) : lane.detail(index)
  return (
    <div className={styles.facts}>
      {lane.series.map((series) => (
        <Line key={series.label} label={series.label} value={index !== null && seriesText(lane, series, index)}>
          <Key color={color(series)} {...strokes[series.stroke]} />
        </Line>
      ))}
      {compared.map((other) => (
        <Line
          key={other.name}
          label={`${shortName(endNames?.get(other.name) ?? other.name)}${other.synthetic ? ' synthetic' : ''}`}
          title={other.name}
          value={index !== null && laneNumber(lane, valueAtPlace(other, numberAt(x.values, index)))}
        >
          <Key color={palette.text} width={1.5} dash={other.dash} />
        </Line>
      ))}
      {detail && <div className={styles.detail}>{detail}</div>}
      {bounds.map((bound) => (
        <Bounds key={bound.limitId} bound={bound} lane={lane} alarm={palette.alarm} caution={palette.caution} />
      ))}
    </div>
  )
}

function Bounds({ bound, lane, alarm, caution }: { bound: LaneBound; lane: Lane; alarm: string; caution: string }) {
  const { decimals } = limitUnit(bound.limitId, lane.units)
  const of = bound.limitId === 'gust' ? 'gusts ' : ''
  const [near, over] = [
    `caution ${formatNumber(bound.caution, decimals)}`,
    `limit ${formatNumber(bound.limit, decimals)}`,
  ]
  return (
    <div className={styles.bounds} title={`${of}${near} · ${over}`}>
      {of}
      <span style={{ color: caution }}>{near}</span> · <span style={{ color: alarm }}>{over}</span>
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

/** The canvas of a lane, with a dot over it at the cursor's value. */
function LanePlot({ frame }: { frame: LaneFrame }) {
  const { lane, x, window, scale } = frame
  const dot = useRef<HTMLSpanElement>(null)
  const { box, canvas, width, height } = usePainted(
    useCallback(
      (element, size, theme) => paintLane(element, frame, size, lanePalette(frame.lane.ramp, theme)),
      [frame],
    ),
  )
  const place = useCallback(
    (index: number) => {
      const value = lane.series[0].values[index]
      const at = x.values[index]
      if (value === undefined || at === undefined || Number.isNaN(value) || at < window.min || at > window.max)
        return null
      return { left: plotX(window, width, at), top: plotY(scale, height, value, lane.downward) }
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

import { type CSSProperties, useCallback, useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import type { Answer } from '#src/domain/metocean/result.ts'
import type { NamedAnswer } from '#src/domain/tasks/answer-name.ts'
import { watchedLimits } from '#src/domain/limits/limits.ts'
import { waypointSamples } from '#src/domain/voyage/waypoint-samples.ts'
import { type LaneId, useUnits } from '#src/state/preferences.ts'
import { chartPartShown } from '#src/state/view.ts'
import { useLimits, useRoute } from '#src/state/voyage.ts'
import { useElementSize } from '#src/ui/page/use-element-size.ts'
import { AXIS_PX, axisName, ChartAxis } from './chart-axis.tsx'
import { ChartCursor, useCursorPlace } from './chart-cursor.tsx'
import { againstLimits, nightOf } from '../lanes/lane-frame.ts'
import { ChartTools } from './chart-tools.tsx'
import styles from './charts.module.css'
import { CursorPlace } from '../cursor-read-out.tsx'
import { LaneRow } from './lane-row.tsx'
import { type Lane, laneNumber, laneOf } from '../lanes/lanes.ts'
import { LimitRow, STRIP_PX, type WaypointMark } from './limit-row.tsx'
import { plotX } from '../lanes/plot-box.ts'
import { useChartWheel, useChartWindow } from './use-chart-window.ts'
import type { XScale } from '../lanes/x-scale.ts'

interface LaneStackProps {
  answer: NamedAnswer
  compared: readonly NamedAnswer[]
  x: XScale
  /** The lanes the answer can fill; below, those that are shown, in order. */
  ids: readonly LaneId[]
  shown: readonly LaneId[]
  /** How many of them may be drawn by now; negative: only the axis. */
  ready: number
  tools: HTMLElement | null
}

/** The lanes between limit strip and axis, with one cursor through all of them. */
export function LaneStack({ answer, compared, x, ids, shown, ready, tools }: LaneStackProps) {
  const { columns } = answer
  const summaryId = useId()
  const [scroller, over, line] = [
    useRef<HTMLDivElement>(null),
    useRef<HTMLDivElement>(null),
    useRef<HTMLDivElement>(null),
  ]
  const { width } = useElementSize(over)
  const { height } = useElementSize(scroller)
  const limits = useLimits()
  const units = useUnits()
  const settled = ready >= 0
  const against = useMemo(() => (settled ? againstLimits(columns, limits) : null), [settled, columns, limits])
  const night = useMemo(() => (settled ? nightOf(columns) : []), [settled, columns])
  const waypoints = useWaypointMarks(answer, x, settled)
  const view = useChartWindow(x)
  const { window } = view
  useEffect(() => {
    chartPartShown(view.isWhole ? null : window)
    return () => chartPartShown(null)
  }, [view.isWhole, window])
  useChartWheel(scroller, view, over, width)
  const [selecting, setSelecting] = useState<{ left: number; width: number } | null>(null)

  const place = useCallback(
    (index: number) => {
      const at = x.values[index]
      return at === undefined || at < window.min || at > window.max ? null : { left: plotX(window, width, at), top: 0 }
    },
    [x, window, width],
  )
  useCursorPlace(line, place)

  const lanes = shown.map((id, index) => ({ id, lane: index < ready ? laneOf(answer, id, units) : null }))
  const marks = useMemo(() => waypoints.map(({ at }) => at), [waypoints])
  return (
    <div ref={scroller} className={styles.charts}>
      {tools && createPortal(<ChartTools {...{ answer, ids, view }} />, tools)}
      <p id={summaryId} className="visually-hidden">
        {lanes.map(({ lane }) => lane && laneSummary(lane)).join(' ')} {KEYS}
      </p>
      <div className={styles.stack} style={{ '--lane': `${laneHeight(height)}px` } as CSSProperties}>
        <LimitRow
          states={against?.states ?? null}
          watched={watchedLimits(limits).length > 0}
          {...{ x, window, waypoints }}
          widthPx={width}
        />
        {lanes.map(({ id, lane }) => (
          <LaneRow
            key={id}
            {...{ id, lane, answer, compared, x, window, limits, night }}
            entries={against?.entries ?? noEntries}
            waypoints={marks}
          />
        ))}
        <div ref={over} className={styles.over}>
          {selecting && <div className={styles.selecting} style={selecting} />}
          <div ref={line} hidden className={styles.line} />
          <ChartCursor
            count={columns.count}
            {...{ x, view }}
            widthPx={width}
            waypoints={waypoints.map(({ sample }) => sample)}
            describedBy={summaryId}
          />
        </div>
        <div className={styles.foot}>
          <CursorPlace answer={answer} otherwise={axisName(x)} />
          <ChartAxis {...{ x, view }} widthPx={width} onSelecting={setSelecting} />
        </div>
      </div>
    </div>
  )
}

const noEntries: readonly never[] = []

/** A lower lane is of no use, px. */
const LEAST_LANE_PX = 48

/** High enough that the visible lanes are whole; the others are scrolled to. @param heightPx strip, lanes and axis */
export function laneHeight(heightPx: number): number {
  const room = heightPx - STRIP_PX - AXIS_PX
  return Math.floor(room / Math.max(1, Math.floor(room / LEAST_LANE_PX)))
}

/** The keys, read aloud with the summary. */
const KEYS =
  'Arrows move by one sample, Page Up and Page Down by one waypoint, plus and minus zoom, Shift with an arrow pans, 0 shows all.'

/** The waypoints of the plan that the answer passes. They may follow an edit of the route a moment later. */
function useWaypointMarks({ columns }: Answer, x: XScale, settled: boolean): readonly WaypointMark[] {
  const { waypoints } = useDeferredValue(useRoute())
  const samples = useMemo(
    () => (settled ? waypointSamples(columns, waypoints) : new Int32Array()),
    [settled, columns, waypoints],
  )
  return useMemo(
    () =>
      Array.from(samples, (sample, index) => ({ number: index + 1, sample, at: x.values[sample] ?? NaN })).filter(
        ({ sample }) => sample >= 0,
      ),
    [samples, x],
  )
}

/** One lane as a sentence, for those who do not see it. */
function laneSummary(lane: Lane): string {
  const [{ summary, values }] = lane.series
  if (!summary) return `${lane.label}: no values.`
  const { min, max, mean, missing } = summary
  const range = `${lane.label}: ${laneNumber(lane, min)} to ${laneNumber(lane, max)} ${lane.unit}, mean ${laneNumber(lane, mean)}`
  return missing === 0 ? `${range}.` : `${range}; ${missing} of ${values.length} samples without a value.`
}

import {
  type ComponentProps,
  type CSSProperties,
  type KeyboardEvent,
  type RefObject,
  useCallback,
  useDeferredValue,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react'
import { createPortal } from 'react-dom'
import { limitStates } from '#src/domain/limits/limit-states.ts'
import { type Limits, watchedLimits } from '#src/domain/limits/limits.ts'
import type { Answer } from '#src/domain/metocean/result.ts'
import { type NamedAnswer, tellingNames } from '#src/domain/tasks/answer-name.ts'
import type { ShipAtSea } from '#src/domain/voyage/ship/ship-at-sea.ts'
import { waypointSamples } from '#src/domain/voyage/waypoint-samples.ts'
import { type LaneId, useUnits } from '#src/state/preferences.ts'
import { chartPartShown, chartsStood, lanesOpened, NONE_STANDING, useOpenLanes } from '#src/state/view.ts'
import { useLimits, useRoute } from '#src/state/voyage.ts'
import { lazyPart } from '#src/ui/page/lazy-part.tsx'
import { useElementSize } from '#src/ui/page/use-element-size.ts'
import { ChartAxis } from './chart-axis.tsx'
import { ChartCursor, useChartKeys, useCursorPlace } from './chart-cursor.tsx'
import { ChartTools } from './chart-tools.tsx'
import styles from './charts.module.css'
import { LaneRow } from './lane-row.tsx'
import { LimitRow, type WaypointMark } from './limit-row.tsx'
import { RibbonRow } from './ribbon-row.tsx'
import { useChartWheel, useChartWindow } from './use-chart-window.ts'
import { changeLook, newlyReached } from '../lanes/change-look.ts'
import { laneBounds } from '../lanes/lane-bounds.ts'
import {
  againstLimits,
  type AgainstLimits,
  comparedLanes,
  type LaneFrame,
  laneStates,
  nightOf,
  rightScaleOf,
  scaleOf,
  worstLane,
} from '../lanes/lane-frame.ts'
import { laneSummary } from '../lanes/lane-words.ts'
import { plotX } from '../lanes/plot-box.ts'
import { anyLaneOf } from '../lanes/further-lanes.ts'
import { axisName, type XScale } from '../lanes/x-scale.ts'

interface LaneStackProps {
  answer: NamedAnswer
  compared: readonly NamedAnswer[]
  /** The older answer whose difference the ribbons show; null: they show the values. */
  changesFrom: NamedAnswer | null
  x: XScale
  /** The variables the answer has; below, those that are shown, in order. */
  ids: readonly LaneId[]
  shown: readonly LaneId[]
  /** What the answer means to the ship; null: her particulars do not allow it, or not yet. */
  ship: ShipAtSea | null
  /** How many ribbons, and after them lanes, may be drawn by now; negative: only the axis. */
  ready: number
  tools: HTMLElement | null
}

const PolarPart = lazyPart(async () => (await import('../polar/polar.tsx')).Polar)

/** As many lanes are open at once; one more takes the place of the one opened first. */
export const MOST_OPEN = 2

/** Ribbons and open lanes between limit strip and axis, with one cursor through all of them. */
export function LaneStack({ answer, compared, changesFrom, x, ids, shown, ship, ready, tools }: LaneStackProps) {
  const { columns } = answer
  const summaryId = useId()
  const [scroller, stack, over, line] = [
    useRef<HTMLDivElement>(null),
    useRef<HTMLDivElement>(null),
    useRef<HTMLDivElement>(null),
    useRef<HTMLDivElement>(null),
  ]
  const { width } = useElementSize(over)
  const limits = useLimits()
  const units = useUnits()
  const settled = ready >= 0
  const against = useMemo(() => (settled ? againstLimits(columns, limits) : null), [settled, columns, limits])
  const night = useMemo(() => (settled ? nightOf(columns) : []), [settled, columns])
  const waypoints = useWaypointMarks(answer, x, settled)
  const marks = useMemo(() => waypoints.map(({ at }) => at), [waypoints])
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

  const lanes = shown.map((id, index) => ({ id, lane: index < ready ? anyLaneOf(answer, ship, id, units) : null }))
  const { open, isMotionOpen, toggle } = useOpened(against, limits, shown)
  const keys = useChartKeys({
    timeMs: columns.timeMs,
    view,
    waypoints: waypoints.map(({ sample }) => sample),
    onNumber: (number) => toggle(shown[number]),
  })
  const ribbons = useRoving(stack, shown, open[0] ?? shown[0])
  const ribbonAt = (clientY: number) =>
    [...(stack.current?.querySelectorAll<HTMLElement>('[data-ribbon]') ?? [])].find((row) => {
      const { top, bottom } = row.getBoundingClientRect()
      return clientY >= top && clientY < bottom
    })?.dataset['ribbon'] as LaneId | undefined
  const polarId = `${summaryId}-motion`
  return (
    <div className={styles.beside}>
      <div ref={scroller} className={styles.charts}>
        {tools &&
          createPortal(
            <ChartTools
              {...{ answer, ids, view }}
              axis={x.axis}
              compares={compared.some((one) => one !== changesFrom)}
            />,
            tools,
          )}
        <p id={summaryId} className="visually-hidden">
          {lanes.map(({ lane }) => lane && laneSummary(lane)).join(' ')} {KEYS}
        </p>
        <div
          ref={stack}
          className={styles.stack}
          style={{ '--ribbons': shown.length, '--lanes': open.length } as CSSProperties}
        >
          <LimitRow
            states={against?.states ?? null}
            watched={watchedLimits(limits).length > 0}
            {...{ x, window, waypoints }}
            widthPx={width}
          />
          {lanes.map(({ id, lane }) => (
            <Variable
              key={id}
              {...{ id, lane, answer, compared, changesFrom, x, window, limits, night, against }}
              waypoints={marks}
              laneId={
                id === 'motion' ? (isMotionOpen ? polarId : null) : open.includes(id) ? `${summaryId}-${id}` : null
              }
              isDrawn={ready > shown.length + open.indexOf(id)}
              isCurrent={id === ribbons.current}
              onFocus={() => ribbons.reached(id)}
              onToggle={() => toggle(id)}
              onKeyDown={(event) => (ribbons.press(event) ? event.preventDefault() : keys(event))}
            />
          ))}
          <div ref={over} className={styles.over}>
            {selecting && <div className={styles.selecting} style={selecting} />}
            <div ref={line} hidden className={styles.line} />
            <ChartCursor
              timeMs={columns.timeMs}
              {...{ x, view }}
              widthPx={width}
              describedBy={summaryId}
              onKeyDown={keys}
              pressAt={(clientY) => {
                const id = ribbonAt(clientY)
                return id && (() => toggle(id))
              }}
            />
          </div>
          <div className={styles.foot}>
            <div className={styles.axisName}>{axisName(x)}</div>
            <ChartAxis {...{ columns, x, view }} widthPx={width} onSelecting={setSelecting} />
          </div>
        </div>
      </div>
      {isMotionOpen && ship && <PolarPart id={polarId} {...{ ship, answer }} />}
    </div>
  )
}

interface VariableProps
  extends
    Pick<LaneFrame, 'night' | 'waypoints'>,
    Omit<ComponentProps<typeof RibbonRow>, 'answer' | 'states' | 'bounds' | 'change'> {
  answer: NamedAnswer
  compared: readonly NamedAnswer[]
  changesFrom: NamedAnswer | null
  limits: Limits
  /** null until it is known. */
  against: AgainstLimits | null
  /** Is it its turn to be drawn as a lane, if it is open? */
  isDrawn: boolean
}

/** A ribbon, and its lane where it is open. */
function Variable({ compared, changesFrom, limits, against, isDrawn, night, waypoints, ...ribbon }: VariableProps) {
  const { id, lane, laneId, answer, x, window } = ribbon
  const states = useMemo(() => against && laneStates(against, id), [against, id])
  const bounds = useMemo(
    () => (lane && against ? laneBounds(lane, limits, against.entries, answer.columns) : []),
    [lane, limits, against, answer],
  )
  const isReady = lane !== null
  const units = useUnits()
  const changed = useMemo(() => {
    const look = changesFrom && isReady ? changeLook(id, answer, changesFrom, units) : null
    if (!changesFrom || !look) return null
    const was = states && laneStates(limitStates(changesFrom.columns, limits), id)
    return { look, states: states && was && newlyReached(answer, changesFrom, states, was) }
  }, [changesFrom, isReady, id, answer, units, states, limits])
  return (
    <>
      <RibbonRow {...ribbon} states={changed?.states ?? states} bounds={bounds} change={changed?.look ?? null} />
      {laneId !== null &&
        id !== 'motion' &&
        (lane && isDrawn ? (
          <OpenLane id={laneId} {...{ answer, lane, compared, bounds, x, window, night, waypoints }} />
        ) : (
          <div id={laneId} className={styles.lane} />
        ))}
    </>
  )
}

function OpenLane({
  id,
  answer,
  lane,
  compared,
  bounds,
  x,
  window,
  night,
  waypoints,
}: Pick<LaneFrame, 'lane' | 'bounds' | 'x' | 'window' | 'night' | 'waypoints'> &
  Pick<VariableProps, 'answer' | 'compared'> & { id: string }) {
  const others = useMemo(() => comparedLanes(compared, lane.id, x.axis, lane.units), [compared, lane, x.axis])
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
  return <LaneRow id={id} frame={frame} />
}

/** The lanes that are open: those the operator chose, else what is worst against its limits. Motion opens beside them. */
function useOpened(against: AgainstLimits | null, limits: Limits, shown: readonly LaneId[]) {
  const opened = useOpenLanes()
  const open = useMemo(() => {
    const worst = opened === null && against ? worstLane(against, limits, shown) : undefined
    return (opened ?? (worst ? [worst] : [])).filter((id) => id !== 'motion' && shown.includes(id))
  }, [opened, against, limits, shown])
  const isMotionOpen = shown.includes('motion') && opened?.includes('motion') === true
  useEffect(() => {
    chartsStood({ lanes: open.length, ribbons: shown.length })
    return () => chartsStood(NONE_STANDING)
  }, [open.length, shown.length])
  const toggle = (id: LaneId | undefined) => {
    if (!id) return
    const isOpen = id === 'motion' ? isMotionOpen : open.includes(id)
    const lanes = id === 'motion' ? open : isOpen ? open.filter((one) => one !== id) : [...open, id].slice(-MOST_OPEN)
    lanesOpened((id === 'motion' ? !isOpen : isMotionOpen) ? [...lanes, 'motion'] : lanes)
  }
  return { open, isMotionOpen, toggle }
}

/** Up, down, Home and End among the names of the ribbons, of which one is in the order of Tab. */
function useRoving(stack: RefObject<HTMLElement | null>, ids: readonly LaneId[], first: LaneId | undefined) {
  const [chosen, reached] = useState<LaneId | null>(null)
  const current = chosen !== null && ids.includes(chosen) ? chosen : first
  /** @returns whether it used the key */
  const press = ({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean => {
    if (ctrlKey || metaKey || altKey || shiftKey) return false
    const steps: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1, Home: -Infinity, End: Infinity }
    const step = steps[key]
    if (step === undefined || current === undefined) return false
    const next = ids[Math.min(ids.length - 1, Math.max(0, ids.indexOf(current) + step))]
    stack.current?.querySelector<HTMLElement>(`[data-ribbon="${next}"] button`)?.focus()
    return true
  }
  return { current, reached, press }
}

/** The keys, read aloud with the summary. */
const KEYS =
  'Arrows move by one sample, Page Up and Page Down by one waypoint, number keys open and close the variables, plus and minus zoom, Shift with an arrow pans, 0 shows all.'

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

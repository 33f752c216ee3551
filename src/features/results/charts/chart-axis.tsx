import { type PointerEvent, useCallback, useMemo, useRef } from 'react'
import { trackOf } from '#src/domain/metocean/along-track.ts'
import type { ResultColumns } from '#src/domain/metocean/result.ts'
import { formatDistance } from '#src/domain/units/format.ts'
import { formatUtc } from '#src/domain/units/time-text.ts'
import styles from './charts.module.css'
import { plotWidth, plotX, valueAtX } from '../lanes/plot-box.ts'
import { useCursorPlace } from './chart-cursor.tsx'
import type { ChartWindow } from './use-chart-window.ts'
import { fineTicks, type XScale, xTicks } from '../lanes/x-scale.ts'

/** A shorter press on the axis is a click and selects nothing, px. */
const LEAST_DRAG_PX = 6
/** Height of the axis, px; width of the flag on it. */
const AXIS_PX = 18
const FLAG_PX = 176

interface ChartAxisProps {
  columns: ResultColumns
  x: XScale
  view: ChartWindow
  widthPx: number
  /** The stretch being dragged over, px from the left edge of the lanes; null when the drag ends. */
  onSelecting: (stretch: { left: number; width: number } | null) => void
}

/**
 * The x axis that all lanes share, with time and distance at the cursor; it stays in sight while they scroll. Dragging
 * over a stretch zooms in on it.
 */
export function ChartAxis({ columns, x, view, widthPx, onSelecting }: ChartAxisProps) {
  const { window } = view
  const ticks = useMemo(() => xTicks({ ...x, ...window }, plotWidth(widthPx)), [x, window, widthPx])
  const fine = useMemo(() => fineTicks({ ...x, ...window }, plotWidth(widthPx)), [x, window, widthPx])
  const flag = useRef<HTMLSpanElement>(null)
  useCursorPlace(
    flag,
    useCallback(
      (index) => {
        const at = x.values[index]
        if (at === undefined || at < window.min || at > window.max) return null
        const left = Math.min(widthPx - FLAG_PX, Math.max(0, plotX(window, widthPx, at) - FLAG_PX / 2))
        const text = `${formatUtc(columns.timeMs[index])} · ${formatDistance(trackOf(columns).distanceNm[index])}`
        return { left, top: 0, text }
      },
      [columns, x, window, widthPx],
    ),
  )
  const start = useRef<number | null>(null)
  const placeOf = (event: PointerEvent<HTMLElement>) => event.clientX - event.currentTarget.getBoundingClientRect().left
  const end = () => {
    start.current = null
    onSelecting(null)
  }
  return (
    <div
      className={styles.axis}
      data-axis=""
      aria-hidden="true"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture?.(event.pointerId)
        start.current = placeOf(event)
      }}
      onPointerMove={(event) => {
        if (start.current === null) return
        const now = placeOf(event)
        onSelecting({ left: Math.min(start.current, now), width: Math.abs(now - start.current) })
      }}
      onPointerUp={(event) => {
        const [from, to] = [start.current, placeOf(event)]
        end()
        if (from !== null && Math.abs(to - from) >= LEAST_DRAG_PX)
          view.select(valueAtX(window, widthPx, from), valueAtX(window, widthPx, to))
      }}
      onPointerCancel={end}
      onDoubleClick={view.reset}
    >
      <svg width={widthPx} height={AXIS_PX}>
        {fine.map((value) => (
          <rect key={value} x={plotX(window, widthPx, value) - 0.5} width={1} height={3} />
        ))}
        {ticks.map(({ value, label, strong }) => {
          const left = plotX(window, widthPx, value)
          return (
            <g key={value} data-strong={strong || undefined}>
              <line x1={left} x2={left} y1={0} y2={5} />
              <text x={left} y={14} textAnchor={left > widthPx - 40 ? 'end' : 'middle'}>
                {label}
              </text>
            </g>
          )
        })}
      </svg>
      <span ref={flag} hidden className={styles.flag} style={{ width: FLAG_PX }} />
    </div>
  )
}

import { nearestIndex } from '#src/domain/metocean/sample-times.ts'
import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect } from 'react'
import { keyName } from '#src/ui/form/shortcut.ts'
import { currentCursor, onCursorMoved, useCursor, useViewActions } from '#src/state/view.ts'
import styles from './charts.module.css'
import { PAGE_SAMPLES, valueAtX } from '../lanes/plot-box.ts'
import { type ChartWindow, useChartDrag } from './use-chart-window.ts'
import type { XScale } from '../lanes/x-scale.ts'

interface ChartCursorProps {
  count: number
  x: XScale
  view: ChartWindow
  widthPx: number
  /** The sample on each waypoint, rising; empty where they are not known. */
  waypoints: readonly number[]
  /** Id of the summary in words. */
  describedBy: string
}

/**
 * The layer over all lanes that takes the pointer and the keys. To a screen reader it is a slider over the samples; the
 * read-out announces the values, after key presses only.
 */
export function ChartCursor({ count, x, view, widthPx, waypoints, describedBy }: ChartCursorProps) {
  const cursor = useCursor()
  const { cursorMoved } = useViewActions()
  const drag = useChartDrag(view, widthPx)
  const now = Math.min(cursor ?? 0, Math.max(0, count - 1))

  const point = (event: PointerEvent<HTMLDivElement>) => {
    const left = event.clientX - event.currentTarget.getBoundingClientRect().left
    cursorMoved(nearestIndex(x.values, valueAtX(view.window, widthPx, left)))
  }
  const press = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const change = windowChange(keyName(event), event.shiftKey, view)
    const next = change ? undefined : keyTarget(event.key, cursor, count, waypoints)
    if (!change && next === undefined) return
    event.preventDefault()
    if (change) change()
    else if (next !== undefined) cursorMoved(next, true)
  }
  return (
    <div
      className={styles.cursor}
      role="slider"
      tabIndex={0}
      aria-label="Sample along the route"
      aria-describedby={describedBy}
      aria-valuemin={1}
      aria-valuemax={Math.max(1, count)}
      aria-valuenow={now + 1}
      aria-valuetext={`Sample ${now + 1} of ${count}`}
      data-zoomed={view.isWhole ? undefined : ''}
      onPointerDown={(event) => {
        drag.onDown(event)
        point(event)
      }}
      onPointerMove={(event) => {
        if (!drag.onMove(event)) point(event)
      }}
      onPointerUp={drag.onUp}
      onPointerCancel={drag.onUp}
      onDoubleClick={view.reset}
      onPointerLeave={(event) =>
        event.pointerType === 'mouse' && document.activeElement !== event.currentTarget && cursorMoved(null)
      }
      onKeyDown={press}
    />
  )
}

const ZOOM_STEP = 0.5
const PAN_STEP = 0.25

/** What a key does to the part of the axis that is shown; undefined for any other key. */
function windowChange(key: string, shift: boolean, { zoom, pan, reset }: ChartWindow): (() => void) | undefined {
  if (key === '+' || key === '=') return () => zoom(ZOOM_STEP)
  if (key === '-' || key === '_') return () => zoom(1 / ZOOM_STEP)
  if (key === '0') return reset
  if (shift && key === 'ArrowRight') return () => pan(PAN_STEP)
  if (shift && key === 'ArrowLeft') return () => pan(-PAN_STEP)
  return undefined
}

/**
 * The sample a key leads to; null removes the cursor, undefined: not a key of the charts.
 * @param cursor the sample now, null before the first move, which then lands on the first sample
 * @param waypoints samples for Page Up and Page Down, rising; without any they pass a dozen samples
 */
export function keyTarget(
  key: string,
  cursor: number | null,
  count: number,
  waypoints: readonly number[] = [],
): number | null | undefined {
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: 1,
    ArrowLeft: -1,
    PageUp: -PAGE_SAMPLES,
    PageDown: PAGE_SAMPLES,
    Home: -Infinity,
    End: Infinity,
  }
  if (key === 'Escape') return null
  const step = steps[key]
  if (step === undefined || count === 0) return undefined
  if (cursor === null && Number.isFinite(step)) return step > 0 ? 0 : count - 1
  const from = cursor ?? 0
  if (waypoints.length > 0 && key === 'PageDown') return waypoints.find((index) => index > from) ?? count - 1
  if (waypoints.length > 0 && key === 'PageUp') return waypoints.findLast((index) => index < from) ?? 0
  return Math.min(count - 1, Math.max(0, from + step))
}

/** Where the mark of a sample is, px from its parent's corner; null: not shown. */
type Place = (index: number) => { left: number; top: number } | null

/**
 * Keeps an element at the cursor without rendering anything: the cursor moves with every move of the mouse.
 * @param place must be stable (useCallback) while what it depends on is unchanged
 */
export function useCursorPlace(ref: RefObject<HTMLElement | null>, place: Place): void {
  useEffect(() => {
    const move = (index: number | null) => {
      const element = ref.current
      if (!element) return
      const at = index === null ? null : place(index)
      element.hidden = at === null
      if (at) element.style.transform = `translate(${at.left}px, ${at.top}px)`
    }
    move(currentCursor())
    return onCursorMoved(move)
  }, [ref, place])
}

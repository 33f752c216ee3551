import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useRef } from 'react'
import { nearestIndex } from '#src/domain/metocean/sample-times.ts'
import { sampleOfKey } from '#src/state/sample-keys.ts'
import { keyName } from '#src/ui/form/shortcut.ts'
import { currentCursor, onCursorMoved, useCursor, useViewActions } from '#src/state/view.ts'
import styles from './charts.module.css'
import { valueAtX } from '../lanes/plot-box.ts'
import { type ChartWindow, useChartDrag } from './use-chart-window.ts'
import type { XScale } from '../lanes/x-scale.ts'

interface ChartCursorProps {
  timeMs: Float64Array
  x: XScale
  view: ChartWindow
  widthPx: number
  /** Id of the summary in words. */
  describedBy: string
  /** The keys that the ribbons take too. */
  onKeyDown: (event: KeyboardEvent) => void
  /** What a click at a height of the window does instead of moving the cursor; undefined: nothing else. */
  pressAt: (clientY: number) => (() => void) | undefined
}

/** A longer way between press and release is a drag, px. */
const STILL_PX = 4

/**
 * The layer over all plots that takes the pointer, and in it what takes the keys: to a screen reader a slider over the
 * samples. The read-out announces the values, after key presses only.
 */
export function ChartCursor({ timeMs, x, view, widthPx, describedBy, onKeyDown, pressAt }: ChartCursorProps) {
  const cursor = useCursor()
  const { cursorMoved, shipMoved } = useViewActions()
  const drag = useChartDrag(view, widthPx)
  const slider = useRef<HTMLDivElement>(null)
  const down = useRef<{ x: number; y: number } | null>(null)
  const count = timeMs.length
  const now = Math.min(cursor ?? 0, Math.max(0, count - 1))

  const sampleAt = ({ clientX, currentTarget }: PointerEvent<HTMLDivElement>) =>
    nearestIndex(x.values, valueAtX(view.window, widthPx, clientX - currentTarget.getBoundingClientRect().left))
  const point = (event: PointerEvent<HTMLDivElement>) => {
    cursorMoved(sampleAt(event))
    event.currentTarget.style.cursor = pressAt(event.clientY) ? 'pointer' : ''
  }
  return (
    <div
      className={styles.layer}
      onPointerDown={(event) => {
        drag.onDown(event)
        slider.current?.focus({ preventScroll: true })
        down.current = event.button === 0 ? { x: event.clientX, y: event.clientY } : null
        point(event)
      }}
      onPointerMove={(event) => {
        if (!drag.onMove(event)) point(event)
      }}
      onPointerUp={(event) => {
        drag.onUp(event)
        const { clientX, clientY } = event
        const isClick = down.current && Math.hypot(clientX - down.current.x, clientY - down.current.y) < STILL_PX
        down.current = null
        if (!isClick || count === 0) return
        const press = pressAt(clientY)
        const sample = sampleAt(event)
        if (press) press()
        else shipMoved(timeMs[sample] ?? NaN, sample)
      }}
      onPointerCancel={drag.onUp}
      onDoubleClick={view.reset}
      onPointerLeave={({ pointerType }) => pointerType === 'mouse' && cursorMoved(null)}
    >
      <div
        ref={slider}
        className={styles.cursor}
        role="slider"
        tabIndex={0}
        aria-label="Sample along the route"
        aria-describedby={describedBy}
        aria-valuemin={1}
        aria-valuemax={Math.max(1, count)}
        aria-valuenow={now + 1}
        aria-valuetext={`Sample ${now + 1} of ${count}`}
        onKeyDown={onKeyDown}
      />
    </div>
  )
}

interface ChartKeys {
  timeMs: Float64Array
  view: ChartWindow
  /** The sample on each waypoint, rising; empty where they are not known. */
  waypoints: readonly number[]
  /** Opens or closes a ribbon by its place, from 0. */
  onNumber: (place: number) => void
}

/** The keys of the charts: zoom, figures for the ribbons, and those that move the cursor. */
export function useChartKeys({ timeMs, view, waypoints, onNumber }: ChartKeys): (event: KeyboardEvent) => void {
  const { shipMoved, shipPutAway } = useViewActions()
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const name = keyName(event)
    const change = windowChange(name, event.shiftKey, view)
    const sample = change ? undefined : sampleOfKey(event.key, currentCursor(), timeMs.length, waypoints)
    if (change) change()
    else if (sample === null) shipPutAway()
    else if (sample !== undefined) shipMoved(timeMs[sample] ?? NaN, sample, true)
    else if (/^[1-9]$/.test(name)) onNumber(Number(name) - 1)
    else return
    event.preventDefault()
  }
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

/** Where the mark of a sample is, px from its parent's corner, and what is written on it; null: not shown. */
type Place = (index: number) => { left: number; top: number; text?: string } | null

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
      if (!at) return
      element.style.transform = `translate(${at.left}px, ${at.top}px)`
      if (at.text !== undefined) element.textContent = at.text
    }
    move(currentCursor())
    return onCursorMoved(move)
  }, [ref, place])
}

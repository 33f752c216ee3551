import type { KeyboardEvent, PointerEvent } from 'react'
import { useCursor, useViewActions } from '#src/state/view.ts'
import styles from './charts.module.css'
import { PAGE_SAMPLES, valueAtX } from './plot-box.ts'
import { nearestIndex, type XScale } from './x-scale.ts'

interface ChartCursorProps {
  count: number
  x: XScale
  widthPx: number
  /** Id of the summary in words. */
  describedBy: string
}

/**
 * The layer over all lanes that is pointed at and that takes the keys. To a screen reader it is a slider over the
 * samples; the values themselves are announced by the read-out, on key moves only.
 */
export function ChartCursor({ count, x, widthPx, describedBy }: ChartCursorProps) {
  const cursor = useCursor()
  const { cursorMoved } = useViewActions()
  const now = Math.min(cursor ?? 0, Math.max(0, count - 1))

  const point = (event: PointerEvent<HTMLDivElement>) => {
    const left = event.clientX - event.currentTarget.getBoundingClientRect().left
    cursorMoved(nearestIndex(x.values, valueAtX(x, widthPx, left)))
  }
  const press = (event: KeyboardEvent<HTMLDivElement>) => {
    const next = keyTarget(event.key, cursor, count)
    if (next === undefined) return
    event.preventDefault()
    cursorMoved(next, true)
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
      onPointerMove={point}
      onPointerDown={point}
      onPointerLeave={(event) => event.pointerType === 'mouse' && document.activeElement !== event.currentTarget && cursorMoved(null)}
      onKeyDown={press}
    />
  )
}

/**
 * The sample a key leads to; null puts the cursor away, undefined is not a key of the charts.
 * @param cursor the sample now, null before the first move, which then lands on the first sample
 */
export function keyTarget(key: string, cursor: number | null, count: number): number | null | undefined {
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
  return Math.min(count - 1, Math.max(0, (cursor ?? 0) + step))
}

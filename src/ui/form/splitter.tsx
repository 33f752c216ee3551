import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import styles from './splitter.module.css'

interface SplitterProps {
  label: string
  /** vertical: between left and right; horizontal: between above and below. */
  orientation: 'vertical' | 'horizontal'
  valuePx: number
  minPx: number
  maxPx: number
  /** +1 when dragging right or down enlarges the panel, −1 when it shrinks it. */
  direction: 1 | -1
  onChange: (px: number) => void
  /** Back to the initial size, on a double click. */
  onReset?: () => void
}

const KEY_STEP_PX = 16

/** The edge of a panel: dragged, or moved by arrow keys, Home and End. Sizes are pixels within the panel's range. */
export function Splitter({ label, orientation, valuePx, minPx, maxPx, direction, onChange, onReset }: SplitterProps) {
  const drag = useRef<{ at: number; from: number } | null>(null)
  const along = (event: PointerEvent) => (orientation === 'vertical' ? event.clientX : event.clientY)
  const choose = (px: number) => onChange(Math.round(Math.min(maxPx, Math.max(minPx, px))))

  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> =
      orientation === 'vertical' ? { ArrowLeft: -1, ArrowRight: 1 } : { ArrowUp: -1, ArrowDown: 1 }
    const step = steps[event.key]
    const ends: Record<string, number> = { Home: minPx, End: maxPx }
    const next = step === undefined ? ends[event.key] : valuePx + step * direction * KEY_STEP_PX
    if (next === undefined) return
    event.preventDefault()
    choose(next)
  }

  return (
    // A focusable separator is a widget by WAI-ARIA; the lint rule knows only the static one.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      role="separator"
      aria-label={label}
      aria-orientation={orientation}
      aria-valuenow={valuePx}
      aria-valuemin={minPx}
      aria-valuemax={maxPx}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className={styles.splitter}
      data-orientation={orientation}
      onKeyDown={onKeyDown}
      onDoubleClick={onReset}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        drag.current = { at: along(event), from: valuePx }
      }}
      onPointerMove={(event) => {
        if (drag.current) choose(drag.current.from + (along(event) - drag.current.at) * direction)
      }}
      onPointerUp={() => (drag.current = null)}
      onPointerCancel={() => (drag.current = null)}
    />
  )
}

import { type PointerEvent, type RefObject, useRef } from 'react'
import type { SheetSnap } from '#src/state/preferences.ts'
import { snapAfterDrag } from './sheet-snap.ts'

/** Less than this is a tap, not a drag. */
const TAP_PX = 6

interface Drag {
  readonly fromY: number
  readonly fromPx: number
  lastY: number
  lastMs: number
  upPxPerMs: number
}

interface SheetDrag {
  /** The element the sheet lies in; its `--sheet` is the sheet's height. */
  frame: RefObject<HTMLElement | null>
  /** Height of each snap point, px. */
  heights: (frame: HTMLElement) => Readonly<Record<SheetSnap, number>>
  snap: SheetSnap
  onSnap: (snap: SheetSnap) => void
  onTap: () => void
}

/** The handlers of a sheet's grip. While it is dragged only a custom property changes: React draws nothing. */
export function useSheetDrag({ frame, heights, snap, onSnap, onTap }: SheetDrag) {
  const drag = useRef<Drag | null>(null)
  const heightOf = (drag: Drag) => drag.fromPx + drag.fromY - drag.lastY

  const end = (cancelled: boolean) => {
    const last = drag.current
    const element = frame.current
    drag.current = null
    if (!last || !element) return
    drawUp(element, null)
    if (cancelled) return
    if (Math.abs(last.lastY - last.fromY) < TAP_PX) onTap()
    else onSnap(snapAfterDrag(heightOf(last), last.upPxPerMs, heights(element)))
  }
  return {
    onPointerDown: (event: PointerEvent) => {
      if (!frame.current || event.button !== 0) return
      event.currentTarget.setPointerCapture(event.pointerId)
      drag.current = {
        fromY: event.clientY,
        fromPx: heights(frame.current)[snap],
        lastY: event.clientY,
        lastMs: event.timeStamp,
        upPxPerMs: 0,
      }
    },
    onPointerMove: (event: PointerEvent) => {
      const last = drag.current
      if (!last || !frame.current) return
      const elapsedMs = Math.max(1, event.timeStamp - last.lastMs)
      last.upPxPerMs = (last.lastY - event.clientY) / elapsedMs
      last.lastY = event.clientY
      last.lastMs = event.timeStamp
      const { low, tall } = heights(frame.current)
      drawUp(frame.current, Math.min(tall, Math.max(low, heightOf(last))))
    },
    onPointerUp: () => end(false),
    onPointerCancel: () => end(true),
  }
}

/** Sets the height of a dragged sheet; null: back to its snap point. */
function drawUp(frame: HTMLElement, px: number | null): void {
  if (px === null) frame.style.removeProperty('--sheet')
  else frame.style.setProperty('--sheet', `${px}px`)
  frame.toggleAttribute('data-dragging', px !== null)
}

import { type PointerEvent, type RefObject, useEffect, useRef } from 'react'
import { plotWidth, valueAtX } from '../lanes/plot-box.ts'
import type { ChartWindow } from './use-chart-window.ts'

/** How much a turn of the wheel by one pixel zooms. */
const PER_WHEEL_PX = 0.0016
const LINE_PX = 16

/** The wheel over the charts: zooms, with Shift or sideways pans. Where lanes are out of sight it scrolls to them, unless Ctrl is held. */
export function useChartWheel(
  scroller: RefObject<HTMLElement | null>,
  { window, zoom, pan }: ChartWindow,
  left: RefObject<HTMLElement | null>,
  widthPx: number,
): void {
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const turn = (event: WheelEvent) => {
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : 1
      const sideways = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX
      const onAxis = event.target instanceof Element && event.target.closest('[data-axis]') !== null
      if (Math.abs(sideways) > Math.abs(event.shiftKey ? 0 : event.deltaY))
        pan((sideways * unit) / Math.max(1, plotWidth(widthPx)))
      else if (event.ctrlKey || event.metaKey || onAxis || element.scrollHeight <= element.clientHeight + 1) {
        const at = event.clientX - (left.current?.getBoundingClientRect().left ?? 0)
        zoom(Math.exp(event.deltaY * unit * PER_WHEEL_PX * (event.ctrlKey ? 4 : 1)), valueAtX(window, widthPx, at))
      } else return
      event.preventDefault()
    }
    // React listens passively, and a passive listener cannot keep the page from scrolling.
    element.addEventListener('wheel', turn, { passive: false })
    return () => element.removeEventListener('wheel', turn)
  }, [scroller, left, window, zoom, pan, widthPx])
}

/** A drag of the mouse pans what is zoomed; two fingers zoom and pan. Handlers answer whether the event was theirs. */
export function useChartDrag({ window, isWhole, zoom, pan }: ChartWindow, widthPx: number) {
  const down = useRef(new Map<number, number>())
  return {
    onDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return
      event.currentTarget.setPointerCapture?.(event.pointerId)
      down.current.set(event.pointerId, event.clientX)
    },
    onMove: (event: PointerEvent<HTMLElement>): boolean => {
      const before = down.current.get(event.pointerId)
      if (before === undefined) return false
      const other = [...down.current].find(([id]) => id !== event.pointerId)?.[1]
      const by = event.clientX - before
      if (other === undefined && (isWhole || event.pointerType !== 'mouse')) return false
      down.current.set(event.pointerId, event.clientX)
      if (other !== undefined) {
        const middle = (event.clientX + other) / 2 - event.currentTarget.getBoundingClientRect().left
        zoom(Math.abs(before - other) / Math.max(8, Math.abs(event.clientX - other)), valueAtX(window, widthPx, middle))
      }
      pan(-by / Math.max(1, plotWidth(widthPx)) / (other === undefined ? 1 : 2))
      return true
    },
    onUp: (event: PointerEvent<HTMLElement>) => {
      down.current.delete(event.pointerId)
    },
  }
}

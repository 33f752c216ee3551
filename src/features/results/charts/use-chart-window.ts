import { type PointerEvent, type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { currentCursor, onCursorMoved } from '#src/state/view.ts'
import { between, isWhole, panned, showing, wholeWindow, type XScale, type XWindow, zoomed } from '../lanes/x-scale.ts'
import { plotWidth, valueAtX } from '../lanes/plot-box.ts'

/** The part of the axis that all lanes show, and the ways to change it. */
export interface ChartWindow {
  readonly window: XWindow
  readonly isWhole: boolean
  /** @param factor of the span, under 1 zooms in @param about stays in place; left out: the cursor, or the middle */
  readonly zoom: (factor: number, about?: number) => void
  /** @param share of the span, + towards the end */
  readonly pan: (share: number) => void
  readonly select: (one: number, other: number) => void
  readonly reset: () => void
}

/** Starts with all of the axis, again whenever the axis changes; follows a cursor that leaves it. */
export function useChartWindow(x: XScale): ChartWindow {
  const [chosen, setChosen] = useState<{ x: XScale; window: XWindow }>({ x, window: wholeWindow(x) })
  const window = chosen.x === x ? chosen.window : wholeWindow(x)

  const change = useCallback(
    (next: (window: XWindow) => XWindow) =>
      setChosen((before) => {
        const was = before.x === x ? before.window : wholeWindow(x)
        const now = next(was)
        return now === was && before.x === x ? before : { x, window: now }
      }),
    [x],
  )
  useEffect(
    () =>
      onCursorMoved((index) => {
        const at = index === null ? undefined : x.values[index]
        if (at !== undefined) change((was) => showing(was, x, at))
      }),
    [x, change],
  )
  const ways = useMemo(
    () => ({
      zoom: (factor: number, about?: number) => change((was) => zoomed(was, x, factor, about ?? aboutCursor(x, was))),
      pan: (share: number) => change((was) => panned(was, x, share)),
      select: (one: number, other: number) => change(() => between(one, other, x)),
      reset: () => change(() => wholeWindow(x)),
    }),
    [x, change],
  )
  return { window, isWhole: isWhole(window, x), ...ways }
}

function aboutCursor(x: XScale, { min, max }: XWindow): number {
  const at = x.values[currentCursor() ?? -1]
  return at !== undefined && at >= min && at <= max ? at : (min + max) / 2
}

/** How much one pixel of the wheel zooms. */
const PER_WHEEL_PX = 0.0016
const LINE_PX = 16

/** The wheel zooms, and pans with Shift or sideways. Where lanes are out of sight it scrolls, unless Ctrl is held. */
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

/** A drag of the mouse pans zoomed charts; two fingers zoom and pan. Each handler returns whether it used the event. */
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

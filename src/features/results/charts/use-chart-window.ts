import { useCallback, useEffect, useMemo, useState } from 'react'
import { currentCursor, onCursorMoved } from '#src/state/view.ts'
import type { XScale } from '../lanes/x-scale.ts'
import { between, isWhole, panned, showing, wholeWindow, type XWindow, zoomed } from '../lanes/x-window.ts'

/** The part of the axis all lanes show, and the ways to change it. */
export interface ChartWindow {
  readonly window: XWindow
  readonly isWhole: boolean
  /** @param factor of the span, under 1 is nearer @param about stays where it is; left out: the cursor, or the middle */
  readonly zoom: (factor: number, about?: number) => void
  /** @param share of the span, + towards the end */
  readonly pan: (share: number) => void
  readonly select: (one: number, other: number) => void
  readonly reset: () => void
}

/** All of the axis at first, and whenever the axis is another one; follows a cursor that leaves it. */
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

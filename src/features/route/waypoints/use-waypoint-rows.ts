import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useCallback, useEffect, useLayoutEffect, useState } from 'react'
import type { Waypoint } from '#src/domain/route/route.ts'
import { useSelectedWaypointId } from '#src/state/editor.ts'
import { useRoute } from '#src/state/voyage.ts'
import { useWantedRow } from './row-focus.ts'

interface RowsOptions {
  scroller: RefObject<HTMLDivElement | null>
  /** Height of a row before it was measured, by its index; a constant. */
  estimatePx: (index: number) => number
  /** The sticky head above the rows. */
  headPx: number
  /** Does this table take the keyboard when something beside it names a row? One table at a time does. */
  answersWishes: boolean
}

/** The ids in their order; the same list while edits leave them as they are. */
function useIds(waypoints: readonly Waypoint[]): readonly string[] {
  const [ids, setIds] = useState<readonly string[]>([])
  if (ids.length === waypoints.length && waypoints.every(({ id }, index) => id === ids[index])) return ids
  const changed = waypoints.map(({ id }) => id)
  setIds(changed)
  return changed
}

/** What the keyboard is to be at once the row is in the page. */
interface Target {
  readonly id: string
  /** null: the row itself. */
  readonly cell: string | null
}

/**
 * The rows of a table of waypoints: which are in the page, which one the keyboard works on, and moving there. That row
 * stays in the page however far the table is scrolled, so that the keyboard is never left on nothing.
 */
export function useWaypointRows({ scroller, estimatePx, headPx, answersWishes }: RowsOptions) {
  const { waypoints } = useRoute()
  const selectedId = useSelectedWaypointId()
  const [chosenId, setChosenId] = useState<string | null>(selectedId)
  const [seenSelectedId, setSeenSelectedId] = useState(selectedId)
  const [target, setTarget] = useState<Target | null>(null)
  const wish = useWantedRow()
  const [seenWish, setSeenWish] = useState(wish)

  if (selectedId !== seenSelectedId) {
    setSeenSelectedId(selectedId)
    if (selectedId !== null) setChosenId(selectedId)
  }
  if (wish !== seenWish) {
    setSeenWish(wish)
    if (wish && answersWishes) {
      setChosenId(wish.id)
      setTarget({ id: wish.id, cell: null })
    }
  }
  const ids = useIds(waypoints)
  const chosenIndex = waypoints.findIndex(({ id }) => id === chosenId)
  const activeIndex = Math.max(0, chosenIndex)

  // Its functions change without telling a memo; nothing here hands them on.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtualizer = useVirtualizer({
    count: waypoints.length,
    getScrollElement: () => scroller.current,
    estimateSize: estimatePx,
    // All rows are laid out anew when this changes.
    getItemKey: useCallback((index: number) => ids[index] ?? index, [ids]),
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), activeIndex])]
        .filter((index) => index < waypoints.length)
        .sort((a, b) => a - b),
    overscan: 8,
    scrollMargin: headPx,
    scrollPaddingStart: headPx,
  })

  // Only when another row is selected, not whenever rows change: the operator may have scrolled away meanwhile.
  useEffect(() => {
    const index = waypoints.findIndex(({ id }) => id === selectedId)
    if (index >= 0) virtualizer.scrollToIndex(index, { align: 'auto' })
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [selectedId])

  useLayoutEffect(() => {
    if (!target) return
    const index = waypoints.findIndex(({ id }) => id === target.id)
    const row = scroller.current?.querySelector<HTMLElement>(`[data-waypoint="${CSS.escape(target.id)}"]`)
    if (!row || index < 0) return
    virtualizer.scrollToIndex(index, { align: 'auto' })
    const cell = target.cell === null ? null : row.querySelector<HTMLElement>(`[data-cell="${target.cell}"]`)
    ;(cell ?? row).focus({ preventScroll: true })
    // Done once; kept, it would pull the keyboard back at the next edit.
    setTarget(null)
  }, [target, waypoints, virtualizer, scroller])

  const goTo = useCallback((id: string, cell: string | null = null) => {
    setChosenId(id)
    setTarget({ id, cell })
  }, [])

  return {
    virtualizer,
    // Where a whole route was replaced by a shorter one, what was in sight may be no more.
    items: virtualizer.getVirtualItems().filter(({ index }) => index < waypoints.length),
    activeId: waypoints[activeIndex]?.id ?? null,
    /** The keyboard has come to a row by itself: Tab, or a click on one of its controls. */
    rowEntered: setChosenId,
    goTo,
  }
}

export type WaypointRows = ReturnType<typeof useWaypointRows>

/** The id some rows further, stopping at the ends. */
export function idAt(
  route: { readonly waypoints: readonly { readonly id: string }[] },
  fromId: string,
  step: number,
): string | null {
  const { waypoints } = route
  const index = waypoints.findIndex(({ id }) => id === fromId)
  return waypoints[Math.min(waypoints.length - 1, Math.max(0, index + step))]?.id ?? null
}

import { type PointerEvent, useCallback, useEffect, useEffectEvent, useState } from 'react'
import { reorderWaypoint } from '#src/domain/route/edit.ts'
import { useRoute, useVoyageActions } from '#src/state/voyage.ts'
import type { GridRows } from '#src/ui/grid/grid.tsx'

/** Within this distance of an edge, the list scrolls under the pointer. */
const EDGE_PX = 28
const STEP_PX = 12

interface RowDrag {
  readonly id: string
  readonly from: number
  /** The gap it would go into: 0 … count; before the row of that index. */
  readonly gap: number
}

/** Drags a row by its grip to another place; nothing changes until it is let go, and Escape puts it back. */
export function useRowDrag({ virtualizer, scroller, headPx }: GridRows) {
  const route = useRoute()
  const { routeEdited } = useVoyageActions()
  const [drag, setDrag] = useState<RowDrag | null>(null)

  const gapAt = (clientY: number): number => {
    const list = scroller.current
    if (!list) return 0
    const box = list.getBoundingClientRect()
    if (clientY < box.top + headPx + EDGE_PX) virtualizer.scrollBy(-STEP_PX)
    else if (clientY > box.bottom - EDGE_PX) virtualizer.scrollBy(STEP_PX)
    const offset = clientY - box.top + list.scrollTop
    const item = virtualizer.getVirtualItemForOffset(offset)
    if (!item) return 0
    return offset > (item.start + item.end) / 2 ? item.index + 1 : item.index
  }
  const dropped = useEffectEvent((clientY: number) => {
    if (!drag) return
    // Where it is let go, which a quick hand does before the last move is drawn.
    const gap = gapAt(clientY)
    const next = reorderWaypoint(route, drag.id, gap > drag.from ? gap - 1 : gap)
    if (next !== route) routeEdited(next)
  })
  const moved = useEffectEvent((clientY: number) => setDrag((now) => now && { ...now, gap: gapAt(clientY) }))

  const dragging = drag !== null
  useEffect(() => {
    if (!dragging) return
    const move = (event: globalThis.PointerEvent) => moved(event.clientY)
    const gone = () => setDrag(null)
    const up = (event: globalThis.PointerEvent) => {
      dropped(event.clientY)
      gone()
    }
    const press = (event: KeyboardEvent) => {
      if (event.key === 'Escape') gone()
    }
    window.addEventListener('pointermove', move)
    window.addEventListener('pointerup', up)
    window.addEventListener('pointercancel', gone)
    window.addEventListener('keydown', press)
    return () => {
      window.removeEventListener('pointermove', move)
      window.removeEventListener('pointerup', up)
      window.removeEventListener('pointercancel', gone)
      window.removeEventListener('keydown', press)
    }
  }, [dragging])

  const grabbed = useCallback((event: PointerEvent, id: string, index: number) => {
    if (event.button !== 0) return
    event.preventDefault()
    setDrag({ id, from: index, gap: index })
  }, [])

  return {
    drag,
    /** For a grip's pointerdown. */
    grabbed,
  }
}

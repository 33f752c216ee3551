import { type RefObject, useEffect } from 'react'
import { currentCursor, onCursorMoved } from '#src/state/view.ts'

/** Where the mark of a sample stands, px from its parent's corner; null: it is not shown. */
export type Place = (index: number) => { left: number; top: number } | null

/**
 * Keeps an element at the cursor without rendering anything: the cursor moves with every move of the mouse.
 * @param place must be stable (useCallback) while nothing of it changes
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

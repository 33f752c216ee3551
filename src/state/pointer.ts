import { create } from 'zustand'
import type { Position } from '#src/domain/position.ts'

/** Where the pointer is on the map; null: elsewhere. A store of its own, because it changes with every move. */
const usePosition = create<{ position: Position | null }>()(() => ({ position: null }))

export const usePointer = () => usePosition((state) => state.position)
export const pointerMoved = (position: Position | null): void => usePosition.setState({ position })

/** Nautical miles of the map's scale bar; null: no map is drawn. It changes with every zoom. */
const useScale = create<{ nm: number | null }>()(() => ({ nm: null }))

export const useMapScale = () => useScale((state) => state.nm)
export const mapScaled = (nm: number | null): void => useScale.setState({ nm })

/** Where the cursor's mark is in the window, px; null: on no map. */
type CursorPlace = { readonly x: number; readonly y: number } | null

// Not a store: it follows the pointer, and is only read where the cursor's values are drawn anew.
let place: CursorPlace = null

/** For the map, when it places the mark. */
export const cursorPlaced = (next: CursorPlace): void => {
  place = next
}
export const currentCursorPlace = (): CursorPlace => place

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

/** A place in the window, px. */
interface WindowPlace {
  readonly x: number
  readonly y: number
}

// Not a store: it follows pointer and map, and is only read where the cursor's values are drawn anew.
let mark: WindowPlace | null = null
let line: readonly WindowPlace[] = []

/** For the map, when it places the cursor's mark; null: on no map. */
export const cursorPlaced = (next: WindowPlace | null): void => {
  mark = next
}
/** For the map, when it rests: where the answer's line is, a few pixels from one place to the next. */
export const linePlaced = (next: readonly WindowPlace[]): void => {
  line = next
}
export const currentCursorPlace = (): WindowPlace | null => mark
export const currentLinePlaces = (): readonly WindowPlace[] => line

import { create } from 'zustand'
import type { Position } from '#src/domain/position.ts'

/** Where the pointer is on the map; null: it is elsewhere. Apart from all else, because it changes with every move. */
const useStore = create<{ pointer: Position | null }>()(() => ({ pointer: null }))

export const usePointer = () => useStore((state) => state.pointer)
export const pointerMoved = (pointer: Position | null): void => useStore.setState({ pointer })

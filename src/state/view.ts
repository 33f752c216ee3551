import { create } from 'zustand'
import type { LayerId } from '#src/domain/metocean/layers.ts'

interface ViewState {
  /** The answer that is drawn: a task id, or `submission:<uuid>` while its id is not known; null: none. */
  shownKey: string | null
  layerId: LayerId | null
  /** The sample all of map, charts and table point at; null: none. */
  cursor: number | null
  /** True when the cursor was moved by a key: only then is the read-out announced. */
  cursorByKey: boolean
  actions: {
    answerShown: (key: string | null) => void
    /** The id of an answer shown by its submission has become known. */
    answerRenamed: (from: string, to: string) => void
    layerChosen: (layerId: LayerId) => void
    cursorMoved: (index: number | null, byKey?: boolean) => void
  }
}

/** What is looked at; shared by map, charts, table and tasks. */
const useStore = create<ViewState>()((set) => ({
  shownKey: null,
  layerId: null,
  cursor: null,
  cursorByKey: false,
  actions: {
    answerShown: (shownKey) => set((state) => (state.shownKey === shownKey ? state : { shownKey, cursor: null })),
    answerRenamed: (from, to) => set((state) => (state.shownKey === from ? { shownKey: to } : state)),
    layerChosen: (layerId) => set({ layerId }),
    cursorMoved: (cursor, byKey = false) =>
      set((state) => (state.cursor === cursor && state.cursorByKey === byKey ? state : { cursor, cursorByKey: byKey })),
  },
}))

export const useShownKey = () => useStore((state) => state.shownKey)
export const useLayerId = () => useStore((state) => state.layerId)
export const useCursor = () => useStore((state) => state.cursor)
export const useCursorByKey = () => useStore((state) => state.cursorByKey)
export const useViewActions = () => useStore((state) => state.actions)
/** For adapters that move a DOM marker outside React. @returns a function that ends the subscription */
export const onCursorMoved = (listener: (cursor: number | null) => void): (() => void) =>
  useStore.subscribe((state, before) => {
    if (state.cursor !== before.cursor) listener(state.cursor)
  })
/** The cursor now, for those who follow it outside React. */
export const currentCursor = (): number | null => useStore.getState().cursor

import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { LayerId } from '#src/domain/metocean/layers.ts'

interface ViewState {
  /** The answer that is drawn: a task id, or `submission:<uuid>` while its id is not known; null: none. */
  shownKey: string | null
  layerId: LayerId | null
}

/** What is looked at; shared by map, charts, table and tasks, and looked at again after a reload. */
const useView = create<ViewState>()(persist((): ViewState => ({ shownKey: null, layerId: null }), { name: 'fairway.view', version: 1 }))

interface CursorState {
  /** The sample all of map, charts and table point at; null: none. */
  cursor: number | null
  /** True when the cursor was moved by a key: only then is the read-out announced. */
  cursorByKey: boolean
}

/** Apart from the view, because it follows the pointer and is not kept. */
const useCursorState = create<CursorState>()(() => ({ cursor: null, cursorByKey: false }))

const actions = {
  answerShown: (shownKey: string | null) => {
    if (useView.getState().shownKey === shownKey) return
    useCursorState.setState({ cursor: null })
    useView.setState({ shownKey })
  },
  /** The id of an answer shown by its submission has become known. */
  answerRenamed: (from: string, to: string) => {
    if (useView.getState().shownKey === from) useView.setState({ shownKey: to })
  },
  layerChosen: (layerId: LayerId) => useView.setState({ layerId }),
  cursorMoved: (cursor: number | null, cursorByKey = false) =>
    useCursorState.setState((state) => (state.cursor === cursor && state.cursorByKey === cursorByKey ? state : { cursor, cursorByKey })),
}

export const useShownKey = () => useView((state) => state.shownKey)
export const useLayerId = () => useView((state) => state.layerId)
export const useCursor = () => useCursorState((state) => state.cursor)
export const useCursorByKey = () => useCursorState((state) => state.cursorByKey)
export const useViewActions = () => actions
/** For adapters that move a DOM marker outside React. @returns a function that ends the subscription */
export const onCursorMoved = (listener: (cursor: number | null) => void): (() => void) =>
  useCursorState.subscribe((state, before) => {
    if (state.cursor !== before.cursor) listener(state.cursor)
  })
/** The cursor now, for those who follow it outside React. */
export const currentCursor = (): number | null => useCursorState.getState().cursor

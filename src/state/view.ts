import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { GlyphChoice } from '#src/domain/metocean/layers/glyph-layer.ts'
import type { LayerId } from '#src/domain/metocean/layers/layers.ts'
import type { Shown } from '#src/domain/tasks/shown-answer.ts'
import { currentShown, shownInVoyage, shownSettled } from './shown-answer.ts'
import { currentVoyage, onVoyageChanged } from './voyage.ts'

interface ViewState {
  layerId: LayerId | null
  /** Whose directions are drawn along the route. */
  glyphs: GlyphChoice
  /** The time slider on the map, to sail along an answer. */
  playbackOpen: boolean
  /** Is the part of the world that lies in the dark shaded, at the time that is shown? */
  nightShaded: boolean
  /** Countries, their borders and ports. */
  placesNamed: boolean
}

/** How an answer is looked at, in every voyage; shared by map, charts, table and tasks, and kept through a reload. */
const useView = create<ViewState>()(
  persist(
    (): ViewState => ({ layerId: null, glyphs: 'auto', playbackOpen: true, nightShaded: true, placesNamed: true }),
    {
      name: 'fairway.view',
      version: 2,
      // Version 1 kept which answer is shown as well, which is each voyage's own since.
      migrate: (stored) => {
        const { shownKey: _, ...view } = stored as ViewState & { shownKey?: unknown }
        return view
      },
    },
  ),
)

interface CursorState {
  /** The sample all of map, charts and table point at; null: none. */
  cursor: number | null
  /** True when the cursor was moved by a key: only then is the read-out announced. */
  cursorByKey: boolean
  /** Where the ship is put on the time slider: epoch milliseconds UTC, and the sample nearest to it; null: not put anywhere. */
  ship: { readonly timeMs: number; readonly sample: number } | null
}

/** Apart from the view, because it follows the pointer and is not kept. */
const useCursorState = create<CursorState>()(() => ({ cursor: null, cursorByKey: false, ship: null }))

/** Samples are counted in one answer: in another the cursor would point anywhere. */
function cursorLeft(): void {
  useCursorState.setState({ cursor: null, cursorByKey: false, ship: null })
}
let openId = currentVoyage().id
onVoyageChanged(({ id }) => {
  if (id !== openId) cursorLeft()
  openId = id
})

const actions = {
  /** In the voyage that is open. @param shownKey null: the operator closes the results @param until what takes it away again */
  answerShown: (shownKey: string | null, until: Shown['until'] = 'closed') => {
    if (currentShown()?.key !== shownKey) cursorLeft()
    shownInVoyage(shownKey, until)
  },
  /** The same where the operator has not asked for it. */
  answerSettled: (shown: Shown | null) => {
    const before = currentShown()
    if (shown === null || shown === before) return
    if (before?.key !== shown.key) cursorLeft()
    shownSettled(shown)
  },
  layerChosen: (layerId: LayerId) => useView.setState({ layerId }),
  glyphsChosen: (glyphs: GlyphChoice) => useView.setState({ glyphs }),
  playbackShown: (playbackOpen: boolean) => useView.setState({ playbackOpen }),
  nightShadedChosen: (nightShaded: boolean) => useView.setState({ nightShaded }),
  placesNamedChosen: (placesNamed: boolean) => useView.setState({ placesNamed }),
  /** Taken off a sample, the cursor goes back to the ship. */
  cursorMoved: (sample: number | null, cursorByKey = false) =>
    useCursorState.setState((state) => {
      const cursor = sample ?? state.ship?.sample ?? null
      return state.cursor === cursor && state.cursorByKey === cursorByKey ? state : { cursor, cursorByKey }
    }),
  shipMoved: (timeMs: number, sample: number, cursorByKey = false) =>
    useCursorState.setState({ ship: { timeMs, sample }, cursor: sample, cursorByKey }),
  shipPutAway: cursorLeft,
}

export const useLayerId = () => useView((state) => state.layerId)
export const useCursor = () => useCursorState((state) => state.cursor)
export const useCursorByKey = () => useCursorState((state) => state.cursorByKey)
export const useGlyphChoice = () => useView((state) => state.glyphs)
export const useNightShaded = () => useView((state) => state.nightShaded)
export const usePlacesNamed = () => useView((state) => state.placesNamed)
export const usePlaybackOpen = () => useView((state) => state.playbackOpen)
/** The time the ship is shown at, epoch milliseconds UTC; null: she is not. */
export const useShipTime = () => useCursorState((state) => state.ship?.timeMs ?? null)
export const useViewActions = () => actions
/** For adapters that move a DOM marker outside React. @returns a function that ends the subscription */
export const onCursorMoved = (listener: (cursor: number | null) => void): (() => void) =>
  useCursorState.subscribe((state, before) => {
    if (state.cursor !== before.cursor) listener(state.cursor)
  })
export const currentShipTime = (): number | null => useCursorState.getState().ship?.timeMs ?? null
/** The sample nearest to the ship; null while she is nowhere. */
export const currentShipSample = (): number | null => useCursorState.getState().ship?.sample ?? null
/** For the ship's marker, which moves outside React too. @returns a function that ends the subscription */
export const onShipMoved = (listener: (timeMs: number | null) => void): (() => void) =>
  useCursorState.subscribe((state, before) => {
    if (state.ship !== before.ship) listener(state.ship?.timeMs ?? null)
  })
/** The cursor now, for those who follow it outside React. */
export const currentCursor = (): number | null => useCursorState.getState().cursor

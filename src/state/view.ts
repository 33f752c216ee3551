import { create } from 'zustand'
import type { Position } from '#src/domain/position.ts'
import type { Shown } from '#src/domain/tasks/shown-answer.ts'
import { currentShown, shownInVoyage, shownSettled } from './shown-answer.ts'
import type { LaneId } from './preferences.ts'
import { onAnotherVoyage } from './voyage.ts'

/** How an answer is read: as charts, table, exceedances, summary, or compared with others. */
export type ResultsForm = 'charts' | 'table' | 'ledger' | 'summary' | 'comparison'
/** The part of the axis the charts are zoomed to, nautical miles or epoch milliseconds; null: all, or no charts. */
type ChartPart = { readonly min: number; readonly max: number } | null

interface Standing {
  readonly lanes: number
  readonly ribbons: number
}
export const NONE_STANDING: Standing = { lanes: 0, ribbons: 0 }

interface View {
  form: ResultsForm
  chartPart: ChartPart
  /** The ribbons that are open as lanes, the one opened last at the end; null: the charts choose. */
  openLanes: readonly LaneId[] | null
  /** How many lanes and ribbons stand on the screen now. */
  standing: Standing
  /** The board is shown, and the open voyage stays behind it. */
  behind: boolean
  /** A track beside the route that is no alternative yet; null: none. */
  proposal: Proposal | null
}

/** A better track, and the band of those nearly as good: its two edges, from the departure on. Longitudes unwrapped. */
export interface Proposal {
  readonly track: readonly Position[]
  readonly band: readonly (readonly [port: Position, starboard: Position])[]
}

/** How the answer is looked at, until the page is left. */
const useView = create<View>()(() => ({
  form: 'charts',
  chartPart: null,
  openLanes: null,
  standing: NONE_STANDING,
  behind: false,
  proposal: null,
}))

interface CursorState {
  /** The sample that map, charts and table all mark; null: none. */
  cursor: number | null
  /** True when the cursor was moved by a key: only then is the read-out announced. */
  cursorByKey: boolean
  /** Where the time slider has the ship: epoch milliseconds UTC, and the sample nearest to it; null: nowhere. */
  ship: { readonly timeMs: number; readonly sample: number } | null
}

/** A store of its own, because it follows the pointer. */
const useCursorState = create<CursorState>()(() => ({ cursor: null, cursorByKey: false, ship: null }))

/** A sample is an index into one answer: in another the cursor would point anywhere. */
function cursorLeft(): void {
  useCursorState.setState({ cursor: null, cursorByKey: false, ship: null })
}
function answerLeft(): void {
  cursorLeft()
  useView.setState({ openLanes: null })
}
onAnotherVoyage(answerLeft)

const actions = {
  /** In the open voyage. @param shownKey null: the operator closes the results @param until when it gives way */
  answerShown: (shownKey: string | null, until: Shown['until'] = 'closed') => {
    if (currentShown()?.key !== shownKey) answerLeft()
    shownInVoyage(shownKey, until)
  },
  /** The same when the operator has not asked for it. */
  answerSettled: (shown: Shown | null) => {
    const before = currentShown()
    if (shown === null || shown === before) return
    if (before?.key !== shown.key) answerLeft()
    shownSettled(shown)
  },
  /** Follows the pointer: when it leaves a sample, the cursor goes back to the ship. */
  cursorMoved: (sample: number | null, cursorByKey = false) =>
    useCursorState.setState((state) => {
      const cursor = sample ?? state.ship?.sample ?? null
      return state.cursor === cursor && state.cursorByKey === cursorByKey ? state : { cursor, cursorByKey }
    }),
  /** Puts ship and cursor at a time: by the time slider, a key, a click. */
  shipMoved: (timeMs: number, sample: number, cursorByKey = false) =>
    useCursorState.setState({ ship: { timeMs, sample }, cursor: sample, cursorByKey }),
  shipPutAway: cursorLeft,
}

export const useProposal = (): Proposal | null => useView((state) => state.proposal)
export const currentProposal = (): Proposal | null => useView.getState().proposal
export const proposalShown = (proposal: Proposal | null): void => useView.setState({ proposal })
export const useResultsForm = (): ResultsForm => useView((state) => state.form)
export const resultsFormChosen = (form: ResultsForm): void => useView.setState({ form })
export const chartPartShown = (chartPart: ChartPart): void => useView.setState({ chartPart })
/** For a picture of the charts as they are on screen. */
export const currentChartPart = (): ChartPart => useView.getState().chartPart
export const useOpenLanes = (): readonly LaneId[] | null => useView((state) => state.openLanes)
export const lanesOpened = (openLanes: readonly LaneId[]): void => useView.setState({ openLanes })
export const useChartsStanding = (): Standing => useView((state) => state.standing)
export const chartsStood = (standing: Standing): void => useView.setState({ standing })
export const voyageBehind = (behind: boolean): void => useView.setState({ behind })
/** For adapters outside React, which have nothing to do meanwhile. Tells at once too. @returns a function that ends it */
export function onVoyageBehind(listener: (behind: boolean) => void): () => void {
  listener(useView.getState().behind)
  return useView.subscribe((state, before) => {
    if (state.behind !== before.behind) listener(state.behind)
  })
}
export const useCursor = () => useCursorState((state) => state.cursor)
export const useCursorByKey = () => useCursorState((state) => state.cursorByKey)
/** @param timeMs of the samples @returns epoch milliseconds UTC; null without a cursor */
function cursorTime({ cursor, ship }: CursorState, timeMs: Float64Array): number | null {
  return cursor !== null && cursor === ship?.sample ? ship.timeMs : (timeMs[cursor ?? -1] ?? null)
}
/** The time at the cursor; that of the ship where she is between two samples. */
export const useCursorTime = (timeMs: Float64Array): number | null =>
  useCursorState((state) => cursorTime(state, timeMs))
export const currentCursorTime = (timeMs: Float64Array): number | null => cursorTime(useCursorState.getState(), timeMs)
export const useViewActions = () => actions
/** For adapters that move a DOM marker outside React. @returns a function that ends the subscription */
export const onCursorMoved = (listener: (cursor: number | null) => void): (() => void) =>
  useCursorState.subscribe((state, before) => {
    if (state.cursor !== before.cursor) listener(state.cursor)
  })
export const currentShipTime = (): number | null => useCursorState.getState().ship?.timeMs ?? null
/** The sample nearest to the ship; null while she is not shown. */
export const currentShipSample = (): number | null => useCursorState.getState().ship?.sample ?? null
/** For the ship's marker, which moves outside React too. @returns a function that ends the subscription */
export const onShipMoved = (listener: (timeMs: number | null) => void): (() => void) =>
  useCursorState.subscribe((state, before) => {
    if (state.ship !== before.ship) listener(state.ship?.timeMs ?? null)
  })
/** The cursor now, for code outside React. */
export const currentCursor = (): number | null => useCursorState.getState().cursor

import { create } from 'zustand'
import { useShallow } from 'zustand/shallow'
import { emptyRoute, type Route } from '#src/domain/route/route.ts'
import { uuidFrom } from '#src/domain/uuid.ts'
import {
  activateAlternative,
  addAlternative,
  deleteAlternative,
  duplicateAlternative,
  renameAlternative,
  showAlternative,
} from '#src/domain/voyage/alternatives.ts'
import { type History, noHistory, redo, undo, withLastStep, withStep } from '#src/domain/voyage/history.ts'
import type { Area } from '#src/domain/areas/area.ts'
import type { Limits } from '#src/domain/limits/limits.ts'
import type { Charter } from '#src/domain/voyage/charter/charter.ts'
import { type Loading, type Ship, shipFromFile } from '#src/domain/voyage/ship.ts'
import {
  activePlan,
  isSailable,
  emptyVoyage,
  otherAlternatives,
  type PlannedSpeed,
  type RequestChoices,
  type RoutePlan,
  type Voyage,
  withPlan,
} from '#src/domain/voyage/voyage.ts'
import { HOUR_MS } from '#src/domain/time.ts'

/** Edits of one kind that follow one another within this time are one step of undo. */
const MERGE_MS = 1000

/** An edit that may go on, such as moving a waypoint by keys. */
export interface RepeatedEdit {
  /** What goes on: edits of one key, each within a second of the one before, are one step of undo. */
  readonly key: string
  /** The key was never let go: one step however long the page took to draw in between. */
  readonly held: boolean
}

/** A file's line beside the routes already there; ship and voyage stay as they are. */
export type ImportedPlan = Partial<Pick<Voyage, 'name'> & RoutePlan>
/** What a file brings with it. A ship is merged with the present one if it is the same. */
export type ImportedVoyage = ImportedPlan & Partial<Pick<Voyage, 'voyageNumber' | 'rtzInfo'>> & { ship?: Partial<Ship> }

interface VoyageState {
  voyage: Voyage
  history: History
  /** False while another tab edits this voyage: then edits do nothing here. */
  editable: boolean
  /** The last step while it may still be extended: its kind, its time, and the state it began with. */
  merge: { readonly key: string; readonly atMs: number; readonly base: Voyage } | null
}

interface VoyageActions {
  voyageOpened: (voyage: Voyage, history?: History) => void
  /** As saved by the tab that edits it. Request choices made here stay. */
  voyageFollowed: (voyage: Voyage, history: History) => void
  editingAllowed: (editable: boolean) => void
  /**
   * Replaces the route by an edited one; one step of undo. A track gives way to it.
   * @param repeated the edit it may go on with, as one step
   */
  routeEdited: (route: Route, repeated?: RepeatedEdit) => void
  /** A file's route or track with its name, schedule and ship; one step of undo. */
  routeImported: (change: ImportedVoyage) => void
  /** A file's route or track as one more alternative, made active; one step of undo. Does nothing at the maximum. */
  alternativeImported: (change: ImportedPlan) => void
  /** Another state of the same voyage, such as an earlier version; one step of undo. */
  voyageReplaced: (voyage: Voyage) => void
  scheduleEdited: (change: { departureMs?: number; speedKn?: number }) => void
  voyageRenamed: (name: string) => void
  voyageNumberEdited: (voyageNumber: string) => void
  shipEdited: (change: Partial<Ship>) => void
  loadingEdited: (change: Partial<Loading>) => void
  limitsEdited: (limits: Limits) => void
  arriveByEdited: (arriveByMs: number | null) => void
  /** @param charter null: the voyage has none */
  charterEdited: (charter: Charter | null) => void
  plannedSpeedChosen: (plannedSpeed: PlannedSpeed) => void
  areasEdited: (change: (areas: readonly Area[]) => readonly Area[]) => void
  alternativeAdded: () => void
  /** @param id the one to copy; left out: the active one */
  alternativeDuplicated: (id?: string) => void
  alternativeActivated: (id: string) => void
  alternativeRenamed: (id: string, name: string) => void
  alternativeShown: (id: string, shown: boolean) => void
  alternativeDeleted: (id: string) => void
  /** Choices on the Request tab; not a step of undo. */
  requestChosen: (request: RequestChoices) => void
  undone: () => void
  redone: () => void
}

/** A voyage with nothing in it yet. @param nowMs epoch milliseconds; departure is the next full hour */
export const newVoyage = (id: string, nowMs: number): Voyage => emptyVoyage(id, Math.ceil(nowMs / HOUR_MS) * HOUR_MS)

export const newVoyageId = (): string => uuidFrom(crypto.getRandomValues(new Uint8Array(16)))

const useStore = create<VoyageState>()(() => ({
  voyage: newVoyage(newVoyageId(), Date.now()),
  history: noHistory,
  editable: true,
  merge: null,
}))

/** One edit: a step of undo if anything differs. */
function step(edit: (voyage: Voyage) => Voyage, repeated?: RepeatedEdit): void {
  const { voyage, history, editable, merge } = useStore.getState()
  const edited = edit(voyage)
  if (edited === voyage) return
  // The map shows a dragged waypoint where it was dropped; given the route anew, it draws it where it is.
  if (!editable) return useStore.setState({ voyage: withPlan(voyage, { route: { ...activePlan(voyage).route } }) })
  const atMs = Date.now()
  const goesOn =
    repeated !== undefined && merge?.key === repeated.key && (repeated.held || atMs - merge.atMs <= MERGE_MS)
  const next = goesOn ? withLastStep(history, merge.base, edited) : withStep(history, voyage, edited)
  if (next === history) return
  // An edit that has come back to where it began is no step, and nothing can extend it.
  const ended = repeated === undefined || next.done < history.done
  useStore.setState({
    voyage: edited,
    history: next,
    merge: ended ? null : { key: repeated.key, atMs, base: goesOn ? merge.base : voyage },
  })
}

function travel(way: typeof undo): void {
  const { voyage, history, editable } = useStore.getState()
  if (!editable) return
  const there = way(history, voyage)
  if (there) useStore.setState({ ...there, merge: null })
}

function imported(voyage: Voyage, { ship, name, voyageNumber, rtzInfo, ...plan }: ImportedVoyage): Voyage {
  const next: Voyage = {
    ...withPlan(voyage, { route: emptyRoute, track: null, ...plan }),
    voyageNumber: voyageNumber ?? voyage.voyageNumber,
    rtzInfo: rtzInfo ?? voyage.rtzInfo,
    ship: ship ? shipFromFile(voyage.ship, ship) : voyage.ship,
  }
  if (!name) return next
  // A file becomes one of several alternatives, and the voyage keeps its name.
  return next.alternatives.length > 1 ? renameAlternative(next, next.activeId, name) : { ...next, name }
}

/** What can be done with the voyage, for code outside React; components use `useVoyageActions`. */
export const voyageActions: VoyageActions = {
  voyageOpened: (voyage, history = noHistory) => useStore.setState({ voyage, history, merge: null, editable: true }),
  voyageFollowed: (voyage, history) =>
    useStore.setState((state) => ({ voyage: { ...voyage, request: state.voyage.request }, history, merge: null })),
  editingAllowed: (editable) => useStore.setState({ editable }),
  routeEdited: (route, repeated) =>
    step(
      (voyage) => (route === activePlan(voyage).route ? voyage : withPlan(voyage, { route, track: null })),
      repeated,
    ),
  routeImported: (change) => step((voyage) => imported(voyage, change)),
  alternativeImported: ({ name, ...change }) =>
    step((voyage) => {
      const added = addAlternative(voyage, name)
      return added === voyage ? voyage : imported(added, change)
    }),
  voyageReplaced: (other) => step((voyage) => ({ ...other, id: voyage.id })),
  scheduleEdited: (change) => step((voyage) => withPlan(voyage, change)),
  voyageRenamed: (name) => step((voyage) => ({ ...voyage, name })),
  voyageNumberEdited: (voyageNumber) => step((voyage) => ({ ...voyage, voyageNumber })),
  shipEdited: (change) => step((voyage) => ({ ...voyage, ship: { ...voyage.ship, ...change } })),
  loadingEdited: (change) => step((voyage) => ({ ...voyage, loading: { ...voyage.loading, ...change } })),
  limitsEdited: (limits) => step((voyage) => ({ ...voyage, limits })),
  arriveByEdited: (arriveByMs) => step((voyage) => ({ ...voyage, arriveByMs })),
  charterEdited: (charter) => step((voyage) => ({ ...voyage, charter })),
  plannedSpeedChosen: (plannedSpeed) => step((voyage) => ({ ...voyage, plannedSpeed })),
  areasEdited: (change) => step((voyage) => ({ ...voyage, areas: change(voyage.areas) })),
  alternativeAdded: () => step((voyage) => addAlternative(voyage)),
  alternativeDuplicated: (id) =>
    step((voyage) => duplicateAlternative(id === undefined ? voyage : activateAlternative(voyage, id))),
  alternativeActivated: (id) => step((voyage) => activateAlternative(voyage, id)),
  alternativeRenamed: (id, name) => step((voyage) => renameAlternative(voyage, id, name)),
  alternativeShown: (id, shown) => step((voyage) => showAlternative(voyage, id, shown)),
  alternativeDeleted: (id) => step((voyage) => deleteAlternative(voyage, id)),
  requestChosen: (request) => useStore.setState(({ voyage }) => ({ voyage: { ...voyage, request } })),
  undone: () => travel(undo),
  redone: () => travel(redo),
}

export const useVoyage = () => useStore((state) => state.voyage)
export const useVoyageId = () => useStore((state) => state.voyage.id)
export const useVoyageName = () => useStore((state) => state.voyage.name)
/** Route and schedule of the active alternative. */
export const usePlan = () => useStore((state) => activePlan(state.voyage))
/** Has the plan what a request needs: two waypoints, or a track? */
export const usePlanSailable = () => useStore((state) => isSailable(activePlan(state.voyage)))
export const useRoute = () => useStore((state) => activePlan(state.voyage).route)
export const useTrack = () => useStore((state) => activePlan(state.voyage).track)
/** All but the active one; the same list while the active one is edited. */
export const useOtherAlternatives = () => useStore(useShallow(({ voyage }) => otherAlternatives(voyage)))
/** The name of each alternative by its id; the same map while the names stay. */
export const useAlternativeNames = () =>
  useStore(useShallow(({ voyage }) => new Map(voyage.alternatives.map(({ id, name }) => [id, name]))))
export const useActiveId = () => useStore((state) => state.voyage.activeId)
export const useShip = () => useStore((state) => state.voyage.ship)
export const useLoading = () => useStore((state) => state.voyage.loading)
export const useLimits = () => useStore((state) => state.voyage.limits)
export const useCharter = () => useStore((state) => state.voyage.charter)
export const useAreas = () => useStore((state) => state.voyage.areas)
/** Minutes between the samples of a request. */
export const useSamplingStep = () => useStore((state) => state.voyage.request.stepMin)
export const usePlannedSpeed = () => useStore((state) => state.voyage.plannedSpeed)
export const useArriveBy = () => useStore((state) => state.voyage.arriveByMs)
export const useHistory = () => useStore((state) => state.history)
export const useVoyageEditable = () => useStore((state) => state.editable)
export const useCanUndo = () => useStore(({ editable, history }) => editable && history.done > 0)
export const useCanRedo = () => useStore(({ editable, history }) => editable && history.done < history.steps.length)
export const useVoyageActions = () => voyageActions
/** For autosave. @returns a function that ends the subscription */
export const onVoyageChanged = (listener: (voyage: Voyage, history: History) => void): (() => void) =>
  useStore.subscribe((state, before) => {
    if (state.voyage !== before.voyage) listener(state.voyage, state.history)
  })
/** @param listener called with the previous id when another voyage is opened. @returns ends the subscription */
export const onAnotherVoyage = (listener: (beforeId: string) => void): (() => void) =>
  useStore.subscribe((state, before) => {
    if (state.voyage.id !== before.voyage.id) listener(before.voyage.id)
  })
export const currentVoyage = () => useStore.getState().voyage
export const currentPlan = () => activePlan(currentVoyage())
export const currentHistory = () => useStore.getState().history

import { create } from 'zustand'
import { emptyRoute, type Route } from '#src/domain/route/route.ts'
import { uuidFrom } from '#src/domain/uuid.ts'
import { DEFAULT_SPEED_KN, defaultRequest, type RequestChoices, type Voyage } from '#src/domain/voyage/voyage.ts'

/** Steps kept for undo; the design asks for at least 100. */
const MAX_STEPS = 200

interface VoyageState {
  voyage: Voyage
  past: readonly Voyage[]
  future: readonly Voyage[]
  actions: {
    voyageOpened: (voyage: Voyage) => void
    /** Replaces the route by an edited one; one step of undo. A track gives way to it. */
    routeEdited: (route: Route) => void
    /** A file's route or track with what it says of name and schedule; one step of undo. */
    routeImported: (change: Partial<Pick<Voyage, 'name' | 'route' | 'track' | 'departureMs' | 'speedKn'>>) => void
    scheduleEdited: (change: { departureMs?: number; speedKn?: number }) => void
    voyageRenamed: (name: string) => void
    /** Choices of the Request tab; not a step of undo. */
    requestChosen: (request: RequestChoices) => void
    undone: () => void
    redone: () => void
  }
}

/** A voyage with nothing in it yet. @param nowMs epoch milliseconds; departure is the next full hour */
export function newVoyage(id: string, nowMs: number): Voyage {
  const hourMs = 3_600_000
  return {
    id,
    schema: 1,
    name: '',
    route: emptyRoute,
    track: null,
    departureMs: Math.ceil(nowMs / hourMs) * hourMs,
    speedKn: DEFAULT_SPEED_KN,
    request: defaultRequest,
  }
}

const useStore = create<VoyageState>()((set) => {
  const step = (change: Partial<Voyage>) =>
    set(({ voyage, past }) => ({
      voyage: { ...voyage, ...change },
      past: [...past, voyage].slice(-MAX_STEPS),
      future: [],
    }))
  return {
    voyage: newVoyage(uuidFrom(crypto.getRandomValues(new Uint8Array(16))), Date.now()),
    past: [],
    future: [],
    actions: {
      voyageOpened: (voyage) => set({ voyage, past: [], future: [] }),
      routeEdited: (route) => step({ route, track: null }),
      routeImported: (change) => step({ route: emptyRoute, track: null, ...change }),
      scheduleEdited: (change) => step(change),
      voyageRenamed: (name) => step({ name }),
      requestChosen: (request) => set(({ voyage }) => ({ voyage: { ...voyage, request } })),
      undone: () =>
        set(({ voyage, past, future }) => {
          const before = past.at(-1)
          // The request's choices are not part of a step, so they stay as they are now.
          return before ? { voyage: { ...before, request: voyage.request }, past: past.slice(0, -1), future: [voyage, ...future] } : {}
        }),
      redone: () =>
        set(({ voyage, past, future }) => {
          const [next, ...rest] = future
          return next ? { voyage: { ...next, request: voyage.request }, past: [...past, voyage], future: rest } : {}
        }),
    },
  }
})

export const useVoyage = () => useStore((state) => state.voyage)
export const useRoute = () => useStore((state) => state.voyage.route)
export const useTrack = () => useStore((state) => state.voyage.track)
export const useCanUndo = () => useStore((state) => state.past.length > 0)
export const useCanRedo = () => useStore((state) => state.future.length > 0)
export const useVoyageActions = () => useStore((state) => state.actions)
/** For autosave. @returns a function that ends the subscription */
export const onVoyageChanged = (listener: (voyage: Voyage) => void): (() => void) =>
  useStore.subscribe((state, before) => {
    if (state.voyage !== before.voyage) listener(state.voyage)
  })
export const currentVoyage = () => useStore.getState().voyage

import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { keptName } from './kept-name.ts'
import { currentVoyage, useVoyageId } from './voyage.ts'

/** The most voyages something is kept for; those changed longest ago go first. */
const MOST = 200
/** Where the voyage last worked on is noted; what was once kept for all voyages belongs to it. */
const LAST_VOYAGE = keptName('fairway.voyage')

/** What is kept for each voyage, by its id. */
type Kept<T> = Readonly<Record<string, T>>

interface PerVoyage<T> {
  /** For the open voyage. */
  readonly useOpen: () => T | undefined
  readonly ofOpen: () => T | undefined
  readonly of: (voyageId: string) => T | undefined
  /** @param value null: keeps nothing */
  readonly put: (value: T | null, voyageId?: string) => void
  readonly subscribe: (listener: () => void) => () => void
  /** Changes all that is kept. @param change must return the same where there is nothing to change */
  readonly update: (change: (value: T) => T) => void
}

interface Options<T> {
  /** Key in localStorage. */
  readonly name: string
  readonly version: number
  /** Reads what an earlier version kept under this name. */
  readonly migrate?: (stored: unknown) => Kept<T>
}

/**
 * Something the operator chose, kept for each voyage separately and through a reload. Several tabs may each have a
 * voyage open: what they keep is merged, and what is kept for the voyage open here stays as it is here.
 */
export function keptPerVoyage<T>({ name: plainName, version, migrate }: Options<T>): PerVoyage<T> {
  const name = keptName(plainName)
  const useStore = create<{ kept: Kept<T> }>()(
    persist((): { kept: Kept<T> } => ({ kept: {} }), {
      name,
      version,
      ...(migrate && { migrate: (stored) => ({ kept: migrate(stored) }) }),
      merge: (stored, { kept }) => {
        const { id } = currentVoyage()
        const mine = kept[id]
        return {
          kept: { ...(stored as { kept?: Kept<T> } | undefined)?.kept, ...(mine !== undefined && { [id]: mine }) },
        }
      },
    }),
  )
  if (typeof window !== 'undefined') {
    window.addEventListener('storage', ({ key }) => {
      if (key === name) void useStore.persist.rehydrate()
    })
  }
  const of = (voyageId: string) => useStore.getState().kept[voyageId]
  return {
    useOpen: () => {
      const id = useVoyageId()
      return useStore(({ kept }) => kept[id])
    },
    ofOpen: () => of(currentVoyage().id),
    of,
    subscribe: (listener) => useStore.subscribe(listener),
    put: (value, voyageId = currentVoyage().id) =>
      useStore.setState(({ kept: { [voyageId]: _, ...others } }) => ({
        kept: Object.fromEntries(
          [...Object.entries(others), ...(value === null ? [] : [[voyageId, value] as const])].slice(-MOST),
        ),
      })),
    update: (change) => {
      const { kept } = useStore.getState()
      const changed = Object.fromEntries(Object.entries(kept).map(([id, value]) => [id, change(value)]))
      if (Object.keys(kept).some((id) => changed[id] !== kept[id])) useStore.setState({ kept: changed })
    },
  }
}

/** What was once kept for all voyages, given to the one that was open then. */
export function givenToLastVoyage<T>(value: T | null): Kept<T> {
  const id = localStorage.getItem(LAST_VOYAGE)
  return id === null || value === null ? {} : { [id]: value }
}

import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import {
  type KeptItem,
  type KeptItems,
  shownItems,
  withKept,
  withoutKept,
  withReplaced,
} from '#src/domain/library/kept-list.ts'
import { uuidFrom } from '#src/domain/uuid.ts'
import { keptName } from './kept-name.ts'

interface KeptListOptions<D> {
  /** Key in localStorage. */
  readonly name: string
  /** What the list was called in version 1, which had the documents alone. */
  readonly formerly: string
  /** The most that a browser without a library keeps. */
  readonly most: number
  /** A stored document; null: it cannot be read. */
  readonly read: (stored: unknown) => D | null
  readonly isSame: (one: D, other: D) => boolean
}

/** A list of this browser that may be the team's too. */
export interface KeptListStore<D> {
  readonly docs: () => readonly D[]
  /** Also what was archived here. */
  readonly useItems: () => readonly KeptItem<D>[]
  /** Also when it is used again: it comes first, with what is known of it now. */
  readonly kept: (doc: D) => void
  readonly forgotten: (doc: D) => void
  readonly replaced: (docs: readonly D[]) => void
  /** For whoever keeps the list together with the library's. */
  readonly now: () => KeptItems<D>
  readonly changed: (change: (list: KeptItems<D>) => KeptItems<D>) => void
  readonly subscribe: (listener: () => void) => () => void
}

const newId = () => uuidFrom(crypto.getRandomValues(new Uint8Array(16)))

/** Keeps such a list in localStorage, the same in all tabs. */
export function createKeptList<D>({ name: plain, formerly, most, read, isSame }: KeptListOptions<D>): KeptListStore<D> {
  const name = keptName(plain)
  const itemsIn = (stored: unknown): KeptItems<D> => {
    const { items, hasMet, [formerly]: docs } = (stored ?? {}) as Record<string, unknown>
    const list = listIn(items) ?? listIn(docs)?.map((doc) => ({ doc })) ?? []
    // What cannot be read is left out, so that one damaged item does not take the others with it.
    return {
      items: list.flatMap((item) => {
        if (typeof item !== 'object' || item === null) return []
        const doc = read((item as Partial<KeptItem<D>>).doc)
        return doc === null ? [] : [{ id: newId(), ...item, doc }]
      }),
      hasMet: hasMet === true,
    }
  }
  const useStore = create<KeptItems<D>>()(
    persist((): KeptItems<D> => ({ items: [], hasMet: false }), {
      name,
      version: 2,
      migrate: (stored) => stored as KeptItems<D>,
      merge: itemsIn,
    }),
  )
  if (typeof window !== 'undefined') {
    window.addEventListener('storage', ({ key }) => {
      if (key === name) void useStore.persist.rehydrate()
    })
  }
  const changed = (change: (list: KeptItems<D>) => KeptItems<D>) => useStore.setState(change)
  return {
    docs: () => shownItems(useStore.getState()).map(({ doc }) => doc),
    useItems: () => useStore(({ items }) => items),
    kept: (doc) => changed((list) => withKept(list, doc, isSame, newId(), most)),
    forgotten: (doc) => changed((list) => withoutKept(list, doc, isSame)),
    replaced: (docs) => changed((list) => withReplaced(list, docs, isSame, newId)),
    now: useStore.getState,
    changed,
    subscribe: (listener) => useStore.subscribe(listener),
  }
}

const listIn = (stored: unknown): readonly unknown[] | null => (Array.isArray(stored) ? stored : null)

import { type Key, keyOf, type Stored, type StoreName } from './storage-schema.ts'

/** A write that waits for the disk; value null: a removal. */
export interface HeldEntry<N extends StoreName = StoreName> {
  readonly key: Key<N>
  readonly value: Stored<N> | null
}

/** What the disk did not take, held in this tab: the newest state of each thing. */
export interface Held {
  /** undefined: nothing waits; null: a removal waits. */
  readonly get: <N extends StoreName>(store: N, key: Key<N>) => Stored<N> | null | undefined
  readonly hold: <N extends StoreName>(store: N, key: Key<N>, value: Stored<N> | null) => void
  /** It is on disk, or no longer wanted. */
  readonly settle: <N extends StoreName>(store: N, key: Key<N>) => void
  readonly entries: <N extends StoreName>(store: N) => HeldEntry<N>[]
  readonly isEmpty: () => boolean
  /** What the disk has, replaced by what waits. */
  readonly over: <N extends StoreName>(store: N, kept: readonly Stored<N>[]) => Stored<N>[]
}

export function createHeld(): Held {
  const stores: { readonly [N in StoreName]: Map<string, HeldEntry<N>> } = {
    voyages: new Map(),
    history: new Map(),
    submissions: new Map(),
    results: new Map(),
    links: new Map(),
  }
  /** Keys may be lists. */
  const textOf = (key: Key<StoreName>) => JSON.stringify(key)
  const mapOf = <N extends StoreName>(store: N): Map<string, HeldEntry<N>> => stores[store]

  return {
    get: (store, key) => mapOf(store).get(textOf(key))?.value,
    hold: (store, key, value) => void mapOf(store).set(textOf(key), { key, value }),
    settle: (store, key) => void mapOf(store).delete(textOf(key)),
    entries: (store) => [...mapOf(store).values()],
    isEmpty: () => Object.values(stores).every(({ size }) => size === 0),
    over: <N extends StoreName>(store: N, kept: readonly Stored<N>[]) => {
      const waiting = mapOf(store)
      const rest = kept.filter((value) => !waiting.has(textOf(keyOf[store](value as never))))
      return [...rest, ...[...waiting.values()].flatMap(({ value }) => (value === null ? [] : [value]))]
    },
  }
}

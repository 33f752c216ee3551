import { type DBSchema, type IDBPDatabase, openDB, type StoreNames, type StoreValue } from 'idb'
import { AppError } from '#src/domain/errors.ts'
import type { Answer } from '#src/domain/metocean/result.ts'
import type { Submission } from '#src/domain/tasks/submission.ts'
import type { Voyage } from '#src/domain/voyage/voyage.ts'

/** A stored voyage. `rev` counts its saves, so that a second tab notices. */
export interface StoredVoyage {
  readonly id: string
  readonly schema: number
  readonly rev: number
  readonly doc: Voyage
}

/** A step of undo of one voyage; `patch` is what takes it back. */
export interface StoredStep {
  readonly voyageId: string
  readonly n: number
  readonly patch: unknown
}

/** An answer with what the clearing-out goes by. */
export interface StoredAnswer {
  readonly key: string
  readonly answer: Answer
  readonly bytes: number
  readonly usedMs: number
}

interface Schema extends DBSchema {
  voyages: { key: string; value: StoredVoyage }
  history: { key: [string, number]; value: StoredStep }
  submissions: { key: string; value: Submission }
  results: { key: string; value: StoredAnswer; indexes: { use: [number, number] } }
}

export type StoreName = StoreNames<Schema>
export type Stored<N extends StoreName> = StoreValue<Schema, N>
type Key<N extends StoreName> = Schema[N]['key']

/** `kept`: on disk; `tab-only`: storage is denied or broken; `full`: the last write found no room. */
export type StorageState = 'kept' | 'tab-only' | 'full'

export interface Storage {
  readonly state: () => StorageState
  /** @returns a function that ends the subscription */
  readonly subscribe: (listener: () => void) => () => void
  readonly get: <N extends StoreName>(store: N, key: Key<N>) => Promise<Stored<N> | undefined>
  readonly getAll: <N extends StoreName>(store: N) => Promise<Stored<N>[]>
  readonly keys: <N extends StoreName>(store: N) => Promise<Key<N>[]>
  /** Resolves once it is on disk, or held in this tab where the disk takes nothing; `state` then says so. */
  readonly put: <N extends StoreName>(store: N, value: Stored<N>) => Promise<void>
  readonly remove: <N extends StoreName>(store: N, key: Key<N>) => Promise<void>
  /** Size and last use of every answer, without reading any. */
  readonly answerUses: () => Promise<Pick<StoredAnswer, 'key' | 'bytes' | 'usedMs'>[]>
}

const keyOf = {
  voyages: ({ id }: StoredVoyage) => id,
  history: ({ voyageId, n }: StoredStep) => [voyageId, n] as [string, number],
  submissions: ({ id }: Submission) => id,
  results: ({ key }: StoredAnswer) => key,
}

/** Async, so that a browser that throws at the mere asking rejects like one that refuses. */
async function open(name: string): Promise<IDBPDatabase<Schema>> {
  return openDB<Schema>(name, 1, {
    upgrade(db) {
      db.createObjectStore('voyages', { keyPath: 'id' })
      db.createObjectStore('history', { keyPath: ['voyageId', 'n'] })
      db.createObjectStore('submissions', { keyPath: 'id' })
      // The index alone tells what to clear out: no answer is read for it.
      db.createObjectStore('results', { keyPath: 'key' }).createIndex('use', ['usedMs', 'bytes'])
    },
    // A newer Fairway in another tab must be able to change the database.
    blocking: (_, __, event) => (event.target as IDBDatabase | null)?.close(),
  })
}

/**
 * What this browser keeps. Where IndexedDB is denied, full or lost, everything goes on in memory and `state` says
 * so: the operator is warned, nothing breaks.
 */
export function createStorage(name = 'fairway'): Storage {
  const held = new Map<string, Map<string, unknown>>()
  const listeners = new Set<() => void>()
  let state: StorageState = 'kept'
  let opened: Promise<IDBPDatabase<Schema> | null> | null = null

  const heldIn = (store: StoreName) => held.get(store) ?? held.set(store, new Map()).get(store)!
  const become = (next: StorageState) => {
    if (state === next) return
    state = next
    listeners.forEach((listener) => listener())
  }
  const database = () =>
    (opened ??= ('indexedDB' in globalThis ? open(name) : Promise.reject(new AppError('storage-unavailable'))).catch(() => {
      become('tab-only')
      return null
    }))
  /** Runs on the database; on failure notes why and gives the fallback. */
  async function attempt<T>(work: (db: IDBPDatabase<Schema>) => Promise<T>, fallback: T, mayReopen = true): Promise<T> {
    const db = await database()
    if (!db) return fallback
    try {
      return await work(db)
    } catch (error) {
      // A connection closed under us (storage cleared, a newer version elsewhere) is opened anew, once.
      if (mayReopen && error instanceof DOMException && error.name === 'InvalidStateError') {
        opened = null
        return attempt(work, fallback, false)
      }
      become(error instanceof DOMException && error.name === 'QuotaExceededError' ? 'full' : 'tab-only')
      return fallback
    }
  }
  const isAnyHeld = () => [...held.values()].some(({ size }) => size > 0)

  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    get: async <N extends StoreName>(store: N, key: Key<N>) =>
      (heldIn(store).get(JSON.stringify(key)) as Stored<N> | undefined) ?? (await attempt((db) => db.get(store, key), undefined)),
    getAll: async <N extends StoreName>(store: N) => {
      const kept = await attempt<Stored<N>[]>((db) => db.getAll(store), [])
      const inMemory = heldIn(store) as Map<string, Stored<N>>
      return [...kept.filter((value) => !inMemory.has(JSON.stringify(keyOf[store](value as never)))), ...inMemory.values()]
    },
    keys: async <N extends StoreName>(store: N) => {
      const kept = await attempt<Key<N>[]>((db) => db.getAllKeys(store), [])
      const inMemory = [...heldIn(store).keys()].filter((text) => !kept.some((key) => JSON.stringify(key) === text))
      return [...kept, ...inMemory.map((text) => JSON.parse(text) as Key<N>)]
    },
    put: async (store, value) => {
      const key = JSON.stringify(keyOf[store](value as never))
      const kept = await attempt(async (db) => (await db.put(store, value), true), false)
      if (!kept) return void heldIn(store).set(key, value)
      heldIn(store).delete(key)
      // One write that went through says nothing of what still is in this tab only.
      if (!isAnyHeld()) become('kept')
    },
    remove: async (store, key) => {
      heldIn(store).delete(JSON.stringify(key))
      await attempt((db) => db.delete(store, key), undefined)
    },
    answerUses: async () => {
      const inMemory = [...(heldIn('results').values() as Iterable<StoredAnswer>)]
      return [...(await attempt(answerUsesIn, [])).filter(({ key }) => !inMemory.some((entry) => entry.key === key)), ...inMemory]
    },
  }
}

async function answerUsesIn(db: IDBPDatabase<Schema>): Promise<Pick<StoredAnswer, 'key' | 'bytes' | 'usedMs'>[]> {
  const uses: Pick<StoredAnswer, 'key' | 'bytes' | 'usedMs'>[] = []
  let cursor = await db.transaction('results').store.index('use').openKeyCursor()
  while (cursor) {
    const [usedMs, bytes] = cursor.key
    uses.push({ key: cursor.primaryKey, usedMs, bytes })
    cursor = await cursor.continue()
  }
  return uses
}

/** The page's one storage. */
export const storage = createStorage()

import { type IDBPDatabase, openDB } from 'idb'
import { AppError } from '#src/domain/errors.ts'
import { type Key, keyOf, type Schema, type Stored, type StoredAnswer, type StoredStep, type StoredVoyage, type StoreName } from './storage-schema.ts'
import { answerUsesIn, type Batch, batchIn } from './storage-work.ts'

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
  /** The steps of undo of one voyage, in their order. */
  readonly stepsOf: (voyageId: string) => Promise<StoredStep[]>
  /** Resolves like `put`; false where `onlyIf` did not hold and nothing was written. */
  readonly batch: (batch: Batch) => Promise<boolean>
  /** Size and last use of every answer, without reading any. */
  readonly answerUses: () => Promise<Pick<StoredAnswer, 'key' | 'bytes' | 'usedMs'>[]>
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
    stepsOf: async (voyageId) => {
      const kept = await attempt((db) => db.getAll('history', IDBKeyRange.bound([voyageId, 0], [voyageId, Infinity])), [])
      const inMemory = heldIn('history') as Map<string, StoredStep>
      return [...kept.filter((step) => !inMemory.has(JSON.stringify(keyOf.history(step)))), ...[...inMemory.values()].filter((step) => step.voyageId === voyageId)].sort((a, b) => a.n - b.n)
    },
    batch: async (batch) => {
      const heldVoyages = heldIn('voyages') as Map<string, StoredVoyage>
      const { onlyIf, putVoyages = [], removeVoyages = [], putSteps = [], removeSteps = [] } = batch
      const inMemory = onlyIf && heldVoyages.get(JSON.stringify(onlyIf.voyageId))
      if (inMemory && !onlyIf.holds(inMemory)) return false
      const done = await attempt((db) => batchIn(db, inMemory ? { ...batch, onlyIf: undefined } : batch), null)
      const puts = [...putVoyages.map((value) => ['voyages', value.id, value] as const), ...putSteps.map((value) => ['history', keyOf.history(value), value] as const)]
      if (done === false) return false
      for (const id of removeVoyages) heldVoyages.delete(JSON.stringify(id))
      for (const key of removeSteps) heldIn('history').delete(JSON.stringify(key))
      for (const [store, key, value] of puts) {
        if (done) heldIn(store).delete(JSON.stringify(key))
        else heldIn(store).set(JSON.stringify(key), value)
      }
      if (done && !isAnyHeld()) become('kept')
      return true
    },
    answerUses: async () => {
      const inMemory = [...(heldIn('results').values() as Iterable<StoredAnswer>)]
      return [...(await attempt(answerUsesIn, [])).filter(({ key }) => !inMemory.some((entry) => entry.key === key)), ...inMemory]
    },
  }
}

/** The page's one storage. */
export const storage = createStorage()

import type { ErrorCode } from '#src/domain/errors.ts'
import { ownName } from '../browser-user.ts'
import {
  createConnection,
  type StoragePolicy,
  storagePolicy,
  StorageTrouble,
  type TroubleKind,
  type Work,
} from './storage-connection.ts'
import { createHeld } from './storage-held.ts'
import {
  type Key,
  keyOf,
  mayReplace,
  type Stored,
  type StoredAnswer,
  type StoredStep,
  type StoredVoyage,
  type StoreName,
} from './storage-schema.ts'
import { answerUsesIn, type Batch, batchIn, writeHeldIn } from './storage-work.ts'

/** `kept`: all of it is on disk; else why something is held in this tab only. */
export type StorageState = 'kept' | TroubleKind

/** The error that the screen shows for each trouble. */
export const storageErrors: Readonly<Record<TroubleKind, ErrorCode>> = {
  denied: 'storage-unavailable',
  silent: 'storage-silent',
  newer: 'storage-newer',
  full: 'storage-full',
  broken: 'storage-broken',
}

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

/**
 * What this browser keeps. Where IndexedDB is denied, full, lost or silent, everything goes on in memory and `state`
 * says so, to warn the operator. What was held is written as soon as the disk takes it.
 */
export function createStorage(name = ownName('fairway'), policy: StoragePolicy = storagePolicy): Storage {
  const held = createHeld()
  const listeners = new Set<() => void>()
  let state: StorageState = 'kept'
  let writing: Promise<void> | null = null
  const connection = createConnection(name, policy, () => void writeHeld())

  function become(next: StorageState): void {
    if (state === next) return
    state = next
    listeners.forEach((listener) => listener())
  }
  /** Does something on disk; null where that failed, and `state` says why. */
  async function attempt<T>(work: Work<T>): Promise<{ readonly value: T } | null> {
    try {
      return { value: await connection.run(work) }
    } catch (error) {
      become(error instanceof StorageTrouble ? error.kind : 'broken')
      return null
    }
  }
  /** The disk has just worked, so what is only in this tab goes there too. A larger write may still find no room. */
  function worked(): void {
    if (state === 'kept') return
    if (held.isEmpty()) become('kept')
    else if (state !== 'full') void writeHeld()
  }
  function writeHeld(): Promise<void> {
    writing ??= attempt((db) => writeHeldIn(db, held)).then((done) => {
      writing = null
      if (done && held.isEmpty()) become('kept')
    })
    return writing
  }
  async function read<T>(work: Work<T>, fallback: T): Promise<T> {
    const done = await attempt(work)
    if (!done) return fallback
    worked()
    return done.value
  }

  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    get: async <N extends StoreName>(store: N, key: Key<N>) => {
      const waiting = held.get(store, key)
      return waiting === undefined
        ? read<Stored<N> | undefined>((db) => db.get(store, key), undefined)
        : (waiting ?? undefined)
    },
    getAll: async <N extends StoreName>(store: N) =>
      held.over(store, await read<Stored<N>[]>((db) => db.getAll(store), [])),
    keys: async <N extends StoreName>(store: N) => {
      const kept = await read<Key<N>[]>((db) => db.getAllKeys(store), [])
      const waiting = held.entries(store).flatMap(({ key, value }) => (value === null ? [] : [key]))
      return [...kept.filter((key) => held.get(store, key) === undefined), ...waiting]
    },
    put: async (store, value) => {
      const key = keyOf[store](value as never)
      // What waits will be written later, and must not be older than this.
      if (held.get(store, key) !== undefined) held.hold(store, key, value)
      const done = await attempt((db) => db.put(store, value))
      if (!done) return held.hold(store, key, value)
      if (held.get(store, key) === value) held.settle(store, key)
      worked()
    },
    remove: async (store, key) => {
      held.settle(store, key)
      const done = await attempt((db) => db.delete(store, key))
      if (!done) return held.hold(store, key, null)
      if (state === 'full')
        void writeHeld() // there may be room now
      else worked()
    },
    stepsOf: async (voyageId) => {
      const kept = await read((db) => db.getAll('history', IDBKeyRange.bound([voyageId, 0], [voyageId, Infinity])), [])
      return held
        .over('history', kept)
        .filter((step) => step.voyageId === voyageId)
        .sort((a, b) => a.n - b.n)
    },
    batch: async (batch) => {
      const { onlyIf, putVoyages = [], removeVoyages = [], putSteps = [] } = batch
      const removeSteps = [...(batch.removeSteps ?? []), ...waitingRemovals(batch)]
      const own = onlyIf && held.get('voyages', onlyIf.voyageId)
      if (own !== undefined && !onlyIf?.holds(own ?? undefined)) return false
      // What this tab holds is newer than what is on disk, unless another tab has gone on meanwhile.
      const checked =
        onlyIf && own
          ? { ...onlyIf, holds: (stored: StoredVoyage | undefined) => mayReplace.voyages(stored, own) }
          : onlyIf
      const done = await attempt((db, again) => batchIn(db, { ...batch, removeSteps, onlyIf: checked }, again))
      if (done?.value === false) {
        if (onlyIf && own) letGo(onlyIf.voyageId)
        return false
      }
      const changes = [
        ...removeVoyages.map((id) => ['voyages', id, null] as const),
        ...removeSteps.map((key) => ['history', key, null] as const),
        ...putVoyages.map((value) => ['voyages', keyOf.voyages(value), value] as const),
        ...putSteps.map((value) => ['history', keyOf.history(value), value] as const),
      ]
      for (const [store, key, value] of changes) {
        if (done) held.settle(store, key)
        else held.hold(store, key, value)
      }
      if (done) worked()
      return true
    },
    answerUses: async () => {
      const kept = await read(answerUsesIn, [])
      const waiting = held.entries('results').flatMap(({ value }) => value ?? [])
      return [...kept.filter(({ key }) => held.get('results', key) === undefined), ...waiting]
    },
  }

  /** Steps of the voyages being written whose removal still waits. */
  function waitingRemovals({ putVoyages = [], putSteps = [] }: Batch): [voyageId: string, n: number][] {
    const isPut = (key: readonly [string, number]) =>
      putSteps.some(({ voyageId, n }) => voyageId === key[0] && n === key[1])
    return held
      .entries('history')
      .flatMap(({ key, value }) =>
        value === null && putVoyages.some(({ id }) => id === key[0]) && !isPut(key) ? [key] : [],
      )
  }

  /** Another tab has gone on with this voyage: the stored one stands, the caller keeps its own under another name. */
  function letGo(voyageId: string): void {
    held.settle('voyages', voyageId)
    for (const { key } of held.entries('history')) if (key[0] === voyageId) held.settle('history', key)
    worked()
  }
}

/** The page's one storage. */
export const storage = createStorage()

import { type IDBPDatabase, openDB } from 'idb'
import type { Schema } from './storage-schema.ts'

type Database = IDBPDatabase<Schema>

/** Every duration of the browser's storage. Milliseconds. */
export const storagePolicy = {
  /** An open that takes longer is reported within the 5 s an operator may wait, and the page goes on in memory. */
  openMs: 4000,
} as const
export type StoragePolicy = Readonly<Record<keyof typeof storagePolicy, number>>

/**
 * Why the disk fails. `denied`: the browser does not let this page keep anything; `silent`: it does not answer;
 * `newer`: a newer Fairway has changed the database; `full`: there is no room; `broken`: anything else.
 */
export type TroubleKind = 'denied' | 'silent' | 'newer' | 'full' | 'broken'

export class StorageTrouble extends Error {
  readonly kind: TroubleKind
  constructor(kind: TroubleKind, options?: { cause?: unknown }) {
    super(`storage is ${kind}`, options)
    this.name = 'StorageTrouble'
    this.kind = kind
  }
}

/** @param again the first try may have gone through unnoticed */
export type Work<T> = (db: Database, again: boolean) => Promise<T>

/** The browser's database, opened when it is first needed and again after it was lost. */
export interface Connection {
  /** Does the work, and once more on a new connection if this one turns out to be dead. @throws StorageTrouble */
  readonly run: <T>(work: Work<T>) => Promise<T>
}

interface Opening {
  /** Settles when the browser answers, however late. */
  readonly answer: Promise<Database>
  /** The same, but rejects when the time is up. */
  inTime: Promise<Database>
}

/** @param onLate called when a database opens after it was given up */
export function createConnection(name: string, { openMs }: StoragePolicy, onLate: () => void): Connection {
  let current: Opening | null = null

  function forget(opening: Opening): void {
    if (current === opening) current = null
  }
  function begin(): Opening {
    const answer = open(name, () => forget(opening))
    const inTime = new Promise<Database>((resolve, reject) => {
      let isLate = false
      const timer = setTimeout(() => {
        isLate = true
        reject(new StorageTrouble('silent'))
      }, openMs)
      const answered = () => {
        clearTimeout(timer)
        if (!isLate) return
        opening.inTime = answer
        onLate()
      }
      answer.then(resolve, (error: unknown) => {
        clearTimeout(timer)
        const trouble = troubleOf(error, openTroubles)
        // The next one tries again, except where a browser does not change its mind.
        if (trouble.kind !== 'denied') forget(opening)
        reject(trouble)
      })
      answer.then(answered, () => undefined)
    })
    const opening: Opening = { answer, inTime }
    return opening
  }
  async function drop(opening: Opening): Promise<void> {
    forget(opening)
    const db = await opening.answer
    db.close()
  }

  return {
    async run(work) {
      for (let again = false; ; again = true) {
        const opening = (current ??= begin())
        const db = await opening.inTime
        try {
          return await work(db, again)
        } catch (error) {
          if (again || !mayBeLost(error)) throw troubleOf(error, {})
          await drop(opening)
        }
      }
    },
  }
}

/** Async, so that a browser that throws as soon as it is asked rejects like one that refuses. */
async function open(name: string, onLost: () => void): Promise<Database> {
  if (!('indexedDB' in globalThis)) throw new StorageTrouble('denied')
  return openDB<Schema>(name, 2, {
    upgrade(db, before) {
      if (before < 1) {
        db.createObjectStore('voyages', { keyPath: 'id' })
        db.createObjectStore('history', { keyPath: ['voyageId', 'n'] })
        db.createObjectStore('submissions', { keyPath: 'id' })
        // The index alone says what to clear out, without reading an answer.
        db.createObjectStore('results', { keyPath: 'key' }).createIndex('use', ['usedMs', 'bytes'])
      }
      if (before < 2) db.createObjectStore('links', { keyPath: 'id' })
    },
    // A newer Fairway in another tab must be able to change the database.
    blocking: (_, __, event) => {
      const db = event.target as IDBDatabase | null
      db?.close()
      onLost()
    },
    terminated: onLost,
  })
}

const nameOf = (error: unknown) => (error instanceof DOMException || error instanceof Error ? error.name : '')

/** The errors of an open where a browser keeps nothing, or keeps a newer version. */
const openTroubles: Readonly<Record<string, TroubleKind>> = {
  SecurityError: 'denied',
  NotAllowedError: 'denied',
  InvalidStateError: 'denied',
  VersionError: 'newer',
}

function troubleOf(error: unknown, byName: Readonly<Record<string, TroubleKind>>): StorageTrouble {
  if (error instanceof StorageTrouble) return error
  const kind = nameOf(error) === 'QuotaExceededError' ? 'full' : (byName[nameOf(error)] ?? 'broken')
  return new StorageTrouble(kind, { cause: error })
}

/** Failures caused by what is written, or by the room for it; a new connection would fail in the same way. */
const notOfTheConnection: ReadonlySet<string> = new Set([
  'QuotaExceededError',
  'DataError',
  'DataCloneError',
  'ConstraintError',
  'NotFoundError',
  'ReadOnlyError',
])

/**
 * Browsers have many names for a connection that died: InvalidStateError, UnknownError, AbortError, and some have none.
 * So any failure without another cause is put down to the connection.
 */
const mayBeLost = (error: unknown): boolean => !notOfTheConnection.has(nameOf(error))

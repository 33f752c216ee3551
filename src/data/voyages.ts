import type { Voyage } from '#src/domain/voyage/voyage.ts'
import { storage, type Storage } from './storage.ts'

const LAST_KEY = 'fairway.voyage'
/** The newest schema this version reads; a voyage saved by a later Fairway is left alone, not opened. */
const SCHEMA = 1

/** Which voyage this browser worked on last; null where there is none or nothing may be kept. */
function lastVoyageId(): string | null {
  try {
    return localStorage.getItem(LAST_KEY)
  } catch {
    return null
  }
}

function rememberVoyage(id: string): void {
  try {
    localStorage.setItem(LAST_KEY, id)
  } catch {
    // Storage is denied: the storage state already says so on the screen.
  }
}

/** A stored voyage, or null where there is none or it was saved by a newer Fairway. */
export async function loadVoyage(id: string, from: Storage = storage): Promise<Voyage | null> {
  const stored = await from.get('voyages', id)
  return stored && stored.schema <= SCHEMA ? stored.doc : null
}

/** The voyage worked on last, to go on with after a reload. */
export async function loadLastVoyage(from: Storage = storage): Promise<Voyage | null> {
  const id = lastVoyageId()
  return id === null ? null : loadVoyage(id, from)
}

/** Saves a voyage as it is now and makes it the one to go on with. */
export async function saveVoyage(voyage: Voyage, to: Storage = storage): Promise<void> {
  const before = await to.get('voyages', voyage.id)
  await to.put('voyages', { id: voyage.id, schema: voyage.schema, rev: (before?.rev ?? 0) + 1, doc: voyage })
  rememberVoyage(voyage.id)
}

/** Every voyage kept in this browser that this version can open, newest departure first. */
export async function listVoyages(from: Storage = storage): Promise<Voyage[]> {
  const stored = await from.getAll('voyages')
  return stored
    .filter(({ schema }) => schema <= SCHEMA)
    .map(({ doc }) => doc)
    .sort((a, b) => b.departureMs - a.departureMs)
}

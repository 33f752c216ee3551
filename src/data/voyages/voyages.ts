import { asAppError } from '#src/domain/errors.ts'
import { type History, lastDone, noHistory, readHistory, type Step } from '#src/domain/voyage/history.ts'
import { readVoyage } from '#src/domain/voyage/stored-voyage.ts'
import { activePlan, VOYAGE_SCHEMA, type Voyage } from '#src/domain/voyage/voyage.ts'
import { ownName } from '../browser-user.ts'
import type { StoredStep, StoredVoyage } from '../storage/storage-schema.ts'
import { storage, type Storage } from '../storage/storage.ts'
import { sailableAlternatives } from '#src/domain/voyage/request-plan.ts'

/** What is known to be stored of a voyage; the next save writes only the difference. */
export interface Saved {
  /** 0: nothing yet. */
  readonly rev: number
  readonly steps: readonly Step[]
  /** The disk did not take the last save: its steps are looked up, and all of them are written again. */
  readonly unsure?: boolean
}

export const notSaved: Saved = { rev: 0, steps: [] }

/** A voyage as it was stored, with its steps of undo and redo. */
export interface KeptVoyage {
  readonly voyage: Voyage
  readonly history: History
  readonly saved: Saved
}

/** One line of the list of voyages. */
export interface VoyageEntry {
  readonly voyage: Voyage
  /** Epoch milliseconds of the last change; null where an older Fairway did not note it. */
  readonly savedMs: number | null
}

/**
 * A stored voyage; null where there is none.
 * @throws AppError `voyage-newer`, `voyage-unreadable`: what is stored stays as it is
 */
export async function loadVoyage(id: string, from: Storage = storage): Promise<KeptVoyage | null> {
  const stored = await from.get('voyages', id)
  if (!stored) return null
  const voyage = readVoyage(stored.schema, stored.doc)
  const history = stored.step === undefined ? noHistory : readHistory(await from.stepsOf(id), stored.step)
  return { voyage, history, saved: { rev: stored.rev, steps: history.steps } }
}

/** How often a voyage was saved; null where it is not stored. */
export async function storedRev(id: string, from: Storage = storage): Promise<number | null> {
  return (await from.get('voyages', id))?.rev ?? null
}

const rowOf = (voyage: Voyage, history: History, rev: number, savedMs: number): StoredVoyage => ({
  id: voyage.id,
  schema: VOYAGE_SCHEMA,
  rev,
  doc: voyage,
  step: lastDone(history),
  savedMs,
})

const stepRow = (voyageId: string, { n, back, forth }: Step): StoredStep => ({ voyageId, n, patch: { back, forth } })

/**
 * Saves a voyage and its steps together, unless another tab has saved it since.
 * @param before what this tab knows to be stored
 * @returns what is stored now; null where nothing was written, because something else is stored
 */
export async function saveVoyage(
  voyage: Voyage,
  history: History,
  before: Saved,
  nowMs: number,
  to: Storage = storage,
): Promise<Saved | null> {
  const known: readonly { readonly n: number }[] = before.unsure ? await to.stepsOf(voyage.id) : before.steps
  const written = new Map(before.unsure ? [] : before.steps.map((step) => [step.n, step]))
  const numbers = new Set(history.steps.map(({ n }) => n))
  const rev = before.rev + 1
  const done = await to.batch({
    onlyIf: { voyageId: voyage.id, holds: (stored) => (stored?.rev ?? 0) === before.rev },
    putVoyages: [rowOf(voyage, history, rev, nowMs)],
    putSteps: history.steps.filter((step) => written.get(step.n) !== step).map((step) => stepRow(voyage.id, step)),
    removeSteps: known.filter(({ n }) => !numbers.has(n)).map(({ n }) => [voyage.id, n]),
  })
  if (done) return { rev, steps: history.steps, ...(to.state() !== 'kept' && { unsure: true }) }
  // If it is gone altogether (storage cleared), this tab has the only copy.
  const gone = before.rev > 0 && (await storedRev(voyage.id, to)) === null
  return gone ? saveVoyage(voyage, history, notSaved, nowMs, to) : null
}

/** The voyages of this browser, the last changed first, and those that this version cannot open. */
export async function listVoyages(
  from: Storage = storage,
): Promise<{ voyages: VoyageEntry[]; unreadable: StoredVoyage[] }> {
  const voyages: VoyageEntry[] = []
  const unreadable: StoredVoyage[] = []
  for (const stored of await from.getAll('voyages')) {
    try {
      voyages.push({
        voyage: readVoyage(stored.schema, stored.doc),
        savedMs: stored.savedMs ?? null,
      })
    } catch (error) {
      if (asAppError(error).code === 'unexpected') throw error
      unreadable.push(stored)
    }
  }
  const departure = ({ voyage }: VoyageEntry) => activePlan(voyage).departureMs
  voyages.sort((a, b) => (b.savedMs ?? 0) - (a.savedMs ?? 0) || departure(b) - departure(a))
  return { voyages, unreadable }
}

/** Renames a stored voyage; its steps of undo stay. @returns false if it is gone, or was saved elsewhere meanwhile */
export async function renameVoyage(id: string, name: string, nowMs: number, to: Storage = storage): Promise<boolean> {
  const kept = await loadVoyage(id, to)
  return kept !== null && (await saveVoyage({ ...kept.voyage, name }, kept.history, kept.saved, nowMs, to)) !== null
}

/** A stored voyage that was taken out, with all that belongs to it. */
export interface DeletedVoyage {
  readonly row: StoredVoyage
  readonly steps: readonly StoredStep[]
}

/** @returns what brings it back; null if there was none */
export async function deleteVoyage(id: string, from: Storage = storage): Promise<DeletedVoyage | null> {
  const row = await from.get('voyages', id)
  if (!row) return null
  const steps = await from.stepsOf(id)
  await from.batch({ removeVoyages: [id], removeSteps: steps.map(({ n }) => [id, n]) })
  return { row, steps }
}

export async function restoreVoyage({ row, steps }: DeletedVoyage, to: Storage = storage): Promise<void> {
  await to.batch({ putVoyages: [row], putSteps: steps })
}

const ASKED_KEY = 'fairway.keep-asked'

/**
 * Asks the browser, once and only when there is a voyage worth it, not to clear out what Fairway keeps when it runs out
 * of space. Some browsers ask the operator; a refusal changes nothing and is not mentioned.
 */
export async function askToKeep(voyage: Voyage): Promise<void> {
  if (sailableAlternatives(voyage).length === 0) return // nothing to lose but a name
  try {
    if (localStorage.getItem(ASKED_KEY) !== null) return
    localStorage.setItem(ASKED_KEY, new Date().toISOString())
    // Without a secure context this cannot be asked.
    const manager = (navigator as Partial<Navigator>).storage as Partial<StorageManager> | undefined
    await manager?.persist?.()
  } catch {
    // Nothing can be kept here at all: the storage state already says so on the screen.
  }
}

const LAST_KEY = ownName('fairway.voyage')

/** Which voyage this browser last worked on; null where there is none or nothing can be kept. */
export function lastVoyageId(): string | null {
  try {
    return localStorage.getItem(LAST_KEY)
  } catch {
    return null
  }
}

/** Makes a voyage the one that opens next time. */
export function rememberVoyage(id: string): void {
  try {
    localStorage.setItem(LAST_KEY, id)
  } catch {
    // Storage is denied: the storage state already says so on the screen.
  }
}

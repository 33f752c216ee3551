import type { IDBPDatabase } from 'idb'
import type { Held } from './storage-held.ts'
import {
  isSameSave,
  mayReplace,
  type Schema,
  type StoredAnswer,
  type StoredStep,
  type StoredVoyage,
} from './storage-schema.ts'

/** Writes that belong together: all of them are done or none. */
export interface Batch {
  /** Checked within the same transaction; if false, nothing is written. */
  readonly onlyIf?:
    { readonly voyageId: string; readonly holds: (stored: StoredVoyage | undefined) => boolean } | undefined
  readonly putVoyages?: readonly StoredVoyage[]
  readonly removeVoyages?: readonly string[]
  readonly putSteps?: readonly StoredStep[]
  readonly removeSteps?: readonly [voyageId: string, n: number][]
}

/**
 * @param again it may have gone through before, in which case `onlyIf` no longer holds
 * @returns false where `onlyIf` did not hold
 */
export async function batchIn(
  db: IDBPDatabase<Schema>,
  { onlyIf, putVoyages = [], removeVoyages = [], putSteps = [], removeSteps = [] }: Batch,
  again: boolean,
): Promise<boolean> {
  const transaction = db.transaction(['voyages', 'history'], 'readwrite')
  const [voyages, history] = [transaction.objectStore('voyages'), transaction.objectStore('history')]
  if (onlyIf) {
    const stored = await voyages.get(onlyIf.voyageId)
    const isOwn =
      again &&
      stored !== undefined &&
      putVoyages.some((voyage) => voyage.id === stored.id && isSameSave(voyage, stored))
    if (isOwn || !onlyIf.holds(stored)) return transaction.done.then(() => isOwn)
  }
  const writes: Promise<unknown>[] = []
  try {
    for (const value of putVoyages) writes.push(voyages.put(value))
    for (const id of removeVoyages) writes.push(voyages.delete(id))
    for (const value of putSteps) writes.push(history.put(value))
    for (const key of removeSteps) writes.push(history.delete(key))
  } catch (error) {
    transaction.abort() // what was already put must not stay without the rest
    await Promise.allSettled([...writes, transaction.done])
    throw error
  }
  await Promise.all([...writes, transaction.done])
  return true
}

/**
 * Writes all that is held, and drops what is written. A voyage that another tab has saved meanwhile stays held, so that
 * neither is lost; a task that another tab has seen end stays ended.
 */
export async function writeHeldIn(db: IDBPDatabase<Schema>, held: Held): Promise<void> {
  await writeVoyages(db, held)
  await writeSubmissions(db, held)
  for (const { key, value } of held.entries('links')) {
    await (value === null ? db.delete('links', key) : db.put('links', value))
    if (held.get('links', key) === value) held.settle('links', key)
  }
  // One by one, so that a large one that finds no room does not keep the others out.
  for (const { key, value } of held.entries('results')) {
    await (value === null ? db.delete('results', key) : db.put('results', value))
    if (held.get('results', key) === value) held.settle('results', key)
  }
}

async function writeVoyages(db: IDBPDatabase<Schema>, held: Held): Promise<void> {
  const entries = { voyages: held.entries('voyages'), steps: held.entries('history') }
  if (entries.voyages.length + entries.steps.length === 0) return
  const transaction = db.transaction(['voyages', 'history'], 'readwrite')
  const [voyages, history] = [transaction.objectStore('voyages'), transaction.objectStore('history')]
  const overtaken = new Set<string>()
  for (const { key, value } of entries.voyages) {
    if (value === null) await voyages.delete(key)
    else if (mayReplace.voyages(await voyages.get(key), value)) await voyages.put(value)
    else overtaken.add(key)
  }
  const steps = entries.steps.filter(({ key: [voyageId] }) => !overtaken.has(voyageId))
  for (const { key, value } of steps) await (value === null ? history.delete(key) : history.put(value))
  await transaction.done
  for (const { key, value } of entries.voyages)
    if (!overtaken.has(key) && held.get('voyages', key) === value) held.settle('voyages', key)
  for (const { key, value } of steps) if (held.get('history', key) === value) held.settle('history', key)
}

async function writeSubmissions(db: IDBPDatabase<Schema>, held: Held): Promise<void> {
  const entries = held.entries('submissions')
  if (entries.length === 0) return
  const transaction = db.transaction('submissions', 'readwrite')
  for (const { key, value } of entries) {
    if (value === null) await transaction.store.delete(key)
    else if (mayReplace.submissions(await transaction.store.get(key), value)) await transaction.store.put(value)
  }
  await transaction.done
  for (const { key, value } of entries) if (held.get('submissions', key) === value) held.settle('submissions', key)
}

export async function answerUsesIn(
  db: IDBPDatabase<Schema>,
): Promise<Pick<StoredAnswer, 'key' | 'bytes' | 'usedMs'>[]> {
  const uses: Pick<StoredAnswer, 'key' | 'bytes' | 'usedMs'>[] = []
  let cursor = await db.transaction('results').store.index('use').openKeyCursor()
  while (cursor) {
    const [usedMs, bytes] = cursor.key
    uses.push({ key: cursor.primaryKey, usedMs, bytes })
    cursor = await cursor.continue()
  }
  return uses
}

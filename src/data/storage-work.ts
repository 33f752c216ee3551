import type { IDBPDatabase } from 'idb'
import type { Schema, StoredAnswer, StoredStep, StoredVoyage } from './storage-schema.ts'

/** Writes that belong together: all of them are done or none is. */
export interface Batch {
  /** Looked at within the same transaction; where it gives false nothing is written. */
  readonly onlyIf?: { readonly voyageId: string; readonly holds: (stored: StoredVoyage | undefined) => boolean }
  readonly putVoyages?: readonly StoredVoyage[]
  readonly removeVoyages?: readonly string[]
  readonly putSteps?: readonly StoredStep[]
  readonly removeSteps?: readonly [voyageId: string, n: number][]
}

/** @returns false where `onlyIf` did not hold */
export async function batchIn(db: IDBPDatabase<Schema>, { onlyIf, putVoyages = [], removeVoyages = [], putSteps = [], removeSteps = [] }: Batch): Promise<boolean> {
  const transaction = db.transaction(['voyages', 'history'], 'readwrite')
  const [voyages, history] = [transaction.objectStore('voyages'), transaction.objectStore('history')]
  if (onlyIf && !onlyIf.holds(await voyages.get(onlyIf.voyageId))) return transaction.done.then(() => false)
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

export async function answerUsesIn(db: IDBPDatabase<Schema>): Promise<Pick<StoredAnswer, 'key' | 'bytes' | 'usedMs'>[]> {
  const uses: Pick<StoredAnswer, 'key' | 'bytes' | 'usedMs'>[] = []
  let cursor = await db.transaction('results').store.index('use').openKeyCursor()
  while (cursor) {
    const [usedMs, bytes] = cursor.key
    uses.push({ key: cursor.primaryKey, usedMs, bytes })
    cursor = await cursor.continue()
  }
  return uses
}

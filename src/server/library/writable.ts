import { DrizzleQueryError } from 'drizzle-orm'
import type { Database, Queryable } from '../db/database.ts'
import { StorageError } from '../db/pglite.ts'

/** Of PostgreSQL: read-only, disk full, out of memory, a quota reached, not taking statements now. */
const unwritable = new Set(['25006', '53100', '53200', '53400', '57P03'])

const isUnwritable = (error: unknown) =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && unwritable.has(error.code)

/** What the driver said. The query builder's own error repeats every parameter, whole documents, into the log. */
const saidByDriver = (error: unknown) => (error instanceof DrizzleQueryError ? (error.cause ?? error) : error)

/**
 * A transaction that writes, and fails without repeating what it would have written.
 * @throws StorageError where nothing can be written, and nothing was
 */
export async function whileWritable<T>(db: Database, work: (tx: Queryable) => Promise<T>): Promise<T> {
  await db.checkWritable()
  try {
    return await db.transaction(work)
  } catch (error) {
    const reason = saidByDriver(error)
    throw isUnwritable(reason) ? new StorageError(reason) : reason
  }
}

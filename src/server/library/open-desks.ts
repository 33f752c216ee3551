import { and, eq, lt, notInArray } from 'drizzle-orm'
import { desksAfter, type OpenDesk } from '#src/domain/library/desks.ts'
import { libraryPolicy } from '#src/domain/library/library-policy.ts'
import type { DeskAnswer, DeskBeat } from '#src/domain/library/wire.ts'
import { checkMayWrite, type User } from '../auth/user.ts'
import { orm, type Queryable } from '../db/database.ts'
import { libraryDesk } from '../db/schema.ts'
import { type LibraryEntries, stateOf } from './entries.ts'
import { whileWritable } from './writable.ts'

/**
 * A desk says that it has a voyage open, and whether it edits.
 * @throws Refusal 404, 403 where a viewer wants to edit, StorageError
 */
export function beatOf(
  voyages: LibraryEntries,
  user: User,
  id: string,
  { desk, edits, takes = false }: DeskBeat & { readonly desk: string },
): Promise<DeskAnswer> {
  if (edits) checkMayWrite(user)
  return voyages.withLocked(user, id, async (tx, row, now) => {
    const before = await readDesks(tx, id)
    const after = desksAfter(before, { desk, user: user.name, edits, takes }, now.getTime(), libraryPolicy)
    await writeDesks(tx, id, before, after)
    const { id: _id, ...state } = stateOf(row)
    return {
      ...state,
      desks: after.map(({ sinceMs, seenMs: _seenMs, ...one }) => ({ ...one, since: new Date(sinceMs).toISOString() })),
    }
  })
}

/** A desk closes a voyage. Desks of others are left alone. @throws Refusal 404, StorageError */
export async function leaveDesk(voyages: LibraryEntries, user: User, id: string, desk: string): Promise<void> {
  await voyages.find(user, id)
  const isIt = and(eq(libraryDesk.voyageId, id), eq(libraryDesk.desk, desk), eq(libraryDesk.userName, user.name))
  await whileWritable(voyages.db, (tx) => orm(tx).delete(libraryDesk).where(isIt))
}

/** Those that have been silent for long; lists leave them out much earlier. */
export async function removeSilentDesks(db: Queryable, nowMs: number): Promise<void> {
  await orm(db)
    .delete(libraryDesk)
    .where(lt(libraryDesk.seenAt, new Date(nowMs - 10 * libraryPolicy.silentMs)))
}

async function readDesks(tx: Queryable, id: string): Promise<OpenDesk[]> {
  const rows = await orm(tx).select().from(libraryDesk).where(eq(libraryDesk.voyageId, id)).orderBy(libraryDesk.since)
  return rows.map(({ desk, userName, edits, since, seenAt }) => ({
    desk,
    user: userName,
    edits,
    sinceMs: since.getTime(),
    seenMs: seenAt.getTime(),
  }))
}

async function writeDesks(
  tx: Queryable,
  voyageId: string,
  before: readonly OpenDesk[],
  after: readonly OpenDesk[],
): Promise<void> {
  if (before.some(({ desk }) => !after.some((one) => one.desk === desk)))
    await orm(tx)
      .delete(libraryDesk)
      .where(
        and(
          eq(libraryDesk.voyageId, voyageId),
          notInArray(
            libraryDesk.desk,
            after.map(({ desk }) => desk),
          ),
        ),
      )
  for (const { desk, user, edits, sinceMs, seenMs } of after.filter((one) => !before.includes(one))) {
    const values = { userName: user, edits, since: new Date(sinceMs), seenAt: new Date(seenMs) }
    await orm(tx)
      .insert(libraryDesk)
      .values({ voyageId, desk, ...values })
      .onConflictDoUpdate({ target: [libraryDesk.voyageId, libraryDesk.desk], set: values })
  }
}

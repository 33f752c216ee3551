import { and, eq, inArray } from 'drizzle-orm'
import { maySee, type User, type Visibility } from '../auth/user.ts'
import { orm, type Queryable } from '../db/database.ts'
import { libraryEntry, libraryLink } from '../db/schema.ts'
import { ownersOf } from '../db/submissions.ts'

/**
 * Notes whose answers a voyage shows. A link opens an answer only if whoever made it may read the answer: otherwise a
 * voyage with a foreign id in it would open any task.
 */
export async function linkAnswers(
  tx: Queryable,
  user: User,
  { id }: { readonly id: string },
  taskIds: readonly string[],
  visibility: Visibility,
): Promise<void> {
  const isOfVoyage = eq(libraryLink.voyageId, id)
  const before = await orm(tx).select({ taskId: libraryLink.taskId }).from(libraryLink).where(isOfVoyage)
  const linked = new Set(before.map(({ taskId }) => taskId))
  const wanted = new Set(taskIds)
  const gone = [...linked].filter((taskId) => !wanted.has(taskId))
  if (gone.length > 0)
    await orm(tx)
      .delete(libraryLink)
      .where(and(isOfVoyage, inArray(libraryLink.taskId, gone)))
  const added = taskIds.filter((taskId) => !linked.has(taskId))
  if (added.length === 0) return
  const owners = await ownersOf(tx, added)
  const readable = added.filter((taskId) => maySee(user, owners.get(taskId) ?? null, visibility))
  if (readable.length > 0)
    await orm(tx)
      .insert(libraryLink)
      .values(readable.map((taskId) => ({ voyageId: id, taskId })))
      .onConflictDoNothing()
}

export type TaskDeed = 'read' | 'cancel'

/**
 * May the user do so with a task? An answer that a voyage links may be read by whoever may open the voyage, but its task
 * not cancelled.
 * @param owner who sent it, null if it was not sent through Fairway
 */
export const mayReach = async (
  db: Queryable,
  user: User,
  { id, owner }: { readonly id: string; readonly owner: string | null },
  deed: TaskDeed,
  visibility: Visibility,
): Promise<boolean> => maySee(user, owner, visibility) || (deed === 'read' && isLinkedFor(db, user, id))

/** Is the task's answer shown by a voyage that the user made, and so may open whatever the visibility? */
async function isLinkedFor(db: Queryable, user: User, taskId: string): Promise<boolean> {
  const isOwn = and(
    eq(libraryEntry.kind, 'voyage'),
    eq(libraryEntry.id, libraryLink.voyageId),
    eq(libraryEntry.createdBy, user.name),
  )
  const rows = await orm(db)
    .select({ taskId: libraryLink.taskId })
    .from(libraryLink)
    .innerJoin(libraryEntry, isOwn)
    .where(eq(libraryLink.taskId, taskId))
    .limit(1)
  return rows.length > 0
}

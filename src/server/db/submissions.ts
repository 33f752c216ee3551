import { eq } from 'drizzle-orm'
import type { Queryable } from './database.ts'
import { orm } from './orm.ts'
import { submission, type SubmissionRowState } from './schema.ts'

export type SubmissionRow = typeof submission.$inferSelect

/**
 * Writes the row of a submission, unless its id is known: then the row that is there stands, whatever this call says.
 * @returns the row, and whether it is new
 */
export async function claimSubmission(tx: Queryable, values: typeof submission.$inferInsert): Promise<{ row: SubmissionRow; isNew: boolean }> {
  const [inserted] = await orm(tx).insert(submission).values(values).onConflictDoNothing().returning()
  if (inserted) return { row: inserted, isNew: true }
  const [known] = await orm(tx).select().from(submission).where(eq(submission.id, values.id))
  if (!known) throw new Error('a submission vanished between two statements')
  return { row: known, isNew: false }
}

/** What became of a submission. */
export async function settleSubmission(tx: Queryable, id: string, settled: { readonly state: SubmissionRowState; readonly taskId?: string }): Promise<void> {
  await orm(tx).update(submission).set(settled).where(eq(submission.id, id))
}

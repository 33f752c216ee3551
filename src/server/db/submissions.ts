import { and, eq } from 'drizzle-orm'
import { orm, type Queryable } from './database.ts'
import { type Service, submission, type SubmissionRowState, task } from './schema.ts'

export type SubmissionRow = typeof submission.$inferSelect

/**
 * Writes the row of a submission, unless its id is known: then the row that is there stands, whatever this call says.
 * @returns the row, and whether it is new
 */
export async function claimSubmission(
  tx: Queryable,
  values: typeof submission.$inferInsert,
): Promise<{ row: SubmissionRow; isNew: boolean }> {
  const [inserted] = await orm(tx).insert(submission).values(values).onConflictDoNothing().returning()
  if (inserted) return { row: inserted, isNew: true }
  const [known] = await orm(tx).select().from(submission).where(eq(submission.id, values.id))
  if (!known) throw new Error('a submission vanished between two statements')
  return { row: known, isNew: false }
}

/** Takes on anew what certainly was not sent the last time, by whichever service. @returns false where the row is anything else */
export async function claimRefused(tx: Queryable, values: typeof submission.$inferInsert): Promise<boolean> {
  const claimed = await orm(tx)
    .update(submission)
    .set(values)
    .where(and(eq(submission.id, values.id), eq(submission.state, 'refused')))
    .returning()
  return claimed.length > 0
}

/** What became of a submission. */
export async function settleSubmission(
  tx: Queryable,
  id: string,
  settled: { readonly state: SubmissionRowState; readonly taskId?: string },
): Promise<void> {
  await orm(tx).update(submission).set(settled).where(eq(submission.id, id))
}

/** Which service a submission went to. Versions that did not note it gave each of the embedded service its task in the same transaction. */
export async function serviceOf(
  db: Queryable,
  { id, service }: Pick<SubmissionRow, 'id' | 'service'>,
): Promise<Service> {
  return service ?? ((await orm(db).$count(task, eq(task.submissionId, id))) > 0 ? 'embedded' : 'gateway')
}

/** Which service a task was submitted to by its id, or null: not through Fairway. */
export async function serviceOfTask(db: Queryable, taskId: string): Promise<Service | null> {
  const [row] = await orm(db).select().from(submission).where(eq(submission.taskId, taskId)).limit(1)
  return row ? serviceOf(db, row) : null
}

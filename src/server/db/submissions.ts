import { createHash } from 'node:crypto'
import { and, eq, inArray } from 'drizzle-orm'
import type { CheckedRequest } from '../http/checked-body.ts'
import { Refusal } from '../http/http-error.ts'
import { orm, type Queryable } from './database.ts'
import { type Service, submission, type SubmissionRowState, task } from './schema.ts'

export type SubmissionRow = typeof submission.$inferSelect

/**
 * Writes the row of a submission. If its id is known, the existing row stands, whatever this call says.
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

/**
 * SHA-256 of what is asked for, hexadecimal, before the server fills in the user's address: it may change, and the same
 * request must stay the same. The members of a checked request always come in the same order.
 */
export const hashOf = ({ request, points }: CheckedRequest): string =>
  createHash('sha256').update(JSON.stringify(request)).update(points).digest('hex')

/** @throws Refusal 409 where the id of a submission is another user's, or was another request's */
export function checkSame(
  row: Pick<SubmissionRow, 'userName' | 'bodyHash' | 'service'>,
  claimed: { readonly userName: string; readonly bodyHash: string; readonly service: Service },
): void {
  if (row.userName !== claimed.userName) throw new Refusal(409, 'conflict', 'This submission id is in use.')
  // The two services keep points in forms of their own, of which one says nothing about the other.
  const isOther = row.bodyHash !== claimed.bodyHash && row.service === claimed.service
  if (row.bodyHash !== null && isOther)
    throw new Refusal(
      409,
      'conflict',
      'This submission id was used for another request. Send this one under an id of its own.',
    )
}

/** Accepts again what was certainly not sent last time, by whichever service. @returns false for any other row */
export async function claimRefused(tx: Queryable, values: typeof submission.$inferInsert): Promise<boolean> {
  const claimed = await orm(tx)
    .update(submission)
    .set(values)
    .where(and(eq(submission.id, values.id), eq(submission.state, 'refused')))
    .returning()
  return claimed.length > 0
}

/** Records what became of a submission. */
export async function settleSubmission(
  tx: Queryable,
  id: string,
  settled: { readonly state: SubmissionRowState; readonly taskId?: string },
): Promise<void> {
  await orm(tx).update(submission).set(settled).where(eq(submission.id, id))
}

/** Which service a submission went to. Versions that did not note it gave every embedded one a task at once. */
export async function serviceOf(
  db: Queryable,
  { id, service }: Pick<SubmissionRow, 'id' | 'service'>,
): Promise<Service> {
  return service ?? ((await orm(db).$count(task, eq(task.submissionId, id))) > 0 ? 'embedded' : 'gateway')
}

/** Who sent each of these tasks through Fairway, by task id; ids of tasks from elsewhere are not in it. */
export async function ownersOf(db: Queryable, taskIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (taskIds.length === 0) return new Map()
  const rows = await orm(db)
    .select({ taskId: submission.taskId, userName: submission.userName })
    .from(submission)
    .where(inArray(submission.taskId, [...taskIds]))
  return new Map(rows.flatMap(({ taskId, userName }) => (taskId === null ? [] : [[taskId, userName]])))
}

/** Which service a task was submitted to, by its id; null: it was not submitted through Fairway. */
export async function serviceOfTask(db: Queryable, taskId: string): Promise<Service | null> {
  const [row] = await orm(db).select().from(submission).where(eq(submission.taskId, taskId)).limit(1)
  return row ? serviceOf(db, row) : null
}

import { and, eq, gt, inArray, isNull, lt } from 'drizzle-orm'
import type { MetOceanRequest, TaskRow } from '#src/domain/metocean/wire/contract.ts'
import { sameTaskName } from '#src/domain/tasks/recovery.ts'
import { type Database, orm } from '../db/database.ts'
import { submission } from '../db/schema.ts'
import { claimRefused, claimSubmission, serviceOf, settleSubmission, type SubmissionRow } from '../db/submissions.ts'
import { Refusal } from '../http/http-error.ts'
import { submissionOfOther } from '../http/origin.ts'
import { UpstreamError } from './upstream-error.ts'

export interface NewSubmission {
  readonly id: string
  readonly user: string
  readonly request: MetOceanRequest
  readonly nowMs: number
}

/**
 * Writes the row of a submission before a byte of it is forwarded.
 * @returns null if it may be forwarded now; else the row that says it was before
 * @throws Refusal 409 if the id is another user's or went to the embedded service
 * @throws StorageError if the row could not be kept
 */
export async function recordBeforeSending(
  db: Database,
  { id, user, request, nowMs }: NewSubmission,
): Promise<SubmissionRow | null> {
  const sentAt = new Date(nowMs)
  return db.transaction(async (tx) => {
    await db.checkWritable()
    const values = {
      id,
      userName: user,
      taskName: request.task_name ?? null,
      points: request.points.length,
      variables: request.variables,
      sentAt,
      state: 'received' as const,
      service: 'gateway' as const,
    }
    const { row, isNew } = await claimSubmission(tx, values)
    if (isNew) return null
    if (row.userName !== user) throw new Refusal(409, 'conflict', 'This submission id is in use.')
    if ((await serviceOf(tx, row)) === 'embedded') throw submissionOfOther('embedded')
    // Certainly not sent the last time: the browser sends it again under the same id.
    return (await claimRefused(tx, values)) ? null : row
  })
}

/** Completes the row with what became of it. */
export async function recordOutcome(
  db: Database,
  id: string,
  outcome: { readonly taskId?: string } | { readonly error: unknown },
): Promise<void> {
  if (!('error' in outcome)) return settleSubmission(db, id, { state: 'accepted', ...outcome })
  const state = outcome.error instanceof UpstreamError ? outcome.error.outcome : 'unknown'
  await settleSubmission(db, id, { state })
}

/** Rows that were being forwarded when a server died: whether the service has them, only their names can tell. */
export async function recordInterrupted(db: Database, beforeMs: number): Promise<void> {
  await orm(db)
    .update(submission)
    .set({ state: 'unknown' })
    .where(and(eq(submission.state, 'received'), lt(submission.sentAt, new Date(beforeMs))))
}

/** A submission that was in no list for so long is not looked for any more. Milliseconds. */
const ATTACH_MS = 3 * 24 * 3_600_000

/** Gives submissions without an id (sync ones, and those of unknown outcome) that of the only listed task with their name. */
export async function attachListed(db: Database, tasks: readonly TaskRow[], nowMs: number): Promise<void> {
  const since = new Date(nowMs - ATTACH_MS)
  const waiting = await orm(db)
    .select({ id: submission.id, taskName: submission.taskName })
    .from(submission)
    .where(
      and(isNull(submission.taskId), inArray(submission.state, ['accepted', 'unknown']), gt(submission.sentAt, since)),
    )
  for (const { id, taskName } of waiting) {
    const [found, second] = tasks.filter((task) => sameTaskName(task.task_name, taskName))
    if (found && !second) await settleSubmission(db, id, { state: 'accepted', taskId: found.task_id })
  }
}

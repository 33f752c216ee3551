import { and, eq, gt, inArray, isNull, lt } from 'drizzle-orm'
import { parseCallTime, type TaskRow } from '#src/domain/metocean/wire/contract.ts'
import { sameTaskName } from '#src/domain/tasks/recovery.ts'
import { MINUTE_MS } from '#src/domain/time.ts'
import type { Actor } from '../auth/user.ts'
import { type Database, orm } from '../db/database.ts'
import { submission } from '../db/schema.ts'
import { recordDeed } from '../db/audit.ts'
import {
  checkSame,
  claimRefused,
  claimSubmission,
  ownersOf,
  serviceOf,
  settleSubmission,
  type SubmissionRow,
} from '../db/submissions.ts'
import { checkDailyCaps, type DailyCaps } from '../db/usage.ts'
import type { CheckedRequest } from '../http/checked-body.ts'
import { submissionOfOther } from '../http/origin.ts'
import { valuesOf } from '../monitoring/metrics.ts'
import { UpstreamError } from './upstream-error.ts'

export interface NewSubmission extends CheckedRequest {
  readonly id: string
  readonly by: Actor
  /** Of the request as it came. */
  readonly bodyHash: string
  readonly caps: DailyCaps
  readonly nowMs: number
}

/**
 * Writes the row of a submission before a byte of it is forwarded.
 * @returns null if it may be forwarded now; else the row of the earlier call
 * @throws Refusal 409 if the id is another user's, was another request's or went to the embedded service; 403 over a
 * daily cap
 * @throws StorageError if the row could not be kept
 */
export async function recordBeforeSending(
  db: Database,
  { id, by, bodyHash, caps, nowMs, ...asked }: NewSubmission,
): Promise<SubmissionRow | null> {
  const { request, count } = asked
  const sentAt = new Date(nowMs)
  return db.transaction(async (tx) => {
    await db.checkWritable()
    const values = {
      id,
      userName: by.user.name,
      taskName: request.task_name ?? null,
      points: count,
      variables: request.variables,
      sentAt,
      state: 'received' as const,
      service: 'gateway' as const,
      bodyHash,
    }
    const { row, isNew } = await claimSubmission(tx, values)
    if (!isNew) {
      checkSame(row, values)
      if ((await serviceOf(tx, row)) === 'embedded') throw submissionOfOther('embedded')
      // Certainly not sent last time: the browser sends it again under the same id.
      if (!(await claimRefused(tx, values))) return row
    }
    await checkDailyCaps(tx, caps, { user: by.user.name, cost: valuesOf(asked), nowMs })
    return null
  })
}

/** Completes the row with the outcome. What certainly was not sent is no deed of the user's. */
export async function recordOutcome(
  db: Database,
  { id, by, request, nowMs }: NewSubmission,
  outcome: { readonly taskId?: string } | { readonly error: unknown },
): Promise<void> {
  const settled = 'error' in outcome ? { state: stateAfter(outcome.error) } : { state: 'accepted' as const, ...outcome }
  await db.transaction(async (tx) => {
    await settleSubmission(tx, id, settled)
    if (settled.state !== 'refused')
      await recordDeed(tx, by, { action: 'sent', atMs: nowMs, taskName: request.task_name, ...settled })
  })
}

const stateAfter = (error: unknown) => (error instanceof UpstreamError ? error.outcome : 'unknown')

/** Rows that were being forwarded when a server died: only their names can show whether the service has them. */
export async function recordInterrupted(db: Database, beforeMs: number): Promise<void> {
  await db.transaction(async (tx) => {
    const rows = await orm(tx)
      .update(submission)
      .set({ state: 'unknown' })
      .where(and(eq(submission.state, 'received'), lt(submission.sentAt, new Date(beforeMs))))
      .returning()
    for (const { userName, taskName, sentAt } of rows) {
      const by = { user: { name: userName }, address: '', requestId: '' } // which the server took with it
      await recordDeed(tx, by, { action: 'sent', atMs: sentAt.getTime(), taskName })
    }
  })
}

/** A submission that is in no list for this long is no longer looked for. Milliseconds. */
const ATTACH_MS = 3 * 24 * 3_600_000

/** A call time may differ from this server's clock by this much. Milliseconds. */
const SAME_TIME_MS = 2 * MINUTE_MS

/**
 * Gives submissions without an id (sync, or of unknown outcome) that of the only listed task with their name. One that
 * is another submission's, or was called earlier, is not theirs: whoever guesses a name must not own its task.
 */
export async function attachListed(db: Database, tasks: readonly TaskRow[], nowMs: number): Promise<void> {
  const since = new Date(nowMs - ATTACH_MS)
  const waiting = await orm(db)
    .select({ id: submission.id, taskName: submission.taskName, sentAt: submission.sentAt })
    .from(submission)
    .where(
      and(isNull(submission.taskId), inArray(submission.state, ['accepted', 'unknown']), gt(submission.sentAt, since)),
    )
  if (waiting.length === 0) return
  const owners = await ownersOf(
    db,
    tasks.map(({ task_id }) => task_id),
  )
  const free = tasks.filter(({ task_id }) => !owners.has(task_id))
  for (const { id, taskName, sentAt } of waiting) {
    const earliestMs = sentAt.getTime() - SAME_TIME_MS
    const [found, second] = free.filter(
      (task) => sameTaskName(task.task_name, taskName) && (parseCallTime(task.API_call_time) ?? Infinity) >= earliestMs,
    )
    if (found && !second) await settleSubmission(db, id, { state: 'accepted', taskId: found.task_id })
  }
}

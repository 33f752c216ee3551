import type { Database } from '../db/database.ts'
import type { TaskQueue } from '../jobs/queue.ts'
import type { MailQueue } from '../mail/mail-queue.ts'
import { endTask, findTask, type Task } from './tasks.ts'

export type CancelOutcome =
  { readonly kind: 'unknown' } | { readonly kind: 'cancelled' | 'final'; readonly status: Task['status'] }

export interface CancelDeps {
  readonly db: Database
  readonly queue: TaskQueue
  readonly mails: MailQueue
}

/** Ends a waiting or running task. A running one notices within one piece of its work. */
export async function cancelTask(
  { db, queue, mails }: CancelDeps,
  options: { readonly taskId: string; readonly user: string; readonly nowMs: number },
): Promise<CancelOutcome> {
  const { taskId, user } = options
  const task = await findTask(db, taskId)
  if (!task) return { kind: 'unknown' }
  const finishedAt = new Date(options.nowMs)
  const time = finishedAt.toISOString().slice(0, 19)
  const wasEnded = await db.transaction(async (tx) => {
    const ended = await endTask(tx, mails, taskId, {
      status: 'FAILURE',
      error: `Cancelled by ${user} at ${time}Z`,
      cancelledBy: user,
      finishedAt,
    })
    if (ended) await queue.remove(tx, task.mode, taskId)
    return ended
  })
  if (wasEnded) return { kind: 'cancelled', status: 'FAILURE' }
  return { kind: 'final', status: (await findTask(db, taskId))?.status ?? task.status }
}

import { EventEmitter } from 'node:events'
import type { Database } from '../db/database.ts'
import { resultRemoved } from './answers.ts'
import { endTask, findTask, type Task, TASK_CHANNEL } from './tasks.ts'
import type { TaskQueue } from '../jobs/queue.ts'
import type { MailQueue } from '../mail/mails.ts'

/** Notifications can be lost (a dropped connection), so every waiter looks again after this time. */
const LOOK_AGAIN_MS = 5_000

/** Tells those who wait for a task that something has happened to it, in whichever process. */
export class TaskEvents {
  readonly #emitter = new EventEmitter().setMaxListeners(0)
  #unlisten: (() => Promise<void>) | null = null

  async open(db: Database): Promise<void> {
    const everyone = () => {
      for (const id of this.#emitter.eventNames()) this.#emitter.emit(id)
    }
    this.#unlisten = await db.listen(TASK_CHANNEL, (id) => this.#emitter.emit(id), everyone)
  }

  /** Calls `look` now, at every event of the task, and every few seconds, until the returned function is called. */
  watch(taskId: string, look: () => void): () => void {
    const timer = setInterval(look, LOOK_AGAIN_MS)
    this.#emitter.on(taskId, look)
    look()
    return () => {
      clearInterval(timer)
      this.#emitter.off(taskId, look)
    }
  }

  async close(): Promise<void> {
    await this.#unlisten?.()
  }
}

/**
 * Waits until a task is final. Giving up the wait leaves the task as it is.
 * @param signal ends the wait; its reason is thrown
 */
export async function awaitTask(db: Database, events: TaskEvents, taskId: string, signal: AbortSignal): Promise<Task> {
  signal.throwIfAborted()
  let stopWatching: (() => void) | undefined
  let onAbort: (() => void) | undefined
  try {
    return await new Promise<Task>((resolve, reject) => {
      onAbort = () => reject(signal.reason as Error)
      signal.addEventListener('abort', onAbort, { once: true })
      const look = async () => {
        const task = await findTask(db, taskId)
        if (!task) reject(resultRemoved(taskId))
        else if (task.status !== 'PENDING') resolve(task)
      }
      stopWatching = events.watch(taskId, () => void look().catch(reject))
    })
  } finally {
    stopWatching?.()
    if (onAbort) signal.removeEventListener('abort', onAbort)
  }
}

type CancelOutcome =
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

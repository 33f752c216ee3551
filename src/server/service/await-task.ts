import type { Database } from '../db/database.ts'
import type { TaskEvents } from './task-events.ts'
import { findTask, type Task } from './tasks.ts'

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
        if (!task) reject(new Error('the task is gone'))
        else if (task.status !== 'PENDING') resolve(task)
      }
      stopWatching = events.watch(taskId, () => void look().catch(reject))
    })
  } finally {
    stopWatching?.()
    if (onAbort) signal.removeEventListener('abort', onAbort)
  }
}

import type { FastifyBaseLogger } from 'fastify'
import type { Database } from '../db/database.ts'
import { failTask, listTasks, requeueTask, type Task } from '../service/tasks.ts'
import type { MailQueue } from '../mail/mails.ts'
import type { TaskQueue } from './queue.ts'

const GIVEN_UP = 'The server started this task several times without finishing it and gave up. Send the request again.'

interface RecoverDeps {
  readonly db: Database
  readonly queue: TaskQueue
  readonly mails: MailQueue
}

/**
 * Makes sure that every unfinished task has a job that will finish it, or ends it with a reason.
 * @param isCutOff nobody can be working: a job marked as running was cut off when the last server ended
 */
export async function recoverTasks(
  { db, queue, mails }: RecoverDeps,
  options: { readonly isCutOff: boolean; readonly nowMs: () => number; readonly log: Pick<FastifyBaseLogger, 'warn'> },
): Promise<void> {
  for (const task of await listTasks(db, 'PENDING')) {
    const state = await queue.state(task.mode, task.id)
    if (state === 'waiting') {
      // Returned by the queue after its worker fell silent: nobody is computing it now.
      if (task.startedAt) await requeueTask(db, task.id, task.startedAt)
      continue
    }
    if (state === 'active' && !options.isCutOff) continue
    if (state === 'active' && (await resumed(db, queue, task))) {
      options.log.warn({ taskId: task.id }, 'a task that was cut off starts again')
      continue
    }
    await failTask(db, mails, task.id, GIVEN_UP, new Date(options.nowMs()))
  }
}

async function resumed(db: Database, queue: TaskQueue, task: Task): Promise<boolean> {
  await queue.release(task.mode, task.id, 'the server stopped')
  const willRun = (await queue.state(task.mode, task.id)) === 'waiting'
  if (willRun && task.startedAt) await requeueTask(db, task.id, task.startedAt)
  return willRun
}

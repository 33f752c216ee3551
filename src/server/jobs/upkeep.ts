import type { FastifyBaseLogger } from 'fastify'
import type { Database } from '../db/database.ts'
import { failTask, listTasks, removeResult, requeueTask, type Task } from '../service/tasks.ts'
import type { MailQueue } from '../mail/mails.ts'
import type { TaskQueue } from './queue.ts'
import { DAY_MS } from '#src/domain/time.ts'

const GIVEN_UP = 'The server started this task several times without finishing it and gave up. Send the request again.'

interface RecoverDeps {
  readonly db: Database
  readonly queue: TaskQueue
  readonly mails: MailQueue
}

/**
 * Makes sure that every unfinished task has a job that will finish it, or ends it with a reason.
 * @param isCutOff nobody can be working: a job that counts as running was cut off by the end of the last server
 */
export async function recoverTasks(
  { db, queue, mails }: RecoverDeps,
  options: { readonly isCutOff: boolean; readonly nowMs: () => number; readonly log: Pick<FastifyBaseLogger, 'warn'> },
): Promise<void> {
  for (const task of await listTasks(db, 'PENDING')) {
    const state = await queue.state(task.mode, task.id)
    if (state === 'waiting') {
      // Given back by the queue after its worker fell silent: nobody computes it at the moment.
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

/** How long and how much of the results is kept. */
export interface Retention {
  readonly days: number
  readonly bytes: number
}

const EVERY_MS = 3600 * 1000

/** Newest first, what is beyond the allowed sum, and what ended too long ago. Lengths are read without the bytes. */
const OVERDUE = `
  SELECT id FROM (
    SELECT task.id, task.finished_at, sum(size.bytes) OVER (ORDER BY task.finished_at DESC, task.id) AS total
    FROM task JOIN (SELECT task_id, sum(octet_length(bytes)) AS bytes FROM result_chunk GROUP BY task_id) size ON size.task_id = task.id
    WHERE task.status = 'SUCCESS') kept
  WHERE total > $1 OR finished_at < $2
  ORDER BY finished_at`

/**
 * Removes results that are too old, and the oldest of those that together are too large. Their tasks stay listed.
 * @returns how many were removed
 */
export async function removeOldResults(db: Database, { days, bytes }: Retention, nowMs: number): Promise<number> {
  const overdue = await db.query<{ id: string }>(OVERDUE, [bytes, new Date(nowMs - days * DAY_MS)])
  // One at a time: on the embedded database everyone else waits while a statement runs.
  for (const { id } of overdue) await db.transaction((tx) => removeResult(tx, id))
  // Nobody else clears away what was deleted there, and its files would only ever grow.
  if (db.engine === 'pglite')
    for (const table of ['result_chunk', 'task_input', 'task']) await db.exec(`VACUUM ${table}`)
  return overdue.length
}

/** Does so now and every hour. @returns stops it, when the pass in hand is over */
export function keepRetention(
  db: Database,
  retention: Retention,
  { nowMs, log }: { readonly nowMs: () => number; readonly log: Pick<FastifyBaseLogger, 'info' | 'error'> },
): () => Promise<void> {
  let pass: Promise<void>
  const next = () => {
    pass = removeOldResults(db, retention, nowMs()).then(
      (count) => void (count > 0 && log.info({ count }, 'old results were removed')),
      (error: unknown) => log.error({ err: error }, 'removing old results failed'),
    )
  }
  next()
  const timer = setInterval(next, EVERY_MS)
  return () => {
    clearInterval(timer)
    return pass
  }
}

import type { FastifyBaseLogger } from 'fastify'
import type { Database } from '../db/database.ts'
import { removeResult } from '../service/tasks.ts'
import { DAY_MS } from '#src/domain/time.ts'

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

import type { FastifyBaseLogger } from 'fastify'
import { DAY_MS, HOUR_MS } from '#src/domain/time.ts'
import { removeOverSessions } from '../auth/sessions.ts'
import type { Database } from '../db/database.ts'
import { removeResult } from '../service/tasks.ts'

/** How long and how much of the results is kept. */
export interface Retention {
  readonly days: number
  readonly bytes: number
}

/** How long rows are kept, and how they are removed. Milliseconds, rows; one object, for tests to scale. */
export const rowPolicy = {
  everyMs: HOUR_MS,
  /** Of a task, from its end; never before its result is gone. */
  taskMs: 180 * DAY_MS,
  /** What usage is counted from: more than a year. Until then an id whose task is gone is known. */
  submissionMs: 400 * DAY_MS,
  auditMs: 400 * DAY_MS,
  /** In one statement: on the embedded database everyone else waits while it runs. */
  batch: 500,
}

/** Newest first, those beyond the allowed sum, and those that ended too long ago. Reads lengths, not bytes. */
const OVERDUE = `
  SELECT id FROM (
    SELECT task.id, task.finished_at, sum(size.bytes) OVER (ORDER BY task.finished_at DESC, task.id) AS total
    FROM task JOIN (SELECT task_id, sum(octet_length(bytes)) AS bytes FROM result_chunk GROUP BY task_id) size ON size.task_id = task.id
    WHERE task.status = 'SUCCESS') kept
  WHERE total > $1 OR finished_at < $2
  ORDER BY finished_at`

/**
 * Removes results that are too old, and the oldest of those that are too large together. Their tasks stay listed.
 * @returns how many were removed
 */
export async function removeOldResults(db: Database, { days, bytes }: Retention, nowMs: number): Promise<number> {
  const overdue = await db.query<{ id: string }>(OVERDUE, [bytes, new Date(nowMs - days * DAY_MS)])
  // One at a time: on the embedded database everyone else waits while a statement runs.
  for (const { id } of overdue) await db.transaction((tx) => removeResult(tx, id))
  return overdue.length
}

/** Tasks that ended before a time, with what belongs to them; their submissions then say which service they had. */
const OLD_TASKS = `
  WITH gone AS (
    DELETE FROM task WHERE id IN (
      SELECT id FROM task
      WHERE called_at < $1 AND finished_at < $1 AND status <> 'PENDING' AND result_run IS NULL
      ORDER BY called_at LIMIT $2 FOR UPDATE SKIP LOCKED)
    RETURNING submission_id),
  noted AS (
    UPDATE submission SET service = 'embedded' FROM gone
    WHERE submission.id = gone.submission_id AND submission.service IS NULL)
  SELECT count(*) AS count FROM gone`

/** Submissions sent before a time, but for those that have a task or are being sent. */
const OLD_SUBMISSIONS = `
  WITH gone AS (
    DELETE FROM submission WHERE id IN (
      SELECT id FROM submission
      WHERE sent_at < $1 AND state <> 'received'
        AND NOT EXISTS (SELECT 1 FROM task WHERE task.submission_id = submission.id)
      ORDER BY sent_at LIMIT $2 FOR UPDATE SKIP LOCKED)
    RETURNING 1)
  SELECT count(*) AS count FROM gone`

const OLD_AUDIT = `
  WITH gone AS (
    DELETE FROM audit WHERE id IN (
      SELECT id FROM audit WHERE at < $1 ORDER BY at LIMIT $2 FOR UPDATE SKIP LOCKED)
    RETURNING 1)
  SELECT count(*) AS count FROM gone`

/**
 * Removes rows that are too old, some hundred at a time, and sessions that have ended.
 * @param stopping ends it after the current statement
 * @returns how many rows were removed, without the sessions
 */
export async function removeOldRows(
  db: Database,
  nowMs: number,
  { policy = rowPolicy, stopping }: { readonly policy?: typeof rowPolicy; readonly stopping?: AbortSignal } = {},
): Promise<number> {
  await removeOverSessions(db, nowMs)
  const { taskMs, submissionMs, auditMs, batch } = policy
  let removed = 0
  for (const [statement, keptMs] of [
    [OLD_TASKS, taskMs],
    [OLD_SUBMISSIONS, submissionMs],
    [OLD_AUDIT, auditMs],
  ] as const) {
    for (let last = batch; last === batch && !stopping?.aborted; removed += last) {
      const [row] = await db.query<{ count: string }>(statement, [new Date(nowMs - keptMs), batch])
      last = Number(row?.count ?? 0)
    }
  }
  return removed
}

const REMOVED_FROM = ['result_chunk', 'task_input', 'mail', 'task', 'submission', 'audit', 'session']

/**
 * Removes what is too old, now and every hour.
 * @param retention of results; null: this server computes none
 * @returns stops it after the current statement
 */
export function keepRetention(
  db: Database,
  retention: Retention | null,
  { nowMs, log }: { readonly nowMs: () => number; readonly log: Pick<FastifyBaseLogger, 'info' | 'error'> },
): () => Promise<void> {
  const stopping = new AbortController()
  const round = async () => {
    const results = retention === null ? 0 : await removeOldResults(db, retention, nowMs())
    const rows = await removeOldRows(db, nowMs(), { stopping: stopping.signal })
    // Nothing else clears deleted rows there, and its files would only ever grow.
    if (db.engine === 'pglite')
      for (const table of REMOVED_FROM) if (!stopping.signal.aborted) await db.exec(`VACUUM ${table}`)
    if (results + rows > 0) log.info({ results, rows }, 'what was too old was removed')
  }
  let current: Promise<void>
  const next = () => {
    current = round().catch((error: unknown) => log.error({ err: error }, 'removing what is too old failed'))
  }
  next()
  const timer = setInterval(next, rowPolicy.everyMs)
  return () => {
    clearInterval(timer)
    stopping.abort()
    return current
  }
}

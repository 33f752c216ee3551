import { and, desc, eq, inArray, lt, ne, or, sql } from 'drizzle-orm'
import { type Database, orm, type Queryable } from '../db/database.ts'
import { resultChunk, task, taskInput } from '../db/schema.ts'
import type { ListPage } from '../http/list-page.ts'
import type { Origin } from '../http/origin.ts'
import type { MailQueue } from '../mail/mails.ts'

export type Task = typeof task.$inferSelect
export type NewTask = typeof task.$inferInsert

export type TaskEnd =
  | ({
      readonly status: 'SUCCESS'
      readonly resultRun: string
      readonly computeMs: number
      readonly finishedAt: Date
    } & Origin)
  | { readonly status: 'FAILURE'; readonly error: string; readonly cancelledBy?: string; readonly finishedAt: Date }

/** The channel on which every end of a task is announced, its id as the payload. */
export const TASK_CHANNEL = 'fairway_task'

/** Inserts a task with its packed points; part of the transaction that enqueues it. */
export async function insertTask(tx: Queryable, values: NewTask, packed: Uint8Array): Promise<void> {
  await orm(tx).insert(task).values(values)
  await orm(tx).insert(taskInput).values({ taskId: values.id, packed })
}

export async function findTask(db: Queryable, id: string): Promise<Task | null> {
  const [row] = await orm(db).select().from(task).where(eq(task.id, id))
  return row ?? null
}

/** Those of the tasks that exist, by id. */
export async function findTasks(db: Queryable, ids: readonly string[]): Promise<Map<string, Task>> {
  const rows = await orm(db)
    .select()
    .from(task)
    .where(inArray(task.id, [...ids]))
  return new Map(rows.map((row) => [row.id, row]))
}

/** Newest first; all of them, or those of one status. */
export function listTasks(db: Queryable, status?: Task['status']): Promise<Task[]> {
  return orm(db)
    .select()
    .from(task)
    .where(status && eq(task.status, status))
    .orderBy(desc(task.calledAt), desc(task.id))
}

/** What a page of a list shows. */
export interface PageQuery {
  readonly page: ListPage
  readonly status: Task['status'] | null
  /** Only this user's tasks; null: everybody's. */
  readonly userName: string | null
}

/** Newest first: the tasks of a page, and the first of the next one if there is one. */
export function pageOfTasks(db: Queryable, { page, status, userName }: PageQuery): Promise<Task[]> {
  const { limit, before } = page
  const time = before && new Date(before.calledMs)
  // Compared as text: an id of another service is none of this one's, and has a place all the same.
  const isAfterTask =
    time && before.taskId !== null
      ? and(eq(task.calledAt, time), sql`${task.id}::text COLLATE "C" < ${before.taskId}`)
      : undefined
  const newestFirst = orm(db)
    .select()
    .from(task)
    .where(
      and(
        status === null ? undefined : eq(task.status, status),
        userName === null ? undefined : eq(task.userName, userName),
        time ? or(lt(task.calledAt, time), isAfterTask) : undefined,
      ),
    )
    .orderBy(desc(task.calledAt), desc(task.id))
  return limit === null ? newestFirst : newestFirst.limit(limit + 1)
}

/** The unfinished tasks of one queue. */
export function tasksOfQueue(db: Queryable, mode: Task['mode']): Promise<Task[]> {
  return orm(db)
    .select()
    .from(task)
    .where(and(eq(task.status, 'PENDING'), eq(task.mode, mode)))
}

/** The times the newest successes took, oldest first: what an estimate learns from. */
export async function latestSuccesses(
  db: Queryable,
  count: number,
): Promise<Array<Pick<Task, 'points' | 'variables'> & { computeMs: number }>> {
  const newest = await orm(db)
    .select({ points: task.points, variables: task.variables, computeMs: task.computeMs })
    .from(task)
    .where(eq(task.status, 'SUCCESS'))
    .orderBy(desc(task.finishedAt))
    .limit(count)
  return newest.reverse().flatMap(({ computeMs, ...rest }) => (computeMs === null ? [] : [{ ...rest, computeMs }]))
}

/** How many tasks of a user are unfinished. */
export function tasksUnderWay(tx: Queryable, userName: string): Promise<number> {
  return orm(tx).$count(task, and(eq(task.status, 'PENDING'), eq(task.userName, userName)))
}

export async function readInput(db: Queryable, id: string): Promise<Uint8Array | null> {
  const [row] = await orm(db).select({ packed: taskInput.packed }).from(taskInput).where(eq(taskInput.taskId, id))
  return row?.packed ?? null
}

/** Marks an attempt as begun, and mails the first one. @returns null if nothing is left to do */
export function startTask(db: Database, mails: MailQueue, id: string, now: Date): Promise<Task | null> {
  return db.transaction(async (tx) => {
    const [row] = await orm(tx)
      .update(task)
      .set({ startedAt: now })
      .where(and(eq(task.id, id), eq(task.status, 'PENDING')))
      .returning()
    if (row) await mails.add(tx, row, 'started')
    return row ?? null
  })
}

/** Puts a task back in the queue, if the attempt that began then is still its last. */
export async function requeueTask(db: Queryable, id: string, startedAt: Date): Promise<void> {
  await orm(db)
    .update(task)
    .set({ startedAt: null })
    .where(and(eq(task.id, id), eq(task.status, 'PENDING'), eq(task.startedAt, startedAt)))
}

/**
 * Ends a task, once: a final one stays as it is. Drops its points, and tells everyone who waits for it, also by mail.
 * @returns whether it was this call that ended it
 */
export async function endTask(tx: Queryable, mails: MailQueue, id: string, end: TaskEnd): Promise<boolean> {
  const [ended] = await orm(tx)
    .update(task)
    .set(end)
    .where(and(eq(task.id, id), eq(task.status, 'PENDING')))
    .returning()
  if (!ended) return false
  const kept = end.status === 'SUCCESS' ? ne(resultChunk.run, end.resultRun) : undefined
  await orm(tx)
    .delete(resultChunk)
    .where(and(eq(resultChunk.taskId, id), kept))
  await orm(tx).delete(taskInput).where(eq(taskInput.taskId, id))
  await mails.add(tx, ended, 'ended')
  await tx.query('SELECT pg_notify($1, $2)', [TASK_CHANNEL, id])
  return true
}

/** Removes the result of a task; the task itself stays. */
export async function removeResult(tx: Queryable, id: string): Promise<void> {
  await orm(tx)
    .update(task)
    .set({ resultRun: null })
    .where(and(eq(task.id, id), eq(task.status, 'SUCCESS')))
  await orm(tx).delete(resultChunk).where(eq(resultChunk.taskId, id))
}

/** `endTask` as a transaction of its own, for a failure. */
export function failTask(db: Database, mails: MailQueue, id: string, error: string, now: Date): Promise<boolean> {
  return db.transaction((tx) => endTask(tx, mails, id, { status: 'FAILURE', error, finishedAt: now }))
}

/**
 * Stores a part of a result while its task is pending. One that comes after the end, as of a task that was cancelled
 * meanwhile, would never be removed: the row of the task is held, so that the end waits for the part or the part for it.
 */
export async function insertChunk(db: Queryable, chunk: typeof resultChunk.$inferInsert): Promise<void> {
  const { taskId, run, seq, bytes } = chunk
  await db.query(
    `INSERT INTO result_chunk (task_id, run, seq, bytes)
      SELECT id, $2::uuid, $3::integer, $4::bytea FROM task WHERE id = $1 AND status = 'PENDING' FOR SHARE`,
    [taskId, run, seq, bytes],
  )
}

export async function deleteChunks(db: Queryable, taskId: string, run: string): Promise<void> {
  await orm(db)
    .delete(resultChunk)
    .where(and(eq(resultChunk.taskId, taskId), eq(resultChunk.run, run)))
}

/** Number of rows in the stored stream. */
export async function countChunks(db: Queryable, taskId: string, run: string): Promise<number> {
  return orm(db).$count(resultChunk, and(eq(resultChunk.taskId, taskId), eq(resultChunk.run, run)))
}

/** Length of the stored stream, 0 where there is none. Bytes. */
export async function storedBytes(db: Queryable, taskId: string, run: string): Promise<number> {
  const [row] = await orm(db)
    .select({ bytes: sql<string | null>`sum(octet_length(${resultChunk.bytes}))` })
    .from(resultChunk)
    .where(and(eq(resultChunk.taskId, taskId), eq(resultChunk.run, run)))
  return Number(row?.bytes ?? 0)
}

/** One row of the stored stream, or null if it is missing. */
export async function readChunk(db: Queryable, taskId: string, run: string, seq: number): Promise<Uint8Array | null> {
  const [row] = await orm(db)
    .select({ bytes: resultChunk.bytes })
    .from(resultChunk)
    .where(and(eq(resultChunk.taskId, taskId), eq(resultChunk.run, run), eq(resultChunk.seq, seq)))
  return row?.bytes ?? null
}

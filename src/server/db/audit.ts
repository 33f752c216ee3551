import { and, desc, eq, getTableColumns, gt, lt, sql } from 'drizzle-orm'
import type { FastifyBaseLogger } from 'fastify'
import { DAY_MS } from '#src/domain/time.ts'
import { orm, type Queryable } from './database.ts'
import { audit, type AuditAction, submission } from './schema.ts'

/** Who does something, from where. */
interface Doer {
  readonly user: { readonly name: string }
  readonly address: string
  readonly requestId: string
}

interface Deed {
  readonly action: AuditAction
  readonly atMs: number
  readonly taskId?: string | undefined
  readonly taskName?: string | null | undefined
  /** What of the library it was, as `voyage Rotterdam – Halifax`. */
  readonly item?: string | undefined
  /** Whose task, session or item it was, if not the user's own. */
  readonly ofUser?: string | null | undefined
}

/** Adds to the audit trail, within a transaction where the deed is one. */
export async function recordDeed(
  db: Queryable,
  by: Doer,
  { action, atMs, taskId, taskName, item, ofUser }: Deed,
): Promise<void> {
  await orm(db)
    .insert(audit)
    .values({
      at: new Date(atMs),
      userName: by.user.name,
      action,
      ofUser: ofUser === by.user.name ? null : ofUser,
      taskId,
      taskName,
      item,
      address: by.address,
      requestId: by.requestId,
    })
}

/**
 * Adds that a user opened another's task, once a day however often they look at it. Never fails: a full disk must not
 * keep anyone from reading.
 */
export async function recordOpened(
  db: Queryable,
  by: Doer,
  opened: Pick<Deed, 'taskName' | 'ofUser'> & { readonly taskId: string; readonly atMs: number },
  log: Pick<FastifyBaseLogger, 'warn'>,
): Promise<void> {
  const isSame = and(eq(audit.action, 'opened'), eq(audit.userName, by.user.name), eq(audit.taskId, opened.taskId))
  const isToday = gt(audit.at, new Date(opened.atMs - DAY_MS))
  try {
    if ((await orm(db).$count(audit, and(isSame, isToday))) === 0)
      await recordDeed(db, by, { action: 'opened', ...opened })
  } catch (error) {
    log.warn({ err: error, user: by.user.name, task: opened.taskId }, 'a task that was opened could not be recorded')
  }
}

/** The newest first. @param before an id: only older ones */
export async function readAudit(
  db: Queryable,
  { limit, before }: { readonly limit: number; readonly before: number | null },
): Promise<Array<typeof audit.$inferSelect>> {
  // Where the weather service is asked by its id, the name is known from the submission.
  const submitted = orm(db)
    .select({ taskName: submission.taskName })
    .from(submission)
    .where(eq(submission.taskId, audit.taskId))
    .limit(1)
  const taskName = sql<string | null>`coalesce(${audit.taskName}, (${submitted}))`
  return orm(db)
    .select({ ...getTableColumns(audit), taskName })
    .from(audit)
    .where(before === null ? undefined : lt(audit.id, before))
    .orderBy(desc(audit.id))
    .limit(limit)
}

import { and, eq, inArray } from 'drizzle-orm'
import type { Queryable } from '../db/database.ts'
import { orm } from '../db/orm.ts'
import { mail, task } from '../db/schema.ts'
import type { Task } from '../service/tasks.ts'

export type MailRow = typeof mail.$inferSelect
export type MailEvent = MailRow['event']

/** Writes the row of a mail, unless the event has one. @returns its id, or null where it has */
export async function claimMail(tx: Queryable, taskId: string, event: MailEvent): Promise<string | null> {
  const [row] = await orm(tx).insert(mail).values({ taskId, event }).onConflictDoNothing().returning({ id: mail.id })
  return row?.id ?? null
}

/** A mail that is still to be sent, with its task. */
export async function findUnsent(db: Queryable, id: string): Promise<{ mail: MailRow; task: Task } | null> {
  const [row] = await orm(db)
    .select({ mail, task })
    .from(mail)
    .innerJoin(task, eq(task.id, mail.taskId))
    .where(and(eq(mail.id, id), eq(mail.state, 'queued')))
  return row ?? null
}

export async function settleMail(
  db: Queryable,
  id: string,
  settled: Pick<MailRow, 'state'> & Partial<Pick<MailRow, 'error'>>,
): Promise<void> {
  await orm(db)
    .update(mail)
    .set(settled)
    .where(and(eq(mail.id, id), eq(mail.state, 'queued')))
}

/** All that are still to be sent. */
export async function unsentMails(db: Queryable): Promise<string[]> {
  return (await orm(db).select({ id: mail.id }).from(mail).where(eq(mail.state, 'queued'))).map(({ id }) => id)
}

/** By task, why mail about it was given up. */
export async function mailFailures(db: Queryable, taskIds: readonly string[]): Promise<Map<string, string>> {
  if (taskIds.length === 0) return new Map()
  const rows = await orm(db)
    .select({ taskId: mail.taskId, error: mail.error })
    .from(mail)
    .where(and(eq(mail.state, 'failed'), inArray(mail.taskId, [...taskIds])))
  return new Map(rows.map(({ taskId, error }) => [taskId, error ?? 'for a reason that was not noted']))
}

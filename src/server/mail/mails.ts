import { and, eq, inArray } from 'drizzle-orm'
import { orm, type Queryable } from '../db/database.ts'
import { mail, task } from '../db/schema.ts'
import type { Task } from '../service/tasks.ts'
import { type Boss, type JobState, queueDatabase } from '../jobs/boss.ts'

type MailRow = typeof mail.$inferSelect
export type MailEvent = MailRow['event']

/** Writes the row of a mail, unless the event has one. @returns its id, or null if it has */
async function claimMail(tx: Queryable, taskId: string, event: MailEvent): Promise<string | null> {
  const [row] = await orm(tx).insert(mail).values({ taskId, event }).onConflictDoNothing().returning({ id: mail.id })
  return row?.id ?? null
}

/** A mail still to be sent, with its task. */
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

/** Why mail was given up, by task. */
export async function mailFailures(db: Queryable, taskIds: readonly string[]): Promise<Map<string, string>> {
  if (taskIds.length === 0) return new Map()
  const rows = await orm(db)
    .select({ taskId: mail.taskId, error: mail.error })
    .from(mail)
    .where(and(eq(mail.state, 'failed'), inArray(mail.taskId, [...taskIds])))
  return new Map(rows.map(({ taskId, error }) => [taskId, error ?? 'for a reason that was not noted']))
}

/** How long a mail is tried: at short intervals first, then longer ones, for about a day. */
export interface MailRetries {
  /** Attempts after the first. */
  readonly count: number
  /** Before the second attempt; each later wait is about twice as long, at most `mostSeconds`. */
  readonly firstSeconds: number
  readonly mostSeconds: number
}

export const mailRetries: MailRetries = { count: 30, firstSeconds: 30, mostSeconds: 3600 }

/** An attempt that takes longer has gone wrong. Seconds. */
const EXPIRE_SECONDS = 15 * 60

const QUEUE = 'mail'

/** The queue of mails, apart from that of tasks: neither waits for the other. A job carries its mail's row id. */
export interface MailQueue {
  /** Queues a mail if the task wants it, in the event's own transaction. The same event again adds nothing. */
  add(tx: Queryable, task: Task, event: MailEvent): Promise<void>
  state(mailId: string): Promise<JobState>
  /** Returns an active job, for another attempt if any is left. */
  release(mailId: string, reason: string): Promise<void>
  /** Starts sending, one mail at a time. @param deliver one attempt; rejecting asks for another */
  work(
    deliver: (mailId: string, attempt: { readonly isLast: boolean; readonly signal: AbortSignal }) => Promise<void>,
  ): Promise<void>
}

export async function openMailQueue(jobs: Boss, { count, firstSeconds, mostSeconds }: MailRetries): Promise<MailQueue> {
  const { boss, lease } = jobs
  const options = {
    expireInSeconds: EXPIRE_SECONDS,
    retryLimit: count,
    retryDelay: firstSeconds,
    retryBackoff: true,
    retryDelayMax: mostSeconds,
    notify: true,
    ...lease,
  }
  await boss.createQueue(QUEUE, options)
  await boss.updateQueue(QUEUE, options)
  return {
    async add(tx, task, event) {
      // A direct request is answered, not mailed.
      if (!task.receiveMail || task.email === null || task.mode === 'sync') return
      const id = await claimMail(tx, task.id, event)
      if (id !== null) await boss.send(QUEUE, null, { id, db: queueDatabase(tx) })
    },
    state: (mailId) => jobs.state(QUEUE, mailId),
    async release(mailId, reason) {
      await boss.fail(QUEUE, mailId, { reason })
    },
    work: (deliver) =>
      jobs.work(QUEUE, 1, (mailId, attempt, signal) => deliver(mailId, { isLast: attempt >= count, signal })),
  }
}

import type { Queryable } from '../db/database.ts'
import { within, type Boss, type JobState } from '../jobs/boss.ts'
import type { Task } from '../service/tasks.ts'
import { claimMail, type MailEvent } from './mails.ts'

/** How long a mail is tried: soon at first, then ever more seldom, for about a day. */
export interface MailRetries {
  /** Attempts after the first. */
  readonly count: number
  /** Before the second attempt; each wait after it is about twice as long, `mostSeconds` at most. */
  readonly firstSeconds: number
  readonly mostSeconds: number
}

export const mailRetries: MailRetries = { count: 30, firstSeconds: 30, mostSeconds: 3600 }

/** An attempt that takes longer has gone wrong. Seconds. */
const EXPIRE_SECONDS = 15 * 60

const QUEUE = 'mail'

/** The queue of mails, apart from that of tasks: neither waits for the other. A job carries the id of its mail's row. */
export interface MailQueue {
  /** Has an event mailed if its task wants that, as part of the transaction that makes it happen. The same event again is nothing new. */
  add(tx: Queryable, task: Task, event: MailEvent): Promise<void>
  state(mailId: string): Promise<JobState>
  /** Gives an active job back, for another attempt if any is left. */
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
      if (id !== null) await boss.send(QUEUE, null, { id, db: within(tx) })
    },
    state: (mailId) => jobs.state(QUEUE, mailId),
    async release(mailId, reason) {
      await boss.fail(QUEUE, mailId, { reason })
    },
    work: (deliver) =>
      jobs.work(QUEUE, 1, (mailId, attempt, signal) => deliver(mailId, { isLast: attempt >= count, signal })),
  }
}

import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyBaseLogger } from 'fastify'
import type { Database } from '../db/database.ts'
import type { Sampler } from '../fields/sampler.ts'
import { Estimator } from '../service/estimate.ts'
import { TaskEvents } from '../service/task-ends.ts'
import { latestSuccesses } from '../service/tasks.ts'
import { recoverMails, startMailing, type MailSettings } from '../mail/mailing.ts'
import { mailRetries, openMailQueue, type MailQueue, type MailRetries } from '../mail/mails.ts'
import { openBoss } from './boss.ts'
import { openQueue, type TaskQueue } from './queue.ts'
import { keepRetention, type Retention } from './retention.ts'
import { recoverTasks } from './upkeep.ts'
import { runTask, type Wait } from './run-task.ts'

export interface WorkersOptions {
  readonly db: Database
  /** PostgreSQL, shared with other servers; null: the embedded database, which is this process's own. */
  readonly databaseUrl: string | null
  readonly sampler: Sampler
  readonly nowMs: () => number
  /** `EMBEDDED_TASK_SECONDS`. */
  readonly taskSeconds: number
  readonly retention: Retention
  /** Null: this process sends no mail; another may send what it queues. */
  readonly mail: MailSettings | null
  readonly log: Pick<FastifyBaseLogger, 'info' | 'warn' | 'error'>
  /** How the pace is waited out; a replacement lets a test decide when it ends. */
  readonly wait?: Wait
  /** Other waits than the product's, for tests. */
  readonly mailRetries?: MailRetries
}

/** The part of the service that computes: alone it is `npm run worker`, with HTTP in front it is the server. */
export interface Workers {
  readonly queue: TaskQueue
  readonly mails: MailQueue
  readonly events: TaskEvents
  readonly estimator: Estimator
  /** Takes no more tasks; after `graceMs` those under way return to the queue. */
  stop(graceMs: number): Promise<void>
}

/** How often tasks and mails without a job are looked for (their server died, or the queue gave them up). */
const RECOVER_MS = 60_000

/** Tasks of earlier servers that the first estimates are based on. */
const LEARNED_FROM = 20

const defaultWait: Wait = async (ms, signal) => {
  await sleep(ms, undefined, { signal })
}

/** Recovers what the last server left, then starts on tasks. */
export async function startWorkers(options: WorkersOptions): Promise<Workers> {
  const { db, databaseUrl, sampler, nowMs, log } = options
  const paceMs = options.taskSeconds * 1000
  const events = new TaskEvents()
  await events.open(db)
  const boss = await openBoss(db, databaseUrl, log)
  const isShared = databaseUrl !== null
  const queue = await openQueue(boss, isShared)
  const mails = await openMailQueue(boss, options.mailRetries ?? mailRetries)
  const recover = async (isCutOff: boolean) => {
    await recoverTasks({ db, queue, mails }, { isCutOff, nowMs, log })
    await recoverMails(db, mails, isCutOff)
  }
  await recover(!isShared)
  const recovering = setInterval(() => {
    recover(false).catch((error: unknown) => log.error({ err: error }, 'looking for lost tasks failed'))
  }, RECOVER_MS)

  const stopRetention = keepRetention(db, options.retention, { nowMs, log })

  const estimator = new Estimator(paceMs)
  for (const task of await latestSuccesses(db, LEARNED_FROM)) estimator.learned(task, task.computeMs)
  const run = { db, mails, sampler, events, estimator, nowMs, wait: options.wait ?? defaultWait, paceMs, log }
  await queue.work((taskId, stopping) => runTask(run, taskId, stopping))
  if (options.mail) await startMailing({ db, mails, log }, options.mail)
  return {
    queue,
    mails,
    events,
    estimator,
    async stop(graceMs) {
      clearInterval(recovering)
      await stopRetention()
      await boss.stop(graceMs)
      await events.close()
    },
  }
}

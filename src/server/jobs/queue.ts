import { fromPglite, PgBoss, type Db, type Job } from 'pg-boss'
import type { FastifyBaseLogger } from 'fastify'
import type { Database, Queryable } from '../db/database.ts'

export type Mode = 'sync' | 'async'
const modes: readonly Mode[] = ['sync', 'async']

/** Tasks at once in one process. Sync has workers of its own, so that 5,000 points never wait behind 100,000. */
export const workersOf: Readonly<Record<Mode, number>> = { sync: 2, async: 2 }

/** A task that takes longer has gone wrong. Seconds. */
const EXPIRE_SECONDS = 6 * 3600
/** Attempts after the first: each stop of a server in the middle of a task costs one. */
const RETRY_LIMIT = 5
/** NOTIFY wakes the workers; they look by themselves this often in case one was lost. Seconds. */
const LOOK_SECONDS = 2
/** A job whose process says nothing for so long is given to another; 10 is the least pg-boss takes. Seconds. */
const LEASE_SECONDS = 10
/** How often each process looks for such jobs, and tells that it lives. Seconds. */
const SUPERVISE_SECONDS = 5
/** The number of workers is asked for at every submission and seldom changes. Milliseconds. */
const COUNT_KEPT_MS = 5_000

const queueName = (mode: Mode) => `metocean-${mode}`

export type JobState = 'waiting' | 'active' | 'over' | 'none'

/** The queue of tasks. A job carries the id of its task and nothing else; the task's row says all about it. */
export interface TaskQueue {
  /**
   * Enqueues as part of a transaction: the job exists if and only if the task does.
   * @param turn lower ones go first, equal ones in the order they came
   */
  add(tx: Queryable, mode: Mode, taskId: string, turn: number): Promise<void>
  /** Takes a waiting job out, as part of a transaction; a running one is told by the task's row. */
  remove(tx: Queryable, mode: Mode, taskId: string): Promise<void>
  state(mode: Mode, taskId: string): Promise<JobState>
  /** Gives an active job back, for another attempt if any is left. */
  release(mode: Mode, taskId: string, reason: string): Promise<void>
  /** How many workers take jobs of this kind, in all processes that live. */
  workers(mode: Mode): Promise<number>
  /** Starts the workers. @param run one attempt; rejecting gives the job back */
  work(run: (taskId: string, stopping: AbortSignal) => Promise<void>): Promise<void>
  /** Takes no more jobs, and after `graceMs` gives back those still running. */
  stop(graceMs: number): Promise<void>
}

/**
 * pg-boss on either engine.
 * @param databaseUrl PostgreSQL, on which pg-boss keeps connections of its own; null: it shares the embedded database
 */
export async function openQueue(db: Database, databaseUrl: string | null, log: Pick<FastifyBaseLogger, 'error'>): Promise<TaskQueue> {
  const shared = { useListenNotify: true, schedule: false, persistWarnings: false } as const
  const boss = databaseUrl
    ? new PgBoss({ ...shared, connectionString: databaseUrl, superviseIntervalSeconds: SUPERVISE_SECONDS, monitorIntervalSeconds: SUPERVISE_SECONDS, instanceHeartbeatSeconds: SUPERVISE_SECONDS })
    : new PgBoss({ ...shared, backend: 'pglite', db: fromPglite({ ...db, query: async (sql, params) => ({ rows: await db.query(sql, params) }) }) })
  boss.on('error', (error) => log.error({ err: error }, 'the queue reports an error'))
  await boss.start()

  // With several servers a job whose server died is noticed by its missing heartbeat; a single one asks its rows at start.
  const options = { expireInSeconds: EXPIRE_SECONDS, retryLimit: RETRY_LIMIT, retryDelay: 0, notify: true, ...(databaseUrl && { heartbeatSeconds: LEASE_SECONDS }) }
  for (const mode of modes) {
    await boss.createQueue(queueName(mode), options)
    await boss.updateQueue(queueName(mode), options)
  }

  const countWorkers = databaseUrl ? keptFor(COUNT_KEPT_MS, () => workersAlive(boss)) : async () => workersOf
  const stopping = new AbortController()
  return {
    async workers(mode) {
      return (await countWorkers())[mode]
    },
    async add(tx, mode, taskId, turn) {
      await boss.send(queueName(mode), null, { id: taskId, priority: -turn, db: within(tx) })
    },
    async remove(tx, mode, taskId) {
      await boss.cancel(queueName(mode), taskId, { db: within(tx) })
    },
    async state(mode, taskId) {
      const [job] = await boss.findJobs(queueName(mode), { id: taskId })
      if (!job) return 'none'
      if (job.state === 'active') return 'active'
      return job.state === 'created' || job.state === 'retry' ? 'waiting' : 'over'
    },
    async release(mode, taskId, reason) {
      await boss.fail(queueName(mode), taskId, { reason })
    },
    async work(run) {
      for (const mode of modes) {
        const workId = await boss.work(
          queueName(mode),
          { batchSize: 1, localConcurrency: workersOf[mode], pollingIntervalSeconds: LOOK_SECONDS, notifyPollingIntervalSeconds: LOOK_SECONDS },
          async ([job]: Job[]) => {
            if (!job) return
            try {
              await run(job.id, AbortSignal.any([job.signal, stopping.signal]))
            } finally {
              // Otherwise a worker sleeps after each job even while others wait (measured: 3 jobs in 60 s).
              boss.notifyWorker(workId)
            }
          },
        )
      }
    },
    async stop(graceMs) {
      const timer = setTimeout(() => stopping.abort(new Error('the server is stopping')), graceMs)
      // A little longer than the grace: a job that was told to stop gives itself back.
      await boss.stop({ graceful: true, timeout: graceMs + 1000 })
      clearTimeout(timer)
    },
  }
}

/** What the processes that share the database have told of themselves; at least this one's. */
async function workersAlive(boss: PgBoss): Promise<Record<Mode, number>> {
  const alive = (await boss.getInstances()).filter(({ live }) => live).flatMap(({ workers }) => workers)
  const count = (mode: Mode) => alive.filter(({ queue }) => queue === queueName(mode)).reduce((sum, { localConcurrency }) => sum + localConcurrency, 0)
  return { sync: Math.max(workersOf.sync, count('sync')), async: Math.max(workersOf.async, count('async')) }
}

/** The same answer to everyone for a while. */
function keptFor<T>(keptMs: number, ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | null = null
  return () => {
    if (asked) return asked
    asked = ask()
    const forget = () => (asked = null)
    asked.then(() => setTimeout(forget, keptMs).unref(), forget)
    return asked
  }
}

/** One of our transactions as pg-boss sees a database. */
function within(tx: Queryable): Db {
  return { executeSql: async (sql, values) => ({ rows: await tx.query(sql, values) }) }
}

import { fromPglite, PgBoss, type Db, type Job } from 'pg-boss'
import type { FastifyBaseLogger } from 'fastify'
import type { Database, Queryable } from '../db/database.ts'

/** NOTIFY wakes the workers; they also look this often, in case one was lost. Seconds. */
const LOOK_SECONDS = 2
/** A job whose process is silent for this long goes to another; 10 is pg-boss's minimum. Seconds. */
const LEASE_SECONDS = 10
/** How often each process looks for such jobs, and reports that it lives. Seconds. */
const SUPERVISE_SECONDS = 5

export type JobState = 'waiting' | 'active' | 'over' | 'none'

/** pg-boss as all queues of a process share it. */
export interface Boss {
  readonly boss: PgBoss
  /** With several servers a missing heartbeat shows that a job's server died; a single one checks its rows at start. */
  readonly lease: { readonly heartbeatSeconds?: number }
  state(queue: string, id: string): Promise<JobState>
  /**
   * Starts workers of a queue.
   * @param run one attempt at a job; rejecting returns it. `attempt` counts from 0; `signal` asks the job to stop
   */
  work(
    queue: string,
    workers: number,
    run: (id: string, attempt: number, signal: AbortSignal) => Promise<void>,
  ): Promise<void>
  /** Takes no more jobs, and after `graceMs` returns those still running. */
  stop(graceMs: number): Promise<void>
}

/**
 * @param databaseUrl PostgreSQL, where pg-boss keeps connections of its own; null: it shares the embedded database
 * @param databaseUrl PostgreSQL, on which pg-boss keeps connections of its own; null: it shares the embedded database
 */
export async function openBoss(
  db: Database,
  databaseUrl: string | null,
  log: Pick<FastifyBaseLogger, 'error'>,
): Promise<Boss> {
  const shared = { useListenNotify: true, schedule: false, persistWarnings: false } as const
  const boss = databaseUrl
    ? new PgBoss({
        ...shared,
        connectionString: databaseUrl,
        superviseIntervalSeconds: SUPERVISE_SECONDS,
        monitorIntervalSeconds: SUPERVISE_SECONDS,
        instanceHeartbeatSeconds: SUPERVISE_SECONDS,
      })
    : new PgBoss({
        ...shared,
        backend: 'pglite',
        db: fromPglite({ ...db, query: async (sql, params) => ({ rows: await db.query(sql, params) }) }),
      })
  boss.on('error', (error) => log.error({ err: error }, 'the queue reports an error'))
  await boss.start()
  const stopping = new AbortController()
  return {
    boss,
    lease: databaseUrl ? { heartbeatSeconds: LEASE_SECONDS } : {},
    async state(queue, id) {
      const [job] = await boss.findJobs(queue, { id })
      if (!job) return 'none'
      if (job.state === 'active') return 'active'
      return job.state === 'created' || job.state === 'retry' ? 'waiting' : 'over'
    },
    async work(queue, workers, run) {
      const workId = await boss.work(
        queue,
        {
          batchSize: 1,
          localConcurrency: workers,
          pollingIntervalSeconds: LOOK_SECONDS,
          notifyPollingIntervalSeconds: LOOK_SECONDS,
        },
        async ([job]: Job[]) => {
          if (!job) return
          try {
            await run(job.id, job.retryCount, AbortSignal.any([job.signal, stopping.signal]))
          } finally {
            // Otherwise a worker sleeps after each job even while others wait (measured: 3 jobs in 60 s).
            boss.notifyWorker(workId)
          }
        },
      )
    },
    async stop(graceMs) {
      const timer = setTimeout(() => stopping.abort(new Error('the server is stopping')), graceMs)
      // A little longer than the grace: a job that was asked to stop returns itself.
      await boss.stop({ graceful: true, timeout: graceMs + 1000 })
      clearTimeout(timer)
    },
  }
}

/** One of our transactions in the form pg-boss uses. */
export function queueDatabase(tx: Queryable): Db {
  return { executeSql: async (sql, values) => ({ rows: await tx.query(sql, values) }) }
}

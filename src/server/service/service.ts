import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyBaseLogger } from 'fastify'
import type { Database } from '../db/database.ts'
import type { Sampler } from '../fields/sampler.ts'
import type { Backend } from '../http/backend.ts'
import { openQueue } from '../jobs/queue.ts'
import { recoverTasks } from '../jobs/recover.ts'
import { runTask, type Wait } from '../jobs/run-task.ts'
import { Estimator } from './estimate.ts'
import { registerContract } from './routes.ts'
import { TaskEvents } from './task-events.ts'

export interface EmbeddedOptions {
  readonly db: Database
  /** PostgreSQL, shared with other servers; null: the embedded database, which is this process's own. */
  readonly databaseUrl: string | null
  readonly sampler: Sampler
  readonly nowMs: () => number
  /** `EMBEDDED_TASK_SECONDS`. */
  readonly taskSeconds: number
  readonly syncTimeoutMs: number
  readonly log: Pick<FastifyBaseLogger, 'info' | 'warn' | 'error'>
  /** How the pace is waited out; a stand-in lets a test decide when it ends. */
  readonly wait?: Wait
}

/** Tasks that have no job any more (their server died, the queue gave them up) are looked for this often. */
const RECOVER_MS = 60_000

const defaultWait: Wait = async (ms, signal) => {
  await sleep(ms, undefined, { signal })
}

/** Starts the embedded MetOcean service: recovers what the last server left, then takes up work. */
export async function openEmbeddedService(options: EmbeddedOptions): Promise<Backend> {
  const { db, databaseUrl, sampler, nowMs, log } = options
  const paceMs = options.taskSeconds * 1000
  const events = new TaskEvents()
  await events.open(db)
  const queue = await openQueue(db, databaseUrl, log)
  await recoverTasks(db, queue, { isCutOff: databaseUrl === null, nowMs, log })
  const recovering = setInterval(() => {
    recoverTasks(db, queue, { isCutOff: false, nowMs, log }).catch((error: unknown) => log.error({ err: error }, 'looking for lost tasks failed'))
  }, RECOVER_MS)

  const estimator = new Estimator(paceMs)
  const run = { db, sampler, events, estimator, nowMs, wait: options.wait ?? defaultWait, paceMs, log }
  await queue.work((taskId, stopping) => runTask(run, taskId, stopping))

  const stopping = new AbortController()
  return {
    about: {
      mode: 'embedded',
      source: sampler.source,
      synthetic: true,
      mail: { available: false, reason: 'This server does not send mail.' },
      capabilities: ['sync', 'async', 'cancel'],
    },
    register: (app) => registerContract(app, { db, queue, estimator, nowMs, events, source: sampler.source, syncTimeoutMs: options.syncTimeoutMs, stopping: stopping.signal }),
    async check() {
      await db.query('SELECT 1')
      await db.checkWritable()
    },
    async stop(graceMs) {
      clearInterval(recovering)
      await queue.stop(graceMs)
      stopping.abort(new Error('the server is stopping'))
      await events.close()
    },
  }
}

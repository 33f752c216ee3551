import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { FastifyBaseLogger } from 'fastify'
import { collectDefaultMetrics, Gauge, register, Registry } from 'prom-client'
import type { Database } from '../db/database.ts'
import { SettingsError, type Settings } from '../env.ts'
import { tasksByState } from './metrics.ts'

const queueDepth = new Gauge({
  name: 'fairway_queue_depth',
  help: 'Tasks and mails of the embedded service that wait for their turn.',
  labelNames: ['queue'],
})
const submissions = new Gauge({
  name: 'fairway_submissions',
  help: 'Stored submissions by state: received (being sent), accepted, refused, unknown (may have a task).',
  labelNames: ['state'],
})
const databaseUp = new Gauge({ name: 'fairway_database_up', help: 'Whether the database answers: 1 yes, 0 no.' })

/**
 * With `METRICS_PORT`, serves `GET /metrics` to Prometheus on that port, apart from the one that users reach.
 * @returns stops it
 * @throws SettingsError if the port cannot be had
 */
export async function startMetrics(
  { METRICS_HOST: host, METRICS_PORT: port }: Pick<Settings, 'METRICS_HOST' | 'METRICS_PORT'>,
  db: Database,
  log: Pick<FastifyBaseLogger, 'error'>,
): Promise<() => Promise<void>> {
  if (port === undefined) return async () => undefined
  const ofProcess = new Registry()
  collectDefaultMetrics({ register: ofProcess }) // memory, processor time, event loop, garbage collection
  const server = createServer((request, response) => {
    answer({ db, log, ofProcess }, request, response).catch((error: unknown) => {
      log.error({ err: error }, 'the metrics could not be collected')
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  })
  server.listen(port, host)
  await once(server, 'listening').catch(({ code }: NodeJS.ErrnoException) => {
    const reason = code === 'EADDRINUSE' ? 'is taken by another program' : `cannot be listened on (${code})`
    throw new SettingsError([`METRICS_PORT: port ${port} on ${host} ${reason}`])
  })
  return async () => {
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
  }
}

async function answer(
  { db, log, ofProcess }: { db: Database; log: Pick<FastifyBaseLogger, 'error'>; ofProcess: Registry },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.url !== '/metrics' || request.method !== 'GET') {
    response.writeHead(404).end()
    return
  }
  await countWork(db).then(
    () => databaseUp.set(1),
    (error: unknown) => {
      databaseUp.set(0)
      log.error({ err: error }, 'the database could not be measured')
    },
  )
  const text = await Registry.merge([register, ofProcess]).metrics()
  response.writeHead(200, { 'content-type': register.contentType, 'x-content-type-options': 'nosniff' }).end(text)
}

/** Counts what is stored; every process on one database finds the same. */
async function countWork(db: Database): Promise<void> {
  const isWaiting = "status = 'PENDING' AND started_at IS NULL"
  const queued = await db.query<Count>(
    `SELECT mode AS what, count(*)::int AS count FROM task WHERE ${isWaiting} GROUP BY 1
     UNION ALL SELECT 'mail', count(*)::int FROM mail WHERE state = 'queued'`,
  )
  const tasks = await db.query<Count>(
    `SELECT CASE WHEN ${isWaiting} THEN 'waiting' WHEN status = 'PENDING' THEN 'running' ELSE lower(status) END AS what,
     count(*)::int AS count FROM task GROUP BY 1`,
  )
  const sent = await db.query<Count>('SELECT state AS what, count(*)::int AS count FROM submission GROUP BY 1')
  for (const queue of ['sync', 'async', 'mail']) queueDepth.set({ queue }, countOf(queue, queued))
  for (const state of ['waiting', 'running', 'success', 'failure']) tasksByState.set({ state }, countOf(state, tasks))
  for (const state of ['received', 'accepted', 'refused', 'unknown']) submissions.set({ state }, countOf(state, sent))
}

interface Count {
  readonly what: string
  readonly count: number
}

/** What is not found is zero. */
const countOf = (what: string, counts: readonly Count[]) => counts.find((each) => each.what === what)?.count ?? 0

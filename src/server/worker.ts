import { openDatabase } from './db/open.ts'
import { mailOf, readEnvironment, retentionOf, SettingsError, type Settings } from './env.ts'
import { openSampler } from './fields/open-sampler.ts'
import { createLog } from './http/logging.ts'
import { startWorkers } from './jobs/workers.ts'
import { startMetrics } from './monitoring/metrics-server.ts'
import { GRACE_MS, logUnhandled, runProcess } from './run-process.ts'

/** Computes tasks of the servers that share the same PostgreSQL, without HTTP. */
async function start(settings: Settings): Promise<{ ready: string; stop: () => Promise<void> }> {
  const databaseUrl = settings.DATABASE_URL
  if (databaseUrl === undefined)
    throw new SettingsError([
      'DATABASE_URL: a worker needs the PostgreSQL that its servers use; the embedded database has one process only',
    ])
  if (settings.apiKey !== null)
    throw new SettingsError([
      'METOCEAN_API_KEY: with a key the MetOcean API computes, and a worker would have nothing to do',
    ])
  const log = createLog(settings.LOG_LEVEL)
  logUnhandled(log)
  const db = await openDatabase({ dataDir: settings.DATA_DIR, databaseUrl })
  const stopMetrics = await startMetrics(settings, db, log)
  const sampler = await openSampler(settings, log)
  const workers = await startWorkers({
    db,
    databaseUrl,
    sampler,
    nowMs: Date.now,
    taskSeconds: settings.EMBEDDED_TASK_SECONDS,
    retention: retentionOf(settings),
    mail: mailOf(settings),
    log,
  })
  const stop = async () => {
    await workers.stop(GRACE_MS)
    await sampler.close()
    await stopMetrics()
    await db.close()
  }
  return { ready: 'Fairway worker is ready', stop }
}

await runProcess(() => start(readEnvironment(process.env)))

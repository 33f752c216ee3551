import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import packageJson from '../../package.json' with { type: 'json' }
import { createApp } from './app.ts'
import { openBackend } from './backend.ts'
import { openDatabase } from './db/open.ts'
import { readEnvironment, type Settings } from './env.ts'
import { createLog } from './http/logging.ts'
import { fail, GRACE_MS, logUnhandled, runProcess } from './run-process.ts'

/** The page as the build left it beside this file; run from the sources, Vite serves it instead. */
function builtPage(): string | null {
  const folder = fileURLToPath(new URL('./web', import.meta.url))
  return existsSync(folder) ? folder : null
}

/** Refuses a port that is taken before the database is opened, which takes seconds. */
async function checkPort(host: string, port: number): Promise<void> {
  const probe = createServer().listen(port, host)
  await once(probe, 'listening')
  probe.close()
  await once(probe, 'close')
}

async function start(settings: Settings): Promise<{ ready: string; stop: () => Promise<void> }> {
  await checkPort(settings.HOST, settings.PORT)
  const log = createLog(settings.LOG_LEVEL)
  logUnhandled(log)
  const db = await openDatabase({ dataDir: settings.DATA_DIR, databaseUrl: settings.DATABASE_URL ?? null })
  // Without its database the server can only answer wrongly; what was acknowledged is in the files.
  void db.died.then(fail)
  const backend = await openBackend(settings, db, log)
  const app = await createApp({
    backend,
    version: packageJson.version,
    nowMs: Date.now,
    publicUrl: settings.PUBLIC_URL ?? null,
    webRoot: builtPage(),
    log,
  })
  const stop = async () => {
    const closed = app.close()
    await backend.stop(GRACE_MS)
    await closed
    await db.close()
  }
  try {
    await app.listen({ host: settings.HOST, port: settings.PORT })
  } catch (error) {
    await stop()
    throw error
  }
  const { port } = app.server.address() as { port: number }
  return {
    ready: `Fairway is ready at http://${settings.HOST.includes(':') ? `[${settings.HOST}]` : settings.HOST}:${port}`,
    stop,
  }
}

await runProcess(() => start(readEnvironment(process.env)))

import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import packageJson from '../../package.json' with { type: 'json' }
import { createApp } from './app.ts'
import { openAuth } from './auth/auth.ts'
import { tokensFileOf } from './auth/token-file.ts'
import { openBackend } from './backend.ts'
import { openDatabase } from './db/open.ts'
import { dailyCapsOf, oidcOf, proxyHeadersOf, readEnvironment, type Settings } from './env.ts'
import { createLog } from './http/logging.ts'
import { openLibrary } from './library/library.ts'
import { startMetrics } from './monitoring/metrics-server.ts'
import { fail, GRACE_MS, logUnhandled, runProcess } from './run-process.ts'

/** For the answers to what is given up at the end of the grace. Milliseconds. */
const LAST_ANSWERS_MS = 1_000

/** The page as the build put it beside this file; when run from the sources, Vite serves it instead. */
function builtPage(): string | null {
  const folder = fileURLToPath(new URL('./web', import.meta.url))
  return existsSync(folder) ? folder : null
}

/** A proxy that adds no header and speaks HTTP/1.1 leaves no mark by which it could be refused. */
const WITHOUT_SIGN_IN =
  'Nobody signs in (AUTH=none): whoever reaches this address is its administrator. It is for this machine alone; do not put a proxy or a tunnel in front, as not every one can be recognised and refused.'

/** Refuses a port in use before the database is opened, which takes seconds. */
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
  const stopMetrics = await startMetrics(settings, db, log)
  const backend = await openBackend(settings, db, log)
  const publicUrl = settings.PUBLIC_URL ?? null
  const auth = await openAuth({
    mode: settings.AUTH,
    db,
    tokensFile: tokensFileOf(settings),
    peers: settings.AUTH_PROXY_PEERS,
    headers: proxyHeadersOf(settings),
    oidc: oidcOf(settings),
    publicUrl,
    caps: dailyCapsOf(settings),
    nowMs: Date.now,
    log,
  })
  const app = await createApp({
    auth,
    library: openLibrary({ db, visibility: settings.TASK_VISIBILITY, nowMs: Date.now, log }),
    peers: settings.AUTH_PROXY_PEERS,
    backend,
    version: packageJson.version,
    nowMs: Date.now,
    publicUrl,
    webRoot: builtPage(),
    log,
  })
  const stop = async () => {
    const startMs = performance.now()
    const answered = app.close()
    await backend.stop(GRACE_MS, answered)
    // Who reads too slowly is cut off, so that the database is still closed in order; what was given up is told.
    const leftMs = Math.max(LAST_ANSWERS_MS, startMs + GRACE_MS - performance.now())
    const late = setTimeout(() => app.server.closeAllConnections(), leftMs)
    await answered
    clearTimeout(late)
    await stopMetrics()
    await db.close()
    log.info('closed')
  }
  try {
    await app.listen({ host: settings.HOST, port: settings.PORT })
  } catch (error) {
    await stop()
    throw error
  }
  const { port } = app.server.address() as { port: number }
  return {
    ready: `${settings.AUTH === 'none' ? `${WITHOUT_SIGN_IN}\n` : ''}Fairway is ready at http://${settings.HOST.includes(':') ? `[${settings.HOST}]` : settings.HOST}:${port}`,
    stop,
  }
}

await runProcess(() => start(readEnvironment(process.env)))

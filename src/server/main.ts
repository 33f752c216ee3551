import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import packageJson from '../../package.json' with { type: 'json' }
import { createApp } from './app.ts'
import { openBackend } from './backend.ts'
import { FolderInUseError } from './db/folder-in-use.ts'
import { DatabaseError, openDatabase } from './db/open.ts'
import { readSettings, SettingsError, type Settings } from './env.ts'
import { createLog } from './http/logging.ts'

/** To let requests and tasks end when the server is told to stop. Milliseconds. */
const GRACE_MS = 8_000
/** Whatever still hangs then is cut off; nothing that was acknowledged can be lost by it. Milliseconds. */
const LAST_MS = 10_000

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

async function start(settings: Settings): Promise<{ address: string; stop: () => Promise<void> }> {
  await checkPort(settings.HOST, settings.PORT)
  const log = createLog(settings.LOG_LEVEL)
  // A promise nobody waited for must not take every other request down with it.
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'a rejection was not handled'))
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
  return { address: `http://${settings.HOST.includes(':') ? `[${settings.HOST}]` : settings.HOST}:${port}`, stop }
}

/** One sentence for the person at the terminal; anything unexpected with its cause. */
function sentence(error: unknown): string {
  if (error instanceof SettingsError) return `Fairway cannot start with these settings:\n${error.message}`
  if (error instanceof FolderInUseError || error instanceof DatabaseError) return error.message
  const { code, address, port } = error as NodeJS.ErrnoException & { address?: string; port?: number }
  if (code === 'EADDRINUSE') return `Port ${port} on ${address} is taken by another program. Stop it, or set PORT to a free one.`
  if (code === 'EADDRNOTAVAIL' || code === 'EACCES') return `Fairway cannot listen on ${address ?? 'HOST'} port ${port ?? ''} (${code}).`
  return `Fairway could not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
}

function fail(error: unknown): never {
  process.stderr.write(`${sentence(error)}\n`)
  process.exit(1)
}

try {
  const { address, stop } = await start(readSettings(process.env))
  process.stdout.write(`Fairway is ready at ${address}\n`)
  let isStopping = false
  const end = () => {
    if (isStopping) process.exit(1) // asked twice: at once
    isStopping = true
    setTimeout(() => process.exit(0), LAST_MS).unref()
    stop().then(() => process.exit(0), fail)
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
} catch (error) {
  fail(error)
}

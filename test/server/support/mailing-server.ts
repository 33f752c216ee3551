// The embedded service as a process of its own that retries mail within seconds, and leaves it alone without SMTP_URL.
import { createApp } from '#src/server/app.ts'
import { openToAll } from '#src/server/auth/auth.ts'
import { openDatabase } from '#src/server/db/open.ts'
import { mailOf, readEnvironment } from '#src/server/env.ts'
import { createLog } from '#src/server/http/logging.ts'
import { openEmbeddedService } from '#src/server/service/service.ts'
import { FakeSampler } from './fake-sampler.ts'

const settings = readEnvironment(process.env)
const databaseUrl = settings.DATABASE_URL ?? null
const log = createLog(settings.LOG_LEVEL)
const nowMs = Date.now
const backend = await openEmbeddedService({
  db: await openDatabase({ dataDir: settings.DATA_DIR, databaseUrl }),
  databaseUrl,
  sampler: new FakeSampler(),
  nowMs,
  taskSeconds: 0,
  retention: { days: 90, bytes: 10e9 },
  mail: mailOf(settings),
  mailDomains: settings.MAIL_ALLOWED_DOMAINS,
  caps: { all: null, user: null },
  visibility: 'team',
  mailRetries: { count: 20, firstSeconds: 1, mostSeconds: 1 },
  syncTimeoutMs: 10_000,
  log,
})
const app = await createApp({
  auth: openToAll,
  library: null,
  peers: [],
  backend,
  version: '0.0.0-test',
  nowMs,
  publicUrl: null,
  webRoot: null,
  log,
})
process.stdout.write(`Fairway is ready at ${await app.listen({ host: '127.0.0.1', port: 0 })}\n`)

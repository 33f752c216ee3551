// A gateway that kills itself: a request with `x-die-at: 3` may take two steps, and no third. A step is any call to its
// database, and finally the answer.
import { createApp } from '#src/server/app.ts'
import { openToAll } from '#src/server/auth/auth.ts'
import { openDatabase } from '#src/server/db/open.ts'
import { readEnvironment } from '#src/server/env.ts'
import { openGateway } from '#src/server/gateway/gateway.ts'
import { createLog } from '#src/server/http/logging.ts'
import { countedDatabase } from './counted-database.ts'

let left = Infinity
const step = () => {
  if (--left <= 0) process.kill(process.pid, 'SIGKILL')
}

const { DATA_DIR, METOCEAN_URL, METOCEAN_TASKS_URL, apiKey } = readEnvironment(process.env)
const db = countedDatabase(await openDatabase({ dataDir: DATA_DIR, databaseUrl: null }), step)
const log = createLog('silent')
const nowMs = Date.now
const backend = await openGateway({
  db,
  isOnlyServer: true,
  apiKey: apiKey!,
  requestsUrl: METOCEAN_URL,
  tasksUrl: METOCEAN_TASKS_URL,
  proxy: null,
  syncTimeoutMs: 10_000,
  mailDomains: [],
  caps: { all: null, user: null },
  visibility: 'team',
  isSignedIn: false,
  nowMs,
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
app.addHook('onRequest', async ({ headers }) => {
  if (headers['x-die-at']) left = Number(headers['x-die-at'])
})
app.addHook('onSend', async () => step())
app.addHook('onResponse', async () => void (left = Infinity))
process.stdout.write(`Fairway is ready at ${await app.listen({ host: '127.0.0.1', port: 0 })}\n`)

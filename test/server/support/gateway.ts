import { rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { Writable } from 'node:stream'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { createApp } from '#src/server/app.ts'
import { openToAll } from '#src/server/auth/auth.ts'
import type { Database } from '#src/server/db/database.ts'
import type { Visibility } from '#src/server/auth/user.ts'
import type { DailyCaps } from '#src/server/db/usage.ts'
import { openDatabase } from '#src/server/db/open.ts'
import type { Deadlines } from '#src/server/gateway/upstream.ts'
import { openGateway } from '#src/server/gateway/gateway.ts'
import type { Backend } from '#src/server/http/backend.ts'
import type { CompanyProxy } from '#src/server/http/outside.ts'
import { openLibrary } from '#src/server/library/library.ts'
import type { ReceivingLimits } from '#src/server/http/request-body.ts'
import { createLog } from '#src/server/http/logging.ts'
import { openTestAuth, type SignInSetup } from './embedded.ts'
import { makeDataFolder } from '#test/support/data-folder.ts'

/** A key that must be found nowhere but in the upstream's ledger. */
export const CANARY_KEY = 'canary-4f1d2c9e-not-for-anyone'

/** The product's deadlines at about 1:100. */
export const shortDeadlines: Deadlines = {
  connectMs: 500,
  taskMs: 300,
  acceptMs: 600,
  syncMs: 1500,
  resultMs: 1000,
  sharedMs: 2000,
}

export interface GatewayServer {
  readonly app: FastifyInstance
  readonly backend: Backend
  /** Where it listens, for what `inject` cannot show (streams, disconnects). */
  readonly url: string
  /** Everything that was logged, as text. */
  log(): string
  post(
    path: string,
    body?: InjectOptions['payload'],
    headers?: Record<string, string>,
  ): Promise<Awaited<ReturnType<FastifyInstance['inject']>>>
  get(path: string, headers?: Record<string, string>): Promise<Awaited<ReturnType<FastifyInstance['inject']>>>
  close(): Promise<void>
}

/** A database of its own in a temporary folder; opening takes a second or two, so each test file shares one. */
export async function openTestDatabase(): Promise<{ db: Database; close: () => Promise<void> }> {
  const dataDir = makeDataFolder('gateway')
  const db = await openDatabase({ dataDir, databaseUrl: null })
  return {
    db,
    async close() {
      await db.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

export interface GatewaySetup {
  readonly db: Database
  readonly requestsUrl: string
  readonly tasksUrl?: string
  readonly apiKey?: string
  readonly mailDomains?: readonly string[]
  readonly caps?: DailyCaps
  readonly visibility?: Visibility
  /** A sign-in mode; without it whoever asks has an admin's rights. */
  readonly signIn?: SignInSetup
  readonly deadlines?: Deadlines
  readonly nowMs?: () => number
  readonly receiving?: ReceivingLimits
  readonly proxy?: CompanyProxy
  /** Certificates to trust, PEM. */
  readonly trusted?: string
}

/** The whole server in gateway mode, on a port of loopback, logging everything. */
export async function openTestGateway(setup: GatewaySetup): Promise<GatewayServer> {
  const lines: string[] = []
  const log = createLog(
    'trace',
    new Writable({ write: (chunk: Buffer, _encoding, done) => (lines.push(chunk.toString()), done()) }),
  )
  const nowMs = setup.nowMs ?? Date.now
  const {
    db,
    requestsUrl,
    tasksUrl = requestsUrl,
    apiKey = CANARY_KEY,
    mailDomains = [],
    deadlines = shortDeadlines,
    proxy = null,
    trusted,
  } = setup
  const backend = await openGateway({
    db,
    isOnlyServer: true,
    apiKey,
    requestsUrl,
    tasksUrl,
    proxy,
    trusted,
    syncTimeoutMs: deadlines.syncMs,
    mailDomains,
    caps: setup.caps ?? { all: null, user: null },
    visibility: setup.visibility ?? 'team',
    isSignedIn: setup.signIn !== undefined,
    nowMs,
    log,
    deadlines,
  })
  const app = await createApp({
    auth: setup.signIn ? await openTestAuth(setup.signIn, { db, nowMs, log }) : openToAll,
    library: openLibrary({ db, visibility: setup.visibility ?? 'team', nowMs, log }),
    peers: setup.signIn?.peers ?? [],
    backend,
    version: '0.0.0-test',
    nowMs,
    publicUrl: setup.signIn?.publicUrl ?? null,
    webRoot: null,
    log,
    receiving: setup.receiving,
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  return {
    app,
    backend,
    url: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/api`,
    log: () => lines.join(''),
    post: async (path, payload, headers = {}) =>
      app.inject({ method: 'POST', url: `/api${path}`, headers: { 'x-fairway': '1', ...headers }, payload }),
    get: async (path, headers = {}) =>
      app.inject({ method: 'GET', url: `/api${path}`, headers: { 'x-fairway': '1', ...headers } }),
    async close() {
      await app.close()
      await backend.stop(0, Promise.resolve())
    },
  }
}

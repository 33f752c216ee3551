import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import pg from 'pg'
import { createApp } from '#src/server/app.ts'
import { type Auth, type AuthOptions, openAuth } from '#src/server/auth/auth.ts'
import type { Visibility } from '#src/server/auth/user.ts'
import type { Database } from '#src/server/db/database.ts'
import { openDatabase } from '#src/server/db/open.ts'
import type { DailyCaps } from '#src/server/db/usage.ts'
import { openLibrary } from '#src/server/library/library.ts'
import { createLog } from '#src/server/http/logging.ts'
import type { MailSettings } from '#src/server/mail/mailing.ts'
import type { Wait } from '#src/server/jobs/run-task.ts'
import { openEmbeddedService } from '#src/server/service/service.ts'
import type { Sampler } from '#src/server/fields/sampler.ts'
import { FakeSampler } from './fake-sampler.ts'
import { makeDataFolder } from '#test/support/data-folder.ts'

export interface EmbeddedServer {
  readonly app: FastifyInstance
  readonly db: Database
  readonly sampler: FakeSampler
  /** The server's present time; a test may set it. */
  readonly clock: { nowMs: number }
  /** POST with the header that Fairway's own page sends. */
  post(path: string, body?: InjectOptions['payload'], headers?: Record<string, string>): Promise<LightMyRequestResponse>
  get(path: string, headers?: Record<string, string>): Promise<LightMyRequestResponse>
  close(): Promise<void>
}

export interface EmbeddedTestOptions {
  /** A PostgreSQL server, on which the test makes a database of its own. */
  readonly databaseUrl?: string
  /** A database that other servers of the test share; it stays. */
  readonly sharedUrl?: string
  readonly taskSeconds?: number
  readonly wait?: Wait
  /** Instead of the fake one. */
  readonly samplesWith?: Sampler
  readonly syncTimeoutMs?: number
  /** Its mail server, and the only domain it mails to: `ship.example`. */
  readonly mail?: Pick<MailSettings, 'smtpUrl'> & Partial<MailSettings>
  readonly caps?: DailyCaps
  readonly visibility?: Visibility
  /** A sign-in mode; without it whoever asks has an admin's rights. */
  readonly signIn?: SignInSetup
}

export type SignInSetup = Pick<AuthOptions, 'mode'> & Partial<AuthOptions>

const noCaps: DailyCaps = { all: null, user: null }

/** Sign-in as a test wants it, with nothing in front and an empty token file unless it says otherwise. */
export const openTestAuth = (setup: SignInSetup, deps: Pick<AuthOptions, 'db' | 'nowMs' | 'log'>): Promise<Auth> =>
  openAuth({
    tokensFile: '/nowhere/tokens.json',
    peers: [],
    headers: null,
    oidc: null,
    publicUrl: null,
    caps: noCaps,
    ...deps,
    ...setup,
  })

/** A database of the test's own on a PostgreSQL server. */
export async function createDatabase(serverUrl: string): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `fairway_test_${randomUUID().slice(0, 8)}`
  const run = async (sql: string) => {
    const client = new pg.Client(serverUrl)
    await client.connect()
    await client.query(sql)
    await client.end()
  }
  await run(`CREATE DATABASE ${name}`)
  return {
    url: Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href,
    drop: () => run(`DROP DATABASE ${name} WITH (FORCE)`),
  }
}

/** The embedded service on a database of its own in a temporary folder, or on PostgreSQL, without a port. */
export async function openEmbedded(options: EmbeddedTestOptions = {}): Promise<EmbeddedServer> {
  const ownDatabase = options.databaseUrl ? await createDatabase(options.databaseUrl) : null
  const databaseUrl = options.sharedUrl ?? ownDatabase?.url ?? null
  const dataDir = databaseUrl === null ? makeDataFolder('embedded') : 'unused'
  const clock = { nowMs: Date.UTC(2026, 10, 22, 17, 51, 0) }
  const nowMs = () => clock.nowMs
  const log = createLog(process.env['TEST_LOG'] ?? 'silent')
  const db = await openDatabase({ dataDir, databaseUrl })
  const sampler = new FakeSampler()
  const backend = await openEmbeddedService({
    db,
    databaseUrl,
    sampler: options.samplesWith ?? sampler,
    nowMs,
    taskSeconds: options.taskSeconds ?? 0,
    retention: { days: 90, bytes: 10e9 },
    mail: options.mail
      ? { from: 'Fairway <fairway@office.example>', pageUrl: 'https://fairway.example', ...options.mail }
      : null,
    mailDomains: ['ship.example'],
    mailRetries: { count: 4, firstSeconds: 1, mostSeconds: 1 },
    caps: options.caps ?? noCaps,
    visibility: options.visibility ?? 'team',
    syncTimeoutMs: options.syncTimeoutMs ?? 10_000,
    wait: options.wait,
    log,
  })
  const signIn = options.signIn ?? { mode: 'none' as const }
  const app = await createApp({
    auth: await openTestAuth({ caps: options.caps ?? noCaps, ...signIn }, { db, nowMs, log }),
    library: openLibrary({ db, visibility: options.visibility ?? 'team', nowMs, log }),
    peers: signIn.peers ?? [],
    backend,
    version: '0.0.0-test',
    nowMs,
    publicUrl: signIn.publicUrl ?? null,
    webRoot: null,
    log,
  })
  return {
    app,
    db,
    sampler,
    clock,
    post: (path, payload, headers = {}) =>
      app.inject({ method: 'POST', url: `/api${path}`, headers: { 'x-fairway': '1', ...headers }, payload }),
    get: (path, headers = {}) =>
      app.inject({ method: 'GET', url: `/api${path}`, headers: { 'x-fairway': '1', ...headers } }),
    async close() {
      sampler.release()
      await app.close()
      await backend.stop(0, Promise.resolve())
      await db.close()
      await ownDatabase?.drop()
      if (databaseUrl === null) rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** A body of the contract: points on the equator eastward, an hour apart. */
export function requestBody(count: number, more: Record<string, unknown> = {}) {
  const points = Array.from({ length: count }, (_, i) => ({
    latitude: 0,
    longitude: (i % 180) / 2,
    timestamp: new Date(Date.UTC(2026, 10, 23, i % 200)).toISOString().replace('.000', ''),
  }))
  return { points, variables: ['gust'], ...more }
}

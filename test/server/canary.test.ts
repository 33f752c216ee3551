import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, inject, it } from 'vitest'
import { addToken } from '#src/server/auth/token-file.ts'
import { makeDataFolder } from '#test/support/data-folder.ts'
import { hasPostgres, startPostgres } from '#test/support/postgres.ts'
import { answer } from '#test/support/upstream/behaviours.ts'
import { startUpstream } from '#test/support/upstream/upstream.ts'
import { startChild } from './support/child-server.ts'
import { createDatabase, requestBody } from './support/embedded.ts'
import { CANARY_KEY } from './support/gateway.ts'
import { freePort } from './support/ports.ts'

/** Starting a server and making a backup take seconds each, and several times as long on a busy machine. */
const GUARD_MS = 300_000

const CLIENT_SECRET = 'canary-9b61e0d2-of-the-oidc-client'
const DATABASE_PASSWORD = 'canary-c07d55aa-of-the-database'

/** As which bytes a secret could be written and still be read: as it is, in base64 wherever it begins, and escaped. */
function formsOf(secret: string): readonly Buffer[] {
  const bytes = Buffer.from(secret)
  const inBase64 = [0, 1, 2].map((before) =>
    // The first and the last characters depend on what stands beside the secret.
    Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .slice(4, -4),
  )
  const each = (form: (code: number) => string) => [...bytes].map(form).join('')
  return [
    bytes,
    Buffer.from(secret, 'utf16le'),
    ...[
      ...inBase64,
      bytes.toString('hex'),
      each((code) => `%${code.toString(16)}`),
      each((code) => `\\u00${code.toString(16)}`),
    ].map((text) => Buffer.from(text)),
  ]
}

/** Which of the secrets stand in any of these texts and files, by the names they are given. */
function secretsIn(places: ReadonlyMap<string, Buffer>, secrets: readonly string[]): string[] {
  return [...places].flatMap(([name, bytes]) =>
    secrets
      .filter((secret) => formsOf(secret).some((form) => bytes.includes(form)))
      .map((secret) => `${name}: ${secret}`),
  )
}

function addFolder(places: Map<string, Buffer>, folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) {
      const path = join(entry.parentPath, entry.name)
      places.set(path, readFileSync(path))
    }
}

interface Engine {
  /** Settings that name a database. */
  readonly settings: Record<string, string>
  /** What a backup holds, decompressed. */
  read(backup: string): Buffer
  close(): Promise<void>
}

const embedded = (): Promise<Engine> =>
  Promise.resolve({ settings: {}, read: (backup) => gunzipSync(readFileSync(backup)), close: () => Promise.resolve() })

async function postgres(): Promise<Engine> {
  const server = await startPostgres()
  const database = await createDatabase(server.url)
  return {
    settings: { DATABASE_URL: Object.assign(new URL(database.url), { password: DATABASE_PASSWORD }).href },
    read: (backup) => execFileSync('pg_restore', ['--file=-', backup], { maxBuffer: 1e9 }),
    async close() {
      await database.drop()
      await server.close()
    },
  }
}

async function searchAll(open: () => Promise<Engine>): Promise<void> {
  const engine = await open()
  const upstream = await startUpstream(CANARY_KEY, { taskMs: 0 })
  const dataDir = makeDataFolder('canary')
  const elsewhere = mkdtempSync(join(tmpdir(), 'fairway-canary-'))
  const secretFile = join(elsewhere, 'oidc-secret')
  writeFileSync(secretFile, CLIENT_SECRET)
  const token = addToken(join(dataDir, 'tokens.json'), { name: 'anna', role: 'admin' })
  const metricsPort = await freePort()
  const server = await startChild({
    ...engine.settings,
    DATA_DIR: dataDir,
    METOCEAN_API_KEY: CANARY_KEY,
    METOCEAN_URL: upstream.url,
    METOCEAN_TASKS_URL: upstream.url,
    AUTH: 'oidc',
    PUBLIC_URL: 'https://localhost',
    OIDC_ISSUER: 'http://127.0.0.1:9',
    OIDC_CLIENT_ID: 'fairway',
    OIDC_CLIENT_SECRET_FILE: secretFile,
    METRICS_PORT: String(metricsPort),
    LOG_LEVEL: 'trace',
  })
  const origin = server.api.slice(0, -'/api'.length)
  const places = new Map<string, Buffer>()
  const ask = async (path: string, init?: RequestInit) => {
    const response = await fetch(origin + path, { redirect: 'manual', ...init })
    const body = Buffer.from(await response.arrayBuffer())
    const head = Buffer.from(JSON.stringify([...response.headers]))
    places.set(`answer ${places.size} ${path}`, Buffer.concat([head, body]))
    return { status: response.status, body }
  }
  const asAnna = { headers: { 'x-api-key': token, 'content-type': 'application/json' } }
  const send = (path: string) => ask(path, { ...asAnna, method: 'POST', body: JSON.stringify(requestBody(2)) })

  const { body } = await send('/api/MetOcean/async')
  const { task_id: id } = JSON.parse(body.toString()) as { task_id: string }
  expect((await ask(`/api/task/${id}`, asAnna)).status).toBe(200)
  expect((await send('/api/MetOcean')).status).toBe(200)
  upstream.next('POST', answer(500, `{"detail":"${CANARY_KEY}"}`))
  expect((await send('/api/MetOcean/async')).status).toBe(502)
  for (const path of [
    '/api/about',
    '/api/user/tasks',
    '/api/audit',
    '/api/usage',
    '/api/sessions',
    '/api/openapi.json',
  ])
    expect((await ask(path, asAnna)).status, path).toBe(200)
  expect((await ask('/auth/start?return=/')).status).toBe(302) // the provider is away
  for (const path of ['/healthz', '/readyz']) expect((await ask(path)).status).toBe(200)
  places.set('metrics', Buffer.from(await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).arrayBuffer()))
  expect(places.get('metrics')!.includes('fairway_')).toBe(true)
  expect(upstream.ledger.received.length).toBeGreaterThan(3)
  expect(await server.end('SIGTERM')).toBe(0)
  places.set('log', Buffer.from(server.output()))
  expect(server.output()).toContain('"user":"anna"')

  const backup = join(elsewhere, 'backup')
  const program = join(inject('builtPrograms'), 'backup.mjs')
  const said = execFileSync(process.execPath, ['--liftoff-only', program, backup], {
    env: { PATH: process.env['PATH'], DATA_DIR: dataDir, ...engine.settings },
  })
  places.set('what the backup says', said)
  places.set('backup', engine.read(backup))
  expect(places.get('backup')!.includes(id)).toBe(true)
  addFolder(places, dataDir)
  addFolder(places, inject('builtPrograms'))

  const secrets = [CANARY_KEY, CLIENT_SECRET, DATABASE_PASSWORD, token]
  expect(secretsIn(places, secrets)).toEqual([])
  // The search itself finds what is there.
  for (const form of formsOf(CANARY_KEY))
    expect(
      secretsIn(new Map([['x', Buffer.concat([Buffer.from('<'), form, Buffer.from('>')])]]), secrets),
    ).toHaveLength(1)
  rmSync(dataDir, { recursive: true })
  rmSync(elsewhere, { recursive: true })
  await upstream.close()
  await engine.close()
}

it(
  'S1 no secret of a gateway is in its answers, metrics, probes, logs, files and backups: with the embedded database',
  () => searchAll(embedded),
  GUARD_MS,
)

it.skipIf(!hasPostgres)(
  'S1 no secret of a gateway is in its answers, metrics, probes, logs, files and backups: with PostgreSQL',
  () => searchAll(postgres),
  GUARD_MS,
)

import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '#src/server/app.ts'
import { openToAll } from '#src/server/auth/auth.ts'
import { deadlinesFor } from '#src/server/gateway/upstream.ts'
import type { Backend } from '#src/server/http/backend.ts'
import { createLog } from '#src/server/http/logging.ts'
import { startMetrics } from '#src/server/monitoring/metrics-server.ts'
import { answer } from '#test/support/upstream/behaviours.ts'
import { startUpstream, type ScriptedUpstream } from '#test/support/upstream/upstream.ts'
import { requestBody } from '../support/embedded.ts'
import { CANARY_KEY, openTestDatabase, openTestGateway, type GatewayServer } from '../support/gateway.ts'
import { freePort } from '../support/ports.ts'

let database: Awaited<ReturnType<typeof openTestDatabase>>
let upstream: ScriptedUpstream
let gateway: GatewayServer
const clock = { nowMs: Date.UTC(2026, 10, 22, 17, 51) }
const log = createLog('silent')

beforeAll(async () => {
  database = await openTestDatabase()
  upstream = await startUpstream(CANARY_KEY)
  gateway = await openTestGateway({
    db: database.db,
    requestsUrl: upstream.url,
    tasksUrl: upstream.url,
    nowMs: () => clock.nowMs,
    deadlines: deadlinesFor(60_000), // the product's: nothing here is about time
  })
})
afterEach(() => {
  upstream.heal()
  clock.nowMs += 60_000
})
afterAll(async () => {
  await gateway.close()
  await upstream.close()
  await database.close()
})

const probe = async (path: string, { app } = gateway) => {
  const response = await app.inject({ url: path })
  return [response.statusCode, response.json<unknown>()]
}

describe('probes', () => {
  it('tell the state of the MetOcean API as its last call showed it, without a call of their own', async () => {
    expect(await probe('/readyz')).toEqual([200, { status: 'ok', checks: { database: 'ok', upstream: 'unknown' } }])
    upstream.always('GET /user/tasks', answer(500, 'broken'))
    expect((await gateway.get('/user/tasks')).statusCode).toBe(502)
    const calls = upstream.ledger.received.length
    expect(await probe('/readyz')).toEqual([
      200,
      { status: 'degraded', checks: { database: 'ok', upstream: 'failing', upstream_code: 'server-failed' } },
    ])
    expect(upstream.ledger.received).toHaveLength(calls)
    upstream.heal()
    await gateway.get('/user/tasks')
    expect(await probe('/readyz')).toEqual([200, { status: 'ok', checks: { database: 'ok', upstream: 'ok' } }])
  })

  it('tell a database that does not answer from a process that does, and ask it once a second', async () => {
    let looks = 0
    const backend: Backend = {
      about: gateway.backend.about,
      register: () => undefined,
      check: async () => {
        looks += 1
        throw new Error('canary in /home/someone')
      },
      stop: async () => undefined,
    }
    const app = await createApp({
      auth: openToAll,
      library: null,
      peers: [],
      backend,
      version: '1',
      nowMs: () => clock.nowMs,
      publicUrl: null,
      webRoot: null,
      log,
    })
    const [first] = await Promise.all([app.inject({ url: '/readyz' }), app.inject({ url: '/readyz' })])
    expect([first.statusCode, first.json()]).toEqual([503, { status: 'failing', checks: { database: 'failing' } }])
    expect(looks).toBe(1)
    clock.nowMs += 1_000
    await app.inject({ url: '/readyz' })
    expect(looks).toBe(2)
    const alive = await app.inject({ url: '/healthz' })
    expect([alive.statusCode, alive.json(), alive.headers['cache-control']]).toEqual([
      200,
      { status: 'ok' },
      'no-store',
    ])
    await app.close()
  })
})

describe('metrics', () => {
  let url: string
  let port: number
  let stop: () => Promise<void>
  beforeAll(async () => {
    port = await freePort()
    stop = await startMetrics({ METRICS_HOST: '127.0.0.1', METRICS_PORT: port }, database.db, log)
    url = `http://127.0.0.1:${port}`
  })
  afterAll(() => stop())
  const scrape = async () => (await fetch(`${url}/metrics`)).text()
  const value = (text: string, sample: string) =>
    Number(
      text
        .split('\n')
        .find((line) => line.startsWith(`${sample} `))
        ?.split(' ')
        .at(-1) ?? NaN,
    )

  it('have these names and labels', async () => {
    await gateway.get('/user/tasks/PENDING')
    const text = await scrape()
    const names = [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].map(([, name, type]) => `${type} ${name}`)
    expect(names.filter((name) => name.includes('fairway')).sort()).toEqual([
      'counter fairway_requested_values_total',
      'gauge fairway_database_up',
      'gauge fairway_queue_depth',
      'gauge fairway_submissions',
      'gauge fairway_tasks',
      'gauge fairway_upstream_up',
      'histogram fairway_http_request_duration_seconds',
      'histogram fairway_upstream_call_duration_seconds',
    ])
    expect(names).toEqual(
      expect.arrayContaining(['gauge process_resident_memory_bytes', 'gauge nodejs_eventloop_lag_seconds']),
    )
    const labels = new Set(
      [...text.matchAll(/^fairway_\S*?\{(.*)\} /gm)].flatMap(([, all]) => all!.match(/\w+(?==")/g)!),
    )
    expect([...labels].sort()).toEqual([
      'kind',
      'le',
      'method',
      'outcome',
      'queue',
      'route',
      'service',
      'state',
      'status',
    ])
  })

  it('are all that the Grafana board asks for', async () => {
    const names = new Set([...(await scrape()).matchAll(/^# TYPE (\w+) /gm)].map(([, name]) => name))
    const board = JSON.parse(readFileSync('docs/hosting/grafana.json', 'utf8')) as {
      panels: { title: string; targets: { expr: string }[] }[]
    }
    const asked = board.panels.flatMap(({ targets }) =>
      targets.flatMap(({ expr }) => expr.match(/\b(fairway|process|nodejs)_\w+/g)!),
    )
    expect(asked.length).toBeGreaterThan(10)
    expect(asked.filter((name) => !names.has(name.replace(/_(count|bucket)$/, '')))).toEqual([])
  })

  it('count requests, calls and values asked for, without a name, an id or the key', async () => {
    const before = await scrape()
    const body = requestBody(7, { variables: ['wind', 'wave'], task_name: `canary-${randomUUID()}` })
    const { task_id } = (await gateway.post('/MetOcean/async', body)).json<{ task_id: string }>()
    upstream.always('POST /MetOcean', answer(422, 'no'))
    await gateway.post('/MetOcean/async', body)
    upstream.heal()
    await gateway.get('/task/canary')
    await gateway.get('/canary')
    await gateway.get('/user/tasks/PENDING')
    const after = await scrape()
    const grown = (sample: string) => value(after, sample) - (value(before, sample) || 0)
    expect(grown('fairway_requested_values_total')).toBe(14)
    const posts = 'fairway_http_request_duration_seconds_count{method="POST",route="/api/MetOcean/async"'
    expect(grown(`${posts},status="200"}`)).toBe(1)
    expect(grown(`${posts},status="422"}`)).toBe(1)
    expect(grown('fairway_http_request_duration_seconds_count{method="GET",route="none",status="404"}')).toBe(1)
    const calls = 'fairway_upstream_call_duration_seconds_count{kind="async"'
    expect(grown(`${calls},outcome="ok"}`)).toBe(1)
    expect(grown(`${calls},outcome="request-refused"}`)).toBe(1)
    expect(value(after, 'fairway_upstream_up{service="metocean"}')).toBe(1)
    expect(value(after, 'fairway_submissions{state="refused"}')).toBe(1)
    expect(value(after, 'fairway_tasks{state="pending"}')).toBeGreaterThan(0)
    for (const secret of ['canary', CANARY_KEY, task_id, 'operator', '127.0.0.1']) expect(after).not.toContain(secret)
  })

  it('S20 are on their own port alone, and nothing else is there', async () => {
    expect((await gateway.app.inject({ url: '/metrics' })).statusCode).toBe(404)
    expect((await gateway.get('/metrics')).statusCode).toBe(404)
    for (const path of ['/', '/api/about', '/metrics/..', '/healthz'])
      expect((await fetch(url + path)).status).toBe(404)
    expect((await fetch(`${url}/metrics`, { method: 'POST' })).status).toBe(404)
  })

  it('say in one sentence that their port is taken', async () => {
    await expect(startMetrics({ METRICS_HOST: '127.0.0.1', METRICS_PORT: port }, database.db, log)).rejects.toThrow(
      `METRICS_PORT: port ${port} on 127.0.0.1 is taken by another program`,
    )
  })

  it('still show the process when the database does not answer', async () => {
    const other = await freePort()
    const broken = { ...database.db, query: () => Promise.reject(new Error('away')) }
    const end = await startMetrics({ METRICS_HOST: '127.0.0.1', METRICS_PORT: other }, broken, log)
    const text = await (await fetch(`http://127.0.0.1:${other}/metrics`)).text()
    expect(value(text, 'fairway_database_up')).toBe(0)
    expect(value(text, 'process_resident_memory_bytes')).toBeGreaterThan(1e6)
    await end()
  })
})

import { connect, type Socket } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { MOST_UNDER_WAY } from '#src/server/http/caps.ts'
import { receivingLimits } from '#src/server/http/request-body.ts'
import { refuse } from '#test/support/upstream/behaviours.ts'
import { startUpstream, type ScriptedUpstream } from '#test/support/upstream/upstream.ts'
import { openEmbedded, requestBody } from '../support/embedded.ts'
import {
  CANARY_KEY,
  openTestDatabase,
  openTestGateway,
  shortDeadlines,
  type GatewayServer,
} from '../support/gateway.ts'

let database: Awaited<ReturnType<typeof openTestDatabase>>
let upstream: ScriptedUpstream
let gateway: GatewayServer
/** The product's, 1:100. */
const receiving = { ...receivingLimits, headersMs: 100, smallBodyMs: 300, largeBodyMs: 1200, checkMs: 50 }
beforeAll(async () => {
  database = await openTestDatabase()
  upstream = await startUpstream(CANARY_KEY)
  gateway = await openTestGateway({
    db: database.db,
    requestsUrl: upstream.url,
    receiving,
    deadlines: { ...shortDeadlines, sharedMs: 200, taskMs: 20_000, acceptMs: 20_000 },
  })
})
afterEach(() => upstream.heal())
afterAll(async () => {
  await gateway.close()
  await upstream.close()
  await database.close()
})

describe('G7 a blocked event loop', () => {
  function block(ms: number): void {
    for (const sinceMs = performance.now(); performance.now() - sinceMs < ms;);
  }

  it('G7 shows in health for the next look, and makes no second poll', async () => {
    await gateway.get('/health')
    const polls = [gateway.get('/user/tasks/PENDING'), gateway.get('/user/tasks/PENDING')]
    const asked = upstream.ledger.count('GET /user/tasks')
    await new Promise((resolve) => setImmediate(resolve))
    block(2000)
    await Promise.all(polls)
    expect(upstream.ledger.count('GET /user/tasks') - asked).toBeLessThanOrEqual(1)
    const health = (await gateway.get('/health')).json<{ status: string; lag_ms: number }>()
    expect(health.status).toBe('degraded')
    expect(health.lag_ms).toBeGreaterThan(1500)
    await expect
      .poll(async () => (await gateway.get('/health')).json<{ status: string }>().status, { timeout: 10_000 })
      .toBe('ok')
  })
})

it('G8 asks the service once in a while, however many browsers poll', async () => {
  const asked = upstream.ledger.count('GET /user/tasks')
  const sinceMs = performance.now()
  const latencies: number[] = []
  const browser = async () => {
    for (let poll = 0; poll < 5; poll++) {
      const startMs = performance.now()
      expect((await gateway.get('/user/tasks/PENDING')).statusCode).toBe(200)
      latencies.push(performance.now() - startMs)
    }
  }
  await Promise.all(Array.from({ length: 200 }, browser))
  const shares = Math.ceil((performance.now() - sinceMs) / 200) + 1
  expect(upstream.ledger.count('GET /user/tasks') - asked).toBeLessThanOrEqual(shares)
  const p95 = latencies.sort((a, b) => a - b)[Math.floor(latencies.length * 0.95)]!
  expect(p95).toBeLessThan(2000) // a guard, ten times the figure
})

it('G8 shares a failing list among those who wait for it, too', async () => {
  upstream.always('GET /user/tasks', refuse(500))
  const asked = upstream.ledger.count('GET /user/tasks')
  const statuses = (await Promise.all(Array.from({ length: 200 }, () => gateway.get('/user/tasks')))).map(
    ({ statusCode }) => statusCode,
  )
  expect(new Set(statuses)).toEqual(new Set([502]))
  expect(upstream.ledger.count('GET /user/tasks') - asked).toBeLessThanOrEqual(3)
})

describe('a client that is slow on purpose', () => {
  const post = (path: string) =>
    `POST /api${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nx-fairway: 1\r\ncontent-type: application/json\r\n`
  const open = (): Socket => {
    const { hostname, port } = new URL(gateway.url)
    return connect(Number(port), hostname).on('error', () => undefined)
  }

  it.each([
    ['says nothing', '', ''],
    ['drips its headers', 'GET /api/about HTTP/1.1\r\nHost: 127.0.0.1\r\n', 'x-a: 1\r\n'],
    ['drips a small body', `${post('/cancel_task/abc')}content-length: 100000\r\n\r\n`, ' '],
    ['drips a large body', `${post('/MetOcean')}content-length: 100000\r\n\r\n`, ' '],
    ['never ends its body', `${post('/MetOcean')}transfer-encoding: chunked\r\n\r\n`, ''],
  ])('G9 is let go when it %s, and others are served meanwhile', async (_, start, step) => {
    const socket = open()
    const closed = new Promise<string>((resolve) => {
      let text = ''
      socket.on('data', (data: Buffer) => (text += data.toString()))
      socket.once('close', () => resolve(text))
    })
    socket.write(start)
    const dripping = setInterval(() => step && socket.write(step), 20)
    expect((await gateway.get('/about')).statusCode).toBe(200)
    const text = await closed // the test's own limit is the guard
    clearInterval(dripping)
    expect(text).toMatch(/^$|^HTTP\/1\.1 (400|408) /)
  })
})

describe('S11 one user’s share', () => {
  it('S11 ends at so many tasks under way, and begins again when one has ended', async () => {
    const task = upstream.tasks.add(JSON.stringify(requestBody(1)), 'PENDING')
    await expect
      .poll(async () => (await gateway.get('/user/tasks/PENDING')).body, { timeout: 10_000 })
      .toContain(task.task_id)
    const fill = (count: number, taskId: string | null) =>
      database.db.query(
        `INSERT INTO submission
      SELECT gen_random_uuid(), 'operator', NULL, 1, '["gust"]', now(), $2::text, $3 FROM generate_series(1, $1)`,
        [count, taskId, taskId ? 'accepted' : 'received'],
      )
    await fill(MOST_UNDER_WAY - 1, null)
    await fill(1, task.task_id)
    const heard = upstream.tasks.all.length
    const refused = await gateway.post('/MetOcean/async', requestBody(1))
    expect([refused.statusCode, refused.headers['retry-after'], refused.json<{ detail: string }>().detail]).toEqual([
      429,
      '60',
      expect.stringContaining('500 tasks under way'),
    ])
    expect(upstream.tasks.all).toHaveLength(heard)
    task.status = 'SUCCESS'
    await expect
      .poll(async () => (await gateway.post('/MetOcean/async', requestBody(1))).statusCode, { timeout: 10_000 })
      .toBe(200)
    await database.db.query("UPDATE submission SET state = 'unknown' WHERE state = 'received'")
  })

  it('S11 holds for the embedded service as well', async () => {
    const server = await openEmbedded()
    server.sampler.hold()
    await server.db.query(
      `WITH sent AS (INSERT INTO submission SELECT gen_random_uuid(), 'operator', NULL, 1, '["gust"]', now(), NULL, 'accepted' FROM generate_series(1, $1) RETURNING id)
      INSERT INTO task SELECT gen_random_uuid(), id, 'async', 'PENDING', 'operator', NULL, 1, '["gust"]', 10, false, NULL, now(), 1000 FROM sent`,
      [MOST_UNDER_WAY - 1],
    )
    const submit = (headers?: Record<string, string>) => server.post('/MetOcean/async', requestBody(1), headers)
    const headers = { 'x-fairway-submission': '00000000-0000-4000-8000-000000000001' }
    const last = await submit(headers)
    expect(last.statusCode).toBe(200)
    expect((await submit()).json()).toMatchObject({ code: 'busy' })
    expect((await submit(headers)).json()).toEqual(last.json()) // sent before: nothing new
    await server.close()
  }, 60_000)

  it('S11 ends at so many submissions a minute, while polls go on', async () => {
    const statuses: number[] = []
    for (let round = 0; round < 14; round++)
      statuses.push(
        ...(await Promise.all(Array.from({ length: 100 }, () => gateway.post('/MetOcean', {})))).map(
          ({ statusCode }) => statusCode,
        ),
      )
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(100)
    expect(statuses.filter((status) => status === 422).length).toBeGreaterThan(100)
    expect((await gateway.get('/user/tasks')).statusCode).toBe(200)
  })
})

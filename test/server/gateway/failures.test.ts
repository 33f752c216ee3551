import { request as httpRequest, type IncomingMessage } from 'node:http'
import { createServer, type AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Behaviour } from '#test/support/upstream/answer.ts'
import { answer, redirect, refuse, resetUnserved, silent } from '#test/support/upstream/behaviours.ts'
import { bomb, cutMidBody, drip, truncated } from '#test/support/upstream/deliveries.ts'
import { startUpstream, type ScriptedUpstream } from '#test/support/upstream/upstream.ts'
import { requestBody } from '../support/embedded.ts'
import { CANARY_KEY, openTestDatabase, openTestGateway, shortDeadlines, type GatewayServer } from '../support/gateway.ts'

let database: Awaited<ReturnType<typeof openTestDatabase>>
let upstream: ScriptedUpstream
let other: ScriptedUpstream
let gateway: GatewayServer
beforeAll(async () => {
  database = await openTestDatabase()
  upstream = await startUpstream(CANARY_KEY)
  other = await startUpstream(CANARY_KEY)
  gateway = await openTestGateway({ db: database.db, requestsUrl: upstream.url })
})
afterEach(() => upstream.heal())
afterAll(async () => {
  await gateway.close()
  await upstream.close()
  await other.close()
  await database.close()
})

const html: Behaviour = answer(200, '<html><script>alert(1)</script></html>', { 'content-type': 'text/html' })
const cases: readonly (readonly [string, () => Behaviour, number, string])[] = [
  ['401', () => refuse(401), 502, 'service-account-refused'],
  ['403', () => refuse(403), 502, 'service-account-refused'],
  ['429', () => refuse(429, 'slow', { 'retry-after': '20' }), 429, 'busy'],
  ['503 with Retry-After', () => refuse(503, 'later', { 'retry-after': '20' }), 503, 'busy'],
  ['503 without', () => refuse(503), 502, 'server-failed'],
  ['500', () => refuse(500), 502, 'server-failed'],
  ['504', () => refuse(504), 504, 'timed-out'],
  ['400', () => refuse(400, 'bad points'), 400, 'request-refused'],
  ['418', () => refuse(418), 502, 'answer-unreadable'],
  ['a redirect', () => redirect(`${other.url}/MetOcean`), 502, 'answer-unreadable'],
  ['a redirect that keeps the method', () => redirect(`${other.url}/MetOcean`, 308), 502, 'answer-unreadable'],
  ['an HTML page', () => html, 502, 'answer-unreadable'],
  ['nothing', () => answer(200, ''), 502, 'answer-unreadable'],
  ['garbage', () => answer(200, 'Traceback (most recent call last)'), 502, 'answer-unreadable'],
  ['an encoding nobody asked for', () => answer(200, '[]', { 'content-encoding': 'br' }), 502, 'answer-unreadable'],
  ['a broken gzip', () => answer(200, 'not gzip at all', { 'content-encoding': 'gzip' }), 502, 'answer-incomplete'],
  ['a reset before the answer', () => resetUnserved, 502, 'answer-incomplete'],
  ['silence', () => silent, 504, 'timed-out'],
]

describe.each(['/MetOcean', '/MetOcean/async'])('POST %s answered with', (path) => {
  it.each(cases)('%s', async (_, behaviour, status, code) => {
    upstream.next(`POST ${path}`, behaviour())
    const response = await gateway.post(path, requestBody(2))
    expect([response.statusCode, response.json<{ code: string }>().code]).toEqual([status, code])
    expect(response.json()).toHaveProperty('request_id')
    expect(response.body).not.toMatch(/<|Traceback/)
    expect(other.ledger.lines).toEqual([])
  })
})

describe.each(['/user/tasks', '/user/tasks/PENDING'])('GET %s answered with', (path) => {
  it.each([
    ['garbage', answer(200, 'Traceback'), 502, 'answer-unreadable'],
    ['something else', answer(200, '{"tasks": 7}'), 502, 'answer-unreadable'],
    ['half a list', truncated('{"tasks": [{"task_id": "abc"'), 502, 'answer-unreadable'],
    ['a list that breaks off', cutMidBody('{"tasks": [{"task_id": "abc", "status": "PENDING"}]}'), 502, 'answer-incomplete'],
    ['a drip', drip('{"tasks": [', 5), 504, 'timed-out'],
  ] as const)('%s', async (_, behaviour, status, code) => {
    upstream.next(`GET ${path}`, behaviour)
    const response = await gateway.get(path)
    expect([response.statusCode, response.json<{ code: string }>().code]).toEqual([status, code])
  })
})

describe('a service that cannot be reached', () => {
  /** A port that nobody listens on. */
  async function closedPort(): Promise<number> {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    await new Promise((resolve) => server.close(resolve))
    return port
  }

  it.each([
    ['refused connection', async () => `http://127.0.0.1:${await closedPort()}`],
    ['name without address', async () => 'https://no-such-host.invalid'],
    ['TLS where there is none', async () => upstream.url.replace('http:', 'https:')],
  ])('is certainly not sent: %s', async (_, url) => {
    const away = await openTestGateway({ db: database.db, requestsUrl: await url() })
    const response = await away.post('/MetOcean/async', requestBody(2))
    expect([response.statusCode, response.json<{ code: string }>().code]).toEqual([503, 'upstream-unreachable'])
    expect(response.headers['retry-after']).toBe('10')
    await away.close()
  })

  it('is logged once per outage, and once when it is over', async () => {
    const lonely = await startUpstream(CANARY_KEY)
    const away = await openTestGateway({ db: database.db, requestsUrl: lonely.url })
    lonely.always('POST', refuse(500))
    for (let round = 0; round < 3; round++) await away.post('/MetOcean/async', requestBody(1))
    lonely.heal()
    await away.post('/MetOcean/async', requestBody(1))
    expect(away.log().match(/the weather service failed/g)).toHaveLength(1)
    expect(away.log().match(/answers again/g)).toHaveLength(1)
    await away.close()
    await lonely.close()
  })
})

describe('a body that must stop after its status went out', () => {
  /** Reads over a real connection. @returns the status, the bytes that came, and whether the body ended as it should */
  function readOverWire(url = gateway.url, onFirstBytes = () => {}): Promise<{ status: number; bytes: number; isWhole: boolean }> {
    return new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json', 'x-fairway': '1' }
      const client = httpRequest(`${url}/MetOcean`, { method: 'POST', headers }, (response: IncomingMessage) => {
        let bytes = 0
        response.once('data', onFirstBytes)
        response.on('data', (chunk: Buffer) => (bytes += chunk.length))
        response.on('error', () => undefined)
        response.on('close', () => resolve({ status: response.statusCode ?? 0, bytes, isWhole: response.complete }))
      })
      client.on('error', reject)
      client.end(JSON.stringify(requestBody(1)))
    })
  }

  it('is cut where the service cut it', async () => {
    let cut = () => {}
    const gate = new Promise<void>((resolve) => (cut = resolve))
    upstream.next('POST /MetOcean', cutMidBody(JSON.stringify(Array.from({ length: 5000 }, () => 'x'.repeat(100))), gate))
    const { status, isWhole } = await readOverWire(gateway.url, cut)
    expect(status).toBe(200)
    expect(isWhole).toBe(false)
  })

  it('is cut at the deadline', async () => {
    upstream.next('POST /MetOcean', drip('[', 5))
    const { status, isWhole } = await readOverWire()
    expect(status).toBe(200)
    expect(isWhole).toBe(false)
  })

  it('is cut at 128 MiB of decoded bytes', async () => {
    const patient = await openTestGateway({ db: database.db, requestsUrl: upstream.url, deadlines: { ...shortDeadlines, syncMs: 20_000 } })
    upstream.next('POST /MetOcean', bomb(140))
    const { status, bytes, isWhole } = await readOverWire(patient.url)
    expect(status).toBe(200)
    expect(isWhole).toBe(false)
    expect(bytes).toBeLessThanOrEqual(128 * 1024 * 1024)
    expect(bytes).toBeGreaterThan(64 * 1024 * 1024)
    await patient.close()
  })

  it('leaves no connection behind', async () => {
    upstream.always('POST /MetOcean', silent)
    const answers = await Promise.all(Array.from({ length: 20 }, () => gateway.post('/MetOcean', requestBody(1))))
    expect(answers.every(({ statusCode }) => statusCode === 504)).toBe(true)
    await expect.poll(() => upstream.connections(), { timeout: 10_000 }).toBe(0)
  })
})

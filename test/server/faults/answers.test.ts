import { request as httpRequest, type IncomingMessage } from 'node:http'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Behaviour } from '#test/support/upstream/answer.ts'
import { answer, htmlPage, redirect, refuse, resetUnserved, silent } from '#test/support/upstream/behaviours.ts'
import { bomb, cutMidBody, drip, inPieces, truncated } from '#test/support/upstream/deliveries.ts'
import { typed } from '#test/support/upstream/edits.ts'
import { startUpstream, type ScriptedUpstream } from '#test/support/upstream/upstream.ts'
import { requestBody } from '../support/embedded.ts'
import {
  CANARY_KEY,
  openTestDatabase,
  openTestGateway,
  shortDeadlines,
  type GatewayServer,
} from '../support/gateway.ts'

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
  expect(gateway.log()).not.toContain(CANARY_KEY)
  await gateway.close()
  await upstream.close()
  await other.close()
  await database.close()
})

const cases: readonly (readonly [string, () => Behaviour, number, string])[] = [
  ['U11 401: the key was revoked', () => refuse(401), 502, 'service-account-refused'],
  ['U11 403', () => refuse(403), 502, 'service-account-refused'],
  ['U9 429', () => refuse(429, 'slow', { 'retry-after': '20' }), 429, 'busy'],
  ['U10 503 with Retry-After', () => refuse(503, 'later', { 'retry-after': '20' }), 503, 'busy'],
  ['U10 503 without Retry-After', () => refuse(503), 502, 'server-failed'],
  ['500', () => refuse(500), 502, 'server-failed'],
  ['U5 504 of a proxy', () => refuse(504), 504, 'timed-out'],
  ['U13 400', () => refuse(400, 'bad points'), 400, 'request-refused'],
  ['a status nobody expects', () => refuse(418), 502, 'answer-unreadable'],
  ['U24 a redirect', () => redirect(`${other.url}/MetOcean`), 502, 'answer-unreadable'],
  ['U24 a redirect that keeps method and body', () => redirect(`${other.url}/MetOcean`, 308), 502, 'answer-unreadable'],
  ['U8 an HTML page', () => htmlPage(200), 502, 'answer-unreadable'],
  ['U8 an HTML page of a proxy', () => htmlPage(502), 502, 'server-failed'],
  ['U8 an empty 200', () => answer(200, ''), 502, 'answer-unreadable'],
  ['U8 garbage', () => answer(200, 'Traceback (most recent call last)'), 502, 'answer-unreadable'],
  ['U8 an encoding nobody asked for', () => answer(200, '[]', { 'content-encoding': 'br' }), 502, 'answer-unreadable'],
  ['U7 a broken gzip', () => answer(200, 'not gzip at all', { 'content-encoding': 'gzip' }), 502, 'answer-incomplete'],
  ['U3 a reset before the answer', () => resetUnserved, 502, 'answer-incomplete'],
  ['U5 silence', () => silent, 504, 'timed-out'],
]

it('U8 an answer that begins with many blanks in pieces passes, and gathers nothing meanwhile', async () => {
  const warnings: Error[] = []
  const warned = (warning: Error) => void warnings.push(warning)
  process.on('warning', warned)
  upstream.next('POST /MetOcean', inPieces([...Array<string>(200).fill(' '), '[]']))
  const response = await gateway.post('/MetOcean', requestBody(1))
  process.off('warning', warned)
  expect([response.statusCode, response.body.trim()]).toEqual([200, '[]'])
  expect(warnings).toEqual([])
})

describe.each(['/MetOcean', '/MetOcean/async'])('POST %s answered with', (path) => {
  it.each(cases)('%s', async (_, behaviour, status, code) => {
    upstream.next(`POST ${path}`, behaviour())
    const response = await gateway.post(path, requestBody(2))
    expect([response.statusCode, response.json<{ code: string }>().code]).toEqual([status, code])
    expect(response.json()).toHaveProperty('request_id')
    expect(response.body).not.toMatch(/<|Traceback/)
    expect(JSON.stringify(response.headers) + response.body).not.toContain(CANARY_KEY)
    expect(other.ledger.lines).toEqual([])
  })
})

describe.each(['/user/tasks', '/user/tasks/PENDING'])('GET %s answered with', (path) => {
  it.each([
    ['U8 garbage', answer(200, 'Traceback'), 502, 'answer-unreadable'],
    ['U8 something else', answer(200, '{"tasks": 7}'), 502, 'answer-unreadable'],
    ['U7 half a list', truncated('{"tasks": [{"task_id": "abc"'), 502, 'answer-unreadable'],
    [
      'U7 a list that breaks off',
      cutMidBody('{"tasks": [{"task_id": "abc", "status": "PENDING"}]}'),
      502,
      'answer-incomplete',
    ],
    ['U6 a drip', drip('{"tasks": [', 5), 504, 'timed-out'],
  ] as const)('%s', async (_, behaviour, status, code) => {
    upstream.next(`GET ${path}`, behaviour)
    const response = await gateway.get(path)
    expect([response.statusCode, response.json<{ code: string }>().code]).toEqual([status, code])
  })
})

describe('the body of a result', () => {
  /** Reads over a real connection. @returns the status, the bytes that came, and whether the body ended as it should */
  function readOverWire(
    url = gateway.url,
    onFirstBytes = () => {},
  ): Promise<{ status: number; bytes: number; isWhole: boolean }> {
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

  it('U7 is cut where the service cut it', async () => {
    let cut = () => {}
    const gate = new Promise<void>((resolve) => (cut = resolve))
    upstream.next(
      'POST /MetOcean',
      cutMidBody(JSON.stringify(Array.from({ length: 5000 }, () => 'x'.repeat(100))), gate),
    )
    const { status, isWhole } = await readOverWire(gateway.url, cut)
    expect(status).toBe(200)
    expect(isWhole).toBe(false)
  })

  it('U8 is none where a result comes under another type', async () => {
    upstream.next('POST /MetOcean', typed('text/plain'))
    const response = await gateway.post('/MetOcean', requestBody(2))
    expect([response.statusCode, response.json<{ code: string }>().code]).toEqual([502, 'answer-unreadable'])
  })

  it('U6 is cut at the deadline', async () => {
    upstream.next('POST /MetOcean', drip('[', 5))
    const { status, isWhole } = await readOverWire()
    expect(status).toBe(200)
    expect(isWhole).toBe(false)
  })

  it('U25 is cut at 128 MiB of decoded bytes', async () => {
    const patient = await openTestGateway({
      db: database.db,
      requestsUrl: upstream.url,
      deadlines: { ...shortDeadlines, syncMs: 20_000 },
    })
    upstream.next('POST /MetOcean', bomb(140))
    const { status, bytes, isWhole } = await readOverWire(patient.url)
    expect(status).toBe(200)
    expect(isWhole).toBe(false)
    expect(bytes).toBeLessThanOrEqual(128 * 1024 * 1024)
    expect(bytes).toBeGreaterThan(64 * 1024 * 1024)
    await patient.close()
  })
})

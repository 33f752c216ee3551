import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { orm } from '#src/server/db/database.ts'
import { submission } from '#src/server/db/schema.ts'
import { answer, gated, refuse, resetUnserved } from '#test/support/upstream/behaviours.ts'
import { flood } from '#test/support/upstream/deliveries.ts'
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
let gateway: GatewayServer
beforeAll(async () => {
  database = await openTestDatabase()
  upstream = await startUpstream(CANARY_KEY)
  gateway = await openTestGateway({
    db: database.db,
    requestsUrl: `${upstream.url}/`,
    mailDomains: ['company.example'],
  })
})
afterEach(() => upstream.heal())
afterAll(async () => {
  await gateway.close()
  await upstream.close()
  await database.close()
})

const rowOf = async (id: string) => (await orm(database.db).select().from(submission).where(eq(submission.id, id)))[0]
const name = () => `test-${randomUUID()}`

describe('a sync submission', () => {
  it('is forwarded with the key, and answered with the very bytes of the result', async () => {
    const body = '[ {"conditions": {"Gust_10m": NaN}}, null, "ünï" ]'
    upstream.next('POST /MetOcean', answer(200, body))
    const response = await gateway.post('/MetOcean', requestBody(3, { task_name: 'abc' }))
    expect(response.statusCode).toBe(200)
    expect(response.body).toBe(body)
    expect(response.headers['content-type']).toBe('application/json; charset=utf-8')
    expect(response.headers['x-fairway-source']).toMatch(/^MetOcean API at 127\.0\.0\.1/)
    expect(response.headers['x-fairway-synthetic']).toBe('0')
    const { path, method, headers, body: sent } = upstream.ledger.received.at(-1)!
    expect(`${method} ${path}`).toBe('POST /MetOcean')
    expect(headers['x-api-key']).toBe(CANARY_KEY)
    expect(JSON.parse(sent)).toEqual(requestBody(3, { task_name: 'abc' }))
  })

  it('compresses for a client that accepts gzip', async () => {
    const response = await gateway.post('/MetOcean', requestBody(40), { 'accept-encoding': 'gzip' })
    expect(response.headers['content-encoding']).toBe('gzip')
    expect(JSON.parse(gunzipSync(response.rawPayload).toString())).toEqual(upstream.tasks.all.at(-1)!.result)
  })

  it('drops the client’s own credentials and headers', async () => {
    await gateway.post('/MetOcean', requestBody(1), {
      'x-api-key': 'of-a-script',
      cookie: 'a=b',
      authorization: 'Bearer c',
      'x-other': 'd',
    })
    const { headers } = upstream.ledger.received.at(-1)!
    expect(headers['x-api-key']).toBe(CANARY_KEY)
    expect(Object.keys(headers).sort()).toEqual([
      'accept',
      'accept-encoding',
      'connection',
      'content-length',
      'content-type',
      'host',
      'user-agent',
      'x-api-key',
    ])
  })

  it('S10 keeps the service’s own headers inside', async () => {
    const { headers } = await gateway.post('/MetOcean', requestBody(1))
    expect(headers['set-cookie']).toBeUndefined()
    expect(headers['server']).toBeUndefined()
  })

  it('writes its row before the service hears of it, and adds the task’s id once a list shows its name', async () => {
    const id = randomUUID()
    const taskName = name()
    let open = () => {}
    upstream.next('POST /MetOcean', gated(new Promise((resolve) => (open = resolve))))
    const heard = upstream.ledger.received.length + 1
    const answered = gateway.post('/MetOcean', requestBody(2, { task_name: taskName }), { 'x-fairway-submission': id })
    await upstream.ledger.reached(heard)
    expect(await rowOf(id)).toMatchObject({ state: 'received', taskId: null, taskName, points: 2, variables: ['gust'] })
    open()
    await answered
    expect(await rowOf(id)).toMatchObject({ state: 'accepted', taskId: null })
    await gateway.get('/user/tasks/SUCCESS')
    expect(await rowOf(id)).toMatchObject({ state: 'accepted', taskId: upstream.tasks.all.at(-1)!.task_id })
  })

  it('goes on upstream when the client leaves', async () => {
    const id = randomUUID()
    let open = () => {}
    upstream.next('POST /MetOcean', gated(new Promise((resolve) => (open = resolve))))
    const heard = upstream.ledger.received.length + 1
    const body = JSON.stringify(requestBody(2))
    const client = httpRequest(`${gateway.url}/MetOcean`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-fairway': '1', 'x-fairway-submission': id },
    })
    client.on('error', () => undefined)
    client.end(body)
    await upstream.ledger.reached(heard)
    client.destroy()
    open()
    await expect.poll(async () => (await rowOf(id))?.state, { timeout: 10_000 }).toBe('accepted')
  })

  it('is read from the service no faster than the client reads it', async () => {
    const patient = await openTestGateway({
      db: database.db,
      requestsUrl: upstream.url,
      deadlines: { ...shortDeadlines, syncMs: 60_000 },
    })
    const { behaviour, sentBytes } = flood(100, 1024 * 1024)
    upstream.next('POST /MetOcean', behaviour)
    const headers = { 'content-type': 'application/json', 'x-fairway': '1' }
    const client = httpRequest(`${patient.url}/MetOcean`, { method: 'POST', headers }).end(
      JSON.stringify(requestBody(1)),
    )
    const [response] = (await once(client, 'response')) as [IncomingMessage]
    let before = -1
    await expect
      .poll(
        () => {
          const stands = before === sentBytes()
          before = sentBytes()
          return stands
        },
        { timeout: 20_000, interval: 250 },
      )
      .toBe(true)
    expect(sentBytes()).toBeLessThan(40 * 1024 * 1024) // what sockets hold between the three
    let bytes = 0
    for await (const chunk of response) bytes += (chunk as Buffer).length
    expect(bytes).toBe(100 * 1024 * 1024 + 2)
    await patient.close()
  })
})

describe('an async submission', () => {
  it('answers with the id alone and completes its row', async () => {
    const id = randomUUID()
    const response = await gateway.post('/MetOcean/async', requestBody(5, { task_name: name() }), {
      'x-fairway-submission': id,
    })
    expect(response.json()).toEqual({ task_id: upstream.tasks.all.at(-1)!.task_id })
    expect(await rowOf(id)).toMatchObject({ state: 'accepted', taskId: upstream.tasks.all.at(-1)!.task_id })
  })

  it('is one task however often its id is sent', async () => {
    const headers = { 'x-fairway-submission': randomUUID() }
    const first = await gateway.post('/MetOcean/async', requestBody(5), headers)
    const heard = upstream.ledger.received.length
    const second = await gateway.post('/MetOcean/async', requestBody(5), headers)
    expect(second.json()).toEqual(first.json())
    expect(upstream.ledger.received).toHaveLength(heard)
  })

  it('may be sent again under its id when it certainly was not sent', async () => {
    const headers = { 'x-fairway-submission': randomUUID() }
    upstream.next('POST /MetOcean/async', refuse(429, 'slow down', { 'retry-after': '7' }))
    const refused = await gateway.post('/MetOcean/async', requestBody(5), headers)
    expect(refused.statusCode).toBe(429)
    expect(refused.headers['retry-after']).toBe('7')
    expect((await gateway.post('/MetOcean/async', requestBody(5), headers)).statusCode).toBe(200)
  })

  it('is not sent again under its id if nobody knows what became of it', async () => {
    const headers = { 'x-fairway-submission': randomUUID() }
    upstream.next('POST /MetOcean/async', resetUnserved)
    const lost = await gateway.post('/MetOcean/async', requestBody(5), headers)
    expect([lost.statusCode, lost.json<{ code: string }>().code]).toEqual([502, 'answer-incomplete'])
    expect(await rowOf(headers['x-fairway-submission'])).toMatchObject({ state: 'unknown' })
    const heard = upstream.ledger.received.length
    expect((await gateway.post('/MetOcean/async', requestBody(5), headers)).statusCode).toBe(502)
    expect(upstream.ledger.received).toHaveLength(heard)
  })

  it('was interrupted if the server died while it was under way', async () => {
    const id = randomUUID()
    await orm(database.db)
      .insert(submission)
      .values({
        id,
        userName: 'operator',
        taskName: 'x',
        points: 1,
        variables: ['gust'],
        sentAt: new Date(Date.now() - 1000),
        state: 'received',
      })
    const next = await openTestGateway({ db: database.db, requestsUrl: upstream.url })
    expect(await rowOf(id)).toMatchObject({ state: 'unknown' })
    await next.close()
  })
})

describe('what is wrong with a request', () => {
  it('S10 is reported by Fairway, field and point, before the service hears of it', async () => {
    const heard = upstream.ledger.received.length
    const body = requestBody(9)
    body.points[7]!.latitude = 91
    const response = await gateway.post('/MetOcean', body)
    expect(response.statusCode).toBe(422)
    expect(response.json()).toMatchObject({
      code: 'request-refused',
      detail: [{ loc: ['body', 'points', 7, 'latitude'] }],
    })
    const more = await gateway.post('/MetOcean/async', requestBody(1, { user_id: 7 }))
    expect([more.statusCode, more.json()]).toMatchObject([422, { detail: [{ loc: ['body', 'user_id'] }] }])
    expect(upstream.ledger.received).toHaveLength(heard)
  })

  it('is passed on in the service’s words, without the key', async () => {
    const detail = [{ loc: ['body', 'points', 0, 'timestamp'], msg: `too old for ${CANARY_KEY}`, type: 'value_error' }]
    upstream.next('POST /MetOcean', refuse(422, detail))
    const response = await gateway.post('/MetOcean', requestBody(1))
    expect(response.statusCode).toBe(422)
    expect(response.json()).toMatchObject({
      code: 'request-refused',
      detail: [{ loc: ['body', 'points', 0, 'timestamp'], msg: 'too old for …' }],
    })
  })
})

describe('mail', () => {
  it('goes only to the allowed domains', async () => {
    const heard = upstream.ledger.received.length
    const refused = await gateway.post(
      '/MetOcean/async',
      requestBody(1, { receive_mail: true, email: 'someone@elsewhere.example' }),
    )
    expect(refused.statusCode).toBe(422)
    expect(refused.json()).toMatchObject({ detail: [{ loc: ['body', 'email'] }] })
    expect((await gateway.post('/MetOcean/async', requestBody(1, { receive_mail: true }))).statusCode).toBe(422)
    expect(upstream.ledger.received).toHaveLength(heard)
    await gateway.post('/MetOcean/async', requestBody(1, { receive_mail: true, email: 'captain@Company.example' }))
    expect(JSON.parse(upstream.ledger.received.at(-1)!.body)).toMatchObject({
      receive_mail: true,
      email: 'captain@Company.example',
    })
  })

  it('has no address if none is wanted', async () => {
    await gateway.post('/MetOcean/async', requestBody(1, { receive_mail: false, email: 'someone@elsewhere.example' }))
    expect(JSON.parse(upstream.ledger.received.at(-1)!.body)).not.toHaveProperty('email')
  })
})

describe('about', () => {
  it('describes the gateway and its source', async () => {
    const response = await gateway.get('/about')
    expect(response.json()).toMatchObject({ mode: 'gateway', synthetic: false, user: 'operator' })
    expect(response.json()).toMatchObject({
      window: { from: expect.stringMatching(/Z$/) as string, to: expect.stringMatching(/Z$/) as string },
    })
    // The page asks for an address at one of these domains; the gateway refuses others.
    expect(response.json()).toMatchObject({
      mail: { available: true, reason: null, address: null, domains: ['company.example'] },
    })
  })
})

import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { delayed, lostAfterServing, refuse, silent, silentAfterServing } from '#test/support/upstream/behaviours.ts'
import { drip } from '#test/support/upstream/deliveries.ts'
import { startUpstream, type ScriptedUpstream } from '#test/support/upstream/upstream.ts'
import { requestBody } from '../support/embedded.ts'
import { CANARY_KEY, openTestDatabase, openTestGateway, type GatewayServer } from '../support/gateway.ts'
import { freePort } from '../support/ports.ts'

let database: Awaited<ReturnType<typeof openTestDatabase>>
let upstream: ScriptedUpstream
let gateway: GatewayServer
beforeAll(async () => {
  database = await openTestDatabase()
  upstream = await startUpstream(CANARY_KEY)
  gateway = await openTestGateway({ db: database.db, requestsUrl: upstream.url })
})
afterEach(() => upstream.heal())
afterAll(async () => {
  expect(gateway.log()).not.toContain(CANARY_KEY)
  await gateway.close()
  await upstream.close()
  await database.close()
})

const modes = ['/MetOcean', '/MetOcean/async'] as const
const codeOf = (response: Awaited<ReturnType<GatewayServer['get']>>) => [
  response.statusCode,
  response.json<{ code: string }>().code,
]
const stateOf = async (id: string) =>
  (await database.db.query<{ state: string }>('SELECT state FROM submission WHERE id = $1', [id]))[0]?.state
/** The names in a list as the page sees them. */
const listed = async (from: GatewayServer, filter = '') =>
  (await from.get(`/user/tasks${filter}`))
    .json<{ tasks: { task_name: string }[] }>()
    .tasks.map(({ task_name }) => task_name)

describe.each(modes)('POST %s', (path) => {
  const submit = (name: string, id: string = randomUUID(), to = gateway) =>
    to.post(path, requestBody(2, { task_name: name }), { 'x-fairway-submission': id })

  it('U1 is certainly not sent while the service is down, and one task once the page sends it again', async () => {
    const port = await freePort()
    const away = await openTestGateway({ db: database.db, requestsUrl: `http://127.0.0.1:${port}` })
    const [name, id] = [randomUUID(), randomUUID()]
    for (let tries = 0; tries < 3; tries++) {
      const refused = await submit(name, id, away)
      expect(codeOf(refused)).toEqual([503, 'upstream-unreachable'])
      expect(refused.headers['retry-after']).toBe('10')
      expect(await stateOf(id)).toBe('refused')
    }
    const back = await startUpstream(CANARY_KEY, { port })
    expect((await submit(name, id, away)).statusCode).toBe(200)
    expect(back.tasks.named(name)).toHaveLength(1)
    await away.close()
    await back.close()
  })

  it('U3 is not sent again under its id when the answer was lost, and its name is in the lists', async () => {
    const [name, id] = [randomUUID(), randomUUID()]
    upstream.next(`POST ${path}`, lostAfterServing)
    expect(codeOf(await submit(name, id))).toEqual([502, 'answer-incomplete'])
    expect(await stateOf(id)).toBe('unknown')
    for (let tries = 0; tries < 3; tries++) expect((await submit(name, id)).statusCode).toBe(502)
    expect(await listed(gateway)).toContain(name)
    expect(await stateOf(id)).toBe('accepted')
    expect(upstream.tasks.named(name)).toHaveLength(1)
  })

  it('U4 is one task though it is sent twice while the service takes its time', async () => {
    const [name, id] = [randomUUID(), randomUUID()]
    upstream.next(`POST ${path}`, delayed(200))
    const answers = await Promise.all([submit(name, id), submit(name, id)])
    expect(answers.map(({ statusCode }) => statusCode)).toContain(200)
    expect(upstream.tasks.named(name)).toHaveLength(1)
  })

  it.each([
    ['before it was taken up', silent],
    ['after it was taken up', silentAfterServing],
  ])('U5 ends at the deadline when the service falls silent %s', async (_, behaviour) => {
    const [name, id] = [randomUUID(), randomUUID()]
    upstream.next(`POST ${path}`, behaviour)
    const response = await submit(name, id)
    expect(codeOf(response)).toEqual([504, 'timed-out'])
    expect(response.json()).toMatchObject({ detail: expect.stringContaining('did not answer in time') as string })
    expect(await stateOf(id)).toBe('unknown')
  })

  it('U6 ends at the deadline though bytes keep coming', async () => {
    const id = randomUUID()
    upstream.next(`POST ${path}`, drip(' ', 5))
    expect(codeOf(await submit(randomUUID(), id))).toEqual([504, 'timed-out'])
    expect(await stateOf(id)).toBe('unknown')
  })
})

it('U5 leaves no connection behind after a thousand calls that hung', async () => {
  upstream.always('GET /user/tasks', silent)
  upstream.always('POST /MetOcean', silent)
  const statuses = new Set<number>()
  for (let batch = 0; batch < 4; batch++) {
    const calls = Array.from({ length: 250 }, (_, call) =>
      call % 2 === 0 ? gateway.post('/MetOcean/async', requestBody(1)) : gateway.get('/user/tasks'),
    )
    for (const { statusCode } of await Promise.all(calls)) statuses.add(statusCode)
  }
  expect(statuses).toEqual(new Set([504]))
  await expect.poll(() => upstream.connections(), { timeout: 10_000 }).toBe(0)
}, 60_000)

describe('a service that cannot be reached', () => {
  async function selfSigned(): Promise<{ url: string; close: () => void; asked: () => number }> {
    const [key, cert] = ['self-signed-key.pem', 'self-signed.pem'].map((name) =>
      readFileSync(`test/fixtures/tls/${name}`),
    )
    let asked = 0
    const server = createServer({ key, cert }, (_, response) => (asked++, response.end('[]')))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return {
      url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
      close: () => server.close(),
      asked: () => asked,
    }
  }

  it.each([
    ['refused connection', async () => `http://127.0.0.1:${await freePort()}`],
    ['name without address', async () => 'https://no-such-host.invalid'],
    ['TLS where there is none', async () => upstream.url.replace('http:', 'https:')],
  ])('U2 is certainly not sent: %s', async (_, url) => {
    const away = await openTestGateway({ db: database.db, requestsUrl: await url() })
    const response = await away.post('/MetOcean/async', requestBody(2))
    expect(codeOf(response)).toEqual([503, 'upstream-unreachable'])
    expect(response.json()).toMatchObject({ detail: 'The weather service cannot be reached.' })
    await away.close()
  })

  it('U2 does not trust a certificate nobody vouches for, and sends it nothing', async () => {
    const impostor = await selfSigned()
    const away = await openTestGateway({ db: database.db, requestsUrl: impostor.url })
    expect(codeOf(await away.post('/MetOcean/async', requestBody(2)))).toEqual([503, 'upstream-unreachable'])
    expect(codeOf(await away.get('/user/tasks'))).toEqual([503, 'upstream-unreachable'])
    expect(impostor.asked()).toBe(0)
    await away.close()
    impostor.close()
  })

  it('U2 is logged once per outage, and once when it is over', async () => {
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

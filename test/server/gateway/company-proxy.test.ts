import dns from 'node:dns'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { proxyOf, readEnvironment } from '#src/server/env.ts'
import { redirect, resetUnserved, silent } from '#test/support/upstream/behaviours.ts'
import { startUpstream, type ScriptedUpstream } from '#test/support/upstream/upstream.ts'
import { type ConnectProxy, startConnectProxy } from '../support/connect-proxy.ts'
import { requestBody } from '../support/embedded.ts'
import {
  CANARY_KEY,
  openTestDatabase,
  openTestGateway,
  shortDeadlines,
  type GatewayServer,
  type GatewaySetup,
} from '../support/gateway.ts'
import { freePort } from '../support/ports.ts'

const CANARY_PASSWORD = 'canary:pass word'
const [key, cert] = ['metocean-example-key.pem', 'metocean-example.pem'].map((name) =>
  readFileSync(`test/fixtures/tls/${name}`, 'utf8'),
) as [string, string]

// The service has a name that only the proxy knows, as in a company without outside DNS.
let database: Awaited<ReturnType<typeof openTestDatabase>>
let upstream: ScriptedUpstream
let proxy: ConnectProxy
const opened: GatewayServer[] = []
let logs = ''
beforeAll(async () => {
  database = await openTestDatabase()
  upstream = await startUpstream(CANARY_KEY, { tls: { key, cert } })
  proxy = await startConnectProxy(() => Number(new URL(upstream.url).port))
})
afterEach(async () => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  upstream.heal()
  proxy.behaviour = 'tunnel'
  for (const gateway of opened.splice(0)) {
    await gateway.close()
    logs += gateway.log()
  }
  expect(proxy.others).toEqual([])
  await expect.poll(() => proxy.connections(), { timeout: 10_000 }).toBe(0)
  proxy.asked.length = 0 // the last gateway may have asked until it was closed
})
afterAll(async () => {
  expect(logs).not.toMatch(/canary/)
  await upstream.close()
  await proxy.close()
  await database.close()
})

async function open(environment: Record<string, string>, setup: Partial<GatewaySetup> = {}): Promise<GatewayServer> {
  const gateway = await openTestGateway({
    db: database.db,
    requestsUrl: 'https://metocean.example',
    trusted: cert,
    proxy: proxyOf(readEnvironment(environment)) ?? undefined,
    ...setup,
  })
  opened.push(gateway)
  return gateway
}
const throughProxy = (setup?: Partial<GatewaySetup>) => open({ HTTPS_PROXY: proxy.url }, setup)
const submit = (gateway: GatewayServer, id: string = randomUUID()) =>
  gateway.post('/MetOcean/async', requestBody(2), { 'x-fairway-submission': id })
const stateOf = async (id: string) =>
  (await database.db.query<{ state: string }>('SELECT state FROM submission WHERE id = $1', [id]))[0]?.state

/** The response to a submission that certainly was not sent, and may be sent again under its id. */
async function expectNotSent(gateway: GatewayServer, detail: string): Promise<void> {
  const [id, heard] = [randomUUID(), upstream.ledger.received.length]
  const response = await submit(gateway, id)
  expect([response.statusCode, response.json()]).toMatchObject([503, { code: 'upstream-unreachable', detail }])
  expect(response.headers['retry-after']).toBe('10')
  expect(await stateOf(id)).toBe('refused')
  expect(upstream.ledger.received).toHaveLength(heard)
  proxy.behaviour = 'tunnel'
}

describe('a service behind the company proxy', () => {
  it('is called through it, requests, lists and tasks alike, and only the service sees the key', async () => {
    const gateway = await throughProxy()
    const { task_id } = (await submit(gateway)).json<{ task_id: string }>()
    expect((await gateway.get('/user/tasks')).statusCode).toBe(200)
    expect((await gateway.get(`/task/${task_id}`)).json()).toMatchObject({ task_id, status: 'PENDING' })
    expect((await gateway.post('/MetOcean', requestBody(3))).json()).toHaveLength(3)
    expect(new Set(proxy.asked.map(({ target }) => target))).toEqual(new Set(['metocean.example:443']))
    expect(proxy.asked[0]!.authorization).toBeUndefined()
    const { headers } = upstream.ledger.received.at(-1)!
    expect(headers['x-api-key']).toBe(CANARY_KEY)
    expect(headers.host).toBe('metocean.example')
    expect(Object.keys(headers).filter((name) => name.startsWith('proxy'))).toEqual([])
  })

  it('keeps its connection for calls that follow at once', async () => {
    const gateway = await throughProxy()
    await submit(gateway)
    await submit(gateway)
    expect(proxy.asked).toHaveLength(1)
  })

  it('is reached with the sign-in in HTTPS_PROXY, which nobody else sees', async () => {
    const gateway = await open({
      https_proxy: `http://mate:${encodeURIComponent(CANARY_PASSWORD)}@127.0.0.1:${proxy.port}`,
    })
    const response = await submit(gateway)
    expect(response.statusCode).toBe(200)
    expect(Buffer.from(proxy.asked[0]!.authorization!.replace('Basic ', ''), 'base64').toString()).toBe(
      `mate:${CANARY_PASSWORD}`,
    )
    expect(JSON.stringify(upstream.ledger.received.at(-1))).not.toContain('proxy-authorization')
    proxy.behaviour = 407
    await gateway.get('/user/tasks')
    expect(gateway.log()).not.toContain(proxy.asked[0]!.authorization!)
  })

  it('is reached through a proxy over TLS, whose certificate is checked as well', async () => {
    const secure = await startConnectProxy(() => Number(new URL(upstream.url).port), { key, cert })
    const trusting = await open({ HTTPS_PROXY: secure.url })
    expect((await submit(trusting)).statusCode).toBe(200)
    const wary = await open({ HTTPS_PROXY: secure.url }, { trusted: undefined })
    expect((await submit(wary)).json()).toMatchObject({ detail: 'The company proxy cannot be reached.' })
    expect(secure.asked).toHaveLength(1)
    await secure.close()
  })

  it('is called directly if NO_PROXY names it', async () => {
    const { lookup } = dns
    type Lookup = (host: string, options: object, done: (error: null, found: object[]) => void) => void
    const known: Lookup = (host, ...rest) =>
      host === 'metocean.example'
        ? rest[1](null, [{ address: '127.0.0.1', family: 4 }])
        : void Reflect.apply(lookup, dns, [host, ...rest])
    vi.spyOn(dns, 'lookup').mockImplementation(known as typeof lookup)
    const requestsUrl = `https://metocean.example:${new URL(upstream.url).port}`
    for (const NO_PROXY of [
      'metocean.example',
      '.example',
      `other.example, ${new URL(requestsUrl).host}`,
      'intranet,*',
    ]) {
      const gateway = await open({ HTTPS_PROXY: proxy.url, NO_PROXY }, { requestsUrl })
      expect((await submit(gateway)).statusCode, NO_PROXY).toBe(200)
    }
    expect(proxy.asked).toEqual([])
    const gateway = await open(
      { HTTPS_PROXY: proxy.url, NO_PROXY: 'ocean.example, metocean.example:1' },
      { requestsUrl },
    )
    expect((await submit(gateway)).statusCode).toBe(200)
    expect(proxy.asked).toHaveLength(1)
  })

  it('is called directly on this machine, whatever NO_PROXY and HTTP_PROXY say', async () => {
    vi.stubEnv('HTTP_PROXY', proxy.url)
    const plain = await startUpstream(CANARY_KEY)
    for (const requestsUrl of [upstream.url, upstream.url.replace('127.0.0.1', 'localhost'), plain.url]) {
      expect((await submit(await throughProxy({ requestsUrl }))).statusCode, requestsUrl).toBe(200)
    }
    expect(proxy.asked).toEqual([])
    await plain.close()
  })
})

describe('a company proxy in the way', () => {
  it('U2 cannot be reached: certainly not sent', async () => {
    await expectNotSent(
      await open({ HTTPS_PROXY: `http://127.0.0.1:${await freePort()}` }),
      'The company proxy cannot be reached.',
    )
  })

  it.each([
    [
      407,
      'The company proxy refused the connection (407). It asks for a sign-in: HTTPS_PROXY needs a user and a password that it accepts.',
    ],
    [403, 'The company proxy refused the connection (403).'],
    [502, 'The company proxy refused the connection (502).'],
    [503, 'The company proxy refused the connection (503).'],
  ])(
    'U2 refuses the tunnel with %i: certainly not sent, and one task once it lets it through',
    async (status, detail) => {
      const gateway = await throughProxy()
      proxy.behaviour = status
      await expectNotSent(gateway, detail)
      expect(proxy.asked).toHaveLength(1)
      expect((await submit(gateway)).statusCode).toBe(200)
    },
  )

  it('U2 drops the connection: certainly not sent, and not tried again and again', async () => {
    const gateway = await throughProxy()
    proxy.behaviour = 'reset'
    await expectNotSent(gateway, 'The company proxy cannot be reached.')
    expect(proxy.asked).toHaveLength(1)
  })

  it.each([
    ['never answers', 'silent'],
    ['opens a tunnel that leads nowhere', 'hollow'],
  ] as const)('U5 %s: let go at the limit for connecting, certainly not sent', async (_, behaviour) => {
    const gateway = await throughProxy({ deadlines: { ...shortDeadlines, acceptMs: 20_000 } })
    proxy.behaviour = behaviour
    const sinceMs = performance.now()
    await expectNotSent(gateway, 'The company proxy did not connect to the service in time.')
    expect(performance.now() - sinceMs).toBeGreaterThanOrEqual(shortDeadlines.connectMs - 50)
    expect(performance.now() - sinceMs).toBeLessThan(10 * shortDeadlines.connectMs)
    await expect.poll(() => proxy.connections(), { timeout: 10_000 }).toBe(0)
  })

  it('U2 does not make a certificate trusted that nobody vouches for, nor one of another name', async () => {
    await expectNotSent(await throughProxy({ trusted: undefined }), 'The weather service cannot be reached.')
    await expectNotSent(
      await throughProxy({ requestsUrl: 'https://impostor.example' }),
      'The weather service cannot be reached.',
    )
    expect(proxy.asked.map(({ target }) => target)).toEqual(['metocean.example:443', 'impostor.example:443'])
  })

  it('U2 is logged once per outage, with what it was', async () => {
    const gateway = await throughProxy()
    proxy.behaviour = 502
    for (let round = 0; round < 3; round++) await gateway.get('/user/tasks')
    expect(gateway.log().match(/the weather service failed/g)).toHaveLength(1)
    expect(gateway.log()).toContain('"cause":"proxy 502"')
  })

  it('U3 breaks the tunnel after the request went out: nobody knows, never "not sent"', async () => {
    const gateway = await throughProxy()
    const [reset, hung] = [randomUUID(), randomUUID()]
    upstream.next('POST /MetOcean/async', resetUnserved)
    const broken = await submit(gateway, reset)
    expect([
      broken.statusCode,
      broken.json<{ code: string }>().code,
      broken.headers['retry-after'],
      await stateOf(reset),
    ]).toEqual([502, 'answer-incomplete', undefined, 'unknown'])
    upstream.next('POST /MetOcean/async', silent)
    const late = await submit(gateway, hung)
    expect([late.statusCode, late.headers['retry-after'], await stateOf(hung)]).toEqual([504, undefined, 'unknown'])
  })

  it('U24 does not have a redirect followed', async () => {
    const gateway = await throughProxy()
    upstream.next('GET /user/tasks', redirect('https://elsewhere.example/'))
    expect((await gateway.get('/user/tasks')).statusCode).toBe(502)
    expect(proxy.asked.map(({ target }) => target)).toEqual(['metocean.example:443'])
  })

  it('U5 leaves no connection behind after hundreds of calls that it refused or never answered', async () => {
    const gateway = await throughProxy()
    for (const behaviour of [502, 'silent', 'hollow'] as const) {
      proxy.behaviour = behaviour
      const answers = await Promise.all(
        Array.from({ length: 120 }, (_, call) => (call % 2 === 0 ? submit(gateway) : gateway.get(`/user/tasks`))),
      )
      expect(new Set(answers.map(({ statusCode }) => statusCode)).has(200)).toBe(false)
      await expect.poll(() => proxy.connections(), { timeout: 10_000 }).toBe(0)
    }
    proxy.behaviour = 'tunnel'
    expect((await submit(gateway)).statusCode).toBe(200)
  }, 60_000)
})

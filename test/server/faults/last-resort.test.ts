import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { operations } from '#src/server/api/operations.ts'
import { startUpstream, type ScriptedUpstream } from '#test/support/upstream/upstream.ts'
import { countedDatabase } from '../support/counted-database.ts'
import { requestBody } from '../support/embedded.ts'
import { CANARY_KEY, openTestDatabase, openTestGateway, type GatewayServer } from '../support/gateway.ts'

let database: Awaited<ReturnType<typeof openTestDatabase>>
let upstream: ScriptedUpstream
let gateway: GatewayServer
let isBroken = false
beforeAll(async () => {
  database = await openTestDatabase()
  upstream = await startUpstream(CANARY_KEY)
  const db = countedDatabase(database.db, () => {
    if (isBroken) throw new Error('password canary-secret at /home/someone/secret.ts:7')
  })
  gateway = await openTestGateway({ db, requestsUrl: upstream.url })
})
afterAll(async () => {
  isBroken = false
  await gateway.close()
  await upstream.close()
  await database.close()
})

const linesSince = (length: number) => gateway.log().slice(length).split('\n').filter(Boolean)

describe('S18 whatever breaks inside', () => {
  it.each(operations.map(({ method, path }) => [method, path] as const))(
    'says nothing of it outside, and all of it in the log: %s %s',
    async (method, path) => {
      const logged = gateway.log().length
      isBroken = true
      const response = await gateway.app.inject({
        method: method.toUpperCase() as 'GET' | 'POST' | 'DELETE',
        url: `/api${path.replace(/\{\w+\}/, '180b942e-c4a4-46b3-ae99-143fb748353b')}`,
        headers: { 'x-fairway': '1' },
        payload: method === 'post' && path.includes('MetOcean') ? requestBody(1) : undefined,
      })
      isBroken = false
      expect(response.body + JSON.stringify(response.headers)).not.toMatch(/canary|secret|\.ts\b|node:internal|\bat \//)
      if (response.statusCode >= 500 && !path.endsWith('/health')) {
        const { code, detail, request_id } = response.json<Record<'code' | 'detail' | 'request_id', string>>()
        expect([code, detail]).toEqual([expect.any(String), expect.stringMatching(/^[A-Z].*\.$/)])
        // A list that the service could not give is another failure, with a code of its own.
        if (code === 'server-failed')
          expect(linesSince(logged).some((line) => line.includes(request_id) && line.includes('secret.ts'))).toBe(true)
      }
      expect((await gateway.get('/about')).statusCode).toBe(200)
    },
  )

  it('is reached by the database in most calls', async () => {
    isBroken = true
    const statuses = await Promise.all(
      ['/MetOcean', '/MetOcean/async'].map(async (path) => (await gateway.post(path, requestBody(1))).statusCode),
    )
    isBroken = false
    expect(statuses.every((status) => status >= 500)).toBe(true)
  })
})

describe('S19 the log', () => {
  it('has a line of JSON for each answer: when in UTC, who, what, how it ended, how long, and which task', async () => {
    const logged = gateway.log().length
    const response = await gateway.post(
      '/MetOcean/async',
      requestBody(1, { task_name: 'two\r\n{"level":60,"msg":"forged"}' }),
      { 'user-agent': 'a\tb', cookie: 'session=canary-cookie', 'x-api-key': 'canary-token' },
    )
    const { task_id } = response.json<{ task_id: string }>()
    const lines = linesSince(logged).map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(lines.filter(({ msg }) => msg === 'forged')).toEqual([])
    expect(lines.find(({ msg }) => msg === 'answered')).toMatchObject({
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string,
      user: 'operator',
      method: 'POST',
      route: '/api/MetOcean/async',
      status: 200,
      ms: expect.any(Number) as number,
      task: task_id,
      address: '127.0.0.1',
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    })
    expect(gateway.log()).not.toMatch(/canary-(cookie|token)/)
    expect(gateway.log()).not.toContain(CANARY_KEY)
  })
})

describe('S20 health', () => {
  it('says whether all is well and no more, and figures are for nobody', async () => {
    const shape = { status: 'ok', checks: { gateway: 'ok' }, lag_ms: expect.any(Number) as number }
    const { statusCode, body } = await gateway.get('/health')
    expect([statusCode, JSON.parse(body)]).toEqual([
      200,
      expect.objectContaining({ ...shape, status: expect.stringMatching(/^(ok|degraded)$/) as string }),
    ])
    expect(Object.keys(JSON.parse(body) as object).sort()).toEqual(['checks', 'lag_ms', 'status'])
    isBroken = true
    const failing = await gateway.get('/health')
    isBroken = false
    expect([failing.statusCode, failing.json()]).toEqual([
      503,
      { status: 'failing', checks: { gateway: 'failing' }, lag_ms: expect.any(Number) as number },
    ])
    for (const url of ['/metrics', '/api/metrics'])
      expect((await gateway.app.inject({ url, headers: { 'x-fairway': '1' } })).statusCode).toBe(404)
  })
})

import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Behaviour } from '#test/support/upstream/answer.ts'
import { answer, refuse, resetUnserved } from '#test/support/upstream/behaviours.ts'
import { startUpstream, type ScriptedUpstream } from '#test/support/upstream/upstream.ts'
import { requestBody } from '../support/embedded.ts'
import { CANARY_KEY, openTestDatabase, openTestGateway, type GatewayServer } from '../support/gateway.ts'

let database: Awaited<ReturnType<typeof openTestDatabase>>
let upstream: ScriptedUpstream
let gateway: GatewayServer
beforeAll(async () => {
  database = await openTestDatabase()
  upstream = await startUpstream(CANARY_KEY)
  gateway = await openTestGateway({ db: database.db, requestsUrl: upstream.url })
})
afterAll(async () => {
  await gateway.close()
  await upstream.close()
  await database.close()
})

/** One request as raw bytes, as no decent client would send it. @returns the whole answer */
async function raw(lines: string): Promise<string> {
  const { port, hostname } = new URL(gateway.url)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => undefined)
  socket.write(`${lines}\r\nConnection: close\r\n\r\n`)
  return text(socket)
}

it('S1 keeps the key out of every answer, header and log line, whatever the service does with it', async () => {
  const echo: Behaviour = answer(422, JSON.stringify({ detail: `bad key ${CANARY_KEY}`, [CANARY_KEY]: 1 }), {
    'x-echo': CANARY_KEY,
    'set-cookie': CANARY_KEY,
  })
  const behaviours = [
    echo,
    answer(500, CANARY_KEY),
    answer(401, CANARY_KEY),
    answer(302, '', { location: `http://127.0.0.1/?k=${CANARY_KEY}` }),
    answer(200, CANARY_KEY),
    refuse(429, CANARY_KEY, { 'retry-after': CANARY_KEY }),
    resetUnserved,
  ]
  const answers: string[] = []
  for (const behaviour of behaviours) {
    for (const path of ['/MetOcean', '/MetOcean/async']) {
      upstream.next('POST', behaviour)
      const response = await gateway.post(path, requestBody(1))
      answers.push(JSON.stringify(response.headers) + response.body)
    }
    upstream.next('GET /user/tasks', behaviour)
    const response = await gateway.get('/user/tasks')
    answers.push(JSON.stringify(response.headers) + response.body)
  }
  for (const path of ['/about', '/health', '/user/tasks', '/nothing']) answers.push((await gateway.get(path)).body)
  await gateway.get('/user/tasks', { 'x-api-key': CANARY_KEY, cookie: `a=${CANARY_KEY}`, authorization: CANARY_KEY })
  expect(answers.join('\n')).not.toContain(CANARY_KEY)
  expect(gateway.log()).not.toContain(CANARY_KEY)
  const rows = await database.db.query('SELECT * FROM submission')
  expect(JSON.stringify(rows)).not.toContain(CANARY_KEY)
})

it.each([
  'GET /api/task/..%2fuser%2ftasks HTTP/1.1\r\nHost: 127.0.0.1',
  'GET /api/task/%2e%2e/user/tasks HTTP/1.1\r\nHost: 127.0.0.1',
  'GET /api/task/../../admin HTTP/1.1\r\nHost: 127.0.0.1',
  'GET /api/task/a%0d%0aX-Evil:1 HTTP/1.1\r\nHost: 127.0.0.1',
  'GET /api/task/a?x=1/../.. HTTP/1.1\r\nHost: 127.0.0.1',
  'GET /api//other.example/task/a HTTP/1.1\r\nHost: 127.0.0.1',
  'GET http://127.0.0.1:1/api/user/tasks HTTP/1.1\r\nHost: 127.0.0.1',
  'GET /api/user/tasks/FAILURE HTTP/1.1\r\nHost: 127.0.0.1',
  'GET /api/user/tasks/PENDING/ HTTP/1.1\r\nHost: 127.0.0.1',
  'GET /api/MetOcean HTTP/1.1\r\nHost: 127.0.0.1',
  'GET /api/cancel_task/a HTTP/1.1\r\nHost: 127.0.0.1',
  'HEAD /api/user/tasks HTTP/1.1\r\nHost: 127.0.0.1',
  'TRACE /api/user/tasks HTTP/1.1\r\nHost: 127.0.0.1\r\nx-fairway: 1',
  'OPTIONS /api/user/tasks HTTP/1.1\r\nHost: 127.0.0.1\r\nx-fairway: 1',
  'DELETE /api/user/tasks HTTP/1.1\r\nHost: 127.0.0.1\r\nx-fairway: 1',
  'POST /api/user/tasks HTTP/1.1\r\nHost: 127.0.0.1\r\nx-fairway: 1\r\nContent-Length: 0',
  'GET /api/user/tasks HTTP/1.1\r\nHost: attacker.example',
])('S2 refuses %j without a call upstream', async (lines) => {
  const before = upstream.ledger.received.length
  expect(await raw(lines)).toMatch(/^HTTP\/1\.1 4\d\d /)
  expect(upstream.ledger.received).toHaveLength(before)
})

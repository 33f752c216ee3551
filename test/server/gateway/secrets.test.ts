import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Behaviour } from '#test/support/upstream/answer.ts'
import { answer, refuse, resetUnserved } from '#test/support/upstream/behaviours.ts'
import { inPieces } from '#test/support/upstream/deliveries.ts'
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

/** One request as raw bytes, as no proper client would send it. @returns the whole answer */
async function raw(lines: string): Promise<string> {
  const { port, hostname } = new URL(gateway.url)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => undefined)
  socket.write(`${lines}\r\nx-fairway: 1\r\nConnection: close\r\n\r\n`)
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

const escaped = [...CANARY_KEY].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')
const forms: readonly (readonly [string, string])[] = [
  ['as it is', CANARY_KEY],
  ['escaped', escaped],
  [
    'escaped in part and in capitals',
    `${CANARY_KEY.slice(0, 5)}${escaped.slice(30).replace(/u00../g, (hex) => `u${hex.slice(1).toUpperCase()}`)}`,
  ],
  ['escaped twice', escaped.replaceAll('\\', '\\\\')],
  ['as in an address', [...CANARY_KEY].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join('')],
]
/** Whatever a reader may still decode. */
const decodedText = (text: string) =>
  text.replace(/\\*u([0-9a-f]{4})|%([0-9a-f]{2})/gi, (_, long?: string, short?: string) =>
    String.fromCharCode(parseInt(long ?? short ?? '', 16)),
  )

it.each(forms)('S1 keeps the key out of every text of the service where it comes %s', async (_, key) => {
  const answers: string[] = []
  const told = ({ headers, body }: { headers: object; body: string }) =>
    answers.push(decodedText(JSON.stringify(headers) + body))
  for (const detail of [
    `"bad key ${key}"`,
    `[{"loc":["${key}"],"msg":"${key}","type":"${key}"}]`,
    `{"${key}":"${key}"}`,
  ]) {
    upstream.next('POST /MetOcean/async', answer(422, `{"detail":${detail}}`))
    told(await gateway.post('/MetOcean/async', requestBody(1)))
  }
  const row = `{"task_id":"listed-1","status":"${key}","task_name":"${key}","time_left":"${key}","variables":["${key}"]}`
  upstream.next('GET /user/tasks', answer(200, `{"tasks":[${row},{"task_id":"${key}","status":"PENDING"}]}`))
  told(await gateway.get('/user/tasks'))
  expect(answers.at(-1)).toContain('listed-1')
  upstream.next('POST /cancel_task/listed-1', answer(200, `{"task_id":"${key}","status":"${key}"}`))
  told(await gateway.post('/cancel_task/listed-1'))
  upstream.next('POST /MetOcean/async', answer(200, `{"task_id":"${key}"}`))
  told(await gateway.post('/MetOcean/async', requestBody(1)))
  expect(answers.join('\n')).not.toContain(CANARY_KEY)
  expect(decodedText(gateway.log())).not.toContain(CANARY_KEY)
})

it.each(forms)('S1 keeps the key out of a result that passes by %s, wherever its bytes are cut', async (_, key) => {
  const start = key.slice(0, Math.ceil(key.length / 4))
  for (const cut of [1, 2, 3, 5, 9, 17, key.length - 1]) {
    upstream.next('POST /MetOcean', inPieces(['["é', key.slice(0, cut), key.slice(cut), start, '"]']))
    expect((await gateway.post('/MetOcean', requestBody(1))).body).toBe(`["é…${start}"]`)
  }
})

it.each(forms)('S1 keeps the key out of the body of a task that has it %s', async (_, key) => {
  upstream.next('POST /MetOcean/async', answer(200, '{"task_id":"sent-1"}'))
  await gateway.post('/MetOcean/async', requestBody(1))
  upstream.next(
    'GET /task/sent-1',
    inPieces(['{"task_id":"sent-1","status":"FAILURE","error":"', `${key}${key}`, '"}']),
  )
  expect((await gateway.get('/task/sent-1')).json()).toMatchObject({ status: 'FAILURE', error: '……' })
})

it('S1 leaves a result as it is where it only begins like the key, or is full of escapes', async () => {
  const almost = `${escaped.slice(0, -1)}0`
  const body = JSON.stringify(['50 %', `\\"é…${'\n'.repeat(5_000)}`, CANARY_KEY.slice(0, -1)]) + `["${almost}"]`
  const pieces = Array.from({ length: Math.ceil(body.length / 700) }, (_, at) => body.slice(at * 700, at * 700 + 700))
  upstream.next('POST /MetOcean', inPieces(pieces))
  expect((await gateway.post('/MetOcean', requestBody(1))).body).toBe(body)
})

it.each(['20', ' 20 ', new Date(Date.UTC(2026, 10, 29)).toUTCString(), `1 ${CANARY_KEY}`, `${CANARY_KEY} 1`, '0x1f'])(
  'S1 writes Retry-After anew: %j',
  async (value) => {
    upstream.next('POST /MetOcean/async', refuse(429, 'slow', { 'retry-after': value }))
    const { headers } = await gateway.post('/MetOcean/async', requestBody(1))
    expect(headers['retry-after'] ?? '').toMatch(/^$|^20$|^Sun, 29 Nov 2026 00:00:00 GMT$/)
  },
)

it.each(['../user/tasks', 'a/b', 'a?b=1', 'a b', 'a\r\nx: 1', '<img src=x>', 'x'.repeat(129), ''])(
  'S2 takes no task id that is none: %j',
  async (id) => {
    upstream.next('POST /MetOcean/async', answer(200, JSON.stringify({ task_id: id })))
    const refused = await gateway.post('/MetOcean/async', requestBody(1))
    expect([refused.statusCode, refused.json()]).toMatchObject([502, { code: 'answer-unreadable' }])
    const name = `named-${randomUUID()}`
    upstream.next('POST /MetOcean', resetUnserved)
    await gateway.post('/MetOcean', requestBody(1, { task_name: name }))
    const tasks = [
      { task_id: id, status: 'PENDING', task_name: name },
      { task_id: 'good-1', status: 'PENDING', task_name: 'good' },
    ]
    upstream.next('GET /user/tasks', answer(200, JSON.stringify({ tasks })))
    expect((await gateway.get('/user/tasks')).json()).toMatchObject({ tasks_count: 1, tasks: [{ task_id: 'good-1' }] })
    expect(await database.db.query('SELECT task_id FROM submission WHERE task_id = $1', [id])).toEqual([])
  },
)

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
  'TRACE /api/user/tasks HTTP/1.1\r\nHost: 127.0.0.1',
  'OPTIONS /api/user/tasks HTTP/1.1\r\nHost: 127.0.0.1',
  'DELETE /api/user/tasks HTTP/1.1\r\nHost: 127.0.0.1',
  'POST /api/user/tasks HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0',
  'GET /api/user/tasks HTTP/1.1\r\nHost: attacker.example',
])('S2 refuses %j without a call upstream', async (lines) => {
  const before = upstream.ledger.received.length
  expect(await raw(lines)).toMatch(/^HTTP\/1\.1 4\d\d /)
  expect(upstream.ledger.received).toHaveLength(before)
})

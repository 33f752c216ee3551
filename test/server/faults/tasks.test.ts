import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { times, type Behaviour } from '#test/support/upstream/answer.ts'
import { lostAfterServing, refuse, resetUnserved } from '#test/support/upstream/behaviours.ts'
import * as results from '#test/support/upstream/result-faults.ts'
import * as faults from '#test/support/upstream/task-faults.ts'
import { startUpstream, type ScriptedUpstream } from '#test/support/upstream/upstream.ts'
import { requestBody } from '../support/embedded.ts'
import { CANARY_KEY, openTestDatabase, openTestGateway, type GatewayServer } from '../support/gateway.ts'

let database: Awaited<ReturnType<typeof openTestDatabase>>
let upstream: ScriptedUpstream
let gateway: GatewayServer
const clock = { nowMs: Date.UTC(2026, 10, 22, 17, 51) }

beforeAll(async () => {
  database = await openTestDatabase()
  upstream = await startUpstream(CANARY_KEY)
  gateway = await openTestGateway({ db: database.db, requestsUrl: upstream.url, nowMs: () => clock.nowMs })
})
afterEach(() => {
  upstream.heal()
  later(10)
})
afterAll(async () => {
  expect(gateway.log()).not.toContain(CANARY_KEY)
  await gateway.close()
  await upstream.close()
  await database.close()
})

interface Row {
  task_id: string
  status: string
  API_call_time: string | null
  task_name: string | null
  nbr_points: number | null
  time_left: string | null
}

/** Moves the clock past the time that one list is shared. */
const later = (seconds: number) => void (clock.nowMs += seconds * 1000)
const codeOf = (response: Awaited<ReturnType<GatewayServer['get']>>) => [
  response.statusCode,
  response.json<{ code?: string }>().code,
]
const rows = async (filter = '/PENDING') => (await gateway.get(`/user/tasks${filter}`)).json<{ tasks: Row[] }>().tasks
/** A task submitted through Fairway. */
async function submitted(): Promise<{ id: string; name: string; finish: () => void }> {
  const name = randomUUID()
  await gateway.post('/MetOcean/async', requestBody(4, { task_name: name, variables: ['gust', 'wave'] }))
  const [task] = upstream.tasks.named(name)
  return { id: task!.task_id, name, finish: () => void (task!.status = 'SUCCESS') }
}
const rowOf = async (id: string, filter?: string) => (await rows(filter)).find(({ task_id }) => task_id === id)!

describe('a service that refuses or fails for a time', () => {
  const date = new Date(Date.UTC(2026, 10, 22, 18, 0)).toUTCString()
  it.each([
    ['in seconds', '20', '20'],
    ['as a date', date, date],
    ['absurd, for the page to clamp', '99999999', '99999999'],
    ['of no meaning', 'soon', undefined],
    ['missing', undefined, undefined],
  ])('U9 asks to wait, Retry-After %s', async (_, given, passed) => {
    const headers: Record<string, string> = given === undefined ? {} : { 'retry-after': given }
    for (const path of ['/MetOcean', '/MetOcean/async']) {
      upstream.next(`POST ${path}`, refuse(429, 'slow', headers))
      const response = await gateway.post(path, requestBody(1))
      expect([...codeOf(response), response.headers['retry-after']]).toEqual([429, 'busy', passed])
    }
    upstream.next('GET /user/tasks', refuse(429, 'slow', headers))
    const response = await gateway.get('/user/tasks')
    expect([...codeOf(response), response.headers['retry-after']]).toEqual([429, 'busy', passed])
  })

  it('U10 comes back after a burst of refusals, each told and none kept', async () => {
    const { id } = await submitted()
    upstream.always('GET /user/tasks', times(10, refuse(503, 'away')))
    for (let look = 0; look < 10; look++) {
      expect((await gateway.get('/user/tasks/PENDING')).statusCode).toBe(502)
      later(60)
    }
    expect((await rowOf(id)).status).toBe('PENDING')
  })

  it.each([401, 403])(
    'U11 tells of a refused account in its own words after %d, and asks once per call',
    async (status) => {
      upstream.always('', refuse(status, `the key ${CANARY_KEY} was revoked`))
      const asked = upstream.ledger.received.length
      for (const response of [
        await gateway.post('/MetOcean/async', requestBody(1)),
        await gateway.get('/user/tasks'),
      ]) {
        expect(codeOf(response)).toEqual([502, 'service-account-refused'])
        expect(JSON.stringify(response.headers) + response.body).not.toContain(CANARY_KEY)
      }
      expect(upstream.ledger.received).toHaveLength(asked + 2)
    },
  )

  it('U14 fails one look at a task and knows it again at the next', async () => {
    const { id, finish } = await submitted()
    finish()
    upstream.next('GET /task/', refuse(500))
    expect(codeOf(await gateway.get(`/task/${id}`))).toEqual([502, 'server-failed'])
    expect((await gateway.get(`/task/${id}`)).json()).toMatchObject({ status: 'SUCCESS' })
  })
})

describe('a task the service has lost', () => {
  it('U12 is a 404 by its id and in no list', async () => {
    const { id, name } = await submitted()
    upstream.next('GET /task/', refuse(404, 'Task not found'))
    expect(codeOf(await gateway.get(`/task/${id}`))).toEqual([404, 'not-found'])
    upstream.always('GET /user/tasks', faults.unlisted)
    for (const filter of ['/PENDING', '/SUCCESS', ''])
      expect((await rows(filter)).map(({ task_name }) => task_name)).not.toContain(name)
  })

  it('U12 has failed where it is in neither list of the two but in the full one', async () => {
    const { id } = await submitted()
    upstream.tasks.find(id)!.status = 'FAILURE'
    expect(await rowOf(id)).toBeUndefined()
    expect(await rowOf(id, '/SUCCESS')).toBeUndefined()
    expect((await rowOf(id, '')).status).toBe('FAILURE')
  })
})

it('U13 passes on what is wrong with a request, per field or in words, and nothing is kept as sent', async () => {
  const detail = [{ loc: ['body', 'points', 0, 'timestamp'], msg: 'is older than 3 years', type: 'value_error' }]
  upstream.next('POST /MetOcean/async', refuse(422, detail))
  expect((await gateway.post('/MetOcean/async', requestBody(1))).json()).toMatchObject({
    code: 'request-refused',
    detail,
  })
  upstream.next('POST /MetOcean/async', refuse(400, '<b>No</b> such variable'))
  const response = await gateway.post('/MetOcean/async', requestBody(1))
  expect(response.json()).toMatchObject({ code: 'request-refused', detail: '<b>No</b> such variable' })
  expect(response.headers['content-type']).toContain('application/json')
})

describe('lists of another shape', () => {
  it.each<[string, Behaviour, Partial<Row>]>([
    ['U15 a status nobody announced', faults.statusWord('STARTED'), { status: 'STARTED' }],
    [
      'U15 fields of other kinds, gone or new',
      faults.driftedRows,
      { status: 'PENDING', nbr_points: 5000, API_call_time: null },
    ],
    ['U16 time left in words of no language', faults.timeLeft('soon-ish'), { time_left: 'soon-ish' }],
    ['U16 no time left given', faults.timeLeft(undefined), { time_left: null }],
    ['U16 time left as a number', faults.timeLeft(90), { time_left: null }],
    ['U16 less than no time left', faults.timeLeft('-5 minutes'), { time_left: '-5 minutes' }],
    ['U16 time left without end', faults.endlessTimeLeft, { time_left: null }],
  ])('%s', async (_, behaviour, expected) => {
    const { id } = await submitted()
    upstream.next('GET /user/tasks/PENDING', behaviour)
    const row = await rowOf(id)
    expect({ ...row, API_call_time: row.API_call_time ?? null, time_left: row.time_left ?? null }).toMatchObject({
      task_id: id,
      ...expected,
    })
    expect(row).not.toHaveProperty('owner')
  })

  it('U16 time left that grows is passed on as it is told', async () => {
    const { id } = await submitted()
    upstream.always('GET /user/tasks', faults.growingTimeLeft())
    const told: unknown[] = []
    for (let look = 0; look < 3; look++, later(10)) told.push((await rowOf(id)).time_left)
    expect(told).toEqual(['1 minutes', '2 minutes', '3 minutes'])
  })

  it('U19 two tasks of one name both stay in the list, each with its time, and neither is taken for the submission', async () => {
    const [name, submission] = [randomUUID(), randomUUID()]
    upstream.next('POST /MetOcean/async', lostAfterServing)
    await gateway.post('/MetOcean/async', requestBody(1, { task_name: name }), { 'x-fairway-submission': submission })
    upstream.next('GET /user/tasks', faults.twinned)
    const twins = (await rows('')).filter(({ task_name }) => task_name === name)
    expect(new Set(twins.map(({ API_call_time }) => API_call_time)).size).toBe(2)
    expect(await database.db.query('SELECT task_id, state FROM submission WHERE id = $1', [submission])).toEqual([
      { task_id: null, state: 'unknown' },
    ])
  })

  it.each([3_600_000, -3_600_000])(
    'U22 a clock %d ms away changes neither what is known nor what is told',
    async (skewMs) => {
      const name = randomUUID()
      upstream.next('POST /MetOcean/async', lostAfterServing)
      await gateway.post('/MetOcean/async', requestBody(1, { task_name: name }))
      upstream.next('GET /user/tasks', faults.skewed(skewMs))
      const row = (await rows('')).find(({ task_name }) => task_name === name)!
      expect(row.API_call_time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+$/)
      expect((await gateway.get(`/task/${row.task_id}`)).statusCode).toBe(200)
    },
  )
})

describe('results of another shape', () => {
  it.each([
    ['U15 columns in place of entries', results.columnar],
    ['U15 conditions under new names', results.renamed],
    ['U15 numbers as text', results.stringNumbers],
    ['U15 numbers that are too big', results.tooBigNumbers],
    ['U17 no entries', results.emptied],
    ['U17 no values', results.allNull],
    ['U17 entries missing', results.shortened],
    ['U17 entries in another order', results.reversed],
    ['U18 numbers no sea has', results.outOfRange],
  ])('%s pass the gateway as they are; the page judges them', async (_, behaviour) => {
    const { id, finish } = await submitted()
    finish()
    const untouched = (await gateway.get(`/task/${id}`)).body
    let sent = ''
    upstream.next('GET /task/', async (asked, serve) => {
      const changed = await behaviour(asked, serve)
      sent = changed.body.toString()
      return changed
    })
    expect((await gateway.get(`/task/${id}`)).body).toBe(sent)
    expect(sent).not.toBe(untouched)
  })
})

describe('cancelling', () => {
  it.each([
    ['404', refuse(404), 404, 'not-found'],
    ['409', refuse(409), 409, 'conflict'],
    ['500', refuse(500), 502, 'server-failed'],
    ['a lost answer', lostAfterServing, 502, 'answer-incomplete'],
    ['a reset', resetUnserved, 502, 'answer-incomplete'],
  ])('U20 is told as what it was: %s', async (_, behaviour, status, code) => {
    const { id } = await submitted()
    upstream.next('POST /cancel_task', behaviour)
    expect(codeOf(await gateway.post(`/cancel_task/${id}`))).toEqual([status, code])
  })

  it('U20 shows at once what the next look finds: cancelled though nobody was told, done though cancelled', async () => {
    const lost = await submitted()
    await rows('')
    upstream.next('POST /cancel_task', lostAfterServing)
    await gateway.post(`/cancel_task/${lost.id}`)
    expect((await rowOf(lost.id, '')).status).toBe('REVOKED')

    const done = await submitted()
    await rows('')
    upstream.next('POST /cancel_task', faults.succeedsAfterCancel(upstream.tasks))
    expect((await gateway.post(`/cancel_task/${done.id}`)).json()).toEqual({ task_id: done.id, status: 'REVOKED' })
    expect((await rowOf(done.id, '')).status).toBe('SUCCESS')
  })
})

it('U21 logs a task that runs again after its end, once', async () => {
  const { id, finish } = await submitted()
  finish()
  await rows('')
  later(10)
  upstream.always('GET /user/tasks', faults.statusWord('STARTED'))
  for (let look = 0; look < 3; look++, later(10)) await rows('')
  const told = gateway
    .log()
    .split('\n')
    .filter((line) => line.includes('runs again') && line.includes(id))
  expect(told).toHaveLength(1)
  expect(JSON.parse(told[0]!)).toMatchObject({ task: id, before: 'SUCCESS', status: 'STARTED' })
})

it('S19 names user, route, status, time and the service’s task in one line per answer', async () => {
  const { id } = await submitted()
  await gateway.post(`/cancel_task/${id}`)
  const lines = gateway
    .log()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  const answered = lines.filter(({ task }) => task === id)
  expect(answered).toMatchObject([
    {
      user: 'operator',
      method: 'POST',
      route: '/api/MetOcean/async',
      status: 200,
      ms: expect.any(Number) as number,
      time: expect.stringMatching(/Z$/) as string,
    },
    { user: 'operator', method: 'POST', route: '/api/cancel_task/:id', status: 200 },
  ])
})

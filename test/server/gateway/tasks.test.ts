import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { answer, gated, refuse, saying } from '#test/support/upstream/behaviours.ts'
import { noTasks } from '#test/support/upstream/task-faults.ts'
import { startUpstream, type ScriptedUpstream } from '#test/support/upstream/upstream.ts'
import { requestBody } from '../support/embedded.ts'
import { CANARY_KEY, openTestDatabase, openTestGateway, type GatewayServer } from '../support/gateway.ts'

let database: Awaited<ReturnType<typeof openTestDatabase>>
let requests: ScriptedUpstream
let tasks: ScriptedUpstream
let gateway: GatewayServer
const clock = { nowMs: Date.UTC(2026, 10, 22, 17, 51) }

beforeAll(async () => {
  database = await openTestDatabase()
  requests = await startUpstream(CANARY_KEY)
  tasks = await startUpstream(CANARY_KEY)
  gateway = await openTestGateway({
    db: database.db,
    requestsUrl: requests.url,
    tasksUrl: tasks.url,
    nowMs: () => clock.nowMs,
  })
})
afterEach(() => {
  requests.heal()
  tasks.heal()
  clock.nowMs += 10 * 60_000 // ids seen in one test are forgotten in the next
})
afterAll(async () => {
  await gateway.close()
  await requests.close()
  await tasks.close()
  await database.close()
})

/** A task that the tasks' base URL knows, not submitted here. */
const someTask = (status = 'PENDING') =>
  tasks.tasks.add(JSON.stringify(requestBody(2, { task_name: randomUUID() })), status)

describe('the two bases', () => {
  it('are each asked for their own', async () => {
    const task = someTask('SUCCESS')
    await gateway.post('/MetOcean', requestBody(1))
    await gateway.post('/MetOcean/async', requestBody(1))
    for (const path of ['/user/tasks', '/user/tasks/PENDING', '/user/tasks/SUCCESS', `/task/${task.task_id}`])
      await gateway.get(path)
    await gateway.post(`/cancel_task/${task.task_id}`)
    expect(requests.ledger.lines).toEqual(['POST /MetOcean', 'POST /MetOcean/async'])
    expect(tasks.ledger.lines).toEqual([
      'GET /user/tasks',
      'GET /user/tasks/PENDING',
      'GET /user/tasks/SUCCESS',
      `GET /task/${task.task_id}`,
      `POST /cancel_task/${task.task_id}`,
    ])
    expect(tasks.ledger.received.every(({ headers }) => headers['x-api-key'] === CANARY_KEY)).toBe(true)
  })
})

describe('lists', () => {
  it('S10 name Fairway’s user and not the account', async () => {
    const task = someTask()
    const response = await gateway.get('/user/tasks/PENDING')
    expect(response.body).not.toMatch(/company|4711/)
    const { result: _, ...row } = task
    expect(response.json()).toEqual({
      username: 'operator',
      user_id: 1,
      email: null,
      tasks_count: tasks.tasks.list('PENDING').tasks_count,
      tasks: expect.arrayContaining([{ ...row, submitted_by: null }]) as unknown,
    })
  })

  it('S10 keep what can be read in rows that have drifted', async () => {
    const drifted = {
      task_id: 12,
      status: 'STARTED',
      nbr_points: '5000',
      task_name: 7,
      owner: 'secret@company.example',
      time_left: { minutes: 2 },
    }
    tasks.next('GET /user/tasks', answer(200, JSON.stringify({ tasks: [drifted, { status: 'no id' }, null] })))
    const response = await gateway.get('/user/tasks')
    expect(response.body).not.toContain('company.example')
    expect(response.json<{ tasks: unknown[] }>().tasks).toEqual([
      expect.objectContaining({ task_id: '12', status: 'STARTED', nbr_points: 5000, task_name: null, time_left: null }),
    ])
  })

  it.each(['', '/PENDING', '/SUCCESS'])('are empty if the service says null for none (%s)', async (filter) => {
    tasks.next(`GET /user/tasks${filter}`, noTasks)
    const response = await gateway.get(`/user/tasks${filter}`)
    expect([response.statusCode, response.json()]).toMatchObject([200, { tasks_count: 0, tasks: [] }])
    expect(
      gateway
        .log()
        .split('\n')
        .filter((line) => line.includes('read with a tolerance') && line.includes(`"filter":"${filter}"`)),
    ).toHaveLength(1)
  })

  it('are unreadable if there is no list at all', async () => {
    tasks.next('GET /user/tasks', answer(200, '{"tasks": "none"}'))
    expect((await gateway.get('/user/tasks')).json()).toMatchObject({ code: 'answer-unreadable' })
    tasks.next('GET /user/tasks', answer(200, '{}'))
    expect((await gateway.get('/user/tasks')).statusCode).toBe(502)
  })

  it('are one call upstream for all who poll at once', async () => {
    const before = tasks.ledger.lines.length
    await Promise.all(Array.from({ length: 50 }, () => gateway.get('/user/tasks/PENDING')))
    expect(tasks.ledger.lines.length - before).toBe(1)
    clock.nowMs += 2_000
    await gateway.get('/user/tasks/PENDING')
    expect(tasks.ledger.lines.length - before).toBe(2)
  })

  it('are read again after a submission', async () => {
    const before = tasks.ledger.lines.length
    await gateway.get('/user/tasks/PENDING')
    await gateway.post('/MetOcean/async', requestBody(1))
    await gateway.get('/user/tasks/PENDING')
    expect(tasks.ledger.lines.length - before).toBe(2)
  })

  it('are read again after a submission that they overlapped', async () => {
    let open = () => {}
    requests.next('POST /MetOcean/async', gated(new Promise((resolve) => (open = resolve))))
    const heard = requests.ledger.received.length + 1
    const submitted = gateway.post('/MetOcean/async', requestBody(1))
    await requests.ledger.reached(heard)
    const before = tasks.ledger.lines.length
    await gateway.get('/user/tasks/PENDING')
    open()
    await submitted
    await gateway.get('/user/tasks/PENDING')
    expect(tasks.ledger.lines.length - before).toBe(2)
  })

  it('do not keep a failure', async () => {
    tasks.next('GET /user/tasks', refuse(500))
    expect((await gateway.get('/user/tasks')).statusCode).toBe(502)
    expect((await gateway.get('/user/tasks')).statusCode).toBe(200)
  })
})

describe('a task', () => {
  it('is passed on as it came', async () => {
    const { task_id } = someTask('SUCCESS')
    await gateway.get('/user/tasks')
    const body = `{"task_id": "${task_id}",  "status": "SUCCESS", "result": [None, NaN], "error": null}`
    tasks.next(`GET /task/${task_id}`, answer(200, body))
    const response = await gateway.get(`/task/${task_id}`)
    expect(response.body).toBe(body)
    expect(response.headers['x-fairway-source']).toMatch(/^MetOcean API/)
    expect(response.headers['x-fairway-synthetic']).toBe('0')
  })

  it('says where its numbers come from before there are any', async () => {
    const { task_id } = someTask()
    await gateway.get('/user/tasks')
    const { headers } = await gateway.get(`/task/${task_id}`)
    expect([headers['x-fairway-source'], headers['x-fairway-synthetic']]).toEqual([
      expect.stringMatching(/^MetOcean API/),
      '0',
    ])
  })

  it('stays synthetic if the service says that it is', async () => {
    const { task_id } = someTask('SUCCESS')
    await gateway.get('/user/tasks')
    tasks.next(`GET /task/${task_id}`, saying({ 'x-fairway-synthetic': '1', 'x-fairway-source': 'elsewhere' }))
    const { headers } = await gateway.get(`/task/${task_id}`)
    expect([headers['x-fairway-source'], headers['x-fairway-synthetic']]).toEqual([
      expect.stringMatching(/^MetOcean API/),
      '1',
    ])
  })

  it('is asked for only if Fairway has seen its id within a minute, or submitted it', async () => {
    const { task_id } = someTask()
    const before = tasks.ledger.lines.length
    expect((await gateway.get(`/task/${task_id}`)).statusCode).toBe(404)
    expect((await gateway.post(`/cancel_task/${task_id}`)).statusCode).toBe(404)
    expect(tasks.ledger.lines).toHaveLength(before)
    await gateway.get('/user/tasks')
    expect((await gateway.get(`/task/${task_id}`)).statusCode).toBe(200)
    clock.nowMs += 61_000
    expect((await gateway.get(`/task/${task_id}`)).statusCode).toBe(404)
    const own = (await gateway.post('/MetOcean/async', requestBody(1))).json<{ task_id: string }>().task_id
    clock.nowMs += 61_000
    expect((await gateway.get(`/task/${own}`)).json()).toMatchObject({ task_id: own, status: 'PENDING' })
  })

  it('is cancelled with the service’s word for it; one that has ended is a conflict', async () => {
    const { task_id } = someTask()
    await gateway.get('/user/tasks')
    const first = await gateway.post(`/cancel_task/${task_id}`)
    expect([first.statusCode, first.json()]).toEqual([200, { task_id, status: 'REVOKED' }])
    const second = await gateway.post(`/cancel_task/${task_id}`)
    expect([second.statusCode, second.json()]).toEqual([409, { task_id, status: 'REVOKED' }])
  })

  it('counts as being cancelled if the answer says nothing', async () => {
    const { task_id } = someTask()
    await gateway.get('/user/tasks')
    tasks.next('POST /cancel_task', answer(200, ''))
    expect((await gateway.post(`/cancel_task/${task_id}`)).json()).toEqual({ task_id, status: 'PENDING' })
    tasks.next('POST /cancel_task', refuse(404))
    expect((await gateway.post(`/cancel_task/${task_id}`)).json()).toMatchObject({ code: 'not-found' })
  })
})

import { randomUUID } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { TaskAccepted, TaskList } from '#src/domain/metocean/wire/contract.ts'
import { hasPostgres, startPostgres, type PostgresServer } from '#test/support/postgres.ts'
import { openEmbedded, requestBody, type EmbeddedServer } from '../support/embedded.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/

const engines = hasPostgres ? ['PGlite', 'PostgreSQL'] : ['PGlite']

describe.each(engines)('the contract on %s', (engine) => {
  let postgres: PostgresServer | undefined
  let server: EmbeddedServer
  beforeAll(async () => {
    if (engine === 'PostgreSQL') postgres = await startPostgres()
    server = await openEmbedded({ databaseUrl: postgres?.url })
  })
  afterAll(async () => {
    await server.close()
    await postgres?.close()
  })
  afterEach(() => {
    Object.assign(server.sampler, { failure: null, source: 'Made up for a test', synthetic: true })
    server.sampler.release()
  })

  const submitAsync = async (count: number, more = {}, headers = {}) =>
    TaskAccepted.parse((await server.post('/MetOcean/async', requestBody(count, more), headers)).json()).task_id
  const status = async (id: string) =>
    (await server.get(`/task/${id}`)).json<{ status: string; error: string | null }>()
  const finished = (id: string) =>
    vi.waitFor(
      async () => {
        const task = await status(id)
        expect(task.status).not.toBe('PENDING')
        return task
      },
      { timeout: 10_000, interval: 20 },
    )
  const rowOf = async (id: string, list = '/user/tasks') =>
    TaskList.parse((await server.get(list)).json()).tasks.find((row) => row.task_id === id)
  const started = (id: string) =>
    vi.waitFor(async () => expect((await rowOf(id))?.time_left).not.toBeNull(), { timeout: 10_000, interval: 20 })

  it('answers a sync request with one entry per point, in order, as a bare array', async () => {
    const body = requestBody(6_000)
    const response = await server.post('/MetOcean', body)
    expect(response.statusCode).toBe(200)
    expect(response.headers).toMatchObject({ 'x-fairway-source': 'Made up for a test', 'x-fairway-synthetic': '1' })
    const entries = response.json<Array<{ coordinates: unknown; conditions: unknown }>>()
    expect(entries.map((entry) => entry.coordinates)).toEqual(body.points)
    expect(entries[1]?.conditions).toEqual({ Gust_10m: 12.5 })
  })

  it('accepts what scripts write: null for omitted values, and UTC with an offset', async () => {
    const [point] = requestBody(1).points
    const body = {
      points: [{ ...point, timestamp: '2026-11-22T18:00:00+00:00' }],
      variables: ['gust'],
      wind_height: null,
      task_name: null,
      receive_mail: null,
      email: null,
    }
    const response = await server.post('/MetOcean', body)
    expect(response.statusCode).toBe(200)
    expect(response.json<Array<{ coordinates: { timestamp: string } }>>()[0]?.coordinates.timestamp).toBe(
      '2026-11-22T18:00:00Z',
    )
  })

  it('keeps a sync request as a task with its name', async () => {
    await server.post('/MetOcean', requestBody(1, { task_name: 'sync-and-kept' }))
    const { tasks } = TaskList.parse((await server.get('/user/tasks/SUCCESS')).json())
    expect(tasks.find((row) => row.task_name === 'sync-and-kept')).toMatchObject({
      status: 'SUCCESS',
      nbr_points: 1,
      time_left: '0 seconds',
    })
  })

  it('answers an async request at once with only the id, and later with the result', async () => {
    server.sampler.hold()
    const accepted = await server.post('/MetOcean/async', requestBody(3))
    expect(accepted.json()).toEqual({ task_id: expect.stringMatching(UUID) as string })
    const { task_id: id } = TaskAccepted.parse(accepted.json())
    expect((await server.get(`/task/${id}`)).json()).toEqual({
      task_id: id,
      status: 'PENDING',
      result: null,
      error: null,
    })
    server.sampler.release()
    await finished(id)
    const body = (await server.get(`/task/${id}`)).json<{ result: unknown[] }>()
    expect(body).toEqual({ task_id: id, status: 'SUCCESS', result: expect.any(Array) as unknown[], error: null })
    expect(body.result).toHaveLength(3)
  })

  it('says of each task where its numbers come from, whatever its status and whatever computes now', async () => {
    const originOf = async (id: string) => {
      const { headers } = await server.get(`/task/${id}`)
      return [headers['x-fairway-source'], headers['x-fairway-synthetic']]
    }
    server.sampler.failure = new Error('no')
    const failed = await submitAsync(1)
    await finished(failed)
    server.sampler.failure = null
    const done = await submitAsync(1)
    await finished(done)
    server.sampler.hold()
    const pending = await submitAsync(1)
    for (const id of [failed, done, pending]) expect(await originOf(id)).toEqual(['Made up for a test', '1'])
    Object.assign(server.sampler, { source: 'Measured for a test', synthetic: false })
    server.sampler.release()
    await finished(pending)
    expect(await originOf(pending)).toEqual(['Measured for a test', '0'])
    expect(await originOf(done)).toEqual(['Made up for a test', '1'])
  })

  it('takes tasks of earlier versions as synthetic', async () => {
    const [id, submission] = [randomUUID(), randomUUID()]
    await server.db.query(
      `INSERT INTO submission (id, user_name, points, variables, sent_at, task_id, state) VALUES ($1, 'operator', 1, '["gust"]', now(), $2, 'accepted')`,
      [submission, id],
    )
    await server.db.query(
      `INSERT INTO task (id, submission_id, mode, status, user_name, points, variables, wind_height_m, receive_mail, called_at, estimated_ms, error)
      VALUES ($1, $2, 'async', 'FAILURE', 'operator', 1, '["gust"]', 10, false, now(), 1000, 'no')`,
      [id, submission],
    )
    Object.assign(server.sampler, { source: 'Measured for a test', synthetic: false })
    const { headers } = await server.get(`/task/${id}`)
    expect(headers).toMatchObject({
      'x-fairway-source': "Fairway's synthetic field model (synthetic data, not for navigation)",
      'x-fairway-synthetic': '1',
    })
    expect(
      (await server.post('/MetOcean/async', requestBody(1), { 'x-fairway-submission': submission })).json(),
    ).toEqual({ task_id: id })
  })

  it('sends a result as one gzip stream to a client that accepts it', async () => {
    const id = await submitAsync(9_000)
    await finished(id)
    const response = await server.get(`/task/${id}`, { 'accept-encoding': 'br, gzip' })
    expect(response.headers['content-encoding']).toBe('gzip')
    const body = JSON.parse(gunzipSync(response.rawPayload).toString()) as { result: unknown[] }
    expect(body.result).toHaveLength(9_000)
    const sync = await server.post('/MetOcean', requestBody(10), { 'accept-encoding': 'gzip' })
    expect(JSON.parse(gunzipSync(sync.rawPayload).toString())).toHaveLength(10)
  })

  it('cuts a body whose stored parts have a gap, and never ends it early as if it were complete', async () => {
    const id = await submitAsync(10)
    await finished(id)
    await server.db.query(
      'INSERT INTO result_chunk SELECT task_id, run, 2, bytes FROM result_chunk WHERE task_id = $1',
      [id],
    )
    await expect(server.get(`/task/${id}`, { 'accept-encoding': 'gzip' })).rejects.toThrow()
    await server.db.query('DELETE FROM result_chunk WHERE task_id = $1', [id])
    expect((await server.get(`/task/${id}`)).statusCode).toBe(500)
  })

  it('lists tasks with every documented field and truthful times', async () => {
    server.sampler.hold()
    const id = await submitAsync(5_000, { task_name: 'ship1-leg1', variables: ['wind', 'gust'] })
    await started(id)
    const response = await server.get('/user/tasks/PENDING')
    expect(response.json()).toMatchObject({ username: 'operator', user_id: 1, email: null, tasks_count: 1 })
    expect(await rowOf(id, '/user/tasks/PENDING')).toEqual({
      task_id: id,
      status: 'PENDING',
      API_call_time: '2026-11-22T17:51:00.000000',
      task_name: 'ship1-leg1',
      nbr_points: 5_000,
      variables: ['wind', 'gust'],
      estimated_time: expect.stringMatching(/^\d+ seconds$/) as string,
      time_left: expect.stringMatching(/^\d+ seconds$/) as string,
      submitted_by: 'operator',
    })
    expect(await rowOf(id, '/user/tasks/SUCCESS')).toBeUndefined()
  })

  it('makes one task of a submission that is sent twice', async () => {
    const headers = { 'x-fairway-submission': randomUUID() }
    const first = await submitAsync(2, { task_name: 'only-once' }, headers)
    const second = await submitAsync(2, { task_name: 'only-once' }, headers)
    expect(second).toBe(first)
    const sync = await server.post('/MetOcean', requestBody(2, { task_name: 'only-once' }), headers)
    expect(sync.json()).toHaveLength(2)
    const { tasks } = TaskList.parse((await server.get('/user/tasks')).json())
    expect(tasks.filter((row) => row.task_name === 'only-once')).toHaveLength(1)
  })

  it('makes one task even if both arrive at once', async () => {
    const headers = { 'x-fairway-submission': randomUUID() }
    const ids = await Promise.all([1, 2, 3].map(() => submitAsync(2, {}, headers)))
    expect(new Set(ids).size).toBe(1)
  })

  it('cancels a running task, once', async () => {
    server.sampler.hold()
    const id = await submitAsync(2)
    await started(id)
    const cancelled = await server.post(`/cancel_task/${id}`)
    expect([cancelled.statusCode, cancelled.json()]).toEqual([200, { task_id: id, status: 'FAILURE' }])
    expect((await server.get(`/task/${id}`)).json()).toEqual({
      task_id: id,
      status: 'FAILURE',
      result: null,
      error: 'Cancelled by operator at 2026-11-22T17:51:00Z',
    })
    const again = await server.post(`/cancel_task/${id}`)
    expect([again.statusCode, again.json()]).toEqual([409, { task_id: id, status: 'FAILURE' }])
    server.sampler.release()
    await finished(await submitAsync(2))
    expect((await status(id)).status).toBe('FAILURE')
  })

  it('cancels a waiting task, which then never runs', async () => {
    server.sampler.hold()
    const busy = await Promise.all([submitAsync(1), submitAsync(1)])
    await Promise.all(busy.map(started))
    const waiting = await submitAsync(1)
    expect((await rowOf(waiting))?.time_left).toBeNull()
    expect(
      (await server.post(`/cancel_task/${waiting}`, undefined, { 'content-type': 'application/json' })).statusCode,
    ).toBe(200)
    const sampledBefore = server.sampler.sampled
    server.sampler.release()
    await Promise.all(busy.map(finished))
    await finished(await submitAsync(1))
    expect(server.sampler.sampled - sampledBefore).toBe(3)
    expect((await status(waiting)).status).toBe('FAILURE')
  })

  it('does not let a small sync request wait behind large async ones', async () => {
    server.sampler.hold()
    // One after another: only the first begin while the sampler is held.
    const large: string[] = []
    for (let sent = 0; sent < 3; sent += 1) large.push(await submitAsync(100))
    await started(large[0]!)
    const sync = server.post('/MetOcean', requestBody(1, { task_name: 'reserved' }))
    await vi.waitFor(
      async () => {
        const { tasks } = TaskList.parse((await server.get('/user/tasks/PENDING')).json())
        expect(tasks.find((row) => row.task_name === 'reserved')?.time_left).toBeTypeOf('string')
      },
      { timeout: 10_000 },
    )
    server.sampler.release()
    expect((await sync).statusCode).toBe(200)
    await Promise.all(large.map(finished))
  })

  it('tells a sync caller that the task was cancelled, and which one', async () => {
    server.sampler.hold()
    const sync = server.post('/MetOcean', requestBody(1, { task_name: 'held' }))
    const id = await vi.waitFor(
      async () => {
        const { tasks } = TaskList.parse((await server.get('/user/tasks/PENDING')).json())
        return tasks.find((row) => row.task_name === 'held')!.task_id
      },
      { timeout: 10_000 },
    )
    await server.post(`/cancel_task/${id}`)
    const response = await sync
    expect(response.statusCode).toBe(409)
    expect(response.json()).toMatchObject({
      code: 'task-cancelled',
      task_id: id,
      detail: expect.stringContaining('Cancelled by operator') as string,
    })
  })

  it('gives a failed task an error text', async () => {
    server.sampler.failure = new Error('secret inside')
    const id = await submitAsync(2)
    expect(await finished(id)).toEqual({
      task_id: id,
      status: 'FAILURE',
      result: null,
      error: expect.stringContaining('failed while it computed') as string,
    })
    const sync = await server.post('/MetOcean', requestBody(2))
    expect(sync.statusCode).toBe(500)
    expect(sync.body).not.toContain('secret inside')
    expect(sync.json()).toMatchObject({ code: 'task-failed', task_id: expect.stringMatching(UUID) as string })
  })

  it.each([
    [
      'a latitude out of range',
      { points: [...requestBody(7).points, { latitude: 91, longitude: 0, timestamp: '2026-11-23T00:00:00Z' }] },
      ['body', 'points', 7, 'latitude'],
    ],
    [
      'a time without a zone',
      { points: [{ latitude: 1, longitude: 0, timestamp: '2026-11-23T00:00:00' }] },
      ['body', 'points', 0, 'timestamp'],
    ],
    [
      'a longitude as text',
      { points: [{ latitude: 1, longitude: '0', timestamp: '2026-11-23T00:00:00Z' }] },
      ['body', 'points', 0, 'longitude'],
    ],
    ['no points', { points: [] }, ['body', 'points']],
    ['an unknown variable', { variables: ['rain'] }, ['body', 'variables', 0]],
    ['a wind height below 10 m', { wind_height: 5 }, ['body', 'wind_height']],
    ['an unknown field', { priority: 9 }, ['body', 'priority']],
    [
      'an unknown field of a point',
      { points: [{ ...requestBody(1).points[0], speed: 3 }] },
      ['body', 'points', 0, 'speed'],
    ],
  ])('S10 refuses %s, naming the field', async (_what, change, loc) => {
    const response = await server.post('/MetOcean/async', { ...requestBody(1), ...change })
    expect(response.statusCode).toBe(422)
    expect(response.json()).toMatchObject({
      code: 'request-refused',
      detail: [{ loc }],
      request_id: expect.any(String) as string,
    })
  })

  it('names at most 50 wrong fields', async () => {
    const response = await server.post('/MetOcean', {
      points: requestBody(3_000).points.map((point) => ({ ...point, latitude: 99 })),
      variables: ['wind'],
    })
    expect(response.json<{ detail: unknown[] }>().detail).toHaveLength(50)
  })

  it('S11 refuses more than 200,000 points', async () => {
    const point = requestBody(1).points[0]!
    const response = await server.post('/MetOcean/async', {
      points: Array.from({ length: 200_001 }, () => point),
      variables: ['wind'],
    })
    expect(response.statusCode).toBe(422)
    expect(response.json()).toMatchObject({
      detail: [
        {
          loc: ['body', 'points'],
          msg: 'points must be a list of 1 to 200,000 points, not a list of 200,001.',
        },
      ],
    })
  })

  it.each(['/task/180b942e-c4a4-46b3-ae99-143fb748353b', '/task/1', '/task/%2e%2e'])(
    'answers 404 for %s',
    async (path) => {
      const response = await server.get(path)
      expect(response.statusCode).toBe(404)
      expect(response.json()).toMatchObject({ code: 'not-found', detail: expect.any(String) as string })
    },
  )

  it('answers 404 to cancelling an unknown task', async () => {
    expect((await server.post('/cancel_task/180b942e-c4a4-46b3-ae99-143fb748353b')).statusCode).toBe(404)
    expect((await server.post('/cancel_task/none')).statusCode).toBe(404)
  })
})

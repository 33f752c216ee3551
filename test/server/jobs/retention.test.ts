import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { TaskAccepted, TaskList } from '#src/domain/metocean/wire/contract.ts'
import { openBackend } from '#src/server/backend.ts'
import { readEnvironment } from '#src/server/env.ts'
import { createLog } from '#src/server/http/logging.ts'
import { removeOldResults, removeOldRows, rowPolicy } from '#src/server/jobs/retention.ts'
import { insertChunk } from '#src/server/service/tasks.ts'
import { hasPostgres, startPostgres, type PostgresServer } from '#test/support/postgres.ts'
import { openEmbedded, requestBody, type EmbeddedServer } from '../support/embedded.ts'
import { CANARY_KEY, openTestDatabase } from '../support/gateway.ts'
import { DAY_MS } from '#src/domain/time.ts'

const plenty = { days: 90, bytes: 10e9 }

describe.each(hasPostgres ? ['PGlite', 'PostgreSQL'] : ['PGlite'])('retention on %s', (engine) => {
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

  /** A finished task, as old as the clock says. */
  async function done(): Promise<string> {
    const id = TaskAccepted.parse((await server.post('/MetOcean/async', requestBody(50))).json()).task_id
    await vi.waitFor(
      async () => expect((await server.get(`/task/${id}`)).json()).toMatchObject({ status: 'SUCCESS' }),
      { timeout: 10_000, interval: 20 },
    )
    return id
  }
  const statusOf = async (id: string) => (await server.get(`/task/${id}`)).statusCode
  const listed = async () =>
    TaskList.parse((await server.get('/user/tasks/SUCCESS')).json()).tasks.map(({ task_id }) => task_id)

  it('by age removes results that ended too long ago, and says so', async () => {
    const old = await done()
    server.clock.nowMs += 2 * DAY_MS
    const young = await done()
    expect(await removeOldResults(server.db, { ...plenty, days: 1 }, server.clock.nowMs)).toBe(1)
    const response = await server.get(`/task/${old}`)
    expect(response.statusCode).toBe(410)
    expect(response.json()).toMatchObject({
      code: 'result-removed',
      task_id: old,
      detail: expect.stringContaining('removed the result of this task to make room') as string,
    })
    expect(await statusOf(young)).toBe(200)
    expect(await listed()).toEqual([young, old])
  })

  it('by size removes the oldest first, until the rest fits', async () => {
    const ids: string[] = []
    for (let n = 0; n < 4; n++, server.clock.nowMs += 60_000) ids.push(await done())
    const [{ bytes }] = (await server.db.query<{ bytes: number }>(
      'SELECT octet_length(bytes) AS bytes FROM result_chunk WHERE task_id = $1',
      [ids[3]],
    )) as [{ bytes: number }]
    await removeOldResults(server.db, { ...plenty, bytes: bytes * 2.5 }, server.clock.nowMs)
    expect(await Promise.all(ids.map(statusOf))).toEqual([410, 410, 200, 200])
  })

  it('keeps no part of a result that comes after the end of its task, even where both happen at once', async () => {
    server.sampler.hold()
    const id = TaskAccepted.parse((await server.post('/MetOcean/async', requestBody(50))).json()).task_id
    const part = (seq: number) =>
      insertChunk(server.db, { taskId: id, run: randomUUID(), seq, bytes: Uint8Array.of(1) })
    const parts = async () => (await server.db.query('SELECT 1 FROM result_chunk WHERE task_id = $1', [id])).length
    await part(0)
    expect(await parts()).toBe(1)
    const cancelled = server.post(`/cancel_task/${id}`)
    await Promise.all(Array.from({ length: 20 }, (_, seq) => part(seq)))
    expect((await cancelled).statusCode).toBe(200)
    await part(0)
    expect(await parts()).toBe(0)
    server.sampler.release()
  })

  it('never touches unfinished tasks, and answers a repeated submission with what became of it', async () => {
    const headers = { 'x-fairway-submission': '00000000-0000-4000-8000-000000000007' }
    expect((await server.post('/MetOcean', requestBody(5), headers)).statusCode).toBe(200)
    server.sampler.hold()
    const running = TaskAccepted.parse((await server.post('/MetOcean/async', requestBody(50))).json()).task_id
    await removeOldResults(server.db, { days: 0, bytes: 0 }, server.clock.nowMs + DAY_MS)
    server.sampler.release()
    await vi.waitFor(
      async () => expect((await server.get(`/task/${running}`)).json()).toMatchObject({ status: 'SUCCESS' }),
      { timeout: 10_000 },
    )
    expect((await server.post('/MetOcean', requestBody(5), headers)).statusCode).toBe(410)
  })

  describe('of rows', () => {
    const count = async (table: string) =>
      Number((await server.db.query<{ n: string }>(`SELECT count(*) AS n FROM ${table}`))[0]?.n)
    const removed = () => removeOldRows(server.db, server.clock.nowMs)
    /** As of a version that did not note which service a submission went to. */
    const forgetServices = () => server.db.query('UPDATE submission SET service = NULL')
    beforeAll(async () => {
      await server.db.exec('DELETE FROM task; DELETE FROM submission; DELETE FROM audit')
    })

    it('removes a task some time after its end, once its result is gone, and then knows its id still', async () => {
      const headers = { 'x-fairway-submission': '00000000-0000-4000-8000-000000000008' }
      expect((await server.post('/MetOcean', requestBody(5), headers)).statusCode).toBe(200)
      const [{ id }] = (await server.db.query<{ id: string }>('SELECT id FROM task')) as [{ id: string }]
      await server.db.query(`INSERT INTO mail (task_id, event) VALUES ($1, 'ended')`, [id])
      await forgetServices()
      server.clock.nowMs += rowPolicy.taskMs + DAY_MS
      expect([await removed(), await listed()]).toEqual([0, [id]]) // its result is there
      await removeOldResults(server.db, plenty, server.clock.nowMs)
      expect([await removed(), await listed()]).toEqual([1, []])
      expect([await count('mail'), await count('submission'), await count('audit')]).toEqual([0, 1, 1])
      expect((await server.get(`/task/${id}`)).json()).toMatchObject({ code: 'result-removed', task_id: id })
      expect((await server.post(`/cancel_task/${id}`)).statusCode).toBe(410)
      expect((await server.post('/MetOcean', requestBody(5), headers)).statusCode).toBe(410)
      expect(await count('task')).toBe(0)
      server.clock.nowMs += rowPolicy.submissionMs - rowPolicy.taskMs
      expect([await removed(), await count('submission'), await count('audit')]).toEqual([2, 0, 0])
      expect((await server.get(`/task/${id}`)).json()).toMatchObject({ code: 'not-found' })
    })

    it('leaves a task under way and its submission alone, however old, and what is being sent', async () => {
      server.sampler.hold()
      const id = TaskAccepted.parse((await server.post('/MetOcean/async', requestBody(50))).json()).task_id
      await server.db.query(
        `INSERT INTO submission (id, user_name, points, variables, sent_at, state, service)
         SELECT '00000000-0000-4000-8000-000000000009', user_name, points, variables, sent_at, 'received', 'gateway' FROM submission`,
      )
      await server.db.exec('DELETE FROM audit')
      server.clock.nowMs += rowPolicy.submissionMs + DAY_MS
      expect(await removed()).toBe(0)
      expect((await server.get(`/task/${id}`)).json()).toMatchObject({ status: 'PENDING' })
      await server.post(`/cancel_task/${id}`)
      server.sampler.release()
      await server.db.exec(`DELETE FROM submission WHERE state = 'received'; DELETE FROM audit`)
      server.clock.nowMs += rowPolicy.taskMs + DAY_MS
      expect([await removed(), await count('submission')]).toEqual([2, 0]) // failed, so it has no result
    })

    it('takes some hundred at a time, and goes on until none is left', async () => {
      const old = new Date(server.clock.nowMs - rowPolicy.auditMs - 1).toISOString()
      await server.db.query(
        `INSERT INTO audit (at, user_name, action, address, request_id)
         SELECT $1::timestamptz, 'anna', 'signed in', '', '' FROM generate_series(1, $2::int)`,
        [old, 2 * rowPolicy.batch + 1],
      )
      const statements: string[] = []
      const counted = {
        ...server.db,
        query: <Row>(sql: string, params?: readonly unknown[]) => {
          statements.push(sql)
          return server.db.query<Row>(sql, params)
        },
      }
      expect(await removeOldRows(counted, server.clock.nowMs)).toBe(2 * rowPolicy.batch + 1)
      expect(statements.filter((sql) => sql.includes('FROM audit'))).toHaveLength(3)
      expect(await count('audit')).toBe(0)
    })

    it('removes sessions as soon as they are over', async () => {
      const add = (id: string, seenMs: number) =>
        server.db.query(
          `INSERT INTO session (id, user_name, role, created_at, seen_at, address) VALUES ($1, 'anna', 'operator', $2, $2, '')`,
          [id, new Date(seenMs).toISOString()],
        )
      await add('over', server.clock.nowMs - DAY_MS)
      await add('good', server.clock.nowMs - 1)
      await removed()
      expect(await server.db.query('SELECT id FROM session')).toEqual([{ id: 'good' }])
    })
  })

  it('keeps the points of a task only while it is under way', async () => {
    await done()
    expect(await server.db.query('SELECT task_id FROM task_input')).toEqual([])
  })
})

it('a gateway removes rows that are too old as well', async () => {
  const { db, close } = await openTestDatabase()
  await db.query(
    `INSERT INTO audit (at, user_name, action, address, request_id) VALUES ($1, 'anna', 'signed in', '', '')`,
    [new Date(Date.now() - rowPolicy.auditMs - DAY_MS).toISOString()],
  )
  const settings = readEnvironment({ METOCEAN_API_KEY: CANARY_KEY, METOCEAN_URL: 'http://127.0.0.1:9' })
  const gateway = await openBackend(settings, db, createLog('silent'))
  await vi.waitFor(async () => expect(await db.query('SELECT id FROM audit')).toEqual([]), { timeout: 10_000 })
  await gateway.stop(0, Promise.resolve())
  await close()
}, 60_000)

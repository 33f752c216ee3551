import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { TaskAccepted, TaskList } from '#src/domain/metocean/wire/contract.ts'
import { removeOldResults } from '#src/server/jobs/upkeep.ts'
import { hasPostgres, startPostgres, type PostgresServer } from '#test/support/postgres.ts'
import { openEmbedded, requestBody, type EmbeddedServer } from '../support/embedded.ts'
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

  it('by age takes the results that ended too long ago, and says so', async () => {
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

  it('by size takes the oldest first, until the rest fits', async () => {
    const ids: string[] = []
    for (let n = 0; n < 4; n++, server.clock.nowMs += 60_000) ids.push(await done())
    const [{ bytes }] = (await server.db.query<{ bytes: number }>(
      'SELECT octet_length(bytes) AS bytes FROM result_chunk WHERE task_id = $1',
      [ids[3]],
    )) as [{ bytes: number }]
    await removeOldResults(server.db, { ...plenty, bytes: bytes * 2.5 }, server.clock.nowMs)
    expect(await Promise.all(ids.map(statusOf))).toEqual([410, 410, 200, 200])
  })

  it('never touches what is not finished, and answers a submission sent again with what became of it', async () => {
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

  it('keeps the points of a task only while it is under way', async () => {
    await done()
    expect(await server.db.query('SELECT task_id FROM task_input')).toEqual([])
  })
})

import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { TaskAccepted, TaskList } from '#src/domain/metocean/wire/contract.ts'
import { createLog } from '#src/server/http/logging.ts'
import { openBoss } from '#src/server/jobs/boss.ts'
import { openQueue } from '#src/server/jobs/queue.ts'
import { mailRetries, openMailQueue } from '#src/server/mail/mails.ts'
import { recoverTasks } from '#src/server/jobs/upkeep.ts'
import { hasPostgres, startPostgres, type PostgresServer } from '#test/support/postgres.ts'
import { createDatabase, openEmbedded, requestBody, type EmbeddedServer } from '../support/embedded.ts'

// Two servers on one PostgreSQL, with the test controlling when they sample.
describe.skipIf(!hasPostgres)('two servers on one database', () => {
  let postgres: PostgresServer
  let url: string
  let near: EmbeddedServer
  let far: EmbeddedServer
  beforeAll(async () => {
    postgres = await startPostgres()
    url = (await createDatabase(postgres.url)).url
    // Estimated at a minute each, and computed at once.
    const options = { sharedUrl: url, taskSeconds: 60, wait: async () => undefined }
    ;[near, far] = await Promise.all([openEmbedded(options), openEmbedded(options)])
  })
  afterAll(async () => {
    await near.close()
    await far.close()
    await postgres.close()
  })
  afterEach(() => [near, far].forEach(({ sampler }) => sampler.release()))

  const submit = async (server: EmbeddedServer) =>
    TaskAccepted.parse((await server.post('/MetOcean/async', requestBody(5))).json()).task_id
  const rows = async (server: EmbeddedServer) => TaskList.parse((await server.get('/user/tasks')).json()).tasks
  /** Adds tasks until both servers have two under way, the most each takes. */
  async function fill(): Promise<string[]> {
    for (const { sampler } of [near, far]) sampler.hold()
    const ids = await Promise.all([1, 2, 3, 4].map(() => submit(near)))
    await vi.waitFor(() => expect([near.sampler.underWay, far.sampler.underWay]).toEqual([2, 2]), { timeout: 10_000 })
    return ids
  }

  it('stop computing on one what is cancelled on the other', async () => {
    const ids = await fill()
    for (const id of ids) expect((await near.post(`/cancel_task/${id}`)).statusCode).toBe(200)
    await vi.waitFor(() => expect([near.sampler.underWay, far.sampler.underWay]).toEqual([0, 0]), {
      timeout: 10_000,
      interval: 10,
    })
    for (const server of [near, far])
      expect((await server.get(`/task/${ids[3]}`)).json()).toMatchObject({
        status: 'FAILURE',
        error: expect.stringContaining('Cancelled by operator') as string,
      })
  })

  it('answer a sync request on one that the other computes', async () => {
    near.sampler.hold()
    const held = [1, 2].map(() => near.post('/MetOcean', requestBody(5)))
    await vi.waitFor(() => expect(near.sampler.underWay + far.sampler.sampled).toBeGreaterThan(0), { timeout: 10_000 })
    near.sampler.release()
    for (const response of await Promise.all(held)) expect(response.json()).toHaveLength(5)
  })

  it('show a task whose server fell silent as waiting, and start it again', async () => {
    const [lost, ...others] = await fill()
    const timeLeft = async () => (await rows(far)).find(({ task_id }) => task_id === lost)?.time_left
    // As after the end of its server: the lease runs out, and the queue returns the job.
    await near.db.query("UPDATE pgboss.job SET state = 'retry' WHERE id = $1", [lost])
    expect(await timeLeft()).not.toBeNull()
    const log = createLog('silent')
    const boss = await openBoss(near.db, url, log)
    const [queue, mails] = [await openQueue(boss, true), await openMailQueue(boss, mailRetries)]
    await recoverTasks({ db: near.db, queue, mails }, { isCutOff: false, nowMs: Date.now, log })
    await boss.stop(0)
    expect(await timeLeft()).toBeNull()
    for (const id of others) await far.post(`/cancel_task/${id}`)
    for (const { sampler } of [near, far]) sampler.release()
    await vi.waitFor(async () => expect((await far.get(`/task/${lost}`)).json()).toMatchObject({ status: 'SUCCESS' }), {
      timeout: 10_000,
    })
  })

  it('estimate a task by the workers of both', async () => {
    const ids = await fill()
    // Four minutes of work ahead for four workers, then a minute of its own. Each reports itself every few seconds.
    await vi.waitFor(
      async () => {
        const id = await submit(near)
        const told = (await rows(near)).find(({ task_id }) => task_id === id)?.estimated_time
        await near.post(`/cancel_task/${id}`)
        expect(told).toMatch(/^2 minutes \d seconds$/)
      },
      { timeout: 30_000, interval: 500 },
    )
    for (const id of ids) await near.post(`/cancel_task/${id}`)
  })
})

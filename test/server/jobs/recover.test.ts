import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { TaskAccepted, TaskHead } from '#src/domain/metocean/wire/contract.ts'
import { openEmbedded, requestBody, type EmbeddedServer } from '../support/embedded.ts'

let server: EmbeddedServer
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  server = await openEmbedded()
})
afterAll(async () => {
  await server.close()
  vi.useRealTimers()
})

const submitted = async () =>
  TaskAccepted.parse((await server.post('/MetOcean/async', requestBody(9_000))).json()).task_id
const task = async (id: string) => TaskHead.parse((await server.get(`/task/${id}`)).json())

it('ends a task that the queue has given up, while the server runs, and no other', async () => {
  server.sampler.hold()
  const [givenUp, running] = [await submitted(), await submitted()]
  await server.db.query("UPDATE pgboss.job SET state = 'failed' WHERE id = $1", [givenUp])
  vi.advanceTimersByTime(60_000)
  await vi.waitFor(
    async () =>
      expect(await task(givenUp)).toMatchObject({
        status: 'FAILURE',
        error: expect.stringContaining('gave up') as string,
      }),
    { timeout: 10_000 },
  )
  expect((await task(running)).status).toBe('PENDING')
  server.sampler.release()
  await vi.waitFor(async () => expect((await task(running)).status).toBe('SUCCESS'), { timeout: 10_000 })
})

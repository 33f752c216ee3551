import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { TaskAccepted, TaskList } from '#src/domain/metocean/wire/contract.ts'
import { openEmbedded, requestBody, type EmbeddedServer } from '../support/embedded.ts'

// A pace of 60 s that passes only when the test says so.
let server: EmbeddedServer
const pauses: Array<{ ms: number; end: () => void }> = []
beforeAll(async () => {
  server = await openEmbedded({
    taskSeconds: 60,
    syncTimeoutMs: 300,
    wait: (ms, signal) =>
      new Promise((resolve, reject) => {
        pauses.push({ ms, end: resolve })
        signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
      }),
  })
})
afterAll(() => server.close())

const submitted = async (count: number, name: string) =>
  TaskAccepted.parse((await server.post('/MetOcean/async', requestBody(count, { task_name: name }))).json()).task_id
const row = async (id: string) =>
  TaskList.parse((await server.get('/user/tasks')).json()).tasks.find((task) => task.task_id === id)!

it('waits out the pace inside the task, visibly, and counts it in both times', async () => {
  const id = await submitted(100, 'paced')
  await vi.waitFor(() => expect(pauses).toHaveLength(1), { timeout: 10_000 })
  expect(pauses[0]?.ms).toBe(60_000)
  expect(await row(id)).toMatchObject({
    status: 'PENDING',
    estimated_time: '1 minutes 1 seconds',
    time_left: '1 minutes 1 seconds',
  })
  server.clock.nowMs += 45_000
  expect((await row(id)).time_left).toBe('16 seconds')
  pauses[0]!.end()
  await vi.waitFor(async () => expect(await row(id)).toMatchObject({ status: 'SUCCESS', time_left: '0 seconds' }), {
    timeout: 10_000,
  })
})

it('includes the queue in the estimate of a task that waits behind others', async () => {
  pauses.length = 0
  const running = [await submitted(1, 'first'), await submitted(1, 'second')]
  await vi.waitFor(() => expect(pauses).toHaveLength(2), { timeout: 10_000 })
  const waiting = await submitted(1, 'third')
  expect(await row(waiting)).toMatchObject({ estimated_time: '2 minutes 1 seconds', time_left: null })
  for (const id of [waiting, ...running]) expect((await server.post(`/cancel_task/${id}`)).statusCode).toBe(200)
})

it('cancels a task while it waits out the pace', async () => {
  pauses.length = 0
  const id = await submitted(1, 'cancelled')
  await vi.waitFor(() => expect(pauses).toHaveLength(1), { timeout: 10_000 })
  await server.post(`/cancel_task/${id}`)
  expect(await row(id)).toMatchObject({ status: 'FAILURE', time_left: '0 seconds' })
  expect(server.sampler.sampled).toBe(100) // the first test's
})

it('gives up holding a sync request in time and names the task, which goes on', async () => {
  const response = await server.post('/MetOcean', requestBody(1, { task_name: 'too-long' }))
  expect(response.statusCode).toBe(504)
  const body = response.json<{ code: string; task_id: string }>()
  expect(body.code).toBe('timed-out')
  expect(await row(body.task_id)).toMatchObject({ task_name: 'too-long', status: 'PENDING' })
})

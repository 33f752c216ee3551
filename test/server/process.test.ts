import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { TaskAccepted, TaskHead, TaskList } from '#src/domain/metocean/wire/contract.ts'
import { requestBody } from './support/embedded.ts'
import { asPage, startChild, startRefused, type ChildServer } from './support/child-server.ts'
import { makeDataFolder } from '#test/support/data-folder.ts'

// Real processes with the real field model: what only a real end of a process can show. They share a data folder, one
// after the other, because making a database takes seconds.
const GUARD_MS = 120_000
const dataDir = makeDataFolder('process')
const running: ChildServer[] = []
const started = async (environment: Record<string, string> = {}) => {
  const server = await startChild({ DATA_DIR: dataDir, ...environment })
  running.push(server)
  return server
}
afterAll(async () => {
  for (const { process: child, end } of running)
    if (child.exitCode === null && child.signalCode === null) await end('SIGKILL')
  rmSync(dataDir, { recursive: true, force: true })
})

const post = (api: string, path: string, body: unknown) =>
  fetch(`${api}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': 'any' },
    body: JSON.stringify(body),
  })
const submit = async (api: string, count: number, name: string) =>
  TaskAccepted.parse(
    await (
      await post(api, '/MetOcean/async', requestBody(count, { variables: ['wind', 'wave'], task_name: name }))
    ).json(),
  ).task_id
const row = async (api: string, id: string) =>
  TaskList.parse(await (await fetch(`${api}/user/tasks`, asPage)).json()).tasks.find((task) => task.task_id === id)

describe('a running server', () => {
  let server: ChildServer
  beforeAll(async () => {
    server = await started()
  }, GUARD_MS)

  it(
    'answers polls while 100,000 points are computed',
    async () => {
      const { api } = server
      const id = await submit(api, 100_000, 'large')
      const latencies: number[] = []
      await vi.waitFor(
        async () => {
          const askedMs = performance.now()
          const task = await row(api, id)
          latencies.push(performance.now() - askedMs)
          expect(task?.status).toBe('SUCCESS')
        },
        { timeout: GUARD_MS, interval: 50 },
      )
      expect(latencies.length).toBeGreaterThan(5)
      expect(Math.max(...latencies)).toBeLessThan(2_000)
      const { result } = (await (await fetch(`${api}/task/${id}`, asPage)).json()) as { result: unknown[] }
      expect(result).toHaveLength(100_000)
    },
    GUARD_MS,
  )

  it(
    'finishes the task of a sync caller who left',
    async () => {
      const leaving = new AbortController()
      const left = fetch(`${server.api}/MetOcean`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-api-key': 'any' },
        body: JSON.stringify(requestBody(40_000, { task_name: 'left' })),
        signal: leaving.signal,
      })
      const find = async () =>
        TaskList.parse(await (await fetch(`${server.api}/user/tasks`, asPage)).json()).tasks.find(
          (task) => task.task_name === 'left',
        )
      await vi.waitFor(async () => expect(await find()).toBeDefined(), { timeout: GUARD_MS, interval: 5 })
      leaving.abort()
      await expect(left).rejects.toThrow('abort')
      await vi.waitFor(async () => expect((await find())?.status).toBe('SUCCESS'), { timeout: GUARD_MS })
    },
    GUARD_MS,
  )

  it(
    'keeps a second one out of its folder, in one sentence',
    async () => {
      const { code, text } = await startRefused({ DATA_DIR: dataDir })
      expect(code).toBe(1)
      expect(text).toMatch(/^Another Fairway server is using the data folder .*\n$/)
    },
    GUARD_MS,
  )

  it(
    'G10 keeps a second one off its port, in one sentence',
    async () => {
      const { port } = new URL(server.api)
      const { code, text } = await startRefused({ DATA_DIR: join(dataDir, 'never-made'), PORT: port })
      expect([code, text]).toEqual([
        1,
        `Port ${port} on 127.0.0.1 is taken by another program. Stop it, or set PORT to a free one.\n`,
      ])
      expect(existsSync(join(dataDir, 'never-made'))).toBe(false)
    },
    GUARD_MS,
  )

  it(
    'G3 ends properly when told to, once the result that someone reads has come whole',
    async () => {
      const large = TaskList.parse(await (await fetch(`${server.api}/user/tasks`, asPage)).json()).tasks.find(
        ({ task_name }) => task_name === 'large',
      )!
      const reading = await fetch(`${server.api}/task/${large.task_id}`, asPage)
      const ended = server.end('SIGTERM')
      await expect.poll(() => fetch(`${server.api}/about`).catch(() => null), { timeout: 10_000 }).toBeNull()
      expect((await reading.json()) as object).toMatchObject({ result: { length: 100_000 } })
      expect(await ended).toBe(0)
    },
    GUARD_MS,
  )
})

it(
  'finishes after kill -9 what it had accepted, and keeps what it had finished',
  async () => {
    const first = await started()
    const kept = (await (
      await post(first.api, '/MetOcean', requestBody(10, { variables: ['wind'], task_name: 'kept' }))
    ).json()) as unknown[]
    const ids = await Promise.all([1, 2, 3].map((n) => submit(first.api, 30_000, `cut-off-${n}`)))
    await vi.waitFor(async () => expect((await row(first.api, ids[0]!))?.time_left).toBeTypeOf('string'), {
      timeout: GUARD_MS,
      interval: 5,
    })
    expect(await first.end('SIGKILL')).toBe('SIGKILL')

    const second = await started()
    for (const id of ids) {
      await vi.waitFor(async () => expect((await row(second.api, id))?.status).toBe('SUCCESS'), {
        timeout: GUARD_MS,
        interval: 50,
      })
    }
    const { tasks } = TaskList.parse(await (await fetch(`${second.api}/user/tasks`, asPage)).json())
    expect(tasks.map((task) => task.task_name).sort()).toEqual([
      'cut-off-1',
      'cut-off-2',
      'cut-off-3',
      'kept',
      'large',
      'left',
    ])
    const keptId = tasks.find((task) => task.task_name === 'kept')!.task_id
    expect(await (await fetch(`${second.api}/task/${keptId}`, asPage)).json()).toMatchObject({
      status: 'SUCCESS',
      result: kept,
    })
    expect(await second.end('SIGTERM')).toBe(0)
  },
  GUARD_MS,
)

it(
  'releases a sync caller when the server is told to stop, and finishes the task at the next start',
  async () => {
    const first = await started({ EMBEDDED_TASK_SECONDS: '3600' })
    const held = post(first.api, '/MetOcean', requestBody(5, { task_name: 'held' }))
    await vi.waitFor(
      async () => {
        const { tasks } = TaskList.parse(await (await fetch(`${first.api}/user/tasks/PENDING`, asPage)).json())
        expect(tasks[0]?.time_left).toBeTypeOf('string')
      },
      { timeout: GUARD_MS },
    )
    const ended = first.end('SIGTERM')
    const response = await held
    expect(response.status).toBe(503)
    const { task_id: id } = TaskHead.omit({ status: true }).parse(await response.json())
    expect(await ended).toBe(0)

    const second = await started()
    await vi.waitFor(async () => expect((await row(second.api, id))?.status).toBe('SUCCESS'), { timeout: GUARD_MS })
  },
  GUARD_MS,
)

it(
  'refuses settings it cannot use, naming them and not their values',
  async () => {
    const { code, text } = await startRefused({ DATA_DIR: dataDir, HOST: '0.0.0.0', METOCEAN_API_KEY: 'canary' })
    expect(code).toBe(1)
    expect(text).toContain('HOST is not a loopback address')
    expect(text).not.toContain('canary')
  },
  GUARD_MS,
)

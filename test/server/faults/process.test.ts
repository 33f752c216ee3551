import { randomUUID } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Behaviour } from '#test/support/upstream/answer.ts'
import { gated, silentAfterServing } from '#test/support/upstream/behaviours.ts'
import { pausedMidBody } from '#test/support/upstream/deliveries.ts'
import { startUpstream, type ScriptedUpstream } from '#test/support/upstream/upstream.ts'
import { asPage, type ChildServer, type Program, startChild, startRefused } from '../support/child-server.ts'
import { requestBody } from '../support/embedded.ts'
import { CANARY_KEY } from '../support/gateway.ts'
import { makeDataFolder } from '#test/support/data-folder.ts'

// Gateways as processes of their own, one after the other on one data folder: what only a real end can show.
const GUARD_MS = 180_000
const dataDir = makeDataFolder('ends')
const running: ChildServer[] = []
let upstream: ScriptedUpstream
beforeAll(async () => {
  upstream = await startUpstream(CANARY_KEY)
})
afterAll(async () => {
  await Promise.all(running.map(({ end }) => end('SIGKILL')))
  await upstream.close()
  rmSync(dataDir, { recursive: true, force: true })
})

async function start(program?: Program): Promise<ChildServer> {
  const server = await startChild(
    {
      DATA_DIR: dataDir,
      METOCEAN_API_KEY: CANARY_KEY,
      METOCEAN_URL: upstream.url,
      METOCEAN_TASKS_URL: upstream.url,
      LOG_LEVEL: 'info',
    },
    program,
  )
  running.push(server)
  return server
}

interface Sent {
  readonly name: string
  readonly id: string
}
const newSubmission = (): Sent => ({ name: `end-${randomUUID()}`, id: randomUUID() })
/** @returns null where the connection broke */
const post = ({ api }: ChildServer, { name, id }: Sent, path = '/MetOcean/async', more: Record<string, string> = {}) =>
  fetch(`${api}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-fairway': '1', 'x-fairway-submission': id, ...more },
    body: JSON.stringify(requestBody(3, { task_name: name })),
  }).catch(() => null)
/** @returns the status, or null where the connection broke */
const submit = async (...asked: Parameters<typeof post>) => (await post(...asked))?.status ?? null
const names = async ({ api }: ChildServer) =>
  ((await (await fetch(`${api}/user/tasks`, asPage)).json()) as { tasks: { task_name: string }[] }).tasks.map(
    ({ task_name }) => task_name,
  )

/** Sent again under its id after the restart: accepted only if nobody had heard of it, else its name can be found. */
async function expectOnceAtMost(server: ChildServer, sent: Sent): Promise<void> {
  const before = upstream.tasks.named(sent.name).length
  expect(before).toBeLessThanOrEqual(1)
  const again = await submit(server, sent)
  expect([200, 502]).toContain(again)
  expect(upstream.tasks.named(sent.name)).toHaveLength(again === 200 ? 1 : before)
  await expect
    .poll(async () => (await names(server)).filter((name) => name === sent.name))
    .toHaveLength(again === 200 ? 1 : before)
}

it(
  'G1 killed at every step of a submission, it makes no task twice and loses none',
  async () => {
    let server = await start('mortal-gateway')
    let steps = 0
    for (let isDead = true; isDead;) {
      const sent = newSubmission()
      const status = await submit(server, sent, '/MetOcean/async', { 'x-die-at': `${++steps}` })
      isDead = status === null
      if (isDead) {
        expect(await server.ended).toBe('SIGKILL')
        server = await start('mortal-gateway')
      } else expect(status).toBe(200)
      await expectOnceAtMost(server, sent)
    }
    expect(steps).toBeGreaterThan(5)
    await server.end('SIGTERM')
  },
  GUARD_MS,
)

it(
  'G1 killed while the service has the request, it knows the name after the restart',
  async () => {
    let server = await start()
    const killedBefore: Behaviour = async (asked, serve) => {
      await server.end('SIGKILL')
      return silentAfterServing(asked, serve)
    }
    const killedAfter: Behaviour = async (asked, serve) => {
      const served = await silentAfterServing(asked, serve)
      await server.end('SIGKILL')
      return served
    }
    for (const [path, behaviour] of [
      ['/MetOcean', killedAfter],
      ['/MetOcean/async', killedBefore],
    ] as const) {
      const sent = newSubmission()
      upstream.next(`POST ${path}`, behaviour)
      expect(await submit(server, sent, path)).toBeNull()
      server = await start()
      await expectOnceAtMost(server, sent)
      expect(await names(server)).toContain(sent.name)
    }
    await server.end('SIGTERM')
  },
  GUARD_MS,
)

it(
  'G2 restarted between two polls, it knows its tasks by id at once',
  async () => {
    const first = await start()
    const sent = newSubmission()
    expect(await submit(first, sent)).toBe(200)
    const [task] = upstream.tasks.named(sent.name)
    await fetch(`${first.api}/user/tasks/PENDING`, asPage)
    await first.end('SIGKILL')
    const second = await start()
    expect(await (await fetch(`${second.api}/task/${task!.task_id}`, asPage)).json()).toMatchObject({
      status: 'PENDING',
    })
    task!.status = 'SUCCESS'
    expect(await (await fetch(`${second.api}/task/${task!.task_id}`, asPage)).json()).toMatchObject({
      status: 'SUCCESS',
      result: task!.result,
    })
    await second.end('SIGTERM')
  },
  GUARD_MS,
)

describe('told to stop with requests open', () => {
  it(
    'G3 takes nothing new, lets what is under way end, and exits with 0',
    async () => {
      const server = await start()
      let open = () => {}
      upstream.next('POST /MetOcean', gated(new Promise((resolve) => (open = resolve))))
      const heard = upstream.ledger.received.length + 1
      const held = submit(server, newSubmission(), '/MetOcean')
      await upstream.ledger.reached(heard)
      const ended = server.end('SIGTERM')
      await expect.poll(() => submit(server, newSubmission()), { timeout: 10_000 }).toBeNull()
      open()
      expect(await held).toBe(200)
      expect(await ended).toBe(0)
    },
    GUARD_MS,
  )

  it(
    'G3 answers a poll and streams a result whole before it ends, and keeps no connection open',
    async () => {
      const server = await start()
      const sent = newSubmission()
      await submit(server, sent)
      const task = upstream.tasks.named(sent.name)[0]!
      task.status = 'SUCCESS'
      let open = () => {}
      const gate = new Promise<void>((resolve) => (open = resolve))
      upstream.next(`GET /task/${task.task_id}`, pausedMidBody(gate))
      upstream.next('GET /user/tasks', gated(gate))
      const result = await fetch(`${server.api}/task/${task.task_id}`, asPage)
      const heard = upstream.ledger.received.length + 1
      const poll = fetch(`${server.api}/user/tasks`, asPage)
      await upstream.ledger.reached(heard)
      const ended = server.end('SIGTERM')
      await expect.poll(() => submit(server, newSubmission()), { timeout: 10_000 }).toBeNull()
      open()
      expect((await poll).status).toBe(200)
      expect(await result.json()).toMatchObject({ status: 'SUCCESS', result: task.result })
      expect(await ended).toBe(0)
      expect(server.output()).toContain('"msg":"closed"')
    },
    GUARD_MS,
  )

  it(
    'G3 exits with 0 though one never ends, and finds its name at the next start',
    async () => {
      const server = await start()
      const sent = newSubmission()
      upstream.next('POST /MetOcean', silentAfterServing)
      const heard = upstream.ledger.received.length + 1
      const held = post(server, sent, '/MetOcean')
      await upstream.ledger.reached(heard)
      const sinceMs = performance.now()
      expect(await server.end('SIGTERM')).toBe(0)
      expect(performance.now() - sinceMs).toBeLessThan(15_000) // 10 s, and what a busy machine adds
      const told = await held // null on a machine so busy that the last second is too short for it
      expect([null, 502]).toContain(told?.status ?? null)
      if (told)
        expect(await told.json()).toMatchObject({ detail: expect.stringMatching(/^This server is stopping/) as string })
      const next = await start()
      expect(await names(next)).toContain(sent.name)
      await expectOnceAtMost(next, sent)
      await next.end('SIGTERM')
    },
    GUARD_MS,
  )
})

const emptyFile = join(dataDir, 'empty-key')
writeFileSync(emptyFile, '\n')
it.each<[string, Record<string, string>]>([
  ['METOCEAN_API_KEY', { METOCEAN_API_KEY: '' }],
  ['METOCEAN_API_KEY', { METOCEAN_API_KEY: 'canary key' }],
  ['METOCEAN_API_KEY_FILE', { METOCEAN_API_KEY_FILE: '/nowhere/canary' }],
  ['METOCEAN_API_KEY_FILE', { METOCEAN_API_KEY_FILE: emptyFile }],
  ['METOCEAN_URL', { METOCEAN_API_KEY: CANARY_KEY, METOCEAN_URL: 'http://canary.example' }],
  ['SYNC_TIMEOUT_SECONDS', { METOCEAN_API_KEY: CANARY_KEY, SYNC_TIMEOUT_SECONDS: 'canary' }],
])(
  'G6 refuses to start, naming %s and not its value',
  async (setting, environment) => {
    const { code, text } = await startRefused({ DATA_DIR: join(dataDir, 'never-made'), ...environment })
    expect(code).toBe(1)
    expect(text).toContain(setting)
    expect(text).not.toMatch(/canary| {4}at /)
  },
  GUARD_MS,
)

it(
  'G10 listens on an IPv6 address alone, and says where',
  async () => {
    const server = await startChild({ DATA_DIR: dataDir, METOCEAN_API_KEY: CANARY_KEY, HOST: '::1' })
    running.push(server)
    expect(server.api).toMatch(/^http:\/\/\[::1\]:\d+\/api$/)
    expect((await fetch(`${server.api}/about`)).status).toBe(200)
    expect(await server.end('SIGTERM')).toBe(0)
  },
  GUARD_MS,
)

import { rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, it } from 'vitest'
import { TaskAccepted, TaskList } from '#src/domain/metocean/wire/contract.ts'
import { openDatabase } from '#src/server/db/open.ts'
import { seededRandom } from '#test/support/seeded-random.ts'
import { requestBody } from './support/embedded.ts'
import { asPage, startChild, type ChildServer } from './support/child-server.ts'
import { makeDataFolder } from '#test/support/data-folder.ts'

// The embedded service killed again and again while it accepts tasks, computes, stores and cancels.
const GUARD_MS = 300_000
const ROUNDS = 4
const SEED = 7
const SIZES = [3, 2_600, 30_000]

const dataDir = makeDataFolder('kill')
const running: ChildServer[] = []
afterAll(async () => {
  await Promise.all(running.map(({ end }) => end('SIGKILL')))
  rmSync(dataDir, { recursive: true, force: true })
})
async function start(): Promise<ChildServer> {
  const server = await startChild({ DATA_DIR: dataDir })
  running.push(server)
  return server
}

const post = async ({ api }: ChildServer, path: string, body?: unknown) =>
  fetch(`${api}${path}`, {
    method: 'POST',
    headers: { 'x-fairway': '1', ...(body !== undefined && { 'content-type': 'application/json' }) },
    body: JSON.stringify(body),
  })

/** Sends tasks one by one until the server is gone. Puts acknowledged ones into `accepted`, with their points. */
async function keepSubmitting(server: ChildServer, accepted: Map<string, number>, random: () => number): Promise<void> {
  for (;;) {
    const count = SIZES[Math.floor(random() * SIZES.length)]!
    const response = await post(server, '/MetOcean/async', requestBody(count, { variables: ['wind', 'wave'] })).catch(
      () => null,
    )
    const body: unknown = await response?.json().catch(() => null)
    if (!body) return
    const { task_id: id } = TaskAccepted.parse(body)
    accepted.set(id, count)
    if (random() < 0.2) await post(server, `/cancel_task/${id}`).catch(() => null)
    await sleep(100 * random())
  }
}

it(
  'killed at any moment, it loses no acknowledged task and leaves no half result',
  async () => {
    const random = seededRandom(SEED)
    const accepted = new Map<string, number>()
    for (let round = 0; round < ROUNDS; round++) {
      const server = await start()
      const submitting = keepSubmitting(server, accepted, random)
      // A number of tasks later, then at any moment: a busy machine only takes longer.
      const enough = accepted.size + 1 + Math.floor(4 * random())
      await expect.poll(() => accepted.size, { timeout: GUARD_MS, interval: 5 }).toBeGreaterThanOrEqual(enough)
      await sleep(1_000 * random())
      await server.end('SIGKILL')
      await submitting
    }

    const server = await start()
    const list = async (filter = '') =>
      TaskList.parse(await (await fetch(`${server.api}/user/tasks${filter}`, asPage)).json()).tasks
    await expect.poll(async () => (await list('/PENDING')).length, { timeout: GUARD_MS, interval: 200 }).toBe(0)
    const listed = new Map((await list()).map(({ task_id, status }) => [task_id, status]))
    for (const [id, count] of accepted) {
      const task = (await (await fetch(`${server.api}/task/${id}`, asPage)).json()) as {
        status: string
        result: unknown[] | null
        error: string | null
      }
      expect(listed.get(id)).toBe(task.status)
      if (task.status === 'SUCCESS') expect(task.result).toHaveLength(count)
      else
        expect([task.status, task.error]).toEqual([
          'FAILURE',
          expect.stringMatching(/^(Cancelled by|The server began this task several times)/) as string,
        ])
    }
    expect(await server.end('SIGTERM')).toBe(0)

    const db = await openDatabase({ dataDir, databaseUrl: null })
    expect(
      await db.query(
        'SELECT task_id FROM result_chunk JOIN task ON task.id = task_id WHERE run IS DISTINCT FROM result_run',
      ),
    ).toEqual([])
    await db.close()
  },
  GUARD_MS,
)

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { TaskAccepted, TaskList } from '#src/domain/metocean/wire/contract.ts'
import { hasPostgres, startPostgres, type PostgresServer } from '#test/support/postgres.ts'
import { createDatabase, requestBody } from './support/embedded.ts'
import { asPage, startChild, startRefused, type ChildServer } from './support/child-server.ts'

// Real processes on one real PostgreSQL: a server and three workers, all started at once on an empty database.
const GUARD_MS = 180_000

it(
  'a worker refuses to start without the database that its servers share',
  async () => {
    const { code, text } = await startRefused({}, 'worker')
    expect([code, text]).toEqual([
      1,
      expect.stringContaining('DATABASE_URL: a worker needs the PostgreSQL that its servers use') as string,
    ])
  },
  GUARD_MS,
)

describe.skipIf(!hasPostgres)('a server and three workers', () => {
  let postgres: PostgresServer
  let server: ChildServer
  let workers: ChildServer[]
  beforeAll(async () => {
    postgres = await startPostgres()
    const { url } = await createDatabase(postgres.url)
    // Long enough for every process to have some of the work, and to be killed in the middle of it.
    const environment = { DATABASE_URL: url, EMBEDDED_TASK_SECONDS: '2', LOG_LEVEL: 'info' }
    ;[server, ...workers] = await Promise.all([
      startChild(environment),
      ...[1, 2, 3].map(() => startChild(environment, 'worker')),
    ])
  }, GUARD_MS)
  afterAll(async () => {
    const all = [server, ...workers].filter(
      ({ process: child }) => child.exitCode === null && child.signalCode === null,
    )
    await Promise.all(all.map(({ end }) => end('SIGKILL')))
    await postgres.close()
  })

  const submit = async (name: string) => {
    const response = await fetch(`${server.api}/MetOcean/async`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': 'any' },
      body: JSON.stringify(requestBody(3_000, { variables: ['wind'], task_name: name })),
    })
    return TaskAccepted.parse(await response.json()).task_id
  }
  const submitMany = (count: number, name: string) =>
    Promise.all(Array.from({ length: count }, (_, i) => submit(`${name}-${i}`)))
  const rows = async (filter = '') =>
    TaskList.parse(await (await fetch(`${server.api}/user/tasks${filter}`, asPage)).json()).tasks
  const finished = (ids: readonly string[]) =>
    vi.waitFor(
      async () => {
        const done = (await rows('/SUCCESS')).map(({ task_id }) => task_id)
        expect(done).toEqual(expect.arrayContaining([...ids]))
      },
      { timeout: GUARD_MS, interval: 200 },
    )
  const points = async (id: string) =>
    ((await (await fetch(`${server.api}/task/${id}`, asPage)).json()) as { result: unknown[] }).result.length
  /** For each process, how many of these tasks it has finished. */
  const shares = (ids: readonly string[]) =>
    [server, ...workers].map(
      ({ output }) =>
        output()
          .split('\n')
          .filter((line) => line.includes('a task is done') && ids.some((id) => line.includes(id))).length,
    )

  /** A process writes its line a moment after the task has ended. */
  const allShares = (ids: readonly string[]) =>
    vi.waitFor(
      () => {
        const counts = shares(ids)
        expect(counts.reduce((sum, share) => sum + share)).toBeGreaterThanOrEqual(ids.length)
        return counts
      },
      { timeout: GUARD_MS },
    )

  it(
    'share the queue, each task done once',
    async () => {
      const ids = await submitMany(16, 'shared')
      await finished(ids)
      const counts = await allShares(ids)
      expect(counts.reduce((sum, share) => sum + share)).toBe(16)
      expect(counts.filter((share) => share > 0).length).toBeGreaterThanOrEqual(3)
      for (const id of ids) expect(await points(id)).toBe(3_000)
    },
    GUARD_MS,
  )

  it(
    'finish what a killed worker was computing',
    async () => {
      const ids = await submitMany(8, 'given-back')
      await vi.waitFor(
        async () => expect((await rows('/PENDING')).filter(({ time_left }) => time_left !== null)).toHaveLength(8),
        { timeout: GUARD_MS, interval: 20 },
      )
      expect(await workers[0]!.end('SIGKILL')).toBe('SIGKILL')
      expect(shares(ids)).toEqual([0, 0, 0, 0])
      await finished(ids)
      const [own, killed, ...others] = await allShares(ids)
      expect(killed).toBe(0)
      expect(own! + others[0]! + others[1]!).toBe(8)
      for (const id of ids) expect(await points(id)).toBe(3_000)
    },
    GUARD_MS,
  )

  it(
    'end properly when told to, and return what they were computing',
    async () => {
      const ids = await submitMany(4, 'handed-over')
      expect(await workers[1]!.end('SIGTERM')).toBe(0)
      await finished(ids)
      expect(await workers[2]!.end('SIGTERM')).toBe(0)
      expect(await server.end('SIGTERM')).toBe(0)
    },
    GUARD_MS,
  )
})

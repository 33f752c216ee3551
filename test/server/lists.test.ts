import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MINUTE_MS } from '#src/domain/time.ts'
import { requestBody } from './support/embedded.ts'
import { eitherServer, type Name, OPENING_MS, type SharedServer } from './support/shared-server.ts'

interface Page {
  readonly ids: readonly string[]
  /** The address of the next one, after `/api`. */
  readonly next: string | undefined
}

async function pageAt(server: SharedServer, path: string, who: Name = 'root'): Promise<Page> {
  const response = await server.get(path, who)
  expect(response.statusCode).toBe(200)
  const { tasks, tasks_count } = response.json<{ tasks: { task_id: string }[]; tasks_count: number }>()
  expect(tasks_count).toBe(tasks.length)
  const link = String(response.headers['link'] ?? '')
  return { ids: tasks.map(({ task_id }) => task_id), next: /^<\/api(\/[^>]+)>; rel="next"$/.exec(link)?.[1] }
}

/** All pages of a list from this one on. */
async function pagesFrom(server: SharedServer, path: string, who?: Name): Promise<(readonly string[])[]> {
  const { ids, next } = await pageAt(server, path, who)
  return [ids, ...(next === undefined ? [] : await pagesFrom(server, next, who))]
}

describe.each(eitherServer)('lists of the %s in pages', (_name, open) => {
  let server: SharedServer
  const sent: string[] = []
  async function send(who: Name): Promise<string> {
    const response = await server.post('/MetOcean/async', who, requestBody(1))
    sent.push(response.json<{ task_id: string }>().task_id)
    return sent.at(-1)!
  }
  const midnightMs = Date.UTC(2026, 10, 23)
  beforeAll(async () => {
    server = await open('own')
    // The first three share their time, and so do the last two.
    for (const [at, who] of (['anna', 'bert', 'anna', 'anna', 'anna', 'bert'] as const).entries()) {
      server.clock.nowMs = midnightMs + [0, 0, 0, 1, 2, 2][at]! * MINUTE_MS
      await send(who)
    }
  }, OPENING_MS)
  afterAll(() => server.close())

  it.each(['/user/tasks', '/user/tasks/PENDING'])('%s shows every task once, newest first', async (path) => {
    for (const limit of [1, 2, 3, 4, 6, 1000]) {
      const pages = await pagesFrom(server, `${path}?limit=${limit}`)
      expect(pages.map(({ length }) => length)).toEqual(
        Array.from({ length: Math.ceil(6 / limit) }, (_, page) => Math.min(limit, 6 - page * limit)),
      )
      const ids = pages.flat()
      expect([...ids].sort()).toEqual([...sent].sort())
      expect(new Set(ids.slice(0, 2))).toEqual(new Set(sent.slice(4)))
      expect(ids[2]).toBe(sent[3])
    }
    expect((await pageAt(server, `${path}?limit=6`)).next).toBeUndefined()
  })

  it('is whole without parameters, and with others', async () => {
    for (const path of ['/user/tasks', '/user/tasks?page=2']) {
      const { ids, next } = await pageAt(server, path)
      expect([ids.length, next]).toEqual([6, undefined])
    }
    expect((await pageAt(server, '/user/tasks/SUCCESS?limit=1')).ids).toEqual([])
  })

  it('goes on where it was though a task comes and one leaves between two pages', async () => {
    const first = await pageAt(server, '/user/tasks/PENDING?limit=3')
    server.clock.nowMs += MINUTE_MS
    const late = await send('anna')
    const gone = first.ids.at(-1)!
    expect((await server.post(`/cancel_task/${gone}`, 'root')).statusCode).toBe(200)
    const rest = (await pagesFrom(server, first.next!)).flat()
    expect(rest).toHaveLength(3)
    expect([...first.ids, ...rest].sort()).toEqual(sent.filter((id) => id !== late).sort())
    expect((await pageAt(server, '/user/tasks/PENDING?limit=1')).ids).toEqual([late])
    await server.post(`/cancel_task/${late}`, 'root')
  })

  it('begins before a time, as the lists write it or as the contract does', async () => {
    for (const time of ['2026-11-23T00:01:00.000000', '2026-11-23T00:01:00Z', '2026-11-23T01:01:00%2B01:00']) {
      const { ids } = await pageAt(server, `/user/tasks?before=${time}`)
      expect(new Set(ids)).toEqual(new Set(sent.slice(0, 3)))
    }
    expect((await pageAt(server, '/user/tasks?before=0000-01-01T00:00:00Z')).ids).toEqual([])
  })

  it('has only what a user may see, before it is cut', async () => {
    const own = await pagesFrom(server, '/user/tasks?limit=1', 'bert')
    expect(own.flat()).toEqual([sent[5], sent[1]])
    expect((await pageAt(server, '/user/tasks?limit=1', 'vera')).ids).toEqual([])
  })

  it.each([
    ['limit=0', 'limit'],
    ['limit=1001', 'limit'],
    ['limit=1.5', 'limit'],
    ['limit=1e2', 'limit'],
    ['limit=', 'limit'],
    ['limit=-1', 'limit'],
    ['limit=1&limit=2', 'limit'],
    ['before=', 'before'],
    ['before=yesterday', 'before'],
    ['before=2026-11-23T00:01:00Z,', 'before'],
    ['before=2026-11-23T00:01:00Z,..%2Fa', 'before'],
    ['before=,a', 'before'],
    ['before=2026-11-23&before=2026-11-24', 'before'],
  ])('refuses ?%s in a sentence', async (query, name) => {
    for (const path of ['/user/tasks', '/user/tasks/PENDING', '/user/tasks/SUCCESS']) {
      const response = await server.get(`${path}?${query}`, 'anna')
      expect(response.statusCode).toBe(422)
      const { code, detail } = response.json<{ code: string; detail: { loc: string[]; msg: string }[] }>()
      expect(code).toBe('request-refused')
      expect(detail.map(({ loc }) => loc)).toEqual([['query', name]])
      expect(detail[0]!.msg).toMatch(new RegExp(`^${name} must be .*\\.$`))
    }
  })
})

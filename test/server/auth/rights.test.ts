import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { DAY_MS } from '#src/domain/time.ts'
import type { Database } from '#src/server/db/database.ts'
import { requestBody } from '../support/embedded.ts'
import { eitherServer, type Name, OPENING_MS, type SharedServer } from '../support/shared-server.ts'

const body = (points = 1, more: Record<string, unknown> = {}) =>
  requestBody(points, { task_name: randomUUID(), ...more })

async function send(server: SharedServer, who: Name, request = body()): Promise<string> {
  const response = await server.post('/MetOcean/async', who, request)
  expect(response.statusCode).toBe(200)
  return response.json<{ task_id: string }>().task_id
}

const deeds = (db: Database) =>
  db.query<Record<string, string | null>>(
    'SELECT user_name AS user, action, of_user AS of, task_id AS task FROM audit ORDER BY id',
  )

const listed = async (server: SharedServer, who: Name, path = '/user/tasks/PENDING') =>
  (await server.get(path, who)).json<{ tasks: { task_id: string }[] }>().tasks.map(({ task_id }) => task_id)

describe.each(eitherServer)('on the %s', (_name, open) => {
  describe('where the team sees every task', () => {
    let server: SharedServer
    beforeAll(async () => void (server = await open('team')), OPENING_MS)
    afterEach(() => void (server.clock.nowMs += DAY_MS))
    afterAll(() => server.close())

    it('S9 a viewer sees, and neither sends nor cancels', async () => {
      const id = await send(server, 'anna')
      expect(await listed(server, 'vera')).toContain(id)
      expect((await server.get(`/task/${id}`, 'vera')).statusCode).toBe(200)
      const before = await server.reached()
      for (const path of ['/MetOcean', '/MetOcean/async', `/cancel_task/${id}`]) {
        const response = await server.post(path, 'vera', path.startsWith('/cancel') ? undefined : body())
        expect(response.statusCode).toBe(403)
        expect(response.json()).toMatchObject({ code: 'not-allowed' })
      }
      expect(await server.reached()).toBe(before)
    })

    it('S9 an operator cancels their own tasks only, an administrator any', async () => {
      const [one, two] = [await send(server, 'anna'), await send(server, 'anna')]
      const refused = await server.post(`/cancel_task/${one}`, 'bert')
      expect(refused.statusCode).toBe(403)
      expect(refused.json()).toMatchObject({ detail: 'This task is anna’s; only an administrator may cancel it.' })
      expect((await server.post(`/cancel_task/${one}`, 'anna')).statusCode).toBe(200)
      expect((await server.post(`/cancel_task/${two}`, 'root')).statusCode).toBe(200)
    })

    it('the audit trail tells who sent, opened whose, and cancelled', async () => {
      await server.db.query('DELETE FROM audit')
      const task_name = randomUUID()
      const id = await send(server, 'anna', body(1, { task_name }))
      await server.get(`/task/${id}`, 'anna')
      await server.post(`/cancel_task/${id}`, 'root')
      expect(await deeds(server.db)).toEqual([
        { user: 'anna', action: 'sent', of: null, task: id },
        { user: 'root', action: 'cancelled', of: 'anna', task: id },
      ])
      const { entries } = (await server.get('/audit?limit=1', 'root')).json<{ entries: { id: number }[] }>()
      expect(entries).toMatchObject([
        { user: 'root', action: 'cancelled', of_user: 'anna', task_name, address: '127.0.0.1' },
      ])
      const older = (await server.get(`/audit?before=${entries[0]!.id}`, 'root')).json<{ entries: unknown[] }>()
      expect(older.entries).toMatchObject([{ user: 'anna', action: 'sent' }])
      for (const query of ['limit=0', 'limit=1001', 'before=x'])
        expect((await server.get(`/audit?${query}`, 'root')).statusCode).toBe(422)
    })

    it('audit, usage and sessions are for administrators alone', async () => {
      for (const path of ['/audit', '/usage', '/sessions'])
        for (const who of ['anna', 'vera'] as const) expect((await server.get(path, who)).statusCode).toBe(403)
    })

    it('a day’s cap refuses before anything is sent, and counts what was asked for alone', async () => {
      const before = await server.reached()
      const response = await server.post('/MetOcean/async', 'anna', body(61))
      expect(response.statusCode).toBe(403)
      const resetsAt = new Date(Math.floor(server.clock.nowMs / DAY_MS) * DAY_MS + DAY_MS).toISOString()
      expect(response.json()).toMatchObject({ code: 'daily-cap', cap: 60, used: 0, resetsAt })
      expect(await server.reached()).toBe(before)
      await send(server, 'anna', body(20, { variables: ['gust', 'wind', 'sst'] })) // points × variables: all of hers
      expect((await server.post('/MetOcean', 'anna', body())).json()).toMatchObject({ code: 'daily-cap', used: 60 })
      await send(server, 'bert', body(30))
      const team = await server.post('/MetOcean/async', 'bert', body(11))
      expect(team.json()).toMatchObject({ code: 'daily-cap', cap: 100, used: 90 })
      await send(server, 'bert', body(10)) // just as much as is left
      expect((await server.get('/about', 'bert')).json()).toMatchObject({
        usage: { used: 100, cap: 100, userUsed: 40, userCap: 60, resetsAt },
      })
    })

    it('the count starts again at 00:00Z', async () => {
      server.clock.nowMs = Math.ceil(server.clock.nowMs / DAY_MS) * DAY_MS - 1
      await send(server, 'anna', body(60))
      expect((await server.post('/MetOcean/async', 'anna', body())).statusCode).toBe(403)
      server.clock.nowMs += 1
      await send(server, 'anna', body(60))
    })

    it('usage is told by day and user', async () => {
      const day = new Date(server.clock.nowMs).toISOString().slice(0, 10)
      await send(server, 'anna', body(3, { variables: ['gust', 'wind'] }))
      await send(server, 'anna', body(4))
      await send(server, 'bert', body(5))
      await server.post('/MetOcean/async', 'bert', body(61))
      expect((await server.get(`/usage?from=${day}&to=${day}`, 'root')).json()).toEqual({
        days: [
          { day, user: 'anna', requests: 2, used: 10 },
          { day, user: 'bert', requests: 1, used: 5 },
        ],
      })
      expect((await server.get('/usage?from=yesterday', 'root')).statusCode).toBe(422)
    })

    it('a submission id stands for one request of one user', async () => {
      const id = { 'x-fairway-submission': randomUUID() }
      const request = body()
      const first = await server.post('/MetOcean/async', 'anna', request, id)
      const again = await server.post('/MetOcean/async', 'anna', request, id)
      expect(again.json()).toEqual(first.json())
      for (const [who, other] of [
        ['anna', { ...request, variables: ['wind'] }],
        ['bert', request],
      ] as const) {
        const response = await server.post('/MetOcean/async', who, other, id)
        expect(response.statusCode).toBe(409)
        expect(response.json()).toMatchObject({ code: 'conflict' })
      }
    })
  })

  describe('where each sees their own', () => {
    let server: SharedServer
    beforeAll(async () => void (server = await open('own')), OPENING_MS)
    afterAll(() => server.close())

    it('S9 another’s task is not there: not in lists, not to read, not to cancel', async () => {
      const id = await send(server, 'anna')
      for (const path of ['/user/tasks', '/user/tasks/PENDING']) {
        expect(await listed(server, 'anna', path)).toEqual([id])
        expect(await listed(server, 'bert', path)).toEqual([])
        expect(await listed(server, 'vera', path)).toEqual([])
        expect(await listed(server, 'root', path)).toEqual([id])
      }
      const before = await server.reached()
      const nowhere = (await server.get(`/task/${randomUUID()}`, 'bert')).json<{ detail: string }>()
      for (const response of [
        await server.get(`/task/${id}`, 'bert'),
        await server.post(`/cancel_task/${id}`, 'bert'),
      ]) {
        expect(response.statusCode).toBe(404)
        expect(response.json()).toMatchObject({ code: 'not-found', detail: nowhere.detail })
      }
      expect(await server.reached()).toBe(before)
      expect((await server.get(`/task/${id}`, 'root')).statusCode).toBe(200)
    })

    it('S9 ids that are tried out never reach the service', async () => {
      const before = await server.reached()
      for (const who of ['anna', 'root'] as const)
        for (const id of [randomUUID(), '1', 'a%2Fb', '..%2Fuser'])
          for (const response of [await server.get(`/task/${id}`, who), await server.post(`/cancel_task/${id}`, who)])
            expect(response.statusCode).toBe(404)
      expect(await server.reached()).toBe(before)
    })

    it('S9 whoever sends under the name of another’s task does not get it', async () => {
      const task_name = randomUUID()
      const id = await send(server, 'anna', body(1, { task_name }))
      const other = await send(server, 'bert', body(1, { task_name }))
      await listed(server, 'bert')
      expect(other).not.toBe(id)
      expect((await server.get(`/task/${id}`, 'bert')).statusCode).toBe(404)
      expect(await listed(server, 'bert')).toContain(other)

      // Nor with a request whose own task is not known, which is looked for by name.
      await server.db.query(
        `INSERT INTO submission (id, user_name, task_name, points, variables, sent_at, state, service)
         VALUES ($1, 'bert', $2, 1, '["gust"]', $3, 'unknown', 'gateway')`,
        [randomUUID(), task_name, new Date(server.clock.nowMs).toISOString()],
      )
      for (const path of ['/user/tasks', '/user/tasks/PENDING'])
        expect(await listed(server, 'bert', path)).not.toContain(id)
    })
  })
})

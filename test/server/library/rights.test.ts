import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LibraryEntry } from '#src/domain/library/wire.ts'
import { startUpstream } from '#test/support/upstream/upstream.ts'
import { requestBody } from '../support/embedded.ts'
import { CANARY_KEY, openTestDatabase, openTestGateway } from '../support/gateway.ts'
import { makeTokenFile } from '../support/site.ts'
import { type Calls, documentOf, ifMatch, type LibraryServer, makeVoyage, openLibraryServer } from './library-server.ts'

const linkTo = (taskId: string) => ({
  answers: [{ alternative: 'a1', taskId, taskName: 'x', first: 0, count: 1, askedAt: '2026-11-22T12:00:00.000Z' }],
})

describe('where the team sees everything', () => {
  let server: LibraryServer
  beforeAll(async () => void (server = await openLibraryServer()), 60_000)
  afterAll(() => server.close())

  it('viewers read, operators write, and nobody comes in without a sign-in', async () => {
    const { anna, ben, vera } = server.as
    const id = await makeVoyage(anna)
    const body = { document: documentOf(id, { name: 'Other' }) }
    for (const address of ['/voyages', `/voyages/${id}`, `/voyages/${id}/versions`, `/voyages/${id}/versions/1`])
      expect((await vera('GET', address)).statusCode).toBe(200)
    for (const [method, address, sent] of [
      ['POST', '/voyages', { id: randomUUID(), document: documentOf(id) }],
      ['PUT', `/voyages/${id}`, body],
      ['DELETE', `/voyages/${id}`, undefined],
    ] as const) {
      const refused = await vera(method, address, sent, ifMatch(1))
      expect([refused.statusCode, refused.json()]).toMatchObject([403, { code: 'not-allowed' }])
    }
    expect((await ben('PUT', `/voyages/${id}`, body, ifMatch(1))).statusCode).toBe(200)
    const outside = await server.app.inject({ url: '/api/voyages', headers: { 'x-fairway': '1' } })
    expect([outside.statusCode, outside.json()]).toMatchObject([401, { code: 'signed-out' }])
    expect((await server.app.inject({ url: '/api/voyages' })).json()).toMatchObject({ code: 'header-missing' })
    const about = await server.app.inject({ url: '/api/about', headers: { 'x-api-key': 'wrong' } })
    expect(about.statusCode).toBe(401)
    expect((await anna('GET', '/about')).json<{ capabilities: string[] }>().capabilities).toContain('library')
  })
})

describe('where everyone sees their own', () => {
  let server: LibraryServer
  beforeAll(async () => void (server = await openLibraryServer({ visibility: 'own' })), 60_000)
  afterAll(() => server.close())

  it('the voyages of others are not there, but for an administrator', async () => {
    const { anna, ben, adam } = server.as
    const id = await makeVoyage(anna)
    const body = { document: documentOf(id, { name: 'Other' }) }
    for (const [method, address, sent] of [
      ['GET', `/voyages/${id}`, undefined],
      ['GET', `/voyages/${id}/versions`, undefined],
      ['PUT', `/voyages/${id}`, body],
      ['DELETE', `/voyages/${id}`, undefined],
      ['PUT', `/voyages/${id}/desks/${randomUUID()}`, { edits: false }],
    ] as const)
      expect([address, (await ben(method, address, sent, ifMatch(1))).statusCode]).toEqual([address, 404])
    // Its id tells nothing of it either.
    const taken = await ben('POST', '/voyages', { id, document: documentOf(id) })
    expect([taken.statusCode, taken.json<object>()]).toMatchObject([409, { code: 'conflict' }])
    expect(taken.json()).not.toHaveProperty('changedBy')
    const idsFor = async (calls: typeof ben) =>
      (await calls('GET', '/voyages')).json<{ voyages: LibraryEntry[] }>().voyages.map((one) => one.id)
    expect(await idsFor(ben)).toEqual([])
    expect(await idsFor(anna)).toEqual([id])
    expect(await idsFor(adam)).toEqual([id])
    expect((await adam('PUT', `/voyages/${id}`, body, ifMatch(1))).statusCode).toBe(200)
    expect((await anna('GET', `/voyages/${id}`)).json<LibraryEntry>().changedBy).toBe('adam')
  })

  it('an answer linked from a voyage is read by whoever may open the voyage, and the task cancelled by nobody else', async () => {
    const { anna, ben, adam } = server.as
    const { task_id: taskId } = (await adam('POST', '/MetOcean/async', requestBody(1))).json<{ task_id: string }>()
    const id = await makeVoyage(anna)
    const read = (calls: typeof anna) => calls('GET', `/task/${taskId}`).then(({ statusCode }) => statusCode)
    expect(await read(anna)).toBe(404)
    // Adam asks for Anna's voyage, and saves the link into it.
    const linked = { document: documentOf(id, {}, linkTo(taskId)) }
    expect((await adam('PUT', `/voyages/${id}`, linked, ifMatch(1))).statusCode).toBe(200)
    expect(await read(anna)).toBe(200)
    expect(await read(ben)).toBe(404)
    expect((await anna('POST', `/cancel_task/${taskId}`)).statusCode).toBe(404)
    // Anna's own saves keep it, until she takes it out.
    const renamed = { document: documentOf(id, { name: 'Mine' }, linkTo(taskId)) }
    expect((await anna('PUT', `/voyages/${id}`, renamed, ifMatch(2))).statusCode).toBe(200)
    expect(await read(anna)).toBe(200)
    expect((await anna('PUT', `/voyages/${id}`, { document: documentOf(id) }, ifMatch(3))).statusCode).toBe(200)
    expect(await read(anna)).toBe(404)
  })

  it('a link to the task of somebody else opens nothing', async () => {
    const { anna, ben } = server.as
    const { task_id: taskId } = (await anna('POST', '/MetOcean/async', requestBody(1))).json<{ task_id: string }>()
    await makeVoyage(ben, {}, linkTo(taskId))
    expect((await ben('GET', `/task/${taskId}`)).statusCode).toBe(404)
  })
})

describe('behind the gateway, where everyone sees their own', () => {
  it('a linked answer is read by whoever may open the voyage, and no other id goes to the service', async () => {
    const stored = await openTestDatabase()
    const upstream = await startUpstream(CANARY_KEY)
    const { path: tokensFile, tokens } = makeTokenFile({ anna: 'operator', ben: 'operator', adam: 'admin' })
    const gateway = await openTestGateway({
      db: stored.db,
      requestsUrl: upstream.url,
      visibility: 'own',
      signIn: { mode: 'token', tokensFile },
    })
    const callsOf =
      (person: keyof typeof tokens): Calls =>
      (method, path, payload, headers = {}) =>
        gateway.app.inject({
          method,
          url: `/api${path}`,
          headers: { 'x-api-key': tokens[person], ...headers },
          payload,
        })
    const [anna, ben, adam] = [callsOf('anna'), callsOf('ben'), callsOf('adam')]
    const { task_id: taskId } = (await adam('POST', '/MetOcean/async', requestBody(1))).json<{ task_id: string }>()
    const id = await makeVoyage(anna)
    const heard = () => upstream.ledger.lines.filter((line) => line.endsWith(taskId))
    expect((await anna('GET', `/task/${taskId}`)).statusCode).toBe(404)
    expect(heard()).toEqual([])
    await adam('PUT', `/voyages/${id}`, { document: documentOf(id, {}, linkTo(taskId)) }, ifMatch(1))
    expect((await anna('GET', `/task/${taskId}`)).statusCode).toBe(200)
    expect((await ben('GET', `/task/${taskId}`)).statusCode).toBe(404)
    expect((await anna('POST', `/cancel_task/${taskId}`)).statusCode).toBe(404)
    expect(heard()).toEqual([`GET /task/${taskId}`])
    // An id that nobody submitted stays here, also where a voyage names it.
    const made = upstream.tasks.add(JSON.stringify(requestBody(1)), 'SUCCESS').task_id
    await makeVoyage(anna, {}, linkTo(made))
    expect((await anna('GET', `/task/${made}`)).statusCode).toBe(404)
    expect(upstream.ledger.lines.filter((line) => line.endsWith(made))).toEqual([])
    await gateway.close()
    await upstream.close()
    await stored.close()
  }, 60_000)
})

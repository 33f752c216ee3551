import { randomUUID } from 'node:crypto'
import { afterAll, describe, expect, it } from 'vitest'
import { MAX_DOCUMENT_BYTES } from '#src/domain/library/library-policy.ts'
import { type LibraryEntry, VoyageHeadList } from '#src/domain/library/wire.ts'
import { VOYAGE_SCHEMA } from '#src/domain/voyage/voyage.ts'
import { documentOf, ifMatch, namedRoute, openLibraryServer } from './library-server.ts'

const server = await openLibraryServer()
const { as } = server
afterAll(() => server.close())

const json = { 'content-type': 'application/json' }
const bodyWith = (id: string, member: string) =>
  JSON.stringify({ id, document: documentOf(id) }).replace('"shown":{}', `"shown":{${member}}`)
const post = (body: string) => as.anna('POST', '/voyages', body, json)
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`

describe('a hostile document', () => {
  it.each([
    ['a name that reaches a prototype', '"__proto__":{"isAdmin":true}'],
    ['the same in another spelling', '"\\u005f_proto__":{"isAdmin":true}'],
    ['a constructor', '"a":{"constructor":{"prototype":{}}}'],
    ['too many levels', `"a":${nested(31)}`],
  ])('is refused with %s', async (_what, member) => {
    const id = randomUUID()
    const answer = await post(bodyWith(id, member))
    expect([answer.statusCode, answer.json()]).toMatchObject([422, { code: 'request-refused' }])
    expect(({} as { isAdmin?: unknown }).isAdmin).toBeUndefined()
    expect((await as.anna('GET', `/voyages/${id}`)).statusCode).toBe(404)
  })

  it('is taken with as many levels as are allowed', async () => {
    expect((await post(bodyWith(randomUUID(), `"a":${nested(29)}`))).statusCode).toBe(201)
  })

  it('is refused where it is too large, and taken up to that', async () => {
    const id = randomUUID()
    const room = MAX_DOCUMENT_BYTES - bodyWith(id, '"a":""').length
    const large = await post(bodyWith(id, `"a":"${'x'.repeat(room)}"`))
    expect([large.statusCode, large.json()]).toMatchObject([201, { rev: 1 }])
    const read = await as.anna('GET', `/voyages/${id}`)
    expect(read.json<{ document: { shown: { a: string } } }>().document.shown.a).toHaveLength(room)
    const over = await post(bodyWith(randomUUID(), `"a":"${'x'.repeat(room + 2048)}"`))
    expect([over.statusCode, over.json()]).toMatchObject([413, { code: 'body-too-large' }])
  }, 60_000)

  it('keeps names with markup, controls and half characters as text', async () => {
    const id = randomUUID()
    const name = '<img src=x onerror=alert(1)>\u0000\u0007\ud800 שלום'
    const document = documentOf(id, { name, route: namedRoute([name, name]) }, { note: `one\ntwo\u0000` })
    expect((await as.anna('POST', '/voyages', { id, document })).statusCode).toBe(201)
    expect((await as.anna('GET', `/voyages/${id}`)).json<LibraryEntry>().document).toEqual(document)
    const list = await as.anna('GET', '/voyages?search=onerror')
    expect(list.headers['content-type']).toBe('application/json; charset=utf-8')
    const [head] = VoyageHeadList.parse(list.json()).voyages
    expect(head).toMatchObject({ id, name: '<img src=x onerror=alert(1)>  \ufffd שלום', note: 'one\ntwo' })
    expect(head?.from).toBe(head?.name)
  })

  it.each([{ departureMs: 1e300 }, { departureMs: -1e15 }, { speedKn: 1e-300 }, { speedKn: 1e300 }])(
    'with times beyond any calendar is kept, and its head is without them: %j',
    async (change) => {
      const id = randomUUID()
      const document = documentOf(id) as { voyage: { alternatives: [{ plan: object }] } }
      server.clock.nowMs += 1000
      Object.assign(document.voyage.alternatives[0].plan, change)
      expect((await as.anna('POST', '/voyages', { id, document })).statusCode).toBe(201)
      const { voyages } = VoyageHeadList.parse((await as.anna('GET', '/voyages?limit=1')).json())
      expect(voyages[0]?.id).toBe(id)
    },
  )
})

describe('a document of a later Fairway', () => {
  it('is kept, changed and handed on as it is, and listed as far as it can be read', async () => {
    const id = randomUUID()
    const later = { schema: VOYAGE_SCHEMA + 1, fleet: [{ hull: 1 }], voyage: { name: 'Later', ship: 7, sails: 'two' } }
    expect((await as.anna('POST', '/voyages', { id, document: later })).statusCode).toBe(201)
    const changed = { ...later, voyage: { ...later.voyage, name: 'Later still', alternatives: [{ id: 'a1' }, 'x'] } }
    expect((await as.ben('PUT', `/voyages/${id}`, { document: changed }, ifMatch(1))).statusCode).toBe(200)
    expect((await as.anna('GET', `/voyages/${id}`)).json<LibraryEntry>().document).toEqual(changed)
    const { voyages } = VoyageHeadList.parse((await as.anna('GET', '/voyages?search=still')).json())
    expect(voyages).toMatchObject([{ id, name: 'Later still', passage: [], alternatives: 2, answers: [] }])
  })

  it('shows its passage where its routes can still be read', async () => {
    const id = randomUUID()
    server.clock.nowMs += 1000
    const document = { ...documentOf(id), schema: VOYAGE_SCHEMA + 1, note: 'Still a note' }
    await as.anna('POST', '/voyages', { id, document })
    const { voyages } = VoyageHeadList.parse((await as.anna('GET', '/voyages?limit=1')).json())
    expect(voyages[0]).toMatchObject({ from: 'Maas Centre', to: 'Ålesund', note: 'Still a note' })
    expect(voyages[0]?.passage).toHaveLength(4)
  })
})

import { randomUUID } from 'node:crypto'
import { afterAll, describe, expect, it } from 'vitest'
import { libraryPolicy } from '#src/domain/library/library-policy.ts'
import type { EntryState, LibraryEntry, VersionList } from '#src/domain/library/wire.ts'
import { DAY_MS } from '#src/domain/time.ts'
import { emptyShip } from '#src/domain/voyage/ship.ts'
import { defaultLimits } from '#src/domain/limits/limits.ts'
import { documentOf, ifMatch, makeVoyage, openLibraryServer } from './library-server.ts'

const server = await openLibraryServer()
const { as } = server
afterAll(() => server.close())

const named = (id: string, name: string) => ({ document: documentOf(id, { name }) })
const versionsOf = async (id: string) => (await as.anna('GET', `/voyages/${id}/versions`)).json<VersionList>().versions

describe('a new voyage', () => {
  it('is made once, however often the same is sent, and under one document', async () => {
    const id = randomUUID()
    const body = { id, document: documentOf(id) }
    const made = await as.anna('POST', '/voyages', body)
    expect([made.statusCode, made.headers['etag']]).toEqual([201, '"1"'])
    expect(made.json()).toMatchObject({ id, rev: 1, changedBy: 'anna', archivedAt: null })
    const again = await as.ben('POST', '/voyages', body)
    expect([again.statusCode, again.headers['etag'], again.json<EntryState>().changedBy]).toEqual([200, '"1"', 'anna'])
    const other = await as.ben('POST', '/voyages', { id, ...named(id, 'Another') })
    expect([other.statusCode, other.json()]).toMatchObject([409, { code: 'conflict', rev: 1 }])
    expect(await versionsOf(id)).toHaveLength(1)
  })

  it('is refused without a body, with a wrong one, with members nobody knows, or under another id than its own', async () => {
    const id = randomUUID()
    const bodies = [
      undefined,
      {},
      { id, document: null },
      { id: 'x', document: documentOf(id) },
      { id, document: documentOf(id), owner: 'me' },
      { id, document: { ...documentOf(id), note: 'x'.repeat(4001) } },
      { id: randomUUID(), document: documentOf(id) },
    ]
    for (const body of bodies) {
      const answer = await as.anna('POST', '/voyages', body)
      expect([answer.statusCode, answer.json()]).toMatchObject([422, { code: 'request-refused' }])
    }
    const wrong = documentOf(id, { voyageNumber: 7 as never })
    const answer = await as.anna('POST', '/voyages', { id, document: wrong })
    expect(answer.json()).toMatchObject({ detail: [{ loc: ['body', 'document', 'voyage', 'voyageNumber'] }] })
  })
})

describe('reading a voyage', () => {
  it('gives the document as it was sent, packed where the client takes that', async () => {
    const id = await makeVoyage(as.anna)
    const read = await as.ben('GET', `/voyages/${id}`)
    expect([read.statusCode, read.headers['etag']]).toEqual([200, '"1"'])
    expect(read.json<LibraryEntry>()).toMatchObject({ id, rev: 1, changedBy: 'anna', archivedAt: null })
    expect(read.json<LibraryEntry>().document).toEqual(documentOf(id))
    const large = await makeVoyage(as.anna, {}, { shown: { list: 'x'.repeat(100_000) } })
    const packed = await as.ben('GET', `/voyages/${large}`, undefined, { 'accept-encoding': 'gzip' })
    expect([packed.headers['content-encoding'], packed.rawPayload.length < 5000]).toEqual(['gzip', true])
  })

  it.each([ifMatch(1)['if-match'], 'W/"1"', '"7", "1"', '*'])('says 304 to If-None-Match: %s', async (tags) => {
    const id = await makeVoyage(as.anna)
    const known = await as.ben('GET', `/voyages/${id}`, undefined, { 'if-none-match': tags })
    expect([known.statusCode, known.body, known.headers['etag']]).toEqual([304, '', '"1"'])
    const later = await as.ben('GET', `/voyages/${id}`, undefined, { 'if-none-match': '"2"' })
    expect(later.statusCode).toBe(200)
  })

  it.each(['00000000-0000-4000-8000-00000000dead', 'none', '%2e%2e'])(
    'says 404 where there is none: %s',
    async (id) => {
      for (const [method, path, body] of [
        ['GET', `/voyages/${id}`],
        ['GET', `/voyages/${id}/versions`],
        ['GET', `/voyages/${id}/versions/1`],
        ['DELETE', `/voyages/${id}`],
        ['DELETE', `/voyages/${id}/desks/${randomUUID()}`],
        ['PUT', `/voyages/${id}/desks/${randomUUID()}`, { edits: false }],
      ] as const)
        expect([path, (await as.anna(method, path, body, ifMatch(1))).statusCode]).toEqual([path, 404])
    },
  )
})

describe('saving a voyage', () => {
  it('needs the revision that was changed', async () => {
    const id = await makeVoyage(as.anna)
    const path = `/voyages/${id}`
    const without = await as.anna('PUT', path, named(id, 'Second'))
    expect([without.statusCode, without.json()]).toMatchObject([428, { code: 'precondition-required' }])
    const saved = await as.anna('PUT', path, named(id, 'Second'), ifMatch('W/"1"'))
    expect([saved.statusCode, saved.headers['etag'], saved.json<EntryState>().rev]).toEqual([200, '"2"', 2])
    const stale = await as.ben('PUT', path, named(id, 'Third'), ifMatch(1))
    expect([stale.statusCode, stale.headers['etag']]).toEqual([412, '"2"'])
    expect(stale.json()).toMatchObject({
      code: 'voyage-conflict',
      rev: 2,
      changedBy: 'anna',
      changedAt: saved.json<EntryState>().changedAt,
    })
    expect((await as.ben('GET', path)).json<{ document: unknown }>().document).toEqual(named(id, 'Second').document)
    expect((await as.ben('PUT', path, named(id, 'Third'), ifMatch('nonsense'))).statusCode).toBe(412)
  })

  it('takes the same again for the same save, whichever revision it names', async () => {
    const id = await makeVoyage(as.anna)
    for (const tag of ['"1"', '"1"', '"2"', '"9"']) {
      const saved = await as.anna('PUT', `/voyages/${id}`, named(id, 'Second'), ifMatch(tag))
      expect([saved.statusCode, saved.headers['etag']]).toEqual([200, '"2"'])
    }
  })

  it('orders changes by time even where a clock is behind', async () => {
    const id = await makeVoyage(as.anna)
    server.clock.nowMs -= 60_000
    const { changedAt } = (await as.anna('PUT', `/voyages/${id}`, named(id, 'Second'), ifMatch(1))).json<EntryState>()
    server.clock.nowMs += 60_000
    expect(Date.parse(changedAt)).toBe(server.clock.nowMs + 1)
  })
})

describe('versions', () => {
  it('are replaced by their author for ten minutes, then begun anew', async () => {
    const id = await makeVoyage(as.anna)
    const save = async (person: 'anna' | 'ben', rev: number, more = {}) => {
      const answer = await as[person](
        'PUT',
        `/voyages/${id}`,
        { ...named(id, `${person} ${rev}`), ...more },
        ifMatch(rev),
      )
      expect(answer.statusCode).toBe(200)
    }
    const authors = async () =>
      (await versionsOf(id)).map(({ author, closed }) => `${author}${closed ? ' closed' : ''}`)
    await save('anna', 1)
    expect(await authors()).toEqual(['anna'])
    await save('ben', 2)
    expect(await authors()).toEqual(['ben', 'anna closed'])
    server.clock.nowMs += libraryPolicy.versionMs - 100
    await save('ben', 3)
    expect(await authors()).toEqual(['ben', 'anna closed'])
    server.clock.nowMs += 200
    expect(await authors()).toEqual(['ben closed', 'anna closed'])
    await save('ben', 4)
    expect(await authors()).toEqual(['ben', 'ben closed', 'anna closed'])
    await save('ben', 5, { handOver: true })
    expect(await authors()).toEqual(['ben closed', 'ben closed', 'anna closed'])
    await save('ben', 6)
    expect((await versionsOf(id)).map(({ n }) => n)).toEqual([4, 3, 2, 1])
    // Handing over what is saved already closes its version as well.
    await as.ben('PUT', `/voyages/${id}`, { ...named(id, 'ben 6'), handOver: true }, ifMatch(7))
    expect((await authors())[0]).toBe('ben closed')
  })

  it('are read by their numbers, and restored by saving one', async () => {
    const id = await makeVoyage(as.anna)
    await as.ben('PUT', `/voyages/${id}`, named(id, 'Second'), ifMatch(1))
    const first = await as.anna('GET', `/voyages/${id}/versions/1`)
    expect(first.json()).toEqual({
      n: 1,
      author: 'anna',
      at: expect.any(String) as string,
      closed: true,
      document: documentOf(id),
    })
    const { document } = first.json<{ document: Record<string, unknown> }>()
    expect((await as.anna('PUT', `/voyages/${id}`, { document }, ifMatch(2))).statusCode).toBe(200)
    expect((await as.ben('GET', `/voyages/${id}`)).json<LibraryEntry>().document).toEqual(documentOf(id))
    expect((await as.anna('GET', `/voyages/${id}/versions/9`)).statusCode).toBe(404)
    expect((await as.anna('GET', `/voyages/${id}/versions/x`)).statusCode).toBe(404)
    const [{ bytes } = { bytes: 0 }] = await versionsOf(id)
    expect(bytes).toBe(JSON.stringify(document).length + 1) // Å takes two bytes
  })

  it('are thinned out to one a day', async () => {
    const id = await makeVoyage(as.anna)
    server.clock.nowMs = Math.ceil(server.clock.nowMs / DAY_MS) * DAY_MS
    for (let rev = 1; rev <= 12; rev++) {
      server.clock.nowMs += DAY_MS / 4
      await as.anna('PUT', `/voyages/${id}`, named(id, `Edit ${rev}`), ifMatch(rev))
    }
    const ages = (await versionsOf(id)).map(({ at }) => (server.clock.nowMs - Date.parse(at)) / (DAY_MS / 4))
    expect(ages).toEqual([0, 1, 2, 3, 5, 9, expect.any(Number)])
  })
})

describe('archiving and removing', () => {
  it('archives from the revision that is there, and takes back by a save that says so', async () => {
    const id = await makeVoyage(as.anna)
    const path = `/voyages/${id}`
    expect((await as.ben('DELETE', path)).statusCode).toBe(428)
    expect((await as.ben('DELETE', path, undefined, ifMatch(5))).statusCode).toBe(412)
    const archived = await as.ben('DELETE', path, undefined, ifMatch(1))
    expect([archived.statusCode, archived.headers['etag']]).toEqual([200, '"2"'])
    expect(archived.json()).toMatchObject({ id, rev: 2, changedBy: 'ben', archivedAt: expect.any(String) as string })
    expect((await as.anna('GET', path)).json<EntryState>().archivedAt).not.toBeNull()
    const other = await as.anna('PUT', path, named(id, 'Second'), ifMatch(2))
    expect([other.statusCode, other.json()]).toMatchObject([409, { code: 'archived', rev: 2, changedBy: 'ben' }])
    // The same document, or another one: both take it back.
    const back = await as.anna('PUT', path, { document: documentOf(id), archived: false }, ifMatch(2))
    expect([back.statusCode, back.json()]).toMatchObject([200, { rev: 3, archivedAt: null }])
    await as.ben('DELETE', path, undefined, ifMatch(3))
    const changed = await as.anna('PUT', path, { ...named(id, 'Second'), archived: false }, ifMatch(4))
    expect([changed.statusCode, changed.json()]).toMatchObject([200, { rev: 5, archivedAt: null }])
  })

  it('removes for good with all versions, for administrators only', async () => {
    const id = await makeVoyage(as.anna)
    const path = `/voyages/${id}?forever=1`
    const refused = await as.anna('DELETE', path, undefined, ifMatch(1))
    expect([refused.statusCode, refused.json()]).toMatchObject([403, { code: 'not-allowed' }])
    expect((await as.adam('DELETE', path)).statusCode).toBe(428)
    expect((await as.adam('DELETE', path, undefined, ifMatch(2))).statusCode).toBe(412)
    expect((await as.adam('DELETE', path, undefined, ifMatch(1))).statusCode).toBe(204)
    expect((await as.anna('GET', `/voyages/${id}`)).statusCode).toBe(404)
    expect(await server.db.query('SELECT 1 FROM library_version WHERE id = $1', [id])).toEqual([])
    expect((await as.anna('POST', '/voyages', { id, ...named(id, 'Again') })).statusCode).toBe(201)
  })

  it('is in the audit trail, by name', async () => {
    const id = await makeVoyage(as.anna, { name: 'Trail\u0000 <b>1</b>' })
    await as.ben('DELETE', `/voyages/${id}`, undefined, ifMatch(1))
    await as.anna('PUT', `/voyages/${id}`, { ...named(id, 'Trail 2'), archived: false }, ifMatch(2))
    await as.adam('DELETE', `/voyages/${id}?forever=1`, undefined, ifMatch(3))
    const { entries } = (await as.adam('GET', '/audit?limit=3')).json<{ entries: unknown[] }>()
    expect(entries).toMatchObject([
      { user: 'adam', action: 'removed', item: 'voyage Trail 2', of_user: 'anna' },
      { user: 'anna', action: 'restored', item: 'voyage Trail  <b>1</b>', of_user: null },
      { user: 'ben', action: 'archived', item: 'voyage Trail  <b>1</b>', of_user: 'anna' },
    ])
  })
})

describe('ships, limit profiles and areas', () => {
  const corners = [
    { lat: 50, lon: 1 },
    { lat: 51, lon: 1 },
    { lat: 51, lon: 2 },
  ]
  const area = { name: 'Wind farm', effect: 'avoid', source: '', corners }
  it.each([
    ['ships', { ...emptyShip, name: 'MV Anna', imo: '9074729' }, { ...emptyShip, draughtM: -1 }],
    ['limit-profiles', { name: 'Tow', ship: null, limits: defaultLimits }, { name: 'Tow', ship: null, limits: {} }],
    ['areas', area, { ...area, corners: corners.slice(1) }],
  ])('/api/%s keeps documents by the same rules', async (path, document, wrong) => {
    const id = randomUUID()
    expect((await as.vera('POST', `/${path}`, { id, document })).statusCode).toBe(403)
    expect((await as.anna('POST', `/${path}`, { id, document: wrong })).statusCode).toBe(422)
    expect((await as.anna('POST', `/${path}`, { id, document })).statusCode).toBe(201)
    expect((await as.ben('POST', `/${path}`, { id, document })).statusCode).toBe(200)
    const later = { ...document, name: 'Other', 'of a later version': { kept: true } }
    expect((await as.ben('POST', `/${path}`, { id, document: later })).statusCode).toBe(409)
    expect((await as.ben('PUT', `/${path}/${id}`, { document: later })).statusCode).toBe(428)
    expect((await as.ben('PUT', `/${path}/${id}`, { document: later }, ifMatch(1))).statusCode).toBe(200)
    const stale = await as.anna('PUT', `/${path}/${id}`, { document }, ifMatch(1))
    expect([stale.statusCode, stale.json()]).toMatchObject([412, { code: 'conflict', rev: 2, changedBy: 'ben' }])
    const { items } = (await as.vera('GET', `/${path}`)).json<{ items: LibraryEntry[] }>()
    const known = { id, rev: 2, changedBy: 'ben', archivedAt: null }
    expect(items).toEqual([{ ...known, changedAt: expect.any(String) as string, document: later }])
    expect((await as.vera('GET', `/${path}/${id}`)).json<LibraryEntry>().document).toEqual(later)
    expect((await as.vera('GET', `/${path}/${id}/versions`)).json<VersionList>().versions).toHaveLength(2)
    expect((await as.anna('DELETE', `/${path}/${id}`, undefined, ifMatch(2))).statusCode).toBe(200)
    expect((await as.adam('DELETE', `/${path}/${id}?forever=1`, undefined, ifMatch(3))).statusCode).toBe(204)
    expect((await as.vera('GET', `/${path}/${id}`)).statusCode).toBe(404)
    const huge = { ...document, more: 'x'.repeat(300_000) }
    expect((await as.anna('POST', `/${path}`, { id, document: huge })).statusCode).toBe(413)
  })
})

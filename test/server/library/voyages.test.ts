import { randomUUID } from 'node:crypto'
import { afterAll, describe, expect, it } from 'vitest'
import { libraryPolicy } from '#src/domain/library/library-policy.ts'
import { DeskAnswer, type Outlook, type VoyageHead, VoyageHeadList } from '#src/domain/library/wire.ts'
import { emptyShip } from '#src/domain/voyage/ship.ts'
import { documentOf, ifMatch, makeVoyage, namedRoute, openLibraryServer } from './library-server.ts'

const server = await openLibraryServer()
const { as } = server
afterAll(() => server.close())

const listed = async (query = '') => {
  const answer = await as.vera('GET', `/voyages${query}`)
  expect(answer.statusCode).toBe(200)
  return VoyageHeadList.parse(answer.json())
}
const idsOf = ({ voyages }: { voyages: readonly VoyageHead[] }) => voyages.map(({ id }) => id)

const outlook: Outlook = {
  askedAt: '2026-11-22T12:00:00.000Z',
  worst: { quantity: 'wave', value: 4.2, unit: 'm', at: '2026-11-23T00:00:00.000Z', state: 'limit', limit: 4 },
  hoursOverLimit: 3,
  hoursOverCaution: 7.5,
  unknownShare: 0.1,
  synthetic: true,
  alternative: 'a1',
}

describe('the list', () => {
  it('tells of each voyage what a board shows', async () => {
    const ship = { ...emptyShip, name: 'MV Anna', imo: '9074729', callSign: 'LAXY7' }
    const answers = [
      { alternative: 'a1', taskId: 't-1', taskName: 'x', first: 0, count: 4, askedAt: '2026-11-22T12:00:00.000Z' },
    ]
    const reported = { at: '2026-11-22T12:00:00.000Z', lat: 52.1, lon: 4 }
    const id = await makeVoyage(as.anna, { ship, voyageNumber: '26-07' }, { note: 'Pilot 06:00Z', answers, reported })
    const desk = randomUUID()
    await as.ben('PUT', `/voyages/${id}/desks/${desk}`, { edits: true })
    await as.ben('PUT', `/voyages/${id}/outlook`, outlook)
    const [head] = (await listed()).voyages
    expect(head).toMatchObject({
      id,
      rev: 1,
      name: 'North Sea',
      voyageNumber: '26-07',
      ship: { name: 'MV Anna', imo: '9074729', callSign: 'LAXY7' },
      from: 'Maas Centre',
      to: 'Ålesund',
      departure: '2026-11-22T17:51:00.000Z',
      note: 'Pilot 06:00Z',
      createdBy: 'anna',
      changedBy: 'anna',
      archivedAt: null,
      outlook,
      reported,
      answers,
      desks: [{ user: 'ben', edits: true }],
      alternatives: 1,
    })
    expect(head?.passage).toHaveLength(4)
    expect(head?.arrival).toBe(new Date(head?.passage.at(-1)?.[0] ?? 0).toISOString())
    server.clock.nowMs += libraryPolicy.silentMs
    expect((await listed()).voyages[0]?.desks).toEqual([])
  })

  it('gives pages, the newest change first, none left out and none twice, also of one time', async () => {
    const made: string[] = []
    for (let count = 0; count < 7; count++) made.push(await makeVoyage(as.anna, { name: 'Paged' }))
    server.clock.nowMs += 1000
    await as.anna('PUT', `/voyages/${made[3]}`, { document: documentOf(made[3]!, { name: 'Paged last' }) }, ifMatch(1))
    const seen: string[] = []
    for (let query = '?search=paged&limit=2'; query !== '';) {
      const page = await listed(query)
      expect(page.voyages.length).toBeLessThanOrEqual(2)
      seen.push(...idsOf(page))
      query = page.before === null ? '' : `?search=paged&limit=2&before=${encodeURIComponent(page.before)}`
    }
    expect(seen[0]).toBe(made[3])
    expect(seen.toSorted()).toEqual(made.toSorted())
    const older = await listed(`?search=paged&before=${new Date(server.clock.nowMs).toISOString()}`)
    expect(older.voyages).toHaveLength(6)
  })

  it('leaves archived ones out unless they are asked for', async () => {
    const id = await makeVoyage(as.anna, { name: 'Put away' })
    await as.anna('DELETE', `/voyages/${id}`, undefined, ifMatch(1))
    expect(idsOf(await listed())).not.toContain(id)
    expect(idsOf(await listed('?archived=1'))).toEqual([id])
    expect(idsOf(await listed('?archived=all'))).toContain(id)
  })

  it.each(['limit=0', 'limit=1001', 'limit=x', 'before=yesterday', 'archived=maybe', `search=${'x'.repeat(201)}`])(
    'refuses ?%s',
    async (query) => {
      const answer = await as.vera('GET', `/voyages?${query}`)
      expect([answer.statusCode, answer.json()]).toMatchObject([422, { code: 'request-refused' }])
    },
  )

  it('finds voyages by every word, without regard to case and accents', async () => {
    const ship = { ...emptyShip, name: 'Bjørn Ærø', imo: '9074729', mmsi: '244660000', callSign: 'PBQR' }
    const route = namedRoute(['Łódź roads', '', 'Tromsø'])
    const id = await makeVoyage(
      as.anna,
      { name: 'Winter run', voyageNumber: 'QX-0815', ship, route },
      { note: 'Ask Zoë' },
    )
    const other = await makeVoyage(as.anna, { name: 'Winter 100%', ship: emptyShip, route: namedRoute(['A', 'B_']) })
    const found = async (search: string) => idsOf(await listed(`?search=${encodeURIComponent(search)}`))
    for (const words of [
      'bjorn aero',
      'BJØRN',
      'imo 9074729',
      '9074729 winter',
      '244660000',
      'pbqr',
      'qx 0815',
      'tromso',
      'lodz winter',
      'zoe',
      'omsø',
    ])
      expect([words, (await found(words)).includes(id)]).toEqual([words, true])
    for (const words of ['bjorn summer', '9074720', 'zoex']) expect([words, await found(words)]).toEqual([words, []])
    expect(await found('winter')).toEqual(expect.arrayContaining([id, other]))
    // Signs are no wildcards.
    for (const words of ['w%n', 'w_nter', "' or true --"])
      expect([words, (await found(words)).length > 2]).toEqual([words, false])
  })
})

describe('a thousand voyages', () => {
  it('are listed whole and searched to the letter', async () => {
    const id = await makeVoyage(as.anna, { name: 'Number 0' })
    await server.db.query(
      `INSERT INTO library_entry (kind, id, rev, version, hash, head, search, name, created_by, created_at, changed_by, changed_at)
       SELECT kind, gen_random_uuid(), rev, version, hash, replace(head, 'Number 0', 'Number ' || n),
         replace(search, 'number 0', 'number ' || n), 'Number ' || n, created_by, created_at, changed_by, changed_at + n * interval '1 s'
       FROM library_entry, generate_series(1, 999) n WHERE id = $1`,
      [id],
    )
    const all = await listed('?search=number&limit=1000')
    expect(all.voyages.map(({ name }) => name)).toEqual(Array.from({ length: 1000 }, (_, at) => `Number ${999 - at}`))
    expect(all.before).toBeNull()
    expect((await listed('?search=number%20421')).voyages.map(({ name }) => name)).toEqual(['Number 421'])
    expect((await listed('?search=number%2042')).voyages).toHaveLength(20)
    const first = await listed('?search=number')
    expect(first.voyages).toHaveLength(200)
    await server.db.query("DELETE FROM library_entry WHERE name LIKE 'Number%'")
  })
})

describe('outlooks', () => {
  const put = (id: string, change: Partial<Outlook>) =>
    as.ben('PUT', `/voyages/${id}/outlook`, { ...outlook, ...change })
  it('the answer asked for last stays, whoever writes last, and nothing of the voyage changes', async () => {
    const id = await makeVoyage(as.anna)
    expect((await put(id, {})).json()).toEqual(outlook)
    const older = await put(id, { askedAt: '2026-11-22T11:59:59.000Z', worst: null })
    expect([older.statusCode, older.json()]).toEqual([200, outlook])
    const newer = await put(id, { askedAt: '2026-11-22T12:00:01.000Z', worst: null })
    expect(newer.json()).toMatchObject({ worst: null })
    expect((await as.anna('GET', `/voyages/${id}`)).headers['etag']).toBe('"1"')
    expect((await as.anna('GET', `/voyages/${id}/versions`)).json<{ versions: unknown[] }>().versions).toHaveLength(1)
  })

  it('one from a clock that is ahead gives way to the next one', async () => {
    const id = await makeVoyage(as.anna)
    await put(id, { askedAt: '2031-01-01T00:00:00.000Z' })
    const next = { askedAt: new Date(server.clock.nowMs + 1).toISOString(), worst: null }
    server.clock.nowMs += 10
    expect((await put(id, next)).json()).toMatchObject(next)
  })

  it('are refused from viewers, in another form, and for no voyage', async () => {
    const id = await makeVoyage(as.anna)
    expect((await as.vera('PUT', `/voyages/${id}/outlook`, outlook)).statusCode).toBe(403)
    expect((await put(randomUUID(), {})).statusCode).toBe(404)
    for (const wrong of [{ askedAt: 'now' }, { unknownShare: 2 }, { hoursOverLimit: -1 }, { worst: { state: 'bad' } }])
      expect((await put(id, wrong as never)).statusCode).toBe(422)
  })
})

describe('desks', () => {
  const [one, two] = [randomUUID(), randomUUID()]
  const beat = async (person: 'anna' | 'ben' | 'vera', id: string, desk: string, body: object) => {
    const answer = await as[person]('PUT', `/voyages/${id}/desks/${desk}`, body)
    expect(answer.statusCode).toBe(200)
    return DeskAnswer.parse(answer.json())
  }
  const editors = ({ desks }: DeskAnswer) => desks.filter(({ edits }) => edits).map(({ user }) => user)

  it('one edits at a time: the first, until it lets go, is taken from, leaves or falls silent', async () => {
    const id = await makeVoyage(as.anna)
    const first = await beat('anna', id, one, { edits: true })
    expect(first).toMatchObject({ rev: 1, changedBy: 'anna', archivedAt: null })
    expect(first.desks).toEqual([
      { desk: one, user: 'anna', edits: true, since: new Date(server.clock.nowMs).toISOString() },
    ])
    expect(editors(await beat('ben', id, two, { edits: true }))).toEqual(['anna'])
    expect(editors(await beat('ben', id, two, { edits: true, takes: true }))).toEqual(['ben'])
    expect(editors(await beat('anna', id, one, { edits: true }))).toEqual(['ben'])
    await beat('ben', id, two, { edits: false })
    expect(editors(await beat('anna', id, one, { edits: true }))).toEqual(['anna'])
    expect((await as.anna('DELETE', `/voyages/${id}/desks/${one}`)).statusCode).toBe(204)
    expect(editors(await beat('ben', id, two, { edits: true }))).toEqual(['ben'])
    server.clock.nowMs += libraryPolicy.silentMs
    const alone = await beat('anna', id, one, { edits: true })
    expect(alone.desks.map(({ user }) => user)).toEqual(['anna'])
    expect(editors(alone)).toEqual(['anna'])
    expect(await server.db.query('SELECT 1 FROM library_desk WHERE voyage_id = $1', [id])).toHaveLength(1)
  })

  it('asked at once, one of them edits', async () => {
    const id = await makeVoyage(as.anna)
    const beats = Array.from({ length: 8 }, () => beat('ben', id, randomUUID(), { edits: true }))
    for (const answer of await Promise.all(beats)) expect(editors(answer)).toHaveLength(1)
  })

  it('viewers have it open without editing, and nobody closes the desk of another', async () => {
    const id = await makeVoyage(as.anna)
    expect((await as.vera('PUT', `/voyages/${id}/desks/${one}`, { edits: true })).statusCode).toBe(403)
    await beat('vera', id, one, { edits: false })
    expect((await as.ben('DELETE', `/voyages/${id}/desks/${one}`)).statusCode).toBe(204)
    expect((await beat('ben', id, two, { edits: false })).desks).toHaveLength(2)
    expect((await as.ben('PUT', `/voyages/${id}/desks/mine`, { edits: false })).statusCode).toBe(404)
    expect((await as.ben('PUT', `/voyages/${id}/desks/${two}`, {})).statusCode).toBe(422)
  })

  it('hear what has become of the voyage', async () => {
    const id = await makeVoyage(as.anna)
    await as.ben('DELETE', `/voyages/${id}`, undefined, ifMatch(1))
    expect(await beat('anna', id, one, { edits: true })).toMatchObject({
      rev: 2,
      changedBy: 'ben',
      archivedAt: expect.any(String) as string,
    })
    await as.adam('DELETE', `/voyages/${id}?forever=1`, undefined, ifMatch(2))
    expect((await as.anna('PUT', `/voyages/${id}/desks/${one}`, { edits: true })).statusCode).toBe(404)
  })
})

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DeskAnswer, EntryState, LibraryEntry, VoyageHeadList } from '#src/domain/library/wire.ts'
import { hasPostgres, type PostgresServer, startPostgres } from '#test/support/postgres.ts'
import { createDatabase } from '../support/embedded.ts'
import { documentOf, ifMatch, type LibraryServer, makeVoyage, openLibraryServer } from './library-server.ts'

describe.skipIf(!hasPostgres)('two servers on one PostgreSQL', () => {
  let postgres: PostgresServer
  let database: Awaited<ReturnType<typeof createDatabase>>
  let servers: readonly [LibraryServer, LibraryServer]
  beforeAll(async () => {
    postgres = await startPostgres()
    database = await createDatabase(postgres.url)
    const open = () => openLibraryServer({ sharedUrl: database.url })
    servers = [await open(), await open()]
  }, 120_000)
  afterAll(async () => {
    for (const server of servers) await server.close()
    await database.drop()
    await postgres.close()
  })

  it('keep one library: a document saved at one is read and changed at the other', async () => {
    const [here, there] = [servers[0].as.anna, servers[1].as.ben]
    const id = await makeVoyage(here)
    expect((await there('GET', `/voyages/${id}`)).json<LibraryEntry>().document).toEqual(documentOf(id))
    const second = { document: documentOf(id, { name: 'Überführung' }) }
    expect((await there('PUT', `/voyages/${id}`, second, ifMatch(1))).json<EntryState>()).toMatchObject({ rev: 2 })
    expect((await here('PUT', `/voyages/${id}`, { document: documentOf(id) }, ifMatch(1))).statusCode).toBe(412)
    const { voyages } = (await here('GET', '/voyages?search=uberfuhrung')).json<VoyageHeadList>()
    expect(voyages.map((one) => one.id)).toEqual([id])
  })

  it('take one of many saves from one revision, one of many new voyages of one id, and let one desk edit', async () => {
    const calls = [servers[0].as.anna, servers[1].as.ben]
    const many = Array.from({ length: 12 }, (_, index) => calls[index % 2]!)
    const id = await makeVoyage(calls[0]!)
    const saves = await Promise.all(
      many.map((call) =>
        call('PUT', `/voyages/${id}`, { document: documentOf(id, {}, { note: randomUUID() }) }, ifMatch(1)),
      ),
    )
    expect(saves.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, ...Array<number>(11).fill(412)])
    const fresh = randomUUID()
    const made = await Promise.all(
      many.map((call) =>
        call('POST', '/voyages', { id: fresh, document: documentOf(fresh, {}, { note: randomUUID() }) }),
      ),
    )
    expect(made.map(({ statusCode }) => statusCode).toSorted()).toEqual([201, ...Array<number>(11).fill(409)])
    const beats = await Promise.all(
      many.map((call) => call('PUT', `/voyages/${id}/desks/${randomUUID()}`, { edits: true })),
    )
    for (const beat of beats) expect(beat.json<DeskAnswer>().desks.filter(({ edits }) => edits)).toHaveLength(1)
    const [head] = (await calls[1]!('GET', '/voyages?limit=1000'))
      .json<VoyageHeadList>()
      .voyages.filter((one) => one.id === id)
    expect(head?.desks).toHaveLength(12)
  })
})

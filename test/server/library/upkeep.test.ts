import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { VersionList } from '#src/domain/library/wire.ts'
import { DAY_MS, HOUR_MS } from '#src/domain/time.ts'
import { LibraryEntries } from '#src/server/library/entries.ts'
import { Upkeep } from '#src/server/library/upkeep.ts'
import { documentOf, ifMatch, type LibraryServer, makeVoyage, openLibraryServer } from './library-server.ts'

let server: LibraryServer
beforeAll(async () => void (server = await openLibraryServer()), 60_000)
afterAll(() => server.close())

it('removes old versions of voyages that nobody saves, and desks that left without a word', async () => {
  const { db, clock, as } = server
  const id = await makeVoyage(as.anna)
  for (let rev = 1; rev <= 5; rev++) {
    clock.nowMs += HOUR_MS
    await as.anna('PUT', `/voyages/${id}`, { document: documentOf(id, { name: `Edit ${rev}` }) }, ifMatch(rev))
  }
  await as.anna('PUT', `/voyages/${id}/desks/${randomUUID()}`, { edits: true })
  const pass = async () => {
    const nowMs = () => clock.nowMs
    const failures: unknown[] = []
    const log = { info: () => undefined, error: (failure: unknown) => failures.push(failure) }
    const upkeep = new Upkeep({ db, nowMs, log })
    upkeep.pass([new LibraryEntries('voyage', { db, nowMs, visibility: 'team' })])
    await upkeep.stop()
    expect(failures).toEqual([])
    const { versions } = (await as.anna('GET', `/voyages/${id}/versions`)).json<VersionList>()
    const desks = await db.query('SELECT 1 FROM library_desk WHERE voyage_id = $1', [id])
    return { versions: versions.map(({ n }) => n), desks: desks.length }
  }
  expect(await pass()).toEqual({ versions: [6, 5, 4, 3, 2, 1], desks: 1 })
  clock.nowMs += 2 * DAY_MS
  // They are all of one day.
  const { versions, desks } = await pass()
  expect([versions[0], versions.length, desks]).toEqual([6, 1, 0])
  clock.nowMs += 400 * DAY_MS
  expect((await pass()).versions).toEqual([6])
  expect((await as.anna('GET', `/voyages/${id}`)).json()).toMatchObject({ document: { voyage: { name: 'Edit 5' } } })
})

it('says in the log when it fails, and goes on at the next pass', async () => {
  const failures: unknown[] = []
  const log = { info: () => undefined, error: (failure: unknown) => failures.push(failure) }
  const db = { ...server.db, query: () => Promise.reject(new Error('away')) }
  const upkeep = new Upkeep({ db, nowMs: () => server.clock.nowMs, log })
  upkeep.pass([])
  await upkeep.stop()
  expect(failures).toMatchObject([{ err: { cause: { message: 'away' } } }])
})

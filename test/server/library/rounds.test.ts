import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { libraryPolicy } from '#src/domain/library/library-policy.ts'
import type { LibraryEntry, VersionList } from '#src/domain/library/wire.ts'
import { DAY_MS, MINUTE_MS } from '#src/domain/time.ts'
import { seededRandom } from '#test/support/seeded-random.ts'
import { documentOf, ifMatch, type LibraryServer, makeVoyage, openLibraryServer } from './library-server.ts'

let server: LibraryServer
beforeAll(async () => void (server = await openLibraryServer()), 60_000)
afterAll(() => server.close())

/** What a desk has: the edits in its document, and the revision it has read. */
interface Desk {
  readonly calls: LibraryServer['as']['anna']
  rev: number
  edits: readonly string[]
}

const noteOf = (edits: readonly string[]) => edits.join(' ')
const editsIn = ({ document }: LibraryEntry) => (document as { note: string }).note.split(' ').filter(Boolean)

/**
 * Two desks edit one voyage, with answers that are lost, saves from an old state, hand-overs, clocks that jump back and
 * days that pass. On a conflict a desk joins what is there to its own, as the page does.
 */
async function round(seed: number): Promise<void> {
  const random = seededRandom(seed)
  const pick = (count: number) => Math.floor(random() * count)
  const id = await makeVoyage(server.as.anna)
  const desks: Desk[] = [
    { calls: server.as.anna, rev: 1, edits: [] },
    { calls: server.as.ben, rev: 1, edits: [] },
  ]
  const acknowledged: string[] = []
  for (let step = 0; step < 24; step++) {
    const desk = desks[pick(2)]!
    server.clock.nowMs += [1, 2000, 3 * MINUTE_MS, libraryPolicy.versionMs, DAY_MS / 5, -2 * MINUTE_MS][pick(6)]!
    const edit = `e${step}`
    desk.edits = [...desk.edits, edit]
    for (let isSaved = false; !isSaved;) {
      const body = { document: documentOf(id, {}, { note: noteOf(desk.edits) }), handOver: pick(5) === 0 }
      const answer = await desk.calls('PUT', `/voyages/${id}`, body, ifMatch(desk.rev))
      // A lost answer: the desk sends the same again, from the revision it knows.
      if (answer.statusCode === 200 && pick(4) === 0) continue
      isSaved = answer.statusCode === 200
      if (isSaved) desk.rev = answer.json<{ rev: number }>().rev
      else {
        expect(answer.statusCode).toBe(412)
        const there = (await desk.calls('GET', `/voyages/${id}`)).json<LibraryEntry>()
        desk.rev = there.rev
        desk.edits = [...new Set([...editsIn(there), ...desk.edits])]
      }
    }
    acknowledged.push(...desk.edits.filter((one) => !acknowledged.includes(one)))
    await check(id, acknowledged)
  }
  const { versions } = (await server.as.anna('GET', `/voyages/${id}/versions`)).json<VersionList>()
  expect(versions.length).toBeLessThanOrEqual(libraryPolicy.mostVersions)
  // Each version kept descends from the ones before it: nothing that was there is missing from what followed.
  let before: string[] = []
  for (const { n } of versions.toReversed()) {
    const edits = editsIn((await server.as.ben('GET', `/voyages/${id}/versions/${n}`)).json<LibraryEntry>())
    expect(edits).toEqual(expect.arrayContaining(before))
    before = edits
  }
  expect(before).toEqual(expect.arrayContaining(acknowledged))
}

async function check(id: string, acknowledged: readonly string[]): Promise<void> {
  const there = editsIn((await server.as.anna('GET', `/voyages/${id}`)).json<LibraryEntry>())
  expect(there).toEqual(expect.arrayContaining([...acknowledged]))
}

/** As many as `npm run check:kill` asks for, within reason; its seed is that of the first round. */
const ROUNDS = Math.min(100, Number(process.env['KILL_ROUNDS'] ?? 25))
const first = Number(process.env['KILL_SEED'] ?? 1)
it.each(Array.from({ length: ROUNDS }, (_, index) => first + index))(
  'round %i: every acknowledged edit is in what two desks that write at once end with',
  (seed) => round(seed),
  60_000,
)

it('of two saves from one revision at the same time, one is taken and the other told', async () => {
  for (let count = 0; count < 10; count++) {
    const id = await makeVoyage(server.as.anna)
    const save = (calls: Desk['calls']) =>
      calls('PUT', `/voyages/${id}`, { document: documentOf(id, {}, { note: randomUUID() }) }, ifMatch(1))
    const answers = await Promise.all([save(server.as.anna), save(server.as.ben)])
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 412])
  }
})

import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { entryCalls, entryList } from '#src/data/library/library-calls.ts'
import { shownItems } from '#src/domain/library/kept-list.ts'
import { MINUTE_MS } from '#src/domain/time.ts'
import { emptyShip, type Ship } from '#src/domain/voyage/ship.ts'
import { uuidFrom } from '#src/domain/uuid.ts'
import { TeamBrowser } from '#test/data/library/team-browser.ts'
import { type Calls, type LibraryServer, openLibraryServer } from './library-server.ts'

let server: LibraryServer
beforeAll(async () => void (server = await openLibraryServer()), 60_000)
afterAll(() => server.close())

/** Who asks now: the desks take turns. */
let asking: Calls
beforeEach(() =>
  vi.stubGlobal('fetch', async (path: string, { method, body, headers }: RequestInit) => {
    const answer = await asking(
      method as 'GET',
      path.replace('/api', ''),
      body as string | undefined,
      headers as Record<string, string>,
    )
    return new Response(answer.body, { status: answer.statusCode })
  }),
)
afterEach(() => vi.unstubAllGlobals())

/** A browser with its own list of ships, and its rounds with the server. */
function deskOf(person: 'anna' | 'ben' | 'vera') {
  const newId = () => uuidFrom(crypto.getRandomValues(new Uint8Array(16)))
  const browser = new TeamBrowser({ ...entryCalls('ship'), all: () => entryList('ship') }, newId)
  browser.mayChange = person !== 'vera'
  const round = async () => {
    asking = server.as[person]
    server.clock.nowMs += MINUTE_MS
    await browser.round()
    expect(browser.news?.standing).toBe('current')
  }
  const item = (name: string) => {
    const [found] = browser.list.items.filter(({ doc }) => doc.name === name)
    if (!found) throw new Error(`${name} is not there`)
    return found
  }
  return { browser, round, item }
}

it('desks share a ship: author and time at each, a question where both changed it, archived for all, and taken back', async () => {
  const [anna, ben, vera] = [deskOf('anna'), deskOf('ben'), deskOf('vera')]
  const alk: Ship = { ...emptyShip, name: 'Alk', imo: '9074729', draughtM: 11.5 }
  anna.browser.keep(alk)
  await anna.round()
  const savedAt = new Date(server.clock.nowMs).toISOString()
  for (const desk of [ben, vera]) {
    await desk.round()
    expect(desk.browser.shown()).toEqual([alk])
    expect(desk.item('Alk').team).toMatchObject({ rev: 1, by: 'anna', at: savedAt })
  }

  // Both change it without knowing of each other.
  anna.browser.keep({ ...alk, draughtM: 12 })
  ben.browser.keep({ ...alk, draughtM: 9 })
  await anna.round()
  await ben.round()
  expect(ben.item('Alk')).toMatchObject({
    doc: { draughtM: 9 },
    theirs: { by: 'anna', rev: 2, document: { draughtM: 12 } },
  })
  ben.browser.decide(ben.item('Alk'), 'mine')
  await ben.round()
  await anna.round()
  expect(anna.item('Alk')).toMatchObject({ doc: { draughtM: 9 }, team: { by: 'ben', rev: 3 } })

  // Archived for everybody, and taken back under the same id.
  const before = anna.item('Alk')
  anna.browser.forget(before.doc)
  await anna.round()
  await ben.round()
  expect(anna.browser.list.items).toEqual([])
  expect(ben.browser.list.items).toEqual([])
  anna.browser.takeBack(before)
  await anna.round()
  await ben.round()
  expect(ben.item('Alk')).toMatchObject({ id: before.id, doc: { draughtM: 9 }, team: { by: 'anna', rev: 5 } })

  // Archived at one, changed at the other.
  ben.browser.forget(ben.item('Alk').doc)
  anna.browser.keep({ ...alk, draughtM: 10 })
  await ben.round()
  await anna.round()
  expect(anna.item('Alk')).toMatchObject({ doc: { draughtM: 10 }, theirs: { by: 'ben', isArchived: true } })
  anna.browser.decide(anna.item('Alk'), 'mine')
  await anna.round()
  await ben.round()
  expect(ben.browser.shown()).toEqual([{ ...alk, draughtM: 10 }])
})

it('what was archived is taken back also before the library knows, and a lost answer does not undo that', async () => {
  const anna = deskOf('anna')
  anna.browser.keep({ name: 'Brent' })
  await anna.round()
  const brent = anna.item('Brent')
  anna.browser.forget(brent.doc)
  anna.browser.takeBack(brent)
  await anna.round()
  expect(anna.item('Brent')).toMatchObject({ team: { rev: 1 } })

  // The library archives it; the browser never hears of that.
  anna.browser.forget(brent.doc)
  await server.as.anna('DELETE', `/ships/${brent.id}`, undefined, { 'if-match': '"1"' })
  anna.browser.takeBack(brent)
  await anna.round()
  expect(anna.item('Brent')).toMatchObject({ team: { rev: 3, isArchived: false } })
  expect(shownItems(anna.browser.list).some(({ isBack }) => isBack)).toBe(false)
})

it('a viewer’s own ship stays with the viewer', async () => {
  const [vera, ben] = [deskOf('vera'), deskOf('ben')]
  vera.browser.keep({ name: 'Clyde' })
  await vera.round()
  await ben.round()
  expect(vera.item('Clyde').team).toBeUndefined()
  expect(ben.browser.shown().map(({ name }) => name)).not.toContain('Clyde')
})

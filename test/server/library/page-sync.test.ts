import { randomUUID } from 'node:crypto'
import { IDBFactory } from 'fake-indexeddb'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { entryCalls } from '#src/data/library/library-calls.ts'
import { createLibrarySync, type LibrarySync } from '#src/data/library/library-sync.ts'
import { tabLocks } from '#src/data/locks.ts'
import { createStorage } from '#src/data/storage/storage.ts'
import { loadVoyage, notSaved, saveVoyage } from '#src/data/voyages/voyages.ts'
import { readVoyageDocument } from '#src/domain/library/voyage-document.ts'
import { undo, withStep } from '#src/domain/voyage/history.ts'
import { emptyVoyage, type Voyage } from '#src/domain/voyage/voyage.ts'
import { StorageError } from '#src/server/db/pglite.ts'
import { type Calls, type LibraryServer, openLibraryServer } from './library-server.ts'

let server: LibraryServer
let id: string
const desks: LibrarySync[] = []
const calls = entryCalls('voyage')
beforeAll(async () => void (server = await openLibraryServer()), 60_000)
afterAll(() => server.close())
beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory())
  id = randomUUID()
})
afterEach(() => {
  for (const sync of desks.splice(0)) sync.stop()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

/** From here on the page's calls are this person's. */
function signIn(person: Calls): void {
  vi.stubGlobal('fetch', async (path: string, { method, body, headers }: RequestInit) => {
    const sent = Object.entries(headers as Record<string, string>)
    const answer = await person(method as 'GET', path.slice('/api'.length), body as string, Object.fromEntries(sent))
    return new Response(answer.body, { status: answer.statusCode, headers: answer.headers as Record<string, string> })
  })
}

/** A browser whose page keeps its voyages in the server's library. */
function openDesk() {
  const storage = createStorage(randomUUID())
  const sync = createLibrarySync({
    storage,
    calls,
    locks: tabLocks(),
    now: () => server.clock.nowMs,
    policy: { sendAfterMs: 30_000, retryMs: [60_000] },
  })
  desks.push(sync)
  const kept = () => loadVoyage(id, storage)
  const edit = async (change: (voyage: Voyage) => Voyage) => {
    const now = await kept()
    const before = now?.voyage ?? emptyVoyage(id, 0)
    const history = withStep(now?.history ?? { steps: [], done: 0 }, before, change(before))
    await saveVoyage(change(before), history, now?.saved ?? notSaved, server.clock.nowMs, storage)
  }
  const saved = async (change: (voyage: Voyage) => Voyage) => {
    await edit(change)
    await sync.send(id)
  }
  return { sync, kept, edit, saved }
}

const named = (name: string) => (voyage: Voyage) => ({ ...voyage, name })
const nameOf = (document: unknown) => readVoyageDocument(document).voyage.name
const namesKept = async () => {
  const versions = await calls.versions(id)
  return Promise.all(versions.map(async ({ n, author }) => [author, nameOf((await calls.version(id, n)).document)]))
}

it('restores an earlier version as a new one: what it replaces stays in the library, also within one author’s ten minutes', async () => {
  signIn(server.as.anna)
  const anna = openDesk()
  await anna.saved(named('Anna’s'))
  signIn(server.as.ben)
  const ben = openDesk()
  await ben.sync.bring(id)
  await ben.saved(named('Ben’s first'))
  await ben.saved(named('Ben’s last'))
  expect(await namesKept()).toEqual([
    ['ben', 'Ben’s last'],
    ['anna', 'Anna’s'],
  ])
  const earlier = (await calls.versions(id)).at(-1)!
  const { voyage } = readVoyageDocument((await calls.version(id, earlier.n)).document)
  await ben.sync.send(id, { handOver: true })
  await ben.saved(() => voyage)
  expect(await namesKept()).toEqual([
    ['ben', 'Anna’s'],
    ['ben', 'Ben’s last'],
    ['anna', 'Anna’s'],
  ])
  const now = (await ben.kept())!
  expect(undo(now.history, now.voyage)!.voyage.name).toBe('Ben’s last')
})

it('works on while the disk of the library is full, says so, and saves all of it when there is room', async () => {
  signIn(server.as.anna)
  const anna = openDesk()
  await anna.saved(named('Before'))
  const disk = vi.spyOn(server.db, 'checkWritable').mockRejectedValue(new StorageError())
  await anna.saved(named('While it was full'))
  expect(anna.sync.state(id)).toMatchObject({ kind: 'away', failure: { code: 'server-full' } })
  expect(await namesKept()).toEqual([['anna', 'Before']])
  disk.mockRestore()
  await anna.sync.sendAll()
  expect(anna.sync.state(id)).toEqual({ kind: 'kept' })
  expect(await namesKept()).toEqual([['anna', 'While it was full']])
})

it('leaves to a viewer’s browser what a viewer edits, and shows the earlier versions all the same', async () => {
  signIn(server.as.anna)
  await openDesk().saved(named('Anna’s'))
  signIn(server.as.vera)
  const vera = openDesk()
  await vera.sync.bring(id)
  await vera.saved(named('Vera’s'))
  expect(vera.sync.state(id)).toMatchObject({ kind: 'refused', failure: { code: 'not-allowed' } })
  expect(await namesKept()).toEqual([['anna', 'Anna’s']])
  await vera.saved(named('Anna’s'))
  expect(vera.sync.state(id)).toEqual({ kind: 'kept' })
})

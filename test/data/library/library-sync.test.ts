import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { tabLocks } from '#src/data/locks.ts'
import { changeBeside } from '#src/data/library/change-beside.ts'
import { createLibrarySync, type LibrarySync } from '#src/data/library/library-sync.ts'
import { createStorage, type Storage } from '#src/data/storage/storage.ts'
import { deleteVoyage, loadVoyage, notSaved, restoreVoyage, saveVoyage } from '#src/data/voyages/voyages.ts'
import { type AnswerLink, readVoyageDocument, type VoyageDocument } from '#src/domain/library/voyage-document.ts'
import { appendWaypoint } from '#src/domain/route/edit.ts'
import { undo, withStep } from '#src/domain/voyage/history.ts'
import { activePlan, emptyVoyage, type Voyage, withPlan } from '#src/domain/voyage/voyage.ts'
import { seededRandom } from '../../support/seeded-random.ts'
import { createLibrary, type Line } from '../support/library.ts'

const ID = '11111111-1111-4111-8111-111111111111'
let library: ReturnType<typeof createLibrary>
let nowMs: number

/** One browser. */
interface Desk {
  readonly storage: Storage
  readonly sync: LibrarySync
  line: Line
  answers: AnswerLink[]
  readonly edit: (change: (voyage: Voyage) => Voyage) => Promise<void>
  readonly voyage: () => Promise<Voyage>
}

const open: Desk[] = []
let desks = 0

function openDesk(author: string, storage = createStorage(`desk-${desks++}`)): Desk {
  const desk: Desk = {
    storage,
    line: 'up',
    answers: [],
    sync: createLibrarySync({
      storage,
      calls: library.callsOf(author, () => desk.line),
      locks: tabLocks(),
      answersOf: () => desk.answers,
      now: () => nowMs,
      policy: { sendAfterMs: 30, retryMs: [60_000] },
    }),
    edit: async (change) => {
      const kept = await loadVoyage(ID, storage)
      const before = kept?.voyage ?? emptyVoyage(ID, 0)
      const after = change(before)
      const history = withStep(kept?.history ?? { steps: [], done: 0 }, before, after)
      expect(await saveVoyage(after, history, kept?.saved ?? notSaved, nowMs, storage)).not.toBeNull()
    },
    voyage: async () => (await loadVoyage(ID, storage))!.voyage,
  }
  open.push(desk)
  return desk
}

const named = (name: string) => (voyage: Voyage) => ({ ...voyage, name })
const numbered = (voyageNumber: string) => (voyage: Voyage) => ({ ...voyage, voyageNumber })
const withWaypoint = (lat: number) => (voyage: Voyage) =>
  withPlan(voyage, { route: appendWaypoint(activePlan(voyage).route, { lat, lon: 2 }) })
const inLibrary = (): VoyageDocument => readVoyageDocument(JSON.parse(library.entries.get(ID)!.text))
const kind = ({ sync }: Desk) => sync.state(ID)?.kind

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory())
  nowMs = Date.UTC(2026, 10, 30, 10, 42)
  library = createLibrary(() => nowMs)
})
afterEach(() => {
  for (const { sync } of open.splice(0)) sync.stop()
  vi.unstubAllGlobals()
})

/** Two desks with the same voyage, both up to date. */
async function twoDesks(): Promise<[Desk, Desk]> {
  const [anna, ben] = [openDesk('Anna'), openDesk('Ben')]
  await anna.edit(named('Santos – Cape Town'))
  await anna.edit(withWaypoint(50))
  await anna.sync.send(ID)
  await ben.sync.bring(ID)
  return [anna, ben]
}

describe('one desk', () => {
  it('sends an edit a moment after it was stored, and says so', async () => {
    const anna = openDesk('Anna')
    await anna.edit(named('A'))
    anna.sync.saved(ID)
    expect(kind(anna)).toBe('waiting')
    expect(library.entries.size).toBe(0)
    await vi.waitFor(() => expect(kind(anna)).toBe('kept'))
    expect(inLibrary().voyage.name).toBe('A')
  })

  it('asks the library nothing where nothing has changed', async () => {
    const anna = openDesk('Anna')
    await anna.edit(named('A'))
    await anna.sync.send(ID)
    anna.line = 'down'
    await anna.sync.send(ID)
    expect(kind(anna)).toBe('kept')
  })

  it('keeps working while the library is away, and sends all of it by itself afterwards', async () => {
    const anna = openDesk('Anna')
    anna.line = 'down'
    await anna.edit(named('A'))
    await anna.sync.send(ID)
    expect(kind(anna)).toBe('away')
    await anna.edit(numbered('7'))
    await anna.sync.send(ID)
    anna.line = 'up'
    await anna.sync.sendAll()
    expect(inLibrary().voyage).toMatchObject({ name: 'A', voyageNumber: '7' })
    expect(kind(anna)).toBe('kept')
  })

  it.each([
    ['full', 'server-full'],
    ['read-only', 'server-read-only'],
  ] as const)(
    'keeps working while the library is %s, says which it is, and sends all of it later',
    async (line, code) => {
      const anna = openDesk('Anna')
      await anna.edit(named('A'))
      await anna.sync.send(ID)
      anna.line = line
      await anna.edit(named('B'))
      await anna.sync.send(ID)
      expect(anna.sync.state(ID)).toMatchObject({ kind: 'away', failure: { code } })
      anna.sync.saved(ID)
      expect(kind(anna)).toBe('away')
      expect([(await anna.voyage()).name, inLibrary().voyage.name]).toEqual(['B', 'A'])
      anna.line = 'up'
      await anna.sync.sendAll()
      expect(inLibrary().voyage.name).toBe('B')
      expect(kind(anna)).toBe('kept')
    },
  )

  it('asks nothing of the library for what was edited back to what it has', async () => {
    const anna = openDesk('Anna')
    await anna.edit(named('A'))
    await anna.sync.send(ID)
    await anna.edit(named('B'))
    await anna.edit(named('A'))
    anna.line = 'down'
    await anna.sync.send(ID)
    expect(kind(anna)).toBe('kept')
  })

  it('takes a save whose answer was lost for its own, also after more edits and a reload', async () => {
    const anna = openDesk('Anna')
    await anna.edit(named('A'))
    anna.line = 'loses-answers'
    await anna.sync.send(ID)
    await anna.edit(named('B'))
    await anna.sync.send(ID)
    await anna.edit(named('C'))
    anna.sync.stop()
    const again = openDesk('Anna', anna.storage)
    await again.sync.send(ID)
    expect(kind(again)).toBe('kept')
    expect(inLibrary().voyage.name).toBe('C')
  })

  it('takes in once what the browser held from before', async () => {
    const anna = openDesk('Anna')
    await anna.edit(named('From before'))
    expect((await anna.sync.sendAll(nowMs + 1)).map(({ name }) => name)).toEqual(['From before'])
    expect(await anna.sync.sendAll()).toEqual([])
  })

  it('does not call what was begun since then held from before', async () => {
    const anna = openDesk('Anna')
    await anna.edit(named('Begun on this page'))
    expect(await anna.sync.sendAll(nowMs)).toEqual([])
    expect(inLibrary().voyage.name).toBe('Begun on this page')
  })

  it('archives what is deleted, and takes it back', async () => {
    const anna = openDesk('Anna')
    await anna.edit(named('A'))
    await anna.sync.send(ID)
    const deleted = (await deleteVoyage(ID, anna.storage))!
    await anna.sync.archive(ID)
    expect(library.entries.get(ID)!.state.archivedAt).not.toBeNull()
    await restoreVoyage(deleted, anna.storage)
    await anna.sync.restore(ID)
    expect(library.entries.get(ID)!.state.archivedAt).toBeNull()
    expect(kind(anna)).toBe('kept')
  })

  it('archives later what was deleted while the library was away, even if its first save had come through unnoticed', async () => {
    const anna = openDesk('Anna')
    await anna.edit(named('A'))
    anna.line = 'loses-answers'
    await anna.sync.send(ID)
    await deleteVoyage(ID, anna.storage)
    anna.line = 'down'
    await anna.sync.archive(ID)
    anna.line = 'up'
    await anna.sync.sendAll()
    expect(library.entries.get(ID)!.state.archivedAt).not.toBeNull()
    expect(await anna.storage.getAll('links')).toEqual([])
  })

  it('sends where an answer can be read again', async () => {
    const anna = openDesk('Anna')
    await anna.edit(named('A'))
    await anna.sync.send(ID)
    const askedAt = '2026-11-30T10:40:00Z'
    anna.answers = [{ alternative: 'a1', taskId: 't1', taskName: 'n', first: 0, count: 3, askedAt }]
    await anna.sync.send(ID)
    expect(inLibrary().answers).toEqual(anna.answers)
    expect(await anna.sync.beside(ID)).toMatchObject({ answers: anna.answers })
  })

  it('leaves alone what a later Fairway has saved', async () => {
    const [anna] = await twoDesks()
    const entry = library.entries.get(ID)!
    entry.text = JSON.stringify({ ...(JSON.parse(entry.text) as object), schema: 99 })
    entry.state = { ...entry.state, rev: 9 }
    await anna.edit(named('Mine'))
    await anna.sync.send(ID)
    expect(anna.sync.state(ID)).toMatchObject({ kind: 'refused', failure: { code: 'voyage-newer' } })
    expect(entry.text).toContain('"schema":99')
    expect((await anna.voyage()).name).toBe('Mine')
  })
})

describe('two desks', () => {
  it('follow each other while only one edits, and what came can be undone', async () => {
    const [anna, ben] = await twoDesks()
    await anna.edit(withWaypoint(51))
    await anna.sync.send(ID)
    await ben.sync.heard(ID, library.entries.get(ID)!.state.rev)
    expect(await ben.voyage()).toEqual(await anna.voyage())
    expect(kind(ben)).toBe('kept')
    const { history, voyage } = (await loadVoyage(ID, ben.storage))!
    expect(activePlan(undo(history, voyage)!.voyage).route.waypoints).toHaveLength(1)
  })

  it('keep both versions where both have edited, until somebody decides', async () => {
    const [anna, ben] = await twoDesks()
    await anna.edit(withWaypoint(51))
    await anna.sync.send(ID)
    await ben.edit(withWaypoint(40))
    await ben.sync.send(ID)
    expect(ben.sync.state(ID)).toMatchObject({ kind: 'conflict', theirs: { by: 'Anna', atMs: nowMs } })
    await ben.edit(named('Still mine'))
    await ben.sync.send(ID)
    expect(inLibrary().voyage).toEqual(await anna.voyage())
    expect((await ben.voyage()).name).toBe('Still mine')
  })

  it.each(['yours', 'theirs', 'both'] as const)('end a conflict with %s', async (choice) => {
    const [anna, ben] = await twoDesks()
    await anna.edit(withWaypoint(51))
    await anna.sync.send(ID)
    await ben.edit(withWaypoint(40))
    await ben.sync.send(ID)
    const [annas, bens] = [await anna.voyage(), await ben.voyage()]
    expect(await ben.sync.settle(ID, choice, 'Anna')).toBe(true)
    expect(kind(ben)).toBe('kept')
    const { voyage } = inLibrary()
    expect(voyage).toEqual(await ben.voyage())
    if (choice === 'yours') expect(voyage).toEqual(bens)
    if (choice === 'theirs') expect(voyage).toEqual(annas)
    if (choice === 'both')
      expect(voyage.alternatives.map(({ name, plan }) => [name, plan.route.waypoints.at(-1)?.position.lat])).toEqual([
        ['Route 1', 40],
        ['Route 1 (Anna)', 51],
      ])
    const kept = library.entries.get(ID)!.versions.map(({ text }) => readVoyageDocument(JSON.parse(text)).voyage)
    expect(kept).toContainEqual(annas)
  })

  it('keep the other version also where one person works at both', async () => {
    const [anna] = await twoDesks()
    const home = openDesk('Anna')
    await home.sync.bring(ID)
    await anna.edit(withWaypoint(51))
    await anna.sync.send(ID)
    await home.edit(withWaypoint(40))
    await home.sync.send(ID)
    await home.sync.settle(ID, 'yours', '')
    const kept = library.entries.get(ID)!.versions.map(({ text }) => readVoyageDocument(JSON.parse(text)).voyage)
    expect(kept).toContainEqual(await anna.voyage())
  })

  it('leave a viewer with what was edited in the browser, who may take the other version all the same', async () => {
    const [anna, vera] = await twoDesks()
    vera.line = 'for-viewers'
    await vera.edit(withWaypoint(40))
    await vera.sync.send(ID)
    expect(vera.sync.state(ID)).toMatchObject({ kind: 'refused', failure: { code: 'not-allowed' } })
    await anna.edit(withWaypoint(51))
    await anna.sync.send(ID)
    await vera.sync.heard(ID, library.entries.get(ID)!.state.rev)
    expect(kind(vera)).toBe('conflict')
    await expect(vera.sync.settle(ID, 'yours', 'Anna')).rejects.toMatchObject({ code: 'not-allowed' })
    expect(await vera.sync.settle(ID, 'theirs', 'Anna')).toBe(true)
    expect(await vera.voyage()).toEqual(await anna.voyage())
    expect(kind(vera)).toBe('kept')
  })

  it('ask again where the other version has changed before the choice', async () => {
    const [anna, ben] = await twoDesks()
    await anna.edit(withWaypoint(51))
    await anna.sync.send(ID)
    await ben.edit(withWaypoint(40))
    await ben.sync.send(ID)
    await anna.edit(withWaypoint(52))
    await anna.sync.send(ID)
    await ben.sync.settle(ID, 'yours', 'Anna')
    expect(kind(ben)).toBe('conflict')
    expect(inLibrary().voyage).toEqual(await anna.voyage())
  })

  it('have no conflict over what is only looked at', async () => {
    const [anna, ben] = await twoDesks()
    const hidden = (voyage: Voyage) => ({
      ...voyage,
      alternatives: voyage.alternatives.map((one) => ({ ...one, shown: false })),
    })
    await anna.edit(hidden)
    await anna.sync.send(ID)
    await ben.edit(named('Ben’s'))
    await ben.edit(named('Santos – Cape Town'))
    await ben.sync.send(ID)
    expect(kind(ben)).toBe('kept')
  })

  it('are told that a voyage was archived, and may take it back', async () => {
    const [anna, ben] = await twoDesks()
    await deleteVoyage(ID, anna.storage)
    await anna.sync.archive(ID)
    await ben.edit(named('Ben’s'))
    await ben.sync.send(ID)
    expect(ben.sync.state(ID)).toMatchObject({ kind: 'archived', by: 'Anna' })
    await ben.sync.restore(ID)
    expect(kind(ben)).toBe('kept')
    expect(inLibrary().voyage.name).toBe('Ben’s')
  })

  it('are told that a voyage is gone, and may save it again', async () => {
    const [, ben] = await twoDesks()
    library.entries.delete(ID)
    await ben.edit(named('Ben’s'))
    await ben.sync.send(ID)
    expect(kind(ben)).toBe('gone')
    await ben.sync.restore(ID)
    expect(kind(ben)).toBe('kept')
    expect(inLibrary().voyage.name).toBe('Ben’s')
  })
})

describe('what is kept beside a voyage', () => {
  const noted = (note: string) => changeBeside(library.callsOf('Carl'), ID, (beside) => ({ ...beside, note }))

  it('comes to a desk without an edit and without a step to undo', async () => {
    const [anna] = await twoDesks()
    const before = await loadVoyage(ID, anna.storage)
    await anna.sync.heard(ID, (await noted('Pilot at 06Z')).rev)
    expect(await anna.sync.beside(ID)).toMatchObject({ note: 'Pilot at 06Z' })
    expect(await loadVoyage(ID, anna.storage)).toEqual(before)
    expect(kind(anna)).toBe('kept')
  })

  it('is nothing to decide about where a desk was editing meanwhile', async () => {
    const [anna] = await twoDesks()
    await anna.edit(withWaypoint(51))
    await noted('Pilot at 06Z')
    await anna.sync.send(ID)
    expect(kind(anna)).toBe('kept')
    expect(inLibrary()).toMatchObject({ note: 'Pilot at 06Z', voyage: await anna.voyage() })
  })

  it('goes with a choice of what is shown, which nobody is asked about', async () => {
    const [anna, ben] = await twoDesks()
    await noted('Pilot at 06Z')
    await ben.edit(withWaypoint(51))
    await ben.sync.send(ID)
    await anna.sync.showed(ID, { compared: ['a1', 'a2'] })
    anna.line = 'down'
    await anna.sync.send(ID)
    anna.line = 'up'
    await anna.sync.send(ID)
    expect(kind(anna)).toBe('kept')
    expect(inLibrary()).toMatchObject({ note: 'Pilot at 06Z', shown: { compared: ['a1', 'a2'] } })
    expect(inLibrary().voyage).toEqual(await ben.voyage())
    await ben.sync.heard(ID, library.entries.get(ID)!.state.rev)
    expect(await ben.sync.beside(ID)).toMatchObject({ shown: { compared: ['a1', 'a2'] } })
  })

  it('stays where the answers of a desk come at the same time', async () => {
    const [anna] = await twoDesks()
    await noted('Pilot at 06Z')
    const askedAt = '2026-11-30T10:40:00Z'
    anna.answers = [{ alternative: 'a1', taskId: 't1', taskName: 'n', first: 0, count: 3, askedAt }]
    await anna.sync.send(ID)
    expect(inLibrary()).toMatchObject({ note: 'Pilot at 06Z', answers: anna.answers })
  })

  it('is changed again where somebody saves meanwhile, but not for ever', async () => {
    const [anna] = await twoDesks()
    const calls = library.callsOf('Carl')
    let edits = 0
    const busy = (most: number): typeof calls => ({
      ...calls,
      read: async (id) => {
        const entry = await calls.read(id)
        if (edits++ < most) {
          await anna.edit(named(`Edit ${edits}`))
          await anna.sync.send(ID)
        }
        return entry
      },
    })
    await changeBeside(busy(2), ID, (beside) => ({ ...beside, note: 'In the end' }))
    expect(inLibrary()).toMatchObject({ note: 'In the end', voyage: { name: 'Edit 2' } })
    edits = 0
    await expect(changeBeside(busy(9), ID, (beside) => beside)).rejects.toMatchObject({ code: 'busy' })
  })

  it('is not changed where the voyage is archived or of a later Fairway', async () => {
    await twoDesks()
    const entry = library.entries.get(ID)!
    entry.state = { ...entry.state, archivedAt: '2026-11-30T10:42:00Z' }
    await expect(noted('Late')).rejects.toMatchObject({ code: 'voyage-not-here' })
    entry.state = { ...entry.state, archivedAt: null }
    entry.text = JSON.stringify({ ...(JSON.parse(entry.text) as object), schema: 99 })
    await expect(noted('Late')).rejects.toMatchObject({ code: 'voyage-newer' })
    expect(entry.text).not.toContain('Late')
  })
})

/** Every word that anybody wrote is a name of its own, so that it can be looked for. */
const words = (document: VoyageDocument): string[] =>
  document.voyage.alternatives.flatMap(({ plan }) => plan.route.waypoints.map(({ name }) => name)).filter(Boolean)

const withWord = (word: string) => (voyage: Voyage) => {
  const route = appendWaypoint(activePlan(voyage).route, { lat: 10, lon: 2 })
  const waypoints = route.waypoints.map((one, index) =>
    index === route.waypoints.length - 1 ? { ...one, name: word } : one,
  )
  return withPlan(voyage, { route: { ...route, waypoints } })
}

const first = Number(process.env['KILL_SEED'] ?? 1)
const ROUNDS = Math.min(100, Number(process.env['KILL_ROUNDS'] ?? 25))

describe('three desks at random', () => {
  it.each(Array.from({ length: ROUNDS }, (_, index) => first + index))(
    'lose nothing and double nothing, with offline spells, lost answers, kills and clocks apart: seed %i',
    async (seed) => {
      const random = seededRandom(seed)
      const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
      const opener = openDesk('Anna')
      await opener.edit(named('V'))
      await opener.sync.send(ID)
      const crew: Desk[] = [opener, openDesk('Ben'), openDesk('Anna')]
      for (const desk of crew.slice(1)) await desk.sync.bring(ID)
      const written: string[] = []
      const notes: string[] = []
      const settledAway = new Set<string>()

      const settle = async (desk: Desk) => {
        const state = desk.sync.state(ID)
        if (state?.kind !== 'conflict') return
        const choice = pick(['yours', 'theirs', 'both', 'both'] as const)
        const [mine, theirs] = [await desk.voyage(), readVoyageDocument(state.theirs.document)]
        const lost = choice === 'theirs' ? words({ ...theirs, voyage: mine }) : choice === 'yours' ? words(theirs) : []
        const done = await desk.sync.settle(ID, choice, state.theirs.by).catch(() => false)
        // Only what somebody decided against may be missing in the end.
        if (done) for (const word of lost) settledAway.add(word)
      }
      for (let step = 0; step < 40; step++) {
        const at = Math.floor(random() * crew.length)
        const desk = crew[at]!
        nowMs += Math.floor((random() - 0.2) * 600_000)
        const what = random()
        if (what < 0.4) {
          const word = `s${seed}w${step}`
          written.push(word)
          await desk.edit(withWord(word))
        } else if (what < 0.65) await desk.sync.send(ID)
        else if (what < 0.75) desk.line = pick(['up', 'down', 'loses-answers', 'full', 'up'])
        else if (what < 0.85) await desk.sync.heard(ID, library.entries.get(ID)!.state.rev)
        else if (what < 0.9) await settle(desk)
        else if (what < 0.95) {
          const note = `s${seed}n${step}`
          await changeBeside(library.callsOf('Carl'), ID, (now) => ({ ...now, note: `${now.note} ${note}` }))
          notes.push(note)
        } else {
          // Killed in the middle of a send, and opened again on the same storage.
          void desk.sync.send(ID)
          desk.sync.stop()
          crew[at] = openDesk(at === 1 ? 'Ben' : 'Anna', desk.storage)
        }
      }
      for (const desk of crew) desk.line = 'up'
      for (let round = 0; round < 12; round++)
        for (const desk of crew) {
          await desk.sync.heard(ID, library.entries.get(ID)!.state.rev)
          await desk.sync.send(ID)
          await settle(desk)
        }
      expect(crew.map(kind)).toEqual(['kept', 'kept', 'kept'])
      const voyages = await Promise.all(crew.map((desk) => desk.voyage()))
      for (const voyage of voyages) expect(voyage).toEqual(inLibrary().voyage)
      const { note } = inLibrary()
      expect(notes.filter((one) => !note.split(/\s/).includes(one))).toEqual([])
      const versions = library.entries.get(ID)!.versions.map(({ text }) => readVoyageDocument(JSON.parse(text)))
      const there = new Set(versions.flatMap(words))
      expect(written.filter((word) => !there.has(word) && !settledAway.has(word))).toEqual([])
    },
  )
})

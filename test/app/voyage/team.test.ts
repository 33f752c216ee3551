import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createTeam, type Team } from '#src/app/voyage/team.ts'
import type { SessionSnapshot, VoyageSession } from '#src/app/voyage/voyage-session.ts'
import { HttpError } from '#src/data/http/http-error.ts'
import type { InLibrary, LibrarySync } from '#src/data/library/library-sync.ts'
import { createListeners } from '#src/data/listeners.ts'
import { AppError } from '#src/domain/errors.ts'
import type { DeskAnswer } from '#src/domain/library/wire.ts'
import { currentVoyage, voyageActions } from '#src/state/voyage.ts'

const DESK = '22222222-2222-4222-8222-222222222222'
const since = '2026-11-30T10:00:00Z'
let answer: Pick<DeskAnswer, 'desks' | 'rev'> | null
let session: VoyageSession
let shown: SessionSnapshot
let state: InLibrary | null
let notifySync: () => void
let sync: LibrarySync
let team: Team
let stop: () => void
let me: string | null
const link = vi.fn(async () => undefined)
const showAs = vi.fn()
const beats: unknown[] = []

const desk = (id: string, user: string, edits: boolean) => ({ desk: id, user, edits, since })

beforeEach(() => {
  vi.useFakeTimers()
  beats.length = 0
  link.mockClear()
  showAs.mockClear()
  me = 'Ben'
  state = { kind: 'kept' }
  shown = { savedMs: 1, reading: false, atDesk: null, failure: null, keptAs: null }
  answer = { rev: 3, desks: [desk(DESK, 'Ben', true)] }
  const { subscribe, notify } = createListeners()
  notifySync = notify
  sync = {
    subscribe,
    state: () => state,
    send: vi.fn(async () => undefined),
    sendAll: vi.fn(async () => []),
    showed: vi.fn(() => Promise.resolve()),
    heard: vi.fn(async () => undefined),
    bring: vi.fn(),
    settle: vi.fn(async () => true),
    restore: vi.fn(async () => undefined),
    archive: vi.fn(async () => undefined),
    beside: vi.fn(async () => ({ note: '', answers: [], reported: null, shown: {} })),
    saved: vi.fn(),
    stop: vi.fn(),
  }
  session = {
    snapshot: () => shown,
    flush: vi.fn(async () => undefined),
    followDesk: vi.fn((atDesk: string | null) => void (shown = { ...shown, atDesk })),
  } as unknown as VoyageSession
  team = createTeam({
    sync,
    session,
    calls: {
      beat: async (_id, _desk, beat) => {
        beats.push(beat)
        if (!answer) throw new HttpError('server-unreachable', '', { outcome: 'unknown' })
        return { changedBy: 'Anna', changedAt: since, archivedAt: null, ...answer }
      },
      leave: async () => undefined,
    },
    desk: DESK,
    rights: () => ({ me, maySend: true }),
    link,
    showAs,
  })
})
afterEach(() => {
  stop()
  vi.useRealTimers()
})

async function start(): Promise<void> {
  stop = team.start()
  await vi.advanceTimersByTimeAsync(0)
}

it('says every ten seconds that this desk edits, and hears of what the library has', async () => {
  await start()
  await vi.advanceTimersByTimeAsync(20_000)
  expect(beats).toEqual([{ edits: true }, { edits: true }, { edits: true }])
  expect(sync.heard).toHaveBeenLastCalledWith(currentVoyage().id, 3)
  expect(shown.atDesk).toBeNull()
})

it('says that it edits a new voyage as soon as the library has it', async () => {
  state = null
  await start()
  expect(beats).toEqual([])
  state = { kind: 'kept' }
  notifySync()
  await vi.advanceTimersByTimeAsync(0)
  expect(beats).toEqual([{ edits: true }])
})

it('follows the desk that edits, by name, and hands over first what was edited here', async () => {
  await start()
  answer = { rev: 4, desks: [desk('other', 'Anna', true), desk(DESK, 'Ben', false)] }
  await vi.advanceTimersByTimeAsync(10_000)
  expect(session.flush).toHaveBeenCalled()
  expect(sync.send).toHaveBeenCalledWith(currentVoyage().id, { handOver: true })
  expect(shown.atDesk).toBe('Anna')
  answer = { rev: 4, desks: [desk(DESK, 'Ben', true)] }
  await vi.advanceTimersByTimeAsync(10_000)
  expect(shown.atDesk).toBeNull()
})

it('takes the editing over when asked, also while no server answers', async () => {
  await start()
  answer = { rev: 4, desks: [desk('other', 'Anna', true), desk(DESK, 'Ben', false)] }
  await vi.advanceTimersByTimeAsync(10_000)
  answer = null
  await team.takeOver()
  expect(beats.at(-1)).toEqual({ edits: true, takes: true })
  expect(shown.atDesk).toBeNull()
})

it('says that the editing was taken over until the server has heard it, and not again', async () => {
  await start()
  answer = null
  await team.takeOver()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(beats.at(-1)).toEqual({ edits: true, takes: true })
  answer = { rev: 4, desks: [desk('other', 'Anna', false), desk(DESK, 'Ben', true)] }
  await vi.advanceTimersByTimeAsync(10_000)
  expect(beats.at(-1)).toEqual({ edits: true, takes: true })
  expect(shown.atDesk).toBeNull()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(beats.at(-1)).toEqual({ edits: true })
})

it('names nobody where nobody signs in', async () => {
  me = null
  await start()
  answer = { rev: 4, desks: [desk('other', 'operator', true), desk(DESK, 'operator', false)] }
  await vi.advanceTimersByTimeAsync(10_000)
  expect(shown.atDesk).toBe('')
})

it('is silent in a tab that only follows another, and of a voyage the library may not have', async () => {
  shown = { ...shown, reading: true }
  await start()
  state = null
  shown = { ...shown, reading: false }
  await vi.advanceTimersByTimeAsync(10_000)
  expect(beats).toEqual([])
})

it('says why a conflict was not ended, and keeps it', async () => {
  await start()
  state = { kind: 'conflict', theirs: { rev: 5, by: 'Anna', atMs: 0, document: {} } }
  vi.mocked(sync.settle).mockRejectedValueOnce(new HttpError('offline', '', { outcome: 'not-sent' }))
  await team.settle('both')
  expect(sync.settle).toHaveBeenCalledWith(currentVoyage().id, 'both', 'Anna')
  expect(team.snapshot().failure).toMatchObject({ code: 'offline' })
})

it('brings the answers of another desk once, so that a card that is removed stays away', async () => {
  const askedAt = '2026-11-30T10:00:00Z'
  const answers = [{ alternative: 'a1', taskId: 't', taskName: 'n', first: 0, count: 1, askedAt }]
  vi.mocked(sync.beside).mockResolvedValue({ note: '', answers, reported: null, shown: { compared: ['a2'] } })
  await start()
  await vi.advanceTimersByTimeAsync(30_000)
  expect(link).toHaveBeenCalledExactlyOnceWith(currentVoyage(), answers)
  expect(showAs).toHaveBeenLastCalledWith(currentVoyage().id, { compared: ['a2'] })
})

it('puts an earlier version in the place of the voyage once the library has what it replaces', async () => {
  await start()
  voyageActions.voyageRenamed('Now')
  const earlier = { ...currentVoyage(), id: 'other', name: 'Then' }
  state = { kind: 'away', failure: new AppError('server-full') }
  expect(await team.bringBack(earlier)).toBe(false)
  expect(currentVoyage().name).toBe('Now')
  state = { kind: 'kept' }
  expect(await team.bringBack(earlier)).toBe(true)
  expect(sync.send).toHaveBeenLastCalledWith(currentVoyage().id, { handOver: true })
  expect(currentVoyage()).toMatchObject({ name: 'Then', id: expect.not.stringMatching('other') as string })
  voyageActions.undone()
  expect(currentVoyage().name).toBe('Now')
})

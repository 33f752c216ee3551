import 'fake-indexeddb/auto'
import { waitFor } from '@testing-library/react'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AddressChange } from '#src/app/address.ts'
import { createVoyageSession, type VoyageSession } from '#src/app/voyage/voyage-session.ts'
import { createStorage, type Storage } from '#src/data/storage/storage.ts'
import type { VoyageTabsEvents } from '#src/data/voyages/voyage-tabs.ts'
import { listVoyages, loadVoyage, notSaved, saveVoyage } from '#src/data/voyages/voyages.ts'
import { appendWaypoint } from '#src/domain/route/edit.ts'
import { emptyRoute } from '#src/domain/route/route.ts'
import { noHistory } from '#src/domain/voyage/history.ts'
import type { Voyage } from '#src/domain/voyage/voyage.ts'
import { currentHistory, currentVoyage, newVoyage, voyageActions } from '#src/state/voyage.ts'

const one = appendWaypoint(emptyRoute, { lat: 51, lon: 2 })
let storage: Storage
let events: VoyageTabsEvents
let onKept: ReturnType<typeof vi.fn<(voyage: Voyage) => void>>
let onAddress: ReturnType<typeof vi.fn<(voyageId: string | null, change: AddressChange) => void>>
let session: VoyageSession
let stop: () => void

/** A page on this browser's storage; the test plays the other tabs. */
function openPage(addressed: string | null): void {
  makeSession()
  stop = session.start(addressed)
}

function makeSession(): void {
  session = createVoyageSession({
    storage,
    onAddress,
    onKept,
    tabs: (given) => {
      events = given
      return {
        open: () => given.onEditing(),
        takeOver: () => undefined,
        lost: () => given.onReading(),
        alone: async () => true,
        saved: () => undefined,
        close: () => undefined,
      }
    },
  })
}

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory())
  localStorage.clear()
  storage = createStorage()
  onAddress = vi.fn()
  onKept = vi.fn()
  voyageActions.voyageOpened(newVoyage('v', 0))
})
afterEach(() => {
  stop()
  vi.unstubAllGlobals()
})

describe('the open voyage', () => {
  it('B3 is saved within a second of an edit, however long editing goes on, and says when', async () => {
    openPage(null)
    const begun = Date.now()
    let count = 0
    const hand = setInterval(() => voyageActions.voyageRenamed(`${count++}`), 50)
    await waitFor(() => expect(session.snapshot().savedMs).not.toBeNull())
    clearInterval(hand)
    expect(session.snapshot().savedMs! - begun).toBeLessThan(1000)
    expect(onAddress).toHaveBeenLastCalledWith('v', 'follows')
  })

  it('is back after a reload, and its edits can still be undone and redone', async () => {
    openPage(null)
    await session.flush()
    for (let step = 1; step <= 110; step++) voyageActions.voyageRenamed(`${step}`)
    voyageActions.undone()
    await session.flush()
    stop()

    voyageActions.voyageOpened(newVoyage('blank', 0))
    openPage(null)
    await waitFor(() => expect(currentVoyage()).toMatchObject({ id: 'v', name: '109' }))
    voyageActions.redone()
    expect(currentVoyage().name).toBe('110')
    for (let step = 0; step < 105; step++) voyageActions.undone()
    expect(currentVoyage().name).toBe('5')
  })

  it('is the one begun before there was a screen to show it, and not the last one', async () => {
    const kept = { ...newVoyage('last', 0), name: 'Last' }
    await saveVoyage(kept, noHistory, notSaved, 1, storage)
    makeSession()
    await session.begin('follows')
    const { id } = currentVoyage()
    stop = session.start(null)
    await session.flush()
    expect(id).not.toBe('last')
    expect(currentVoyage().id).toBe(id)
  })

  it('B3 is the last changed one if the browser was killed before it noted which was open', async () => {
    for (const [id, atMs] of [
      ['older', 1000],
      ['newer', 2000],
    ] as const)
      await saveVoyage(newVoyage(id, 0), noHistory, notSaved, atMs, storage)
    openPage(null)
    await waitFor(() => expect(currentVoyage().id).toBe('newer'))
  })

  it('says so if the address names one that is not here, and begins a new one', async () => {
    openPage('0f0e0d0c-0b0a-4908-8706-050403020100')
    await waitFor(() => expect(session.snapshot().failure).toMatchObject({ code: 'voyage-not-here' }))
    expect(currentVoyage().id).toBe('v')
    session.noticed('failure')
    expect(session.snapshot().failure).toBeNull()
  })

  it('reports each save that reached the disk, and none at the start', async () => {
    openPage(null)
    await session.flush()
    expect(onKept).not.toHaveBeenCalled()
    voyageActions.voyageRenamed('first')
    await session.flush()
    expect(onKept).toHaveBeenCalledWith(expect.objectContaining({ name: 'first' }))
  })

  it('does not call a voyage missing while the disk does not answer, and opens it once it does', async () => {
    await saveVoyage({ ...newVoyage('w', 0), name: 'wanted' }, noHistory, notSaved, 0, storage)
    const real = indexedDB.open.bind(indexedDB)
    let answer = () => undefined as void
    vi.spyOn(indexedDB, 'open').mockImplementation((...args) => {
      const request = real(...args)
      const dispatch = request.dispatchEvent.bind(request)
      request.dispatchEvent = (event) =>
        event.type === 'success' ? ((answer = () => void dispatch(event)), true) : dispatch(event)
      return request
    })
    storage = createStorage('fairway', { openMs: 20 })
    openPage('w')
    await waitFor(() => expect(session.snapshot().failure).toMatchObject({ code: 'voyage-out-of-reach' }))
    answer()
    await waitFor(() => expect(currentVoyage()).toMatchObject({ id: 'w', name: 'wanted' }))
    expect(session.snapshot().failure).toBeNull()
  })

  it('B8 leaves one from a newer Fairway as it is stored, and says why it is not shown', async () => {
    const newer = { id: 'newer', schema: 9, rev: 3, doc: { what: 'ever' } }
    await storage.put('voyages', newer)
    openPage('newer')
    await waitFor(() => expect(session.snapshot().failure).toMatchObject({ code: 'voyage-newer' }))
    voyageActions.voyageRenamed('Mine')
    await session.flush()
    expect(await storage.get('voyages', 'newer')).toEqual(newer)
  })

  it('is saved before another one is opened', async () => {
    openPage(null)
    await session.flush()
    await saveVoyage({ ...newVoyage('w', 0), name: 'Other' }, noHistory, notSaved, 0, storage)
    voyageActions.routeEdited(one)
    expect(await session.open('w')).toBe(true)
    expect(currentVoyage().name).toBe('Other')
    expect(await loadVoyage('v', storage)).toMatchObject({ voyage: { alternatives: [{ plan: { route: one } }] } })
    expect(onAddress).toHaveBeenLastCalledWith('w', 'opens')
  })

  it('stays, and is named by the address again, where Back led to one that is gone', async () => {
    openPage(null)
    voyageActions.routeEdited(one)
    await session.flush()
    onAddress.mockClear()
    expect(await session.open('gone', 'replaces')).toBe(false)
    expect(onAddress.mock.calls).toEqual([['v', 'replaces']])
    expect(session.snapshot().failure).toMatchObject({ code: 'voyage-not-here' })
  })

  it('ends where the last of several quick steps led', async () => {
    openPage(null)
    voyageActions.routeEdited(one)
    await session.flush()
    await saveVoyage({ ...newVoyage('w', 0), name: 'Other' }, noHistory, notSaved, 0, storage)
    await Promise.all([session.open('w', 'replaces'), session.open('v', 'replaces')])
    expect(currentVoyage().id).toBe('v')
  })
})

describe('B5 a voyage that is open in two tabs', () => {
  beforeEach(async () => {
    await saveVoyage({ ...newVoyage('v', 0), name: 'Shared' }, noHistory, notSaved, 0, storage)
    openPage('v')
    await waitFor(() => expect(currentVoyage().name).toBe('Shared'))
  })
  const savedElsewhere = async (name: string) => {
    const kept = (await loadVoyage('v', createStorage()))!
    await saveVoyage({ ...kept.voyage, name }, kept.history, kept.saved, 0, createStorage())
  }

  it('follows the other tab, and cannot be edited while that one edits', async () => {
    events.onReading()
    await savedElsewhere('Theirs')
    events.onSaved()
    await waitFor(() => expect(currentVoyage().name).toBe('Theirs'))
    voyageActions.voyageRenamed('Mine')
    expect(session.snapshot().reading).toBe(true)
    expect(currentVoyage().name).toBe('Theirs')
  })

  it('shows what was last saved when it is taken over', async () => {
    events.onReading()
    await savedElsewhere('Theirs')
    events.onEditing()
    await waitFor(() => expect(currentVoyage().name).toBe('Theirs'))
    voyageActions.voyageRenamed('Mine')
    await session.flush()
    expect((await loadVoyage('v', storage))?.voyage.name).toBe('Mine')
  })

  it('saves pending changes before it is handed over', async () => {
    voyageActions.voyageRenamed('Last word')
    await events.onTaken()
    expect((await loadVoyage('v', storage))?.voyage.name).toBe('Last word')
  })

  it('never overwrites the other tab: late edits are kept beside it', async () => {
    await savedElsewhere('Theirs')
    voyageActions.voyageRenamed('Mine')
    await session.flush()
    expect(session.snapshot()).toMatchObject({ reading: true, keptAs: 'Mine (kept from another tab)' })
    expect(currentVoyage().name).toBe('Theirs')
    expect(currentHistory()).toEqual(noHistory)
    expect((await listVoyages(storage)).voyages.map(({ voyage }) => voyage.name).sort()).toEqual([
      'Mine (kept from another tab)',
      'Theirs',
    ])
    const { voyages } = await listVoyages(storage)
    await saveVoyage(newVoyage('w', 0), noHistory, notSaved, 0, storage)
    await session.open('w')
    expect(session.snapshot().keptAs).toBe('Mine (kept from another tab)')
    await session.open(voyages.find(({ voyage }) => voyage.name.startsWith('Mine'))!.voyage.id)
    expect(session.snapshot().keptAs).toBeNull()
  })
})

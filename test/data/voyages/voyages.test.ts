import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createStorage, type Storage } from '#src/data/storage/storage.ts'
import {
  deleteVoyage,
  listVoyages,
  loadVoyage,
  notSaved,
  renameVoyage,
  restoreVoyage,
  saveVoyage,
} from '#src/data/voyages/voyages.ts'
import { type History, MAX_STEPS, noHistory, redo, undo, withStep } from '#src/domain/voyage/history.ts'
import { emptyVoyage, type Voyage } from '#src/domain/voyage/voyage.ts'
import { planned } from '#test/support/planned.ts'

let storage: Storage
beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory())
  storage = createStorage()
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

const named = (name: string, id = 'v'): Voyage => ({ ...emptyVoyage(id, 0), name })
/** A voyage renamed 1 … `count`, each a step. */
function steps(count: number): { voyage: Voyage; history: History } {
  let history = noHistory
  for (let number = 1; number <= count; number++)
    history = withStep(history, named(`${number - 1}`), named(`${number}`))
  return { voyage: named(`${count}`), history }
}

describe('a voyage that is saved', () => {
  it('comes back after a reload with its undo and redo', async () => {
    const { voyage, history } = steps(120)
    const back = undo(undo(history, voyage)!.history, undo(history, voyage)!.voyage)!
    await saveVoyage(named('118'), back.history, notSaved, 0, storage)
    const kept = (await loadVoyage('v', createStorage()))!
    expect(kept.voyage).toEqual(named('118'))
    expect(kept.history).toMatchObject({ done: 118, steps: { length: 120 } })
    expect(redo(kept.history, kept.voyage)?.voyage.name).toBe('119')
    expect(undo(kept.history, kept.voyage)?.voyage.name).toBe('117')
  })

  it('writes only the new steps, and drops those that were edited away', async () => {
    const { history } = steps(3)
    const first = (await saveVoyage(named('3'), history, notSaved, 0, storage))!
    const undone = { ...history, done: 1 }
    const edited = withStep(undone, named('1'), named('other'))
    const put = vi.spyOn(IDBObjectStore.prototype, 'put')
    await saveVoyage(named('other'), edited, first, 0, storage)
    expect(put).toHaveBeenCalledTimes(2) // the voyage and one step
    expect((await storage.stepsOf('v')).map(({ n }) => n)).toEqual([1, 2])
    expect((await loadVoyage('v', storage))?.history.steps).toEqual(edited.steps)
  })

  it('keeps the last two hundred steps', async () => {
    const { voyage, history } = steps(230)
    await saveVoyage(
      voyage,
      history,
      (await saveVoyage(named('200'), steps(200).history, notSaved, 0, storage))!,
      0,
      storage,
    )
    expect((await storage.stepsOf('v')).map(({ n }) => n)).toEqual(
      Array.from({ length: MAX_STEPS }, (_, index) => index + 31),
    )
  })

  it('is never saved over another tab’s save', async () => {
    const mine = (await saveVoyage(named('both'), noHistory, notSaved, 0, storage))!
    expect(await saveVoyage(named('theirs'), noHistory, mine, 0, createStorage())).toMatchObject({ rev: 2 })
    expect(await saveVoyage(named('mine'), steps(1).history, mine, 0, storage)).toBeNull()
    expect((await loadVoyage('v', storage))?.voyage.name).toBe('theirs')
    expect(await storage.stepsOf('v')).toEqual([])
  })

  it('B6 is written whole again if the store was cleared under the page', async () => {
    const first = (await saveVoyage(named('2'), steps(2).history, notSaved, 0, storage))!
    await deleteVoyage('v', createStorage())
    await saveVoyage(named('3'), steps(3).history, first, 0, storage)
    expect((await loadVoyage('v', storage))?.history).toMatchObject({ done: 3, steps: { length: 3 } })
  })

  it('B6 is held in the tab while the disk is full, and on disk once there is room', async () => {
    const first = (await saveVoyage(named('1'), steps(1).history, notSaved, 0, storage))!
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    const second = (await saveVoyage(named('2'), steps(2).history, first, 0, storage))!
    expect(storage.state()).toBe('full')
    expect((await loadVoyage('v', storage))?.voyage.name).toBe('2')
    expect((await loadVoyage('v', createStorage()))?.voyage.name).toBe('1')
    put.mockRestore()
    await saveVoyage(named('3'), steps(3).history, second, 0, storage)
    expect(await loadVoyage('v', createStorage())).toMatchObject({
      voyage: { name: '3' },
      history: { done: 3, steps: { length: 3 } },
    })
    expect(storage.state()).toBe('kept')
  })

  it('leaves no step behind that was edited away while the disk was full', async () => {
    const first = (await saveVoyage(named('5'), steps(5).history, notSaved, 0, storage))!
    const edited = withStep({ ...steps(5).history, done: 2 }, named('2'), named('other'))
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    const second = (await saveVoyage(named('other'), edited, first, 0, storage))!
    put.mockRestore()
    await saveVoyage(named('other'), edited, second, 0, storage)
    expect((await loadVoyage('v', createStorage()))?.history).toEqual(edited)
  })
})

describe('the list of voyages', () => {
  const old = JSON.parse(readFileSync('test/fixtures/voyages/schema-1.json', 'utf8')) as { id: string }

  it('B8 starts with the last changed, includes older Fairways’, and sets aside what it cannot read', async () => {
    await storage.put('voyages', { id: old.id, schema: 1, rev: 4, doc: old })
    await saveVoyage(named('first', 'a'), noHistory, notSaved, 1000, storage)
    await saveVoyage(named('second', 'b'), noHistory, notSaved, 2000, storage)
    const newer = { id: 'n', schema: 4, rev: 1, doc: { id: 'n', other: true } }
    const junk = { id: 'j', schema: 2, rev: 1, doc: 'junk' }
    await storage.put('voyages', newer)
    await storage.put('voyages', junk)
    const { voyages, unreadable } = await listVoyages(storage)
    expect(voyages.map(({ voyage, savedMs }) => [voyage.name, savedMs])).toEqual([
      ['second', 2000],
      ['first', 1000],
      ['Rotterdam – Halifax', null],
    ])
    expect(unreadable).toEqual([junk, newer])
    await expect(loadVoyage('n', storage)).rejects.toMatchObject({ code: 'voyage-newer' })
    await expect(loadVoyage('j', storage)).rejects.toMatchObject({ code: 'voyage-unreadable' })
  })

  it('renames, and undo of the earlier steps still works', async () => {
    await saveVoyage(
      planned(named('2'), { speedKn: 9 }),
      withStep(noHistory, named('2'), planned(named('2'), { speedKn: 9 })),
      notSaved,
      0,
      storage,
    )
    expect(await renameVoyage('v', 'Renamed', 10, storage)).toBe(true)
    const { voyage, history } = (await loadVoyage('v', storage))!
    expect(undo(history, voyage)?.voyage).toMatchObject({
      name: 'Renamed',
      alternatives: [{ plan: { speedKn: 12 } }],
    })
    expect(await renameVoyage('gone', 'x', 0, storage)).toBe(false)
  })

  it('brings a deleted voyage back with its steps, and leaves other voyages’ alone', async () => {
    const { voyage, history } = steps(5)
    await saveVoyage(voyage, history, notSaved, 0, storage)
    await saveVoyage(named('other', 'v2'), steps(2).history, notSaved, 0, storage)
    const deleted = (await deleteVoyage('v', storage))!
    expect(await loadVoyage('v', storage)).toBeNull()
    expect(await storage.stepsOf('v')).toEqual([])
    expect(await storage.stepsOf('v2')).toHaveLength(2)
    await restoreVoyage(deleted, storage)
    expect((await loadVoyage('v', createStorage()))?.history).toEqual(history)
  })
})

import 'fake-indexeddb/auto'
import { forceCloseDatabase, IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { askToKeep, loadVoyage, notSaved, saveVoyage } from '#src/data/voyages/voyages.ts'
import { storagePolicy } from '#src/data/storage/storage-connection.ts'
import { createStorage } from '#src/data/storage/storage.ts'
import { createTabChannel } from '#src/data/tab-channel.ts'
import { createSubmissionStore } from '#src/data/tasks/submission-store.ts'
import { noHistory } from '#src/domain/voyage/history.ts'
import { emptyVoyage, type Voyage } from '#src/domain/voyage/voyage.ts'
import { testSubmission } from '#test/support/submission.ts'
import { planned } from '#test/support/planned.ts'

beforeEach(() => vi.stubGlobal('indexedDB', new IDBFactory()))
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

const named = (name: string, id = 'v'): Voyage => ({ ...emptyVoyage(id, 0), name })
/** Makes a number of writes fail with a DOMException of this name, as their transaction is opened. */
function failing(name: string, times: number) {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- applied to the database it is called on
  const real = IDBDatabase.prototype.transaction
  let left = times
  return vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (
    this: IDBDatabase,
    ...args: Parameters<typeof real>
  ) {
    if (left-- > 0) throw new DOMException('the connection is closing', name)
    return real.apply(this, args)
  })
}
/** Opens that answer only when the test says so. */
function silentOpens() {
  const real = indexedDB.open.bind(indexedDB)
  const waiting: (() => void)[] = []
  const open = vi.spyOn(indexedDB, 'open').mockImplementation((...args) => {
    const request = real(...args)
    const dispatch = request.dispatchEvent.bind(request)
    request.dispatchEvent = (event) =>
      event.type === 'success' ? waiting.push(() => dispatch(event)) > 0 : dispatch(event)
    return request
  })
  return { answer: () => waiting.splice(0).forEach((tell) => tell()), end: () => open.mockRestore() }
}

describe('B6 a connection that is lost', () => {
  it.each(['InvalidStateError', 'UnknownError', 'AbortError', 'TransactionInactiveError', 'TimeoutError'])(
    'with %s is opened again and the write repeated',
    async (name) => {
      const storage = createStorage()
      await storage.put('submissions', testSubmission())
      const transaction = failing(name, 1)
      await storage.put('submissions', testSubmission({ state: 'accepted' }))
      expect(storage.state()).toBe('kept')
      transaction.mockRestore()
      expect(await createStorage().getAll('submissions')).toMatchObject([{ state: 'accepted' }])
    },
  )

  it('is held in the tab if it is lost twice, and written with the next write that succeeds', async () => {
    const storage = createStorage()
    await storage.getAll('submissions')
    failing('UnknownError', 2)
    await storage.put('submissions', testSubmission({ id: 'held' }))
    expect(storage.state()).toBe('broken')
    expect(await storage.get('submissions', 'held')).toBeDefined()
    await storage.put('submissions', testSubmission({ id: 'next' }))
    await expect.poll(storage.state).toBe('kept')
    expect((await createStorage().keys('submissions')).sort()).toEqual(['held', 'next'])
  })

  it('does not bring back what was removed meanwhile', async () => {
    const storage = createStorage()
    await storage.put('submissions', testSubmission({ id: 'removed' }))
    failing('UnknownError', 2)
    await storage.remove('submissions', 'removed')
    expect(await storage.getAll('submissions')).toEqual([])
    await expect.poll(storage.state).toBe('kept')
    expect(await createStorage().getAll('submissions')).toEqual([])
  })

  it('is opened again after the browser has closed it by itself', async () => {
    const storage = createStorage()
    const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction')
    await storage.put('submissions', testSubmission())
    const [db] = transaction.mock.contexts as IDBDatabase[]
    const open = vi.spyOn(indexedDB, 'open')
    forceCloseDatabase(db as never)
    await storage.put('submissions', testSubmission({ state: 'accepted' }))
    expect(open).toHaveBeenCalledOnce()
    expect(storage.state()).toBe('kept')
  })

  it('lets a newer Fairway change the database, and says so', async () => {
    const storage = createStorage()
    await storage.put('submissions', testSubmission())
    const request = indexedDB.open('fairway', 3)
    await new Promise((resolve) => (request.onsuccess = resolve))
    await storage.put('submissions', testSubmission({ state: 'accepted' }))
    expect(storage.state()).toBe('newer')
    expect(await storage.get('submissions', testSubmission().id)).toMatchObject({ state: 'accepted' })
    request.result.close()
  })

  it('does not repeat a write for which there is no room', async () => {
    const storage = createStorage()
    await storage.getAll('submissions')
    const transaction = failing('QuotaExceededError', 1)
    await storage.put('submissions', testSubmission())
    expect(transaction).toHaveBeenCalledOnce()
    expect(storage.state()).toBe('full')
  })

  it('recognises a save that went through unnoticed', async () => {
    const storage = createStorage()
    const first = (await saveVoyage(named('1'), noHistory, notSaved, 1000, storage))!
    // eslint-disable-next-line @typescript-eslint/unbound-method -- applied to the database it is called on
    const real = IDBDatabase.prototype.transaction
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementationOnce(function (
      this: IDBDatabase,
      ...args: Parameters<typeof real>
    ) {
      const transaction = real.apply(this, args)
      const dispatch = transaction.dispatchEvent.bind(transaction)
      // It commits, but reports that it was aborted.
      transaction.dispatchEvent = (event) =>
        dispatch(event.type === 'complete' ? Object.assign(event, { type: 'abort' }) : event)
      return transaction
    })
    expect(await saveVoyage(named('2'), noHistory, first, 2000, storage)).toMatchObject({ rev: 2 })
    expect((await loadVoyage('v', createStorage()))?.voyage.name).toBe('2')
  })

  it('never overwrites with held data what another tab has saved since', async () => {
    const storage = createStorage()
    const first = (await saveVoyage(named('1'), noHistory, notSaved, 1000, storage))!
    const other = createStorage()
    await other.getAll('voyages')
    failing('UnknownError', 2)
    const mine = (await saveVoyage(named('mine'), noHistory, first, 2000, storage))!
    await saveVoyage(named('theirs'), noHistory, first, 3000, other)
    await storage.getAll('submissions') // the disk works again
    expect(await saveVoyage(named('mine, edited'), noHistory, mine, 4000, storage)).toBeNull()
    expect((await loadVoyage('v', storage))?.voyage.name).toBe('theirs')
    await expect.poll(storage.state).toBe('kept')
  })
})

describe('B6 an open that never answers', () => {
  it('is reported in time, and the page goes on in memory', async () => {
    silentOpens()
    const storage = createStorage('fairway', { openMs: 20 })
    await storage.put('submissions', testSubmission())
    expect(storage.state()).toBe('silent')
    expect(await storage.getAll('submissions')).toEqual([testSubmission()])
  })

  it('is reported within the five seconds an operator may wait', () => {
    expect(storagePolicy.openMs).toBeLessThanOrEqual(5000)
  })

  it('writes what is held once it answers, and removes the notice', async () => {
    await createStorage().put('submissions', testSubmission({ id: 'before' }))
    const opens = silentOpens()
    const storage = createStorage('fairway', { openMs: 20 })
    await saveVoyage(named('held'), noHistory, notSaved, 1000, storage)
    await storage.put('submissions', testSubmission({ id: 'held' }))
    expect(storage.state()).toBe('silent')
    opens.answer()
    await expect.poll(storage.state).toBe('kept')
    opens.end()
    expect((await createStorage().keys('submissions')).sort()).toEqual(['before', 'held'])
    expect((await loadVoyage('v', createStorage()))?.voyage.name).toBe('held')
    expect((await storage.keys('submissions')).sort()).toEqual(['before', 'held'])
  })

  it('brings back earlier tasks once it answers', async () => {
    await createStorage().put('submissions', testSubmission({ id: 'before' }))
    const opens = silentOpens()
    const store = createSubmissionStore(createStorage('fairway', { openMs: 20 }), createTabChannel(null))
    await store.load()
    expect(store.all()).toEqual([])
    opens.answer()
    await expect.poll(() => store.all().map(({ id }) => id)).toEqual(['before'])
  })

  it('leaves a task ended if another tab has seen it end meanwhile', async () => {
    await createStorage().put('submissions', testSubmission({ state: 'done' }))
    const opens = silentOpens()
    const storage = createStorage('fairway', { openMs: 20 })
    await storage.put('submissions', testSubmission({ state: 'accepted' }))
    opens.answer()
    await expect.poll(storage.state).toBe('kept')
    expect(await storage.getAll('submissions')).toMatchObject([{ state: 'done' }])
  })
})

describe('asking the browser to keep it all', () => {
  const routed: Voyage = planned(named('routed'), { route: { name: '', waypoints: [{}, {}] as never } })
  const tracked: Voyage = planned(named('tracked'), { track: {} as never })
  const inBrowser = (persist: () => Promise<boolean>) => {
    const kept = new Map<string, string>()
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
    })
    vi.stubGlobal('navigator', { storage: { persist } })
  }

  it('waits for a voyage worth it, and happens once', async () => {
    const persist = vi.fn(() => Promise.resolve(false))
    inBrowser(persist)
    await askToKeep(named('nothing yet'))
    expect(persist).not.toHaveBeenCalled()
    await askToKeep(routed)
    await askToKeep(tracked)
    expect(persist).toHaveBeenCalledOnce()
  })

  it.each<[string, () => void]>([
    ['the browser refuses', () => inBrowser(() => Promise.reject(new DOMException('no', 'NotAllowedError')))],
    ['it has no such question', () => vi.stubGlobal('navigator', {})],
    [
      'it keeps nothing at all',
      () =>
        vi.stubGlobal('localStorage', {
          getItem: () => {
            throw new DOMException('denied', 'SecurityError')
          },
        }),
    ],
  ])('stays quiet if %s', async (_, prepare) => {
    prepare()
    await expect(askToKeep(tracked)).resolves.toBeUndefined()
  })
})

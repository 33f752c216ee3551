import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createResultsStore } from '#src/data/storage/results-store.ts'
import { createStorage } from '#src/data/storage/storage.ts'
import type { Answer } from '#src/domain/metocean/result.ts'
import { testSubmission } from '#test/support/submission.ts'

beforeEach(() => vi.stubGlobal('indexedDB', new IDBFactory()))
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

describe('createStorage', () => {
  it('has what was put before a reload, columns as columns', async () => {
    const submission = testSubmission()
    await createStorage().put('submissions', submission)
    const reloaded = createStorage()
    expect(await reloaded.getAll('submissions')).toEqual([submission])
    expect((await reloaded.get('submissions', submission.id))?.points.lat).toBeInstanceOf(Float64Array)
    expect(await reloaded.keys('submissions')).toEqual([submission.id])
    expect(reloaded.state()).toBe('kept')
  })

  it('removes', async () => {
    const storage = createStorage()
    await storage.put('submissions', testSubmission())
    await storage.remove('submissions', testSubmission().id)
    expect(await createStorage().getAll('submissions')).toEqual([])
  })

  it('keeps in memory and says so if the browser has no storage', async () => {
    vi.stubGlobal('indexedDB', {
      open: () => {
        throw new DOMException('denied', 'SecurityError')
      },
    })
    const storage = createStorage()
    const told = vi.fn()
    storage.subscribe(told)
    await storage.put('submissions', testSubmission())
    expect(await storage.getAll('submissions')).toHaveLength(1)
    expect(await storage.get('submissions', testSubmission().id)).toEqual(testSubmission())
    expect(storage.state()).toBe('denied')
    expect(told).toHaveBeenCalledOnce()
  })

  it('holds in memory what the disk has no room for, says so, and recovers', async () => {
    const storage = createStorage()
    await storage.put('submissions', testSubmission())
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    await storage.put('submissions', testSubmission({ state: 'accepted' }))
    expect(storage.state()).toBe('full')
    expect(await storage.getAll('submissions')).toMatchObject([{ state: 'accepted' }])
    put.mockRestore()
    await storage.put('submissions', testSubmission({ state: 'done' }))
    expect(storage.state()).toBe('kept')
    expect(await createStorage().getAll('submissions')).toMatchObject([{ state: 'done' }])
  })
})

describe('createStorage when the disk fails in part', () => {
  it('goes on saying that something is only in this tab until that is on disk too', async () => {
    const storage = createStorage()
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    await storage.put('submissions', testSubmission({ id: 'large' }))
    await storage.put('submissions', testSubmission({ id: 'small' }))
    expect(storage.state()).toBe('full')
    await storage.put('submissions', testSubmission({ id: 'large' }))
    expect(storage.state()).toBe('kept')
    put.mockRestore()
  })

  it('reopens a connection that was closed, and loses nothing', async () => {
    const storage = createStorage()
    const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction')
    await storage.put('submissions', testSubmission())
    const [db] = transaction.mock.contexts as IDBDatabase[]
    db!.close()
    await storage.put('submissions', testSubmission({ state: 'accepted' }))
    expect(storage.state()).toBe('kept')
    expect(await createStorage().getAll('submissions')).toMatchObject([{ state: 'accepted' }])
  })
})

describe('createResultsStore', () => {
  const answer = (key: string, points = 1000): Answer => {
    const column = () => new Float64Array(points)
    return {
      key,
      taskName: key,
      askedMs: 0,
      source: 'x',
      synthetic: true,
      askedFor: null,
      request: null,
      columns: {
        count: points,
        lat: column(),
        lon: column(),
        timeMs: column(),
        fields: { Gust_10m: new Float32Array(points).fill(NaN, 1) },
        gaps: [],
      },
    }
  }
  const hourMs = 3_600_000

  it('gives an answer back as it was, gaps too', async () => {
    await createResultsStore(createStorage(), () => 0).write(answer('a'))
    expect(await createResultsStore(createStorage(), () => 0).read('a')).toEqual(answer('a'))
  })

  it('clears out the least recently used, and never the newest', async () => {
    let nowMs = 0
    const storage = createStorage()
    const results = createResultsStore(storage, () => nowMs, 60_000) // an answer has 28,000 bytes
    for (const key of ['a', 'b']) {
      nowMs += 25 * hourMs
      await results.write(answer(key))
    }
    nowMs += 25 * hourMs
    await results.read('a')
    nowMs += hourMs
    await results.write(answer('c'))
    expect(await storage.keys('results')).toEqual(['a', 'c'])
    await results.write(answer('big', 10_000))
    expect(await storage.keys('results')).toEqual(['big'])
  })

  it('is also under its task id once that is known', async () => {
    const results = createResultsStore(createStorage(), () => 0)
    await results.write(answer('submission:1'))
    await results.copy('submission:1', 'task-1')
    expect(await results.read('submission:1')).toMatchObject({ key: 'submission:1' })
    expect(await results.read('task-1')).toMatchObject({ key: 'task-1', taskName: 'submission:1' })
  })
})

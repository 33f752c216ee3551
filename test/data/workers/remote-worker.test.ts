import { afterEach, describe, expect, it, vi } from 'vitest'
import type * as RemoteWorker from '#src/data/workers/remote-worker.ts'
import { keepWorker, openWorker, runWorker, runWorkerOrHere } from '#src/data/workers/remote-worker.ts'
import { AppError } from '#src/domain/errors.ts'
import { HeldWorker, StandInWorker } from '#test/support/workers.ts'

type Double = (value: number) => number
const double: Double = (value) => value * 2
/** Waits until posted messages have arrived. */
const posted = () => new Promise((resolve) => setTimeout(resolve))

describe('a worker for one piece of work', () => {
  it('ends with it', async () => {
    const worker = new StandInWorker(double)
    expect(await runWorker<Double, number>(worker, (served) => served(21))).toBe(42)
    expect(worker.ended).toBe(true)
  })

  it('ends when it is given up, with the reason', async () => {
    const worker = new HeldWorker<[number]>()
    const stop = new AbortController()
    const here = vi.fn(() => 0)
    const work = runWorkerOrHere<Double, number>(worker, (served) => served(21), here, stop.signal)
    await posted()
    stop.abort(new Error('enough'))
    await expect(work).rejects.toThrow('enough')
    expect(worker.ended).toBe(true)
    expect(here).not.toHaveBeenCalled()
  })

  it('leaves its work to the page if it does not load', async () => {
    const worker = new HeldWorker<[number]>()
    const work = runWorkerOrHere<Double, number>(
      worker,
      (served) => served(21),
      () => double(21),
    )
    worker.die()
    expect(await work).toBe(42)
  })

  it('says what is wrong with the work, which the page does not try again', async () => {
    const worker = new HeldWorker<[number]>()
    const here = vi.fn(() => 0)
    const work = runWorkerOrHere<Double, number>(worker, (served) => served(21), here)
    await posted()
    worker.refuse(new AppError('too-few-points', 'one'))
    await expect(work).rejects.toMatchObject({ code: 'too-few-points', detail: 'one' })
    expect(here).not.toHaveBeenCalled()
  })
})

describe('a worker that is kept for the next piece of work', () => {
  afterEach(() => vi.useRealTimers())

  it('does one after the other, and ends when nothing has been asked of it for a minute', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const workers: StandInWorker[] = []
    const run = keepWorker<Double>(() => {
      const worker = new StandInWorker(double)
      workers.push(worker)
      return worker
    })
    expect(await run((served) => served(1))).toBe(2)
    vi.advanceTimersByTime(50_000)
    expect(await run((served) => served(2))).toBe(4)
    expect(workers).toHaveLength(1)
    vi.advanceTimersByTime(50_000)
    expect(workers[0]!.ended).toBe(false)
    vi.advanceTimersByTime(20_000)
    expect(workers[0]!.ended).toBe(true)
  })

  it.each(['before', 'after'])(
    'ends with work that is given up %s the next begins, which another does',
    async (when) => {
      const held = new HeldWorker<[number]>()
      const next = new StandInWorker(double)
      const workers = [held, next]
      const run = keepWorker<Double>(() => workers.shift()!)
      const stop = new AbortController()
      const work = run((served) => served(1), stop.signal)
      const given = expect(work).rejects.toThrow('enough')
      await posted()
      const begin = () => run((served) => served(2))
      if (when === 'before') stop.abort(new Error('enough'))
      const begun = begin()
      if (when === 'after') stop.abort(new Error('enough'))
      await given
      expect(await begun).toBe(4)
      expect([held.ended, next.ended]).toEqual([true, false])
    },
  )
})

describe('a worker that is called again and again', () => {
  afterEach(() => {
    vi.doUnmock('#src/data/workers/comlink.ts')
    vi.resetModules()
  })

  it('is started at its first call, and not again while it lives', async () => {
    const start = vi.fn(() => new StandInWorker(double))
    const { call } = openWorker<Double>(start)
    expect(start).not.toHaveBeenCalled()
    expect(await Promise.all([call((served) => served(1)), call((served) => served(2))])).toEqual([2, 4])
    expect(start).toHaveBeenCalledOnce()
  })

  // Last, because modules loaded again have error classes of their own.
  it('fails if Comlink does not load, and works once it does', async () => {
    vi.resetModules()
    vi.doMock('#src/data/workers/comlink.ts', () => {
      throw new Error('away')
    })
    const remote: typeof RemoteWorker = await import('#src/data/workers/remote-worker.ts')
    const workers: StandInWorker[] = []
    const { call } = remote.openWorker<Double>(() => {
      const worker = new StandInWorker(double)
      workers.push(worker)
      return worker
    })
    await expect(call((served) => served(1))).rejects.toMatchObject({ code: 'part-not-loaded' })
    expect(workers[0]!.ended).toBe(true)
    vi.doUnmock('#src/data/workers/comlink.ts')
    expect(await call((served) => served(1))).toBe(2)
    expect(workers).toHaveLength(2)
  })
})

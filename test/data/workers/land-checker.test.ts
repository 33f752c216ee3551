import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createLandChecker, type LandReply, type LandWork, type LandWorker } from '#src/data/workers/land-checker.ts'
import type { LandCrossing } from '#src/domain/route/land-check.ts'
import { routeFromPositions } from '#src/domain/route/edit.ts'
import { emptyRoute } from '#src/domain/route/route.ts'

const route = (lat: number) =>
  routeFromPositions('', [
    { lat, lon: 0 },
    { lat, lon: 5 },
  ])
const crossing: LandCrossing = { legIndex: 1, lengthNm: 30, from: { lat: 1, lon: 1 }, to: { lat: 1, lon: 1.5 } }

class FakeWorker implements LandWorker {
  onmessage: LandWorker['onmessage'] = null
  onerror: LandWorker['onerror'] = null
  ended = false
  readonly work: LandWork[] = []
  postMessage(work: LandWork) {
    this.work.push(work)
  }
  terminate() {
    this.ended = true
  }
  answer(reply: Partial<LandReply>) {
    this.onmessage?.({ data: { id: this.work.at(-1)!.id, ...reply } } as MessageEvent<LandReply>)
  }
}

function started() {
  const workers: FakeWorker[] = []
  const checker = createLandChecker(() => {
    const worker = new FakeWorker()
    workers.push(worker)
    return worker
  }, 'http://localhost/land.json')
  return { checker, workers }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('checks a route once its edits have settled, and only the last of them', () => {
  const { checker, workers } = started()
  for (let lat = 0; lat < 10; lat += 1) {
    checker.ask(route(lat))
    vi.advanceTimersByTime(100)
  }
  expect(workers).toHaveLength(0)
  expect(checker.snapshot().state).toBe('checking')
  vi.advanceTimersByTime(250)
  expect(workers[0]!.work.map((work) => work.route.waypoints[0]!.position.lat)).toEqual([9])
  workers[0]!.answer({ crossings: [crossing] })
  expect(checker.snapshot()).toMatchObject({ state: 'checked', crossings: [crossing] })
})

it('passes over the answer for a route that has changed meanwhile', () => {
  const { checker, workers } = started()
  checker.ask(route(1))
  vi.advanceTimersByTime(250)
  checker.ask(route(2))
  vi.advanceTimersByTime(250)
  expect(workers[0]!.work).toHaveLength(1) // one at a time
  workers[0]!.answer({ crossings: [crossing] })
  expect(checker.snapshot()).toMatchObject({ state: 'checking', crossings: [] })
  expect(workers[0]!.work).toHaveLength(2)
  workers[0]!.answer({ crossings: [] })
  expect(checker.snapshot()).toMatchObject({ state: 'checked', crossings: [] })
})

it('asks for nothing while there is no leg, and forgets what it had found', () => {
  const { checker, workers } = started()
  checker.ask(route(1))
  vi.advanceTimersByTime(250)
  checker.ask(emptyRoute)
  expect(checker.snapshot()).toMatchObject({ state: 'idle', crossings: [] })
  workers[0]!.answer({ crossings: [crossing] })
  expect(checker.snapshot()).toMatchObject({ state: 'idle', crossings: [] })
  checker.ask(route(3))
  vi.advanceTimersByTime(250)
  expect(workers[0]!.work).toHaveLength(2)
})

it('checks the same route again on demand where its check has failed, and only there', () => {
  const { checker, workers } = started()
  checker.retry()
  checker.ask(route(1))
  vi.advanceTimersByTime(250)
  checker.retry()
  expect(workers[0]!.work).toHaveLength(1)
  workers[0]!.onerror?.({ message: '' } as ErrorEvent)
  checker.retry()
  expect(checker.snapshot().state).toBe('checking')
  workers[1]!.answer({ crossings: [crossing] })
  expect(checker.snapshot()).toMatchObject({ state: 'checked', crossings: [crossing] })
})

it('says that it failed, and tries again at the next edit, with a new worker if the old one broke', () => {
  const { checker, workers } = started()
  checker.ask(route(1))
  vi.advanceTimersByTime(250)
  workers[0]!.answer({ failure: '404' })
  expect(checker.snapshot().state).toBe('failed')
  checker.ask(route(2))
  vi.advanceTimersByTime(250)
  workers[0]!.onerror?.({ message: 'broken' } as ErrorEvent)
  expect(checker.snapshot().state).toBe('failed')
  expect(workers[0]!.ended).toBe(true)
  checker.ask(route(3))
  vi.advanceTimersByTime(250)
  workers[1]!.answer({ crossings: [] })
  expect(checker.snapshot().state).toBe('checked')
})

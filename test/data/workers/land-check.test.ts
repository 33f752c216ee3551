import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createLandChecker } from '#src/data/workers/land-check.ts'
import type { LandCrossing } from '#src/domain/route/land-check.ts'
import { routeFromPositions } from '#src/domain/route/edit.ts'
import { emptyRoute, type Route } from '#src/domain/route/route.ts'
import { HeldWorker } from '#test/support/workers.ts'

const route = (lat: number) =>
  routeFromPositions('', [
    { lat, lon: 0 },
    { lat, lon: 5 },
  ])
const crossing: LandCrossing = { legIndex: 1, lengthNm: 30, from: { lat: 1, lon: 1 }, to: { lat: 1, lon: 1.5 } }

function started() {
  const workers: HeldWorker<[route: Route, coastUrl: string]>[] = []
  const checker = createLandChecker(() => {
    const worker = new HeldWorker<[route: Route, coastUrl: string]>()
    workers.push(worker)
    return worker
  }, 'http://localhost/land.json')
  return { checker, workers }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('checks a route once its edits have settled, and only the last of them', async () => {
  const { checker, workers } = started()
  for (let lat = 0; lat < 10; lat += 1) {
    checker.ask(route(lat))
    await vi.advanceTimersByTimeAsync(100)
  }
  expect(workers).toHaveLength(0)
  expect(checker.snapshot().state).toBe('checking')
  await vi.advanceTimersByTimeAsync(250)
  expect(workers[0]!.asked.map(([{ waypoints }]) => waypoints[0]!.position.lat)).toEqual([9])
  workers[0]!.answer([crossing])
  await vi.advanceTimersByTimeAsync(0)
  expect(checker.snapshot()).toMatchObject({ state: 'checked', crossings: [crossing] })
})

it('ignores the result for a route that has changed meanwhile', async () => {
  const { checker, workers } = started()
  checker.ask(route(1))
  await vi.advanceTimersByTimeAsync(250)
  checker.ask(route(2))
  await vi.advanceTimersByTimeAsync(250)
  expect(workers[0]!.asked).toHaveLength(1) // one at a time
  workers[0]!.answer([crossing])
  await vi.advanceTimersByTimeAsync(0)
  expect(checker.snapshot()).toMatchObject({ state: 'checking', crossings: [] })
  expect(workers[0]!.asked).toHaveLength(2)
  workers[0]!.answer([])
  await vi.advanceTimersByTimeAsync(0)
  expect(checker.snapshot()).toMatchObject({ state: 'checked', crossings: [] })
})

it('asks for nothing while there is no leg, and drops what it had found', async () => {
  const { checker, workers } = started()
  checker.ask(route(1))
  await vi.advanceTimersByTimeAsync(250)
  checker.ask(emptyRoute)
  expect(checker.snapshot()).toMatchObject({ state: 'idle', crossings: [] })
  workers[0]!.answer([crossing])
  await vi.advanceTimersByTimeAsync(0)
  expect(checker.snapshot()).toMatchObject({ state: 'idle', crossings: [] })
  checker.ask(route(3))
  await vi.advanceTimersByTimeAsync(250)
  expect(workers[0]!.asked).toHaveLength(2)
})

it('checks the same route again on request if its check has failed, and only then', async () => {
  const { checker, workers } = started()
  checker.retry()
  checker.ask(route(1))
  await vi.advanceTimersByTimeAsync(250)
  checker.retry()
  expect(workers[0]!.asked).toHaveLength(1)
  workers[0]!.die()
  await vi.advanceTimersByTimeAsync(0)
  checker.retry()
  expect(checker.snapshot().state).toBe('checking')
  await vi.advanceTimersByTimeAsync(0)
  workers[1]!.answer([crossing])
  await vi.advanceTimersByTimeAsync(0)
  expect(checker.snapshot()).toMatchObject({ state: 'checked', crossings: [crossing] })
})

it('says that it failed, and tries again at the next edit, with a new worker if the old one died', async () => {
  const { checker, workers } = started()
  checker.ask(route(1))
  await vi.advanceTimersByTimeAsync(250)
  workers[0]!.refuse(new Error('404'))
  await vi.advanceTimersByTimeAsync(0)
  expect(checker.snapshot().state).toBe('failed')
  checker.ask(route(2))
  await vi.advanceTimersByTimeAsync(250)
  workers[0]!.die('broken')
  await vi.advanceTimersByTimeAsync(0)
  expect(checker.snapshot().state).toBe('failed')
  expect(workers[0]!.ended).toBe(true)
  checker.ask(route(3))
  await vi.advanceTimersByTimeAsync(250)
  workers[1]!.answer([])
  await vi.advanceTimersByTimeAsync(0)
  expect(checker.snapshot().state).toBe('checked')
})

import { renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { serverAnswered } from '#src/data/http/server-answers.ts'
import type { Coast } from '#src/features/map/base/coastline-worker.ts'
import { useCoastline } from '#src/features/map/base/use-coastline.ts'
import type { MapView } from '#src/features/map/view/map-view.ts'
import { HeldWorker } from '#test/support/workers.ts'

/** Stands in for the worker: keeps what it is asked and answers when told to. */
class Desk extends HeldWorker<[Coast]> {
  static last: Desk
  constructor() {
    super()
    Desk.last = this
  }
}
/** Waits until posted messages have arrived. */
const posted = () => new Promise((resolve) => setTimeout(resolve))

/** A map that only knows where it looks. */
function fakeView(zoom: number) {
  const place = { zoom, west: 0, south: 0 }
  let moved = () => {}
  const map = {
    getZoom: () => place.zoom,
    getBounds: () => ({
      getWest: () => place.west,
      getEast: () => place.west + 10,
      getSouth: () => place.south,
      getNorth: () => place.south + 10,
    }),
    on: (_type: string, listener: () => void) => {
      moved = listener
      return { unsubscribe: () => {} }
    },
  }
  const draw = vi.fn<MapView['draw']>()
  const go = (to: Partial<typeof place>) => {
    Object.assign(place, to)
    moved()
  }
  return { view: { map, draw } as unknown as MapView, draw, go }
}

beforeEach(() => {
  vi.stubGlobal('Worker', Desk)
  let made = 0
  vi.spyOn(URL, 'createObjectURL').mockImplementation(() => `blob:${(made += 1)}`)
  vi.spyOn(URL, 'revokeObjectURL').mockImplementation(() => {})
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

it('draws the coarse coast first, then the medium one, and nothing older over what is newer', async () => {
  const { view, draw } = fakeView(3)
  renderHook(() => useCoastline(view))
  await posted()
  expect(Desk.last.asked.map(([{ url }]) => /land-(\d+m)/.exec(url)?.[1])).toEqual(['110m', '50m'])
  Desk.last.answer(new Blob(['medium']), 1)
  Desk.last.answer(new Blob(['coarse']), 0)
  await posted()
  expect(draw).toHaveBeenCalledTimes(1)
})

it('draws the coarse coast alone while the whole world is in view', async () => {
  const { view, go } = fakeView(2)
  renderHook(() => useCoastline(view))
  const scales = () => Desk.last.asked.map(([{ url }]) => /land-(\d+m)/.exec(url)?.[1])
  await posted()
  expect(scales()).toEqual(['110m'])
  go({ zoom: 3 })
  go({ zoom: 2 })
  go({ zoom: 3 })
  await posted()
  expect(scales()).toEqual(['110m', '50m'])
})

it('asks for the fine coast close up, again only outside of it, and for the medium one on the way back', async () => {
  const { view, go } = fakeView(3)
  renderHook(() => useCoastline(view))
  go({ west: 40 })
  await posted()
  expect(Desk.last.asked).toHaveLength(2) // the whole world is there
  go({ zoom: 6, west: 0 })
  await posted()
  expect(Desk.last.asked.at(-1)?.[0].fine?.window).toMatchObject({
    west: expect.closeTo(-10, 6) as number,
    east: expect.closeTo(20, 6) as number,
  })
  go({ west: 5 })
  await posted()
  expect(Desk.last.asked).toHaveLength(3)
  go({ west: 15 })
  await posted()
  expect(Desk.last.asked).toHaveLength(4)
  go({ zoom: 4 })
  await posted()
  expect(Desk.last.asked.at(-1)?.[0]).not.toHaveProperty('fine')
  expect(Desk.last.asked).toHaveLength(5)
})

it('asks again for a missing coast once the server answers, with a new worker if the old one failed', async () => {
  const { view, draw } = fakeView(3)
  const { unmount } = renderHook(() => useCoastline(view))
  const first = Desk.last
  await posted()
  first.refuse(new Error('404'), 0) // the medium one is still to come
  await posted()
  serverAnswered(0)
  await posted()
  expect(first.asked).toHaveLength(2)
  first.refuse(new Error('404'), 1)
  await posted()
  serverAnswered(10_000)
  await posted()
  expect(first.asked).toHaveLength(3)
  expect(first.asked.at(-1)).toEqual([{ url: expect.stringContaining('50m') as string }])
  first.die()
  await posted()
  serverAnswered(20_000)
  await posted()
  expect(Desk.last).not.toBe(first)
  Desk.last.answer(new Blob(['medium']))
  await posted()
  expect(draw).toHaveBeenCalledTimes(1)
  serverAnswered(30_000)
  await posted()
  expect(Desk.last.asked).toHaveLength(1)
  unmount()
})

import { act, renderHook } from '@testing-library/react'
import type { FeatureCollection } from 'geojson'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Answer } from '#src/domain/metocean/result.ts'
import { subsolarPoint } from '#src/domain/sun/sun.ts'
import type { MapView } from '#src/features/map/view/map-view.ts'
import { useShade } from '#src/features/map/base/use-shade.ts'
import { useViewActions } from '#src/state/view.ts'
import { HOUR_MS } from '#src/domain/time.ts'

const startMs = Date.UTC(2026, 10, 22, 12)
const columns = {
  count: 3,
  lat: Float64Array.of(0, 0, 0),
  lon: Float64Array.of(0, 1, 2),
  timeMs: Float64Array.of(startMs, startMs + HOUR_MS, startMs + 2 * HOUR_MS),
  fields: {},
  gaps: [],
}
const answer: Answer = {
  key: 'a',
  taskName: 'a',
  askedMs: null,
  source: 's',
  synthetic: true,
  askedFor: null,
  request: null,
  columns,
}
const { cursorMoved, shipMoved, shipPutAway } = useViewActions()

/** The longitude opposite the sun's, as the middle of the night drawn last. */
function midnight(draw: ReturnType<typeof vi.fn<MapView['draw']>>): number {
  const { features } = draw.mock.lastCall![1] as FeatureCollection
  const lons = features.flatMap(({ geometry }) =>
    geometry.type === 'LineString' ? geometry.coordinates.map(([lon]) => lon!) : [],
  )
  return (Math.min(...lons) + Math.max(...lons)) / 2
}
const opposite = (timeMs: number) => subsolarPoint(timeMs).lon + 180
const apart = (a: number, b: number) => Math.abs(((((a - b) % 360) + 540) % 360) - 180)

beforeEach(() => {
  vi.useFakeTimers({ now: startMs - 48 * HOUR_MS })
})
afterEach(() => {
  act(shipPutAway)
  vi.useRealTimers()
})

it('shades the night now, at the cursor once it rests, and first of all at the ship', () => {
  const draw = vi.fn<MapView['draw']>()
  const view = { draw } as unknown as MapView
  renderHook(() => useShade(view, answer, true))
  expect(apart(midnight(draw), opposite(startMs - 48 * HOUR_MS))).toBeLessThan(1)

  act(() => cursorMoved(0))
  act(() => cursorMoved(2))
  expect(draw).toHaveBeenCalledTimes(1)
  act(() => void vi.advanceTimersByTime(650))
  expect(draw).toHaveBeenCalledTimes(2)
  expect(apart(midnight(draw), opposite(startMs + 2 * HOUR_MS))).toBeLessThan(1)

  act(() => shipMoved(startMs + HOUR_MS, 1))
  act(() => void vi.advanceTimersByTime(650))
  expect(apart(midnight(draw), opposite(startMs + HOUR_MS))).toBeLessThan(1)
})

it('is drawn at intervals while the ship sails on', () => {
  const draw = vi.fn<MapView['draw']>()
  const view = { draw } as unknown as MapView
  renderHook(() => useShade(view, answer, true))
  for (let frame = 0; frame < 100; frame += 1) {
    act(() => shipMoved(startMs + frame * 60_000, 0))
    act(() => void vi.advanceTimersByTime(20))
  }
  // Two seconds of playing: once each second, besides the first.
  expect(draw.mock.calls.length).toBeGreaterThanOrEqual(2)
  expect(draw.mock.calls.length).toBeLessThanOrEqual(4)
})

it('removes the night when it is switched off', () => {
  const draw = vi.fn<MapView['draw']>()
  const view = { draw } as unknown as MapView
  const { rerender } = renderHook(({ shown }) => useShade(view, answer, shown), { initialProps: { shown: true } })
  rerender({ shown: false })
  expect((draw.mock.lastCall![1] as FeatureCollection).features).toEqual([])
})

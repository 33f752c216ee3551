import { describe, expect, it } from 'vitest'
import { routeFromPositions } from '#src/domain/route/edit.ts'
import { handleAt, legHandles, waypointAt } from '#src/features/map/edit/hit-test.ts'
import { movedByPixels, pixelsBetween, toWorld, fromWorld } from '#src/features/map/base/mercator.ts'
import { nearestSample } from '#src/features/map/answer/use-sample-cursor.ts'
import { overlayLine } from '#src/features/map/answer/overlay-line.ts'

const route = routeFromPositions('', [
  { lat: 40, lon: 160 },
  { lat: 45, lon: -170 },
  { lat: 44, lon: -145 },
])
const zoom = 3

describe('mercator', () => {
  it('agrees with the tile scheme: 85.0511° is the edge, Greenwich and the equator the middle', () => {
    expect(toWorld({ lat: 85.051129, lon: -180 })).toEqual({ x: 0, y: expect.closeTo(0, 6) as number })
    expect(toWorld({ lat: 0, lon: 0 })).toEqual({ x: 0.5, y: 0.5 })
  })

  it('returns to where it started', () => {
    const back = fromWorld(toWorld({ lat: -51.3, lon: 236 }))
    expect(back.lat).toBeCloseTo(-51.3, 10)
    expect(back.lon).toBeCloseTo(236, 10)
  })

  it('moves by pixels and keeps the longitude unwrapped', () => {
    const from = { lat: 10, lon: 179.9 }
    const moved = movedByPixels(from, 30, -40, zoom)
    expect(moved.lon).toBeGreaterThan(180)
    expect(pixelsBetween(from, moved, zoom)).toBeCloseTo(50, 6)
  })
})

describe('waypointAt', () => {
  it('grabs within 16 px and not beyond', () => {
    const second = route.waypoints[1]!.position
    expect(waypointAt(route, movedByPixels(second, 15, 0, zoom), zoom)).toBe('w2')
    expect(waypointAt(route, movedByPixels(second, 0, 17, zoom), zoom)).toBeNull()
  })

  it('finds a waypoint on another copy of the world', () => {
    expect(route.waypoints[1]!.position.lon).toBe(190)
    expect(waypointAt(route, { lat: 45, lon: -170 }, zoom)).toBe('w2')
    expect(waypointAt(route, { lat: 45, lon: 550 }, zoom)).toBe('w2')
  })

  it('prefers the nearer, then the one on top', () => {
    const close = routeFromPositions('', [
      { lat: 0, lon: 0 },
      { lat: 0, lon: 1 },
      { lat: 0, lon: 1 },
    ])
    expect(waypointAt(close, { lat: 0, lon: 0.2 }, zoom)).toBe('w1')
    expect(waypointAt(close, { lat: 0, lon: 0.9 }, zoom)).toBe('w3')
  })
})

describe('legHandles', () => {
  it('offers one in the middle of each leg with room for it', () => {
    const handles = legHandles(route, zoom, null)
    expect(handles.map(({ beforeId }) => beforeId)).toEqual(['w2', 'w3'])
    expect(handleAt(handles, movedByPixels(handles[0]!.position, 8, 8, zoom), zoom)?.beforeId).toBe('w2')
    expect(legHandles(route, 0, null)).toEqual([])
  })

  it('offers only those beside a waypoint if asked to', () => {
    expect(legHandles(route, zoom, 'w1').map(({ beforeId }) => beforeId)).toEqual(['w2'])
    expect(legHandles(route, zoom, '')).toEqual([])
  })
})

describe('nearestSample', () => {
  const line = overlayLine({ count: 4, lat: Float64Array.of(0, 0, 0, 20), lon: Float64Array.of(170, 180, 190, 190) })

  it('finds the nearer end of the piece of line under the pointer', () => {
    expect(nearestSample(line, { lat: 0.5, lon: 184 }, zoom, 20)).toBe(1)
    expect(nearestSample(line, { lat: 0.5, lon: -174 }, zoom, 20)).toBe(2)
    expect(nearestSample(line, { lat: 14, lon: -170 }, zoom, 20)).toBe(3)
  })

  it('finds nothing away from the line', () => {
    expect(nearestSample(line, { lat: 10, lon: 175 }, zoom, 20)).toBeNull()
    expect(
      nearestSample(
        overlayLine({ count: 0, lat: new Float64Array(0), lon: new Float64Array(0) }),
        { lat: 0, lon: 0 },
        zoom,
        20,
      ),
    ).toBeNull()
  })
})

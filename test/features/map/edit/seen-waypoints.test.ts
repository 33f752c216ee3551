import { describe, expect, it } from 'vitest'
import { routeFromPositions } from '#src/domain/route/edit.ts'
import { pixelsBetween } from '#src/features/map/base/mercator.ts'
import { waypointAt } from '#src/features/map/edit/hit-test.ts'
import { waypointFeatures } from '#src/features/map/edit/route-layers.ts'
import { seenFrom } from '#src/features/map/edit/seen-waypoints.ts'

const zigzag = (count: number) =>
  routeFromPositions(
    '',
    Array.from({ length: count }, (_, at) => ({ lat: 50 + Math.sin(at / 3) * 0.2, lon: -10 - (at * 40) / count })),
  )

describe('the waypoints that are drawn', () => {
  it('are all of a route of a hundred', () => {
    expect(new Set(seenFrom(zigzag(100).waypoints))).toEqual(new Set([0]))
  })

  it('of thousands leave room between one and the next, at every zoom, with both ends', () => {
    const { waypoints } = zigzag(2000)
    const zooms = seenFrom(waypoints)
    expect([zooms[0], zooms.at(-1)]).toEqual([0, 0])
    let before = 0
    for (const zoom of [0, 3, 6, 9]) {
      const seen = waypoints.filter((_, index) => zooms[index]! <= zoom)
      const gaps = seen.slice(1).map(({ position }, index) => pixelsBetween(seen[index]!.position, position, zoom))
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(14)
      expect(seen.length).toBeGreaterThan(before)
      before = seen.length
    }
    expect(zooms.every((zoom) => zoom <= 14)).toBe(true)
    expect(before).toBe(2000)
  })

  it('are those that can be taken hold of', () => {
    const route = zigzag(2000)
    const hidden = route.waypoints[1]!
    expect(waypointAt(route, hidden.position, 3)).not.toBe(hidden.id)
    expect(waypointAt(route, hidden.position, 14)).toBe(hidden.id)
    expect(waypointAt(route, hidden.position, 3, hidden.id)).toBe(hidden.id)
  })

  it('tell the map the zoom they come with', () => {
    const { features } = waypointFeatures(zigzag(2000), null)
    expect(features[0]?.properties).toMatchObject({ label: '1', from: 0 })
    expect(features[1]?.properties?.['from']).toBeGreaterThan(5)
  })
})

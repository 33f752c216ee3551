import { describe, expect, it } from 'vitest'
import { routeFromPositions, setStay } from '#src/domain/route/edit.ts'
import { plannedPosition } from '#src/domain/route/timed-legs.ts'
import { HOUR_MS } from '#src/domain/time.ts'

const timing = { departureMs: 0, speedKn: 10 }
/** Along a meridian a minute of latitude is within 0.6 % of a nautical mile (WGS84). */
const route = setStay(
  routeFromPositions('North', [
    { lat: 50, lon: 179 },
    { lat: 51, lon: 179 },
    { lat: 52, lon: 179 },
  ]),
  'w2',
  120,
)

describe('where the plan has the ship', () => {
  it.each([
    ['before she leaves', -HOUR_MS, 50],
    ['half-way along a leg', 3 * HOUR_MS, 50.5],
    ['while she stays', 7 * HOUR_MS, 51],
    ['after the stay', 11 * HOUR_MS, 51.5],
    ['after she has arrived', 100 * HOUR_MS, 52],
  ])('%s', (_, timeMs, lat) => {
    const place = plannedPosition(route, timing, timeMs)!
    expect(place.lat).toBeCloseTo(lat, 1)
    expect(place.lon).toBeCloseTo(179, 9)
  })

  it('is nowhere without legs or without speed', () => {
    expect(plannedPosition({ ...route, waypoints: [] }, timing, 0)).toBeNull()
    expect(plannedPosition(route, { ...timing, speedKn: 0 }, 0)).toBeNull()
  })
})

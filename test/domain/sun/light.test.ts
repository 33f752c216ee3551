import { describe, expect, it } from 'vitest'
import { routeFromPositions } from '#src/domain/route/edit.ts'
import { emptyRoute } from '#src/domain/route/route.ts'
import { lightAtShip, lightByClock, usualHours } from '#src/domain/sun/light.ts'

const at = (time: string) => Date.parse(time)
const plan = (route = emptyRoute) => ({ route, track: null, departureMs: at('2026-12-21T00:00Z'), speedKn: 0.1 })
/** A ship that hardly leaves Greenwich. */
const greenwich = plan(
  routeFromPositions('', [
    { lat: 51.48, lon: 0 },
    { lat: 51.5, lon: 0 },
  ]),
)

describe('the light at the ship', () => {
  // HM Nautical Almanac Office, Greenwich, 21 December: sunrise 08:04, sunset 15:53; civil twilight 07:23 to 16:34.
  it.each([
    ['2026-12-21T07:10Z', 'night'],
    ['2026-12-21T07:40Z', 'dusk'],
    ['2026-12-21T08:10Z', 'day'],
    ['2026-12-21T15:45Z', 'day'],
    ['2026-12-21T16:10Z', 'dusk'],
    ['2026-12-21T16:45Z', 'night'],
  ])('at Greenwich at %s is %s', (time, light) => {
    expect(lightAtShip(greenwich, at(time))).toBe(light)
  })

  it('follows her: at the same time it is day at the start and night at the end', () => {
    const along = plan(
      routeFromPositions('', [
        { lat: 0, lon: 0 },
        { lat: 0, lon: -170 },
      ]),
    )
    const { departureMs } = along
    expect(lightAtShip({ ...along, speedKn: 12 }, departureMs + 12 * 3_600_000)).toBe('day')
    expect(
      lightAtShip({ ...along, departureMs: departureMs - 60 * 86_400_000, speedKn: 12 }, departureMs + 12 * 3_600_000),
    ).toBe('night')
  })

  it('goes by the times of a track if there is one', () => {
    const track = {
      name: '',
      lat: Float64Array.of(51.48, 51.48),
      lon: Float64Array.of(0, 179),
      timeMs: Float64Array.of(at('2026-06-21T00:00Z'), at('2026-06-21T12:00Z')),
    }
    expect(lightAtShip({ ...plan(), track }, at('2026-06-20T12:00Z'))).toBe('day')
    expect(lightAtShip({ ...plan(), track }, at('2026-06-21T11:00Z'))).toBe('night')
  })

  it('is not known without a route', () => {
    expect(lightAtShip(plan(), 0)).toBeNull()
  })
})

describe('the light by the clock', () => {
  it.each([
    [6 * 60 + 59, 'night'],
    [7 * 60, 'day'],
    [17 * 60 + 59, 'day'],
    [18 * 60, 'dusk'],
    [22 * 60, 'night'],
    [0, 'night'],
    [1439, 'night'],
  ])('at minute %d is %s', (minute, light) => {
    expect(lightByClock(minute, usualHours)).toBe(light)
  })
  it('accepts hours in any order, for those who work at night', () => {
    const hours = { day: 20 * 60, dusk: 4 * 60, night: 8 * 60 }
    expect([21, 1, 5, 12].map((hour) => lightByClock(hour * 60, hours))).toEqual(['day', 'day', 'dusk', 'night'])
  })
})

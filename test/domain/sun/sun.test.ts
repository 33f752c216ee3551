import { Body, Equator, Horizon, Observer } from 'astronomy-engine'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nightArea, subsolarPoint, SUN, sunAltitude, sunBelow } from '#src/domain/sun/sun.ts'
import { DAY_MS, HOUR_MS } from '#src/domain/time.ts'

/** Rises or sets through the altitude within 20 s of a time. */
function crosses(time: string, lat: number, lon: number, altitudeDeg: number): 'rises' | 'sets' | 'does not' {
  const at = Date.parse(time)
  const [before, after] = [sunAltitude(at - 20_000, lat, lon), sunAltitude(at + 20_000, lat, lon)]
  if (before < altitudeDeg && after > altitudeDeg) return 'rises'
  return before > altitudeDeg && after < altitudeDeg ? 'sets' : 'does not'
}

// suncalc and astronomy-engine agree on these.
it('row 37: in mid-Atlantic in November', () => {
  expect(crosses('2026-11-22T09:06:54Z', 45, -30, SUN.horizon)).toBe('rises')
  expect(crosses('2026-11-22T18:25:00Z', 45, -30, SUN.horizon)).toBe('sets')
})
it('row 38: off Rotterdam at midsummer', () => {
  expect(crosses('2026-06-21T03:23:53Z', 51.95, 4.05, SUN.horizon)).toBe('rises')
  expect(crosses('2026-06-21T20:07:21Z', 51.95, 4.05, SUN.horizon)).toBe('sets')
})
it('row 39: off Tromsø always up in June, always down in December, with a civil dawn', () => {
  const altitudes = (day: string) =>
    Array.from({ length: 144 }, (_, step) => sunAltitude(Date.parse(day) + step * 600_000, 69.65, 18.96))
  expect(Math.min(...altitudes('2026-06-21'))).toBeGreaterThan(SUN.horizon)
  expect(Math.max(...altitudes('2026-12-21'))).toBeLessThan(SUN.horizon)
  expect(crosses('2026-12-21T08:31:14Z', 69.65, 18.96, SUN.civil)).toBe('rises')
})

it('stands where astronomy-engine has it, all over the earth and for ten years', () => {
  const cases = fc.record({
    timeMs: fc.integer({ min: Date.UTC(2021, 0, 1), max: Date.UTC(2031, 0, 1) }),
    lat: fc.double({ min: -89, max: 89, noNaN: true }),
    lon: fc.double({ min: -180, max: 180, noNaN: true }),
  })
  fc.assert(
    fc.property(cases, ({ timeMs, lat, lon }) => {
      const date = new Date(timeMs)
      const observer = new Observer(lat, lon, 0)
      const { ra, dec } = Equator(Body.Sun, date, observer, true, true)
      expect(Math.abs(sunAltitude(timeMs, lat, lon) - Horizon(date, observer, ra, dec).altitude)).toBeLessThan(0.02)
    }),
    // The sun seen just over the horizon and truly just under it.
    { examples: [[{ timeMs: 1_677_176_013_101, lat: 0, lon: 0 }]] },
  )
})

it('removes refraction high up too', () => {
  // At the zenith there is none; at 45° it is one minute of arc.
  const noon = sunAltitude(Date.parse('2026-03-20T12:07:00Z'), 0, 0)
  expect(noon).toBeGreaterThan(89.5)
  expect(noon).toBeLessThanOrEqual(90.001)
})

describe('the dark part of a track', () => {
  const still = (startMs: number, stepMs: number, count: number, lat = 45, lon = -30) => ({
    count,
    timeMs: Float64Array.from({ length: count }, (_, index) => startMs + index * stepMs),
    lat: new Float64Array(count).fill(lat),
    lon: new Float64Array(count).fill(lon),
  })
  const start = Date.parse('2026-11-22T00:00:00Z')

  it('is found between samples, whatever their step', () => {
    for (const stepMs of [HOUR_MS, 60_000, 20_000]) {
      const spans = sunBelow(still(start, stepMs, DAY_MS / stepMs + 1), SUN.horizon)
      expect(spans).toHaveLength(2)
      expect(spans[0]!.from).toBe(0)
      const sunrise = start + spans[0]!.to * stepMs
      // An hour is bridged by a straight line, the sun's path is a curve.
      expect(Math.abs(sunrise - Date.parse('2026-11-22T09:06:54Z'))).toBeLessThan(stepMs === HOUR_MS ? 240_000 : 20_000)
      expect(spans[1]!.to).toBe(DAY_MS / stepMs)
    }
  })

  it('is the whole track in a polar night, and none of it in a polar day', () => {
    expect(sunBelow(still(Date.parse('2026-12-21'), HOUR_MS, 25, 75), SUN.horizon)).toEqual([{ from: 0, to: 24 }])
    expect(sunBelow(still(Date.parse('2026-06-21'), HOUR_MS, 25, 75), SUN.horizon)).toEqual([])
  })

  it('is empty for one sample by day, and for none', () => {
    expect(sunBelow(still(Date.parse('2026-11-22T14:00Z'), HOUR_MS, 1), SUN.horizon)).toEqual([])
    expect(sunBelow(still(start, HOUR_MS, 0), SUN.horizon)).toEqual([])
  })
})

/** Source of the sun's declination and the equation of time: J. Meeus, Astronomical Algorithms, 25.a and 28.a. */
const MEEUS_MS = Date.UTC(1992, 9, 13)
/** Equinoxes and solstices of 2026 to the minute. Source: US Naval Observatory, Earth's Seasons. */
const seasons = {
  'March equinox': Date.UTC(2026, 2, 20, 14, 46),
  'June solstice': Date.UTC(2026, 5, 21, 8, 25),
  'September equinox': Date.UTC(2026, 8, 23, 0, 5),
  'December solstice': Date.UTC(2026, 11, 21, 20, 50),
} as const

describe('the point under the sun', () => {
  it('is where the almanac has it', () => {
    const { lat, lon } = subsolarPoint(MEEUS_MS)
    expect(lat).toBeCloseTo(-7.78507, 2)
    // Sundials are 13 min 42.6 s ahead: at 0 h the sun is that much past 180°.
    expect(lon).toBeCloseTo(180 - (13 + 42.6 / 60) / 4, 1)
  })

  it.each([
    ['March equinox', 0],
    ['June solstice', 23.436],
    ['September equinox', 0],
    ['December solstice', -23.436],
  ] as const)('lies on the right parallel at the %s', (season, lat) => {
    expect(Math.abs(subsolarPoint(seasons[season]).lat - lat)).toBeLessThan(0.01)
  })
})

describe.each(Object.entries(seasons))('at the %s', (_season, timeMs) => {
  it.each(Object.entries(SUN))('the edge is where the sun stands at the altitude of the %s', (_name, altitude) => {
    for (const { lat, lon } of nightArea(timeMs, altitude).edge)
      expect(sunAltitude(timeMs, lat, lon)).toBeCloseTo(altitude, 2)
  })

  it('holds the point opposite the sun, and not the one under it', () => {
    const sun = subsolarPoint(timeMs)
    const { ring } = nightArea(timeMs, SUN.horizon)
    expect(holds(ring, -sun.lat, sun.lon + 180)).toBe(true)
    expect(holds(ring, sun.lat, sun.lon)).toBe(false)
  })

  it('is drawn without a jump across the map, wherever it crosses 180°', () => {
    const { edge } = nightArea(timeMs, SUN.horizon)
    const steps = edge
      .slice(1)
      .flatMap(({ lat, lon }, index) =>
        Math.max(Math.abs(lat), Math.abs(edge[index]!.lat)) < 85 ? [Math.abs(lon - edge[index]!.lon)] : [],
      )
    expect(Math.max(...steps)).toBeLessThan(45)
  })
})

it('closes along the pole that is in the dark, and along none at an equinox', () => {
  const atPole = (season: keyof typeof seasons) =>
    nightArea(seasons[season], SUN.horizon)
      .ring.filter(({ lat }) => Math.abs(lat) === 90)
      .map(({ lat }) => lat)
  expect(atPole('December solstice')).toEqual([90, 90])
  expect(atPole('June solstice')).toEqual([-90, -90])
  expect(atPole('March equinox')).toEqual([])
})

it('goes once round the world if a pole is dark, leaving no wedge out', () => {
  const { edge } = nightArea(seasons['December solstice'], SUN.horizon)
  expect(Math.abs(edge.at(-1)!.lon - edge[0]!.lon)).toBeCloseTo(360, 4)
})

/** By the even number of edges crossed eastward; the ring's longitudes are continuous. */
function holds(ring: readonly { lat: number; lon: number }[], lat: number, lon: number): boolean {
  const copies = [-360, 0, 360].map((turn) => lon + turn)
  return copies.some((x) =>
    ring.reduce((inside, to, index) => {
      const from = ring.at(index - 1)!
      const crosses =
        from.lat > lat !== to.lat > lat && x < from.lon + ((lat - from.lat) / (to.lat - from.lat)) * (to.lon - from.lon)
      return crosses ? !inside : inside
    }, false),
  )
}

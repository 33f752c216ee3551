import { describe, expect, it } from 'vitest'
import { nightArea, subsolarPoint, SUN, sunAltitude } from '#src/domain/sun/sun.ts'

/** The sun's declination and the equation of time are of J. Meeus, Astronomical Algorithms, 25.a and 28.a. */
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

  it('holds the point opposite to the sun, and not the one under it', () => {
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

it('closes along the pole that lies in the dark, and along none at an equinox', () => {
  const atPole = (season: keyof typeof seasons) =>
    nightArea(seasons[season], SUN.horizon)
      .ring.filter(({ lat }) => Math.abs(lat) === 90)
      .map(({ lat }) => lat)
  expect(atPole('December solstice')).toEqual([90, 90])
  expect(atPole('June solstice')).toEqual([-90, -90])
  expect(atPole('March equinox')).toEqual([])
})

it('goes once round the world where a pole is dark: no wedge is left out', () => {
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

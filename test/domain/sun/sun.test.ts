import { describe, expect, it } from 'vitest'
import { SUN, sunAltitude, sunBelow } from '#src/domain/sun/sun.ts'
import { DAY_MS, HOUR_MS } from '#src/domain/time.ts'

/** Rises or sets through the altitude within 20 s of a time. */
function crosses(time: string, lat: number, lon: number, altitudeDeg: number): 'rises' | 'sets' | 'does not' {
  const at = Date.parse(time)
  const [before, after] = [sunAltitude(at - 20_000, lat, lon), sunAltitude(at + 20_000, lat, lon)]
  if (before < altitudeDeg && after > altitudeDeg) return 'rises'
  return before > altitudeDeg && after < altitudeDeg ? 'sets' : 'does not'
}

// voyage-analysis, test values 37 to 39: suncalc and astronomy-engine agree on them.
it.each([
  ['2026-11-22T09:06:54Z', 45, -30, SUN.horizon, 'rises'],
  ['2026-11-22T18:25:00Z', 45, -30, SUN.horizon, 'sets'],
  ['2026-06-21T03:23:53Z', 51.95, 4.05, SUN.horizon, 'rises'],
  ['2026-06-21T20:07:21Z', 51.95, 4.05, SUN.horizon, 'sets'],
  ['2026-12-21T08:31:14Z', 69.65, 18.96, SUN.civil, 'rises'],
])('at %s, %s, %s the sun passes %s°: it %s', (time, lat, lon, altitude, what) => {
  expect(crosses(time, lat, lon, altitude)).toBe(what)
})

it.each([
  ['2026-06-21', 'up', (altitude: number) => altitude > SUN.horizon],
  ['2026-12-21', 'down', (altitude: number) => altitude < SUN.horizon],
])('off Tromsø on %s the sun is always %s', (day, _, holds) => {
  const altitudes = Array.from({ length: 144 }, (_unused, step) =>
    sunAltitude(Date.parse(day) + step * 600_000, 69.65, 18.96),
  )
  expect(altitudes.every(holds)).toBe(true)
})

it('takes refraction off high up too', () => {
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

  it('is told between samples, whatever their step', () => {
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

  it('is all of it in a polar night, and nothing in a polar day', () => {
    expect(sunBelow(still(Date.parse('2026-12-21'), HOUR_MS, 25, 75), SUN.horizon)).toEqual([{ from: 0, to: 24 }])
    expect(sunBelow(still(Date.parse('2026-06-21'), HOUR_MS, 25, 75), SUN.horizon)).toEqual([])
  })

  it('is empty for one sample by day and for none', () => {
    expect(sunBelow(still(Date.parse('2026-11-22T14:00Z'), HOUR_MS, 1), SUN.horizon)).toEqual([])
    expect(sunBelow(still(start, HOUR_MS, 0), SUN.horizon)).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import { timeMean } from '#src/domain/metocean/statistics.ts'
import { HOUR_MS } from '#src/domain/time.ts'
import {
  type GoodWeather,
  goodWeatherOf,
  performanceSpeed,
  timeUnderCharter,
  usualGoodWeather,
  weatherFactor,
} from '#src/domain/voyage/good-weather.ts'
import { columnsOf } from '#test/support/voyage-answer.ts'

it('row 33: performance, and the time under the charter', () => {
  expect(performanceSpeed(600, 50, 0.3)).toBeCloseTo(11.7, 3)
  const { allowedHours, neededHours, gainedHours } = timeUnderCharter(4800, 12.5, 11.7)
  expect(allowedHours).toBeCloseTo(384, 3)
  expect(neededHours).toBeCloseTo(410.256, 3)
  expect(gainedHours).toBeCloseTo(-26.256, 3)
})

it('has a weather factor for what the weather costs', () => expect(weatherFactor(11.2, 0.3, 11.7)).toBeCloseTo(-0.8, 9))

const noon = Date.UTC(2026, 10, 22, 12)
/** Northbound at 0.2° an hour: 12.0 kn near 50°N. */
const northbound = (fields: Record<string, readonly number[]>, startMs = noon) => {
  const count = Object.values(fields)[0]!.length
  return columnsOf(fields, {
    lat: Array.from({ length: count }, (_, index) => 50 + index * 0.2),
    lon: Array.from({ length: count }, () => -20),
    timeMs: Array.from({ length: count }, (_, index) => startMs + index * HOUR_MS),
  })
}
const weather = (heights: readonly number[], more: Record<string, readonly number[]> = {}, startMs = noon) =>
  northbound({ Waves_Significant_Height: heights, Winds_10m_Intensity: heights.map(() => 5), ...more }, startMs)
const anyCurrent: GoodWeather = { ...usualGoodWeather, minCurrentKn: null }
const sailed = (columns: ReturnType<typeof weather>, definition: Partial<GoodWeather> = {}) =>
  goodWeatherOf(columns, { ...anyCurrent, ...definition }, noon)!
const places = (columns: ReturnType<typeof weather>, definition: Partial<GoodWeather> = {}) =>
  sailed(columns, definition).periods.map(({ from, to }) => [from, to])

describe('good weather along a track', () => {
  it('holds from half-way to half-way, up to the bounds themselves', () => {
    const columns = weather([1.25, 1.25, 1.2, 1.26, 1.3, 1, 1])
    expect(places(columns)).toEqual([
      [0, 2.5],
      [4.5, 6],
    ])
    const { periods, hours, miles, coverage, speedKn } = sailed(columns)
    expect(periods.map(({ openStart, openEnd }) => [openStart, openEnd])).toEqual([
      [true, false],
      [false, true],
    ])
    expect(hours).toBe(4)
    expect(miles).toBeCloseTo(4 * 12.012, 1)
    expect(speedKn).toBeCloseTo(12.012, 2)
    expect(coverage).toBe(1)
  })
  it('is not known beside a gap, unless another part is out anyway', () => {
    const columns = weather([1, 1, NaN, 1, 1, NaN, 2], { Winds_10m_Intensity: [5, 5, 5, 5, 5, 20, 5] })
    expect(places(columns)).toEqual([
      [0, 1],
      [3, 4.5],
    ])
    expect(sailed(columns).coverage).toBeCloseTo(4 / 6, 9)
    expect(sailed(columns).periods.map(({ openStart, openEnd }) => [openStart, openEnd])).toEqual([
      [true, false],
      [true, false],
    ])
  })
  it('goes by Beaufort in whole knots', () => {
    // 16.4 kn is force 4, 16.6 kn is 17 kn and force 5
    const knots = [16.4, 16.4, 16.6, 16.6].map((kn) => (kn * 1852) / 3600)
    expect(places(weather([1, 1, 1, 1], { Winds_10m_Intensity: knots }))).toEqual([[0, 1.5]])
  })
  it('can be read for wind sea and swell apart', () => {
    const parts = {
      Wind_Wave_Significant_Height: [1.25, 1.25, 1.26, 1, 1],
      Swell_Wave_Significant_Height: [2, 2, 2, 2, 2.1],
    }
    const columns = weather([2.4, 2.4, 2.4, 2.4, 2.4], parts)
    expect(places(columns, { sea: 'parts' })).toEqual([
      [0, 1.5],
      [2.5, 3.5],
    ])
    expect(places(columns)).toEqual([])
  })
  it('can ask for periods of 12 hours', () => {
    const columns = weather(Array.from({ length: 40 }, (_, hour) => (hour === 12 || hour === 25 ? 2 : 1)))
    expect(places(columns, { shortest: 12 })).toEqual([
      [12.5, 24.5],
      [25.5, 39],
    ])
  })
  it('can ask for whole days from noon to noon', () => {
    const columns = weather(
      Array.from({ length: 90 }, (_, hour) => (hour === 55 ? 2 : 1)),
      {},
      noon - 3 * HOUR_MS,
    )
    // Noons at 3, 27, 51 and 75
    expect(places(columns, { shortest: 'noon to noon' })).toEqual([
      [3, 27],
      [27, 51],
    ])
    expect(sailed(columns, { shortest: 'noon to noon' }).hours).toBe(48)
    expect(places(weather(Array.from({ length: 24 }, () => 1)), { shortest: 'noon to noon' })).toEqual([])
    expect(places(weather(Array.from({ length: 25 }, () => 1)), { shortest: 'noon to noon' })).toEqual([[0, 24]])
  })
  it('finds noon between samples far apart, by the clock of Greenwich if no other is given', () => {
    const hours = [0, 5, 7, 20, 21, 40, 70]
    const columns = columnsOf(
      { Waves_Significant_Height: hours.map(() => 1), Winds_10m_Intensity: hours.map(() => 5) },
      { timeMs: hours.map((hour) => noon + (hour - 6) * HOUR_MS) },
    )
    const found = goodWeatherOf(columns, { ...anyCurrent, shortest: 'noon to noon' })!
    expect(found.periods.map(({ from, to }) => [from, to])).toEqual([
      [1.5, 4 + 9 / 19],
      [4 + 9 / 19, 5 + 14 / 30],
    ])
  })
  it('leaves out periods of adverse current, and tells the current factor of the rest', () => {
    const current = (knots: readonly number[]) => ({
      Currents_Intensity: knots.map((kn) => (Math.abs(kn) * 1852) / 3600),
      Currents_Direction: knots.map((kn) => (kn < 0 ? 180 : 0)),
    })
    const columns = weather([1, 1, 1, 2, 1, 1, 1], current([0.5, 0.5, 0.5, 0, -1, -1, -1]))
    const all = sailed(columns)
    // 0.5 kn, in the last half hour falling to 0.25; the same mirrored and doubled in the second period
    const [first, second] = [(0.5 * 2 + 0.375 * 0.5) / 2.5, -(1 * 2 + 0.75 * 0.5) / 2.5]
    expect(all.currentFactorKn).toBeCloseTo((first + second) / 2, 6)
    const favourable = sailed(columns, { minCurrentKn: 0 })
    expect(favourable.periods).toHaveLength(1)
    expect(favourable.currentFactorKn).toBeCloseTo(first, 6)
    expect(favourable.performanceKn).toBeCloseTo(favourable.speedKn! - first, 6)
    expect(sailed(columns, { minCurrentKn: first + 0.01 }).periods).toEqual([])
    expect(sailed(columns, { minCurrentKn: -2 }).periods).toHaveLength(2)
  })
  it('has no current factor where the current is not known, and no period that asks for one', () => {
    const columns = weather([1, 1, 1])
    expect(sailed(columns)).toMatchObject({ hours: 2, currentFactorKn: null, performanceKn: null })
    expect(sailed(columns, { minCurrentKn: 0 })).toMatchObject({ periods: [], hours: 0, miles: 0, speedKn: null })
    const gap = weather([1, 1, 1], { Currents_Intensity: [1, NaN, 1], Currents_Direction: [0, 0, 0] })
    expect(sailed(gap)).toMatchObject({ currentFactorKn: null })
  })
  it('is nothing without wind or waves of the definition, and empty for no samples', () => {
    expect(goodWeatherOf(northbound({ Winds_10m_Intensity: [5, 5] }), anyCurrent)).toBeNull()
    expect(goodWeatherOf(northbound({ Waves_Significant_Height: [1, 1] }), anyCurrent)).toBeNull()
    expect(goodWeatherOf(weather([1, 1]), { ...anyCurrent, sea: 'parts' })).toBeNull()
    expect(
      goodWeatherOf(weather([1, 1], { Wind_Wave_Significant_Height: [1, 1] }), { ...anyCurrent, sea: 'parts' }),
    ).toBeNull()
    expect(sailed(weather([]))).toMatchObject({ periods: [], coverage: 0, speedKn: null })
  })
})

it('has means by time and by distance that differ', () => {
  // Hs 2 m for 10 h at 10 kn, then 1 m for 8 h at 12.5 kn
  const heights = Float64Array.of(2, 2, 1, 1)
  expect(timeMean(heights, Float64Array.of(0, 10, 10, 18))!.mean).toBeCloseTo(1.556, 3)
  expect(timeMean(heights, Float64Array.of(0, 100, 100, 200))!.mean).toBeCloseTo(1.5, 9)
})

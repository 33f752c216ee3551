import { describe, expect, it } from 'vitest'
import { timeMean } from '#src/domain/metocean/statistics.ts'
import { HOUR_MS } from '#src/domain/time.ts'
import { noonsOnBoard } from '#src/domain/report/noon-report.ts'
import { type GoodWeather, usualGoodWeather } from '#src/domain/voyage/charter/charter.ts'
import {
  goodWeatherOf,
  goodWeatherSailed,
  lackingWeather,
  performanceSpeed,
  timeUnderCharter,
  weatherFactor,
} from '#src/domain/voyage/charter/good-weather.ts'
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
/** Northbound along Greenwich at 0.2° an hour: 12.0 kn near 50°N. */
const northbound = (fields: Record<string, readonly number[]>, startMs = noon) => {
  const count = Object.values(fields)[0]!.length
  return columnsOf(fields, {
    lat: Array.from({ length: count }, (_, index) => 50 + index * 0.2),
    lon: Array.from({ length: count }, () => 0),
    timeMs: Array.from({ length: count }, (_, index) => startMs + index * HOUR_MS),
  })
}
const weather = (heights: readonly number[], more: Record<string, readonly number[]> = {}, startMs = noon) =>
  northbound({ Waves_Significant_Height: heights, Winds_10m_Intensity: heights.map(() => 5), ...more }, startMs)
const anyCurrent: GoodWeather = { ...usualGoodWeather, minCurrentKn: null }
/** The periods that count, and the figures. */
const sailed = (columns: ReturnType<typeof weather>, definition: Partial<GoodWeather> = {}) => {
  const found = goodWeatherOf(columns, { ...anyCurrent, ...definition }, noonsOnBoard(columns))!
  const periods = found.periods.filter(({ out }) => out === null)
  return { ...goodWeatherSailed(columns, found), periods, all: found.periods }
}
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
      [true, true],
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
    expect(sailed(columns, { shortest: 12 }).all.map(({ out }) => out)).toEqual(['short', null, null])
    expect(sailed(weather([1, 1, 1]), { shortest: 12 })).toMatchObject({ hours: 0, all: [{ out: 'short' }] })
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
  it('finds noon between samples far apart, by the clocks on board', () => {
    const hours = [0, 5, 7, 20, 21, 40, 70]
    const columns = columnsOf(
      { Waves_Significant_Height: hours.map(() => 1), Winds_10m_Intensity: hours.map(() => 5) },
      // Noon at 30°W is 14:00Z
      { timeMs: hours.map((hour) => noon + (hour - 4) * HOUR_MS), lon: hours.map(() => -30), lat: hours.map(() => 50) },
    )
    const { periods, all } = sailed(columns, { shortest: 'noon to noon' })
    expect(periods.map(({ from, to }) => [from, to])).toEqual([
      [1.5, 4 + 9 / 19],
      [4 + 9 / 19, 5 + 14 / 30],
    ])
    expect(all.map(({ from, out }) => [from, out])).toEqual([
      [0, 'short'],
      [1.5, null],
      [4 + 9 / 19, null],
      [5 + 14 / 30, 'short'],
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
    expect(all.currentFactor!.mean).toBeCloseTo((first + second) / 2, 6)
    const favourable = sailed(columns, { minCurrentKn: 0 })
    expect(favourable.all.map(({ out }) => out)).toEqual([null, 'adverse'])
    expect(favourable.currentFactor!.mean).toBeCloseTo(first, 6)
    expect(favourable.performanceKn).toBeCloseTo(favourable.speedKn! - first, 6)
    expect(sailed(columns, { minCurrentKn: first + 0.01 }).periods).toEqual([])
    expect(sailed(columns, { minCurrentKn: -2 }).periods).toHaveLength(2)
  })
  it('has no current factor where the current is not known, and no period that asks for one', () => {
    const columns = weather([1, 1, 1])
    expect(sailed(columns)).toMatchObject({ hours: 2, coverage: 1, currentFactor: null, performanceKn: null })
    const asked = sailed(columns, { minCurrentKn: 0 })
    expect(asked).toMatchObject({ hours: 0, miles: 0, coverage: 0, speedKn: null })
    expect(asked.all).toMatchObject([{ out: 'current not known', current: null }])
    const gap = weather([1, 1, 1], { Currents_Intensity: [1, NaN, 1], Currents_Direction: [0, 0, 0] })
    expect(sailed(gap)).toMatchObject({ currentFactor: null })
  })
  it('has a current factor with the share of the time it rests on', () => {
    const kn = 1852 / 3600
    const columns = weather([1, 1, 1, 1, 1], {
      Currents_Intensity: [kn, kn, 2 * kn, NaN, kn],
      Currents_Direction: [0, 0, 0, 0, 0],
    })
    const { currentFactor, performanceKn, speedKn } = sailed(columns, { minCurrentKn: 0 })
    expect(currentFactor!.mean).toBeCloseTo(1.25, 6)
    expect(currentFactor!.coverage).toBe(0.5)
    expect(performanceKn).toBeCloseTo(speedKn! - 1.25, 6)
  })
  it('has figures of a part of the passage', () => {
    const columns = weather([1, 1, 1, 2, 2, NaN, NaN])
    const found = goodWeatherOf(columns, anyCurrent, [])!
    expect(goodWeatherSailed(columns, found, { from: 0, to: 1.5 })).toMatchObject({
      hours: 1.5,
      wholeHours: 1.5,
      coverage: 1,
    })
    const later = goodWeatherSailed(columns, found, { from: 1.5, to: 6 })
    expect(later).toMatchObject({ hours: 1, wholeHours: 4.5, currentFactor: null, weatherFactorKn: null })
    expect(later.coverage).toBeCloseTo(2.5 / 4.5, 9)
    expect(later.wholeSpeedKn).toBeCloseTo(12.012, 1)
  })
  it('is nothing without wind at 10 m or waves of the definition, and empty for no samples', () => {
    const parts: GoodWeather = { ...anyCurrent, sea: 'parts' }
    for (const [columns, definition, lacking] of [
      [northbound({ Winds_10m_Intensity: [5, 5] }), anyCurrent, ['waves']],
      [northbound({ Waves_Significant_Height: [1, 1] }), anyCurrent, ['wind at 10 m']],
      [northbound({ Waves_Significant_Height: [1, 1], Winds_50m_Intensity: [5, 5] }), anyCurrent, ['wind at 10 m']],
      [weather([1, 1]), parts, ['swell and wind sea']],
      [weather([1, 1], { Wind_Wave_Significant_Height: [1, 1] }), parts, ['swell and wind sea']],
    ] as const) {
      expect(goodWeatherOf(columns, definition, [])).toBeNull()
      expect(lackingWeather(columns, definition)).toEqual(lacking)
    }
    expect(lackingWeather(weather([1, 1]), anyCurrent)).toEqual([])
    expect(sailed(weather([]))).toMatchObject({ periods: [], coverage: 0, speedKn: null })
  })
})

it('has means by time and by distance that differ', () => {
  // Hs 2 m for 10 h at 10 kn, then 1 m for 8 h at 12.5 kn
  const heights = Float64Array.of(2, 2, 1, 1)
  expect(timeMean(heights, Float64Array.of(0, 10, 10, 18))!.mean).toBeCloseTo(1.556, 3)
  expect(timeMean(heights, Float64Array.of(0, 100, 100, 200))!.mean).toBeCloseTo(1.5, 9)
})

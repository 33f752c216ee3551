import { describe, expect, it } from 'vitest'
import { exceedances } from '#src/domain/limits/exceedances.ts'
import { limitTotals, notKnown, overBound, unknownStretches } from '#src/domain/limits/limit-totals.ts'
import { defaultLimits, type Limits, noLimits } from '#src/domain/limits/limits.ts'
import { columnsOf } from '#test/support/voyage-answer.ts'
import { HOUR_MS } from '#src/domain/time.ts'

/** Caution at the limit, so that the caution entries repeat those of the limit. */
const wave = (limit: number): Limits => ({ ...noLimits, wave: { caution: limit, limit } })
const waves = (values: readonly number[], everyMin = 60) =>
  columnsOf(
    { Waves_Significant_Height: values },
    {
      timeMs: values.map((_, index) => index * everyMin * 60_000),
      lat: values.map((_, index) => index / 10),
      lon: values.map(() => -20),
    },
  )

const overLimit = (values: readonly number[], limit: number, everyMin?: number) =>
  exceedances(waves(values, everyMin), wave(limit)).filter(({ level }) => level === 'limit')

describe('the ledger', () => {
  // Hourly, limit 4, with the values between samples computed by hand
  const example = [3.0, 3.8, 4.4, 4.6, 3.9, NaN, 4.5, 3.5]

  it('row 36: has starts and ends where values cross the limit, and nothing bridges a gap', () => {
    const entries = overLimit(example, 4)
    const expected = [
      [1.3333, 3.8571],
      [6, 6.5],
    ]
    entries.forEach(({ startMs, endMs }, index) => {
      expect(startMs / HOUR_MS).toBeCloseTo(expected[index]![0]!, 4)
      expect(endMs / HOUR_MS).toBeCloseTo(expected[index]![1]!, 4)
    })
    expect(entries.map(({ openStart, openEnd }) => [openStart, openEnd])).toEqual([
      [false, false],
      [true, false],
    ])
    expect(overBound(waves(example), wave(4), 'wave', 'limit').hours).toBeCloseTo(3.024, 3)
    expect(notKnown(waves(example), 'wave').hours).toBe(2)
    expect(unknownStretches(waves(example), wave(4))).toMatchObject([
      { limitIds: ['wave'], startMs: 4 * HOUR_MS, endMs: 6 * HOUR_MS, hours: 2, index: 5 },
    ])
  })

  it('has peak, place and miles', () => {
    const [first] = overLimit(example, 4)
    expect(first).toMatchObject({
      limitId: 'wave',
      bound: 4,
      peakIndex: 3,
      peakMs: 3 * HOUR_MS,
      place: { lat: expect.closeTo(0.3, 9) as number, lon: -20 },
    })
    expect(first!.peak).toBeCloseTo(4.6, 6)
    // A tenth of a degree of latitude at the equator is 11,057.43 m on WGS84: 5.9705 NM each hour.
    expect(first!.miles).toBeCloseTo(2.5238 * 5.9705, 2)
  })

  it('goes on over a dip that stays above 95 % of the limit', () => {
    // Off, on, on, on, on, off
    const entries = overLimit([3.9, 4.05, 3.95, 4.02, 3.85, 3.7], 4)
    expect(entries).toHaveLength(1)
    expect(entries[0]!.startMs / HOUR_MS).toBeCloseTo(2 / 3, 4)
    expect(entries[0]!.endMs / HOUR_MS).toBeCloseTo(3 + 2 / 17, 4)
  })

  it('separates stretches that fall below 95 % for half an hour or more', () => {
    expect(overLimit([3, 4.5, 3.7, 4.5, 3], 4, 60)).toHaveLength(2)
    expect(overLimit([3, 4.5, 3.7, 4.5, 3], 4, 20)).toHaveLength(1)
  })

  it('leaves out what is short and barely over, but not what a gap cuts short', () => {
    expect(overLimit([3, 4.1, 3, 3], 4, 10)).toHaveLength(0)
    expect(overLimit([3, 4.2, 3, 3], 4, 10)).toHaveLength(1)
    expect(overLimit([NaN, 4.1, NaN, 3], 4, 10)).toMatchObject([{ openStart: true, openEnd: true, hours: 0 }])
  })

  it('lists caution beside the limit, by start', () => {
    const entries = exceedances(waves([3, 3.5, 4.5, 3.5, 3]), { ...noLimits, wave: { caution: 3.25, limit: 4 } })
    expect(entries.map(({ level, startMs, endMs }) => [level, startMs / HOUR_MS, endMs / HOUR_MS])).toEqual([
      ['caution', 0.5, 3.5],
      ['limit', 1.5, 2.5],
    ])
  })

  it('is empty for no samples, an answer without values, and no limits', () => {
    expect(exceedances(waves([]), defaultLimits)).toEqual([])
    expect(exceedances(waves([NaN, NaN]), defaultLimits)).toEqual([])
    expect(exceedances(waves([9, 9]), noLimits)).toEqual([])
  })

  it('counts a current as far as it sets against the ship', () => {
    const columns = columnsOf({ Currents_Intensity: [1.2, 1.2, 0.5, 1.2], Currents_Direction: [180, 180, 180, 0] })
    const entries = exceedances(columns, { ...noLimits, 'adverse-current': { caution: 2, limit: 2 } })
    expect(entries).toMatchObject([{ level: 'limit', openStart: true, peakIndex: 0 }, { level: 'caution' }])
    expect(entries[0]!.peak).toBeCloseTo(1.2 * 1.943844, 4)
  })
})

describe('what is not known', () => {
  it('is the whole passage for a field that was not asked for', () => {
    expect(unknownStretches(waves([1, 1, 1]), defaultLimits)).toMatchObject([
      { limitIds: ['wind', 'adverse-current'], hours: 2 },
    ])
  })

  it('is listed once if several limits have the same gap, and at both ends', () => {
    const columns = columnsOf({
      Waves_Significant_Height: [NaN, 1, NaN, 1, NaN],
      Winds_10m_Intensity: [1, 1, NaN, 1, 1],
    })
    const stretches = unknownStretches(columns, {
      ...noLimits,
      wave: { caution: 3, limit: 4 },
      wind: { caution: 20, limit: 30 },
    })
    expect(stretches.map(({ limitIds, hours, index }) => [limitIds, hours, index])).toEqual([
      [['wave'], 1, 0],
      [['wind', 'wave'], 2, 2],
      [['wave'], 1, 4],
    ])
  })
})

describe('limitTotals', () => {
  it('counts time over several limits once, and marks it as a minimum if there are gaps', () => {
    const columns = columnsOf({ Waves_Significant_Height: [5, 5, 1, 1, NaN], Winds_10m_Intensity: [1, 20, 20, 1, 1] })
    // Wind 20 m/s is 38.9 kn: over 30 kn between 0.760 h and 2.240 h.
    const { over, unknown, whole } = limitTotals(columns, {
      ...noLimits,
      wave: { caution: 4, limit: 4 },
      wind: { caution: 30, limit: 30 },
    })
    expect(over.hours).toBeCloseTo(2.2401, 3)
    expect(unknown.hours).toBe(1)
    expect(whole.hours).toBe(4)
    expect(over.miles / whole.miles).toBeCloseTo(2.2401 / 4, 3)
  })

  it('is nothing for no samples', () => {
    expect(limitTotals(columnsOf({}), defaultLimits)).toMatchObject({
      over: { hours: 0, miles: 0 },
      whole: { miles: 0 },
    })
  })
})

it('is quick for the largest answer', () => {
  const count = 100_000
  const columns = columnsOf(
    { Waves_Significant_Height: Array.from({ length: count }, (_, index) => 4 + Math.sin(index / 40)) },
    {
      timeMs: Array.from({ length: count }, (_, index) => index * 600_000),
      lat: Array.from({ length: count }, () => 50),
      lon: Array.from({ length: count }, (_, index) => index / 1000),
    },
  )
  const began = performance.now()
  expect(exceedances(columns, wave(4)).length).toBeGreaterThan(700)
  expect(performance.now() - began).toBeLessThan(2000) // a guard; about 20 ms
})

import { describe, expect, it } from 'vitest'
import { defaultLimits, limitPair, type Limits, noLimits } from '#src/domain/limits/limits.ts'
import { LIMIT_STATE, limitStates, worstPoint } from '#src/domain/limits/limit-states.ts'
import { columnsOf } from '#test/support/voyage-answer.ts'

const { noData, ok, caution, limit } = LIMIT_STATE
const waveOnly = { ...noLimits, wave: { caution: 3.2, limit: 4 } }
/** Knots as the wire has them: m/s, 24 bits. */
const ms = (knots: number) => (knots * 1852) / 3600

describe('limits', () => {
  it('start with caution at 80 %', () => {
    expect(defaultLimits).toEqual({
      ...noLimits,
      wind: { caution: 24, limit: 30 },
      wave: { caution: 3.2, limit: 4 },
      'adverse-current': { caution: 1.6, limit: 2 },
    })
    expect(limitPair('wave', 4.5)).toEqual({ caution: 3.6, limit: 4.5 })
    expect(limitPair('wind', 28)).toEqual({ caution: 22, limit: 28 }) // 22.4, shown in whole knots
  })
})

describe('limitStates', () => {
  it('reaches caution and limit at the very value, and not just under it', () => {
    const { perLimit, worst } = limitStates(
      columnsOf({ Waves_Significant_Height: [0, 3.19, 3.2, 3.99, 4, 9, NaN] }),
      waveOnly,
    )
    expect([...worst]).toEqual([ok, ok, caution, caution, limit, limit, noData])
    expect(perLimit.wave).toEqual(worst)
    expect(perLimit.wind).toBeUndefined()
  })

  it.each([28, 30, 33, 34, 35, 40])('reaches %d kn with a wind of as many knots, sent in m/s', (knots) => {
    const columns = columnsOf({ Winds_10m_Intensity: [ms(knots), ms(knots - 0.01)], Gust_10m: [ms(knots), ms(knots)] })
    expect([...limitStates(columns, { ...noLimits, wind: { caution: knots, limit: knots } }).worst]).toEqual([
      limit,
      ok,
    ])
    expect([...limitStates(columns, { ...noLimits, gust: { caution: knots - 1, limit: knots + 1 } }).worst]).toEqual([
      caution,
      caution,
    ])
  })

  it('counts a current against the ship only where it sets against her', () => {
    // Northbound; 1.1 m/s is 2.14 kn.
    const columns = columnsOf({
      Currents_Intensity: [1.1, 1.1, 1.1, 0.9, 0, NaN],
      Currents_Direction: [180, 0, 90, 180, NaN, 180],
    })
    expect([...limitStates(columns, { ...noLimits, 'adverse-current': { caution: 1.6, limit: 2 } }).worst]).toEqual([
      limit,
      ok,
      ok,
      caution,
      ok,
      noData,
    ])
  })

  it('puts a known exceedance before a gap, and a gap before what is inside', () => {
    const columns = columnsOf({
      Winds_10m_Intensity: [ms(40), ms(26), ms(10), ms(10)],
      Waves_Significant_Height: [NaN, NaN, NaN, 1],
    })
    expect([...limitStates(columns, { ...waveOnly, wind: { caution: 24, limit: 30 } }).worst]).toEqual([
      limit,
      caution,
      noData,
      ok,
    ])
  })

  it('has no data if a watched field was not requested, or nothing is watched', () => {
    const columns = columnsOf({ Gust_10m: [1, 2] })
    expect(limitStates(columns, waveOnly)).toEqual({ perLimit: { wave: new Uint8Array(2) }, worst: new Uint8Array(2) })
    expect(limitStates(columns, noLimits)).toEqual({ perLimit: {}, worst: new Uint8Array(2) })
  })

  it('works for no sample and for one', () => {
    expect(limitStates(columnsOf({}), defaultLimits).worst).toHaveLength(0)
    // One sample has no course, so its current has no side.
    const one = columnsOf({
      Winds_10m_Intensity: [1],
      Waves_Significant_Height: [1],
      Currents_Intensity: [2],
      Currents_Direction: [180],
    })
    expect([...limitStates(one, defaultLimits).worst]).toEqual([noData])
  })
})

const KN = 1852 / 3600

describe('worstPoint', () => {
  it('is the sample farthest over its limit, whichever limit that is', () => {
    const columns = columnsOf({
      Winds_10m_Intensity: [20 * KN, 33 * KN, NaN, 31 * KN],
      Waves_Significant_Height: [1, 3, 5, NaN],
    })
    expect(worstPoint(columns, defaultLimits)).toMatchObject({ limitId: 'wave', index: 2, value: 5 }) // 1.25 of the limit; the wind 1.1
    const windOnly: Limits = { ...defaultLimits, wave: null }
    expect(worstPoint(columns, windOnly)).toMatchObject({ limitId: 'wind', index: 1 })
    expect(worstPoint(columns, windOnly)!.value).toBeCloseTo(33, 5)
  })

  it('counts the limit itself as reached, but not the caution', () => {
    const waves = (heights: number[]) => worstPoint(columnsOf({ Waves_Significant_Height: heights }), defaultLimits)
    expect(waves([4])).toMatchObject({ index: 0, value: 4 })
    expect(waves([3.99])).toBeNull()
    expect(waves([NaN, NaN])).toBeNull()
    expect(waves([])).toBeNull()
  })

  it('gives an adverse current without a sign', () => {
    // Northbound, the current sets south.
    const columns = columnsOf({ Currents_Intensity: [1, 1.5, 0], Currents_Direction: [180, 180, 180] })
    const worst = worstPoint(columns, defaultLimits)!
    expect(worst).toMatchObject({ limitId: 'adverse-current', index: 1 })
    expect(worst.value).toBeCloseTo(1.5 / KN, 4)
  })
})

describe('a limit on what is derived', () => {
  const state = (fields: Record<string, readonly number[]>, limits: Partial<typeof noLimits>) => [
    ...limitStates(columnsOf(fields), { ...noLimits, ...limits }).worst,
  ]
  const pair = { caution: 20, limit: 25 }

  it('takes the part of the wind across the course, from either side', () => {
    // The course of these samples is 000°T.
    const fields = {
      Winds_10m_Intensity: [30, 30, 30, 30, 24, 0, NaN].map(ms),
      Winds_10m_Direction: [90, 270, 45, 180, 90, NaN, 90],
    }
    expect(state(fields, { 'beam-wind': pair })).toEqual([limit, limit, caution, ok, caution, ok, noData])
    expect(state({ Winds_10m_Intensity: [ms(30)] }, { 'beam-wind': pair })).toEqual([noData])
  })

  it('takes the steepness 2πHs/gT² of the total sea; a flat sea has none, whatever its period', () => {
    // 4 m at 8 s is 0.0400, at 12 s 0.0178; 5 m at 8 s is 0.0500.
    const fields = {
      Waves_Significant_Height: [4, 4, 5.0034, 0, 4, NaN],
      Waves_Mean_Period: [8, 12, 8, NaN, NaN, 8],
    }
    const steep = { caution: 0.04, limit: 0.05 }
    expect(state(fields, { steepness: steep })).toEqual([caution, ok, limit, ok, noData, noData])
    expect(state({ Waves_Significant_Height: [4] }, { steepness: steep })).toEqual([noData])
  })

  it('takes the swell alone', () =>
    expect(
      state(
        { Waves_Significant_Height: [5, 5], Swell_Wave_Significant_Height: [1, 4] },
        { swell: { caution: 3, limit: 4 } },
      ),
    ).toEqual([ok, limit]))
})

import { describe, expect, it } from 'vitest'
import { HOUR_MS } from '#src/domain/time.ts'
import { driftAt, gainedSoFar, stepGains } from '#src/domain/voyage/current/gains.ts'
import { columnsOf } from '#test/support/voyage-answer.ts'

const knots = (values: readonly number[]) => values.map((kn) => (kn * 1852) / 3600)
/** Northbound along 0.2° an hour from the equator: 11.941 kn over ground. */
const north = 11.941
const track = (
  kn: readonly number[],
  set: readonly number[],
  change: Partial<Record<'lat' | 'timeMs', readonly number[]>> = {},
) =>
  columnsOf(
    { Currents_Intensity: knots(kn), Currents_Direction: set },
    { lat: kn.map((_, index) => index * 0.2), timeMs: kn.map((_, index) => index * HOUR_MS), ...change },
  )

describe('hours gained step by step', () => {
  it('are against the same speed through the water, for a speed over ground', () => {
    const gains = stepGains(track([1, 1, -0, 1], [0, 0, NaN, 180]))!
    expect([...gains]).toEqual(
      [0, north / (north - 1) - 1, north / (north - 0.5) - 1, north / (north + 0.5) - 1].map(
        (hours) => expect.closeTo(hours, 4) as number,
      ),
    )
  })
  it('are what a current saves, for a speed through the water', () => {
    const gains = stepGains(track([1, 1, 0], [0, 0, NaN]), 'through water')!
    expect(gains[1]).toBeCloseTo(1 - north / (north + 1), 4)
    expect(gains[2]).toBeCloseTo((1 - north / (north + 1)) / 2, 4)
  })
  it('are not known beside an unknown current, or where the track cannot be held', () => {
    expect([...stepGains(track([1, NaN, 1], [0, 0, 0]))!]).toEqual([0, NaN, NaN])
    expect([...stepGains(track([0, 13, 0], [0, 180, 0]), 'through water')!]).toEqual([0, NaN, NaN])
    expect([...stepGains(track([0, 13, 0], [0, 90, 0]), 'through water')!]).toEqual([0, NaN, NaN])
  })
  it('are none while she stays or drifts', () => {
    expect([...stepGains(track([1, 1], [0, 0], { lat: [0, 0] }))!]).toEqual([0, 0])
    expect([...stepGains(track([1, 1], [0, 0], { timeMs: [0, 0] }))!]).toEqual([0, 0])
    // 0.2° in 30 h is 0.398 kn
    const slow = { timeMs: [0, 30 * HOUR_MS] }
    expect([...stepGains(track([0, 0], [0, 0], slow))!]).toEqual([0, 0])
    expect([...stepGains(track([0.1, 0.1], [0, 0], slow), 'through water')!]).toEqual([0, 0])
    expect(stepGains(track([0.5, 0.5], [180, 180], slow))![1]).toBeLessThan(0.1 - 0.04)
  })
  it('add up over what is known', () => {
    const columns = track([1, 1, NaN, 1, 1], [0, 0, 0, 0, 0])
    const step = north / (north - 1) - 1
    expect([...gainedSoFar(columns, stepGains(columns)!)]).toEqual(
      [0, step, NaN, step, 2 * step].map((hours) => (hours ? (expect.closeTo(hours, 4) as number) : hours)),
    )
  })
  it('need a current', () => {
    expect(stepGains(columnsOf({ Gust_10m: [1, 2] }))).toBeNull()
    expect(driftAt(columnsOf({ Currents_Intensity: [1, 2] }))).toBeNull()
    expect(driftAt(track([2], [45]))!(0)).toEqual({ speedKn: expect.closeTo(2, 5) as number, setDeg: 45 })
  })
})

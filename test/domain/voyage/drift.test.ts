import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HOUR_MS } from '#src/domain/time.ts'
import { agreement, agreementByLead, seaTurn, withoutStretches } from '#src/domain/voyage/drift.ts'
import { columnsOf } from '#test/support/voyage-answer.ts'

describe('the turn of the sea between two answers', () => {
  const seas = (heights: readonly number[], from: readonly number[]) =>
    columnsOf({ Waves_Significant_Height: heights, Waves_Mean_Direction: from })
  const same = Int32Array.of(0, 1, 2, -1)
  it('is the largest either way, where both seas are half a metre', () => {
    const now = seas([1, 1, 0.4, 5], [10, 300, 90, 0])
    const before = seas([1, 0.5, 5, 5], [350, 335, 0, 180])
    expect(seaTurn(now, before, same)).toEqual({ largestDeg: -35, largestIndex: 1, changed: 0.5 })
    expect(seaTurn(before, now, same)).toEqual({ largestDeg: 35, largestIndex: 1, changed: 0.5 })
  })
  it('counts more than 30° as changed, and finds the sample of the other answer', () => {
    const now = seas([1, 1], [30, 31])
    expect(seaTurn(now, seas([1, 1], [0, 0]), Int32Array.of(0, 1))).toMatchObject({ changed: 0.5 })
    expect(seaTurn(now, seas([1, 1], [31, 50]), Int32Array.of(1, 0))).toEqual({
      largestDeg: -20,
      largestIndex: 0,
      changed: 0,
    })
  })
  it('is none where nothing can be compared', () => {
    const one = seas([1, 0.4, NaN, 1], [0, 0, 0, NaN])
    expect(seaTurn(one, seas([0.4, 1, 1, 1], [0, 0, 0, 0]), Int32Array.of(0, 1, 2, 3))).toBeNull()
    expect(seaTurn(one, columnsOf({ Gust_10m: [1, 1, 1, 1] }), same)).toBeNull()
    expect(seaTurn(columnsOf({ Gust_10m: [1, 1, 1, 1] }), one, same)).toBeNull()
  })
})

describe('stretches without others', () => {
  const less = (from: number, to: number, ...taken: [number, number][]) =>
    withoutStretches(
      [{ from, to }],
      taken.map(([start, end]) => ({ from: start, to: end })),
    ).map((left) => [left.from, left.to])
  it('are what is newly over a limit', () => {
    expect(less(2, 8)).toEqual([[2, 8]])
    expect(less(2, 8, [3, 4])).toEqual([
      [2, 3],
      [4, 8],
    ])
    expect(less(2, 8, [6, 9], [0, 3])).toEqual([[3, 6]])
    expect(less(2, 8, [2, 8])).toEqual([])
    expect(less(2, 8, [0, 20])).toEqual([])
    expect(less(2, 8, [0, 2], [8, 9])).toEqual([[2, 8]])
    expect(less(2, 8, [9, 12])).toEqual([[2, 8]])
    expect(less(2, 8, [3, 6], [4, 5])).toEqual([
      [2, 3],
      [6, 8],
    ])
    expect(less(5, 5)).toEqual([[5, 5]]) // at one sample only
  })
  it('hold a point just where the first hold it and the others do not', () => {
    const stretch = fc
      .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 20 }))
      .map(([from, length]) => ({ from, to: from + length }))
    fc.assert(
      fc.property(
        stretch,
        fc.array(stretch, { maxLength: 6 }),
        fc.integer({ min: 0, max: 59 }),
        (one, taken, place) => {
          const holds = (all: readonly { from: number; to: number }[]) =>
            all.some(({ from, to }) => from < place + 0.5 && place + 0.5 < to)
          expect(holds(withoutStretches([one], taken))).toBe(holds([one]) && !holds(taken))
        },
      ),
    )
  })
})

describe('agreement', () => {
  const forecast = Float64Array.of(2, 2.5, 3, 4)
  const hindcast = Float64Array.of(2.2, 2.4, 3.3, 4.6)
  it('has bias, errors and scatter as worked by hand', () =>
    expect(agreement(forecast, hindcast)).toEqual({
      count: 4,
      bias: expect.closeTo(-0.25, 9) as number,
      rootMeanSquare: expect.closeTo(0.3536, 4) as number,
      meanAbsolute: expect.closeTo(0.3, 9) as number,
      scatterIndex: expect.closeTo(0.08, 9) as number,
    }))
  it('leaves out what one of them lacks, and is none without pairs', () => {
    const withGaps = Float64Array.of(...forecast, NaN, 9)
    expect(agreement(withGaps, Float64Array.of(...hindcast, 1, NaN))).toEqual(agreement(forecast, hindcast))
    expect(agreement(Float64Array.of(NaN), Float64Array.of(1))).toBeNull()
    expect(agreement(Float64Array.of(), Float64Array.of())).toBeNull()
  })
  it('is told by lead time, with figures from 30 pairs on', () => {
    // Hourly from 0 to 255 h: 24, 48, 48 and 120 pairs; of the second band every other one is missing.
    const hours = Array.from({ length: 256 }, (_, hour) => hour)
    const values = Float64Array.from(hours, (hour) => (hour >= 24 && hour < 72 && hour % 2 ? NaN : hour < 72 ? 2 : 3))
    const found = agreementByLead(
      values,
      values.map((value) => value - 1),
      Float64Array.from(hours, (hour) => 1e12 + hour * HOUR_MS),
      1e12,
    )
    expect(found.map(({ count }) => count)).toEqual([24, 24, 48, 120])
    expect(found.map((band) => band.agreement?.bias ?? null)).toEqual([null, null, 1, 1])
    const first30 = Float64Array.from({ length: 30 }, () => 1)
    expect(
      agreementByLead(
        first30,
        first30,
        first30.map((_, index) => index * 1000),
        0,
      )[0],
    ).toMatchObject({
      count: 30,
      agreement: { bias: 0 },
    })
  })
})

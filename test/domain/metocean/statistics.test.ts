import { describe, expect, it } from 'vitest'
import { directionMean, hoursOfSamples, hoursPerClass, timeMean } from '#src/domain/metocean/statistics.ts'
import { HOUR_MS } from '#src/domain/time.ts'

describe('timeMean', () => {
  it('row 34: weighs each step by its length, and says how much of the time is known', () => {
    // A worked example: half of the time is known
    const mean = timeMean(
      Float64Array.of(2, 4, 4, NaN, 1),
      Float64Array.of(0, 1, 3, 4, 6).map((hour) => hour * HOUR_MS),
    )!
    expect(mean.mean).toBeCloseTo(3.6667, 4)
    expect(mean.coverage).toBe(0.5)
    // +0.5 kn for 10 h, −0.8 kn for 14 h
    expect(
      timeMean(
        Float64Array.of(0.5, 0.5, -0.8, -0.8),
        Float64Array.of(0, 10, 10, 24).map((hour) => hour * HOUR_MS),
      )!.mean,
    ).toBeCloseTo(-0.2583, 4)
  })
  it('is absent without a known step', () => {
    expect(timeMean(Float64Array.of(), Float64Array.of())).toBeNull()
    expect(timeMean(Float64Array.of(3), Float64Array.of(0))).toBeNull()
    expect(timeMean(Float64Array.of(3, NaN, 3), Float64Array.of(0, HOUR_MS, 2 * HOUR_MS))).toBeNull()
  })
})

describe('hoursPerClass', () => {
  it('holds a state from half-way to half-way, and knows nothing beside an unknown', () => {
    const timeMs = Float64Array.of(0, 1, 2, 5).map((hour) => hour * HOUR_MS)
    expect([...hoursOfSamples(timeMs)]).toEqual([0.5, 1, 2, 1.5])
    const states = [1, 0, null, 1]
    expect(hoursPerClass(timeMs, 2, (index) => states[index]!)).toEqual({ hours: [0.5, 0.5], unknown: 4 })
    expect(hoursPerClass(Float64Array.of(), 1, () => 0)).toEqual({ hours: [0], unknown: 0 })
  })
})

describe('directionMean', () => {
  it('row 35: goes round through north, and is variable where directions cancel', () => {
    const mean = directionMean(Float64Array.of(350, 10), Float64Array.of(1, 1))
    expect(mean).toMatchObject({ length: expect.closeTo(0.9848, 4) as number })
    expect(((mean as { deg: number }).deg + 180) % 360).toBeCloseTo(180, 9)
    expect(directionMean(Float64Array.of(0, 180), Float64Array.of(1, 1))).toBe('variable')
  })
  it('is absent where nothing is known', () => {
    expect(directionMean(Float64Array.of(NaN, 90), Float64Array.of(1, NaN))).toBeNull()
    expect(directionMean(Float64Array.of(), Float64Array.of())).toBeNull()
  })
  it('leaves out what has no weight', () =>
    expect(directionMean(Float64Array.of(NaN, 90, 270), Float64Array.of(1, 2, 0))).toMatchObject({
      deg: 90,
      length: 1,
    }))
})

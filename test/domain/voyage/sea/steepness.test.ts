import { describe, expect, it } from 'vitest'
import { partsDisagree, seaOfParts, steepness, windAgainstCurrent } from '#src/domain/voyage/sea/steepness.ts'

describe('steepness', () => {
  it.each([
    [4, 8, 0.04],
    [4, 12, 0.0178],
    [0, 8, 0],
  ])('of %d m in %d s is %d', (heightM, periodS, expected) =>
    expect(steepness(heightM, periodS)).toBeCloseTo(expected, 4),
  )
  it.each([
    [NaN, 8],
    [4, NaN],
    [4, 0],
    [4, -1],
  ])('of %d m in %d s is not known', (heightM, periodS) => expect(steepness(heightM, periodS)).toBeNaN())
})

describe('the parts of the sea', () => {
  it('add up by their squares', () => expect(seaOfParts(3, 4)).toBe(5))
  it.each([
    [5, false],
    [4.17, false],
    [4.16, true],
    [6.25, false],
    [6.26, true],
    [NaN, null],
  ])('3 m and 4 m beside a total of %d m disagree: %s', (total, expected) =>
    expect(partsDisagree(total, 3, 4)).toBe(expected),
  )
  it('do not disagree in a flat sea', () => expect(partsDisagree(0, 0, 0)).toBe(false))
})

describe('wind against current', () => {
  const cases = [
    [10, 350, 1, 20, true],
    [10, 90, 1, 180, false],
    [10, 0, 1, 45, true],
    [10, 0, 1, 45.1, false],
    [8, 0, 0.5, 0, true],
    [7.9, 0, 0.5, 0, false],
    [8, 0, 0.49, 0, false],
    [7.9, 0, NaN, NaN, false],
    [NaN, NaN, 0.4, 0, false],
    [8, NaN, 0.5, 0, null],
    [NaN, 0, 0.5, 0, null],
    [8, 0, NaN, 0, null],
    [8, 90, NaN, 0, false],
  ] as const
  it.each(cases)('of %d m/s from %d and %d m/s to %d: %s', (speedMs, fromDeg, currentMs, toDeg, expected) =>
    expect(windAgainstCurrent({ speedMs, fromDeg }, { speedMs: currentMs, toDeg })).toBe(expected),
  )
})

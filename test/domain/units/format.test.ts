import { describe, expect, it } from 'vitest'
import {
  formatCourse,
  formatDepth,
  formatDistance,
  formatHeight,
  formatNumber,
  formatSpeed,
  formatTemperature,
  MISSING,
  THIN_SPACE,
  unbroken,
} from '#src/domain/units/format.ts'
import { beaufort, seaState } from '#src/domain/units/sea-words.ts'

describe('numbers for the screen', () => {
  it.each([
    [0, 1, '0.0'],
    [-0, 1, '0.0'],
    [-0.04, 1, '0.0'],
    [-1.25, 1, '−1.3'],
    [999.96, 1, `1${THIN_SPACE}000.0`],
    [1234567, 0, `1${THIN_SPACE}234${THIN_SPACE}567`],
    [2748.4, 1, `2${THIN_SPACE}748.4`],
    [0.123456, 6, '0.123456'],
  ])('%d with %d decimals is %s', (value, decimals, text) => {
    expect(formatNumber(value, decimals)).toBe(text)
  })

  it.each([
    ['5.8 m, 02 Dec 00:41Z', '5.8_m, 02_Dec_00:41Z'],
    ['departs 01 Dec 2026 04:00Z', 'departs 01_Dec_2026_04:00Z'],
    ['2 d 6 h 49 min later', '2_d_6_h_49_min later'],
    ['From Dec on', 'From Dec on'],
  ])('keeps a figure with its unit and a day with its hours: %s', (words, kept) => {
    expect(unbroken(words)).toBe(kept.replaceAll('_', '\u00a0'))
  })

  it('puts the unit after the number', () => {
    expect(formatDistance(2748.44)).toBe(`2${THIN_SPACE}748.4 NM`)
    expect(formatSpeed(13.5)).toBe('13.5 kn')
    expect(formatSpeed(33.5, 0)).toBe('34 kn')
    expect(formatHeight(4)).toBe('4.0 m')
    expect(formatDepth(5200.4)).toBe(`5${THIN_SPACE}200 m`)
    expect(formatTemperature(-1.04)).toBe('−1.0 °C')
  })

  it.each([null, undefined, NaN, Infinity])('shows %s as missing, without a unit', (value) => {
    expect([formatDistance(value), formatSpeed(value), formatCourse(value), formatNumber(value)]).toEqual(
      Array(4).fill(MISSING),
    )
  })

  it.each([
    [7, '007°T'],
    [214.4, '214°T'],
    [359.6, '000°T'],
    [360, '000°T'],
    [-1, '359°T'],
    [-0, '000°T'],
    [719.4, '359°T'],
  ])('course %d is %s', (degrees, text) => {
    expect(formatCourse(degrees)).toBe(text)
  })
})

describe('Beaufort and sea state', () => {
  it.each([
    [0, 0],
    [0.49, 0],
    [0.5, 1],
    [3, 1],
    [4, 2],
    [6.5, 3],
    [16.49, 4],
    [16.5, 5],
    [33.49, 7],
    [33.5, 8],
    [63, 11],
    [64, 12],
    [120, 12],
  ])('%d kn is force %d', (knots, force) => {
    expect(beaufort(knots)).toBe(force)
  })

  /** Lower bounds of force 1 to 12 in m/s, as tables give them beside those in knots. */
  const metresPerSecond = [0.3, 1.6, 3.4, 5.5, 8, 10.8, 13.9, 17.2, 20.8, 24.5, 28.5, 32.7]
  const byMetres = (ms: number) => metresPerSecond.filter((bound) => ms >= bound).length
  const byKnots = (ms: number) => beaufort((ms * 3600) / 1852)!

  it('row 31: goes by whole knots, where m/s would say otherwise', () => {
    const speeds = [7.99, 8, 8.23, 17.2]
    expect(speeds.map(byMetres)).toEqual([4, 5, 5, 8])
    expect(speeds.map(byKnots)).toEqual([4, 4, 4, 7])
  })

  it('differs from the table in m/s in four places, and by less than 0.1 m/s at the other bounds', () => {
    const apart = metresPerSecond.map((bound, index) => {
      const knots = [1, 4, 7, 11, 17, 22, 28, 34, 41, 48, 56, 64][index]!
      return { bound, other: ((knots - 0.5) * 1852) / 3600 }
    })
    for (const { bound, other } of apart) {
      const between = (bound + other) / 2
      expect(Math.abs(byMetres(between) - byKnots(between))).toBe(1)
    }
    expect(
      apart.flatMap(({ bound, other }) => (Math.abs(other - bound) < 0.1 ? [] : [[bound, Number(other.toFixed(2))]])),
    ).toEqual([
      [1.6, 1.8],
      [8, 8.49],
      [10.8, 11.06],
      [13.9, 14.15],
    ])
  })

  it('row 32: the sea state takes the lower figure at a bound', () => {
    expect([0, 0.1, 0.5, 1.25, 1.26, 4, 14.1].map((hs) => seaState(hs)!.degree)).toEqual([0, 1, 2, 3, 4, 5, 9])
  })

  it.each([
    [0, 0, 'calm, glassy'],
    [0.1, 1, 'calm, rippled'],
    [0.11, 2, 'smooth'],
    [0.5, 2, 'smooth'],
    [1.25, 3, 'slight'],
    [2.5, 4, 'moderate'],
    [4, 5, 'rough'],
    [4.01, 6, 'very rough'],
    [9, 7, 'high'],
    [14, 8, 'very high'],
    [14.1, 9, 'phenomenal'],
  ])('Hs %d m is degree %d, %s', (hs, degree, words) => {
    expect(seaState(hs)).toEqual({ degree, words })
  })

  it('has neither for a missing value', () => {
    expect([beaufort(NaN), beaufort(null), seaState(NaN), seaState(undefined)]).toEqual([null, null, null, null])
  })
})

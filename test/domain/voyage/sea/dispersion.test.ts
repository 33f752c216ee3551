import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  deepWaveLength,
  deepWaveSpeed,
  GRAVITY,
  isDeep,
  isWavePeriod,
  MS_PER_KNOT,
  peakPeriod,
  waveLength,
  waveNumber,
} from '#src/domain/voyage/sea/dispersion.ts'

it('row 11: waves of 10 s in deep water', () => {
  expect(deepWaveLength(10)).toBeCloseTo(156.078, 2)
  // As published, with g 9.81
  expect(Math.abs((deepWaveLength(10) * 9.81) / GRAVITY - 156.13)).toBeLessThan(0.01)
  expect(Math.abs((deepWaveSpeed(10) * 9.81) / GRAVITY - 15.613)).toBeLessThan(0.01)
  expect(deepWaveSpeed(1) / MS_PER_KNOT).toBeCloseTo(3.034, 3)
})

it('row 12: the peak of a Pierson-Moskowitz sea of Tz 10 s', () =>
  expect(peakPeriod(10, 'tm02', 'pierson-moskowitz')).toBeCloseTo(14.077, 3))

it('a mean of 9 s stands for a peak of 10.8 to 11.7 s', () => {
  expect(peakPeriod(9, 'tm01', 'jonswap')).toBeCloseTo(10.8, 9)
  expect(peakPeriod(9, 'tm01', 'pierson-moskowitz')).toBeCloseTo(11.7, 9)
  expect(peakPeriod(9, 'tm02', 'jonswap')).toBeCloseTo(9 / 0.777, 9)
  expect(peakPeriod(9, 'tm-10', 'jonswap')).toBeCloseTo(9 / 0.903, 9)
  expect(peakPeriod(9, 'tm-10', 'pierson-moskowitz')).toBeCloseTo(9 / 0.857, 9)
})

it('row 13: the tables of waves, by depth over deep length', () => {
  const periodS = 10
  for (const [relative, expected] of [
    [0.1, 0.14098],
    [0.05, 0.09415],
  ] as const) {
    const depthM = relative * deepWaveLength(periodS)
    expect(depthM / waveLength(periodS, depthM)).toBeCloseTo(expected, 5)
  }
})

it('row 14: lengths in shallow water', () => {
  expect(waveLength(8, 10)).toBeCloseTo(70.883, 3)
  expect(waveLength(12, 30)).toBeCloseTo(177.002, 3)
  expect(waveLength(15, 25)).toBeCloseTo(217.28, 3)
  expect(waveLength(10, 20)).toBeCloseTo(121.21, 2)
})

describe('the wave number', () => {
  it('is the one that bracketing finds', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 2, max: 30, noNaN: true }),
        fc.double({ min: -4, max: Math.log10(Math.PI), noNaN: true }),
        (periodS, exponent) => {
          const omega = (2 * Math.PI) / periodS
          const depthM = (GRAVITY * 10 ** exponent) / omega ** 2
          let [low, high] = [0, 1e4]
          for (let round = 0; round < 200; round++) {
            const middle = (low + high) / 2
            if (GRAVITY * middle * Math.tanh(middle * depthM) < omega ** 2) low = middle
            else high = middle
          }
          expect(waveNumber(periodS, depthM) / low).toBeCloseTo(1, exponent > 0.4 ? 2 : 9)
          expect(waveNumber(periodS, depthM) / low).toBeLessThan(1 + 1e-9)
        },
      ),
    )
  })
  it('falls with the period, and with the depth', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 2, max: 29, noNaN: true }),
        fc.double({ min: 1, max: 600, noNaN: true }),
        (periodS, depthM) => {
          expect(waveNumber(periodS + 0.5, depthM)).toBeLessThan(waveNumber(periodS, depthM))
          expect(waveNumber(periodS, depthM * 1.1)).toBeLessThanOrEqual(waveNumber(periodS, depthM) * 1.004)
        },
      ),
    )
  })
  it('is that of deep water from half a length down, and where the depth is not known', () => {
    const half = deepWaveLength(10) / 2
    expect([isDeep(10, half), isDeep(10, half - 0.01), isDeep(10, NaN)]).toEqual([true, false, true])
    expect(waveLength(10)).toBeCloseTo(deepWaveLength(10), 9)
    expect(waveLength(10, 1000)).toBeCloseTo(deepWaveLength(10), 9)
  })
  it.each([
    [1.99, false],
    [2, true],
    [30, true],
    [30.01, false],
    [NaN, false],
  ])('of %d s is known: %s', (periodS, known) => {
    expect(isWavePeriod(periodS)).toBe(known)
    expect(Number.isNaN(waveNumber(periodS, 20))).toBe(!known)
  })
})

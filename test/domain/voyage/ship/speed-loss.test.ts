import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kwonLoss, speedInWeather, stawave1 } from '#src/domain/voyage/ship/speed-loss.ts'
import { bulker, container, hullFrom } from '../ships.ts'

const a = hullFrom(bulker)
const b = hullFrom(container)
const percent = (...args: Parameters<typeof kwonLoss>) => {
  const loss = kwonLoss(...args)
  return loss.known ? loss.value : NaN
}
/** A hull of one block coefficient and volume, at a Froude number of 0.2 with the length of the bulk carrier. */
const of = (blockCoefficient: number) => ({ ...a, blockCoefficient, volumeM3: 90_000 })

describe('Kwon', () => {
  it('row 25: a bulk carrier in head and bow seas', () => {
    expect(percent(a, 'laden', 13.5, 0, 4)).toBeCloseTo(3.3495, 3)
    expect(percent(a, 'laden', 13.5, 0, 5)).toBeCloseTo(8.6807, 3)
    expect(percent(a, 'laden', 13.5, 0, 6)).toBeCloseTo(23.5819, 3)
    expect(percent(a, 'laden', 13.5, 45, 6)).toBeCloseTo(18.6297, 3)
  })
  it('row 26: a container ship ahead, a bulk carrier in following seas', () => {
    expect(percent(b, 'container', 20, 0, 6)).toBeCloseTo(9.6217, 3)
    expect(percent(a, 'laden', 13.5, 170, 4)).toBe(0)
    expect(percent(b, 'container', 20, 0, 4)).toBeCloseTo(4.3, 2)
  })
  it('changes with the angle at 30°, 60° and 150°, alike on both sides', () => {
    const by = (angle: number) => percent(a, 'laden', 13.5, angle, 6) / percent(a, 'laden', 13.5, 0, 6)
    expect([30, 30.1, 60, 60.1, 150, 150.1].map(by)).toEqual(
      [1, 0.79, 0.79, 0.45, 0.45, 0.14].map((share) => expect.closeTo(share, 9) as number),
    )
    expect(by(-45)).toBeCloseTo(0.79, 9)
    const atFive = (angle: number) => percent(a, 'laden', 13.5, angle, 5) / percent(a, 'laden', 13.5, 0, 5)
    expect([45, 90, 170].map(atFive)).toEqual([0.835, 0.42, 0.065].map((share) => expect.closeTo(share, 9) as number))
  })
  it('has a factor for each block coefficient and loading, and lines between', () => {
    // Figures for Froude 0.2, from the table by hand
    const speedKn = (0.2 * Math.sqrt(9.80665 * 217) * 3600) / 1852
    const factor = (kind: 'laden' | 'ballast', block: number) => {
      const calm = (kind === 'laden' ? 0.5 : 0.7) * 4 + 4 ** 6.5 / (2.7 * 90_000 ** (2 / 3))
      return percent(of(block), kind, speedKn, 0, 4) / calm
    }
    const laden = [0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85].map((block) => factor('laden', block))
    expect(laden).toEqual([1.124, 1.312, 1.396, 1.544, 0.66, 0.584, 0.48].map((x) => expect.closeTo(x, 6) as number))
    const ballast = [0.7, 0.75, 0.8, 0.85].map((block) => factor('ballast', block))
    expect(ballast).toEqual([1.544, 0.64, 0.604, 0.492].map((x) => expect.closeTo(x, 6) as number))
    expect(factor('laden', 0.825)).toBeCloseTo((0.584 + 0.48) / 2, 6)
    expect(factor('laden', 0.5)).toBeCloseTo(1.124, 6)
    expect(factor('laden', 0.9)).toBeCloseTo(0.48, 6)
  })
  it.each([
    ['force 7', a, 13.5, 7, 'more than 30 %, outside the method'],
    ['force 7, astern', a, 13.5, 7, 'outside the method'],
    ['a very full hull', of(0.86), 13.5, 4, 'outside the method'],
    ['a very fine hull', of(0.54), 13.5, 4, 'outside the method'],
    ['hardly any way', a, 4.4, 4, 'outside the method'],
    ['great speed', b, 31, 4, 'outside the method'],
    ['nothing of that', a, 13.5, 6, null],
  ] as const)('is only about right with %s', (name, hull, speedKn, force, outsideRange) =>
    expect(kwonLoss(hull, 'laden', speedKn, name.endsWith('astern') ? 180 : 0, force)).toMatchObject({ outsideRange }),
  )
  it('is within its range at both ends', () => {
    const knots = (froude: number) => (froude * Math.sqrt(9.80665 * 217) * 3600) / 1852
    const outside = [
      kwonLoss(of(0.55), 'laden', knots(0.051), 0, 0),
      kwonLoss(of(0.85), 'laden', knots(0.15), 0, 6),
      kwonLoss(of(0.6), 'laden', knots(0.299), 0, 4),
    ].map((loss) => loss.known && loss.outsideRange)
    expect(outside).toEqual([null, null, null])
  })
  it('never gains, and grows with the wind ahead', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5 }), fc.double({ min: -180, max: 180, noNaN: true }), (force, angle) => {
        expect(percent(a, 'laden', 13.5, angle, force)).toBeGreaterThanOrEqual(0)
        expect(percent(a, 'laden', 13.5, 0, force + 1)).toBeGreaterThan(percent(a, 'laden', 13.5, 0, force))
      }),
    )
  })
  it.each([
    [NaN, 0, 4],
    [13.5, NaN, 4],
    [13.5, 0, NaN],
  ])('is not known for %d kn, %d°, force %d', (speedKn, angle, force) =>
    expect(kwonLoss(a, 'laden', speedKn, angle, force)).toEqual({
      known: false,
      reason: 'speed, wind or heading not known',
    }),
  )
})

it('leaves a speed, but none outside the method', () => {
  const left = (force: number) => speedInWeather(13.5, kwonLoss(a, 'laden', 13.5, 0, force))
  expect(left(5)).toEqual({ known: true, value: expect.closeTo(12.33, 2) as number, outsideRange: null })
  expect(left(6)).toMatchObject({ value: expect.closeTo(10.32, 2) as number })
  expect(left(7)).toEqual({ known: false, reason: 'more than 30 %, outside the method' })
  expect(left(NaN)).toEqual({ known: false, reason: 'speed, wind or heading not known' })
})

describe('STAWAVE-1', () => {
  it('row 27: 3 m on a bow of 50 m', () =>
    expect(stawave1(a, 50, 3, 0)).toEqual({
      known: true,
      value: expect.closeTo(146_445.7, 1) as number,
      outsideRange: null,
    }))
  it('ends at a height that grows with the ship', () => {
    expect(stawave1(a, 50, 3.31, 45)).toMatchObject({ outsideRange: null })
    expect(stawave1(a, 50, 3.32, -45)).toMatchObject({ outsideRange: 'waves are higher than 3.3 m' })
  })
  it('is for head waves with all figures', () => {
    expect(stawave1(a, 50, 3, 45.1)).toEqual({ known: false, reason: 'for waves within 45° of the bow only' })
    for (const [bow, height, angle] of [
      [0, 3, 0],
      [NaN, 3, 0],
      [50, NaN, 0],
      [50, 3, NaN],
    ] as const)
      expect(stawave1(a, bow, height, angle)).toEqual({
        known: false,
        reason: 'needs length of the bow, waves and heading',
      })
  })
})

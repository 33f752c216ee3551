import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { barrassConfined, barrassOpen, icorels, isShallow, squat, underKeel } from '#src/domain/voyage/ship/depth.ts'
import { bulker, hullFrom } from '../ships.ts'

const hull = hullFrom(bulker)
const value = (estimate: ReturnType<typeof squat>) => (estimate.known ? estimate.value : estimate.reason)

it('row 28: Barrass in open water', () => {
  expect(barrassOpen(0.9, 16)).toBeCloseTo(2.304, 3)
  expect(barrassOpen(0.84, 10)).toBeCloseTo(0.84, 9)
})
it('row 29: Barrass in a channel', () => {
  expect(barrassConfined(0.84, 8, 0.1075)).toBeCloseTo(0.5213, 4)
  expect((32.25 * 14) / (250 * 16.8)).toBeCloseTo(0.1075, 4)
})

describe('ICORELS', () => {
  it('row 30: at 10 kn in 20 m', () => {
    expect(value(icorels(hull, 10, 20))).toBeCloseTo(0.6085, 4)
    expect(value(icorels(hull, 10, 16.8))).toBeCloseTo(0.735, 3)
  })
  it('has its figure by the block coefficient', () => {
    const of = (blockCoefficient: number) =>
      (value(icorels({ ...hull, blockCoefficient }, 10, 20)) as number) / (value(icorels(hull, 10, 20)) as number)
    expect([0.8, 0.79, 0.7, 0.69].map((block) => of(block) * 2.4)).toEqual(
      [2.4, 2, 2, 1.7].map((figure) => expect.closeTo(figure, 9) as number),
    )
  })
  it('has no number from a depth Froude number of 0.7', () => {
    // 0.7 times the square root of g times 20 m is 19.06 kn
    expect([19.05, 19.07].map((speedKn) => icorels(hull, speedKn, 20).known)).toEqual([true, false])
    expect(value(icorels(hull, 19.07, 20))).toBe('too fast for this depth')
    expect([value(icorels(hull, NaN, 20)), value(icorels(hull, 10, NaN))]).toEqual([
      'speed or depth not known',
      'speed or depth not known',
    ])
  })
})

describe('squat', () => {
  it.each([
    [14, 0.89995, 'squat is not measured in less than 1.1 draughts'],
    [16.8, 0.84, null],
    [20, 0.84, 'Barrass is too large beyond 1.4 draughts'],
    [20.99, 0.84, 'Barrass is too large beyond 1.4 draughts'],
    [21.01, 0.5771, null],
    [56, 0.2072, null],
    [56.1, 0, null],
    [4000, 0, null],
  ])('in %d m at 10 kn is %d m', (depthM, expected, outsideRange) =>
    expect(squat(hull, 10, depthM)).toEqual({
      known: true,
      value: expect.closeTo(expected, 3) as number,
      outsideRange,
    }),
  )
  it('is that of ICORELS where a short ship is fast, and then within its range', () => {
    const short = { ...hull, lengthM: 100, volumeM3: 0.84 * 100 * 32.25 * 14 }
    expect(squat(short, 17, 20)).toEqual(icorels(short, 17, 20))
    expect(value(squat(short, 17, 20))).toBeGreaterThan(barrassOpen(0.84, 17))
  })
  it('grows with speed', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 15, noNaN: true }),
        fc.double({ min: 14, max: 56, noNaN: true }),
        (speedKn, depthM) => {
          expect(value(squat(hull, speedKn + 0.1, depthM))).toBeGreaterThan(
            value(squat(hull, speedKn, depthM)) as number,
          )
        },
      ),
    )
  })
  it.each([
    [10, 0, 'land or no depth'],
    [10, -5, 'land or no depth'],
    [10, NaN, 'land or no depth'],
    [NaN, 20, 'speed not known'],
    [NaN, 4000, 'speed not known'],
    [20, 20, 'too fast for this depth'],
  ])('at %d kn in %d m: %s', (speedKn, depthM, reason) =>
    expect(squat(hull, speedKn, depthM)).toEqual({ known: false, reason }),
  )
})

describe('water under the keel', () => {
  it('is what draught, squat and waves leave', () => {
    expect(value(underKeel(hull, 10, 20, 1.5))).toBeCloseTo(4.41, 9)
    expect(value(underKeel(hull, 10, 20, 1.5, 1))).toBeCloseTo(3.66, 9)
    expect(value(underKeel(hull, 10, 4000, 2))).toBeCloseTo(3985, 9)
    expect(value(underKeel(hull, 0, 12, 0))).toBeCloseTo(-2, 9)
  })
  it('says what its squat says', () =>
    expect(underKeel(hull, 10, 20, 1.5)).toMatchObject({ outsideRange: 'Barrass is too large beyond 1.4 draughts' }))
  it('is not known without depth, speed or waves', () =>
    expect([
      value(underKeel(hull, 10, NaN, 1)),
      value(underKeel(hull, NaN, 20, 1)),
      value(underKeel(hull, 10, 20, NaN)),
    ]).toEqual(['land or no depth', 'speed not known', 'wave height not known']))
})

it('is shallow in less than four draughts', () =>
  expect([55.9, 56, NaN].map((depth) => isShallow(depth, 14))).toEqual([true, false, false]))

import { describe, expect, it } from 'vitest'
import { hullOf, isBlockDoubtful, noParticulars, rollPeriod } from '#src/domain/voyage/ship/hull.ts'
import { bulker, container, hullFrom } from '../ships.ts'

describe('the hull', () => {
  it('has the volume of its block coefficient', () => {
    expect(hullFrom(bulker).volumeM3).toBeCloseTo(82_299, 0)
    expect(hullFrom(container).volumeM3).toBeCloseTo(96_668, 0)
  })
  it('goes by the displacement where there is one', () => {
    const { volumeM3, blockCoefficient } = hullFrom({ ...bulker, displacementT: 80_000 })
    expect(volumeM3).toBeCloseTo(80_000 / 1.025, 6)
    expect(blockCoefficient).toBeCloseTo(0.7966, 4)
  })
  it.each([
    [{ lengthM: null }, 'needs length, beam and draught'],
    [{ beamM: null }, 'needs length, beam and draught'],
    [{ draughtM: null }, 'needs length, beam and draught'],
    [{ blockCoefficient: null }, 'needs block coefficient or displacement'],
    [{ blockCoefficient: 0.39 }, 'block coefficient is not between 0.40 and 0.95'],
    [{ blockCoefficient: 0.96 }, 'block coefficient is not between 0.40 and 0.95'],
  ])('with %j %s', (change, reason) => expect(hullOf({ ...bulker, ...change })).toEqual({ known: false, reason }))
  it('takes the ends of what a block coefficient can be', () =>
    expect([0.4, 0.95].map((blockCoefficient) => hullOf({ ...bulker, blockCoefficient }).known)).toEqual([true, true]))
})

it.each([
  [null, 0.84, false],
  [84_357, 0.84, false],
  [84_357, null, false],
  [84_357, 0.8, true],
  [84_357, 0.88, true],
  [84_357, 0.865, false],
  [10_000, 0.84, true],
])('a displacement of %s t beside a block coefficient of %s is doubtful: %s', (displacementT, blockCoefficient, is) =>
  expect(isBlockDoubtful({ ...bulker, displacementT, blockCoefficient })).toBe(is),
)

describe('rollPeriod', () => {
  const seconds = (ship: typeof bulker) => {
    const period = rollPeriod(ship)
    return period.known ? period.value : NaN
  }
  it('row 20: of two ships by their GM', () => {
    expect(seconds(bulker)).toBeCloseTo(12.3884, 4)
    expect(seconds(container)).toBeCloseTo(23.4271, 4)
  })
  it('row 21: of a ship whose period is published', () => {
    const published = { ...noParticulars, beamM: 48.2, draughtM: 14.5, lengthM: 350, gmM: 1.8 }
    expect(Math.abs(seconds(published) - 21.48)).toBeLessThan(0.02)
  })
  it('says where it is outside the ships the formula was made from', () => {
    expect(rollPeriod(bulker)).toMatchObject({ outsideRange: null })
    expect(rollPeriod(container)).toMatchObject({ outsideRange: 'roll period is 20 s or more' })
    expect(rollPeriod({ ...bulker, draughtM: 9 })).toMatchObject({ outsideRange: 'beam over draught is 3.5 or more' })
  })
  it('is the measured one where there is one', () =>
    expect(rollPeriod({ ...container, rollPeriodS: 19 })).toEqual({ known: true, value: 19, outsideRange: null }))
  it.each([
    [{ gmM: null }, 'needs GM or roll period'],
    [{ gmM: 0 }, 'needs GM or roll period'],
    [{ gmM: -1, rollPeriodS: 0 }, 'needs GM or roll period'],
    [{ lengthM: null }, 'needs length, beam and draught'],
    [{ beamM: null }, 'needs length, beam and draught'],
    [{ draughtM: null }, 'needs length, beam and draught'],
    [{ lengthM: 1000 }, 'length, beam and draught do not fit together'],
  ])('with %j %s', (change, reason) => expect(rollPeriod({ ...bulker, ...change })).toEqual({ known: false, reason }))
})

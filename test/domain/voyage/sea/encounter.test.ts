import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { circularPeriod, encounter, speedAhead } from '#src/domain/voyage/sea/encounter.ts'

const met = (...args: Parameters<typeof encounter>) => {
  const found = encounter(...args)
  if (!found.known) throw new Error(found.reason)
  return found.value
}

describe('encounter', () => {
  it('row 15: 10 s at 15 kn, head and following', () => {
    expect(met(10, 15, 0)).toEqual({
      periodS: expect.closeTo(6.6916, 4) as number,
      overtaking: false,
      deepAssumed: true,
    })
    expect(met(10, 15, 180)).toEqual({
      periodS: expect.closeTo(19.7789, 4) as number,
      overtaking: false,
      deepAssumed: true,
    })
    expect(met(10, 15, 90).periodS).toBeCloseTo(10, 9)
  })
  it('row 16: on the quarter, and overtaking', () => {
    expect(met(8, 16, 135)).toMatchObject({ periodS: expect.closeTo(14.9851, 4) as number, overtaking: false })
    expect(met(6, 25, 180)).toMatchObject({ periodS: expect.closeTo(16.07, 4) as number, overtaking: true })
  })
  it('row 17: in shallow water', () => {
    expect(met(10, 12, 0, 20)).toEqual({
      periodS: expect.closeTo(6.6255, 4) as number,
      overtaking: false,
      deepAssumed: false,
    })
    expect(met(10, 12, 0).periodS).toBeCloseTo(7.166, 3)
  })
  it('is the waves’ own period for a ship that stands still, whatever her heading', () =>
    expect(met(9, 0, NaN).periodS).toBeCloseTo(9, 9))
  it('has no number where she moves with the waves', () =>
    expect(encounter(6, 18.2, 180)).toEqual({ known: false, reason: 'moving with the waves' }))
  it.each([
    [NaN, 12, 0, 'wave period not known'],
    [1.9, 12, 0, 'wave period not known'],
    [30.1, 12, 0, 'wave period not known'],
    [10, NaN, 0, 'speed, heading or wave direction not known'],
    [10, 12, NaN, 'speed, heading or wave direction not known'],
  ])('of %d s at %d kn and %d°: %s', (waveS, speedKn, angleDeg, reason) =>
    expect(encounter(waveS, speedKn, angleDeg)).toEqual({ known: false, reason }),
  )
  it('grows from head to following seas while she is slower than the waves, alike on both sides', () => {
    const slow = fc.record({
      waveS: fc.double({ min: 8, max: 20, noNaN: true }),
      speedKn: fc.double({ min: 1, max: 14, noNaN: true }),
      angle: fc.double({ min: 0, max: 178, noNaN: true }),
    })
    fc.assert(
      fc.property(slow, ({ waveS, speedKn, angle }) => {
        expect(met(waveS, speedKn, angle + 2).periodS).toBeGreaterThan(met(waveS, speedKn, angle).periodS)
        expect(met(waveS, speedKn, -angle).periodS).toBeCloseTo(met(waveS, speedKn, angle).periodS, 9)
      }),
    )
  })
})

describe('the period of the circular', () => {
  const te = (waveS: number, speedKn: number, angleDeg: number) => circularPeriod(waveS, speedAhead(speedKn, angleDeg))
  it('row 18: head, following and on the bow', () => {
    expect(te(10, 15, 0)).toBeCloseTo(6.6667, 4)
    expect(te(10, 15, 180)).toBeCloseTo(20, 4)
    expect(te(12, 18, 30)).toBeCloseTo(8.374, 4)
  })
  it('row 19: no number where she moves with the waves', () => {
    expect(te(6, 18, 180)).toBeNaN()
    expect(te(6, 18.3, 180)).toBeNaN()
    expect(te(6, 19, 180)).toBeCloseTo(108, 6)
  })
  it('is within 3 % of the exact one away from where she moves with the waves', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 5, max: 20, noNaN: true }),
        fc.double({ min: 0, max: 25, noNaN: true }),
        (waveS, speedKn) => {
          expect(te(waveS, speedKn, 0) / met(waveS, speedKn, 0).periodS).toBeGreaterThan(0.98)
          expect(te(waveS, speedKn, 0) / met(waveS, speedKn, 0).periodS).toBeLessThan(1.02)
        },
      ),
    )
  })
})

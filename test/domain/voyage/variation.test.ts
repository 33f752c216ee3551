// @ts-expect-error the package has no types
import magvarPackage from 'magvar'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { magneticCourse, magneticWords, variationAt } from '#src/domain/voyage/variation.ts'

const { magvar } = magvarPackage as { magvar: (lat: number, lon: number, heightKm: number, date?: Date) => number }
const at = (...args: Parameters<typeof variationAt>) => {
  const variation = variationAt(...args)
  return variation.known ? variation.value.deg : NaN
}

describe('variationAt', () => {
  it('row 40: as NOAA gives it with the model', () => {
    const pacific = variationAt({ lat: 33, lon: -118 }, Date.UTC(2025, 6, 2, 12), 44)
    expect(pacific).toMatchObject({ known: true, value: { model: 'WMM-2025' } })
    expect(Math.abs(at({ lat: 33, lon: -118 }, Date.UTC(2025, 6, 2, 12), 44) - 11.1)).toBeLessThan(0.01)
    expect(Math.abs(at({ lat: -57, lon: 3 }, Date.UTC(2026, 0, 1), 74) + 22.51)).toBeLessThan(0.01)
  })
  it('agrees with another reading of the model all over the seas', () => {
    const day = Date.UTC(2026, 10, 22)
    fc.assert(
      fc.property(
        fc.double({ min: -65, max: 75, noNaN: true }),
        fc.double({ min: -180, max: 180, noNaN: true }),
        (lat, lon) => {
          expect(Math.abs(at({ lat, lon }, day) - magvar(lat, lon, 0, new Date(day)))).toBeLessThan(0.05)
        },
      ),
    )
  })
  it('is none outside the years of the models, and without a position', () => {
    expect(variationAt({ lat: 45, lon: -30 }, Date.UTC(2029, 10, 12)).known).toBe(true)
    expect(variationAt({ lat: 45, lon: -30 }, Date.UTC(2029, 10, 15))).toEqual({
      known: false,
      reason: 'no magnetic model for this date',
    })
    expect(variationAt({ lat: NaN, lon: -30 }, Date.UTC(2026, 0, 1))).toEqual({
      known: false,
      reason: 'position not known',
    })
    expect(variationAt({ lat: 45, lon: -30 }, NaN).known).toBe(false)
  })
  it('makes a compass course', () => {
    expect(at({ lat: 45, lon: -30 }, Date.UTC(2026, 10, 22))).toBeCloseTo(-8.97, 2)
    expect(magneticCourse(90, -8.97)).toBeCloseTo(98.97, 9)
    expect(magneticCourse(2, 5)).toBe(357)
  })
  it('is written to half a degree, with its side and its model', () => {
    const words = (course: number, lon = -30, day = Date.UTC(2026, 10, 22)) =>
      magneticWords(course, { lat: 45, lon }, day)
    expect(words(90)).toMatchObject({
      known: true,
      value: { course: '099.0°M', variation: '9.0°W', model: 'WMM2025' },
    })
    // 350.8 + 8.97 reads as north, not as 360.
    expect(words(350.8)).toMatchObject({ value: { course: '000.0°M' } })
    expect(words(90, 30)).toMatchObject({ value: { variation: expect.stringMatching(/E$/) as string } })
    expect(words(90, -30, Date.UTC(2030, 0, 1))).toMatchObject({ reason: 'no magnetic model for this date' })
    expect(words(NaN)).toMatchObject({ reason: 'course not known' })
  })
})

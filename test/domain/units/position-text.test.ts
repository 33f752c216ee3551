import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatDecimal, formatLatitude, formatLongitude, formatPosition } from '#src/domain/units/position-text.ts'
import { parseLatitude, parseLongitude, parsePosition } from '#src/domain/units/position-grammar.ts'

describe('a position for the screen', () => {
  it('is in degrees and decimal minutes', () => {
    expect(formatPosition({ lat: 51 + 59.012 / 60, lon: 4 + 2.3 / 60 })).toBe("51°59.012'N 004°02.300'E")
    expect(formatPosition({ lat: -33.770166666667, lon: -71.61125 })).toBe("33°46.210'S 071°36.675'W")
  })

  it.each([
    [51 + 59.9996 / 60, "52°00.000'N"],
    [-(51 + 59.9996 / 60), "52°00.000'S"],
    [0, "00°00.000'N"],
    [-0, "00°00.000'N"],
    [-0.000001, "00°00.000'N"],
    [90, "90°00.000'N"],
    [-90, "90°00.000'S"],
    [NaN, '—'],
    [null, '—'],
  ])('latitude %d is %s', (lat, text) => {
    expect(formatLatitude(lat)).toBe(text)
  })

  it.each([
    [180, "180°00.000'E"],
    [-180, "180°00.000'E"],
    [179.9999999, "180°00.000'E"],
    [-179.9999999, "180°00.000'E"],
    [181, "179°00.000'W"],
    [-181, "179°00.000'E"],
    [540, "180°00.000'E"],
    [241.7, "118°18.000'W"],
    [-0, "000°00.000'E"],
    [-0.0000001, "000°00.000'E"],
    [9 + 59.9996 / 60, "010°00.000'E"],
  ])('longitude %d is %s', (lon, text) => {
    expect(formatLongitude(lon)).toBe(text)
  })

  it('has six decimals in exports, wrapped and without −0', () => {
    expect(formatDecimal({ lat: -0.00000001, lon: 190.5 })).toBe('0.000000, -169.500000')
  })

  it('is missing where a part is missing', () => {
    expect(formatPosition(null)).toBe('—')
    expect(formatPosition({ lat: NaN, lon: 4 })).toBe('—')
  })
})

describe('a position in the notation that was chosen', () => {
  it.each([
    [{ lat: 51 + 59.012 / 60, lon: 4 + 2.3 / 60 }, `51°59'00.7"N 004°02'18.0"E`, '51.98353, 4.03833'],
    [
      { lat: -(59 / 60 + 59.96 / 3600), lon: -(179 + 59 / 60 + 59.96 / 3600) },
      `01°00'00.0"S 180°00'00.0"E`,
      '-0.99999, -179.99999',
    ],
    [{ lat: -0.000001, lon: -0.000001 }, `00°00'00.0"N 000°00'00.0"E`, '0.00000, 0.00000'],
    [{ lat: 12.5, lon: 190.25 }, `12°30'00.0"N 169°45'00.0"W`, '12.50000, -169.75000'],
    [{ lat: 0, lon: -180 }, `00°00'00.0"N 180°00'00.0"E`, '0.00000, 180.00000'],
  ])('%o', (position, seconds, decimal) => {
    expect(formatPosition(position, 'seconds')).toBe(seconds)
    expect(formatPosition(position, 'decimal')).toBe(decimal)
  })

  it('is read back within what it shows, and is missing in each where it is missing', () => {
    const degrees = fc.record({
      lat: fc.double({ min: -90, max: 90, noNaN: true }),
      lon: fc.double({ min: -179.9, max: 179.9, noNaN: true }),
    })
    fc.assert(
      fc.property(degrees, fc.constantFrom('minutes', 'seconds', 'decimal'), (position, notation) => {
        const read = parsePosition(formatPosition(position, notation))
        expect(Math.abs(read.lat - position.lat)).toBeLessThanOrEqual(0.05 / 3600 + 1e-9)
        expect(Math.abs(read.lon - position.lon)).toBeLessThanOrEqual(0.05 / 3600 + 1e-9)
      }),
    )
    for (const notation of ['minutes', 'seconds', 'decimal'] as const)
      expect(formatPosition({ lat: NaN, lon: 0 }, notation)).toBe('—')
  })
})

describe('reading a position', () => {
  it.each([
    '1.234°S 5.678°W',
    '1°14.04′S,5°40.68′W',
    '1°14′2.4″S,5°40′40.8″W',
    'S1.234°,W5.678°',
    'S1°14.04′,W5°40.68′',
    'S1°14\'2.4",W5°40\'40.8"',
    '-1.234°,-5.678°',
    '-1°14.04′,-5°40.68′',
    '-1°14′2.4″, -5°40′40.8″',
    '1.234° S,5.678° W',
    '1° 14.04′ S  5° 40.68′ W',
    'S 1° 14′ 2.4″ W 5° 40′ 40.8″',
    '-1.234,-5.678',
    '−1.234; −5.678',
    '-1.234 -5.678',
    '-1,234 -5,678',
    '-1,234; -5,678',
    '01-14.04S 005-40.68W',
    '1 14.040S 5 40.680W',
    "5°40.68'W / 1°14.04'S",
    "1°14'2.4''S 5°40'40.8''W",
    '1:14:2.4 s 5:40:40.8 w',
  ])('takes the notation %s', (text) => {
    const { lat, lon } = parsePosition(text)
    expect(lat).toBeCloseTo(-1.234, 9)
    expect(lon).toBeCloseTo(-5.678, 9)
  })

  it.each([
    '',
    'no,no',
    '51.5',
    "51°60.0'N 004°00.0'E",
    "51.5°30'N 4°E",
    '-51.5S 4E',
    '51N 52N',
    '51N 4E 5',
    '1 2 3',
    'NaN, NaN',
    '1e2, 4',
    'N E',
  ])('refuses %j', (text) => {
    expect(() => parsePosition(text)).toThrow(expect.objectContaining({ code: 'position-unreadable' }) as Error)
  })

  it.each(['95.2, 4', '50,4711', "90°00.1'S 4°E"])('tells apart %j, where a number is too large', (text) => {
    expect(() => parsePosition(text)).toThrow(/^(latitude|longitude)-out-of-range/)
  })

  it('reads one coordinate, a decimal comma too', () => {
    expect(parseLatitude('50,4711')).toBe(50.4711)
    expect(parseLongitude("179°59.999'W")).toBeCloseTo(-179.99998333, 8)
    expect(parseLongitude('190.5')).toBe(190.5)
    expect(Object.is(parseLatitude('0 S'), 0)).toBe(true)
    expect(() => parseLatitude('4 E')).toThrow()
    expect(() => parseLatitude('90.1')).toThrow()
  })

  it('reads back what it shows, to half a thousandth of a minute', () => {
    const half = 0.0005 / 60 + 1e-12
    fc.assert(
      fc.property(
        fc.double({ min: -90, max: 90, noNaN: true }),
        fc.double({ min: -180, max: 180, noNaN: true }),
        (lat, lon) => {
          const back = parsePosition(formatPosition({ lat, lon }))
          expect(Math.abs(back.lat - lat)).toBeLessThanOrEqual(half)
          const turn = Math.abs(back.lon - lon)
          expect(Math.min(turn, 360 - turn)).toBeLessThanOrEqual(half)
        },
      ),
    )
  })
})

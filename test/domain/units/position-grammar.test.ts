import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findPositions, parseLatitude, parseLongitude, parsePosition } from '#src/domain/units/position-grammar.ts'

/** What is read, or null where it is refused. */
function read<T>(parse: () => T): T | null {
  try {
    return parse()
  } catch {
    return null
  }
}
const refused = (text: string) => expect(read(() => parsePosition(text))).toBeNull()
const shown = (text: string) => {
  const { lat, lon } = parsePosition(text)
  return `${lat.toFixed(4)} ${lon.toFixed(4)}`
}

describe('a position in the notations of the sea', () => {
  it.each([
    ...[
      '°',
      'º',
      '˚',
      '?',
      '*',
      '_',
      'o',
      '\uFFFD',
      '~',
      '??',
      'Â°',
      'd',
      ' deg ',
      'deg',
      ' degrees ',
      '&deg;',
      '度',
      '-',
      ':',
    ].map((mark) => `48${mark}12.6N 005${mark}07.8W`),
    ...["'", '′', '’', '`', '´', '?', 'm', ' min ', 'min', ' minutes ', '&prime;', 'â€²', '分'].map(
      (mark) => `48°12.6${mark}N 005°07.8${mark}W`,
    ),
    ...['"', '″', '”', "''", '’’', '′′', '?', 's', ' sec ', '&quot;'].map(
      (mark) => `48°12'36${mark}N 005°07'48${mark}W`,
    ),
    '48d12m36sN 005d07m48sW',
    '48?12?36?N 005?07?48?W',
    '4812.6N 00507.8W',
    '4812.6 N, 00507.8 W',
    'N4812.6 W00507.8',
    '481236N 0050748W',
    '481236.0N/0050748.0W',
    '48.12.6N 005.07.8W',
    'N48.12.6 W005.07.8',
    '48.12.600N 05.07.800W',
    'N48 12.6N W005 07.8W',
    'LAT 48-12.6N LONG 005-07.8W',
    'Lat. 48-12.6N, Long. 005-07.8W',
    'Lat: 48.21, Lon: -5.13',
    'lon=-5.13 lat=48.21',
    'Breite 48°12,6 N Länge 5°07,8 W',
    '(48.21, -5.13)',
    '(48 12.6N 005 07.8W)',
    '48 12.6 North, 5 07.8 West',
    '+48.2100-005.1300/',
    '+4812.6-00507.8/',
    '+481236-0050748/',
    '+48.21-005.13+012.5/',
    'geo:48.21,-5.13',
    'geo:48.21,-5.13;u=35',
    'POINT(-5.13 48.21)',
    'point (-5.13 48.21)',
    "005°07.8'W 48°12.6'N",
  ])('is read: %s', (text) => expect(shown(text)).toBe('48.2100 -5.1300'))

  it.each([
    ['a letter at each end that disagrees', 'N48 12.6S W005 07.8W'],
    ['a sign beside a letter', '-48 12.6N 005 07.8W'],
    ['a label that disagrees', 'LON 48-12.6N LAT 005-07.8W'],
    ['one letter for two', '48 12.6 N 005 07.8'],
    ['minutes of 60', '4860.0N 00507.8W'],
    ['seconds of 60', '481260N 0050748W'],
    ['a compact latitude as wide as a longitude', '04812.6N 00507.8W'],
    ['a compact longitude as narrow as a latitude', '4812.6N 0507.8W'],
    ['one in seconds, one in minutes', '481236N 00507.8W'],
    ['two figures that are decimals or seconds', '48.12.36N 005.07.48W'],
    ['an O that is east in German and west in French', "48°12.6'N 005°07.8'O"],
    ['an O that may be a degree sign', '48.21N 5.13O'],
    ['minutes of one figure behind a sign nobody knows', '48?2N 005?7W'],
    ['minutes lost in the longitude', 'N48 12.6 W005'],
    ['minutes lost in the latitude', '12.6 N 005 07.8 W'],
    ['a number before it', '7 48 12.6 N 005 07.8 W'],
    ['a running number before dashes', '7 48-12.6N 005-07.8W'],
    ['a number behind it', '48 12.6 N 005 07.8 W 12'],
    ['a mark that is a word', '48 foo 12.6 N 005 foo 07.8 W'],
    ['marks in the wrong order', "48'12.6°N 005'07.8°W"],
    ['a mark that is lost where the sign is too', '48?12.6 005?07.8'],
    ['a line of a geometry', 'LINESTRING (-5.13 48.21, -6 49)'],
    ['an array, longitude first', '[-5.13, 48.21]'],
    ['ISO 6709 of other widths', '+48.21-05.13/'],
    ['letterless degrees and minutes without a comma', '48 12 5 7'],
  ])('is refused with %s', (_, text) => refused(text))

  it.each([
    '48foo12.6N',
    "48°12.6'N x",
    '12.6N 48',
    '48 12.6 E',
    '48°2?5N',
    'N48 12.6S',
    '4812.6',
    '48?12.6',
    '48..5N',
  ])('has no latitude in %s', (text) => expect(read(() => parseLatitude(text))).toBeNull())

  it('has one coordinate in a cell', () => {
    expect(parseLatitude('4812.6N')).toBeCloseTo(48.21, 9)
    expect(parseLongitude('W00507.8')).toBeCloseTo(-5.13, 9)
    expect(parseLongitude('Lon: 5\uFFFD07.8 W')).toBeCloseTo(-5.13, 9)
    expect(parseLatitude('48 deg. 12.6 min. N')).toBeCloseTo(48.21, 9)
  })
})

describe('positions among words', () => {
  const found = (text: string) =>
    findPositions(text).map(({ position, start, end }) => [
      `${position.lat.toFixed(4)} ${position.lon.toFixed(4)}`,
      text.slice(start, end),
    ])
  const one = '48.2100 -5.1300'

  it.each([
    ['At 0600Z in 48 deg 12.6 N, 5 deg 7.8 W course 234', [[one, '48 deg 12.6 N, 5 deg 7.8 W']]],
    ['B 12 Ushant 48-12.6N 005-07.8W SOG 12.5', [[one, '48-12.6N 005-07.8W']]],
    [
      'A: 48 12.6N 5 07.8W B: 48 12.6N 5 07.8W',
      [
        [one, '48 12.6N 5 07.8W'],
        [one, '48 12.6N 5 07.8W'],
      ],
    ],
    [
      '48 12.6 N, 5 07.8 W;48 12.6 N, 5 07.8 W',
      [
        [one, '48 12.6 N, 5 07.8 W'],
        [one, '48 12.6 N, 5 07.8 W'],
      ],
    ],
    [
      '48.21, -5.13; 48.21, -5.13',
      [
        [one, '48.21, -5.13'],
        [one, '48.21, -5.13'],
      ],
    ],
    ['7\t48-12.6N\t005-07.8W\t063.2\t145.6', [[one, '48-12.6N\t005-07.8W']]],
    ['Ushant (48.21, -5.13)', [[one, '(48.21, -5.13)']]],
  ])('are found in %j', (text, expected) => expect(found(text)).toEqual(expected))

  it('are found before what a list says of course and distance', () => {
    const line = "lat = 48° 12.6' N / Long = 5° 07.8' W / Course = 270° / Distance = 0 n.mi. / To go = 1065.1"
    expect(findPositions(line)).toEqual(findPositions(line.slice(0, line.indexOf(' / Course'))))
    expect(findPositions(line)).toHaveLength(1)
  })

  it.each([
    '010 0.00S 00000.00E',
    '001°0.000S 00000.000E',
    'Buoy 7 48-12.6N 005-07.8W',
    'course 234 48 12.6 N 5 07.8 W',
    '48 12.6 N 005 07.8 W 12.5 kn',
    '48 12.6 N 005 07.8 W to 49 10.0 N',
    'at 35 foo 57.5 N 14 W',
    'Speed 12 14',
    'Foo POINT(-5.13 48.21)',
    'wind 12.5 N then 5.13',
    'see chart 1406',
    'TOTAL\t\t145.6',
    '2026-11-22 17:51 48.21 -5.13',
    '48.21, -5.13 49.5, -6.5',
  ])('are none in %j', (text) => expect(found(text)).toEqual([]))
})

/** Thousandths of a minute, so that every notation below is exact or says how finely it is parted. */
const places = fc.record({
  lat: fc.integer({ min: -89 * 60_000, max: 89 * 60_000 }),
  lon: fc.integer({ min: -179 * 60_000, max: 179 * 60_000 }),
})
type Place = { lat: number; lon: number }

interface Marks {
  readonly degree: string
  readonly minute: string
}
const dm = (steps: number, width: number, { degree, minute }: Marks) => {
  const value = Math.abs(steps)
  const minutes = ((value % 60_000) / 1000).toFixed(3).padStart(6, '0')
  return `${String(Math.floor(value / 60_000)).padStart(width, '0')}${degree}${minutes}${minute}`
}
const ns = (steps: number) => (steps < 0 ? 'S' : 'N')
const ew = (steps: number) => (steps < 0 ? 'W' : 'E')
const suffixed =
  (marks: Marks, between = ' ') =>
  ({ lat, lon }: Place) =>
    `${dm(lat, 2, marks)}${ns(lat)}${between}${dm(lon, 3, marks)}${ew(lon)}`
const prefixed =
  (marks: Marks) =>
  ({ lat, lon }: Place) =>
    `${ns(lat)}${dm(lat, 2, marks)} ${ew(lon)}${dm(lon, 3, marks)}`
const decimal =
  (between: string) =>
  ({ lat, lon }: Place) =>
    `${(lat / 60_000).toFixed(6)}${between}${(lon / 60_000).toFixed(6)}`

const signs = { degree: '°', minute: "'" }
const blanks = { degree: ' ', minute: '' }
const dotted = { degree: '.', minute: '' }
const none = { degree: '', minute: '' }
const dashes = { degree: '-', minute: '' }
const iso = (steps: number, width: number) =>
  `${steps < 0 ? '-' : '+'}${(Math.abs(steps) / 60_000).toFixed(6).padStart(width + 7, '0')}`

const notations: readonly ((place: Place) => string)[] = [
  suffixed(signs),
  suffixed(blanks),
  suffixed(dashes, '/'),
  suffixed(dotted),
  suffixed(none),
  prefixed(signs),
  prefixed(blanks),
  prefixed(dotted),
  prefixed(none),
  decimal(', '),
  decimal(' '),
  decimal('; '),
  (place) => `(${decimal(', ')(place)})`,
  (place) => `LAT ${suffixed(dashes, ' LONG ')(place)}`,
  (place) => `Lat: ${decimal(', Lon: ')(place)}`,
  ({ lat, lon }) => `${iso(lat, 2)}${iso(lon, 3)}/`,
  (place) => `geo:${decimal(',')(place)}`,
  ({ lat, lon }) => `POINT(${(lon / 60_000).toFixed(6)} ${(lat / 60_000).toFixed(6)})`,
]
const anyNotation = fc.constantFrom(...notations)
const within = 1e-6
const isAt = ({ lat, lon }: { lat: number; lon: number }, place: Place) =>
  Math.abs(lat - place.lat / 60_000) < within && Math.abs(lon - place.lon / 60_000) < within

describe('a position that was printed', () => {
  const holds = <T extends [unknown, ...unknown[]]>(
    arbitraries: { [K in keyof T]: fc.Arbitrary<T[K]> },
    test: (...args: T) => void,
  ) => fc.assert(fc.property(...arbitraries, test), { numRuns: 1000 })

  it('is read in every notation', () => {
    holds([places, anyNotation], (place, print) => {
      const text = print(place)
      expect(isAt(parsePosition(text), place), text).toBe(true)
      expect(findPositions(text)).toHaveLength(1)
    })
  })

  it('is the same place or refused with its marks replaced, each by another', () => {
    const marks = [
      '°',
      '?',
      '*',
      '_',
      'o',
      '\uFFFD',
      ' deg ',
      'd',
      '&deg;',
      'Â°',
      'foo',
      ' foo ',
      '#',
      '',
      ' ',
      '-',
      ':',
      "'",
      '"',
    ]
    const mark = fc.constantFrom(...marks)
    holds([places, mark, mark, mark, mark, fc.boolean()], (place, one, two, three, four, before) => {
      const { lat, lon } = place
      const [first, second] = [dm(lat, 2, { degree: one, minute: two }), dm(lon, 3, { degree: three, minute: four })]
      const text = before ? `${ns(lat)}${first} ${ew(lon)}${second}` : `${first}${ns(lat)} ${second}${ew(lon)}`
      const whole = read(() => parsePosition(text))
      expect(whole === null || isAt(whole, place), text).toBe(true)
      for (const { position } of read(() => findPositions(text)) ?? []) expect(isAt(position, place), text).toBe(true)
    })
  })

  it('is the same place or refused with a blank or a sign put in anywhere', () => {
    holds(
      [places, anyNotation, fc.nat(), fc.constantFrom(' ', '\t', '?', '#', 'x', '°', '°', "'", ',', ';')],
      (place, print, spot, added) => {
        const text = print(place)
        const cut = spot % (text.length + 1)
        const changed = text.slice(0, cut) + added + text.slice(cut)
        for (const position of positionsIn(changed)) expect(isAt(position, place), changed).toBe(true)
      },
    )
  })

  it('is the same place or refused with its blanks gone', () => {
    holds([places, anyNotation], (place, print) => {
      const changed = print(place).replaceAll(' ', '')
      for (const position of positionsIn(changed)) expect(isAt(position, place), changed).toBe(true)
    })
  })

  it('is the same place in small letters and longitude first', () => {
    holds([places], (place) => {
      expect(isAt(parsePosition(suffixed(signs)(place).toLowerCase()), place)).toBe(true)
      expect(
        isAt(
          parsePosition(
            suffixed(blanks)(place)
              .split(/(?<=[NS]) /)
              .reverse()
              .join(' '),
          ),
          place,
        ),
      ).toBe(true)
    })
  })

  it('is the same place, or with fewer decimals, or refused when its end is cut off', () => {
    holds([places, anyNotation, fc.nat()], (place, print, spot) => {
      const text = print(place)
      const cut = text.slice(0, spot % text.length)
      // A cut through the whole figures of the last number leaves another number, which nothing tells.
      if (!/\.\d+\D*$|\D$/.test(cut)) return
      for (const { lat, lon } of positionsIn(cut)) {
        expect(lat, cut).toBeCloseTo(place.lat / 60_000, 5)
        const figures = /\.(\d+)\D*$/.exec(cut)?.[1]?.length ?? 0
        expect(Math.abs(lon - place.lon / 60_000), cut).toBeLessThanOrEqual(10 ** -figures + within)
      }
    })
  })

  it('is both places or none when it is joined with another', () => {
    holds(
      [places, anyNotation, places, anyNotation, fc.constantFrom('', ' ', ', ', '; ', '\t', ' to ')],
      (one, print, two, other, between) => {
        const text = print(one) + between + other(two)
        expect(
          read(() => parsePosition(text)),
          text,
        ).toBeNull()
        const found = read(() => findPositions(text)) ?? []
        expect(
          found.length === 0 || (found.length === 2 && isAt(found[0]!.position, one) && isAt(found[1]!.position, two)),
          text,
        ).toBe(true)
      },
    )
  })

  it('stays the only place among times, courses and names', () => {
    const words = fc.constantFrom(
      '',
      'At 0600Z in',
      'Buoy N',
      'course 234',
      'WP02',
      '7',
      '12.5 kn',
      '17:51',
      'E',
      'Maas',
      'N 5',
      'S',
    )
    holds([places, anyNotation, words, words], (place, print, before, behind) => {
      const text = `${before} ${print(place)} ${behind}`
      for (const { position } of read(() => findPositions(text)) ?? []) expect(isAt(position, place), text).toBe(true)
    })
  })

  /** What either reader makes of a text. */
  const positionsIn = (text: string) => {
    const whole = read(() => parsePosition(text))
    return [...(whole ? [whole] : []), ...(read(() => findPositions(text)) ?? []).map(({ position }) => position)]
  }
})

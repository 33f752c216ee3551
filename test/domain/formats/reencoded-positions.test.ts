import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readRouteFile } from '#src/domain/formats/import-file.ts'
import { readPositionList } from '#src/domain/formats/position-list.ts'

/** Whole thousandths of a minute, so that every notation is exact. */
const places = fc.record({
  lat: fc.integer({ min: -89 * 60_000, max: 89 * 60_000 }),
  lon: fc.integer({ min: -179 * 60_000, max: 179 * 60_000 }),
})
type Place = { readonly lat: number; readonly lon: number }

const parts = (steps: number, width: number) => {
  const value = Math.abs(steps)
  return [
    String(Math.floor(value / 60_000)).padStart(width, '0'),
    ((value % 60_000) / 1000).toFixed(3).padStart(6, '0'),
  ] as const
}
const marked = (degree: string, minute: string) => (place: Place) => {
  const [lat, latMin] = parts(place.lat, 2)
  const [lon, lonMin] = parts(place.lon, 3)
  return `${lat}${degree}${latMin}${minute}${place.lat < 0 ? 'S' : 'N'} ${lon}${degree}${lonMin}${minute}${place.lon < 0 ? 'W' : 'E'}`
}
const decimal = (steps: number) => (steps / 60_000).toFixed(6)
const notations = [
  marked('°', "'"),
  marked('°', '′'),
  marked('º', '’'),
  marked('˚', '´'),
  marked('度', '分'),
  marked(' ', ''),
  marked('-', ''),
  ({ lat, lon }: Place) => `${decimal(lat)}, ${decimal(lon)}`,
  ({ lat, lon }: Place) => `POINT(${decimal(lon)} ${decimal(lat)})`,
  ({ lat, lon }: Place) => `https://maps.example.org/?q=${decimal(lat)},${decimal(lon)}`,
  ({ lat, lon }: Place) => `https://maps.example.org/#map=8/${decimal(lat)}/${decimal(lon)}`,
] as const

/** What has no place in it becomes a question mark, as every program writes it. */
const latin1 = (text: string) =>
  Uint8Array.from(
    [...text].map((character) => Math.min(character.codePointAt(0) ?? 0, 0x100)),
    (code) => (code > 0xff ? 0x3f : code),
  )
const utf8 = (text: string) => new TextEncoder().encode(text)
const utf16 = (isLittle: boolean, begin: string) => (text: string) => {
  const all = begin + text
  const view = new DataView(new ArrayBuffer(all.length * 2))
  for (let index = 0; index < all.length; index += 1) view.setUint16(index * 2, all.charCodeAt(index), isLittle)
  return new Uint8Array(view.buffer)
}
const misread = (label: string) => (text: string) => utf8(new TextDecoder(label).decode(utf8(text)))

const encodings = {
  'UTF-8': utf8,
  'UTF-8 with a mark': (text: string) => utf8(`\uFEFF${text}`),
  'UTF-16 LE': utf16(true, '\uFEFF'),
  'UTF-16 BE': utf16(false, '\uFEFF'),
  'UTF-16 LE without a mark': utf16(true, ''),
  'Latin-1': latin1,
  'UTF-8 read as Latin-1': (text: string) => utf8(String.fromCharCode(...utf8(text))),
  'UTF-8 read as Windows-1252': misread('windows-1252'),
  'UTF-8 read as GBK': misread('gbk'),
  'Latin-1 read as UTF-8': (text: string) => utf8(new TextDecoder().decode(latin1(text))),
  'Latin-1 read as Shift_JIS': (text: string) => utf8(new TextDecoder('shift_jis').decode(latin1(text))),
  ASCII: (text: string) => utf8(text.replace(/[^\p{ASCII}]/gu, '?')),
} as const

/** Routes go on counting around the Earth. */
function isAt(found: { lat: number; lon: number }, { lat, lon }: Place): boolean {
  const turns = (found.lon - lon / 60_000) / 360
  return Math.abs(found.lat - lat / 60_000) < 1e-6 && Math.abs(turns - Math.round(turns)) < 1e-8
}

function waypointsOf(bytes: Uint8Array) {
  try {
    return readRouteFile(bytes, 'x').candidates[0]?.route?.waypoints.map(({ position }) => position) ?? []
  } catch {
    return []
  }
}

describe('a list of positions', () => {
  const list = fc.array(fc.tuple(places, fc.constantFrom(...notations)), { minLength: 2, maxLength: 5 })
  const encoding = fc.constantFrom(...Object.values(encodings))
  const breaks = fc.constantFrom('\n', '\r\n', '\n\n', '\r')

  it('has the same places, or fewer, or none, in whatever encoding it comes', () => {
    fc.assert(
      fc.property(list, encoding, breaks, (lines, encode, between) => {
        const bytes = encode(lines.map(([place, print]) => print(place)).join(between))
        const pasted = readPositionList(new TextDecoder().decode(bytes)).entries
        const found = [...waypointsOf(bytes), ...pasted.flatMap(({ position }) => (position ? [position] : []))]
        for (const position of found)
          expect(
            lines.some(([place]) => isAt(position, place)),
            `${position.lat} ${position.lon}`,
          ).toBe(true)
      }),
      { numRuns: 400 },
    )
  })

  it('has all its places in its order in the encodings that lose nothing', () => {
    const whole = fc.constantFrom(encodings['UTF-8'], encodings['UTF-16 LE'], encodings['UTF-8 read as Windows-1252'])
    const plain = fc.array(fc.tuple(places, fc.constantFrom(notations[0], notations[5], notations[6])), {
      minLength: 2,
      maxLength: 5,
    })
    fc.assert(
      fc.property(plain, whole, (lines, encode) => {
        const found = waypointsOf(encode(lines.map(([place, print]) => print(place)).join('\n')))
        expect(found).toHaveLength(lines.length)
        for (const [index, [place]] of lines.entries())
          expect(isAt(found[index] ?? { lat: 0, lon: 0 }, place)).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  it('of a geometry, a link for each or JSON has its places in its order', () => {
    const shapes = [
      (all: readonly Place[]) =>
        `LINESTRING (${all.map(({ lat, lon }) => `${decimal(lon)} ${decimal(lat)}`).join(', ')})`,
      (all: readonly Place[]) =>
        `MULTIPOINT ((${all.map(({ lat, lon }) => `${decimal(lon)} ${decimal(lat)}`).join('), (')}))`,
      (all: readonly Place[]) =>
        all.map(({ lat, lon }) => `https://maps.example.org/?q=${decimal(lat)},${decimal(lon)}`).join('\n'),
      (all: readonly Place[]) => JSON.stringify(all.map(({ lat, lon }) => ({ lon: lon / 60_000, lat: lat / 60_000 }))),
      (all: readonly Place[]) =>
        JSON.stringify({
          route: all.map(({ lat, lon }) => ({ pos: { latitude: decimal(lat), longitude: decimal(lon) } })),
        }),
      (all: readonly Place[]) =>
        JSON.stringify({ type: 'LineString', coordinates: all.map(({ lat, lon }) => [lon / 60_000, lat / 60_000]) }),
    ]
    fc.assert(
      fc.property(fc.array(places, { minLength: 2, maxLength: 6 }), fc.constantFrom(...shapes), (all, print) => {
        const { entries } = readPositionList(print(all))
        expect(entries).toHaveLength(all.length)
        for (const [index, place] of all.entries()) {
          const position = entries[index]?.position
          expect(position && isAt(position, place), print(all)).toBe(true)
        }
      }),
      { numRuns: 300 },
    )
  })
})

import { describe, expect, it } from 'vitest'
import { readRouteFile } from '#src/domain/formats/import-file.ts'
import { expectLinear } from '#test/support/growth.ts'
import { bytesOf, fixture, readText, refusal } from '#test/support/route-files.ts'

/** A guard against hanging, many times what it takes on a busy machine; the figures are the bench's. */
const GUARD_MS = 15_000

function quickly<T>(work: () => T): T {
  const started = performance.now()
  try {
    return work()
  } finally {
    expect(performance.now() - started).toBeLessThan(GUARD_MS)
  }
}

const gpxOf = (points: string) => `<gpx version="1.1"><rte>${points}</rte></gpx>`
const twoPoints = '<rtept lat="1" lon="2"/><rtept lat="2" lon="3"/>'

describe('F1 S12 entities and DOCTYPEs', () => {
  it.each([
    ['internal', '<!DOCTYPE gpx [<!ENTITY a "b">]>'],
    ['external', '<!DOCTYPE gpx [<!ENTITY a SYSTEM "file:///etc/passwd">]>'],
    ['parameter', '<!DOCTYPE gpx [<!ENTITY % a SYSTEM "http://127.0.0.1:1/">%a;]>'],
    [
      'billion laughs',
      `<!DOCTYPE gpx [<!ENTITY a "ha">${'bcdefghij'.replace(/./g, (name) => `<!ENTITY ${name} "${`&${String.fromCharCode(name.charCodeAt(0) - 1)};`.repeat(10)}">`)}]>`,
    ],
  ])('%s: refused without being expanded', (_, doctype) => {
    const { code, detail } = quickly(() => refusal(() => readText(`${doctype}${gpxOf(twoPoints)}`)))
    expect(code).toBe('xml-entities')
    expect(detail).toContain('entity declarations are not allowed')
  })

  it('a bare DOCTYPE is passed over', () => {
    expect(readText(`<!DOCTYPE gpx SYSTEM "http://127.0.0.1:1/gpx.dtd">${gpxOf(twoPoints)}`).candidates).toHaveLength(1)
    expect(readText(`<!DOCTYPE root>${gpxOf(twoPoints)}`).candidates).toHaveLength(1)
  })
})

describe('F2 S12 numeric references and nesting', () => {
  it('ten megabytes of references are refused before they are read', () => {
    expect(quickly(() => refusal(() => readText(`<gpx><name>${'&#65;'.repeat(2_000_000)}</name></gpx>`)))).toEqual({
      code: 'file-too-large',
      detail: 'the file has more than 200\u2009000 character references',
    })
  })

  it.each(['gpx', 'kml', 'TSH_Route'])('200,000 elements inside one another in <%s> are refused', (root) => {
    expect(quickly(() => refusal(() => readText(`<${root}>${'<a>'.repeat(200_000)}`))).code).toBe('xml-too-deep')
  })

  it('so are brackets', () => {
    expect(
      quickly(() =>
        refusal(() => readText(`{"type":"LineString","coordinates":${'['.repeat(200_000)}${']'.repeat(200_000)}}`)),
      ).code,
    ).toMatch(/^file-/)
  })
})

describe('F4 files that are something else, or broken', () => {
  it.each([
    ['a program', [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0], 'file-not-understood'],
    [
      'noise',
      Array.from({ length: 4000 }, (_, index) => 1 + ((index * index * 7919 + index * 31) % 255)),
      'file-not-understood',
    ],
    ['nothing', [], 'file-empty'],
    ['only a byte order mark', [0xef, 0xbb, 0xbf], 'file-empty'],
    ['a gzip archive', [0x1f, 0x8b, 8, 0], 'file-not-understood'],
    ['a cut ZIP', [0x50, 0x4b, 3, 4, 20, 0], 'file-malformed'],
  ])('%s is told plainly', (_, bytes, code) => {
    expect(refusal(() => readRouteFile(Uint8Array.from(bytes), 'route.rtz')).code).toBe(code)
  })

  it('tables too may have byte order marks, sixteen bits, Western letters and any line ends', () => {
    const text = 'Name;Breite;Länge\r\nTromsø;69,65;18,96\rKøbenhavn;55,7;12,6\n'
    const utf16 = new Uint8Array([
      0xff,
      0xfe,
      ...new Uint8Array(Uint16Array.from(text, (letter) => letter.charCodeAt(0)).buffer),
    ])
    for (const bytes of [
      bytesOf(text.replaceAll('\r\n', '\n').replaceAll('\r', '\n')),
      bytesOf(`\uFEFF${text.replaceAll('\r', '\n')}`),
      utf16,
      new Uint8Array(Buffer.from(text, 'latin1')),
    ]) {
      const [candidate] = readRouteFile(bytes, 'x').candidates
      expect(candidate!.route!.waypoints.map(({ name, position }) => [name, position.lat])).toEqual([
        ['Tromsø', 69.65],
        ['København', 55.7],
      ])
    }
  })

  const cutOff = (name: string) => {
    const bytes = fixture(name)
    return readRouteFile(bytes.subarray(0, bytes.length * 0.7), name)
  }

  it.each(['humber.rt3', 'crete.rte'])('cut in the middle, %s names the line where it breaks off', (name) => {
    expect(refusal(() => cutOff(name)).detail).toMatch(/^line \d+: un/)
  })

  it.each(['folders.kml', 'opencpn-plan.gpx', 'schedules-1.1.rtz'])(
    'cut in the middle, %s is read as far as it goes, and the line where it breaks off is told',
    (name) => {
      const { candidates, notes } = cutOff(name)
      expect(candidates[0]!.count).toBeGreaterThan(1)
      expect(candidates[0]!.count).toBeLessThanOrEqual(readRouteFile(fixture(name), name).candidates[0]!.count)
      const lines = new TextDecoder().decode(fixture(name)).split('\n').length
      const note = notes.find(({ text }) => text.startsWith('The file breaks off here.'))
      expect(note?.line).toBeGreaterThan(1)
      expect(note?.line).toBeLessThan(lines)
    },
  )
})

describe('F5 coordinates that are none, or of another kind', () => {
  const one = (lat: string, lon: string) => readText(`lat;lon\n0;0\n${lat};${lon}`)

  it.each([
    ['90', '180', 90, 180],
    ['-90', '-180', -90, -180],
    ['-0', '0', 0, 0],
    ['1', '181', 1, -179],
    ['1', '360', 1, 0],
    ['1', '361', 1, 1],
    ['50,4711', '4,5', 50.4711, 4.5],
    ["51°30'S", "000°30.5'W", -51.5, -0.508333],
    ['51 30 36 N', '4 0 0 E', 51.51, 4],
  ])('%j, %j is read', (lat, lon, expectedLat, expectedLon) => {
    const { last } = one(lat, lon).candidates[0]!
    expect(last.lat).toBeCloseTo(expectedLat, 6)
    expect(Math.cos(((last.lon - expectedLon) * Math.PI) / 180)).toBeCloseTo(1, 12)
  })

  it.each([
    ['105.5', '51', 'line 3: latitude 105.5 is outside −90 to 90'],
    ['1', '721', 'line 3: longitude 721 is outside −720 to 720'],
    ['NaN', '1', 'line 3: latitude "NaN" cannot be read'],
    ['1e309', '1', 'line 3: latitude "1e309" cannot be read'],
    ['', '1', 'line 3 has no latitude'],
    ['1', ' ', 'line 3 has no longitude'],
    ["51°75'N", '4°E', 'line 3: latitude "51°75\'N" cannot be read'],
  ])('%j, %j is refused by its row, never bent', (lat, lon, detail) => {
    expect(refusal(() => one(lat, lon))).toEqual({ code: 'file-malformed', detail })
  })

  it('without a header, a first number that cannot be a latitude is the longitude, and it says so', () => {
    const { candidates, notes } = readText('103.8;1.35\n104.2;1.4')
    expect(candidates[0]!.first).toEqual({ lat: 1.35, lon: 103.8 })
    expect(notes[0]!.text).toContain('column 2 is taken as latitude')
  })
})

describe('F6 too few, too many, around the world', () => {
  const tableOf = (rows: readonly string[]) => `lat,lon\n${rows.join('\n')}`

  it('no or one point is no route; a place said twice is kept', () => {
    expect(refusal(() => readText(tableOf(['1,2']))).code).toBe('too-few-points')
    expect(refusal(() => readText('<kml/>')).code).toBe('file-no-route')
    expect(readText(tableOf(['1,2', '1,2'])).candidates[0]).toMatchObject({ count: 2, distanceNm: 0 })
  })

  it('more than 2,000 rows are a track, more than 200,000 are refused', () => {
    const rows = (count: number) => tableOf(Array.from({ length: count }, (_, index) => `${(index % 60) + 0.5},1`))
    expect(readText(rows(2001)).candidates[0]).toMatchObject({ kind: 'track', count: 2001 })
    expect(quickly(() => refusal(() => readText(rows(200_001)))).code).toBe('too-many-points')
  })

  it('across 180° and at a pole distances hold', () => {
    // One degree of the equator: 60.107716 NM; the meridian from 89° to the pole and on: twice 60.3135 NM (WGS84 quadrant).
    expect(readText(tableOf(['0,179.5', '0,-179.5'])).candidates[0]).toMatchObject({
      crossesAntimeridian: true,
      distanceNm: expect.closeTo(60.107716, 5) as number,
    })
    expect(readText(tableOf(['89,0', '90,0'])).candidates[0]!.distanceNm).toBeCloseTo(60.31, 2)
  })

  it('a place on land is read like any other', () => {
    const { candidates, notes } = readText(tableOf(['40.4,-3.7', '45,-6']))
    expect([candidates[0]!.first, notes]).toEqual([{ lat: 40.4, lon: -3.7 }, []])
  })
})

describe('F7 GeoJSON of other kinds', () => {
  it('areas are no route, lines of many parts are offered one by one', () => {
    const area = readText('{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}')
    expect([area.candidates.length, area.areas?.length]).toEqual([0, 1])
    expect(refusal(() => readText('{"type":"Polygon","coordinates":[[[0,0],[1,0]]]}')).code).toBe('file-no-route')
    expect(
      readText('{"type":"MultiLineString","coordinates":[[[1,2],[3,4]],[[5,6,7],[8,9,10]]]}').candidates,
    ).toHaveLength(2)
  })

  it('coordinates inside one another without end are refused', () => {
    const nested = `${'['.repeat(2000)}1,2${']'.repeat(2000)}`
    for (const type of ['LineString', 'MultiLineString', 'Point'])
      expect(refusal(() => readText(`{"type":"${type}","coordinates":${nested}}`)).code, type).toMatch(/^file-/)
  })

  it('another datum is refused; __proto__ is a key like any other', () => {
    expect(
      refusal(() =>
        readText(
          '{"type":"LineString","crs":{"type":"name","properties":{"name":"EPSG:3857"}},"coordinates":[[1,2],[3,4]]}',
        ),
      ).detail,
    ).toContain('EPSG:3857')
    const { candidates } = readText(
      '{"__proto__":{"polluted":1},"type":"Feature","properties":{"__proto__":{"polluted":1},"name":"x"},"geometry":{"type":"LineString","coordinates":[[1,2],[3,4]]}}',
    )
    expect(candidates[0]!.name).toBe('x')
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
  })
})

describe('F8 names', () => {
  const nameOf = (name: string) => readText(`name;lat;lon\n${name};1;2\nB;2;3`)

  it.each([
    ['<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
    ['\u202eevil\u202c', 'evil'],
    ['a\u0007\u001bb', 'a b'],
    ['⚓ Hafen', '⚓ Hafen'],
    ['"say ""ahoy""; then go"', 'say "ahoy"; then go'],
  ])('%j is text', (name, expected) => {
    expect(nameOf(name).candidates[0]!.route!.waypoints[0]!.name).toBe(expected)
  })

  it('ten kilobytes are cut to 120 characters, and it says so', () => {
    const { candidates, notes } = nameOf('é'.repeat(10_000))
    expect(candidates[0]!.route!.waypoints[0]!.name).toHaveLength(120)
    expect(notes.at(-1)).toEqual({ text: '1 name longer than 120 characters was cut.' })
  })
})

describe('S17 hostile text is read or refused in linear time', () => {
  it.each<[string, (size: number) => string]>([
    ['blanks', (size) => ' '.repeat(size) + 'x'],
    ['tabs', (size) => 'a' + '\t'.repeat(size)],
    ['digits', (size) => '1'.repeat(size)],
    ['angles', (size) => '1 '.repeat(size)],
    ['degrees', (size) => '1°'.repeat(size)],
    ['commas', (size) => ','.repeat(size)],
    ['quotes', (size) => '"'.repeat(size)],
    ['letters', (size) => 'NSEW'.repeat(size / 4)],
    ['rows', (size) => 'N1,E1\n'.repeat(size / 6)],
    ['comments', (size) => '<!--'.repeat(size / 4)],
    ['doctypes', (size) => '<!DOCTYPE '.repeat(size / 10)],
    ['positions', (size) => '<route><position '.repeat(size / 17)],
    [
      'coordinates',
      (size) => `<kml><LineString><coordinates>${'1, '.repeat(size / 3)}</coordinates></LineString></kml>`,
    ],
    ['colons', (size) => 'ROUTE HEADER INFORMATION:\nWAYPOINT:\n' + 'A:'.repeat(size / 2)],
    ['lat lat', (size) => 'lat '.repeat(size / 4)],
    ['a list of latitudes', (size) => '51 30N '.repeat(size / 7)],
    ['dates', (size) => 'time;lat;lon\n' + '1/1/2026 '.repeat(size / 9) + ';1;2\n'],
  ])('%s', (_, textOf) => {
    expectLinear(textOf, (text) => {
      try {
        readText(text)
      } catch (error) {
        expect(error).toHaveProperty('code', expect.stringMatching(/^(file|too|xml)-/))
      }
    })
  })
})

it('a file with ten thousand oddities tells two hundred of them', () => {
  const { notes } = readText(`lat;lon;speed\n${'1;2;fast\n'.repeat(10_000)}`)
  expect(notes).toHaveLength(201)
  expect(notes.at(-1)!.text).toBe('And 9799 more like these.')
})

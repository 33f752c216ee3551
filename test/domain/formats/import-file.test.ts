import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { AppError } from '#src/domain/errors.ts'
import { readRouteFile } from '#src/domain/formats/import-file.ts'

const fixture = (name: string) => readFileSync(fileURLToPath(new URL(`../../fixtures/routes/${name}`, import.meta.url)))
const read = (name: string) => readRouteFile(fixture(name), name)
const readText = (text: string, name = 'file') => readRouteFile(new TextEncoder().encode(text), name)

function refusal(work: () => unknown): { code: string; detail: string } {
  try {
    work()
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, detail: error.detail }
    throw error
  }
  throw new Error('it was read')
}

const gpxOf = (points: string) => `<gpx version="1.1"><rte>${points}</rte></gpx>`

describe('RTZ', () => {
  it('1.0: order of the document, ids only keys, rhumb lines, across 180°', () => {
    const { format, candidates, notes } = read('mandatory-1.0.rtz')
    expect(format).toBe('RTZ 1.0')
    expect(notes).toEqual([])
    expect(candidates).toHaveLength(1)
    const [candidate] = candidates
    expect(candidate).toMatchObject({
      kind: 'route',
      name: 'Suva to Apia',
      count: 3,
      crossesAntimeridian: true,
      departureMs: null,
      speedKn: null,
      track: null,
    })
    expect(candidate!.route!.waypoints.map(({ name, position, leg }) => [name, position.lon, leg.type])).toEqual([
      ['Suva', 178.42, 'RL'],
      ['Nanuku Passage', expect.closeTo(180.8, 9), 'RL'],
      ['', expect.closeTo(188.24, 9), 'RL'],
    ])
  })

  it('1.1: inherits the default leg, takes the first departure and the speeds of the legs', () => {
    const {
      candidates: [candidate],
      notes,
    } = read('schedules-1.1.rtz')
    expect(candidate).toMatchObject({ departureMs: Date.UTC(2026, 10, 22, 17, 51), speedKn: null })
    expect(candidate!.route!.waypoints.map(({ leg: { type, speedKn } }) => ({ type, speedKn }))).toEqual([
      { type: 'GC', speedKn: null },
      { type: 'GC', speedKn: 18.5 },
      { type: 'RL', speedKn: 14 },
    ])
    expect(notes).toEqual([
      { line: 7, item: 'Waypoint 1', text: 'It has leg data for the first waypoint, but no leg leads there.' },
      {
        text: 'The ETAs and the speeds disagree: by the speeds the ship reaches “Ambrose” at 30 Nov 2026 03:29Z, by the ETA at 30 Nov 06:00Z; the speeds are used.',
        isCaution: true,
      },
    ])
  })

  it('one speed on every leg is the speed of the voyage', () => {
    const text = fixture('schedules-1.1.rtz').toString().replace('speed="14"', 'speed="18.5"')
    const {
      candidates: [candidate],
    } = readText(text)
    expect(candidate!.speedKn).toBe(18.5)
    expect(candidate!.route!.waypoints.every(({ leg }) => leg.speedKn === null)).toBe(true)
  })

  it('1.2: any namespace; extensions skipped; what is odd is told, with its line', () => {
    const {
      format,
      candidates: [candidate],
      notes,
    } = read('extensions-1.2.rtz')
    expect(format).toBe('RTZ 1.2')
    expect(candidate).toMatchObject({
      name: 'Oslo to <b>Kiel</b>',
      count: 3,
      departureMs: Date.UTC(2026, 2, 2, 8),
      speedKn: null,
    })
    expect(notes.map(({ line, text }) => `${line ?? '-'}: ${text}`)).toEqual([
      '7: Waypoint id "1" is used twice; a schedule cannot tell them apart.',
      '16: etd "2026-02-30T00:00:00Z" is not a time and was left out.',
      '17: The schedule names waypoint id "9", which is not in the route.',
      '18: Speed "-12" cannot be used and was left out.',
      '20: The schedule arrives before it departs; its ETAs are recalculated.',
      '-: 1 time without a zone is read as UTC.',
      '9: Geometry type "GreatCircle" is unknown; the leg is taken as a rhumb line.',
      '-: 2 manufacturer extensions skipped.',
    ])
  })

  it('without a position is refused by line and number', () => {
    const text = fixture('mandatory-1.0.rtz').toString().replace('<position lat="-16.7000" lon="-179.2000"/>', '')
    expect(refusal(() => readText(text))).toEqual({
      code: 'file-malformed',
      detail: 'line 6: waypoint 2 has no position',
    })
  })
})

describe('GPX', () => {
  it('route: planned departure and speed; the times of route points are no schedule', () => {
    const { format, candidates, notes } = read('planned-route.gpx')
    expect(format).toBe('GPX 1.1')
    expect(candidates.map(({ kind, name, count }) => [kind, name, count])).toEqual([
      ['route', 'Lizard to Ushant', 2],
      ['route', 'Drawn', 2],
    ])
    expect(candidates[0]).toMatchObject({ departureMs: Date.UTC(2026, 5, 1, 4, 30), speedKn: 6.5 })
    expect(candidates[1]).toMatchObject({ departureMs: null, speedKn: null })
    expect(notes.map(({ text }) => text)).toEqual([
      '"Empty" has no points and was left out.',
      'The times of its 2 points are when they were made, not when the ship is there, and were left out.',
      '1 single waypoint outside routes and tracks left out.',
    ])
  })

  it('track: segments joined, times kept, a missing one missing, across 180°', () => {
    const {
      candidates: [candidate],
    } = read('sailed-track.gpx')
    expect(candidate).toMatchObject({
      kind: 'track',
      name: 'Taveuni',
      count: 4,
      crossesAntimeridian: true,
      departureMs: Date.UTC(2026, 4, 1, 10),
    })
    expect([...candidate!.track!.lon]).toEqual(
      [179.9, 180, 180.1, 180.2].map((lon) => expect.closeTo(lon, 9) as number),
    )
    expect([...candidate!.track!.timeMs].map((time) => (time - Date.UTC(2026, 4, 1)) / 60_000)).toEqual([
      600,
      630,
      NaN,
      690,
    ])
  })

  it('single waypoints become a route only where there is nothing else, and it says so', () => {
    const { candidates, notes } = readText(
      '<gpx><wpt lat="1" lon="2"/><wpt lat="2" lon="3"/></gpx>',
      'C:\\plans\\Locks.of NL.gpx',
    )
    expect(candidates[0]).toMatchObject({ kind: 'route', name: 'Locks.of NL', count: 2 })
    expect(notes[0]!.text).toContain('no route or track')
    expect(refusal(() => readText('<gpx><wpt lat="1" lon="2"/></gpx>')).code).toBe('too-few-points')
    expect(refusal(() => readText('<gpx/>')).code).toBe('file-no-route')
  })

  it('one bad line is left out where another is good', () => {
    const { candidates, notes } = readText(
      '<gpx>\n<rte><rtept lat="x" lon="1"/></rte>\n<trk><trkseg><trkpt lat="1" lon="1"/><trkpt lat="1" lon="2"/></trkseg></trk></gpx>',
    )
    expect(candidates).toHaveLength(1)
    expect(notes).toEqual([{ text: 'A line was left out: line 2: latitude "x" is not a number.' }])
  })

  it('with more than 2,000 points is a track, with more than 200,000 refused', () => {
    const points = (count: number) =>
      gpxOf(Array.from({ length: count }, (_, index) => `<rtept lat="${(index % 80).toFixed(1)}" lon="0"/>`).join(''))
    expect(readText(points(2000)).candidates[0]).toMatchObject({ kind: 'route', count: 2000 })
    expect(readText(points(2001)).candidates[0]).toMatchObject({ kind: 'track', count: 2001, route: null })
    expect(refusal(() => readText(points(200_001)))).toEqual({
      code: 'too-many-points',
      detail: 'the file has 200\u2009001 points; the limit is 200\u2009000',
    })
  })
})

describe('positions in files', () => {
  const one = (lat: string, lon: string) =>
    readText(gpxOf(`<rtept lat="0" lon="0"/>\n<rtept lat="${lat}" lon="${lon}"/>`)).candidates[0]!.last

  it.each([
    ['50,4711', '4,5', 50.4711, 4.5],
    [' 51.5 ', '-0', 51.5, 0],
    ['+.5', '359', 0.5, -1],
    ['9e1', '-1.8e+002', 90, -180],
    ['-90', '181', -90, -179],
  ])('%j, %j', (lat, lon, expectedLat, expectedLon) => {
    expect(one(lat, lon)).toEqual({ lat: expectedLat, lon: expectedLon })
  })

  it.each([
    ['', '1', 'line 2 has no latitude'],
    ['1', ' ', 'line 2 has no longitude'],
    ['95.2', '1', 'line 2: latitude 95.2 is outside −90 to 90'],
    ['1', '721', 'line 2: longitude 721 is outside −720 to 720'],
    ['NaN', '1', 'line 2: latitude "NaN" is not a number'],
    ['1', '1e309', 'line 2: longitude "1e309" is not a number'],
    ['0x10', '1', 'line 2: latitude "0x10" is not a number'],
    ['1', "51°30'", 'line 2: longitude "51°30\'" is not a number'],
  ])('refuses %j, %j', (lat, lon, detail) => {
    expect(refusal(() => one(lat, lon))).toEqual({ code: 'file-malformed', detail })
  })
})

describe('GeoJSON', () => {
  it('offers each line, text coordinates and nested collections too', () => {
    const { format, candidates, notes } = read('lines.geojson')
    expect(format).toBe('GeoJSON')
    expect(
      candidates.map(({ kind, name, count, crossesAntimeridian }) => [kind, name, count, crossesAntimeridian]),
    ).toEqual([
      ['route', 'Tokyo to Los Angeles', 4, true],
      ['route', 'lines 2', 2, false],
      ['route', 'lines 3', 3, false],
      ['track', 'Timed', 2, false],
    ])
    expect(candidates[0]!.route!.waypoints.map(({ position }) => position.lon)).toEqual([
      139.9,
      170,
      190,
      expect.closeTo(241.7, 9),
    ])
    expect(candidates[3]!.departureMs).toBe(Date.UTC(2026, 0, 1))
    expect(notes.map(({ text }) => text)).toEqual([
      '1 Polygon left out: not a line or a point.',
      '1 single point left out.',
    ])
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })

  it('takes a bare geometry, and points in their order where there is no line', () => {
    expect(readText('{"type":"LineString","coordinates":[[170,-10],[-170,10]]}').candidates[0]).toMatchObject({
      count: 2,
      crossesAntimeridian: true,
    })
    const { candidates, notes } = readText('{"type":"MultiPoint","coordinates":[[1,2],[3,4],[5,6]]}')
    expect(candidates[0]).toMatchObject({ count: 3, first: { lat: 2, lon: 1 } })
    expect(notes[0]!.text).toContain('3 points')
  })

  it.each([
    ['{"type":"LineString",\n"coordinates":[[1,2],[3', 'file-malformed', /JSON/],
    ['{"type":"LineString","coordinates":[[1,2],[3]]}', 'file-malformed', /^point 2 has no latitude$/],
    [
      '{"type":"LineString","coordinates":[[1,2],[3,91]]}',
      'file-malformed',
      /^point 2: latitude 91 is outside −90 to 90$/,
    ],
    ['{"type":"Polygon","coordinates":[[[0,0],[1,0],[0,0]]]}', 'file-no-route', /corners/],
    ['{"type":"FeatureCollection","features":[]}', 'file-no-route', /no points/],
    [
      '{"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::3857"}},"type":"Point","coordinates":[1,2]}',
      'file-malformed',
      /EPSG::3857/,
    ],
    [`${'{"type":"GeometryCollection","geometries":['.repeat(500)}${']}'.repeat(500)}`, 'file-malformed', /20 deep/],
  ])('refuses %j plainly', (text, code, detail) => {
    expect(refusal(() => readText(text))).toEqual({ code, detail: expect.stringMatching(detail) as string })
  })
})

describe('any file', () => {
  it('broken: names the line', () => {
    expect(refusal(() => read('no-longitude.gpx'))).toEqual({
      code: 'file-malformed',
      detail: 'line 5 has no longitude',
    })
    const cut = fixture('planned-route.gpx').toString().slice(0, 700)
    expect(readText(cut).notes).toContainEqual({
      line: cut.split('\n').length,
      text: 'The file breaks off here. What comes before was read.',
      isCaution: true,
    })
    expect(refusal(() => readText('<gpx>\n<rte>\n</trk></gpx>')).detail).toMatch(/^line 3: /)
  })

  it('with entity declarations or bottomless nesting is refused', () => {
    expect(refusal(() => read('entities.gpx'))).toEqual({
      code: 'xml-entities',
      detail: 'line 5: entity declarations are not allowed',
    })
    expect(
      refusal(() =>
        readText('<!DOCTYPE gpx SYSTEM "http://127.0.0.1:1/x.dtd" [<!ENTITY % x SYSTEM "file:///etc/passwd">]><gpx/>'),
      ).code,
    ).toBe('xml-entities')
    expect(refusal(() => readText(`<gpx>${'<a>'.repeat(200_000)}`)).code).toBe('xml-too-deep')
  })

  it('is known by content, whatever its name', () => {
    expect(readRouteFile(fixture('mandatory-1.0.rtz'), 'picture.png').format).toBe('RTZ 1.0')
    expect(
      readText(
        `<!-- ${'long '.repeat(4000)}-->\n<?x y?>\n${fixture('planned-route.gpx')
          .toString()
          .replace(/<\?xml.*?\?>/, '')}`,
      ).format,
    ).toBe('GPX 1.1')
  })

  it.each([
    ['\u001f\u008b\u0008.', /^this is no route format/],
    ['%PDF-1.7', /^this is a PDF; /],
    ['<svg><path/></svg>', /^this is XML with <svg>; /],
    ['Dear Sir,\nthe ship sails at 10.', /^this is no route format known here; /],
    ['{"lat": 1}', /^this is no route format/],
    ['<route><waypoints/></route>', /^this is XML with <route>; /],
  ])('unknown: %j says what it is', (text, detail) => {
    expect(refusal(() => readText(text))).toEqual({
      code: 'file-not-understood',
      detail: expect.stringMatching(detail) as string,
    })
  })

  it('empty or blank is empty', () => {
    expect(refusal(() => readRouteFile(new Uint8Array(), 'a')).code).toBe('file-empty')
    expect(refusal(() => readText(' \n\t ')).code).toBe('file-empty')
    expect(refusal(() => readText('\uFEFF')).code).toBe('file-empty')
  })

  it('keeps names as plain, short text', () => {
    const name = `<img src=x onerror=alert(1)>\u202Eevil\u0007${'é'.repeat(500)}`
    const {
      candidates: [candidate],
    } = readText(
      `<gpx><rte><name><![CDATA[${name.replace('\u0007', '')}]]></name><rtept lat="1" lon="1"/><rtept lat="1" lon="2"/></rte></gpx>`,
    )
    expect(candidate!.name).toHaveLength(120)
    expect(candidate!.name.startsWith('<img src=x onerror=alert(1)>evilé')).toBe(true)
  })
})

describe('encodings', () => {
  const text = (declaration: string) =>
    `${declaration}<gpx><rte><name>Ålesund – Tromsø</name>\r\n<rtept lat="62" lon="6"/><rtept lat="69" lon="19"/></rte></gpx>`
  const nameOf = (bytes: Uint8Array) => readRouteFile(bytes, 'x').candidates[0]!.name
  const utf16 = (from: string, little: boolean) => {
    const bytes = new Uint8Array(from.length * 2)
    const view = new DataView(bytes.buffer)
    for (let index = 0; index < from.length; index += 1) view.setUint16(index * 2, from.charCodeAt(index), little)
    return bytes
  }

  it.each([
    ['UTF-8', new TextEncoder().encode(text(''))],
    ['UTF-8 with BOM', new TextEncoder().encode(text('\uFEFF<?xml version="1.0" encoding="UTF-8"?>'))],
    ['UTF-16 LE with BOM', utf16(text('\uFEFF<?xml version="1.0" encoding="UTF-16"?>'), true)],
    ['UTF-16 BE with BOM', utf16(text('\uFEFF'), false)],
    ['UTF-16 LE without BOM', utf16(text(''), true)],
  ])('%s', (_, bytes) => {
    expect(nameOf(bytes)).toBe('Ålesund – Tromsø')
  })

  it('ISO-8859-1, declared or not', () => {
    for (const declaration of ['<?xml version="1.0" encoding="ISO-8859-1"?>', '']) {
      const latin = Buffer.from(text(declaration).replace('–', '-'), 'latin1')
      expect(nameOf(latin)).toBe('Ålesund - Tromsø')
    }
  })
})

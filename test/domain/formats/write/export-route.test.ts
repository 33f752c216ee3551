import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readRouteFile } from '#src/domain/formats/import-file.ts'
import { childNamed, childrenNamed, parseXml, textOf } from '#src/domain/formats/read/xml-tree.ts'
import { csvCell } from '#src/domain/formats/write/sheet.ts'
import { exportFormats, fileName } from '#src/domain/formats/write/export-formats.ts'
import { exportRoute } from '#src/domain/formats/write/export-route.ts'
import {
  renameWaypoint,
  routeFromPositions,
  setFixedEta,
  setLegSpeed,
  setLegType,
  setStay,
} from '#src/domain/route/edit.ts'
import { emptyRoute, type Track } from '#src/domain/route/route.ts'
import { activateAlternative, addAlternative, renameAlternative } from '#src/domain/voyage/alternatives.ts'
import { activePlan } from '#src/domain/voyage/voyage.ts'
import { planned } from '#test/support/planned.ts'
import { anyVoyage, voyageOf } from '#test/support/random-voyage.ts'
import { emptyShip } from '#src/domain/voyage/ship.ts'

const pacific = routeFromPositions(
  'Yokohama to San Francisco',
  [
    { lat: 35.4, lon: 139.8 },
    { lat: 45, lon: 179 },
    { lat: 37.8, lon: -122.6 },
  ],
  { names: ['Yokohama', undefined, 'San Francisco'] },
)
const voyage = voyageOf(setLegSpeed(setStay(setLegType(pacific, 'w3', 'GC'), 'w2', 90), 'w3', 14.5), {
  name: 'Pacific',
})
const track: Track = {
  name: 'Taveuni',
  lat: Float64Array.of(-16.8, -16.8, -16.9),
  lon: Float64Array.of(179.5, 180.5, 181),
  timeMs: Float64Array.of(Date.UTC(2026, 0, 1), Date.UTC(2026, 0, 1, 5), NaN),
}
const sailed = voyageOf(emptyRoute, { name: 'Sailed', track })
const reading = (text: string) => readRouteFile(new TextEncoder().encode(text), 'file').candidates

describe('every format', () => {
  it('begins with RTZ 1.1, and has a label and a media type', () => {
    expect(exportFormats.map(({ label }) => label)).toEqual([
      'RTZ 1.1',
      'RTZ 1.0',
      'RTZ 1.2',
      'GPX 1.1',
      'KML',
      'GeoJSON',
      'CSV',
    ])
    for (const { format } of exportFormats)
      expect(exportRoute(format, voyage)).toMatchObject({
        fileName: expect.stringMatching(/^Pacific\.\w+$/) as string,
        mediaType: expect.stringContaining('/') as string,
      })
  })

  it('names the alternative where there are several, in the file and outside', () => {
    const named = renameAlternative(voyage, voyage.activeId, 'North')
    for (const { format } of exportFormats) expect(exportRoute(format, named).fileName).toMatch(/^Pacific\.\w+$/)
    const both = activateAlternative(addAlternative(named), named.activeId)
    for (const { format } of exportFormats) {
      const { fileName: file, text } = exportRoute(format, both)
      expect(file).toMatch(/^Pacific_North\.\w+$/)
      if (format !== 'csv') expect(text).toContain('Pacific, North')
    }
    expect(exportRoute('gpx', { ...both, name: '' }).text).toContain('Yokohama to San Francisco, North')
  })

  it.each(exportFormats)(
    '$label refuses a route of one waypoint, and a track where it takes none',
    ({ format, takesTracks }) => {
      const single = voyageOf(routeFromPositions('', [{ lat: 1, lon: 1 }]))
      expect(() => exportRoute(format, single)).toThrow(expect.objectContaining({ code: 'too-few-points' }) as Error)
      if (takesTracks) expect(exportRoute(format, sailed).text).toContain('-16.8')
      else
        expect(() => exportRoute(format, sailed)).toThrow(expect.objectContaining({ code: 'too-many-points' }) as Error)
    },
  )

  it('is free of control characters, NaN and exponents, whatever the names', () => {
    fc.assert(
      fc.property(anyVoyage, (any) => {
        for (const { format } of exportFormats) {
          const { text, fileName: file } = exportRoute(format, any)
          expect(text).not.toMatch(/[^\P{Cc}\r\n]|\p{Cs}/u)
          expect(text).not.toMatch(/\bNaN\b(?!.*name)|Infinity|="-?\d(\.\d+)?e[+-]/)
          expect(file).toMatch(/^[\p{L}\p{N}(+–_][^/\\:*?"<>|]*\.\w+$/u)
        }
      }),
      { numRuns: 30 },
    )
  })
})

describe('RTZ', () => {
  const ship = {
    ...emptyShip,
    name: 'Example',
    imo: '9074729',
    mmsi: '',
    callSign: 'ABCD',
    draughtM: 11.5,
    lengthM: null,
    beamM: null,
  }
  const withShip = {
    ...voyage,
    ship,
    voyageNumber: '99A',
    rtzInfo: { routeAuthor: 'Office', vesselName: 'Other', vesselMaxWind: '40', vesselGM: 'high' },
  }
  const routeInfo = (version: '1.0' | '1.1') =>
    Object.fromEntries(childNamed(parseXml(exportRoute(`rtz-${version}`, withShip).text), 'routeInfo')!.attributes)

  it('has the ship, the voyage number and what a file brought, but nothing its schema refuses', () => {
    expect(routeInfo('1.1')).toEqual({
      routeName: 'Pacific',
      routeAuthor: 'Office',
      vesselName: 'Example',
      vesselIMO: '9074729',
      vesselVoyage: '99A',
      vesselMaxWind: '40',
    })
    expect(exportRoute('rtz-1.1', withShip).text).toContain('<leg draughtForward="11.5" draughtAft="11.5"/>')
  })

  it('has the wind limit of 1.0 in metres per second', () => {
    expect(routeInfo('1.0')['vesselMaxWind']).toBe('20.578') // 40 kn of 1852 m an hour
  })
})

describe('GPX', () => {
  it('has departure and speeds where OpenCPN looks for them: a speed at the end of its leg, an ETD after a stay', () => {
    const rte = childNamed(parseXml(exportRoute('gpx', voyage).text), 'rte')
    const extensions = childNamed(rte, 'extensions')
    expect([textOf(rte, 'name'), textOf(extensions, 'planned_speed'), textOf(extensions, 'planned_departure')]).toEqual(
      ['Pacific', '12', '2026-11-22T17:51:00Z'],
    )
    const [first, second, third] = childrenNamed(rte, 'rtept').map(
      (point) => childNamed(childNamed(point, 'extensions'), 'rte_properties')?.attributes,
    )
    expect(first).toBeUndefined()
    expect(second!.get('planned_speed')).toBeUndefined()
    expect(second!.get('etd')).toMatch(/^2026-11-\d\dT\d\d:\d\d:\d\d$/)
    expect(third!.get('planned_speed')).toBe('14.5')
    expect(rte!.children.map(({ name }) => name)).toEqual(['name', 'extensions', 'rtept', 'rtept', 'rtept']) // the order of the schema
    expect(reading(exportRoute('gpx', voyage).text)[0]).toMatchObject({
      kind: 'route',
      name: 'Pacific',
      count: 3,
      crossesAntimeridian: true,
      departureMs: activePlan(voyage).departureMs,
      speedKn: 12,
    })
  })

  it('has the speeds that a fixed ETA requires', () => {
    const fixed = voyageOf(setFixedEta(pacific, 'w3', Date.UTC(2026, 11, 20)))
    expect(exportRoute('gpx', fixed).text.match(/planned_speed="[\d.]+"/g)).toHaveLength(2)
  })

  it('names every point once, and keeps what the waypoints are called', () => {
    const names = ['', '2', '', 'Buoy', 'Buoy', '3', 'Buoy 2']
    const positions = names.map((_, index) => ({ lat: index, lon: index }))
    const { text } = exportRoute('gpx', voyageOf(routeFromPositions('R', positions, { names })))
    const written = childrenNamed(childNamed(parseXml(text), 'rte'), 'rtept').map((point) => textOf(point, 'name'))
    expect(written).toEqual(['1', '2', '3 2', 'Buoy', 'Buoy 3', '3', 'Buoy 2'])
    expect(reading(text)[0]!.route!.waypoints.map(({ name }) => name)).toEqual(names)
  })

  it('keeps the times of a track, and the missing one missing', () => {
    const [candidate] = reading(exportRoute('gpx', sailed).text)
    expect([...candidate!.track!.timeMs]).toEqual([...track.timeMs])
    expect([...candidate!.track!.lon]).toEqual([179.5, 180.5, 181])
  })
})

const Shape = z.object({ type: z.string(), coordinates: z.array(z.unknown()) })
const Collection = z.object({
  features: z.array(z.object({ properties: z.record(z.string(), z.unknown()), geometry: Shape })),
})

describe('GeoJSON', () => {
  it('cuts the line at 180° and never leaves −180 to 180', () => {
    const { features } = Collection.parse(JSON.parse(exportRoute('geojson', voyage).text))
    expect(features.map(({ geometry }) => geometry.type)).toEqual(['MultiLineString', 'Point', 'Point', 'Point'])
    const [east, west] = z.array(z.array(z.tuple([z.number(), z.number()]))).parse(features[0]!.geometry.coordinates)
    expect([east!.at(-1)![0], west![0]![0]]).toEqual([180, -180])
    expect(east!.at(-1)![1]).toBe(west![0]![1])
    expect(Math.max(...west!.map(([, lat]) => lat))).toBeGreaterThan(46) // bent as the great circle is
    expect(
      features.slice(1).map(({ properties: { waypoint, name, leg, speedKn } }) => [waypoint, name, leg, speedKn]),
    ).toEqual([
      [1, 'Yokohama', null, null],
      [2, '', 'RL', 12],
      [3, 'San Francisco', 'GC', 14.5],
    ])
  })

  it.each([
    [
      [
        [0, 170],
        [0, 190],
      ],
      [
        [170, 180],
        [-180, -170],
      ],
    ],
    [
      [
        [0, 180],
        [0, 179],
      ],
      [[180, 179]],
    ],
    [
      [
        [0, 179],
        [0, 180],
      ],
      [[179, 180]],
    ],
    [
      [
        [0, -179],
        [0, -181],
        [0, -179],
      ],
      [
        [-179, -180],
        [180, 179, 180],
        [-180, -179],
      ],
    ],
  ])('cuts %j into %j', (places, pieces) => {
    const line: Track = {
      name: '',
      lat: Float64Array.from(places, (place) => place[0]!),
      lon: Float64Array.from(places, (place) => place[1]!),
      timeMs: new Float64Array(places.length).fill(NaN),
    }
    const { features } = Collection.parse(
      JSON.parse(exportRoute('geojson', voyageOf(emptyRoute, { track: line })).text),
    )
    const { type, coordinates } = features[0]!.geometry
    expect(
      (type === 'LineString' ? [coordinates] : (coordinates as number[][][])).map((piece) =>
        (piece as number[][]).map(([lon]) => lon),
      ),
    ).toEqual(pieces)
  })
})

describe('KML', () => {
  it('has the line and a placemark for each waypoint, names as plain text', () => {
    const named = planned(voyage, { route: renameWaypoint(activePlan(voyage).route, 'w2', '<b>&"\u0007') })
    const document = childNamed(parseXml(exportRoute('kml', named).text), 'Document')
    expect(textOf(childNamed(childNamed(document, 'Placemark'), 'LineString'), 'coordinates')).toBe(
      '139.8,35.4 179,45 -122.6,37.8',
    )
    expect(
      childrenNamed(childNamed(document, 'Folder'), 'Placemark').map((placemark) => textOf(placemark, 'name')),
    ).toEqual(['Yokohama', '<b>&"', 'San Francisco'])
  })

  it('keeps the times of a track that has them all', () => {
    const whole = { ...track, timeMs: Float64Array.of(1e12, 1e12 + 1000, 1e12 + 2000) }
    expect([...reading(exportRoute('kml', voyageOf(emptyRoute, { track: whole })).text)[0]!.track!.timeMs]).toEqual([
      ...whole.timeMs,
    ])
    expect(reading(exportRoute('kml', sailed).text)[0]).toMatchObject({ count: 3 })
  })
})

describe('F9 S15 CSV', () => {
  const table = (text: string) =>
    text
      .replace('\uFEFF', '')
      .split('\r\n')
      .map((line) => line.split(','))

  it('is a table with signed degrees to six places and ISO times', () => {
    const rows = table(exportRoute('csv', voyage).text)
    expect(rows[0]!.slice(0, 5)).toEqual(['No', 'Name', 'Latitude', 'Longitude', 'Leg'])
    expect(rows[1]!.slice(0, 4)).toEqual(['1', 'Yokohama', '35.400000', '139.800000'])
    expect(rows[3]!.slice(0, 5)).toEqual(['3', 'San Francisco', '37.800000', '-122.600000', 'GC'])
    expect(rows[2]!.slice(9)).toEqual([
      expect.stringMatching(/^2026-11-\d\dT\d\d:\d\d:\d\dZ$/),
      '90',
      expect.stringMatching(/Z$/),
    ])
    expect(rows).toHaveLength(5) // and an empty one after the last line's end
  })

  // What a spreadsheet would run is text, what is a number stays one.
  it.each([
    ['=cmd()', "'=cmd()"],
    ['+1', "'+1"],
    ['+cmd', "'+cmd"],
    ['-12.3', '-12.3'],
    ['-12.3 buoy', "'-12.3 buoy"],
    ['@x', "'@x"],
    ['\t=1+1', "' =1+1"],
    [' x', '" x"'],
    ['＝1', "'＝1"],
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', 'two lines'],
    ['=HYPERLINK("http://x")', '"\'=HYPERLINK(""http://x"")"'],
    ['Brest', 'Brest'],
    [-12.3, '-12.3'],
    [null, ''],
  ])('writes %j as %s', (value, cell) => {
    expect(csvCell(value)).toBe(cell)
  })
})

describe('the name of the file', () => {
  it.each([
    ['Rotterdam – Halifax v3', 'Rotterdam_Halifax_v3.rtz'],
    ['../../etc/passwd', 'etc_passwd.rtz'],
    ['a/b\\c:d*e?"<>|', 'a_b_c_d_e.rtz'],
    ['-rf $(reboot) & `x`; #1', 'rf_reboot_x_1.rtz'],
    ["O'Brien's ~%PATH%!", 'O_Brien_s_PATH.rtz'],
    ['CON', 'route_CON.rtz'],
    ['com¹', 'route_com¹.rtz'],
    ['nul.txt', 'nul_txt.rtz'],
    ['...', 'route.rtz'],
    ['', 'route.rtz'],
    ['Kiel. ', 'Kiel.rtz'],
    ['Ærøskøbing\u00a0→ Łódź', 'Ærøskøbing_Łódź.rtz'],
    ['Cafe\u0301', 'Café.rtz'],
    ['שלום 東京', 'שלום_東京.rtz'],
    ['หาดใหญ่', 'หาดใหญ่.rtz'],
    ['\u202Eevil\u0000', 'evil.rtz'],
    ['x'.repeat(300), `${'x'.repeat(80)}.rtz`],
    [`${'x'.repeat(79)} y`, `${'x'.repeat(79)}.rtz`],
    ['𠀀'.repeat(80), `${'𠀀'.repeat(60)}.rtz`],
  ])('%j is %s', (name, file) => {
    expect(fileName(name, 'rtz')).toBe(file)
  })

  it('is letters, figures and underscores of any voyage', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (name) => {
        expect(fileName(name, 'csv')).toMatch(/^[\p{L}\p{N}][\p{L}\p{M}\p{N}_]*\.csv$/u)
        expect(new TextEncoder().encode(fileName(name, 'csv')).length).toBeLessThan(255)
      }),
    )
  })
})

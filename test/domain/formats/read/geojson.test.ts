import { describe, expect, it } from 'vitest'
import { readText, refusal } from '#test/support/route-files.ts'

const multiLine = (coordinates: unknown, properties: object = {}) =>
  JSON.stringify({ type: 'Feature', properties, geometry: { type: 'MultiLineString', coordinates } })
const placesOf = (text: string) =>
  readText(text).candidates.map(({ route }) => route!.waypoints.map(({ position: { lat, lon } }) => [lon, lat]))

const feature = (type: string, coordinates: unknown, properties: object = {}) =>
  JSON.stringify({ type: 'Feature', properties, geometry: { type, coordinates } })
const hours = (...list: number[]) => list.map((hour) => `2026-07-03T${String(hour).padStart(2, '0')}:00:00Z`)
const hoursOf = (text: string) =>
  readText(text).candidates.map(({ track }) => [...(track?.timeMs ?? [])].map((ms) => new Date(ms).getUTCHours()))
const wordsOf = (text: string) => readText(text).notes.map(({ text: words }) => words)

/** A ring that crosses itself. */
const knot = [
  [0, 0],
  [10, 10],
  [10, 0],
  [0, 10],
  [0, 0],
]

describe('times of GeoJSON', () => {
  const parts = [
    [
      [4, 52],
      [3, 51.8],
    ],
    [
      [1, 51],
      [0, 50.6],
    ],
  ]

  it('in one list are those of all parts, where there are as many', () => {
    const timed = (times: unknown) => feature('MultiLineString', parts, { coordTimes: times })
    const all = hoursOf(timed(hours(6, 10, 16, 20))).flat()
    expect(all).toEqual(expect.arrayContaining([6, 10, 16, 20]))
    expect(
      hoursOf(timed(hours(6, 10, 16)))
        .flat()
        .some((hour) => hour >= 0),
    ).toBe(false)
    expect(wordsOf(timed(hours(6, 10, 16)))).toContain(
      'A line of 2 parts and 4 points has 3 times; they were left out.',
    )
    expect(wordsOf(timed([hours(6, 10)]))).toContain(
      'A line of 2 parts and 4 points has 1 list of times; they were left out.',
    )
  })

  it('go by several names', () => {
    for (const properties of [
      { coordinateProperties: { times: hours(6, 10) } },
      { timestamps: hours(6, 10) },
      { coordTimes: hours(6, 10) },
    ])
      expect(hoursOf(feature('LineString', parts[0], properties))).toEqual([[6, 10]])
    expect(wordsOf(feature('LineString', parts[0], { timestamp: '2026-07-03T06:00:00Z' }))).toEqual([
      'Field not used: "timestamp".',
    ])
    expect(wordsOf(feature('LineString', parts[0], { times: ['2026-07-03T06:00:00', hours(9)[0]] }))).toEqual([
      '1 time without a zone is read as UTC.',
    ])
  })
})

describe('GeoJSON that does not fit together', () => {
  const line = [
    [4, 52],
    [3, 51],
    [2, 50],
  ]

  it('has its names, fourth coordinates and one bad point told', () => {
    expect(wordsOf(feature('LineString', line, { coordinatesMeta: [{ name: 'A' }, { name: 'B' }] }))).toEqual([
      'A line of 3 points has 2 names; they were not used.',
    ])
    expect(wordsOf(feature('LineString', [...line, [1, 49, 0, 1783058400]]))).toEqual([
      'Fourth coordinates (times or measures) were not used.',
    ])
    const bad = feature('LineString', [line[0], [3, 91], line[2]])
    expect(readText(bad).candidates[0]!.count).toBe(2)
    expect(wordsOf(bad)).toEqual([
      '1 point was left out, and the line goes straight past it: point 2: latitude 91 is outside −90 to 90.',
    ])
    expect(refusal(() => readText(feature('LineString', [[3, 91], [3, 92], line[2], line[1]]))).detail).toBe(
      'point 1: latitude 91 is outside −90 to 90',
    )
  })

  it('of polygons alone gives areas: outer rings, across 180° too, named by the file where they have no name', () => {
    const ring = (west: number, east: number) => [
      [west, 0],
      [east, 0],
      [east, 10],
      [west, 10],
      [west, 0],
    ]
    const features = [
      {
        type: 'Feature',
        properties: { name: 'Reserve' },
        geometry: { type: 'Polygon', coordinates: [ring(170, -170), ring(175, 176)] },
      },
      {
        type: 'Feature',
        properties: null,
        geometry: { type: 'MultiPolygon', coordinates: [[ring(0, 1)], [ring(3, 4)]] },
      },
      { type: 'Feature', properties: { name: 'Knot' }, geometry: { type: 'Polygon', coordinates: [knot] } },
    ]
    const read = readText(JSON.stringify({ type: 'FeatureCollection', features }), 'warnings.geojson')
    expect(read.candidates).toEqual([])
    expect(read.areas?.map(({ name, effect, corners }) => [name, effect, corners.length])).toEqual([
      ['Reserve', 'avoid', 4],
      ['warnings', 'avoid', 4],
      ['warnings 2', 'avoid', 4],
    ])
    expect(read.areas?.[0]?.corners.map(({ lon }) => lon)).toEqual([170, 190, 190, 170])
    expect(read.notes.map(({ text }) => text)).toEqual([
      '“Knot” crosses itself: side 1 to 2 meets side 3 to 4; it was left out.',
      '1 inner ring left out: an area counts as a whole, with what is inside it.',
    ])
  })

  it('of polygons of which none is an area is refused, with the reason', () => {
    expect(refusal(() => readText(feature('Polygon', [knot]), 'knot.geojson'))).toEqual({
      code: 'file-no-route',
      detail: '“knot” crosses itself: side 1 to 2 meets side 3 to 4',
    })
    expect(
      refusal(() =>
        readText(
          feature('Polygon', [
            [
              [0, 0],
              [1, 91],
              [2, 0],
            ],
          ]),
        ),
      ).detail,
    ).toBe('point 2: latitude 91 is outside −90 to 90')
  })

  it('of lines and polygons gives the lines', () => {
    const geometries = [
      { type: 'LineString', coordinates: line },
      {
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [1, 91],
          ],
        ],
      },
    ]
    const read = readText(JSON.stringify({ type: 'GeometryCollection', geometries }))
    expect([read.candidates.length, read.areas]).toEqual([1, undefined])
    expect(read.notes).toEqual([{ text: '1 Polygon left out: not a line or a point.' }])
  })
})

describe('JSON of positions', () => {
  it('leaves out the empty ones with a word, and a bad one', () => {
    const text = JSON.stringify([
      { lat: 52, lon: 4 },
      { lat: null, lon: null },
      { lat: 51, lon: 181 * 5 },
      { lat: 50, lon: 2 },
    ])
    expect(readText(text).candidates[0]!.count).toBe(2)
    expect(wordsOf(text)[0]).toMatch(/^1 point was left out, and the line goes straight past it: /)
    expect(wordsOf(text)).toContain('1 position without latitude or longitude left out.')
  })

  it('of several ships is one line for each', () => {
    const fix = (mmsi: number, lat: number) => ({ mmsi, lat, lon: 4 })
    const two = JSON.stringify([fix(244000001, 52), fix(244000002, 42), fix(244000001, 51), fix(244000002, 41)])
    expect(readText(two).candidates.map(({ name, first, last }) => [name, first.lat, last.lat])).toEqual([
      ['MMSI 244000001', 52, 51],
      ['MMSI 244000002', 42, 41],
    ])
    expect(wordsOf(JSON.stringify([fix(1, 52), fix(1, 51)]))).toEqual(['Field not used: "mmsi".'])
  })
})

describe('GeoJSON cut at 180°', () => {
  it('is one line again, without the places that only the cut has made', () => {
    const text = multiLine(
      [
        [
          [170, -10],
          [180, 0],
        ],
        [
          [-180, 0],
          [-170, 10],
        ],
      ],
      { name: 'Fiji' },
    )
    const { candidates, notes } = readText(text)
    expect(placesOf(text)).toEqual([
      [
        [170, -10],
        [190, 10],
      ],
    ])
    expect(candidates[0]).toMatchObject({ name: 'Fiji', crossesAntimeridian: true })
    expect(notes).toEqual([{ text: 'The line is cut at 180° in 1 place; it was joined there.' }])
  })

  it('keeps the place of the cut once where the line bends there', () => {
    expect(
      placesOf(
        multiLine([
          [
            [170, -10],
            [180, 3],
          ],
          [
            [-180, 3],
            [-170, 10],
          ],
        ]),
      ),
    ).toEqual([
      [
        [170, -10],
        [180, 3],
        [190, 10],
      ],
    ])
    expect(
      placesOf(
        multiLine([
          [
            [179, 1],
            [180, 1],
          ],
          [
            [-180, 1],
            [-180, 2],
          ],
        ]),
      ),
    ).toEqual([
      [
        [179, 1],
        [180, 1],
        [180, 2],
      ],
    ])
  })

  it('is joined westward too, and as often as it was cut', () => {
    expect(
      placesOf(
        multiLine([
          [
            [-170, 0],
            [-180, 5],
          ],
          [
            [180, 5],
            [170, 10],
            [180, 15],
          ],
          [
            [-180, 15],
            [-170, 20],
          ],
        ]),
      ),
    ).toEqual([
      [
        [-170, 0],
        [-190, 10],
        [-170, 20],
      ],
    ])
  })

  it('takes what other programs round where they cut', () => {
    expect(
      placesOf(
        multiLine([
          [
            [170, -10],
            [179.999999, 0],
          ],
          [
            [-180, 0.000004],
            [-170, 10],
          ],
        ]),
      ),
    ).toEqual([
      [
        [170, -10],
        [190, 10],
      ],
    ])
  })

  it.each([
    [
      'they meet elsewhere',
      [
        [
          [170, 0],
          [175, 1],
        ],
        [
          [175, 1],
          [178, 2],
        ],
      ],
    ],
    [
      'they reach the meridian at other latitudes',
      [
        [
          [170, 0],
          [180, 1],
        ],
        [
          [-180, 2],
          [-170, 3],
        ],
      ],
    ],
    [
      'they lie on the meridian',
      [
        [
          [180, 80],
          [180, 70],
        ],
        [
          [180, 70],
          [180, 60],
        ],
      ],
    ],
  ])('leaves parts alone where %s', (_, parts) => {
    const { candidates } = readText(multiLine(parts))
    // Where they meet they are offered joined as well.
    expect(candidates.filter(({ id }) => id !== 'joined')).toHaveLength(2)
  })

  it('keeps the times of each part', () => {
    const coordTimes = [
      ['2026-01-01T00:00:00Z', '2026-01-01T05:00:00Z'],
      ['2026-01-01T05:00:00Z', '2026-01-01T10:00:00Z'],
    ]
    const [candidate] = readText(
      multiLine(
        [
          [
            [179, 0],
            [180, 0],
          ],
          [
            [-180, 0],
            [-179, 0],
          ],
        ],
        { coordTimes },
      ),
    ).candidates
    expect([...candidate!.track!.timeMs]).toEqual([Date.UTC(2026, 0, 1), Date.UTC(2026, 0, 1, 10)])
  })

  it('keeps a place of the cut at which the ship was at another time than a steady speed has it', () => {
    const coordTimes = [
      ['2026-01-01T00:00:00Z', '2026-01-01T09:00:00Z'],
      ['2026-01-01T09:00:00Z', '2026-01-01T10:00:00Z'],
    ]
    const [candidate] = readText(
      multiLine(
        [
          [
            [179, 0],
            [180, 0],
          ],
          [
            [-180, 0],
            [-179, 0],
          ],
        ],
        { coordTimes },
      ),
    ).candidates
    expect([...candidate!.track!.lon]).toEqual([179, 180, 181])
  })
})

it.each([
  'null',
  '{"type":"Feature","geometry":null}',
  '{"type":"FeatureCollection","features":[null,7,"x",[],{"type":"Feature","properties":[1],"geometry":{"coordinates":"x"}}]}',
])('GeoJSON without a shape is refused plainly: %s', (text) => {
  expect(() => readText(text)).toThrow(
    expect.objectContaining({ code: expect.stringMatching(/^file-/) as string }) as Error,
  )
})

describe('GeoJSON inside other JSON', () => {
  const feature = (name?: string, more = {}) => ({
    type: 'Feature',
    geometry: {
      type: 'LineString',
      coordinates: [
        [4, 52],
        [3, 51],
      ],
    },
    properties: { ...(name && { name }), ...more },
  })
  const names = (value: unknown) =>
    readText(JSON.stringify(value)).candidates.map(({ name, count }) => `${name} ${count}`)

  it('is a route of Signal K', () => {
    const route = { name: 'To the bank', description: 'short', feature: feature() }
    expect(names(route)).toEqual(['To the bank 2'])
    expect(readText(JSON.stringify(route)).notes).toEqual([{ text: 'Field not used: "description".' }])
  })

  it('are many of Signal K by their keys, with the names of their points', () => {
    const meta = { coordinatesMeta: [{ name: 'Pier' }, { name: 'Buoy' }] }
    const routes = {
      'urn:mrn:a': { name: 'A', feature: feature(undefined, meta) },
      b: { name: 'B', feature: feature() },
    }
    expect(names(routes)).toEqual(['A 2', 'B 2'])
    expect(readText(JSON.stringify(routes)).candidates[0]?.route?.waypoints.map(({ name }) => name)).toEqual([
      'Pier',
      'Buoy',
    ])
  })

  it.each([
    ['in an object', { data: { route: feature('N') } }],
    ['in a list', [feature('N')]],
    [
      'in a collection of collections',
      { type: 'FeatureCollection', features: [{ type: 'FeatureCollection', features: [feature('N')] }] },
    ],
    [
      'as a geometry of geometries',
      {
        type: 'Feature',
        properties: { name: 'N' },
        geometry: {
          type: 'GeometryCollection',
          geometries: [{ type: 'GeometryCollection', geometries: [feature().geometry] }],
        },
      },
    ],
  ])('is found %s', (_, value) => expect(names(value)).toEqual(['N 2']))

  it('has one on each line', () => {
    const text = [feature('A'), feature('B')].map((value) => JSON.stringify(value)).join('\n')
    expect(readText(text).candidates.map(({ name }) => name)).toEqual(['A', 'B'])
  })

  it('tells times that cannot be read, and heights', () => {
    const { notes } = readText(
      JSON.stringify({
        type: 'LineString',
        coordinates: [
          [4, 52, 7],
          [3, 51, 7],
        ],
        coordTimes: [],
      }),
    )
    expect(notes).toContainEqual({ text: 'Heights and depths (the third coordinate) were not used.' })
    const timed = feature('N', { coordTimes: ['2026-01-01T00:00:00Z', 'noon'] })
    expect(readText(JSON.stringify(timed)).notes).toEqual([
      { text: 'The time "noon" cannot be read and was left out.' },
    ])
    const short = feature('N', { coordTimes: ['2026-01-01T00:00:00Z'] })
    expect(readText(JSON.stringify(short)).notes).toEqual([
      { text: 'A line of 2 points has 1 time; they were left out.' },
    ])
  })

  it('takes times in seconds or milliseconds since 1970', () => {
    const at = Date.UTC(2026, 0, 1)
    const timed = feature('N', { coordTimes: [at / 1000, at + 1000] })
    expect([...(readText(JSON.stringify(timed)).candidates[0]?.track?.timeMs ?? [])]).toEqual([at, at + 1000])
  })
})

describe('longitudes beyond a turn', () => {
  it('are wrapped, with a word', () => {
    const { candidates, notes } = readText('{"type":"LineString","coordinates":[[364,52],[363,51]]}')
    expect(candidates[0]?.first).toEqual({ lat: 52, lon: 4 })
    expect(notes).toEqual([{ text: '2 longitudes beyond ±360° were wrapped to ±180°.' }])
  })
})

describe('positions of several ships', () => {
  const shipsOf = (value: unknown) =>
    readText(JSON.stringify(value)).candidates.map(({ name, count }) => `${name}: ${count}`)
  const inTurn = [0, 1, 2, 3].map((step) => ({
    ship: step % 2 === 0 ? 'ALPHA' : 'BETA',
    lat: 50 + step / 10 + (step % 2) * 5,
    lon: 3,
    time: `2026-07-03T0${step}:00:00Z`,
  }))

  it('are told apart by the properties of points', () => {
    const features = inTurn.map(({ ship, lat, lon, time }) => ({
      type: 'Feature',
      properties: { mmsi: ship === 'ALPHA' ? 235000111 : 235000222, time },
      geometry: { type: 'Point', coordinates: [lon, lat] },
    }))
    expect(shipsOf({ type: 'FeatureCollection', features })).toEqual(['MMSI 235000111: 2', 'MMSI 235000222: 2'])
  })

  it('are told apart by names beside the position, around it, and by the names of objects', () => {
    const names = ['ALPHA: 2', 'BETA: 2']
    expect(shipsOf(inTurn)).toEqual(names)
    expect(shipsOf(inTurn.map(({ ship, ...fix }) => ({ staticData: { shipName: ship }, last: fix })))).toEqual(names)
    expect(shipsOf(inTurn.map(({ ship, ...fix }) => ({ context: ship, values: [{ value: fix }] })))).toEqual(names)
  })

  it('are one fix each where a message repeats what stands around it', () => {
    const messages = inTurn.map(({ lat, lon, time }, index) => ({
      MetaData: { MMSI: 235000111 + (index % 2), latitude: lat, longitude: lon, time_utc: time },
      Message: { PositionReport: { Latitude: lat, Longitude: lon, UserID: 235000111 + (index % 2) } },
    }))
    expect(shipsOf(messages)).toEqual(['MMSI 235000111: 2', 'MMSI 235000112: 2'])
  })
})

describe('parts of positions in fields of their own', () => {
  it.each([
    { lat: 52, lat_min: 30.5, lon: 4, lon_min: 15.2 },
    { lat: 52.5, lat_dir: 'S', lon: 4.25, lon_dir: 'W' },
    { latitude: '0030.500', NS: 'N', longitude: '00015.250', EW: 'E' },
  ])('are refused, %j', (point) => {
    expect(refusal(() => readText(JSON.stringify([point, point]))).detail).toContain('a part in a field of its own')
  })

  it('are refused in one number', () => {
    const point = { latitude: '0030.500', longitude: '00015.250' }
    expect(refusal(() => readText(JSON.stringify([point, point]))).detail).toContain(
      'degrees and minutes in one number',
    )
  })

  it('are nothing where they are N and E of plain degrees', () => {
    const point = { lat: 52.5, latRef: 'N', lon: 4.25, lonRef: 'E' }
    expect(readText(JSON.stringify([point, { ...point, lat: 53 }])).candidates[0]?.count).toBe(2)
  })
})

describe('the JSON of other map programs', () => {
  const esri = (reference: object, ...features: readonly object[]) =>
    JSON.stringify({ geometryType: 'esriGeometryAny', spatialReference: reference, features })
  const path = (name: string, ...places: readonly (readonly number[])[]) => ({
    attributes: { OBJECTID: 1, Name: name },
    geometry: { paths: [places] },
  })

  it('of Esri is read in degrees', () => {
    const { format, candidates, notes } = readText(
      esri({ wkid: 4326 }, path('Lane', [4, 51.9], [3.5, 51.5], [3, 51.2])),
    )
    expect([format, candidates[0]?.name, candidates[0]?.count, notes]).toEqual(['Esri JSON', 'Lane', 3, []])
    expect(candidates[0]?.first).toEqual({ lat: 51.9, lon: 4 })
  })

  it.each([{ wkid: 102_100, latestWkid: 3857 }, { wkid: 3857 }])(
    'of Esri is read on the map of the web: %j',
    (system) => {
      const point = (x: number, y: number) => ({ attributes: { name: 'P' }, geometry: { x, y } })
      const places = readText(esri(system, point(445_277.963, 6_621_293.723), point(0, 0))).candidates[0]
      expect(places?.first.lat).toBeCloseTo(51, 5)
      expect(places?.first.lon).toBeCloseTo(4, 5)
      expect(places?.last).toEqual({ lat: 0, lon: 0 })
    },
  )

  it.each([
    [{ wkid: 28_992 }, 'wkid 28992'],
    [{ wkt: 'PROJCS["Amersfoort"]' }, 'PROJCS'],
    [{}, 'an unnamed system'],
  ])('of Esri is refused in another system: %j', (system, words) => {
    const { code, detail } = refusal(() => readText(esri(system, path('A', [1, 2], [3, 4]))))
    expect([code, detail]).toEqual(['file-malformed', expect.stringContaining(`its positions are in ${words}`)])
  })

  it('of Esri says which features are no lines', () => {
    const area = { attributes: { Name: 'Area', depth: 12 }, geometry: { rings: [[[1, 2]]] } }
    expect(wordsOf(esri({ wkid: 4326 }, path('A', [1, 2], [3, 4]), area))).toEqual([
      '1 feature left out: not a line or a point.',
      'Field not used: "depth".',
    ])
  })

  it('of topologies is refused by name', () => {
    const text = '{"type":"Topology","objects":{"a":{"type":"LineString","arcs":[0]}},"arcs":[[[0,0],[1,1]]]}'
    expect(refusal(() => readText(text)).detail).toBe('this is TopoJSON; save its lines as GeoJSON')
  })
})

import { describe, expect, it } from 'vitest'
import { readText } from '#test/support/route-files.ts'

const multiLine = (coordinates: unknown, properties: object = {}) =>
  JSON.stringify({ type: 'Feature', properties, geometry: { type: 'MultiLineString', coordinates } })
const placesOf = (text: string) =>
  readText(text).candidates.map(({ route }) => route!.waypoints.map(({ position: { lat, lon } }) => [lon, lat]))

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
    expect(readText(JSON.stringify(timed)).notes).toEqual([{ text: '1 time cannot be read and was left out.' }])
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

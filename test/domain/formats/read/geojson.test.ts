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

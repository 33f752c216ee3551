import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import { describe, expect, it } from 'vitest'
import { landCrossings, routeLines } from '#src/domain/route/land-check.ts'
import { landIndexOf, type Ring } from '#src/domain/route/land-index.ts'
import { routeFromPositions, setLegType } from '#src/domain/route/edit.ts'

const box = (west: number, south: number, east: number, north: number): Ring => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
]
/** One degree of the equator. */
const degreeNm = (6_378_137 * Math.PI) / 180 / 1852
const check = (rings: readonly Ring[], places: readonly (readonly [number, number])[]) =>
  landCrossings(
    routeLines(
      routeFromPositions(
        '',
        places.map(([lat, lon]) => ({ lat, lon })),
      ),
    ),
    landIndexOf(rings),
  )

function worldRings(): Ring[] {
  const world = JSON.parse(
    readFileSync(createRequire(import.meta.url).resolve('world-atlas/land-10m.json'), 'utf8'),
  ) as Topology<{ land: GeometryCollection }>
  return feature(world, world.objects.land).features.flatMap(({ geometry }) =>
    geometry.type === 'MultiPolygon'
      ? geometry.coordinates.flat()
      : geometry.type === 'Polygon'
        ? geometry.coordinates
        : [],
  )
}

describe('land', () => {
  it('is reported for the legs that cross it, with its length', () => {
    const found = check(
      [box(4, -1, 5, 1)],
      [
        [0, 0],
        [0, 2],
        [0, 8],
        [3, 8],
      ],
    )
    expect(found).toEqual([
      {
        legIndex: 2,
        lengthNm: expect.closeTo(degreeNm, 6) as number,
        from: { lat: 0, lon: expect.closeTo(4, 9) as number },
        to: { lat: 0, lon: expect.closeTo(5, 9) as number },
      },
    ])
  })

  it('with a lake in it is reported twice, with a waypoint on it for both legs', () => {
    expect(
      check(
        [box(4, -1, 7, 1), box(5, -0.5, 6, 0.5)],
        [
          [0, 0],
          [0, 12],
        ],
      ).map(({ lengthNm }) => lengthNm / degreeNm),
    ).toEqual([expect.closeTo(1, 6), expect.closeTo(1, 6)])
    expect(
      check(
        [box(4, -1, 5, 1)],
        [
          [0, 0],
          [0, 4.01],
          [0, 8],
        ],
      ).map(({ legIndex, lengthNm }) => [legIndex, Math.round((lengthNm / degreeNm) * 100)]),
    ).toEqual([
      [1, 1],
      [2, 99],
    ])
  })

  it.each([
    ['under 2 NM', box(4, -1, 4.033, 1), 0],
    ['of 2 NM', box(4, -1, 4.034, 1), 1],
    ['within 15 NM of the start', box(-1, -1, 0.249, 1), 0],
    ['that goes on behind it', box(-1, -1, 0.3, 1), 1],
    ['within 15 NM of the end', box(7.76, -1, 9, 1), 0],
    ['that begins before it', box(7.7, -1, 9, 1), 1],
  ])('%s', (_, ring, count) => {
    expect(
      check(
        [ring],
        [
          [0, 0],
          [0, 8],
        ],
      ),
    ).toHaveLength(count)
  })

  it.each([
    ['stitched', [box(179, -1, 181, 1)]],
    [
      'stitched westward',
      [
        [
          [-179, -1],
          [-179, 1],
          [179, 1],
          [179, -1],
          [-179, -1],
        ],
      ],
    ],
    ['cut there', [box(179, -1, 180, 1), box(-180, -1, -179, 1)]],
  ] as [string, Ring[]][])('across 180°, %s, is the same', (_, rings) => {
    const index = landIndexOf(rings)
    expect([178.9, 179.1, 179.9, 180, 180.1, 180.9, 181.1, -179.5, -180].map((lon) => index.isLand(0.3, lon))).toEqual([
      false,
      true,
      true,
      true,
      true,
      true,
      false,
      true,
      true,
    ])
    for (const places of [
      [
        [0, 175],
        [0, 185],
      ],
      [
        [0, -175],
        [0, 175],
      ],
      [
        [0.2, 535],
        [0.2, 545],
      ],
    ] as const) {
      expect(check(rings, places).reduce((sum, { lengthNm }) => sum + lengthNm, 0)).toBeCloseTo(2 * degreeNm, 1)
    }
  })

  it('around the south pole reaches to it', () => {
    const cap: Ring = Array.from({ length: 37 }, (_, index) => [-180 + 10 * index, -80])
    const index = landIndexOf([cap])
    expect(
      [
        [-79, 0],
        [-81, 0],
        [-89.9, 180],
        [-81, -180],
        [0, 0],
        [89, 0],
      ].map(([lat, lon]) => index.isLand(lat!, lon!)),
    ).toEqual([false, true, true, true, false, false])
  })

  it('agrees with a plain even-odd test for any polygon', () => {
    // Places and corners lie on separate grids, as on the coast itself there is no right answer.
    const grid = (offset: number) =>
      fc
        .tuple(fc.integer({ min: -500, max: 500 }), fc.integer({ min: -500, max: 500 }))
        .map(([x, y]) => [x / 100 + offset, y / 100 + offset] as const)
    fc.assert(
      fc.property(
        fc.array(grid(0), { minLength: 3, maxLength: 12 }),
        fc.array(grid(0.0012345), { minLength: 20, maxLength: 20 }),
        (corners, places) => {
          const ring = [...corners, corners[0]!]
          const index = landIndexOf([ring])
          for (const [x, y] of places) {
            let inside = false
            for (let i = 1; i < ring.length; i += 1) {
              const [[x1, y1], [x2, y2]] = [ring[i - 1]!, ring[i]!]
              if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) inside = !inside
            }
            expect(index.isLand(y, x)).toBe(inside)
          }
        },
      ),
      { numRuns: 200 },
    )
  })
})

describe('the 1:10 M coastline', () => {
  const index = landIndexOf(worldRings())

  it.each([
    ['Madrid', 40.4, -3.7, true],
    ['Biscay', 45, -6, false],
    ['Chukotka at 180°', 67, 180, true],
    ['Chukotka behind it', 67, -179, true],
    ['Bering Sea', 60, 180, false],
    ['Vanua Levu', -16.6, 179.3, true],
    ['South pole', -90, 0, true],
    ['Antarctica at 180°', -85, -180, true],
    ['North pole', 90, 0, false],
    ['Caspian Sea', 42, 50.5, false],
    ['Sahara', 23, 10, true],
    ['Greenland', 72, -40, true],
    ['Pacific', 0, -150, false],
  ])('%s', (_, lat, lon, land) => {
    expect(index.isLand(lat, lon)).toBe(land)
  })

  it('F6 lets a route round Ushant pass, and finds the one across Brittany', () => {
    const across = routeFromPositions('', [
      { lat: 50, lon: -3 },
      { lat: 46, lon: -3 },
    ])
    // At 3°W from Paimpol, 48°50'N, to Carnac, 47°35'N: 75 NM with the gulf that lies between.
    expect(landCrossings(routeLines(across), index)[0]!.lengthNm).toBeGreaterThan(65)
    expect(landCrossings(routeLines(across), index)[0]!.lengthNm).toBeLessThan(76)
    const round = routeFromPositions('', [
      { lat: 50, lon: -3 },
      { lat: 48.8, lon: -5.8 },
      { lat: 46, lon: -3 },
    ])
    expect(landCrossings(routeLines(round), index)).toEqual([])
    const pacific = setLegType(
      routeFromPositions('', [
        { lat: 34.9, lon: 139.9 },
        { lat: 37.7, lon: -122.8 },
      ]),
      'w2',
      'GC',
    )
    expect(landCrossings(routeLines(pacific), index)).toEqual([])
  })
})

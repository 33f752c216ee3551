import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  type Box,
  boxOf,
  clipLine,
  clipRing,
  landFeatures,
  landInWindow,
  landOf,
  type LandTopology,
  type LandRing,
  unwrapPolygon,
} from '#src/features/map/base/land.ts'
import { buildCoarserLand } from '../../../scripts/atlas/coarser-land.ts'

const jumps = (ring: readonly (readonly number[])[]) =>
  ring.filter(([lon], index) => index > 0 && Math.abs(lon! - ring[index - 1]![0]!) > 180)

describe('unwrapPolygon', () => {
  it('keeps an island on the antimeridian in one piece', () => {
    const { rings } = unwrapPolygon([
      [
        [179, -16],
        [-179, -16],
        [-179, -17],
        [179, -17],
        [179, -16],
      ],
    ])
    expect(rings).toEqual([
      [
        [-181, -16],
        [-179, -16],
        [-179, -17],
        [-181, -17],
        [-181, -16],
      ],
    ])
  })

  it('puts a continent that starts at 180° west in its place', () => {
    // As Eurasia is in world-atlas: the first point is on the line, the rest east of Greenwich.
    const { rings } = unwrapPolygon([
      [
        [-180, 69],
        [170, 60],
        [20, 50],
        [100, 10],
        [170, 65],
        [-180, 69],
      ],
    ])
    const lons = rings[0]!.map(([lon]) => lon)
    expect(Math.min(...lons)).toBe(20)
    expect(Math.max(...lons)).toBe(180)
  })

  it('closes what lies around the pole along the pole, and leaves that out of the shore', () => {
    const { rings, shores } = unwrapPolygon([
      [
        [-180, -80],
        [-90, -70],
        [0, -75],
        [90, -70],
        [-180, -80],
      ],
    ])
    expect(rings[0]).toEqual([
      [-180, -80],
      [-90, -70],
      [0, -75],
      [90, -70],
      [180, -80],
      [180, -90],
      [-180, -90],
      [-180, -80],
    ])
    expect(shores[0]!.every(([, lat]) => lat > -85)).toBe(true)
  })

  it('moves a hole into its continent and drops the one left over at the pole', () => {
    const outer = [
      [-180, 69],
      [170, 60],
      [20, 50],
      [100, 10],
      [170, 65],
      [-180, 69],
    ]
    const sea = [
      [-310, 40],
      [-308, 40],
      [-308, 42],
      [-310, 40],
    ]
    expect(unwrapPolygon([outer, sea]).rings[1]!.map(([lon]) => lon)).toEqual([50, 52, 52, 50])
    const pole = [
      [-180, -89.999],
      [180, -89.999],
      [90, -89.999],
      [0, -89.999],
      [-90, -89.999],
      [-180, -89.999],
    ]
    expect(
      unwrapPolygon([
        [
          [-180, -80],
          [-90, -70],
          [0, -75],
          [90, -70],
          [-180, -80],
        ],
        pole,
      ]).rings,
    ).toHaveLength(1)
  })
})

it('draws no shore where a file cuts land at 180°', () => {
  // As Taveuni is in world-atlas: two halves that meet on the line.
  const { rings, shores } = unwrapPolygon([
    [
      [180, -16.96],
      [180, -16.79],
      [179.9, -16.8],
      [179.9, -16.9],
      [180, -16.96],
    ],
  ])
  expect(rings[0]).toHaveLength(5)
  expect(shores).toEqual([
    [
      [180, -16.79],
      [179.9, -16.8],
      [179.9, -16.9],
      [180, -16.96],
    ],
  ])
})

const square = (west: number, south: number, size: number): LandRing => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
]
const areaOf = (ring: LandRing) =>
  Math.abs(ring.slice(1).reduce((sum, [x, y], index) => sum + (ring[index]![0] * y - x * ring[index]![1]) / 2, 0))

describe('a box cut out of the land', () => {
  const box: Box = { west: 0, east: 10, south: 0, north: 10 }

  it('keeps the part of an area that lies in it', () => {
    expect(areaOf(clipRing(square(5, 5, 10), box))).toBe(25)
    expect(areaOf(clipRing(square(-5, -5, 30), box))).toBe(100)
    expect(clipRing(square(2, 2, 3), box)).toEqual(square(2, 2, 3))
    expect(clipRing(square(20, 20, 3), box)).toEqual([])
  })

  it('cuts a line into as many pieces as enter it, and draws no edge of its own', () => {
    const zigzag: LandRing = [
      [-5, 2],
      [5, 2],
      [5, 15],
      [7, 15],
      [7, 5],
      [15, 5],
    ]
    expect(clipLine(zigzag, box)).toEqual([
      [
        [0, 2],
        [5, 2],
        [5, 10],
      ],
      [
        [7, 10],
        [7, 5],
        [10, 5],
      ],
    ])
    expect(
      clipLine(
        [
          [20, 0],
          [30, 0],
        ],
        box,
      ),
    ).toEqual([])
  })
})

describe('the land around the view', () => {
  const land = (ring: LandRing) => unwrapPolygon([ring])
  const fine = [land(square(170, -5, 20))]
  const coarse = [land(square(169, -6, 22))]
  const total = (window: Box) =>
    landInWindow(fine, coarse, window)
      .flatMap(({ rings }) => rings)
      .reduce((sum, ring) => sum + areaOf(ring), 0)

  it('is fine inside and coarse outside, on both sides of 180° and in every copy of the world', () => {
    expect(total({ west: 160, east: 200, south: -20, north: 20 })).toBeCloseTo(20 * 20, 6)
    expect(total({ west: -200, east: -160, south: -20, north: 20 })).toBeCloseTo(20 * 20, 6)
    expect(total({ west: 0, east: 20, south: -20, north: 20 })).toBeCloseTo(22 * 22, 6)
    // Half of it in view: the fine half and the coarse one.
    expect(total({ west: 180, east: 220, south: -20, north: 20 })).toBeCloseTo(20 * 10 + 22 * 11, 6)
  })

  it('leaves no gap between them', () => {
    const same = [land(square(-30, -30, 60))]
    const pieces = landInWindow(same, same, { west: -10, east: 7, south: -3, north: 12 }).flatMap(({ rings }) => rings)
    expect(pieces.reduce((sum, ring) => sum + areaOf(ring), 0)).toBeCloseTo(60 * 60, 6)
    expect(pieces.map(boxOf).filter(({ west, east }) => west > -30 && east < 30)).toHaveLength(3)
  })
})

describe.each(['land-110m', 'land-50m', 'land-50m as it is loaded'])('%s', (file) => {
  const path = createRequire(import.meta.url).resolve(`world-atlas/${file.split(' ')[0]}.json`)
  const text = file.endsWith('loaded') ? buildCoarserLand().text : readFileSync(path, 'utf8')
  const { features } = landFeatures(landOf(JSON.parse(text) as LandTopology))
  const rings = features.flatMap(({ geometry }) =>
    geometry.type === 'Polygon' || geometry.type === 'MultiLineString' ? geometry.coordinates : [],
  )

  it('has no edge that jumps across the map, but those that close Antarctica along the pole', () => {
    const jumping = rings.flatMap(jumps)
    expect(jumping.every(([, lat]) => lat === -90)).toBe(true)
    expect(jumping).toHaveLength(1)
  })

  it('lies within one world either side, which is what the map repeats', () => {
    const lons = rings.flat().map(([lon]) => lon!)
    expect(lons.reduce((least, lon) => Math.min(least, lon))).toBeGreaterThanOrEqual(-360)
    expect(lons.reduce((most, lon) => Math.max(most, lon))).toBeLessThanOrEqual(360)
  })

  it('has shores for every area', () => {
    expect(features.filter(({ geometry }) => geometry.type === 'Polygon')).toHaveLength(features.length / 2)
  })

  it('has no shore along 180°', () => {
    const lines = features.flatMap(({ geometry }) => (geometry.type === 'MultiLineString' ? geometry.coordinates : []))
    const along = lines.filter((line) =>
      line.some(([lon], index) => Math.abs(lon!) === 180 && Math.abs(line[index - 1]?.[0] ?? 0) === 180),
    )
    expect(along).toEqual([])
  })
})

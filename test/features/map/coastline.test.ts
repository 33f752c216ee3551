import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type LandTopology, landFeatures } from '#src/features/map/coastline/land-features.ts'
import { unwrapPolygon } from '#src/features/map/coastline/unwrap-rings.ts'

const jumps = (ring: readonly (readonly number[])[]) => ring.filter(([lon], index) => index > 0 && Math.abs(lon! - ring[index - 1]![0]!) > 180)

describe('unwrapPolygon', () => {
  it('keeps an island on the antimeridian in one piece', () => {
    const { rings } = unwrapPolygon([[[179, -16], [-179, -16], [-179, -17], [179, -17], [179, -16]]])
    expect(rings).toEqual([[[-181, -16], [-179, -16], [-179, -17], [-181, -17], [-181, -16]]])
  })

  it('puts a continent that starts at 180° west where it lies', () => {
    // As Eurasia is in world-atlas: the first point is on the line, the rest east of Greenwich.
    const { rings } = unwrapPolygon([[[-180, 69], [170, 60], [20, 50], [100, 10], [170, 65], [-180, 69]]])
    const lons = rings[0]!.map(([lon]) => lon)
    expect(Math.min(...lons)).toBe(20)
    expect(Math.max(...lons)).toBe(180)
  })

  it('closes what lies around the pole along the pole, and leaves that out of the shore', () => {
    const { rings, shores } = unwrapPolygon([[[-180, -80], [-90, -70], [0, -75], [90, -70], [-180, -80]]])
    expect(rings[0]).toEqual([[-180, -80], [-90, -70], [0, -75], [90, -70], [180, -80], [180, -90], [-180, -90], [-180, -80]])
    expect(shores[0]!.every(([, lat]) => lat > -85)).toBe(true)
  })

  it('moves a hole into its continent and drops the one left over at the pole', () => {
    const outer = [[-180, 69], [170, 60], [20, 50], [100, 10], [170, 65], [-180, 69]]
    const sea = [[-310, 40], [-308, 40], [-308, 42], [-310, 40]]
    expect(unwrapPolygon([outer, sea]).rings[1]!.map(([lon]) => lon)).toEqual([50, 52, 52, 50])
    const pole = [[-180, -89.999], [180, -89.999], [90, -89.999], [0, -89.999], [-90, -89.999], [-180, -89.999]]
    expect(unwrapPolygon([[[-180, -80], [-90, -70], [0, -75], [90, -70], [-180, -80]], pole]).rings).toHaveLength(1)
  })
})

describe.each(['land-110m', 'land-50m'])('%s', (file) => {
  const path = createRequire(import.meta.url).resolve(`world-atlas/${file}.json`)
  const { features } = landFeatures(JSON.parse(readFileSync(path, 'utf8')) as LandTopology)
  const rings = features.flatMap(({ geometry }) => (geometry.type === 'Polygon' || geometry.type === 'MultiLineString' ? geometry.coordinates : []))

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

  it('has a shore for every ring', () => {
    expect(features.filter(({ geometry }) => geometry.type === 'Polygon')).toHaveLength(features.length / 2)
  })
})

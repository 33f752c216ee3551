import type { FeatureCollection, LineString } from 'geojson'
import { describe, expect, it } from 'vitest'
import { layerById } from '#src/domain/metocean/layers/layers.ts'
import { overlayBins, overlayLine } from '#src/features/map/answer/overlay-line.ts'
import { dotFeatures, limitFeatures, overlayFeatures } from '#src/features/map/answer/use-overlay.ts'

const world = { west: -1, east: 2, north: 0, south: 1 }
const alongEquator = (lons: readonly number[]) =>
  overlayLine({ count: lons.length, lat: new Float64Array(lons.length), lon: Float64Array.from(lons) })
const kinds = ({ features }: FeatureCollection) =>
  features.map(({ properties, geometry }): [kind: string, bin: number, lons: number[]] => {
    const { kind, bin = -1 } = properties as { kind: string; bin?: number }
    return [kind, bin, (geometry as LineString).coordinates.map(([lon]) => Math.round(lon! * 1e6) / 1e6)]
  })

describe('overlayFeatures', () => {
  it('gives each sample the line half-way to its neighbours, one run per bin', () => {
    const features = overlayFeatures(alongEquator([0, 10, 20, 30]), Int8Array.of(1, 1, 4, 4), 5, world)
    expect(kinds(features)).toEqual([
      ['run', 1, [0, 10, 15]],
      ['run', 4, [15, 20, 30]],
      ['casing', -1, [0, 10, 20, 30]],
    ])
  })

  it('shows a gap as a gap, even of one sample', () => {
    const features = overlayFeatures(alongEquator([0, 10, 20]), Int8Array.of(2, -1, 2), 5, world)
    expect(kinds(features).filter(([kind]) => kind !== 'casing')).toEqual([
      ['run', 2, [0, 5]],
      ['gap', -1, [5, 10, 15]],
      ['run', 2, [15, 20]],
    ])
  })

  it('draws nothing without samples', () => {
    expect(overlayFeatures(alongEquator([]), new Int8Array(0), 5, world).features).toEqual([])
  })

  it('keeps 100,000 samples drawable, and the highest bin among those left out', () => {
    const count = 100_000
    const line = alongEquator(Array.from({ length: count }, (_, index) => (index * 120) / count))
    const bins = new Int8Array(count).fill(1)
    bins[50_001] = 7
    const { features } = overlayFeatures(line, bins, 3, world)
    const points = features.reduce((sum, { geometry }) => sum + (geometry as LineString).coordinates.length, 0)
    // 120° at zoom 3 are 1,365 px, so at most 683 points 2 px apart, each in a run and in the casing.
    expect(points).toBeLessThan(1400)
    expect(features.map(({ properties }) => properties!['bin'] as number | undefined)).toContain(7)
  })

  it('builds only what the window shows, on whichever copy of the world', () => {
    const line = alongEquator([170, 180, 190, 200])
    const aroundMinus175 = { west: (5 - 2) / 360, east: (5 + 2) / 360, north: 0.4, south: 0.6 }
    const lons = kinds(overlayFeatures(line, Int8Array.of(1, 1, 1, 1), 6, aroundMinus175)).find(
      ([kind]) => kind === 'casing',
    )![2]
    expect(lons).toEqual([180, 190])
  })
})

it.each([
  ['a single sample', [12], [3]],
  ['a ship that does not move', [12, 12, 12], [-1, 3, 1]],
])('draws %s as a dot', (_, lons, bins) => {
  const { features } = dotFeatures(alongEquator(lons), Int8Array.from(bins))
  expect(features).toHaveLength(1)
  expect(features[0]).toMatchObject({ properties: { bin: 3 }, geometry: { type: 'Point' } })
})

it('draws no dot where there is a line, or no value', () => {
  expect(dotFeatures(alongEquator([12, 13]), Int8Array.of(1, 1)).features).toEqual([])
  expect(dotFeatures(alongEquator([]), new Int8Array(0)).features).toEqual([])
})

it('marks where caution or a limit is reached, and a limit wins over samples thinned with it', () => {
  const states = Uint8Array.of(1, 2, 3, 0, 1)
  const marks = limitFeatures(alongEquator([0, 10, 20, 30, 40]), states, 5, world).features
  expect(
    marks.map(({ properties, geometry }) => [
      properties!['kind'] as string,
      (geometry as LineString).coordinates.map(([lon]) => Math.round(lon!)),
    ]),
  ).toEqual([
    ['caution', [5, 10, 15]],
    ['limit', [15, 20, 25]],
  ])
  const near = limitFeatures(
    alongEquator([0, 10, 10.0001, 10.0002, 40]),
    Uint8Array.of(1, 1, 3, 2, 1),
    5,
    world,
  ).features
  expect(near.map(({ properties }) => properties!['kind'] as string)).toEqual(['limit'])
})

it('bins an answer by the layer, missing values as −1', () => {
  const wave = layerById.wave
  const columns = {
    count: 3,
    lat: new Float64Array(3),
    lon: new Float64Array(3),
    timeMs: new Float64Array(3),
    fields: { Waves_Significant_Height: Float32Array.of(0.2, NaN, 6) },
    gaps: [],
  }
  expect(overlayBins(wave, columns)).toEqual(Int8Array.of(0, -1, 5))
  expect(overlayBins(layerById.sst, columns)).toBeNull()
})

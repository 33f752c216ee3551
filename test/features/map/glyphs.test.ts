import type { Point } from 'geojson'
import { describe, expect, it } from 'vitest'
import { layerById } from '#src/domain/metocean/layers/layers.ts'
import { glyphFeatures, glyphSamples, signFeatures } from '#src/features/map/answer/use-glyphs.ts'
import { pixelsBetween } from '#src/features/map/base/mercator.ts'
import { overlayLine } from '#src/features/map/answer/overlay-line.ts'
import { columnsOf } from '#test/support/voyage-answer.ts'

const world = { west: -1, east: 2, north: 0, south: 1 }
const wind = layerById.wind
const current = layerById.current
const track = (lat: readonly number[], lon: readonly number[]) =>
  overlayLine({ count: lat.length, lat: Float64Array.from(lat), lon: Float64Array.from(lon) })

describe('glyphSamples', () => {
  const count = 5000
  const lat = Array.from({ length: count }, (_, index) => 10 * Math.sin(index / 90))
  const lon = Array.from({ length: count }, (_, index) => 150 + index / 60)
  const line = track(lat, lon)

  it('keeps 36 px between any two, even where the track returns to itself', () => {
    const there = Array.from({ length: 600 }, (_, index) => index / 10)
    const back = track([...there.map(() => 0), ...there.map(() => 0.5)], [...there, ...there.toReversed()])
    const chosen = glyphSamples(back, () => true, 4, world)
    expect(chosen.length).toBeGreaterThan(10)
    const place = (index: number) => ({ lat: back.y[index]!, lon: back.x[index]! })
    for (const a of chosen)
      for (const b of chosen)
        if (a !== b)
          expect(
            Math.hypot(place(a).lon - place(b).lon, place(a).lat - place(b).lat) * 512 * 2 ** 4,
          ).toBeGreaterThanOrEqual(36 - 1e-9)
  })

  it('is the same choice each time, and wherever the map stands', () => {
    const all = glyphSamples(line, () => true, 3, world)
    expect(glyphSamples(line, () => true, 3, world)).toEqual(all)
    const part = glyphSamples(line, () => true, 3, { ...world, west: (160 + 180) / 360, east: (190 + 180) / 360 })
    expect(part.length).toBeGreaterThan(3)
    expect(all).toEqual(expect.arrayContaining(part))
    for (const [step, index] of all.slice(1).entries()) {
      expect(
        pixelsBetween({ lat: lat[all[step]!]!, lon: lon[all[step]!]! }, { lat: lat[index]!, lon: lon[index]! }, 3),
      ).toBeGreaterThanOrEqual(36)
    }
  })

  it('leaves out samples without a value, but not a lone one between them', () => {
    expect(glyphSamples(line, (index) => index === 700, 3, world)).toEqual([700])
  })
})

describe('glyphFeatures', () => {
  const shown = (layer: typeof wind, fields: Record<string, readonly number[]>, lat: readonly number[]) => {
    const columns = columnsOf(fields, { lat, lon: lat.map((_, index) => index * 20) })
    return glyphFeatures(overlayLine(columns), layer, columns, 4, world).features.map(({ properties, geometry }) => [
      properties!['image'] as string,
      properties!['turn'] as number,
      Math.round((geometry as Point).coordinates[1]!),
    ])
  }

  it('turns barbs to where the wind comes from and mirrors them in the south; a calm has no direction', () => {
    // 33.5 kn and 1 kn
    const fields = { Winds_10m_Intensity: [17.234, 17.234, 0.5, NaN, 8], Winds_10m_Direction: [210, 35, NaN, 40, NaN] }
    expect(shown(wind, fields, [30, -30, 10, 12, 14])).toEqual([
      ['barb/35/north', 210, 30],
      ['barb/35/south', 35, -30],
      ['barb/0/north', 0, 10],
    ])
  })

  it('draws no arrow where nothing moves', () => {
    expect(shown(current, { Currents_Intensity: [1, 0, NaN], Currents_Direction: [80, 90, 100] }, [0, 5, 10])).toEqual([
      ['arrow/current/18', 80, 0],
    ])
  })
})

it('a change has a plus or a minus by its size, and none where hardly any is or data has come or gone', () => {
  const line = track([0, 0, 0, 0, 0, 0], [0, 20, 40, 60, 80, 100])
  const { features } = signFeatures(line, Uint8Array.of(0, 1, 6, 7, 8, 9), 4, world)
  expect(
    features.map(({ properties, geometry }) => [properties, Math.round((geometry as Point).coordinates[0]!)]),
  ).toEqual([
    [{ image: 'sign/-1', turn: 0 }, 20],
    [{ image: 'sign/3', turn: 0 }, 40],
  ])
})

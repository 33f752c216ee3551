import type { LineString, Point } from 'geojson'
import { describe, expect, it } from 'vitest'
import { routeFromPositions, setLegType } from '#src/domain/route/edit.ts'
import { draftFeatures, routeFeatures, trackFeatures, waypointFeatures } from '#src/features/map/edit/route-layers.ts'

const yokohama = { lat: 34.9, lon: 139.8 }
const sanFrancisco = { lat: 37.7, lon: -122.7 }
const linesOf = (features: { geometry: unknown }[]) =>
  features.map(({ geometry }) => (geometry as LineString).coordinates)

describe('routeFeatures', () => {
  it('runs on over 180° without a jump', () => {
    const [line] = linesOf(routeFeatures(routeFromPositions('', [yokohama, sanFrancisco])).features)
    const lons = line!.map(([lon]) => lon!)
    expect(lons[0]).toBe(139.8)
    expect(lons.at(-1)).toBeCloseTo(237.3, 9)
    expect(lons.every((lon, index) => index === 0 || (lon > lons[index - 1]! && lon - lons[index - 1]! < 2))).toBe(true)
  })

  it('draws a great circle nearer to the pole than its rhumb line', () => {
    const route = routeFromPositions('', [yokohama, sanFrancisco])
    const north = (features: { geometry: unknown }[]) => Math.max(...linesOf(features)[0]!.map(([, lat]) => lat!))
    expect(north(routeFeatures(route).features)).toBeCloseTo(37.7, 6)
    expect(north(routeFeatures(setLegType(route, 'w2', 'GC')).features)).toBeGreaterThan(47)
  })

  it('moves a route that starts a world away to where the map draws', () => {
    const [line] = linesOf(
      routeFeatures({
        name: '',
        waypoints: routeFromPositions('', [
          { lat: 0, lon: 500 },
          { lat: 0, lon: 510 },
        ]).waypoints,
      }).features,
    )
    expect(line![0]![0]).toBeCloseTo(140, 9)
    expect(line!.at(-1)![0]).toBeCloseTo(150, 9)
  })

  it('draws nothing for fewer than two waypoints', () => {
    expect(routeFeatures(routeFromPositions('', [yokohama])).features).toEqual([])
  })
})

it('numbers waypoints from 1 and marks the selected one', () => {
  const { features } = waypointFeatures(routeFromPositions('', [yokohama, sanFrancisco]), 'w2')
  expect(features.map(({ properties }) => properties)).toMatchObject([
    { label: '1', selected: false },
    { label: '2', selected: true },
  ])
  expect((features[1]!.geometry as Point).coordinates[0]).toBeCloseTo(237.3, 9)
})

it('draws the next leg from a waypoint beyond 180°', () => {
  const [line] = linesOf(draftFeatures({ lat: 40, lon: 190 }, { lat: 40, lon: 200 }, 'RL').features)
  expect(line!.map(([lon]) => lon!)).toEqual(expect.arrayContaining([-170, -160]))
})

it('draws a long track in pieces that the map has room for, without a gap', () => {
  const count = 9001
  const lon = Float64Array.from({ length: count }, (_, index) => index / 100)
  const pieces = linesOf(
    trackFeatures({ name: '', lat: new Float64Array(count), lon, timeMs: new Float64Array(count) }).features,
  )
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(6500)
  expect(pieces.flatMap((piece, index) => (index === 0 ? piece : piece.slice(1))).map(([east]) => east)).toEqual([
    ...lon,
  ])
  pieces.slice(1).forEach(([first], index) => expect(first).toEqual(pieces[index]!.at(-1)))
})

it('draws a track point by point', () => {
  const track = {
    name: '',
    lat: Float64Array.of(1, 2, 3),
    lon: Float64Array.of(179, 181, 183),
    timeMs: new Float64Array(3),
  }
  expect(linesOf(trackFeatures(track).features)).toEqual([
    [
      [179, 1],
      [181, 2],
      [183, 3],
    ],
  ])
})

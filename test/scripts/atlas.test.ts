import type { FeatureCollection, MultiLineString, Point } from 'geojson'
import { describe, expect, it } from 'vitest'
import { buildBorders } from '../../scripts/atlas/build-borders.ts'
import { buildPlaces } from '../../scripts/atlas/build-places.ts'
import { knownPorts } from '../../scripts/atlas/known-ports.ts'
import { labelPoint, ringArea } from '../../scripts/atlas/label-point.ts'
import { placeLabel } from '../../scripts/atlas/place-label.ts'
import { buildPorts } from '../../scripts/ports/build-ports.ts'

describe('names on the map', () => {
  const { features } = JSON.parse(buildPlaces().text) as FeatureCollection<
    Point,
    { kind: string; name: string; zoom: number; order: number }
  >
  const of = (kind: string, name: string) =>
    features.find(({ properties }) => properties.kind === kind && properties.name === name)

  it('shows large countries before small ones, each on its own land', () => {
    expect(of('country', 'Brazil')?.properties.zoom).toBeLessThan(of('country', 'Portugal')!.properties.zoom)
    const [lon, lat] = of('country', 'Norway')!.geometry.coordinates
    expect(lon).toBeGreaterThan(5)
    expect(lat).toBeLessThan(71)
    expect(of('country', 'Fiji')!.geometry.coordinates[0]).toBeCloseTo(178, 0)
  })

  it('shows ports voyages are named after before their neighbours', () => {
    expect(of('port', 'Rotterdam')!.properties.zoom).toBeLessThan(of('port', 'Vlaardingen')!.properties.zoom)
    expect(of('port', 'Rotterdam')!.properties.order).toBeLessThan(of('port', 'Vlaardingen')!.properties.order)
  })

  it('knows every port listed by hand', () => {
    const codes = new Set(
      (JSON.parse(buildPorts().text) as { ports: [string][] }).ports.map(([code]) => code.slice(0, 5)),
    )
    expect([...knownPorts].filter((code) => !codes.has(code))).toEqual([])
  })

  it.each([
    ['Saint Petersburg (ex Leningrad)', 'Saint Petersburg'],
    ['Hakata/Fukuoka', 'Hakata'],
    ['Jakarta, Java', 'Jakarta'],
    ["Saint-John's", "Saint-John's"],
  ])('writes %s short', (name, label) => {
    expect(placeLabel(name)).toBe(label)
  })
})

it('draws borders, not coasts', () => {
  const { geometry } = JSON.parse(buildBorders().text) as { geometry: MultiLineString }
  const near = (lon: number, lat: number) =>
    geometry.coordinates.some((line) => line.some(([x, y]) => Math.hypot(x! - lon, y! - lat) < 0.5))
  expect(near(-7.3, 38.9)).toBe(true) // Spain and Portugal, near Badajoz
  expect(near(-9.5, 38.7)).toBe(false) // Cabo da Roca
})

describe('a place for a name', () => {
  it('lies in the widest part of a shape that bends', () => {
    const hook = [
      [0, 0],
      [10, 0],
      [10, 10],
      [9, 10],
      [9, 1],
      [0, 1],
      [0, 0],
    ]
    const { lat, lon } = labelPoint(hook)
    expect(lon > 9 || lat < 1).toBe(true)
  })

  it('lies in a shape across 180°', () => {
    const { lon } = labelPoint([
      [178, -18],
      [-178, -18],
      [-178, -16],
      [178, -16],
      [178, -18],
    ])
    expect(lon).toBeCloseTo(180, 0)
  })

  it('knows how large it is', () => {
    // A spherical octant: 4π r² / 8 with r = 6371 km.
    expect(
      ringArea([
        [0, 0],
        [90, 0],
        [90, 90],
        [0, 90],
        [0, 0],
      ]),
    ).toBeCloseTo((Math.PI * 6371 ** 2) / 2, -2)
  })
})

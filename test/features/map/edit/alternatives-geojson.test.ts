import { expect, it } from 'vitest'
import { routeFromPositions } from '#src/domain/route/edit.ts'
import { duplicateAlternative, showAlternative } from '#src/domain/voyage/alternatives.ts'
import { emptyVoyage, otherAlternatives } from '#src/domain/voyage/voyage.ts'
import { alternativeFeatures } from '#src/features/map/edit/route-layers.ts'
import { planned } from '#test/support/planned.ts'

const route = routeFromPositions('Pacific', [
  { lat: 35, lon: 170 },
  { lat: 40, lon: -175 },
  { lat: 38, lon: -150 },
])
const voyage = duplicateAlternative(planned(emptyVoyage('v', 0), { route }))

it('draws each route shown beside the active one as one line, continuous over 180°', () => {
  const { features } = alternativeFeatures(otherAlternatives(voyage))
  expect(
    features.map(({ properties, geometry }) => ({ name: properties?.['name'] as string, type: geometry.type })),
  ).toEqual([{ name: 'Route 1', type: 'LineString' }])
  const { coordinates } = features[0]!.geometry as {
    coordinates: [number, number][]
  } & (typeof features)[0]['geometry']
  expect([coordinates[0], coordinates.at(-1)]).toEqual([
    [170, 35],
    [210, 38],
  ])
  coordinates.slice(1).forEach(([lon], index) => expect(lon).toBeGreaterThan(coordinates[index]![0]))
})

it('names an alternative once, however many pieces its line is drawn in', () => {
  const lon = Float64Array.from({ length: 5001 }, (_, index) => index / 100)
  const track = { name: 'Long', lat: new Float64Array(5001), lon, timeMs: new Float64Array(5001) }
  const { features } = alternativeFeatures(
    otherAlternatives(duplicateAlternative(planned(emptyVoyage('v', 0), { track }))),
  )
  expect(features).toHaveLength(3)
  expect(features.map(({ properties }) => properties?.['name'] as string).filter(Boolean)).toEqual(['Route 1'])
})

it('leaves hidden ones out', () =>
  expect(alternativeFeatures(otherAlternatives(showAlternative(voyage, 'a1', false))).features).toEqual([]))

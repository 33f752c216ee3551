import type { Feature, MultiPolygon, Polygon } from 'geojson'
import { feature } from 'topojson-client'
import { PortList } from '../../src/domain/ports.ts'
import { type Position, wrapLongitude } from '../../src/domain/position.ts'
import { buildPorts } from '../ports/build-ports.ts'
import { readAtlas } from './atlas.ts'
import { knownPorts } from './known-ports.ts'
import { labelPoint, ringArea } from './label-point.ts'
import { placeLabel } from './place-label.ts'

/** The zoom from which countries of at least a given number of square kilometres are named. */
const countryZooms = [
  { zoom: 1, km2: 5_000_000 },
  { zoom: 2, km2: 1_000_000 },
  { zoom: 3, km2: 250_000 },
  { zoom: 4, km2: 20_000 },
  { zoom: 5, km2: 0 },
] as const

/** Known ports come first, then some on every coast, this far apart, then all. Nautical miles. */
const KNOWN_ZOOM = 3
const SPREAD = { zoom: 5, apartNm: 45 } as const
const ALL_ZOOM = 7

const round = (degrees: number): number => Math.round(degrees * 1e3) / 1e3

/** `order`: of two names that would touch, the one with the lower is shown. */
const named = (
  kind: 'country' | 'port',
  name: string,
  { lat, lon }: Position,
  zoom: number,
  order: number,
): Feature => ({
  type: 'Feature',
  properties: { kind, name, zoom, order },
  geometry: { type: 'Point', coordinates: [round(wrapLongitude(lon)), round(lat)] },
})

/** Each country's name within the largest of its parts. */
function countryNames(): Feature[] {
  const atlas = readAtlas('countries-50m')
  return feature(atlas, atlas.objects.countries).features.map(({ geometry, properties }) => {
    const shape = geometry as Polygon | MultiPolygon
    const rings = (shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates).map(([outer = []]) => outer)
    const areas = rings.map(ringArea)
    const km2 = areas.reduce((sum, area) => sum + area, 0)
    const largest = rings[areas.indexOf(Math.max(...areas))]!
    return named(
      'country',
      properties.name,
      labelPoint(largest),
      countryZooms.find((step) => km2 >= step.km2)!.zoom,
      Math.round(1e8 - km2),
    )
  })
}

function apartNm(a: Position, b: Position): number {
  const narrowing = Math.cos((a.lat * Math.PI) / 180)
  return 60 * Math.hypot(a.lat - b.lat, wrapLongitude(a.lon - b.lon) * narrowing)
}

function portNames(): Feature[] {
  const { ports } = PortList.parse(JSON.parse(buildPorts().text))
  const all = ports.map(([codes, name, , lat, lon]) => ({
    name: placeLabel(name),
    lat,
    lon,
    known: knownPorts.has(codes.slice(0, 5)),
  }))
  const shown = all.filter(({ known }) => known)
  return [...all]
    .sort((a, b) => Number(b.known) - Number(a.known))
    .map((port, order) => {
      const spread = !port.known && shown.every((other) => apartNm(port, other) >= SPREAD.apartNm)
      if (spread) shown.push(port)
      return named('port', port.name, port, port.known ? KNOWN_ZOOM : spread ? SPREAD.zoom : ALL_ZOOM, order)
    })
}

/** The names on the map as GeoJSON points: countries of Natural Earth, and ports of the checked list. */
export function buildPlaces(): { text: string; summary: string } {
  const [countries, ports] = [countryNames(), portNames()]
  const text = JSON.stringify({ type: 'FeatureCollection', features: [...countries, ...ports] })
  return { text, summary: `Places: ${countries.length} countries, ${ports.length} ports.` }
}

import type { Feature } from 'geojson'
import { mesh } from 'topojson-client'
import { readAtlas } from './atlas.ts'

/** Hundredths of a degree, as fine as the 1:50 M map itself. */
const round = (degrees: number): number => Math.round(degrees * 100) / 100

/** The land borders between countries as GeoJSON lines. Natural Earth's, which show who controls the ground. */
export function buildBorders(): { text: string; summary: string } {
  const atlas = readAtlas('countries-50m')
  const { coordinates } = mesh(atlas, atlas.objects.countries, (one, other) => one !== other)
  const lines = coordinates.map((line) => thinned(line.map(([lon = 0, lat = 0]) => [round(lon), round(lat)])))
  const borders: Feature = {
    type: 'Feature',
    properties: {},
    geometry: { type: 'MultiLineString', coordinates: lines },
  }
  return { text: JSON.stringify(borders), summary: `Borders: ${lines.length} lines.` }
}

/** Drops points that rounding has made equal to the one before. */
const thinned = (line: number[][]): number[][] =>
  line.filter(([lon, lat], index) => index === 0 || lon !== line[index - 1]![0] || lat !== line[index - 1]![1])

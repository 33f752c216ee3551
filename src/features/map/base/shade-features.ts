import type { Feature, FeatureCollection } from 'geojson'
import type { Position } from '#src/domain/position.ts'
import { nightArea, SUN } from '#src/domain/sun/sun.ts'

const points = (line: readonly Position[]) => line.map(({ lat, lon }) => [lon, lat])
const feature = (geometry: Feature['geometry']): Feature => ({ type: 'Feature', properties: {}, geometry })

/** The dark part of the world at a time, an area for each depth of twilight and one for all of it, and where the sun rises and sets. */
export function shadeFeatures(timeMs: number): FeatureCollection {
  const areas = Object.values(SUN).map((altitude) => nightArea(timeMs, altitude))
  const edge = nightArea(timeMs, SUN.horizon).edge
  return {
    type: 'FeatureCollection',
    features: [
      ...areas.map(({ ring }) => feature({ type: 'Polygon', coordinates: [points(ring)] })),
      feature({ type: 'LineString', coordinates: points(edge) }),
    ],
  }
}

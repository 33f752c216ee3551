import type { Feature, FeatureCollection, GeometryCollection as Collected, MultiPolygon, Polygon } from 'geojson'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import { unwrapPolygon } from './unwrap-rings.ts'

/** A file of world-atlas: Natural Earth's land, quantised, with shared arcs. */
export type LandTopology = Topology<{ land: GeometryCollection }>

/** Ten-thousandths of a degree, 11 m: finer than the coastline itself, and half the text. */
const rounded = (ring: readonly (readonly [number, number])[]) => ring.map(([lon, lat]) => [Math.round(lon * 1e4) / 1e4, Math.round(lat * 1e4) / 1e4])

/** Land as polygons and its shores as lines, drawable on a flat map at every longitude. */
export function landFeatures(topology: LandTopology): FeatureCollection {
  const land = feature(topology, topology.objects.land)
  return { type: 'FeatureCollection', features: land.features.flatMap(({ geometry }) => polygonsOf(geometry)).flatMap(polygonFeatures) }
}

function polygonsOf(geometry: Polygon | MultiPolygon | Collected | { type: string }): number[][][][] {
  if (geometry.type === 'Polygon') return [(geometry as Polygon).coordinates]
  if (geometry.type === 'MultiPolygon') return (geometry as MultiPolygon).coordinates
  return []
}

function polygonFeatures(polygon: number[][][]): Feature[] {
  const { rings, shores } = unwrapPolygon(polygon)
  return [
    { type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: rings.map(rounded) } },
    // Lines of their own: an outline of the fill would also draw the edges that only close it at a pole.
    { type: 'Feature', properties: {}, geometry: { type: 'MultiLineString', coordinates: shores.map(rounded) } },
  ]
}

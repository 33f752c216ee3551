import type { Feature, FeatureCollection, GeometryCollection as Collected, MultiPolygon, Polygon } from 'geojson'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import { type LandPolygon, type Ring, unwrapPolygon } from './unwrap-rings.ts'

/** A file of world-atlas: Natural Earth's land, quantised, with shared arcs. */
export type LandTopology = Topology<{ land: GeometryCollection }>

/** All land, drawable on a flat map; each polygon's middle in −180…180. */
export function landOf(topology: LandTopology): LandPolygon[] {
  const land = feature(topology, topology.objects.land)
  return land.features.flatMap(({ geometry }) => polygonsOf(geometry)).map(unwrapPolygon)
}

/** Land as areas and its shores as lines. */
export function landFeatures(land: readonly LandPolygon[]): FeatureCollection {
  return { type: 'FeatureCollection', features: land.flatMap(polygonFeatures) }
}

function polygonsOf(geometry: Polygon | MultiPolygon | Collected | { type: string }): number[][][][] {
  if (geometry.type === 'Polygon') return [(geometry as Polygon).coordinates]
  if (geometry.type === 'MultiPolygon') return (geometry as MultiPolygon).coordinates
  return []
}

/** Ten-thousandths of a degree, 11 m: finer than the coastline itself, and half the text. */
const rounded = (ring: Ring) => ring.map(([lon, lat]) => [Math.round(lon * 1e4) / 1e4, Math.round(lat * 1e4) / 1e4])

function polygonFeatures({ rings, shores }: LandPolygon): Feature[] {
  const area: Feature = {
    type: 'Feature',
    properties: {},
    geometry: { type: 'Polygon', coordinates: rings.map(rounded) },
  }
  // Lines of their own: an outline of the fill would also draw the edges that only close it at a pole or a cut.
  const lines: Feature = {
    type: 'Feature',
    properties: {},
    geometry: { type: 'MultiLineString', coordinates: shores.map(rounded) },
  }
  return [rings.length > 0 ? area : [], shores.length > 0 ? lines : []].flat()
}

import type { GeometryCollection, MultiPolygon, Polygon } from 'geojson'
import { feature } from 'topojson-client'
import type { GeometryCollection as Geometries, Topology } from 'topojson-specification'
import { type LandIndex, landIndexOf, type Ring } from '#src/domain/route/land-index.ts'

let land: Promise<LandIndex> | null = null

/** The coastline, read once in a worker. @throws where it cannot be read; the next call reads it again */
export async function coastAt(url: string): Promise<LandIndex> {
  try {
    land ??= readLand(url)
    return await land
  } catch (error) {
    land = null
    throw error
  }
}

async function readLand(url: string): Promise<LandIndex> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`coastline: ${response.status}`)
  const topology = (await response.json()) as Topology<{ land: Geometries }>
  const { features } = feature(topology, topology.objects.land)
  return landIndexOf(
    features.flatMap(({ geometry }) => ringsOf(geometry as Polygon | MultiPolygon | GeometryCollection)),
  )
}

function ringsOf(geometry: Polygon | MultiPolygon | GeometryCollection): Ring[] {
  if (geometry.type === 'Polygon') return geometry.coordinates
  return geometry.type === 'MultiPolygon' ? geometry.coordinates.flat() : []
}

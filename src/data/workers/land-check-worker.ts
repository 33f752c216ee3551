import type { GeometryCollection, MultiPolygon, Polygon } from 'geojson'
import { feature } from 'topojson-client'
import type { GeometryCollection as Geometries, Topology } from 'topojson-specification'
import { landCrossings, routeLines } from '#src/domain/route/land-check.ts'
import { type LandIndex, landIndexOf, type Ring } from '#src/domain/route/land-index.ts'
import { expose } from './comlink.ts'
import type { CheckLand } from './land-check.ts'

let land: Promise<LandIndex> | null = null

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

const checkLand: CheckLand = async (route, coastUrl) => {
  try {
    land ??= readLand(coastUrl)
    return landCrossings(routeLines(route), await land)
  } catch (error) {
    land = null // the next route asks for the coast again
    throw error
  }
}

// The coast has 400,000 corners: the page never waits for it to be read and searched.
expose(checkLand)

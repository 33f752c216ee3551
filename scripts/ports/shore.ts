import { type Position, unwrapLongitude, wrapLongitude } from '../../src/domain/position.ts'
import { landIndexOf, type Ring } from '../../src/domain/route/land-index.ts'

export interface Shore {
  readonly isLand: (position: Position) => boolean
  /** Nautical miles to the nearest edge; Infinity where there is none within two degrees of longitude. */
  readonly distanceNm: (position: Position) => number
}

/** Degrees: longitude and latitude where it begins, and how far it goes. */
type Edge = readonly [lon: number, lat: number, east: number, north: number]

/** At 65° two of them are still 50 NM, the farthest distance that is needed. */
const REACH_DEGREES = 2
const MINUTES = 60
const column = (lon: number): number => Math.floor(wrapLongitude(lon)) + 180

/** By the whole degrees of longitude they lie in. */
function edgesByDegree(rings: readonly Ring[]): Edge[][] {
  const columns: Edge[][] = Array.from({ length: 360 }, () => [])
  for (const ring of rings) {
    for (let index = 1; index < ring.length; index++) {
      const [fromLon = 0, fromLat = 0] = ring[index - 1]!
      const [toLon = 0, toLat = 0] = ring[index]!
      const edge: Edge = [fromLon, fromLat, unwrapLongitude(toLon, fromLon) - fromLon, toLat - fromLat]
      const [west, east] = [Math.min(0, edge[2]), Math.max(0, edge[2])].map((step) => Math.floor(fromLon + step))
      for (let degree = west!; degree <= east!; degree++) columns[column(degree)]!.push(edge)
    }
  }
  return columns
}

/** On a plane around the position: exact enough within a degree. */
function edgeDistanceNm({ lat, lon }: Position, [edgeLon, edgeLat, east, north]: Edge): number {
  const narrowing = Math.cos((lat * Math.PI) / 180)
  const [x, y, dx, dy] = [wrapLongitude(edgeLon - lon) * narrowing, edgeLat - lat, east * narrowing, north]
  const squared = dx * dx + dy * dy
  const nearest = squared === 0 ? 0 : Math.min(1, Math.max(0, -(x * dx + y * dy) / squared))
  return Math.hypot(x + nearest * dx, y + nearest * dy) * MINUTES
}

/** @param rings of all land, holes alike, longitudes as they come */
export function createShore(rings: readonly Ring[]): Shore {
  const columns = edgesByDegree(rings)
  const { isLand } = landIndexOf(rings)
  return {
    isLand: ({ lat, lon }) => isLand(lat, lon),
    distanceNm: (position) => {
      let nearest = Infinity
      for (let step = -REACH_DEGREES; step <= REACH_DEGREES; step++) {
        for (const edge of columns[column(position.lon + step)]!)
          nearest = Math.min(nearest, edgeDistanceNm(position, edge))
      }
      return nearest
    },
  }
}

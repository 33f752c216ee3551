import { createRequire } from 'node:module'
import type { GeometryCollection, Topology } from 'topojson-specification'

/** A file of world-atlas, which is Natural Earth; its land files have no countries. */
export type Atlas = Topology<{ land: GeometryCollection; countries: GeometryCollection<{ name: string }> }>

const require = createRequire(import.meta.url)

export const readAtlas = (file: `${'land' | 'countries'}-${'10m' | '50m' | '110m'}`): Atlas =>
  require(`world-atlas/${file}.json`) as Atlas

/** The arcs of a topology as positions in degrees. */
export function arcsInDegrees({ arcs, transform }: Atlas): [lon: number, lat: number][][] {
  if (!transform) throw new Error('world-atlas is quantised')
  const {
    scale: [perLon, perLat],
    translate: [west, south],
  } = transform
  return arcs.map((arc) => {
    let [x, y] = [0, 0]
    return arc.map(([dx = 0, dy = 0]) => [(x += dx) * perLon + west, (y += dy) * perLat + south])
  })
}

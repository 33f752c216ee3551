import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/** The parts of a quantised TopoJSON file that are read here. */
interface Topology {
  readonly transform: { readonly scale: readonly [number, number]; readonly translate: readonly [number, number] }
  readonly arcs: readonly (readonly (readonly [number, number])[])[]
  readonly objects: { readonly land: { readonly geometries: readonly { readonly arcs: ArcTree }[] } }
}
type ArcTree = readonly (number | ArcTree)[]

/** One line of the coast, degrees; longitudes run on past ±180 rather than jump. */
export interface CoastArc {
  readonly lon: Float64Array
  readonly lat: Float64Array
}

function* arcNumbers(tree: ArcTree): Generator<number> {
  for (const entry of tree) {
    if (typeof entry === 'number') yield entry < 0 ? ~entry : entry
    else yield* arcNumbers(entry)
  }
}

function decode(arc: Topology['arcs'][number], { scale, translate }: Topology['transform']): CoastArc {
  const lon = new Float64Array(arc.length)
  const lat = new Float64Array(arc.length)
  let x = 0
  let y = 0
  for (let index = 0; index < arc.length; index++) {
    const step = arc[index]!
    x += step[0]
    y += step[1]
    const raw = x * scale[0] + translate[0]
    const before = index > 0 ? lon[index - 1]! : raw
    lon[index] = raw + 360 * Math.round((before - raw) / 360)
    lat[index] = y * scale[1] + translate[1]
  }
  return { lon, lat }
}

/**
 * The coast of Natural Earth 1:10 M land (package world-atlas) as lines. Each line bounds land on one side and sea on
 * the other exactly once, so even-odd filling needs no rings.
 */
export function readCoastline(): CoastArc[] {
  const file = createRequire(import.meta.url).resolve('world-atlas/land-10m.json')
  const topology = JSON.parse(readFileSync(file, 'utf8')) as Topology
  const used = new Set<number>()
  for (const geometry of topology.objects.land.geometries) for (const arc of arcNumbers(geometry.arcs)) used.add(arc)
  return [...used].map((number) => decode(topology.arcs[number]!, topology.transform))
}

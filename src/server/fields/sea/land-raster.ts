import { at, integerAt, numberAt } from '#src/domain/at.ts'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/** Where a row of cell centres meets the coast, and whether it begins on land at 180° W. */
interface Crossings {
  /** Longitudes in [−180, 180), grouped by row. */
  readonly lon: Float32Array
  /** Row r owns the crossings from `start[r]` to `start[r + 1]`. */
  readonly start: Uint32Array
  readonly startsOnLand: Uint8Array
}

/** Called for each run of land cells in a row: its first column, and the one after its last. */
type OnRun = (row: number, from: number, to: number) => void

const wrap = (lon: number): number => lon - 360 * Math.floor((lon + 180) / 360)

/** Calls back for every row centre between the two ends of every edge of the coast. Row 0 is the southernmost. */
function eachRowCrossing(arcs: readonly CoastArc[], rows: number, visit: (row: number, lon: number) => void): void {
  const perDegree = rows / 180
  for (const { lon, lat } of arcs) {
    for (let index = 1; index < lat.length; index++) {
      const y0 = (numberAt(lat, index - 1) + 90) * perDegree - 0.5
      const y1 = (numberAt(lat, index) + 90) * perDegree - 0.5
      const first = Math.ceil(Math.min(y0, y1))
      const end = Math.ceil(Math.max(y0, y1))
      for (let row = first; row < end; row++) {
        const share = (row - y0) / (y1 - y0)
        visit(row, wrap(numberAt(lon, index - 1) + share * (numberAt(lon, index) - numberAt(lon, index - 1))))
      }
    }
  }
}

/** Which rows begin on land: along 180° from the North Pole (sea), each coast crossed turns sea to land or back. */
function rowsStartingOnLand(arcs: readonly CoastArc[], rows: number): Uint8Array {
  const startsOnLand = new Uint8Array(rows)
  for (const { lon, lat } of arcs) {
    for (let index = 1; index < lat.length; index++) {
      const turn0 = Math.floor((numberAt(lon, index - 1) + 180) / 360)
      const turn1 = Math.floor((numberAt(lon, index) + 180) / 360)
      if (turn0 === turn1) continue
      const meridian = Math.max(turn0, turn1) * 360 - 180
      const share = (meridian - numberAt(lon, index - 1)) / (numberAt(lon, index) - numberAt(lon, index - 1))
      const crossingLat = numberAt(lat, index - 1) + share * (numberAt(lat, index) - numberAt(lat, index - 1))
      const below = Math.ceil(((crossingLat + 90) * rows) / 180 - 0.5)
      for (let row = 0; row < below; row++) startsOnLand[row] = integerAt(startsOnLand, row) ^ 1
    }
  }
  return startsOnLand
}

function crossingsOf(arcs: readonly CoastArc[], rows: number): Crossings {
  const start = new Uint32Array(rows + 1)
  eachRowCrossing(arcs, rows, (row) => (start[row + 1] = integerAt(start, row + 1) + 1))
  for (let row = 0; row < rows; row++) start[row + 1] = integerAt(start, row + 1) + integerAt(start, row)
  const lon = new Float32Array(integerAt(start, rows))
  const next = start.slice(0, rows)
  eachRowCrossing(arcs, rows, (row, crossing) => {
    const place = integerAt(next, row)
    lon[place] = crossing
    next[row] = place + 1
  })
  for (let row = 0; row < rows; row++) lon.subarray(start[row], start[row + 1]).sort()
  return { lon, start, startsOnLand: rowsStartingOnLand(arcs, rows) }
}

/**
 * Finds the land on a grid of `rows` × 2·rows square cells (row 0 at 90° S, column 0 at 180° W): a cell is land if its
 * centre is. Even-odd filling along each row, so antimeridian and pole need no cuts in the polygons.
 */
export function fillLand(arcs: readonly CoastArc[], rows: number, onRun: OnRun): void {
  const { lon, start, startsOnLand } = crossingsOf(arcs, rows)
  const columns = rows * 2
  const columnAfter = (crossing: number) => Math.ceil(((crossing + 180) * columns) / 360 - 0.5)
  for (let row = 0; row < rows; row++) {
    let land = startsOnLand[row] === 1
    let from = 0
    for (let index = integerAt(start, row); index <= integerAt(start, row + 1); index++) {
      const to = index < integerAt(start, row + 1) ? columnAfter(numberAt(lon, index)) : columns
      if (land && to > from) onRun(row, from, to)
      from = to
      land = !land
    }
  }
}

/** The parts of a quantised TopoJSON file that are read here. */
interface Topology {
  readonly transform: { readonly scale: readonly [number, number]; readonly translate: readonly [number, number] }
  readonly arcs: readonly (readonly (readonly [number, number])[])[]
  readonly objects: { readonly land: { readonly geometries: readonly { readonly arcs: ArcTree }[] } }
}
type ArcTree = readonly (number | ArcTree)[]

/** One line of the coast, degrees; longitudes run on past ±180 rather than jump. */
interface CoastArc {
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
    const step = at(arc, index)
    x += step[0]
    y += step[1]
    const raw = x * scale[0] + translate[0]
    const before = index > 0 ? numberAt(lon, index - 1) : raw
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
  return [...used].map((number) => decode(at(topology.arcs, number), topology.transform))
}

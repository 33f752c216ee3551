import createGraph from 'ngraph.graph'
import { aStar } from 'ngraph.path'
import { at } from '../../at.ts'
import { radians } from '../../geodesy/wgs84.ts'
import { type Position, unwrapLongitude } from '../../position.ts'
import type { LandIndex } from '../../route/land-index.ts'

/** The distance on a sphere, a little too short, so that it never promises more than the way is. Nautical miles. */
export function roughNm(from: Position, to: Position): number {
  const [φ1, φ2] = [radians(from.lat), radians(to.lat)]
  const half =
    Math.sin((φ2 - φ1) / 2) ** 2 + Math.cos(φ1) * Math.cos(φ2) * Math.sin(radians(to.lon - from.lon) / 2) ** 2
  return 2 * 3418 * Math.asin(Math.min(1, Math.sqrt(half)))
}

/** Does a line that is straight in degrees meet the coast? */
export function meetsCoast(land: LandIndex, from: Position, to: Position): boolean {
  let meets = false
  land.crossings(from, to, () => (meets = true))
  return meets
}

/** A mile over land, where it is allowed at all, counts as so many; one close to land as a little more than one. */
const LAND_WEIGHT = 20
const SHORE_WEIGHT = 1.4

interface SeaWayAsked {
  readonly from: Position
  /** The nearest of them by sea is the end; longitudes unwrapped against `from`. */
  readonly goals: readonly Position[]
  /** How far from the box around all of them the way may lead, nautical miles. */
  readonly aroundNm: number
  /** How near `from` land may be crossed, such as on a river that the coast does not show. Nautical miles. */
  readonly landNm: number
  /** Cells of the raster on its longer side. */
  readonly cells: number
}

/** A cell of the raster, or a place that is linked to those around it. */
interface Cell extends Position {
  readonly isLand: boolean
  /** Is any cell beside it on land? */
  readonly isByLand: boolean
}

/**
 * The shortest way by sea between places that are not far apart, round the land between them, on a raster.
 * @returns places to turn at, both ends included; null: there is none
 */
export function seaWay({ from, goals, aroundNm, landNm, cells }: SeaWayAsked, land: LandIndex): Position[] | null {
  const { rows, columns, placeAt, cellAt } = rasterOf([from, ...goals], aroundNm, cells)
  const onLand = new Uint8Array(rows * columns)
  for (let cell = 0; cell < onLand.length; cell++) {
    const { lat, lon } = placeAt(cell)
    onLand[cell] = Number(land.isLand(lat, lon))
  }
  const isNear = (place: Position) => landNm > 0 && roughNm(from, place) < landNm
  const graph = createGraph<Cell, number>()
  for (let cell = 0; cell < onLand.length; cell++) {
    const place = placeAt(cell)
    const isLand = onLand[cell] === 1
    const isByLand = [1, -1, columns, -columns].some((step) => onLand[cell + step] === 1)
    if (!isLand || isNear(place)) graph.addNode(cell, { ...place, isLand, isByLand })
  }
  const link = (one: string | number, other: string | number) => {
    const [a, b] = [graph.getNode(one)?.data, graph.getNode(other)?.data]
    if (!a || !b) return
    const weight = a.isLand || b.isLand ? LAND_WEIGHT : a.isByLand || b.isByLand ? SHORE_WEIGHT : 1
    graph.addLink(one, other, roughNm(a, b) * weight)
  }
  graph.forEachNode(({ id }) => {
    const cell = Number(id)
    const column = cell % columns
    link(cell, cell + columns)
    if (column > 0) link(cell, cell + columns - 1)
    if (column < columns - 1) {
      link(cell, cell + 1)
      link(cell, cell + columns + 1)
    }
  })
  const addPlace = (id: string, place: Position) => {
    graph.addNode(id, { ...place, isLand: false, isByLand: true })
    for (const cell of cellsAround(cellAt(place), rows, columns)) link(id, cell)
  }
  addPlace('from', from)
  graph.addNode('end', { ...from, isLand: false, isByLand: false })
  for (const [index, goal] of goals.entries()) {
    addPlace(`goal ${index}`, goal)
    graph.addLink(`goal ${index}`, 'end', 0)
  }
  const found = aStar(graph, {
    distance: (_one, _other, { data }) => data,
    heuristic: (one, other) => (one.id === 'end' ? 0 : roughNm(one.data, other.data)),
    // Only for what is looked at: it is what takes the time.
    blocked: ({ data: a }, { data: b, id }) => id !== 'end' && !(isNear(a) && isNear(b)) && meetsCoast(land, a, b),
  }).find('end', 'from')
  // Where there is none the package gives the goal alone.
  if (found.length < 2) return null
  const way = found.slice(0, -1).map(({ data: { lat, lon } }) => ({ lat, lon }))
  return pulled(way, land)
}

/** Cells, row by row from the south-west, over a box around places. */
function rasterOf(places: readonly Position[], aroundNm: number, cells: number) {
  const [lats, lons] = [places.map(({ lat }) => lat), places.map(({ lon }) => lon)]
  const around = aroundNm / 60
  const narrowing = Math.cos(radians(at(lats, 0)))
  const south = Math.min(...lats) - around
  const west = Math.min(...lons) - around / narrowing
  const height = Math.max(...lats) + around - south
  const width = (Math.max(...lons) - west) * narrowing + around
  const step = Math.max(height, width) / cells
  const columns = Math.ceil(width / step) + 1
  return {
    rows: Math.ceil(height / step) + 1,
    columns,
    placeAt: (cell: number): Position => ({
      lat: south + Math.floor(cell / columns) * step,
      lon: west + ((cell % columns) * step) / narrowing,
    }),
    /** Row and column south-west of a place. */
    cellAt: ({ lat, lon }: Position) =>
      [Math.floor((lat - south) / step), Math.floor(((lon - west) * narrowing) / step)] as const,
  }
}

function cellsAround([row, column]: readonly [number, number], rows: number, columns: number): number[] {
  const near = (from: number, count: number) =>
    [from - 1, from, from + 1, from + 2].filter((each) => each >= 0 && each < count)
  return near(row, rows).flatMap((r) => near(column, columns).map((c) => r * columns + c))
}

/** The same way without the turns that its raster made. */
function pulled(path: readonly Position[], land: LandIndex): Position[] {
  const kept = [at(path, 0)]
  for (let index = 0; index < path.length - 1;) {
    let next = index + 1
    while (next + 1 < path.length && !meetsCoast(land, at(path, index), at(path, next + 1))) next++
    kept.push(at(path, next))
    index = next
  }
  return kept
}

/** Longitudes unwrapped against a place's. */
export const around = (place: Position, { lon }: Position): Position => ({
  lat: place.lat,
  lon: unwrapLongitude(place.lon, lon),
})

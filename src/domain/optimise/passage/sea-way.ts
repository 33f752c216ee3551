import createGraph from 'ngraph.graph'
import { aStar } from 'ngraph.path'
import { at } from '../../at.ts'
import { radians } from '../../geodesy/wgs84.ts'
import { type Position, unwrapLongitude } from '../../position.ts'
import type { LandIndex } from '../../route/land-index.ts'

/** The distance on a sphere, a little too short, so that it never promises more than the way is. Nautical miles. */
export function roughNm(from: Position, to: Position): number {
  const [φ1, φ2] = [radians(from.lat), radians(to.lat)]
  const half = Math.sin((φ2 - φ1) / 2) ** 2 + Math.cos(φ1) * Math.cos(φ2) * Math.sin(radians(to.lon - from.lon) / 2) ** 2
  return 2 * 3418 * Math.asin(Math.min(1, Math.sqrt(half)))
}

/** Does a line that is straight in degrees meet the coast? */
export function meetsCoast(land: LandIndex, from: Position, to: Position): boolean {
  let meets = false
  land.crossings(from, to, () => (meets = true))
  return meets
}

/** Cells of the raster on its longer side. */
const CELLS = 64
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
}

/** A cell of the raster. */
interface Cell extends Position {
  readonly isLand: boolean
  readonly isByLand: boolean
}

/**
 * The shortest way by sea between places that are not far apart, round the land between them, on a raster.
 * @returns places to turn at, both ends included; null: there is none
 */
export function seaWay({ from, goals, aroundNm, landNm }: SeaWayAsked, land: LandIndex): Position[] | null {
  const all = [from, ...goals]
  const narrowing = Math.cos(radians(from.lat))
  const around = aroundNm / 60
  const [south, north] = [Math.min, Math.max].map((of) => of(...all.map(({ lat }) => lat))) as [number, number]
  const [west, east] = [Math.min, Math.max].map((of) => of(...all.map(({ lon }) => lon))) as [number, number]
  const heightDeg = north - south + 2 * around
  const widthDeg = (east - west) * narrowing + 2 * around
  const step = Math.max(heightDeg, widthDeg) / CELLS
  const [rows, columns] = [Math.ceil(heightDeg / step), Math.ceil(widthDeg / step)]
  const bottom = south - around
  const left = west - around / narrowing

  const isNear = (place: Position) => landNm > 0 && roughNm(from, place) < landNm
  const isByLand = ({ lat, lon }: Position) =>
    [1, -1].some((side) => land.isLand(lat + side * step, lon) || land.isLand(lat, lon + (side * step) / narrowing))
  const graph = createGraph<Cell, number>()
  for (let row = 0; row <= rows; row++)
    for (let column = 0; column <= columns; column++) {
      const place = { lat: bottom + row * step, lon: left + (column * step) / narrowing }
      const isLand = land.isLand(place.lat, place.lon)
      if (!isLand || isNear(place))
        graph.addNode(row * (columns + 1) + column, { ...place, isLand, isByLand: isByLand(place) })
    }
  const link = (one: string | number, other: string | number) => {
    const [a, b] = [graph.getNode(one)?.data, graph.getNode(other)?.data]
    if (!a || !b) return
    const dry = a.isLand || b.isLand || meetsCoast(land, a, b)
    if (dry && !(isNear(a) && isNear(b))) return
    graph.addLink(one, other, roughNm(a, b) * (dry ? LAND_WEIGHT : a.isByLand || b.isByLand ? SHORE_WEIGHT : 1))
  }
  graph.forEachNode(({ id }) => {
    if (typeof id !== 'number') return
    const isLastColumn = id % (columns + 1) === columns
    const isFirstColumn = id % (columns + 1) === 0
    link(id, id + columns + 1)
    if (!isLastColumn) {
      link(id, id + 1)
      link(id, id + columns + 2)
    }
    if (!isFirstColumn) link(id, id + columns)
  })
  const addPlace = (id: string, place: Position) => {
    graph.addNode(id, { ...place, isLand: false, isByLand: false })
    const row = Math.floor((place.lat - bottom) / step)
    const column = Math.floor(((place.lon - left) * narrowing) / step)
    for (let r = row - 1; r <= row + 2; r++)
      for (let c = column - 1; c <= column + 2; c++)
        if (r >= 0 && r <= rows && c >= 0 && c <= columns) link(id, r * (columns + 1) + c)
  }
  addPlace('from', from)
  graph.addNode('end', { ...from, isLand: false, isByLand: false })
  for (const [index, goal] of goals.entries()) {
    addPlace(`goal ${index}`, goal)
    graph.addLink(`goal ${index}`, 'end', 0)
  }
  const found = aStar(graph, { distance: (_one, _other, { data }) => data }).find('end', 'from')
  if (found.length === 0) return null
  return pulled(
    found.slice(0, -1).map(({ data: { lat, lon } }) => ({ lat, lon })),
    land,
  )
}

/** The same way without the turns that its raster made. */
function pulled(path: readonly Position[], land: LandIndex): Position[] {
  const kept = [at(path, 0)]
  for (let index = 0; index < path.length - 1; ) {
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

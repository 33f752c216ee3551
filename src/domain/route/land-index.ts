import { integerAt } from '../at.ts'
import { wrapLongitude } from '../position.ts'

/** A closed line on the sphere: [longitude, latitude] in degrees, the last position equal to the first. */
export type Ring = readonly (readonly number[])[]

/** Coastlines indexed for look-ups; made once by `landIndexOf`. */
export interface LandIndex {
  /** Is this place on land? @param lon degrees, unwrapped or not */
  readonly isLand: (lat: number, lon: number) => boolean
  /** Calls back with each fraction (0 to 1) of the straight line in degrees at a coast, in no order, some twice. */
  readonly crossings: (
    from: { lat: number; lon: number },
    to: { lat: number; lon: number },
    found: (fraction: number) => void,
  ) => void
}

/** Half a degree: a few hundred pieces of coast in the busiest cell of the 1:10 M coastline, 260,000 cells in all. */
const CELLS_PER_DEGREE = 2
const COLUMNS = 360 * CELLS_PER_DEGREE
const ROWS = 180 * CELLS_PER_DEGREE

const clampRow = (row: number) => Math.min(ROWS - 1, Math.max(0, row))
const columnOf = (lon: number) => Math.floor((lon + 180) * CELLS_PER_DEGREE)
const rowOf = (lat: number) => clampRow(Math.floor((lat + 90) * CELLS_PER_DEGREE))
const centreLon = (column: number) => (column + 0.5) / CELLS_PER_DEGREE - 180
const centreLat = (row: number) => (row + 0.5) / CELLS_PER_DEGREE - 90
const wrapColumn = (column: number) => ((column % COLUMNS) + COLUMNS) % COLUMNS

/** The first column whose centre is not west of a longitude, by the very comparison that `isLand` makes later. */
function firstCentreFrom(lon: number): number {
  const column = Math.ceil((lon + 180) * CELLS_PER_DEGREE - 0.5)
  if (centreLon(column - 1) >= lon) return column - 1
  return centreLon(column) < lon ? column + 1 : column
}

// Unchecked, and each for one kind of array: they are read millions of times, at places the index itself has made.
/* eslint-disable @typescript-eslint/no-non-null-assertion */
const ordinate = (edges: Float64Array, place: number) => edges[place]!
const integer = (values: Int32Array, place: number) => values[place]!
/* eslint-enable @typescript-eslint/no-non-null-assertion */

/** Edges as x1, y1, x2, y2; x1 in [−180, 180), x2 the shorter way from it. */
function edgesOf(rings: Iterable<Ring>): Float64Array {
  const edges: number[] = []
  for (const ring of rings) {
    let before: Ring[number] | undefined
    for (const position of ring) {
      if (before) addEdge(edges, before, position)
      before = position
    }
  }
  return Float64Array.from(edges)
}

function addEdge(edges: number[], [x1 = 0, y1 = 0]: Ring[number], [x2 = 0, y2 = 0]: Ring[number]): void {
  // Where a file cuts land at 180° the cut is no coast.
  if (Math.abs(x1) === 180 && Math.abs(x2) === 180) return
  const start = wrapLongitude(x1)
  edges.push(start, y1, start + wrapLongitude(x2 - x1), y2)
}

/** Each cell's edges, one list after the other: those of cell c from starts[c] to starts[c + 1]. */
interface Cells {
  readonly starts: Int32Array
  readonly edges: Int32Array
}

function forCellsOf(edges: Float64Array, visit: (cell: number, edge: number) => void): void {
  for (let edge = 0; edge < edges.length; edge += 4) {
    const [x1, y1, x2, y2] = [
      ordinate(edges, edge),
      ordinate(edges, edge + 1),
      ordinate(edges, edge + 2),
      ordinate(edges, edge + 3),
    ]
    for (let row = rowOf(Math.min(y1, y2)); row <= rowOf(Math.max(y1, y2)); row += 1) {
      for (let column = columnOf(Math.min(x1, x2)); column <= columnOf(Math.max(x1, x2)); column += 1)
        visit(row * COLUMNS + wrapColumn(column), edge)
    }
  }
}

function cellsOf(edges: Float64Array): Cells {
  const starts = new Int32Array(ROWS * COLUMNS + 1)
  forCellsOf(edges, (cell) => (starts[cell + 1] = integer(starts, cell + 1) + 1))
  for (let cell = 0; cell < ROWS * COLUMNS; cell += 1)
    starts[cell + 1] = integer(starts, cell + 1) + integer(starts, cell)
  const next = starts.slice()
  const list = new Int32Array(integer(starts, starts.length - 1))
  forCellsOf(edges, (cell, edge) => {
    const place = integer(next, cell)
    list[place] = edge
    next[cell] = place + 1
  })
  return { starts, edges: list }
}

/** Where an edge meets a line of latitude; NaN where it does not. Half open, so that a corner counts once. */
function lonAtLat(edges: Float64Array, edge: number, lat: number): number {
  const [y1, y2] = [ordinate(edges, edge + 1), ordinate(edges, edge + 3)]
  if (y1 > lat === y2 > lat) return NaN
  return ordinate(edges, edge) + ((lat - y1) / (y2 - y1)) * (ordinate(edges, edge + 2) - ordinate(edges, edge))
}

function latAtLon(edges: Float64Array, edge: number, lon: number): number {
  const [x1, x2] = [ordinate(edges, edge), ordinate(edges, edge + 2)]
  if (x1 > lon === x2 > lon) return NaN
  return latOnLine(edges, edge, lon)
}

function latOnLine(edges: Float64Array, edge: number, lon: number): number {
  const [x1, y1, x2, y2] = [
    ordinate(edges, edge),
    ordinate(edges, edge + 1),
    ordinate(edges, edge + 2),
    ordinate(edges, edge + 3),
  ]
  return y1 + ((lon - x1) / (x2 - x1)) * (y2 - y1)
}

/**
 * Is the middle of each cell land? Each row is followed east from 180°W, counting coasts. Whether 180°W itself is land
 * comes from the coasts between there and the north pole, which is sea.
 */
function centresOnLand(edges: Float64Array): Uint8Array {
  const onLand = new Uint8Array(ROWS * COLUMNS)
  const atMeridian: number[] = []
  for (let edge = 0; edge < edges.length; edge += 4) {
    const [y1, x2, y2] = [ordinate(edges, edge + 1), ordinate(edges, edge + 2), ordinate(edges, edge + 3)]
    // Every edge starts in [−180, 180): where its end is not, it crosses the meridian.
    if (x2 < -180 || x2 >= 180) atMeridian.push(latOnLine(edges, edge, x2 < -180 ? -180 : 180))
    for (let row = rowOf(Math.min(y1, y2)); row <= rowOf(Math.max(y1, y2)); row += 1) {
      const lon = lonAtLat(edges, edge, centreLat(row))
      if (Number.isNaN(lon)) continue
      const column = firstCentreFrom(wrapLongitude(lon))
      const cell = row * COLUMNS + column
      if (column < COLUMNS) onLand[cell] = integerAt(onLand, cell) ^ 1
    }
  }
  for (let row = 0; row < ROWS; row += 1) {
    let land = atMeridian.filter((lat) => lat > centreLat(row)).length & 1
    for (let cell = row * COLUMNS; cell < (row + 1) * COLUMNS; cell += 1) onLand[cell] = land ^= integerAt(onLand, cell)
  }
  return onLand
}

/**
 * Indexes coastlines: 400,000 corners in some tens of milliseconds.
 * @param rings of all polygons, outer ones and holes alike, in any order; across 180° as they come, or cut there
 */
export function landIndexOf(rings: Iterable<Ring>): LandIndex {
  const edges = edgesOf(rings)
  const { starts, edges: list } = cellsOf(edges)
  const onLand = centresOnLand(edges)
  /** How far east an edge has to be moved to lie beside a longitude: a multiple of 360. */
  const shiftTo = (lon: number, edge: number) => 360 * Math.round((lon - ordinate(edges, edge)) / 360)

  return {
    // From the cell's middle, known, to the place: first along the parallel, then along the meridian.
    isLand: (lat, lon) => {
      const x = wrapLongitude(lon)
      const cell = rowOf(lat) * COLUMNS + wrapColumn(columnOf(x))
      const [cx, cy] = [centreLon(cell % COLUMNS), centreLat(rowOf(lat))]
      let land = integerAt(onLand, cell)
      for (let index = integer(starts, cell); index < integer(starts, cell + 1); index += 1) {
        const edge = integer(list, index)
        const shift = shiftTo(cx, edge)
        if (isBetween(lonAtLat(edges, edge, cy) + shift, cx, x)) land ^= 1
        if (isBetween(latAtLon(edges, edge, x - shift), cy, lat)) land ^= 1
      }
      return land === 1
    },
    crossings: (from, to, found) => {
      const [left, right] = [columnOf(Math.min(from.lon, to.lon)), columnOf(Math.max(from.lon, to.lon))]
      for (let row = rowOf(Math.min(from.lat, to.lat)); row <= rowOf(Math.max(from.lat, to.lat)); row += 1) {
        for (let column = left; column <= right; column += 1) {
          const cell = row * COLUMNS + wrapColumn(column)
          for (let index = integer(starts, cell); index < integer(starts, cell + 1); index += 1) {
            const edge = integer(list, index)
            const fraction = meeting(edges, edge, shiftTo(centreLon(column), edge), from, to)
            if (fraction >= 0 && fraction <= 1) found(fraction)
          }
        }
      }
    },
  }
}

const isBetween = (value: number, a: number, b: number) => value > Math.min(a, b) && value <= Math.max(a, b)

/** The fraction of the line from–to at which an edge meets it; NaN where it does not. */
function meeting(
  edges: Float64Array,
  edge: number,
  shift: number,
  from: { lat: number; lon: number },
  to: { lat: number; lon: number },
): number {
  const [x1, y1] = [ordinate(edges, edge) + shift, ordinate(edges, edge + 1)]
  const [ex, ey] = [ordinate(edges, edge + 2) + shift - x1, ordinate(edges, edge + 3) - y1]
  const [dx, dy] = [to.lon - from.lon, to.lat - from.lat]
  const across = dx * ey - dy * ex
  if (across === 0) return NaN
  const onEdge = ((x1 - from.lon) * dy - (y1 - from.lat) * dx) / across
  if (!(onEdge >= 0 && onEdge <= 1)) return NaN
  return ((x1 - from.lon) * ey - (y1 - from.lat) * ex) / across
}

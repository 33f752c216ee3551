import type { Point, Ring } from './unwrap-rings.ts'

/** Degrees; may lie in any copy of the world. */
export interface Box {
  readonly west: number
  readonly east: number
  readonly south: number
  readonly north: number
}

/** One side of a box: who is inside it, and where a line meets it. */
interface Side {
  readonly has: (point: Point) => boolean
  readonly meets: (from: Point, to: Point) => Point
}

const atLon =
  (lon: number) =>
  ([x1, y1]: Point, [x2, y2]: Point): Point => [lon, y1 + ((y2 - y1) * (lon - x1)) / (x2 - x1)]
const atLat =
  (lat: number) =>
  ([x1, y1]: Point, [x2, y2]: Point): Point => [x1 + ((x2 - x1) * (lat - y1)) / (y2 - y1), lat]

const sidesOf = ({ west, east, south, north }: Box): Side[] => [
  { has: ([lon]) => lon >= west, meets: atLon(west) },
  { has: ([lon]) => lon <= east, meets: atLon(east) },
  { has: ([, lat]) => lat >= south, meets: atLat(south) },
  { has: ([, lat]) => lat <= north, meets: atLat(north) },
]

/** The box around a ring; made once for each. */
export function boxOf(ring: Ring): Box {
  let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity]
  for (const [lon, lat] of ring) {
    if (lon < west) west = lon
    if (lon > east) east = lon
    if (lat < south) south = lat
    if (lat > north) north = lat
  }
  return { west, east, south, north }
}

/** True where two boxes have a point in common. */
export const boxesMeet = (a: Box, b: Box): boolean =>
  a.west <= b.east && b.west <= a.east && a.south <= b.north && b.south <= a.north

/** True where all of `inner` lies in `outer`. */
export const boxHolds = (outer: Box, inner: Box): boolean =>
  outer.west <= inner.west && outer.east >= inner.east && outer.south <= inner.south && outer.north >= inner.north

/**
 * What of an area lies in a box. Where the area comes in more than one piece they hang together along the edge of the
 * box, which a fill does not show.
 * @param ring closed: the last point equal to the first
 * @returns a closed ring; empty where nothing of it lies in the box
 * Source: I. Sutherland, G. Hodgman, Reentrant polygon clipping, 1974.
 */
export function clipRing(ring: Ring, box: Box): Ring {
  let open = ring.slice(0, -1)
  for (const { has, meets } of sidesOf(box)) {
    const kept: Ring = []
    open.forEach((to, index) => {
      const from = open.at(index - 1)!
      if (has(to) !== has(from)) kept.push(meets(from, to))
      if (has(to)) kept.push(to)
    })
    open = kept
  }
  return open.length < 3 ? [] : [...open, open[0]!]
}

/** What of a line lies in a box, in as many pieces as it enters it. */
export function clipLine(line: Ring, box: Box): Ring[] {
  return sidesOf(box).reduce((pieces, side) => pieces.flatMap((piece) => cutAt(piece, side)), [line])
}

function cutAt(line: Ring, { has, meets }: Side): Ring[] {
  const pieces: Ring[] = []
  let piece: Ring | null = null
  line.forEach((to, index) => {
    const from = index > 0 ? line[index - 1]! : to
    if (has(to)) {
      if (!piece) pieces.push((piece = has(from) ? [] : [meets(from, to)]))
      piece.push(to)
    } else if (piece) {
      piece.push(meets(from, to))
      piece = null
    }
  })
  return pieces.filter(({ length }) => length > 1)
}

import type { Feature, FeatureCollection, GeometryCollection as Collected, MultiPolygon, Polygon } from 'geojson'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import { at } from '#src/domain/at.ts'
import { unwrapLongitude } from '#src/domain/position.ts'

/** A file of world-atlas: Natural Earth's land, quantised, with shared arcs. */
export type LandTopology = Topology<{ land: GeometryCollection }>

/** All land, drawable on a flat map; each polygon's middle in −180…180. */
export function landOf(topology: LandTopology): LandPolygon[] {
  const land = feature(topology, topology.objects.land)
  return land.features.flatMap(({ geometry }) => polygonsOf(geometry)).map(unwrapPolygon)
}

/** Land as areas and its shores as lines. */
export function landFeatures(land: readonly LandPolygon[]): FeatureCollection {
  return { type: 'FeatureCollection', features: land.flatMap(polygonFeatures) }
}

function polygonsOf(geometry: Polygon | MultiPolygon | Collected | { type: string }): number[][][][] {
  if (geometry.type === 'Polygon') return [(geometry as Polygon).coordinates]
  if (geometry.type === 'MultiPolygon') return (geometry as MultiPolygon).coordinates
  return []
}

/** Ten-thousandths of a degree, 11 m: finer than the coastline itself, and half the text. */
const rounded = (ring: LandRing) => ring.map(([lon, lat]) => [Math.round(lon * 1e4) / 1e4, Math.round(lat * 1e4) / 1e4])

function polygonFeatures({ rings, shores }: LandPolygon): Feature[] {
  const area: Feature = {
    type: 'Feature',
    properties: {},
    geometry: { type: 'Polygon', coordinates: rings.map(rounded) },
  }
  // Lines of their own: an outline of the fill would also draw the edges that only close it at a pole or a cut.
  const lines: Feature = {
    type: 'Feature',
    properties: {},
    geometry: { type: 'MultiLineString', coordinates: shores.map(rounded) },
  }
  return [rings.length > 0 ? area : [], shores.length > 0 ? lines : []].flat()
}

const WORLD = 360

/** Rings are kept as long as their coast is, and so are the boxes around them. */
const boxes = new WeakMap<LandRing, Box>()

function knownBox(ring: LandRing): Box {
  const box = boxes.get(ring) ?? boxOf(ring)
  boxes.set(ring, box)
  return box
}

const movedBox = (box: Box, lon: number): Box => ({ ...box, west: box.west + lon, east: box.east + lon })
const movedRing = (ring: LandRing, lon: number): LandRing => (lon === 0 ? ring : ring.map(([x, y]) => [x + lon, y]))

/** A ring's part in a box, by the cheapest way: nothing, everything, or cut. */
function partOf<T>(
  ring: LandRing,
  lon: number,
  box: Box,
  whole: (ring: LandRing) => T[],
  cut: (ring: LandRing, box: Box) => T[],
): T[] {
  const own = movedBox(knownBox(ring), lon)
  if (!boxesMeet(own, box)) return []
  const moved = movedRing(ring, lon)
  return boxHolds(box, own) ? whole(moved) : cut(moved, box)
}

function clipPolygon({ rings, shores }: LandPolygon, lon: number, box: Box): LandPolygon {
  return {
    rings: rings.flatMap((ring) =>
      partOf(
        ring,
        lon,
        box,
        (all) => [all],
        (part, edge) => [clipRing(part, edge)].filter(({ length }) => length > 0),
      ),
    ),
    shores: shores.flatMap((shore) => partOf(shore, lon, box, (all) => [all], clipLine)),
  }
}

/** The land that lies in a box, each polygon in every copy of the world that reaches it. */
function clipLand(land: readonly LandPolygon[], box: Box): LandPolygon[] {
  return [-WORLD, 0, WORLD].flatMap((lon) =>
    land
      .map((polygon) => clipPolygon(polygon, lon, box))
      .filter(({ rings, shores }) => rings.length + shores.length > 0),
  )
}

/** The same box, its middle in −180…180; at most one world wide. */
function inOwnWorld({ west, east, ...rest }: Box): Box {
  const shift = WORLD * Math.round((west + east) / 2 / WORLD)
  return { west: west - shift, east: Math.min(east - shift, west - shift + WORLD), ...rest }
}

/**
 * The whole world's land, fine inside a window and coarse around it. They meet on the window's edge, which lies outside
 * the view.
 * @param window in any copy of the world
 */
export function landInWindow(fine: readonly LandPolygon[], coarse: readonly LandPolygon[], window: Box): LandPolygon[] {
  const box = inOwnWorld(window)
  const around: Box[] = [
    { west: box.east - WORLD, east: box.west, south: -90, north: 90 },
    { ...box, south: -90, north: box.south },
    { ...box, south: box.north, north: 90 },
  ]
  return [...clipLand(fine, box), ...around.flatMap((each) => clipLand(coarse, each))]
}

/** Degrees; may lie in any copy of the world. */
export interface Box {
  readonly west: number
  readonly east: number
  readonly south: number
  readonly north: number
}

/** One side of a box: which points are inside, and where a line meets it. */
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
export function boxOf(ring: LandRing): Box {
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
const boxesMeet = (a: Box, b: Box): boolean =>
  a.west <= b.east && b.west <= a.east && a.south <= b.north && b.south <= a.north

/** True where all of `inner` lies in `outer`. */
const boxHolds = (outer: Box, inner: Box): boolean =>
  outer.west <= inner.west && outer.east >= inner.east && outer.south <= inner.south && outer.north >= inner.north

/**
 * The part of an area that lies in a box. If it has several pieces, they hang together along the edge of the box, which
 * a fill does not show.
 * @param ring closed: the last point equal to the first
 * @returns a closed ring; empty where nothing of it lies in the box
 * Source: I. Sutherland, G. Hodgman, Reentrant polygon clipping, 1974.
 */
export function clipRing(ring: LandRing, box: Box): LandRing {
  let open = ring.slice(0, -1)
  for (const { has, meets } of sidesOf(box)) {
    const kept: LandRing = []
    let from = open.at(-1)
    for (const to of open) {
      if (from && has(to) !== has(from)) kept.push(meets(from, to))
      if (has(to)) kept.push(to)
      from = to
    }
    open = kept
  }
  return open.length < 3 ? [] : [...open, at(open, 0)]
}

/** The part of a line that lies in a box, in as many pieces as it enters it. */
export function clipLine(line: LandRing, box: Box): LandRing[] {
  return sidesOf(box).reduce((pieces, side) => pieces.flatMap((piece) => cutAt(piece, side)), [line])
}

function cutAt(line: LandRing, { has, meets }: Side): LandRing[] {
  const pieces: LandRing[] = []
  let piece: LandRing | null = null
  line.forEach((to, index) => {
    const from = line[index - 1] ?? to
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

/** GeoJSON order: longitude, latitude, degrees. */
type Point = [lon: number, lat: number]
export type LandRing = Point[]

/** The outer ring, its holes, and the shore, without edges that only close a ring at a pole or at a cut at 180°. */
export interface LandPolygon {
  readonly rings: LandRing[]
  readonly shores: LandRing[]
}

const west = (ring: LandRing): number => ring.reduce((least, [lon]) => Math.min(least, lon), Infinity)
const east = (ring: LandRing): number => ring.reduce((most, [lon]) => Math.max(most, lon), -Infinity)
const middle = (ring: LandRing): number => (west(ring) + east(ring)) / 2

const shifted = (ring: LandRing, lon: number): LandRing =>
  lon === 0 ? ring : ring.map(([x, y]): Point => [x + lon, y])

/** Longitudes made continuous along the ring. */
function continuous(ring: readonly (readonly number[])[]): LandRing {
  let before: number | null = null
  return ring.map(([x = 0, y = 0]): Point => {
    const lon: number = before === null ? x : unwrapLongitude(x, before)
    before = lon
    return [lon, y]
  })
}

/** A ring once round the world ends 360° from its start. */
const goesRound = (ring: LandRing): boolean => Math.abs(at(ring, ring.length - 1)[0] - at(ring, 0)[0]) > 180

const isCut = ([lon]: Point): boolean => Math.abs(lon) % 360 === 180

/** A ring as lines, without its edges along 180°, where land goes on. */
function withoutCuts(ring: LandRing): LandRing[] {
  const lines: LandRing[] = []
  ring.forEach((point, index) => {
    const before = ring[index - 1]
    if (!before || (isCut(before) && isCut(point))) lines.push([point])
    else at(lines, lines.length - 1).push(point)
  })
  return lines.filter(({ length }) => length > 1)
}

/** Closed along the pole it lies around, so that a flat map can fill it. */
function closedAtPole(ring: LandRing): LandRing {
  const first = at(ring, 0)
  const last = at(ring, ring.length - 1)
  const pole = first[1] < 0 ? -90 : 90
  return [...ring, [last[0], pole], [first[0], pole], first]
}

/**
 * Makes a polygon with rings for a globe drawable on a flat map. Such rings cross ±180° uncut and may lie around a
 * pole; drawn as they are, they leave wedges across the map.
 * @param polygon rings in GeoJSON order, the outer one first
 * @returns rings with continuous longitudes, the outer one's middle in −180…180, holes moved into it
 */
export function unwrapPolygon(polygon: readonly (readonly (readonly number[])[])[]): LandPolygon {
  const [outer, ...holes] = polygon.map(continuous)
  if (!outer) return { rings: [], shores: [] }
  const shore = shifted(outer, -360 * Math.round(middle(outer) / 360))
  const round = goesRound(shore)
  const ring = round ? closedAtPole(shore) : shore
  // A hole round the pole itself is left over from the pole's cut, and is not a sea.
  const seas = holes
    .filter((hole) => !goesRound(hole))
    .map((hole) => shifted(hole, 360 * Math.ceil((west(ring) - middle(hole)) / 360)))
  return { rings: [ring, ...seas], shores: [shore, ...seas].flatMap(withoutCuts) }
}

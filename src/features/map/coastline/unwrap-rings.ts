import { unwrapLongitude } from '#src/domain/position.ts'

/** GeoJSON order: longitude, latitude, degrees. */
export type Point = [lon: number, lat: number]
export type Ring = Point[]

/** The outer ring first, then its holes; and the shore lines, which leave out what only closes a ring at a pole or where a file cuts land at 180°. */
export interface LandPolygon {
  readonly rings: Ring[]
  readonly shores: Ring[]
}

const west = (ring: Ring): number => ring.reduce((least, [lon]) => Math.min(least, lon), Infinity)
const east = (ring: Ring): number => ring.reduce((most, [lon]) => Math.max(most, lon), -Infinity)
const middle = (ring: Ring): number => (west(ring) + east(ring)) / 2

const shifted = (ring: Ring, lon: number): Ring => (lon === 0 ? ring : ring.map(([x, y]): Point => [x + lon, y]))

/** Longitudes made continuous along the ring. */
function continuous(ring: readonly (readonly number[])[]): Ring {
  let before: number | null = null
  return ring.map(([x = 0, y = 0]): Point => {
    const lon: number = before === null ? x : unwrapLongitude(x, before)
    before = lon
    return [lon, y]
  })
}

/** A ring once round the world ends 360° from its start. */
const goesRound = (ring: Ring): boolean => Math.abs(ring.at(-1)![0] - ring[0]![0]) > 180

const isCut = ([lon]: Point): boolean => Math.abs(lon) % 360 === 180

/** A ring as lines, without its edges along 180°: there land goes on. */
function withoutCuts(ring: Ring): Ring[] {
  const lines: Ring[] = []
  ring.forEach((point, index) => {
    const before = ring[index - 1]
    if (!before || (isCut(before) && isCut(point))) lines.push([point])
    else lines.at(-1)!.push(point)
  })
  return lines.filter(({ length }) => length > 1)
}

/** Closed along the pole it lies around, so that a flat map can fill it. */
function closedAtPole(ring: Ring): Ring {
  const first = ring[0]!
  const last = ring.at(-1)!
  const pole = first[1] < 0 ? -90 : 90
  return [...ring, [last[0], pole], [first[0], pole], first]
}

/**
 * A polygon whose rings are made for a globe, made drawable on a flat map. Such rings cross ±180° un-cut and may lie
 * around a pole; drawn as they are they leave wedges across the map.
 * @param polygon rings in GeoJSON order, the outer one first
 * @returns rings with continuous longitudes, the outer one's middle in −180…180, holes moved into it
 */
export function unwrapPolygon(polygon: readonly (readonly (readonly number[])[])[]): LandPolygon {
  const [outer, ...holes] = polygon.map(continuous)
  if (!outer) return { rings: [], shores: [] }
  const shore = shifted(outer, -360 * Math.round(middle(outer) / 360))
  const round = goesRound(shore)
  const ring = round ? closedAtPole(shore) : shore
  // A hole round the pole itself is left over from the pole's cut, not a sea.
  const seas = holes
    .filter((hole) => !goesRound(hole))
    .map((hole) => shifted(hole, 360 * Math.ceil((west(ring) - middle(hole)) / 360)))
  return { rings: [ring, ...seas], shores: [shore, ...seas].flatMap(withoutCuts) }
}

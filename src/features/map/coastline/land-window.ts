import { type Box, boxesMeet, boxHolds, boxOf, clipLine, clipRing } from './clip.ts'
import type { LandPolygon, Ring } from './unwrap-rings.ts'

const WORLD = 360

/** Rings are kept as long as their coast is, and so are the boxes around them. */
const boxes = new WeakMap<Ring, Box>()

function knownBox(ring: Ring): Box {
  const box = boxes.get(ring) ?? boxOf(ring)
  boxes.set(ring, box)
  return box
}

const movedBox = (box: Box, lon: number): Box => ({ ...box, west: box.west + lon, east: box.east + lon })
const movedRing = (ring: Ring, lon: number): Ring => (lon === 0 ? ring : ring.map(([x, y]) => [x + lon, y]))

/** A ring's part in a box by the cheapest way: none of it, all of it, or cut. */
function partOf<T>(
  ring: Ring,
  lon: number,
  box: Box,
  whole: (ring: Ring) => T[],
  cut: (ring: Ring, box: Box) => T[],
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

/** What of the land, each polygon in whichever copies of the world it is met, lies in a box. */
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
 * The whole world's land, fine inside a window and coarse around it. They meet on the window's edge, which lies outside of
 * what is looked at.
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

import { at } from '#src/domain/at.ts'
import type { Position } from '#src/domain/position.ts'
import type { Bounds } from '#src/domain/route/legs.ts'
import { keptName } from '#src/state/kept-name.ts'

/** Where the map looks, and for which voyage it was last fitted. */
export interface Camera {
  readonly center: Position
  readonly zoom: number
  readonly voyageId: string | null
}

const KEY = keptName('fairway.map')

/** The North Atlantic, before anything else is known. */
export const DEFAULT_CAMERA: Camera = { center: { lat: 38, lon: -30 }, zoom: 2.2, voyageId: null }

/** The camera of the last visit; null where it cannot be read. */
export function storedCamera(storage: Pick<Storage, 'getItem'>): Camera | null {
  try {
    const kept = JSON.parse(storage.getItem(KEY) ?? 'null') as {
      lat?: unknown
      lon?: unknown
      zoom?: unknown
      voyageId?: unknown
    } | null
    const { lat, lon, zoom, voyageId } = kept ?? {}
    if (typeof lat !== 'number' || typeof lon !== 'number' || typeof zoom !== 'number') return null
    if (!(Math.abs(lat) <= 90) || !(Math.abs(lon) <= 360) || !(zoom >= 0 && zoom <= 24)) return null
    return { center: { lat, lon }, zoom, voyageId: typeof voyageId === 'string' ? voyageId : null }
  } catch {
    return null
  }
}

/** Keeps the camera for the next visit; a browser without storage only forgets the view. */
export function storeCamera(storage: Pick<Storage, 'setItem'>, { center, zoom, voyageId }: Camera): void {
  try {
    storage.setItem(KEY, JSON.stringify({ lat: center.lat, lon: center.lon, zoom, voyageId }))
  } catch {
    // Reported elsewhere: saving the voyage fails in the same way.
  }
}

/** The box around samples with unwrapped longitudes; null where there is none. */
export function samplesBounds(lats: ArrayLike<number>, lons: ArrayLike<number>): Bounds | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let index = 0; index < lats.length; index++) {
    const lat = at(lats, index)
    const lon = at(lons, index)
    if (lon < west) west = lon
    if (lon > east) east = lon
    if (lat < south) south = lat
    if (lat > north) north = lat
  }
  return west <= east ? { west, south, east, north } : null
}

/** True where two boxes share a part of the sea, whichever copy of the world each is on. */
export function boundsMeet(a: Bounds, b: Bounds): boolean {
  if (a.south > b.north || b.south > a.north) return false
  // The first copy of b whose east end is not left of a.
  const shift = 360 * Math.ceil((a.west - b.east) / 360)
  return b.west + shift <= a.east
}

/** True where the whole of `part` lies in `whole`, whichever copy of the world each is on. */
export function boundsContain(whole: Bounds, part: Bounds): boolean {
  if (part.south < whole.south || part.north > whole.north) return false
  // The first copy of the part whose west end is not left of the whole.
  const shift = 360 * Math.ceil((whole.west - part.west) / 360)
  return part.east + shift <= whole.east
}

export interface Padding {
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly left: number
}

/** A box that lies over the map, px from the canvas's left and top. */
export interface CoveredBox {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** At least this share of each side is left: on a phone the route counts for more than what lies over the map. */
const LEAST_LEFT = 0.2

/** Between what is fitted and what lies over the map or its edges: room for a waypoint's circle and number. */
const CLEAR_PX = 24
/** Above it there is room for the flag of the worst point too. */
export const CLEAR_ABOVE_PX = 40

/**
 * The padding that keeps the fitted clear of all that covers the map, and yet as large as can be: each box is passed on
 * the side that costs the least.
 * @param aspect width of what is fitted, divided by its height, as drawn
 */
export function clearPadding(boxes: readonly CoveredBox[], widthPx: number, heightPx: number, aspect: number): Padding {
  const scaleOf = ({ top, right, bottom, left }: Padding) =>
    Math.min((widthPx - left - right) / aspect, heightPx - top - bottom)
  const leavesRoom = ({ top, right, bottom, left }: Padding) =>
    widthPx - left - right >= LEAST_LEFT * widthPx && heightPx - top - bottom >= LEAST_LEFT * heightPx
  const start: Padding = { top: CLEAR_ABOVE_PX, right: CLEAR_PX, bottom: CLEAR_PX, left: CLEAR_PX }
  let ways: Padding[] = [start]
  for (const box of boxes) {
    const next = ways.flatMap((way) => [
      { ...way, top: Math.max(way.top, box.bottom + CLEAR_ABOVE_PX) },
      { ...way, bottom: Math.max(way.bottom, heightPx - box.top + CLEAR_PX) },
      { ...way, left: Math.max(way.left, box.right + CLEAR_PX) },
      { ...way, right: Math.max(way.right, widthPx - box.left + CLEAR_PX) },
    ])
    // The same way is reached by several turns; one that leaves too little room leads no further.
    const distinct = new Map(next.map((way) => [Object.values(way).join(), way]))
    ways = [...distinct.values()].filter(leavesRoom)
  }
  return ways.reduce((best, way) => (scaleOf(way) > scaleOf(best) ? way : best), ways[0] ?? start)
}

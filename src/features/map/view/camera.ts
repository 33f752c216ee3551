import { at } from '#src/domain/at.ts'
import type { Position } from '#src/domain/position.ts'
import type { Bounds } from '#src/domain/route/legs.ts'

/** Where the map looks, and for which voyage it was last fitted. */
export interface Camera {
  readonly center: Position
  readonly zoom: number
  readonly voyageId: string | null
}

const KEY = 'fairway.map'

/** The North Atlantic, before anything else is known. */
export const DEFAULT_CAMERA: Camera = { center: { lat: 38, lon: -30 }, zoom: 2.2, voyageId: null }

/** The camera of the last visit, or null; what cannot be read counts as none. */
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

/** Keeps the camera for the next visit; a browser that keeps nothing only forgets the view. */
export function storeCamera(storage: Pick<Storage, 'setItem'>, { center, zoom, voyageId }: Camera): void {
  try {
    storage.setItem(KEY, JSON.stringify({ lat: center.lat, lon: center.lon, zoom, voyageId }))
  } catch {
    // Reported elsewhere: the voyage itself has the same trouble.
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

/** More of a side's length than this is never left free: on a phone the route counts for more than what lies over the map. */
const MOST_PADDED = 0.45

/** The padding asked for, px, or as much of it in proportion as a small canvas can give. */
export function paddingThatFits({ top, right, bottom, left }: Padding, widthPx: number, heightPx: number): Padding {
  const across = Math.min(1, (widthPx * MOST_PADDED) / (left + right))
  const down = Math.min(1, (heightPx * MOST_PADDED) / (top + bottom))
  return { top: top * down, right: right * across, bottom: bottom * down, left: left * across }
}

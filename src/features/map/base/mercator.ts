import type { Position } from '#src/domain/position.ts'

/** Width of the world in CSS pixels at zoom 0. Source: MapLibre's tile size. */
const WORLD_PX = 512
/** Where a square Mercator world ends. */
export const MAX_MERCATOR_LAT = 85.051129

/** A place on the map: 0 to 1 from 180°W eastward (beyond for unwrapped longitudes) and from the north edge down. */
export interface WorldPoint {
  readonly x: number
  readonly y: number
}

/** Width of the world in CSS pixels. */
export const worldPx = (zoom: number): number => WORLD_PX * 2 ** zoom

export const worldX = (lon: number): number => (lon + 180) / 360

/** Spherical Mercator, as the map draws; latitudes beyond its edge are moved to the edge. */
export function worldY(lat: number): number {
  const φ = (Math.min(MAX_MERCATOR_LAT, Math.max(-MAX_MERCATOR_LAT, lat)) * Math.PI) / 180
  return 0.5 - Math.asinh(Math.tan(φ)) / (2 * Math.PI)
}

export const toWorld = ({ lat, lon }: Position): WorldPoint => ({ x: worldX(lon), y: worldY(lat) })

export function fromWorld({ x, y }: WorldPoint): Position {
  const φ = Math.atan(Math.sinh((0.5 - y) * 2 * Math.PI))
  return { lat: (φ * 180) / Math.PI, lon: x * 360 - 180 }
}

/** Pixels on the screen between two positions, the shorter way round: the map shows the world more than once. */
export function pixelsBetween(a: Position, b: Position, zoom: number): number {
  const dx = worldX(a.lon) - worldX(b.lon)
  return Math.hypot(dx - Math.round(dx), worldY(a.lat) - worldY(b.lat)) * worldPx(zoom)
}

/** The position some pixels right and down of another; its longitude stays unwrapped. */
export function movedByPixels(from: Position, rightPx: number, downPx: number, zoom: number): Position {
  const { x, y } = toWorld(from)
  const moved = fromWorld({ x: x + rightPx / worldPx(zoom), y: y + downPx / worldPx(zoom) })
  const limit = MAX_MERCATOR_LAT
  return { lat: Math.min(limit, Math.max(-limit, moved.lat)), lon: moved.lon }
}

/** The part of the world worth building, in Mercator units; x in any copy of the world. */
export interface Window {
  readonly west: number
  readonly east: number
  readonly north: number
  readonly south: number
}

import { numberAt } from './at.ts'

/**
 * A position on WGS84 in decimal degrees, north and east positive.
 * Inside Fairway longitudes are unwrapped: a route that crosses 180° eastward goes on to 181, 182 …, so that
 * neighbours are never more than 180° apart. Only the wire and files see −180…180.
 */
export interface Position {
  readonly lat: number
  readonly lon: number
}

/** Positions as two columns of one length. */
export interface PositionColumns {
  readonly lat: Float64Array
  readonly lon: Float64Array
}

/** @throws RangeError for an index outside of the columns */
export const positionAt = ({ lat, lon }: PositionColumns, index: number): Position => ({
  lat: numberAt(lat, index),
  lon: numberAt(lon, index),
})

/** The same longitude in [−180, 180). @param lon degrees, any finite number */
export function wrapLongitude(lon: number): number {
  if (lon >= -180 && lon < 180) return lon // exact for the common case, no rounding by the modulo
  return ((((lon + 180) % 360) + 360) % 360) - 180
}

/** The longitude equal to `lon` that lies nearest to `reference` (at most 180° away). Degrees. */
export function unwrapLongitude(lon: number, reference: number): number {
  const difference = wrapLongitude(lon - reference)
  const unwrapped = reference + difference
  // Prefer the caller's own number where it already is the nearest: no rounding on the common path.
  return Math.abs(unwrapped - lon) < 1e-9 ? lon : unwrapped
}

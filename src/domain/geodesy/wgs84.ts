import { AppError } from '../errors.ts'
import type { Position } from '../position.ts'

/** Semi-major axis in metres and flattening of WGS84 (NIMA TR8350.2). */
export const WGS84 = { a: 6_378_137, f: 1 / 298.257223563 } as const
/** First eccentricity. */
export const ECCENTRICITY = Math.sqrt(WGS84.f * (2 - WGS84.f))

/** The international nautical mile, in metres. */
export const METRES_PER_NM = 1852

export const radians = (degrees: number) => (degrees * Math.PI) / 180
export const degrees = (radians: number) => (radians * 180) / Math.PI

/** A course in [0, 360). @param deg any finite number */
export function normaliseCourse(deg: number): number {
  const course = ((deg % 360) + 360) % 360
  return course === 360 ? 0 : course + 0 // a tiny negative angle rounds up to 360; + 0: no −0
}

/** @throws AppError `latitude-out-of-range`, `longitude-out-of-range` (not a finite number) */
export function assertPosition({ lat, lon }: Position): void {
  if (!(Math.abs(lat) <= 90)) throw new AppError('latitude-out-of-range', String(lat))
  if (!Number.isFinite(lon)) throw new AppError('longitude-out-of-range', String(lon))
}

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

// Series in the third flattening after Helmert (1880), to n⁴: the first term left out is under 1 µm on WGS84.
const n = WGS84.f / (2 - WGS84.f)
/** Radius of the sphere whose meridian is as long as the ellipsoid's. Metres. */
const rectifyingRadius = (WGS84.a / (1 + n)) * (1 + n ** 2 / 4 + n ** 4 / 64)

const arc = [
  -((3 / 2) * n - (3 / 16) * n ** 3),
  (15 / 16) * n ** 2 - (15 / 64) * n ** 4,
  -(35 / 48) * n ** 3,
  (315 / 512) * n ** 4,
] as const
const arcScale = WGS84.a / (1 + n)
const inverse = [
  (3 / 2) * n - (27 / 32) * n ** 3,
  (21 / 16) * n ** 2 - (55 / 32) * n ** 4,
  (151 / 96) * n ** 3,
  (1097 / 512) * n ** 4,
] as const

const sines = (coefficients: readonly number[], angle: number) =>
  coefficients.reduce((sum, coefficient, index) => sum + coefficient * Math.sin(2 * (index + 1) * angle), 0)

/** Length of the meridian from the equator to a latitude, in metres, negative south. @param φ radians */
export function meridianArc(φ: number): number {
  return rectifyingRadius * φ + arcScale * sines(arc, φ)
}

/** The latitude, in radians, at a length along the meridian; undoes `meridianArc`. @param metres from the equator */
export function latitudeOfArc(metres: number): number {
  const μ = metres / rectifyingRadius
  return μ + sines(inverse, μ)
}

// The differences below are computed from Δφ itself, not as differences of two large numbers, so that a leg that is
// almost due east keeps all its digits.

/** Length of the meridian from φ to φ + Δφ, in metres. Radians. */
export function meridianArcBetween(φ: number, Δφ: number): number {
  const waves = arc.reduce((sum, coefficient, index) => {
    const k = index + 1
    return sum + coefficient * 2 * Math.cos(k * (2 * φ + Δφ)) * Math.sin(k * Δφ)
  }, 0)
  return rectifyingRadius * Δφ + arcScale * waves
}

/**
 * Difference of isometric latitude ψ, in which rhumb lines are straight, from φ to φ + Δφ.
 * ψ = asinh(tan φ) − e·atanh(e·sin φ); it is infinite at the poles. Radians.
 */
export function isometricBetween(φ: number, Δφ: number): number {
  const Δsin = 2 * Math.cos(φ + Δφ / 2) * Math.sin(Δφ / 2)
  const ellipsoid = (ECCENTRICITY * Δsin) / (1 - ECCENTRICITY ** 2 * Math.sin(φ) * Math.sin(φ + Δφ))
  return Math.asinh(Δsin / (Math.cos(φ) * Math.cos(φ + Δφ))) - ECCENTRICITY * Math.atanh(ellipsoid)
}

/** Radius of the circle of latitude, in metres. @param φ radians */
export function parallelRadius(φ: number): number {
  return (WGS84.a * Math.cos(φ)) / Math.sqrt(1 - (ECCENTRICITY * Math.sin(φ)) ** 2)
}

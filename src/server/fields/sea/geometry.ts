import { degrees, radians } from '#src/domain/geodesy/wgs84.ts'
import { DAY_MS } from '#src/domain/time.ts'

/** Mean earth radius, km (IUGG). The field model is a sphere: its own errors are far larger than the flattening. */
export const EARTH_RADIUS_KM = 6371.0088
/** Kilometres in one degree of latitude on that sphere. */
export const KM_PER_DEGREE = (EARTH_RADIUS_KM * Math.PI) / 180
/** Rotation of the earth, radians per second. */
const EARTH_ROTATION = 7.292115e-5
/** Below this latitude geostrophic and Ekman formulas break down; the model holds their |latitude| here (degrees). */
const LATITUDE_FLOOR = 10

/** A flow over ground in m/s, in the direction it goes to. */
export interface Flow {
  readonly east: number
  readonly north: number
}

/** A place prepared for distances: degrees, and the unit vector from the centre of the earth. */
export interface Place {
  readonly lat: number
  readonly lon: number
  readonly x: number
  readonly y: number
  readonly z: number
}

/** @param lat, lon degrees, any longitude */
export function placeAt(lat: number, lon: number): Place {
  const φ = radians(lat)
  const λ = radians(lon)
  const cosφ = Math.cos(φ)
  return { lat, lon, x: cosφ * Math.cos(λ), y: cosφ * Math.sin(λ), z: Math.sin(φ) }
}

/** Great-circle distance in km, by the chord (no loss of digits at short range). */
export function distanceKm(from: Place, to: Place): number {
  const x = to.x - from.x
  const y = to.y - from.y
  const z = to.z - from.z
  const chord = Math.sqrt(x * x + y * y + z * z)
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, chord / 2))
}

/** √(a² + b²); several times faster than Math.hypot, whose guard against overflow is not needed here. */
export const vectorLength = (a: number, b: number): number => Math.sqrt(a * a + b * b)

/** Unit direction of the great circle from one place towards another; east 0, north 0 where they coincide. */
export function directionTowards(from: Place, to: Place): Flow {
  const λ = radians(from.lon)
  const sinλ = Math.sin(λ)
  const cosλ = Math.cos(λ)
  const cosφ = Math.sqrt(1 - from.z * from.z)
  const east = to.y * cosλ - to.x * sinλ
  const north = to.z * cosφ - from.z * (to.x * cosλ + to.y * sinλ)
  const length = vectorLength(east, north)
  return length < 1e-12 ? { east: 0, north: 0 } : { east: east / length, north: north / length }
}

/** The flow turned clockwise (to starboard) by an angle in radians. */
export function turned({ east, north }: Flow, angle: number): Flow {
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  return { east: east * cos + north * sin, north: north * cos - east * sin }
}

/** Degrees clockwise from north, [0, 360), in which a flow goes. */
export function bearingOf({ east, north }: Flow): number {
  const bearing = degrees(Math.atan2(east, north))
  return bearing < 0 ? bearing + 360 : bearing
}

/** |Coriolis parameter| in 1/s, its latitude held at 10° near the equator. */
export function coriolis(lat: number): number {
  return 2 * EARTH_ROTATION * Math.sin(radians(Math.max(LATITUDE_FLOOR, Math.abs(lat))))
}

/** +1 in the north, −1 in the south, turning over smoothly within 10° of the equator. */
export function hemisphere(lat: number): number {
  return 2 * smoothstep(-LATITUDE_FLOOR, LATITUDE_FLOOR, lat) - 1
}

/** 0 below `from`, 1 above `to`, smooth between (cubic). */
export function smoothstep(from: number, to: number, value: number): number {
  const t = Math.min(1, Math.max(0, (value - from) / (to - from)))
  return t * t * (3 - 2 * t)
}

/** exp(−x²/2): 1 at zero, 0.61 at one. */
export const bell = (x: number): number => Math.exp(-0.5 * x * x)

const YEAR_DAYS = 365.2425
/** 1 January 2000 00:00Z; the phase of the year is counted from here. */
const EPOCH_MS = Date.UTC(2000, 0, 1)

/**
 * A cosine over the year, +1 on a given day of it and −1 half a year later.
 * @param peakDay days after 1 January
 */
export function yearCosine(timeMs: number, peakDay: number): number {
  return Math.cos((2 * Math.PI * ((timeMs - EPOCH_MS) / DAY_MS - peakDay)) / YEAR_DAYS)
}

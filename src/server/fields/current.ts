import { wrapLongitude } from '#src/domain/position.ts'
import { bell, type Flow, hemisphere, type Place, radians, smoothstep, turned } from './sea/geometry.ts'
import { gyreCurrent } from './gyres.ts'

/** Zonal currents at the surface: centre, width (degrees), speed east (m/s). Talley et al. 2011, chs. 9–13, rounded. */
const zonalCurrents = [
  { lat: 14, width: 4, east: -0.12 }, // North Equatorial Current
  { lat: 6, width: 1.8, east: 0.35 }, // North Equatorial Countercurrent
  { lat: 0.5, width: 2.6, east: -0.4 }, // South Equatorial Current
  { lat: -8, width: 5, east: -0.12 },
  { lat: -51, width: 4, east: 0.25 }, // Antarctic Circumpolar Current
] as const

/** Zonal currents run in open water; within this distance of a coast they die out. */
const OPEN_KM = 250

/**
 * Wind drift at the surface: V. W. Ekman, Arkiv för matematik 2 (1905): 0.0127 U/√sin|φ|, 45° to the right of the wind
 * in the north, to the left in the south; |φ| held at 10°, the angle turning through zero across the equator.
 */
export function ekmanDrift(lat: number, wind: Flow): Flow {
  const factor = 0.0127 / Math.sqrt(Math.sin(radians(Math.max(10, Math.abs(lat)))))
  const drift = turned(wind, (Math.PI / 4) * hemisphere(lat))
  return { east: factor * drift.east, north: factor * drift.north }
}

/** Surface current in m/s, the way it sets: gyres, zonal currents and wind drift. @param coastKm distance to the coast */
export function currentAt(place: Place, coastKm: number, wind: Flow): Flow {
  const gyre = gyreCurrent(place.lat, wrapLongitude(place.lon))
  const drift = ekmanDrift(place.lat, wind)
  const open = smoothstep(0, OPEN_KM, coastKm)
  const zonal =
    open * zonalCurrents.reduce((sum, { lat, width, east }) => sum + east * bell((place.lat - lat) / width), 0)
  return { east: gyre.east + zonal + drift.east, north: gyre.north + drift.north }
}

import { integerAt, numberAt } from '#src/domain/at.ts'
import { radians } from '#src/domain/geodesy/wgs84.ts'
import { wrapLongitude } from '#src/domain/position.ts'
import { KM_PER_DEGREE } from './geometry.ts'
import { coastKm, isLand, ROSE, type SeaMap } from './sea-map.ts'

/** Rays stop here: the longest distance that makes a difference to waves. */
const OPEN_WATER_CAP_KM = 2000
/** Shortest step of a ray, km: about two cells of the land map. */
const STEP_KM = 7
/** Coast distances are up to 8 % too long, so a ray's step is a little shorter. */
const SAFE_SHARE = 0.9
const MOST_STEPS = 300
/** Degrees between two directions of the rose. */
const SECTOR = 360 / ROSE.directions
/** In the rose 0 means not computed yet, so distances are stored plus one km; a corner on land is LAND throughout. */
const LAND = 0xffff

/**
 * Kilometres of water from a place in a direction until land, at most OPEN_WATER_CAP_KM. The ray keeps its course (a
 * rhumb line) and steps by its distance to the coast.
 * @param bearing degrees
 */
function rayKm(map: SeaMap, lat: number, lon: number, bearing: number): number {
  const northPerKm = Math.cos(radians(bearing)) / KM_PER_DEGREE
  const eastPerKm = Math.sin(radians(bearing)) / KM_PER_DEGREE
  let y = lat
  let x = lon
  let travelled = 0
  for (let steps = 0; steps < MOST_STEPS && travelled < OPEN_WATER_CAP_KM; steps++) {
    const step = Math.max(STEP_KM, SAFE_SHARE * coastKm(map, y, x))
    travelled += step
    y += northPerKm * step
    if (Math.abs(y) > 89) break
    x += (eastPerKm * step) / Math.cos(radians(y))
    if (isLand(map, y, x)) break
  }
  return Math.min(travelled, OPEN_WATER_CAP_KM)
}

/** Where the distances of a grid corner begin in the rose; computes them the first time they are needed. */
function cornerOf(map: SeaMap, row: number, column: number): number {
  const start = (row * ROSE.columns + column) * ROSE.directions
  // The last entry is written last, so a corner that has it has all. Two threads may compute one: both write the same.
  if (map.rose[start + ROSE.directions - 1] !== 0) return start
  const lat = ((row + 0.5) * 180) / ROSE.rows - 90
  const lon = ((column + 0.5) * 360) / ROSE.columns - 180
  const onLand = isLand(map, lat, lon)
  for (let direction = 0; direction < ROSE.directions; direction++) {
    map.rose[start + direction] = onLand ? LAND : 1 + Math.round(rayKm(map, lat, lon, direction * SECTOR))
  }
  return start
}

/**
 * Open water around a place: km up to OPEN_WATER_CAP_KM in each of 16 directions from north by east, interpolated from
 * a grid of half a degree, which also averages over headlands as real fetch does. For `openWaterKm`.
 */
export function openWaterAround(map: SeaMap, lat: number, lon: number): Float64Array {
  const around = new Float64Array(ROSE.directions)
  const y = ((lat + 90) * ROSE.rows) / 180 - 0.5
  const x = ((wrapLongitude(lon) + 180) * ROSE.columns) / 360 - 0.5
  const south = Math.floor(y)
  const west = Math.floor(x)
  let weights = 0
  for (let corner = 0; corner < 4; corner++) {
    const row = Math.min(ROSE.rows - 1, Math.max(0, south + (corner >> 1)))
    const column = (west + (corner & 1) + ROSE.columns) % ROSE.columns
    const start = cornerOf(map, row, column)
    if (map.rose[start] === LAND) continue
    const weight = (1 - Math.abs(y - south - (corner >> 1))) * (1 - Math.abs(x - west - (corner & 1)))
    for (let direction = 0; direction < ROSE.directions; direction++)
      around[direction] = numberAt(around, direction) + weight * (integerAt(map.rose, start + direction) - 1)
    weights += weight
  }
  // Narrow water between land corners of the grid: ask the fine map itself.
  if (weights < 1e-6) return around.map((_, direction) => rayKm(map, lat, lon, direction * SECTOR))
  around.forEach((km, direction) => (around[direction] = km / weights))
  return around
}

/** Open water towards a bearing in degrees, km, between the directions of `openWaterAround`. */
export function openWaterKm(around: Float64Array, bearing: number): number {
  const sector = (bearing - 360 * Math.floor(bearing / 360)) / SECTOR
  const first = Math.floor(sector) % ROSE.directions
  const before = numberAt(around, first)
  return before + (sector - Math.floor(sector)) * (numberAt(around, (first + 1) % ROSE.directions) - before)
}

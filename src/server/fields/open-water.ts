import { wrapLongitude } from '#src/domain/position.ts'
import { KM_PER_DEGREE, radians } from './geometry.ts'
import { coastKm, isLand, ROSE, type SeaMap } from './sea-map.ts'

/** Rays stop here: the longest distance that makes a difference to waves. */
export const OPEN_WATER_CAP_KM = 2000
/** Shortest step of a ray, km: about two cells of the land map. */
const STEP_KM = 7
/** Coast distances are up to 8 % too long, so a ray steps a little less than that. */
const SAFE_SHARE = 0.9
const MOST_STEPS = 300

/**
 * Kilometres of water from a place in a direction until land, at most OPEN_WATER_CAP_KM. The ray keeps its course (a
 * rhumb line) and steps by its distance to the coast.
 * @param bearing degrees
 */
export function rayKm(map: SeaMap, lat: number, lon: number, bearing: number): number {
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

/**
 * One entry of the rose, drawn when first asked for. 0 means not drawn yet, so distances are stored plus one; a
 * corner on land is stored as LAND. Two threads may draw the same entry: both write the same number.
 */
const LAND = 0xffff

function roseEntry(map: SeaMap, row: number, column: number, direction: number): number {
  const at = (row * ROSE.columns + column) * ROSE.directions + direction
  const known = map.rose[at]!
  if (known !== 0) return known
  const lat = ((row + 0.5) * 180) / ROSE.rows - 90
  const lon = ((column + 0.5) * 360) / ROSE.columns - 180
  const drawn = isLand(map, lat, lon) ? LAND : 1 + Math.round(rayKm(map, lat, lon, (direction * 360) / ROSE.directions))
  map.rose[at] = drawn
  return drawn
}

function cornersKm(map: SeaMap, lat: number, lon: number, direction: number): number | null {
  const y = ((lat + 90) * ROSE.rows) / 180 - 0.5
  const x = ((wrapLongitude(lon) + 180) * ROSE.columns) / 360 - 0.5
  const south = Math.floor(y)
  const west = Math.floor(x)
  let sum = 0
  let weights = 0
  for (let corner = 0; corner < 4; corner++) {
    const row = Math.min(ROSE.rows - 1, Math.max(0, south + (corner >> 1)))
    const column = (west + (corner & 1) + ROSE.columns) % ROSE.columns
    const entry = roseEntry(map, row, column, direction)
    if (entry === LAND) continue
    const weight = (1 - Math.abs(y - south - (corner >> 1))) * (1 - Math.abs(x - west - (corner & 1)))
    sum += weight * (entry - 1)
    weights += weight
  }
  return weights > 1e-6 ? sum / weights : null
}

/**
 * Open water in a direction, km up to OPEN_WATER_CAP_KM, smooth in place and direction: interpolated from a grid of
 * half a degree and 16 directions, which also averages over headlands as real fetch does.
 * @param bearing degrees the water is looked for in
 */
export function openWaterKm(map: SeaMap, lat: number, lon: number, bearing: number): number {
  const sector = ((((bearing % 360) + 360) % 360) * ROSE.directions) / 360
  const first = Math.floor(sector) % ROSE.directions
  const share = sector - Math.floor(sector)
  const before = cornersKm(map, lat, lon, first)
  const after = cornersKm(map, lat, lon, (first + 1) % ROSE.directions)
  // Narrow water between land corners of the grid: ask the fine map itself.
  if (before === null || after === null) return rayKm(map, lat, lon, bearing)
  return before + share * (after - before)
}

import { integerAt } from '#src/domain/at.ts'
import { radians } from '#src/domain/geodesy/wgs84.ts'
import { wrapLongitude } from '#src/domain/position.ts'
import { fillLand, readCoastline } from './land-raster.ts'
import { KM_PER_DEGREE } from './geometry.ts'

/** Land at 2 NM: one bit per cell. */
const LAND_ROWS = 180 * 30
const LAND_COLUMNS = LAND_ROWS * 2
/** Distance to the coast at 10 NM; a cell counts as coast if any part of it is land. */
const COAST_ROWS = 180 * 6
const COAST_COLUMNS = COAST_ROWS * 2
const LAND_PER_COAST = LAND_ROWS / COAST_ROWS
/** Open water in 16 directions at half a degree; filled as it is needed (`open-water.ts`). */
export const ROSE = { rows: 360, columns: 720, directions: 16 } as const

const landBytes = (LAND_ROWS * LAND_COLUMNS) / 8
const coastBytes = COAST_ROWS * COAST_COLUMNS * 2
const roseBytes = ROSE.rows * ROSE.columns * ROSE.directions * 2

/** What the field model knows of land and sea: views on one buffer (about 20 MB) that all threads share. */
export interface SeaMap {
  readonly land: Uint8Array
  /** Tenths of a km. */
  readonly coast: Uint16Array
  readonly rose: Uint16Array
}

/** An empty buffer for `seaMapOn`. */
export const newSeaMapBuffer = (): SharedArrayBuffer => new SharedArrayBuffer(landBytes + coastBytes + roseBytes)

export function seaMapOn(buffer: SharedArrayBuffer): SeaMap {
  return {
    land: new Uint8Array(buffer, 0, landBytes),
    coast: new Uint16Array(buffer, landBytes, coastBytes / 2),
    rose: new Uint16Array(buffer, landBytes + coastBytes, roseBytes / 2),
  }
}

function setBits(bits: Uint8Array, from: number, to: number): void {
  const firstWhole = Math.min(to, Math.ceil(from / 8) * 8)
  const lastWhole = Math.max(firstWhole, Math.floor(to / 8) * 8)
  const set = (bit: number) => (bits[bit >> 3] = integerAt(bits, bit >> 3) | (1 << (bit & 7)))
  for (let bit = from; bit < firstWhole; bit++) set(bit)
  bits.fill(0xff, firstWhole >> 3, lastWhole >> 3)
  for (let bit = lastWhole; bit < to; bit++) set(bit)
}

/** Draws the coastline into an empty map. Takes some hundred milliseconds; one thread does it for all. */
export function drawSeaMap({ land, coast }: SeaMap): void {
  coast.fill(0xffff)
  fillLand(readCoastline(), LAND_ROWS, (row, from, to) => {
    setBits(land, row * LAND_COLUMNS + from, row * LAND_COLUMNS + to)
    const base = Math.floor(row / LAND_PER_COAST) * COAST_COLUMNS
    coast.fill(0, base + Math.floor(from / LAND_PER_COAST), base + Math.ceil(to / LAND_PER_COAST))
  })
  spreadDistance(coast, COAST_COLUMNS, COAST_ROWS)
}

const clampRow = (row: number, rows: number): number => Math.min(rows - 1, Math.max(0, row))

/** True on land, to about 2 NM. @param lat, lon degrees, any longitude */
export function isLand({ land }: SeaMap, lat: number, lon: number): boolean {
  const row = clampRow(Math.floor(((lat + 90) * LAND_ROWS) / 180), LAND_ROWS)
  const column = Math.floor(((wrapLongitude(lon) + 180) * LAND_COLUMNS) / 360)
  const bit = row * LAND_COLUMNS + Math.min(LAND_COLUMNS - 1, column)
  return (integerAt(land, bit >> 3) & (1 << (bit & 7))) !== 0
}

const coastAt = (coast: Uint16Array, row: number, column: number): number =>
  integerAt(coast, clampRow(row, COAST_ROWS) * COAST_COLUMNS + ((column + COAST_COLUMNS) % COAST_COLUMNS))

/** Distance to the nearest coast in km, interpolated between cells of 10 NM; 0 on and beside land. */
export function coastKm({ coast }: SeaMap, lat: number, lon: number): number {
  const y = ((lat + 90) * COAST_ROWS) / 180 - 0.5
  const x = ((wrapLongitude(lon) + 180) * COAST_COLUMNS) / 360 - 0.5
  const west = Math.floor(x)
  const south = Math.floor(y)
  const southWest = coastAt(coast, south, west)
  const northWest = coastAt(coast, south + 1, west)
  const low = southWest + (x - west) * (coastAt(coast, south, west + 1) - southWest)
  const high = northWest + (x - west) * (coastAt(coast, south + 1, west + 1) - northWest)
  return (low + (y - south) * (high - low)) / TENTHS
}

/** Distances are stored in tenths of a kilometre. */
const TENTHS = 10
const FAR = 0xffff

/**
 * Fills a grid with the distance to the nearest land cell, in place: on entry 0 on land and 65535 elsewhere, on
 * return tenths of a km (within 8 % above the true distance, the error of an eight-neighbour chamfer).
 * Source: G. Borgefors, Computer Vision, Graphics and Image Processing 34 (1986), with steps that shrink by cos(lat).
 * @param grid row 0 at 90° S, column 0 at 180° W; columns wrap around
 */
function spreadDistance(grid: Uint16Array, columns: number, rows: number): void {
  // Twice: the first round carries distances across the seam at 180°, the second spreads them from there.
  for (let round = 0; round < 2; round++) {
    for (let row = 0; row < rows; row++) sweepRow(grid, columns, row, row - 1, rows)
    for (let row = rows - 1; row >= 0; row--) sweepRow(grid, columns, row, row + 1, rows)
  }
}

function sweepRow(grid: Uint16Array, columns: number, row: number, neighbour: number, rows: number): void {
  const stepTenths = (180 / rows) * KM_PER_DEGREE * TENTHS
  const across = stepTenths * Math.cos(radians(((row + 0.5) * 180) / rows - 90))
  const diagonal = Math.hypot(stepTenths, across)
  const base = row * columns
  const other = neighbour >= 0 && neighbour < rows ? neighbour * columns : null
  for (let column = 0; column < columns; column++) {
    const left = column === 0 ? columns - 1 : column - 1
    const right = column === columns - 1 ? 0 : column + 1
    let best = Math.min(integerAt(grid, base + column), integerAt(grid, base + left) + across)
    if (other !== null) {
      best = Math.min(
        best,
        integerAt(grid, other + column) + stepTenths,
        integerAt(grid, other + left) + diagonal,
        integerAt(grid, other + right) + diagonal,
      )
    }
    grid[base + column] = Math.min(best, FAR)
  }
  for (let column = columns - 1; column >= 0; column--) {
    const right = column === columns - 1 ? 0 : column + 1
    grid[base + column] = Math.min(integerAt(grid, base + column), integerAt(grid, base + right) + across)
  }
}

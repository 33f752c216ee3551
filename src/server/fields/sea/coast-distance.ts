import { KM_PER_DEGREE, radians } from './geometry.ts'

/** Distances are stored in tenths of a kilometre. */
export const TENTHS = 10
const FAR = 0xffff

/**
 * Fills a grid with the distance to the nearest land cell, in place: on entry 0 on land and 65535 elsewhere, on
 * return tenths of a km (within 8 % above the true distance, the error of an eight-neighbour chamfer).
 * Source: G. Borgefors, Computer Vision, Graphics and Image Processing 34 (1986), with steps that shrink by cos(lat).
 * @param grid row 0 at 90° S, column 0 at 180° W; columns wrap around
 */
export function spreadDistance(grid: Uint16Array, columns: number, rows: number): void {
  // Twice: the first round carries distances across the seam at 180°, the second on from there.
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
    let best = Math.min(grid[base + column]!, grid[base + left]! + across)
    if (other !== null) {
      best = Math.min(
        best,
        grid[other + column]! + stepTenths,
        grid[other + left]! + diagonal,
        grid[other + right]! + diagonal,
      )
    }
    grid[base + column] = Math.min(best, FAR)
  }
  for (let column = columns - 1; column >= 0; column--) {
    const right = column === columns - 1 ? 0 : column + 1
    grid[base + column] = Math.min(grid[base + column]!, grid[base + right]! + across)
  }
}

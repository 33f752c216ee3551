import { integerAt } from '#src/domain/at.ts'
import type { Point } from './lane-canvas.ts'
import type { Pen } from './pen.ts'

/** Side of a cell, CSS px. */
const CELL_PX = 3

/** A part of a plot, device pixels. */
export interface PlotBox {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** The box around its middle. */
export const boxAbout = ([x, y]: Point, { width, height }: { width: number; height: number }): PlotBox => ({
  left: x - width / 2,
  right: x + width / 2,
  top: y - height / 2,
  bottom: y + height / 2,
})

/** What is free in a plot. Words look for room here, so that they never lie on a line or on each other. */
export interface FreeSpace {
  readonly take: (box: PlotBox) => void
  readonly takeLine: (points: readonly Point[]) => void
  /**
   * The middle of the free place nearest to a point; null where there is none.
   * @param reach how far it may lie to either side
   * @param far how far a place seems by its distances right and down
   */
  readonly room: (
    size: { width: number; height: number },
    wanted: Point,
    reach: number,
    far?: (dx: number, dy: number) => number,
  ) => Point | null
}

/** A plot in small cells, all of them free. */
export function freeSpace({ left, right, top, bottom, ratio }: Pick<Pen, keyof PlotBox | 'ratio'>): FreeSpace {
  const cell = CELL_PX * ratio
  const [columns, rows] = [Math.max(1, Math.ceil((right - left) / cell)), Math.max(1, Math.ceil((bottom - top) / cell))]
  const taken = new Uint8Array(columns * rows)
  const columnOf = (x: number) => Math.min(columns - 1, Math.max(0, Math.floor((x - left) / cell)))
  const rowOf = (y: number) => Math.min(rows - 1, Math.max(0, Math.floor((y - top) / cell)))
  const take = (box: PlotBox): void => {
    if (box.right < left || box.left > right) return
    const [first, last] = [columnOf(box.left), columnOf(box.right)]
    for (let row = rowOf(box.top); row <= rowOf(box.bottom); row++)
      taken.fill(1, row * columns + first, row * columns + last + 1)
  }
  const takePiece = ([x1, y1]: Point, [x2, y2]: Point): void => {
    const steps = Math.max(1, Math.ceil((x2 - x1) / cell))
    for (let step = 0; step < steps; step++) {
      const [from, to] = [y1 + ((y2 - y1) * step) / steps, y1 + ((y2 - y1) * (step + 1)) / steps]
      const start = x1 + ((x2 - x1) * step) / steps
      take({ left: start, right: start + (x2 - x1) / steps, top: Math.min(from, to), bottom: Math.max(from, to) })
    }
  }
  return {
    take,
    takeLine: (points) => points.forEach((point, index) => takePiece(points[index - 1] ?? point, point)),
    room: ({ width, height }, [wantedX, wantedY], reach, far = (dx, dy) => Math.abs(dx) + Math.abs(dy)) => {
      const takenIn = counter(taken, columns, rows)
      const isFree = (x: number, y: number) =>
        takenIn(columnOf(x), rowOf(y), columnOf(x + width) + 1, rowOf(y + height) + 1) === 0
      let best: { place: Point; away: number } | null = null
      const least = Math.max(left, wantedX - reach - width / 2)
      const most = Math.min(right - width, wantedX + reach - width / 2)
      for (let x = least; x <= most; x += cell)
        for (let y = top; y <= bottom - height; y += cell) {
          const place: Point = [x + width / 2, y + height / 2]
          const away = far(place[0] - wantedX, place[1] - wantedY)
          if ((!best || away < best.away) && isFree(x, y)) best = { place, away }
        }
      return best?.place ?? null
    },
  }
}

/** Counts the cells taken in any box of a plot at once, from sums over all boxes that begin in its first corner. */
function counter(taken: Uint8Array, columns: number, rows: number) {
  const sums = new Uint32Array((columns + 1) * (rows + 1))
  const sum = (column: number, row: number) => integerAt(sums, row * (columns + 1) + column)
  for (let row = 1; row <= rows; row++)
    for (let column = 1; column <= columns; column++)
      sums[row * (columns + 1) + column] =
        integerAt(taken, (row - 1) * columns + column - 1) +
        sum(column - 1, row) +
        sum(column, row - 1) -
        sum(column - 1, row - 1)
  return (left: number, top: number, right: number, bottom: number): number =>
    sum(right, bottom) - sum(left, bottom) - sum(right, top) + sum(left, top)
}

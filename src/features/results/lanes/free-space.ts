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
  const [columns, rows] = [Math.ceil((right - left) / cell), Math.ceil((bottom - top) / cell)]
  const taken = new Uint8Array(Math.max(0, columns * rows))
  const cellOf = (px: number, from: number, count: number) =>
    Math.min(count - 1, Math.max(0, Math.floor((px - from) / cell)))
  /** Calls back for each cell of a box until one returns true. */
  const some = (box: PlotBox, is: (index: number) => boolean): boolean => {
    const [first, last] = [cellOf(box.left, left, columns), cellOf(box.right, left, columns)]
    const [high, low] = [cellOf(box.top, top, rows), cellOf(box.bottom, top, rows)]
    for (let row = high; row <= low; row++)
      for (let column = first; column <= last; column++) if (is(row * columns + column)) return true
    return false
  }
  const take = (box: PlotBox): void => {
    if (box.right >= left && box.left <= right)
      some(box, (index) => {
        taken[index] = 1
        return false
      })
  }
  const takePiece = ([x1, y1]: Point, [x2, y2]: Point): void => {
    const steps = Math.max(1, Math.ceil((x2 - x1) / cell))
    for (let step = 0; step < steps; step++) {
      const [from, to] = [y1 + ((y2 - y1) * step) / steps, y1 + ((y2 - y1) * (step + 1)) / steps]
      const start = x1 + ((x2 - x1) * step) / steps
      take({ left: start, right: start + cell, top: Math.min(from, to), bottom: Math.max(from, to) })
    }
  }
  return {
    take,
    takeLine: (points) => points.forEach((point, index) => takePiece(points[index - 1] ?? point, point)),
    room: ({ width, height }, [wantedX, wantedY], reach, far = (dx, dy) => Math.abs(dx) + Math.abs(dy)) => {
      let best: { place: Point; away: number } | null = null
      const [least, most] = [
        Math.max(left, wantedX - reach - width / 2),
        Math.min(right - width, wantedX + reach - width / 2),
      ]
      for (let x = least; x <= most; x += cell)
        for (let y = top; y <= bottom - height; y += cell) {
          const place: Point = [x + width / 2, y + height / 2]
          const away = far(place[0] - wantedX, place[1] - wantedY)
          if (best && best.away <= away) continue
          if (!some({ left: x, right: x + width, top: y, bottom: y + height }, (index) => taken[index] === 1))
            best = { place, away }
        }
      return best?.place ?? null
    },
  }
}

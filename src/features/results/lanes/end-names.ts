import { numberAt } from '#src/domain/at.ts'
import { nearestIndex } from '#src/domain/metocean/sample-times.ts'
import type { FieldColumn } from '#src/domain/metocean/result.ts'
import type { LaneFrame } from './lane-frame.ts'
import { fontOf, type Pen, rimmed } from './pen.ts'

/** From one name to the next, and from a line's end to its name, CSS px. */
const LINE_PX = 13
const AWAY_PX = 9

interface End {
  readonly name: string
  readonly color: string
  readonly x: number
  readonly y: number
}

/**
 * What tells each answer apart, at the end of its line where several are drawn: above the highest, below the others, none
 * over another.
 */
export function drawEndNames(pen: Pen, frame: LaneFrame): void {
  const { name: own = '', endNames, compared } = frame
  if (!endNames || compared.length === 0) return
  const { ctx, ratio, palette } = pen
  const lines = [
    { name: own, color: palette.line, x: frame.x.values, values: frame.lane.series[0].values },
    ...compared.map(({ name, lane, x }) => ({ name, color: palette.text, x, values: lane.series[0].values })),
  ]
  const ends = lines
    .flatMap(({ name, color, x, values }): End[] => {
      const index = lastKnown(x, values, frame.window)
      const words = endNames.get(name)
      return index < 0 || !words
        ? []
        : [{ name: words, color, x: pen.x(numberAt(x, index)), y: pen.y(numberAt(values, index)) }]
    })
    .sort((a, b) => a.y - b.y)
  // In a low lane they would hide the lines, and the key beside it has the names, too.
  if (ends.length * LINE_PX * 1.5 * ratio > pen.bottom - pen.top) return
  ctx.font = fontOf(pen, 600)
  let free = pen.top + (LINE_PX / 2) * ratio
  const lowest = (left: number) => pen.bottom - (left * LINE_PX + LINE_PX / 2) * ratio
  for (const [index, { name, color, x, y }] of ends.entries()) {
    const wanted = y + (index === 0 ? -AWAY_PX : AWAY_PX) * ratio
    const middle = Math.max(free, Math.min(wanted, lowest(ends.length - 1 - index)))
    free = middle + LINE_PX * ratio
    // Right-aligned at the end, and within the plot.
    const left = Math.max(pen.left, Math.min(x, pen.right) - ctx.measureText(name).width - 3 * ratio)
    rimmed(pen, name, { x: left, y: middle }, color)
  }
}

/** The last sample in sight that has a value; −1: none. */
function lastKnown(x: Float64Array, values: FieldColumn, { min, max }: LaneFrame['window']): number {
  for (let index = nearestIndex(x, max); index >= 0 && numberAt(x, index) >= min; index--)
    if (numberAt(x, index) <= max && !Number.isNaN(numberAt(values, index))) return index
  return -1
}

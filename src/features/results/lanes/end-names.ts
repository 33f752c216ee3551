import { numberAt } from '#src/domain/at.ts'
import { nearestIndex } from '#src/domain/metocean/sample-times.ts'
import type { FieldColumn } from '#src/domain/metocean/result.ts'
import { boxAbout, type FreeSpace } from './free-space.ts'
import type { LaneFrame } from './lane-frame.ts'
import { fontOf, type Pen, rimmed } from './pen.ts'

/** Height of a name, and from a line's end to it, CSS px. */
const NAME_PX = 13
const AWAY_PX = 4
/** How far from the end of its line a name may stand. */
const REACH_PX = 48

interface End {
  readonly name: string
  readonly color: string
  readonly x: number
  readonly y: number
}

/**
 * What tells each answer apart, in free space at the end of its line where several are drawn: above the highest, below
 * the others. Where there is no room, the key beside the lane has the names.
 */
export function drawEndNames(pen: Pen, frame: LaneFrame, free: FreeSpace): void {
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
  ctx.font = fontOf(pen, 600)
  for (const [index, { name, color, x, y }] of ends.entries()) {
    const size = { width: ctx.measureText(name).width + 6 * ratio, height: NAME_PX * ratio }
    const down = (size.height / 2 + AWAY_PX * ratio) * (index === 0 ? -1 : 1)
    const place = free.room(size, [Math.min(x, pen.right) - size.width / 2, y + down], REACH_PX * ratio)
    if (!place) continue
    const box = boxAbout(place, size)
    free.take(box)
    rimmed(pen, name, { x: box.left + 3 * ratio, y: place[1] }, color)
  }
}

/** The last sample in sight that has a value; −1: none. */
function lastKnown(x: Float64Array, values: FieldColumn, { min, max }: LaneFrame['window']): number {
  for (let index = nearestIndex(x, max); index >= 0 && numberAt(x, index) >= min; index--)
    if (numberAt(x, index) <= max && !Number.isNaN(numberAt(values, index))) return index
  return -1
}

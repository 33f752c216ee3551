import type { LaneFrame } from './lane-frame.ts'
import { laneTicks } from './lane-scale.ts'
import { laneNumber } from './lanes.ts'
import { fontOf, type Pen } from './pen.ts'
import { xTicks } from './x-scale.ts'

/** From the plotting area to its numbers, CSS px. */
const GAP_PX = 6

/** Lines at round values either way, with the values beside them. */
export function drawGrid(pen: Pen, { lane, x, window, scale, right }: LaneFrame): void {
  const { ctx, palette, ratio } = pen
  const [width, height] = [pen.right - pen.left, pen.bottom - pen.top]
  // Numbers beside nothing would be of nothing.
  const rows = lane.series.some(({ summary }) => summary) ? laneTicks(scale, height / ratio) : []
  const decimals = scale.step < 1 ? 1 : 0
  ctx.save()
  ctx.fillStyle = palette.grid
  for (const { value } of xTicks({ ...x, ...window }, width / ratio))
    ctx.fillRect(Math.round(pen.x(value)), pen.top, ratio, height)
  for (const value of rows) ctx.fillRect(pen.left, Math.round(pen.y(value)), width, ratio)
  ctx.font = fontOf(pen)
  ctx.fillStyle = palette.muted
  ctx.textBaseline = 'middle'
  ctx.textAlign = 'right'
  for (const value of rows)
    ctx.fillText(laneNumber({ ...lane, decimals }, value), pen.left - GAP_PX * ratio, pen.y(value) + 0.5 * ratio)
  ctx.textAlign = 'left'
  for (const value of right ? laneTicks(right, height / ratio) : []) {
    const y = pen.bottom - ((value - right!.min) / (right!.max - right!.min)) * height
    ctx.fillText(laneNumber({ decimals: 0, signed: false }, value), pen.right + GAP_PX * ratio, y + 0.5 * ratio)
  }
  ctx.restore()
}

import { toWorld, worldPx } from '../base/mercator.ts'
import type { OverlayLine } from './overlay-line.ts'
import type { Position } from '#src/domain/position.ts'

/**
 * The sample a pointer means: the nearer end of the piece of line it is nearest to. One pass with a cheap first test;
 * about a millisecond for 100,000 samples.
 * @param maxPx how far from the line still counts, CSS pixels
 * @returns its index, or null where the line is not near
 */
export function nearestSample(
  { count, x, y }: OverlayLine,
  pointer: Position,
  zoom: number,
  maxPx: number,
): number | null {
  const { x: px, y: py } = toWorld(pointer)
  const reach = maxPx / worldPx(zoom)
  let least = reach * reach
  let found: number | null = null
  for (let index = 0; index < count; index++) {
    let dx = x[index]! - px
    dx -= Math.round(dx) // the nearest copy of the world
    const dy = y[index]! - py
    const last = index === count - 1
    const ux = last ? 0 : x[index + 1]! - x[index]!
    const uy = last ? 0 : y[index + 1]! - y[index]!
    if (Math.abs(dx) - Math.abs(ux) > reach || Math.abs(dy) - Math.abs(uy) > reach) continue
    const length = ux * ux + uy * uy
    const along = length === 0 ? 0 : Math.min(1, Math.max(0, -(dx * ux + dy * uy) / length))
    const [ex, ey] = [dx + along * ux, dy + along * uy]
    const distance = ex * ex + ey * ey
    if (distance < least) {
      least = distance
      found = along > 0.5 ? index + 1 : index
    }
  }
  return found
}

import { at } from '#src/domain/at.ts'
import type { SheetSnap } from '#src/state/preferences.ts'

/** From the lowest to the highest. */
const snaps: readonly SheetSnap[] = ['low', 'half', 'tall']

/** A flick faster than this, px per ms, goes on to the next snap point. */
const FLICK_PX_PER_MS = 0.5

/** The snap point some steps up (+) or down (−), stopping at the ends. */
export function snapAt(from: SheetSnap, step: number): SheetSnap {
  return at(snaps, Math.min(snaps.length - 1, Math.max(0, snaps.indexOf(from) + step)))
}

/**
 * Where a sheet comes to rest when it is let go.
 * @param heightPx the sheet's height at that moment
 * @param upPxPerMs how fast it was moved, up positive
 * @param heightsPx the height of each snap point
 */
export function snapAfterDrag(
  heightPx: number,
  upPxPerMs: number,
  heightsPx: Readonly<Record<SheetSnap, number>>,
): SheetSnap {
  if (upPxPerMs > FLICK_PX_PER_MS) return snaps.find((snap) => heightsPx[snap] > heightPx) ?? 'tall'
  if (upPxPerMs < -FLICK_PX_PER_MS) return snaps.findLast((snap) => heightsPx[snap] < heightPx) ?? 'low'
  return snaps.reduce((nearest, snap) =>
    Math.abs(heightsPx[snap] - heightPx) < Math.abs(heightsPx[nearest] - heightPx) ? snap : nearest,
  )
}

const LOW_PX = 96
const TALL_SHARE = 0.92
/** Less than this shows too little of a panel to work in, as on a phone lying on its side. */
const LEAST_HALF_PX = 260

/**
 * The height of each snap point. Kept in step with layout.module.css.
 * @param framePx the height of the sheet's frame
 * @param halfShare the share of it at the middle snap point, 0 to 1
 */
export function sheetHeights(framePx: number, halfShare: number): Readonly<Record<SheetSnap, number>> {
  const tall = framePx * TALL_SHARE
  return { low: LOW_PX, half: Math.min(tall, Math.max(framePx * halfShare, LEAST_HALF_PX)), tall }
}

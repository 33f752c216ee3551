/** The plotting area inside a lane's canvas, px. The x axis, the limit strip and the cursor rely on the same box. */
export const PLOT = { left: 44, right: 36, top: 4, bottom: 3 } as const

interface Range {
  readonly min: number
  readonly max: number
}

/** Width of the plotting area in a lane of this width. */
export const plotWidth = (widthPx: number) => Math.max(0, widthPx - PLOT.left - PLOT.right)

/** px from the left edge of a lane. */
export const plotX = ({ min, max }: Range, widthPx: number, value: number): number =>
  PLOT.left + ((value - min) / (max - min)) * plotWidth(widthPx)

/** The inverse of `plotX`; beyond the plotting area it gives its nearer end. */
export function valueAtX({ min, max }: Range, widthPx: number, leftPx: number): number {
  const share = (leftPx - PLOT.left) / Math.max(1, plotWidth(widthPx))
  return min + Math.min(1, Math.max(0, share)) * (max - min)
}

/** px from the top edge of a lane. */
export function plotY({ min, max }: Range, heightPx: number, value: number, downward: boolean): number {
  const share = (value - min) / (max - min)
  return PLOT.top + (downward ? share : 1 - share) * Math.max(0, heightPx - PLOT.top - PLOT.bottom)
}

/** Least distance between the middles of two numbers of waypoints, px. */
const numbersApart = (one: number, other: number): number =>
  Math.max(26, 10 + 4 * (String(one).length + String(other).length))

/** Numbers of waypoints on the axis that do not run into each other; the first and the last in sight are always there. */
export function numbersInSight(
  waypoints: readonly { readonly number: number; readonly at: number }[],
  window: Range,
  widthPx: number,
): { number: number; left: number }[] {
  const places = waypoints
    .filter(({ at }) => at >= window.min && at <= window.max)
    .map(({ number, at }) => ({ number, left: plotX(window, widthPx, at) }))
  const last = places.at(-1)
  let taken: (typeof places)[number] | undefined
  return places.filter((place) => {
    const isApart = (one: typeof place, other: typeof place) =>
      other.left - one.left >= numbersApart(one.number, other.number)
    const fits = place === last || !taken || (isApart(taken, place) && last !== undefined && isApart(place, last))
    if (fits) taken = place
    return fits
  })
}

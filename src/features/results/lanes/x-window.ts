import type { XScale } from './x-scale.ts'

/** The part of the x axis that is looked at, in its unit. */
export interface XWindow {
  readonly min: number
  readonly max: number
}

/** Nearer than this there is nothing more to see: a tenth of a mile, five minutes. */
const leastSpan = ({ axis }: Pick<XScale, 'axis'>) => (axis === 'time' ? 300_000 : 0.1)

/** All of it. */
export const wholeWindow = ({ min, max }: Pick<XScale, 'min' | 'max'>): XWindow => ({ min, max })

export const isWhole = (window: XWindow, scale: XWindow): boolean => window.min <= scale.min && window.max >= scale.max

/** A window moved, and where it must be shortened, so that it lies inside the whole. */
function inside({ min, max }: XWindow, scale: XScale): XWindow {
  const span = Math.min(max - min, scale.max - scale.min)
  const left = Math.min(Math.max(min, scale.min), scale.max - span)
  return { min: left, max: left + span }
}

/**
 * Nearer or farther about a place that stays where it is on the screen.
 * @param factor of the span: 0.5 shows half of it
 */
export function zoomed(window: XWindow, scale: XScale, factor: number, about: number): XWindow {
  const span = window.max - window.min
  const next = Math.min(scale.max - scale.min, Math.max(leastSpan(scale), span * factor))
  const share = Math.min(1, Math.max(0, (about - window.min) / span))
  return inside({ min: about - share * next, max: about + (1 - share) * next }, scale)
}

/** Along the axis. @param share of the span, + towards the end */
export function panned(window: XWindow, scale: XScale, share: number): XWindow {
  const by = (window.max - window.min) * share
  return inside({ min: window.min + by, max: window.max + by }, scale)
}

/** What lies between two places, in either order. */
export function between(one: number, other: number, scale: XScale): XWindow {
  const least = leastSpan(scale)
  const [min, max] = one < other ? [one, other] : [other, one]
  const lacking = Math.max(0, least - (max - min)) / 2
  return inside({ min: min - lacking, max: max + lacking }, scale)
}

/** The window moved just so far that a place is in sight; itself where it is already. */
export function showing(window: XWindow, scale: XScale, at: number): XWindow {
  if (at >= window.min && at <= window.max) return window
  const half = (window.max - window.min) / 2
  return inside({ min: at - half, max: at + half }, scale)
}

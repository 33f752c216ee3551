import type { Position } from '../position.ts'

/** What one kind of line has to know; `legLine` puts the rest around it. Fractions are 0 to 1 of the length. */
export interface Curve {
  readonly distanceM: number
  /** Unwrapped against the start. */
  readonly at: (fraction: number) => Position
  /** Degrees true in [0, 360). */
  readonly courseAt: (fraction: number) => number
}

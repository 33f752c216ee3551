import type { Span } from '#src/domain/limits/exceedances.ts'
import type { LaneBound } from './lane-bounds.ts'
import type { LaneScale } from './lane-scale.ts'
import type { Lane, Stroke } from './lanes.ts'
import type { XScale } from './x-scale.ts'
import type { XWindow } from './x-window.ts'

/** A lane of another answer, drawn into the same picture. */
export interface ComparedLane {
  /** Of the answer, in words. */
  readonly name: string
  readonly synthetic: boolean
  readonly lane: Lane
  readonly x: Float64Array
  readonly dash: readonly number[]
}

/** All that a lane's picture follows from. */
export interface LaneFrame {
  readonly lane: Lane
  readonly x: XScale
  readonly window: XWindow
  readonly scale: LaneScale
  readonly right: LaneScale | null
  readonly bounds: readonly LaneBound[]
  /** Stretches of twilight, and of the darkness within it. */
  readonly night: readonly Pick<Span, 'from' | 'to'>[]
  /** Of the waypoints, in the unit of x. */
  readonly waypoints: readonly number[]
  readonly compared: readonly ComparedLane[]
}

/** Width and dashes of a line, CSS px; the same on the canvas and in the key beside its name. */
export const strokes: Readonly<Record<Stroke, { width: number; dash?: number[] }>> = {
  main: { width: 1.75 },
  dashed: { width: 1.25, dash: [5, 3] },
  thin: { width: 1 },
  dotted: { width: 1, dash: [1.5, 2.5] },
  right: { width: 1, dash: [7, 3] },
}

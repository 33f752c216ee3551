import { isMissing, type Maybe } from '../../units/format.ts'

/** What a wind barb is made of; `calm` has neither shaft nor feathers and is drawn as two rings. */
export interface WindBarb {
  readonly calm: boolean
  /** Whole knots the feathers stand for, a multiple of 5. */
  readonly knots: number
  /** 50 kn each. */
  readonly pennants: number
  /** 10 kn each. */
  readonly full: number
  /** 5 kn. */
  readonly half: 0 | 1
}

/** Below this a wind has no direction worth drawing, knots. */
const CALM_BELOW_KN = 2.5

/**
 * The barb of a wind speed, to the nearest 5 kn; half-way goes up.
 * @param knots unrounded, ≥ 0; missing gives null
 * Source: WMO No. 485, attachment IV, "Graphical representation of data": half barb 5, barb 10, pennant 50 knots.
 */
export function windBarb(knots: Maybe): WindBarb | null {
  if (isMissing(knots)) return null
  if (knots < CALM_BELOW_KN) return { calm: true, knots: 0, pennants: 0, full: 0, half: 0 }
  const rounded = Math.round(knots / 5) * 5
  return {
    calm: false,
    knots: rounded,
    pennants: Math.floor(rounded / 50),
    full: Math.floor((rounded % 50) / 10),
    half: rounded % 10 === 5 ? 1 : 0,
  }
}

/** `[x, y]` in shaft lengths from the station: x clockwise of the shaft, y along it towards the wind. */
export type BarbPoint = readonly [x: number, y: number]

/** A barb as strokes and filled triangles, for any canvas; turn it by the direction the wind comes from. */
export interface BarbShape {
  readonly strokes: readonly (readonly BarbPoint[])[]
  readonly pennants: readonly (readonly BarbPoint[])[]
  /** Radii of the two rings of a calm, the one around the station as on weather charts; none where there is wind. */
  readonly rings: readonly number[]
}

const FEATHER = { length: 0.42, lean: 0.16, apart: 0.14 } as const
const PENNANT = { width: 0.2, apart: 0.06 } as const
/** The outer one is wider, and the inner one smaller, than the circle of a waypoint, for which one ring would be taken. */
const CALM_RINGS = [0.11, 0.27] as const
/** The shaft shows at least this far below the last feather. */
const BARE_SHAFT = 0.1

/**
 * Shaft, feathers and pennants of a barb, the fastest outermost, as on weather charts. The shaft has length 1, or more
 * where that is too short for the strongest winds.
 * @param southern mirrored: south of the equator too, the feathers stand on the side of low pressure
 */
export function barbShape({ calm, pennants, full, half }: WindBarb, southern: boolean): BarbShape {
  if (calm) return { strokes: [], pennants: [], rings: CALM_RINGS }
  const feather = (y: number, share: number): BarbPoint => [
    (southern ? -1 : 1) * FEATHER.length * share,
    y + FEATHER.lean * share,
  ]
  const end = Math.max(1, pennants * PENNANT.width + (full + half) * FEATHER.apart + BARE_SHAFT)
  const triangles: BarbPoint[][] = []
  const strokes: BarbPoint[][] = [
    [
      [0, 0],
      [0, end],
    ],
  ]
  let y = end
  for (let count = 0; count < pennants; count++) {
    triangles.push([[0, y], feather(y, 1), [0, y - PENNANT.width]])
    y -= PENNANT.width
  }
  if (pennants > 0) y -= PENNANT.apart
  for (let count = 0; count < full; count++) {
    strokes.push([[0, y], feather(y, 1)])
    y -= FEATHER.apart
  }
  // A lone half feather is set in from the end, so that it is not taken for a full one.
  if (pennants + full === 0) y -= FEATHER.apart
  if (half) strokes.push([[0, y], feather(y, 0.5)])
  return { strokes, pennants: triangles, rings: [] }
}

import type { Leg, LegType } from '../route/route.ts'
import { fileNumber } from './file-values.ts'
import type { DraftPoint } from './reading.ts'

/** Faster than any ship: a speed above is an error or another unit. */
const MAX_SPEED_KN = 100

/** A speed over ground in knots; null for what no ship sails: nothing, zero, less, or more than 100. */
export function fileSpeed(text: string | undefined): number | null {
  const speed = fileNumber(text)
  return speed !== null && speed > 0 && speed <= MAX_SPEED_KN ? speed : null
}

/** RL or GC, also written out; null for anything else. */
export function legTypeOf(word: string): LegType | null {
  if (/^(rl|rhumb ?line|rhumb|loxodrome)$/i.test(word)) return 'RL'
  return /^(gc|great ?circle|orthodrome)$/i.test(word) ? 'GC' : null
}

/** A point of a file whose leg is the one that begins there, as several chart systems write it. */
export interface StartingPoint extends DraftPoint {
  readonly outgoing: { readonly type: LegType; readonly speedKn: number | null }
}

/** The same points with the leg that ends at each, which is what Fairway keeps. */
export function legsWhereTheyEnd(points: readonly StartingPoint[]): DraftPoint[] {
  return points.map(({ outgoing: _, ...point }, index) => ({
    ...point,
    leg: points[index - 1]?.outgoing ?? { type: 'RL', speedKn: null },
  }))
}

/** One speed on every leg is the voyage's speed, which the operator can then change in one place. */
export function withCommonSpeed(points: readonly DraftPoint[]): {
  points: readonly DraftPoint[]
  speedKn: number | null
} {
  const speeds = new Set(points.slice(1).map(({ leg }) => leg?.speedKn ?? null))
  const [speedKn = null] = speeds
  if (speeds.size !== 1 || speedKn === null) return { points, speedKn: null }
  const plain = (leg: Leg | undefined): Leg | undefined => leg && { ...leg, speedKn: null }
  return { points: points.map((point) => ({ ...point, leg: plain(point.leg) })), speedKn }
}

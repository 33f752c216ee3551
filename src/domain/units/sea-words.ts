import { at } from '../at.ts'
import { isMissing, type Maybe } from './format.ts'

/** Lower bounds of force 1 to 12 in whole knots (WMO, Manual on Codes, table 1100). */
export const beaufortBounds = [1, 4, 7, 11, 17, 22, 28, 34, 41, 48, 56, 64] as const

/**
 * Beaufort force 0 to 12 of a wind at 10 m, from whole knots: the one Beaufort of Fairway.
 * @param knots rounded here; missing gives null
 */
export function beaufort(knots: Maybe): number | null {
  if (isMissing(knots)) return null
  const whole = Math.round(knots)
  const next = beaufortBounds.findIndex((bound) => whole < bound)
  return next < 0 ? beaufortBounds.length : next
}

/** `11–16 kn`: the whole knots of a force. @param force 1 to 12 */
export function beaufortKnots(force: number): string {
  const [from, next] = [at(beaufortBounds, force - 1), beaufortBounds[force]]
  return next === undefined ? `${from} kn and over` : `${from}–${next - 1} kn`
}

interface SeaState {
  /** 0 to 9. */
  readonly degree: number
  readonly words: string
}

/** WMO code table 3700: the degree holds over its bound, in metres; the bound itself belongs to the degree below. */
const seaStates: readonly (readonly [overM: number, words: string])[] = [
  [0, 'calm, rippled'],
  [0.1, 'smooth'],
  [0.5, 'slight'],
  [1.25, 'moderate'],
  [2.5, 'rough'],
  [4, 'very rough'],
  [6, 'high'],
  [9, 'very high'],
  [14, 'phenomenal'],
]

/** Degree 0 to 9 of a significant wave height: 4.0 m is 5, rough; 4.01 m is 6. @param hs metres; missing gives null */
export function seaStateDegree(hs: Maybe): number | null {
  if (isMissing(hs)) return null
  const next = seaStates.findIndex(([overM]) => hs <= overM)
  return next < 0 ? seaStates.length : next
}

/** Sea state by significant wave height, with its words. @param hs metres; missing gives null */
export function seaState(hs: Maybe): SeaState | null {
  const degree = seaStateDegree(hs)
  return degree === null ? null : { degree, words: seaStateWords(degree) }
}

/** @param degree 0 to 9 */
export function seaStateWords(degree: number): string {
  return degree === 0 ? 'calm, glassy' : at(seaStates, degree - 1)[1]
}

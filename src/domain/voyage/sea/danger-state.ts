import { at } from '../../at.ts'
import { FLAT_M } from '../../metocean/layers/field-look.ts'
import { peakPeriod, type periodKinds } from './dispersion.ts'
import { type Danger, dangerLevelAhead, dangers, LEVEL, type RollingShip } from './dangers.ts'
import { speedAhead } from './encounter.ts'
import { relativeAngle } from './relative-weather.ts'

/** Parts of the sea, and the total where an answer has no parts. Columns hold the place in this list. */
export const seaParts = ['swell', 'wind sea', 'total sea only'] as const
export type SeaPart = (typeof seaParts)[number]

/** One part of the sea, as an answer has it; NaN where it is not known. */
export interface PartOfSea {
  readonly part: SeaPart
  readonly heightM: number
  /** The service's mean period. */
  readonly meanS: number
  /** Degrees true. */
  readonly fromDeg: number
}

/** What a service may mean by a mean period; of the parts of a sea Tm01 is assumed. */
export type PeriodKind = (typeof periodKinds)[number]

/** The periods the dangers are looked at with: the mean as it is, and the peak it stands for. */
export const periodsTaken = ['mean', 'peak'] as const
export type PeriodTaken = (typeof periodsTaken)[number]

/** The peak is 1.20 times Tm01 of a swell, 1.30 times that of a wind sea; a total counts as wind sea. */
export const periodTaken = (meanS: number, part: SeaPart, taken: PeriodTaken, kind: PeriodKind): number =>
  taken === 'mean' ? meanS : peakPeriod(meanS, kind, part === 'swell' ? 'jonswap' : 'pierson-moskowitz')

const isMissingPart = ({ heightM, meanS, fromDeg }: PartOfSea): boolean =>
  !(heightM < FLAT_M) && Number.isNaN(heightM + meanS + fromDeg)

/** What is looked at: swell and wind sea, or the total once where a part is missing and the total is not. */
export function seasToMeet(swell: PartOfSea, windSea: PartOfSea, total: PartOfSea): readonly PartOfSea[] {
  const lacks = isMissingPart(swell) || isMissingPart(windSea)
  return lacks && !isMissingPart(total) ? [total] : [swell, windSea]
}

/** How a ship moves through the water. The heading is her course where the current is not known. */
export interface Way {
  readonly headingDeg: number
  readonly speedKn: number
}

export interface DangerState {
  readonly danger: Danger
  /** A place in `dangerLevels`; NaN: not known. */
  readonly level: number
  /** What it comes from; where it is not known, what is lacking. */
  readonly part: SeaPart
  readonly taken: PeriodTaken
}

/** The worst part and period for each danger. From `caution` on that is told whatever else is not known. */
export function dangerStates(seas: readonly PartOfSea[], way: Way, ship: RollingShip, kind: PeriodKind): DangerState[] {
  const first = seas[0]?.part ?? 'total sea only'
  const worst = dangers.map((danger): DangerState => ({ danger, level: LEVEL.outside, part: first, taken: 'mean' }))
  for (const { part, heightM, meanS, fromDeg } of seas) {
    const angleDeg = relativeAngle(fromDeg, way.headingDeg)
    const aheadKn = speedAhead(way.speedKn, angleDeg)
    for (const taken of periodsTaken) {
      const sea = { heightM, periodS: periodTaken(meanS, part, taken, kind), angleDeg }
      for (let place = 0; place < worst.length; place++) {
        const { danger, level: before } = at(worst, place)
        const level = dangerLevelAhead(danger, sea, aheadKn, ship)
        if (rank(level) > rank(before)) worst[place] = { danger, level, part, taken }
      }
    }
  }
  return worst
}

/** Not known is worse than outside and low seas, and better than what is known to be there. */
const rank = (level: number): number => (Number.isNaN(level) ? LEVEL.caution - 0.5 : level)

/** The worst of several, the first of equals. */
export const worstDanger = (states: readonly DangerState[]): DangerState | null =>
  states.reduce<DangerState | null>((worst, one) => (worst && rank(worst.level) >= rank(one.level) ? worst : one), null)

/** Where nothing is near: on the same course at another speed, or at the same speed on another course. */
export interface ClearWay {
  /** The fastest stretch of speeds below hers, knots in steps of 0.5. */
  readonly slower: { readonly fromKn: number; readonly toKn: number } | null
  /** The headings nearest to hers, whole degrees true, clockwise. */
  readonly courses: { readonly fromDeg: number; readonly toDeg: number } | null
}

const STEP_KN = 0.5

/** How to get out of the dangers by speed or by course; both null where there is no way, or nothing is known. */
export function clearWay(seas: readonly PartOfSea[], way: Way, ship: RollingShip, kind: PeriodKind): ClearWay {
  const isClear = (headingDeg: number, speedKn: number) =>
    dangerStates(seas, { headingDeg, speedKn }, ship, kind).every(({ level }) => level < LEVEL.caution)
  return { slower: slowerWay(way, isClear), courses: turnedWay(way, isClear) }
}

type IsClear = (headingDeg: number, speedKn: number) => boolean

function slowerWay({ headingDeg, speedKn }: Way, isClear: IsClear): ClearWay['slower'] {
  const steps = Math.ceil(speedKn / STEP_KN) - 1
  let [from, to] = [-1, -1]
  for (let step = steps; step >= 0; step--) {
    const clear = isClear(headingDeg, step * STEP_KN)
    if (clear && to < 0) to = step
    if (clear) from = step
    else if (to >= 0) break
  }
  return to < 0 ? null : { fromKn: from * STEP_KN, toKn: to * STEP_KN }
}

function turnedWay({ headingDeg, speedKn }: Way, isClear: IsClear): ClearWay['courses'] {
  const whole = Math.round(headingDeg)
  const clear = (turn: number) => isClear(whole + turn, speedKn)
  const nearest = Array.from({ length: 181 }, (_, turn) => turn).find((turn) => clear(turn) || clear(-turn))
  if (nearest === undefined) return null
  const side = clear(nearest) ? 1 : -1
  let last = nearest
  while (last < nearest + 359 && clear(side * (last + 1))) last++
  const ends = [side * nearest, side * last].sort((a, b) => a - b)
  const [fromDeg = 0, toDeg = 0] = ends.map((turn) => (((whole + turn) % 360) + 360) % 360)
  return { fromDeg, toDeg }
}

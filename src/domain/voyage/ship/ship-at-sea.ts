import { at, integerAt, numberAt } from '../../at.ts'
import { gapWords } from '../../metocean/gap-words.ts'
import { fieldsByLayer, layerById } from '../../metocean/layers/layers.ts'
import { standardName } from '../../metocean/layers/variables.ts'
import type { Answer, ResultColumns } from '../../metocean/result.ts'
import { formatCourse, formatNumber, formatQuantity } from '../../units/format.ts'
import { defaultUnits, shownHeight, type Units } from '../../units/unit-choice.ts'
import { type Derived, wayAt } from '../derived.ts'
import { seaOf } from '../meeting.ts'
import { type Estimate, valueOrNaN } from '../estimate.ts'
import {
  type ClearWay,
  type DangerState,
  dangerStates,
  type PartOfSea,
  type PeriodKind,
  periodsTaken,
  periodTaken,
  seaParts,
  type Way,
  worstDanger,
} from '../sea/danger-state.ts'
import { type Danger, dangers, LEVEL, ROLLING, type RollingShip } from '../sea/dangers.ts'
import { isWavePeriod } from '../sea/dispersion.ts'
import { isShallow, LAND_OR_NO_DEPTH, TOO_FAST_FOR_DEPTH, underKeel } from './depth.ts'
import { type Hull, hullOf, type Particulars, rollPeriod } from './hull.ts'

/** What an answer means to a ship, and what of her it was worked out with. */
export interface ShipAtSea {
  readonly columns: ResultColumns
  readonly particulars: Particulars
  readonly derived: Derived
  readonly sea: ReturnType<typeof seaOf>
  readonly roll: Estimate
  readonly hull: Estimate<Hull>
  readonly rolling: RollingShip
  /** What the service's mean period is taken for. */
  readonly period: PeriodKind
}

export const shipAtSea = (
  columns: ResultColumns,
  particulars: Particulars,
  derived: Derived,
  period: PeriodKind = 'tm01',
): ShipAtSea => {
  const roll = rollPeriod(particulars)
  return {
    columns,
    particulars,
    derived,
    sea: seaOf(columns),
    roll,
    hull: hullOf(particulars),
    rolling: { lengthM: particulars.lengthM ?? NaN, rollPeriodS: valueOrNaN(roll) },
    period,
  }
}

/** What of it can be shown: motion needs waves, and her LPP or a roll period; clearance needs a depth and her hull. */
export function shipColumnsOf(columns: ResultColumns, particulars: Particulars): ('motion' | 'clearance')[] {
  const fields = fieldsByLayer(columns)
  const hasWaves = (['wave', 'swell', 'wind-sea'] as const).some((id) => fields[id]?.magnitude !== undefined)
  const motion = hasWaves && (particulars.lengthM !== null || rollPeriod(particulars).known)
  const clearance = fields.depth?.magnitude !== undefined && hullOf(particulars).known
  return [...(motion ? (['motion'] as const) : []), ...(clearance ? (['clearance'] as const) : [])]
}

/** From best to worst: not known is worse than what is known to be outside, and hides nothing that is known to be there. */
export const motionKinds = ['outside', 'low sea', 'not known', 'caution', 'limit'] as const
export type MotionKind = (typeof motionKinds)[number]
/** The same for the water under the keel. */
export const clearanceKinds = ['deep', 'not known', 'shallow', 'too fast'] as const
export type ClearanceKind = (typeof clearanceKinds)[number]

export const dangerWords: Readonly<Record<Danger, string>> = {
  'surf-riding': 'surf-riding and broaching',
  'high-waves': 'successive high waves',
  synchronous: 'synchronous rolling',
  parametric: 'parametric rolling',
}

/** The worst of the dangers. */
export interface Motion extends Pick<DangerState, 'danger' | 'part' | 'taken'> {
  readonly kind: MotionKind
  /** Not known for no other reason than a roll period outside its formula's range. */
  readonly isRough: boolean
}

/** A roll period outside its formula's range puts nobody outside a danger. */
function motionOf({ level, danger, part, taken }: DangerState, roll: Estimate): Motion {
  const isRough = level < LEVEL.caution && isOutsideRange(roll)
  return { kind: Number.isNaN(level) || isRough ? 'not known' : at(kindOfLevel, level), isRough, danger, part, taken }
}

/** The worst at a sample, as planned. */
export const motionAt = ({ derived: { worst }, roll }: ShipAtSea, index: number): Motion =>
  motionOf(
    {
      level: numberAt(worst.level, index),
      danger: at(dangers, integerAt(worst.danger, index)),
      part: at(seaParts, integerAt(worst.part, index)),
      taken: at(periodsTaken, integerAt(worst.taken, index)),
    },
    roll,
  )

/** The worst at a sample at another speed or on another course. */
export function motionOnWay({ sea, rolling, roll, period }: ShipAtSea, index: number, way: Way): Motion | null {
  const worst = worstDanger(dangerStates(sea.met(index), way, rolling, period))
  return worst && motionOf(worst, roll)
}

const kindOfLevel: readonly MotionKind[] = ['outside', 'low sea', 'caution', 'limit']
const isOutsideRange = (estimate: Estimate<unknown>) => estimate.known && estimate.outsideRange !== null

/** A part of the sea with the period that was taken of it: `swell, peak 13.2 s`. */
export function seaTakenWords(
  { sea, period }: ShipAtSea,
  index: number,
  { part, taken }: Pick<Motion, 'part' | 'taken'>,
) {
  const { meanS } = sea.met(index).find((one) => one.part === part) ?? { meanS: NaN }
  return `${part}, ${taken} ${formatQuantity(periodTaken(meanS, part, taken, period), 's', 1)}`
}

/** A figure in words, or why there is none. */
export type Told = { readonly text: string; readonly reason?: undefined } | { readonly reason: string }

/** `limit: parametric rolling (swell, peak 13.2 s)` */
export function motionWords(ship: ShipAtSea, answer: Answer, index: number, motion = motionAt(ship, index)): Told {
  const { kind, danger } = motion
  if (kind === 'not known') return { reason: unknownMotion(ship, answer, index, motion) }
  if (kind === 'outside') return { text: 'outside the four dangers' }
  if (kind === 'low sea')
    return {
      text: `${dangerWords[danger]} in a sea below ${ROLLING.heightM} m (${seaTakenWords(ship, index, motion)})`,
    }
  const about = isRolling(danger) && isOutsideRange(ship.roll) ? '~ ' : ''
  return { text: `${about}${kind}: ${dangerWords[danger]} (${seaTakenWords(ship, index, motion)})` }
}

const isRolling = (danger: Danger) => danger === 'synchronous' || danger === 'parametric'

function unknownMotion(ship: ShipAtSea, answer: Answer, index: number, { danger, part, isRough }: Motion): string {
  const { roll, rolling, sea } = ship
  if (isRough && roll.known)
    return `${roll.outsideRange}, outside what its formula is for; give the roll period as measured`
  const met = sea.met(index).find((one) => one.part === part)
  const lacking = met && lackingField(answer.columns, met)
  if (lacking === 'not in the answer') return `${part} is not in this answer`
  if (lacking) return gapWords(answer, lacking, index)
  if (met && met.meanS > 0 && !isWavePeriod(met.meanS)) return 'wave period is not between 2 and 30 s'
  if (isRolling(danger) && !roll.known) return roll.reason
  if (!isRolling(danger) && Number.isNaN(rolling.lengthM)) return 'needs LPP'
  return 'speed or course is not known here'
}

/** The first field that a part of the sea lacks. */
function lackingField({ fields }: ResultColumns, { part, heightM, meanS, fromDeg }: PartOfSea): string | null {
  const height = layerById[part === 'swell' ? 'swell' : part === 'wind sea' ? 'wind-sea' : 'wave'].magnitude
  const lacking = [
    [heightM, height],
    [meanS, height.replace('_Significant_Height', '_Mean_Period')],
    [fromDeg, height.replace('_Significant_Height', '_Mean_Direction')],
  ].find(([value]) => Number.isNaN(value))
  if (!lacking) return null
  return Object.keys(fields).find((name) => standardName(name) === lacking[1]) ?? 'not in the answer'
}

/** `12 kn or less, or course 040–070`; null where neither speed nor course alone leads out. */
export function clearWayWords({ slower, courses }: ClearWay): string | null {
  const kn = (value: number) => formatNumber(value, Number.isInteger(value) ? 0 : 1)
  const degrees = (deg: number) => formatCourse(deg).replace('°T', '')
  const ways = [
    slower && (slower.fromKn === 0 ? `${kn(slower.toKn)} kn or less` : `${kn(slower.fromKn)} to ${kn(slower.toKn)} kn`),
    courses && `course ${degrees(courses.fromDeg)}–${degrees(courses.toDeg)}`,
  ].filter((words) => words !== null)
  return ways.length === 0 ? null : ways.join(', or ')
}

/** Water under the keel at a sample; metres where it is shallow and known. */
export interface Clearance {
  readonly kind: ClearanceKind
  readonly metres: number
  /** Why it is not known; why it is only about right. */
  readonly reason: string | null
}

export function clearanceAt({ columns, derived, hull, sea }: ShipAtSea, index: number): Clearance {
  const depthM = sea.depthM(index)
  const unknown = (reason: string): Clearance => ({ kind: 'not known', metres: NaN, reason })
  if (!hull.known) return unknown(hull.reason)
  if (!(depthM > 0)) return unknown(LAND_OR_NO_DEPTH)
  if (!isShallow(depthM, hull.value.draughtM)) return { kind: 'deep', metres: NaN, reason: null }
  const { speedKn } = wayAt(columns, derived, index)
  const estimate = underKeel(hull.value, speedKn, depthM, sea.total(index).heightM)
  if (estimate.known) return { kind: 'shallow', metres: estimate.value, reason: estimate.outsideRange }
  return estimate.reason === TOO_FAST_FOR_DEPTH
    ? { kind: 'too fast', metres: NaN, reason: estimate.reason }
    : unknown(estimate.reason)
}

/**
 * `4 m. Shallow: model depth 20 m, draught 14 m. Check the chart.`
 * @param depthIsBeside the depth is told next to it: `4 m, shallow: check the chart`
 */
export function clearanceWords(
  ship: ShipAtSea,
  index: number,
  units: Units = defaultUnits,
  depthIsBeside = false,
): Told {
  const { kind, metres, reason } = clearanceAt(ship, index)
  if (kind === 'not known') return { reason: reason ?? LAND_OR_NO_DEPTH }
  if (kind === 'deep') return { text: 'deep: over 4 draughts' }
  const { of, unit } = shownHeight(units, 0)
  const text = (value: number, decimals = 0) => `${formatNumber(of(value), decimals)} ${unit}`
  const found = kind === 'too fast' ? TOO_FAST_FOR_DEPTH : `${reason ? '~ ' : ''}${text(metres)}`
  if (depthIsBeside) return { text: `${found}, shallow: check the chart` }
  const draughtM = ship.hull.known ? ship.hull.value.draughtM : NaN
  const draught = Number.isInteger(draughtM) ? text(draughtM) : text(draughtM, 1)
  return {
    text: `${found}. Shallow: model depth ${text(ship.sea.depthM(index))}, draught ${draught}. Check the chart.`,
  }
}

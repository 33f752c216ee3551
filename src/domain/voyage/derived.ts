import { numberAt } from '../at.ts'
import { trackOf } from '../metocean/along-track.ts'
import { KNOTS_PER_MS } from '../metocean/layers/layers.ts'
import { overGroundMs } from './sea/relative-weather.ts'
import type { ResultColumns } from '../metocean/result.ts'
import { gainedSoFar, stepGains } from './current/gains.ts'
import type { PlannedSpeed } from './voyage.ts'
import { underKeel } from './ship/depth.ts'
import { valueOrNaN } from './estimate.ts'
import { hullOf, type Particulars, rollPeriod } from './ship/hull.ts'
import { type Meeting, meetingOf, seaOf, wayOf } from './meeting.ts'
import { dangerStates, type PeriodKind, periodsTaken, seaParts, type Way, worstDanger } from './sea/danger-state.ts'
import { type Danger, dangers, type RollingShip } from './sea/dangers.ts'

/** A column that each sample of an answer has a value in; NaN: not known. */
type Column = Float32Array

/** One danger along the track. */
export interface DangerColumns {
  /** Places in `dangerLevels`. */
  readonly level: Column
  /** Places in `seaParts` and `periodsTaken`: what the level comes from. */
  readonly part: Uint8Array
  readonly taken: Uint8Array
}

const met = [
  'headingDeg',
  'waterKn',
  'groundKn',
  'windAngleDeg',
  'apparentAngleDeg',
  'seaAngleDeg',
  'apparentWindKn',
  'steepness',
] as const satisfies readonly (keyof Meeting)[]

/** What an answer means to a ship, sample by sample; the first as in `Meeting`. */
export interface Derived extends Readonly<Record<(typeof met)[number], Column>> {
  /** 1 where the wind blows against the current, 0 where it does not. */
  readonly windAgainstCurrent: Column
  /** By the current since the first sample, + gained. */
  readonly hoursGained: Column
  readonly dangers: Readonly<Record<Danger, DangerColumns>>
  /** The worst of the dangers, and its place in `dangers`. */
  readonly worst: DangerColumns & { readonly danger: Uint8Array }
  readonly underKeelM: Column
}

/** What the columns depend on besides the answer. */
export interface DerivedBy {
  readonly particulars: Particulars
  readonly planned: PlannedSpeed
  readonly period: PeriodKind
}

/** Everything on screen that follows from an answer and the ship, in one pass over its samples. */
export function derive(columns: ResultColumns, { particulars, planned, period }: DerivedBy): Derived {
  const { count } = columns
  const column = () => new Float32Array(count).fill(NaN)
  const danger = (): DangerColumns => ({ level: column(), part: new Uint8Array(count), taken: new Uint8Array(count) })
  const gains = stepGains(columns, planned)
  const derived: Derived = {
    headingDeg: column(),
    waterKn: column(),
    groundKn: column(),
    windAngleDeg: column(),
    apparentAngleDeg: column(),
    seaAngleDeg: column(),
    apparentWindKn: column(),
    steepness: column(),
    windAgainstCurrent: column(),
    hoursGained: gains ? Float32Array.from(gainedSoFar(columns, gains)) : column(),
    dangers: { 'surf-riding': danger(), 'high-waves': danger(), synchronous: danger(), parametric: danger() },
    worst: { ...danger(), danger: new Uint8Array(count) },
    underKeelM: column(),
  }
  const sea = seaOf(columns)
  const meeting = meetingOf(columns, planned, sea)
  const hull = hullOf(particulars)
  const ship: RollingShip = { lengthM: particulars.lengthM ?? NaN, rollPeriodS: valueOrNaN(rollPeriod(particulars)) }
  for (let index = 0; index < count; index++) {
    const now = meeting(index)
    for (const key of met) derived[key][index] = now[key]
    derived.windAgainstCurrent[index] = now.windAgainstCurrent === null ? NaN : Number(now.windAgainstCurrent)
    const { way } = now
    setDangers(derived, index, dangerStates(sea.met(index), way, ship, period))
    if (hull.known)
      derived.underKeelM[index] = valueOrNaN(
        underKeel(hull.value, way.speedKn, sea.depthM(index), sea.total(index).heightM),
      )
  }
  return derived
}

/** How she goes through the water at a sample that was derived. */
export function wayAt(columns: ResultColumns, { headingDeg, waterKn }: Derived, index: number): Way {
  return wayOf(
    { headingDeg: numberAt(headingDeg, index), speedKn: numberAt(waterKn, index) },
    { headingDeg: numberAt(trackOf(columns).cogDeg, index), speedKn: overGroundMs(columns, index) * KNOTS_PER_MS },
  )
}

function setDangers(derived: Derived, index: number, states: ReturnType<typeof dangerStates>): void {
  for (const state of states) setDanger(derived.dangers[state.danger], index, state)
  const worst = worstDanger(states)
  if (!worst) return
  setDanger(derived.worst, index, worst)
  derived.worst.danger[index] = dangers.indexOf(worst.danger)
}

function setDanger(
  { level, part, taken }: DangerColumns,
  index: number,
  state: ReturnType<typeof dangerStates>[number],
): void {
  level[index] = state.level
  part[index] = seaParts.indexOf(state.part)
  taken[index] = periodsTaken.indexOf(state.taken)
}

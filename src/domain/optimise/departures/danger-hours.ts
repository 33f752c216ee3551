import { numberAt } from '../../at.ts'
import type { HoursBetween } from '../../limits/limit-totals.ts'
import type { ResultColumns } from '../../metocean/result.ts'
import { HOUR_MS } from '../../time.ts'
import { valueOrNaN } from '../../voyage/estimate.ts'
import { meetingOf, seaOf } from '../../voyage/meeting.ts'
import { dangerStates, type PeriodKind, worstDanger } from '../../voyage/sea/danger-state.ts'
import { type Danger, LEVEL } from '../../voyage/sea/dangers.ts'
import { type Particulars, rollPeriod } from '../../voyage/ship/hull.ts'
import { shipColumnsOf } from '../../voyage/ship/ship-at-sea.ts'
import type { PlannedSpeed } from '../../voyage/voyage.ts'

/** What it takes to tell whether she is in the zone of a danger. */
export interface DangersBy {
  readonly particulars: Particulars
  readonly planned: PlannedSpeed
  /** What the service's mean period is taken for. */
  readonly period: PeriodKind
}

/** Time in the zone of any danger of MSC.1/Circ.1228. */
export interface DangerHours {
  readonly hours: HoursBetween
  /** The dangers left out, and what of the ship they need; null: all four are judged. */
  readonly leftOut: string | null
}

const rolling: ReadonlySet<Danger> = new Set(['synchronous', 'parametric'])

/**
 * What holds at a sample holds from half-way to half-way.
 * @param parts stretches of a passage @returns null where nothing can be judged: no waves, or nothing of the ship
 */
export function dangerHours(
  parts: readonly ResultColumns[],
  { particulars, planned, period }: DangersBy,
): DangerHours | null {
  if (!parts.every((columns) => shipColumnsOf(columns, particulars).includes('motion'))) return null
  const roll = rollPeriod(particulars)
  const { lengthM } = particulars
  const isJudged = (danger: Danger) => (rolling.has(danger) ? roll.known : lengthM !== null)
  const isRough = roll.known && roll.outsideRange !== null
  const ship = { lengthM: lengthM ?? NaN, rollPeriodS: valueOrNaN(roll) }
  let [known, unknown] = [0, 0]
  for (const columns of parts) {
    const sea = seaOf(columns)
    const meeting = meetingOf(columns, planned, sea)
    for (let index = 0; index < columns.count; index++) {
      const states = dangerStates(sea.met(index), meeting(index).way, ship, period)
      const level = worstDanger(states.filter(({ danger }) => isJudged(danger)))?.level ?? NaN
      const hours = heldHours(columns, index)
      if (level === LEVEL.limit) known += hours
      // A roll period outside its formula's range puts nobody outside a danger.
      else if (Number.isNaN(level) || (isRough && level < LEVEL.caution)) unknown += hours
    }
  }
  const leftOut = roll.known ? null : `rolling ${roll.reason}`
  return {
    hours: { known, most: known + unknown },
    leftOut: lengthM === null ? 'surf-riding and high waves need LPP' : leftOut,
  }
}

function heldHours({ timeMs, count }: ResultColumns, index: number): number {
  const [before, after] = [Math.max(0, index - 1), Math.min(count - 1, index + 1)]
  return (numberAt(timeMs, after) - numberAt(timeMs, before)) / 2 / HOUR_MS
}

import { DAY_MS } from '../../time.ts'
import { midnightOfDate, type WrittenDate } from '../../units/written-time.ts'

export interface DatedClock {
  readonly date: WrittenDate
  readonly clockMs: number
}

/** Rows of a voyage that lie farther apart than this are more likely days and months taken for each other. */
const MAX_STEP_MS = 20 * DAY_MS

/** Can a date be read with the day first as well as with the month first, and be another day? */
export const isOpenDate = (date: WrittenDate) =>
  date.kind === 'numbers' && !date.dotted && midnightOfDate(date, null) === null && midnightOfDate(date, true) !== null

/**
 * Whether dates in numbers have the day first, as a number above 12 or the sequence of the rows tells; never guessed.
 * @param sequences times in the order of the file, those of one ship in one column together
 * @returns null where nothing tells, or where rows contradict each other
 */
export function dayOrderOf(sequences: readonly (readonly DatedClock[])[]): boolean | null {
  const numbers = sequences.flat().flatMap(({ date }) => (date.kind === 'numbers' && !date.dotted ? [date] : []))
  const [day, month] = [numbers.some(({ first }) => first > 12), numbers.some(({ second }) => second > 12)]
  if (day || month) return day === month ? null : day
  const [dayFirst, monthFirst] = [true, false].map((order) => courseOf(sequences, order))
  if (!dayFirst || !monthFirst || dayFirst.isPlausible === monthFirst.isPlausible) return null
  const [right, wrong] = dayFirst.isPlausible ? [dayFirst, monthFirst] : [monthFirst, dayFirst]
  // One step of a month and one of a day prove nothing yet.
  return wrong.isRising && right.changes < 2 ? null : dayFirst.isPlausible
}

function courseOf(sequences: readonly (readonly DatedClock[])[], order: boolean) {
  let [isRising, isPlausible, changes] = [true, true, 0]
  for (const sequence of sequences) {
    let last: { midnightMs: number; ms: number } | null = null
    for (const { date, clockMs } of sequence) {
      const midnightMs = midnightOfDate(date, date.kind === 'numbers' && date.dotted ? null : order)
      if (midnightMs === null) continue
      const ms = midnightMs + clockMs
      if (last && ms < last.ms) isRising = isPlausible = false
      if (last && ms - last.ms > MAX_STEP_MS) isPlausible = false
      if (last && midnightMs !== last.midnightMs) changes += 1
      last = { midnightMs, ms }
    }
  }
  return { isRising, isPlausible, changes }
}

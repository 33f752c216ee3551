import { DAY_MS, midnightOf } from '../../time.ts'
import { midnightOfDate, type WrittenDate, type WrittenTime } from '../../units/written-time.ts'
import { isNothing } from './rows.ts'

export interface DatedClock {
  readonly date: WrittenDate
  readonly clockMs: number
}

/** Rows of a voyage that lie farther apart than this are more likely days and months taken for each other. */
const MAX_STEP_MS = 20 * DAY_MS

/** Can a date be read with the day first as well as with the month first, and be another day? */
export const isOpenDate = (date: WrittenDate): date is WrittenDate & { readonly kind: 'numbers' } =>
  date.kind === 'numbers' && !date.dotted && midnightOfDate(date, null) === null && midnightOfDate(date, true) !== null

/** Does a date show by itself which of its numbers is the day? */
export const showsOrder = ({ date }: DatedClock): boolean =>
  date.kind === 'numbers' && !date.dotted && (date.first > 12 || date.second > 12)

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

/** What is known of a column of dates before its cells are looked at. */
export interface DateColumn {
  /** As `order` of its heading. */
  readonly order: boolean | null
  readonly yearFirst: boolean
}

const fullYear = (figures: number) => figures + (figures < 70 ? 2000 : 1900)

/** Spreadsheets drop the zero before 30426. */
const figuresOf = (cell: string): readonly [number, number, number] => {
  const plain = cell.padStart(6, '0')
  return [Number(plain.slice(0, 2)), Number(plain.slice(2, 4)), Number(plain.slice(4))]
}

/** Do the dates rise from row to row as those of a voyage do, and is more than one day among them? */
function isCourse(days: readonly (number | null)[]): boolean {
  let isRising = true
  for (const [index, ms] of days.entries()) {
    const before = index === 0 ? ms : (days[index - 1] ?? null)
    if (ms === null || before === null || ms < before || ms - before > MAX_STEP_MS) isRising = false
  }
  return isRising && new Set(days).size > 1
}

/**
 * How a column of dates in six figures is read, 130326. Whether they begin with the year the heading tells, or the
 * sequence; whether the day or the month stands first, what tells it of other dates.
 * @returns null where its cells are something else
 */
export function sixFigureDates(
  cells: readonly string[],
  { order, yearFirst }: DateColumn,
): ((cell: string) => WrittenTime | null) | null {
  const filled = cells.filter((cell) => !isNothing(cell))
  if (!filled.some((cell) => /^\d{6}$/.test(cell)) || !filled.every((cell) => /^\d{5,6}$/.test(cell))) return null
  const figures = filled.map(figuresOf)
  const byYear = figures.map(([year, month, day]) => midnightOf(fullYear(year), month, day))
  const others = [true, false].map((dayFirst) =>
    figures.map(([one, two, year]) => midnightOf(fullYear(year), dayFirst ? two : one, dayFirst ? one : two)),
  )
  const beginsWithYear = yearFirst || (order === null && isCourse(byYear) && !others.some(isCourse))
  const dateOf = ([one, two, three]: readonly [number, number, number]): WrittenDate | null => {
    if (beginsWithYear)
      return midnightOf(fullYear(one), two, three) === null
        ? null
        : { kind: 'date', year: fullYear(one), month: two, day: three }
    const year = fullYear(three)
    const isDate = midnightOf(year, two, one) !== null || midnightOf(year, one, two) !== null
    return isDate ? { kind: 'numbers', first: one, second: two, year, dotted: false, shortYear: order === null } : null
  }
  return (cell) => {
    const date = dateOf(figuresOf(cell))
    return date && { date, clockMs: null, dottedClock: false, zone: null }
  }
}

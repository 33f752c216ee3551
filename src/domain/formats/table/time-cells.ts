import { DAY_MS, midnightOf, SECOND_MS } from '../../time.ts'
import { readWrittenTime, type WrittenDate, type WrittenTime } from '../../units/written-time.ts'
import { cellNumber } from './places.ts'
import { isNothing, type TableRow } from './rows.ts'
import type { ColumnUse } from '../table-sheet.ts'
import type { Sense } from './headings.ts'
import { type DateColumn, sixFigureDates } from './day-order.ts'

/** What the cells of a row say of one time. */
export type TimeCells =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unreadable'; readonly text: string }
  /** Epoch milliseconds UTC. */
  | { readonly kind: 'moment'; readonly ms: number }
  | { readonly kind: 'written'; readonly written: WrittenTime; readonly text: string; readonly isDateAbove?: true }

/** What is known of a column of dates; null for any other column. */
export type DatesOf = (column: number) => DateColumn | null

/** The columns of dates by their headings, and those that were made such. */
export const datesOf =
  (senses: readonly (Sense | null)[], uses: readonly ColumnUse[] = []): DatesOf =>
  (column) => {
    const sense = senses[column]
    const isTime = sense?.kind === 'time'
    if (uses[column]?.role !== 'date' && !(isTime && sense.what === 'date')) return null
    return { order: isTime ? sense.order : null, yearFirst: isTime && sense.yearFirst }
  }

/** One time per row from the columns that hold it: a date and a time of day, or both in one. */
export function timeCells(
  rows: readonly TableRow[],
  columns: readonly number[],
  dates: DatesOf = () => null,
): readonly TimeCells[] {
  const halves = columns.filter((column) => isHalfDay(rows.map(({ cells }) => cells[column] ?? '')))
  const readers = columns
    .filter((column) => !halves.includes(column))
    .map((column) => ({
      column,
      read: readerFor(
        rows.map(({ cells }) => cells[column] ?? ''),
        dates(column),
      ),
    }))
  const areGroups = groupsFit(rows, readers)
  const areDates = columns.some((column) => areDateDigits(rows.map(({ cells }) => cells[column] ?? '')))
  const times = rows.map(({ cells }): TimeCells => {
    const filled = readers.flatMap(({ column, read }) => {
      const text = cells[column] ?? ''
      return isNothing(text) ? [] : [{ text, read }]
    })
    const half = halves.map((column) => cells[column] ?? '').join('')
    const text = [...filled.map((cell) => cell.text), half].join(' ').trim()
    if (filled.length === 0) return { kind: 'nothing' }
    if (halves.length > 0) {
      const parts = filled.map((cell) => inHalfDay(cell, half, filled.length > 1))
      const merged = parts.every((part) => part !== null) ? mergeParts(parts, areGroups) : null
      return merged ? { kind: 'written', written: merged, text } : { kind: 'unreadable', text }
    }
    const [only, ...others] = filled
    const moment = only && others.length === 0 && !areDates ? epochTime(only.text) : null
    if (moment !== null) return { kind: 'moment', ms: moment }
    const parts = filled.map((cell) => cell.read(cell.text, filled.length > 1))
    const merged = parts.every((part) => part !== null) ? mergeParts(parts, areGroups) : null
    return merged ? { kind: 'written', written: merged, text } : { kind: 'unreadable', text }
  })
  return withDaysOfGroups(withoutDoubtfulYears(times))
}

/** AM and PM in a column of their own. */
export function isHalfDay(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => !isNothing(cell))
  return filled.length > 0 && filled.every((cell) => /^[ap]\.? ?m\.?$/i.test(cell))
}

/** A cell beside one of AM or PM, which goes with its time of day; without it that may be either. */
function inHalfDay({ text, read }: { text: string; read: ReadCell }, half: string, hasOthers: boolean) {
  const plain = read(text, hasOthers)
  if (plain === null || plain.clockMs === null || !isRealClock(plain)) return plain
  return half === '' ? null : readWrittenTime(`${text} ${half}`)
}

/** Beside a time of day a date's own midnight says nothing. */
const isRealClock = ({ date, clockMs }: WrittenTime) => !isRealDate(date) || clockMs !== 0

/** Beside a date `131751Z` may as well be 13:17:51; days that go along with the dates tell. */
function groupsFit(
  rows: readonly TableRow[],
  readers: readonly { readonly column: number; readonly read: ReadCell }[],
): boolean {
  const found = rows.flatMap(({ cells }) => {
    const dates = readers.flatMap(({ column, read }) => read(cells[column] ?? '', readers.length > 1)?.date ?? [])
    const group = dates.find(({ kind }) => kind === 'day')
    const date = dates.find(({ kind }) => kind === 'date')
    return group?.kind === 'day' && date?.kind === 'date' ? [{ day: group.day, isSame: group.day === date.day }] : []
  })
  return found.every(({ isSame }) => isSame) && new Set(found.map(({ day }) => day)).size > 1
}

type ReadCell = (text: string, hasOthers: boolean) => WrittenTime | null

/** From 1980 to 2039. */
const days = { from: 29_221, to: 51_136 } as const
/** Serial numbers that leap are no times, and neither are days of groups: a column of elapsed seconds looks like them. */
const MAX_STEP_DAYS = 15

/** Are all cells days of a spreadsheet with the time of day as a fraction? */
export const areSerialTimes = (cells: readonly string[]): boolean =>
  areSerials(cells) && cells.some((cell) => !isNothing(cell) && !Number.isInteger(cellNumber(cell)))

function areSerials(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => !isNothing(cell))
  return (
    filled.length > 0 &&
    filled.every((cell) => {
      const value = cellNumber(cell)
      // 030426 is a date of six figures.
      return value !== null && value >= days.from && value < days.to && !cell.startsWith('0')
    })
  )
}

/** How the cells of a column are read: spreadsheets write days since 1900, and 6.75 shows that 6.30 is no time of day. */
function readerFor(cells: readonly string[], dates: DateColumn | null): ReadCell {
  const sixFigures = dates && sixFigureDates(cells, dates)
  if (sixFigures) return sixFigures
  const filled = cells.filter((cell) => !isNothing(cell))
  const values = filled.map(cellNumber)
  if (areSerials(cells)) {
    const hasClock = values.some((value) => value !== null && !Number.isInteger(value))
    const isSteady = values.every(
      (value, index) => Math.abs((value ?? 0) - (values[index - 1] ?? value ?? 0)) < MAX_STEP_DAYS,
    )
    return (text) => (isSteady ? serialTime(cellNumber(text) ?? 0, hasClock) : null)
  }
  if (
    values.length > 0 &&
    values.every((value) => value !== null && value >= 0 && value < 1) &&
    filled.some((cell) => /^0?[.,]\d/.test(cell))
  )
    return (text) => clockOnly(Math.round((cellNumber(text) ?? 0) * (DAY_MS / SECOND_MS)) * SECOND_MS)
  // Spreadsheets drop the zeros before 0030.
  const isBare = filled.some((cell) => /^\d{3,4}$/.test(cell)) && filled.every((cell) => /^\d{1,4}$/.test(cell))
  const isDecimal = filled.some(
    (cell) => cellNumber(cell) !== null && /[.,]/.test(cell) && readWrittenTime(cell)?.dottedClock !== true,
  )
  return (text, hasOthers) => {
    // 131751 beside a date is 13:17:51.
    const seconds =
      hasOthers && /^\d{6}$/.test(text) ? readWrittenTime(text.replace(/^(..)(..)(..)$/, '$1:$2:$3')) : null
    const read = seconds ?? readWrittenTime(isBare ? text.padStart(4, '0') : text)
    return read?.dottedClock && isDecimal ? null : read
  }
}

const clockOnly = (clockMs: number): WrittenTime => ({ date: null, clockMs, dottedClock: false, zone: null })

/** A day of a spreadsheet, 46000.25. */
function serialTime(value: number, hasClock: boolean): WrittenTime {
  const seconds = Math.round(value * 86_400)
  const day = new Date((Math.floor(seconds / 86_400) - 25_569) * DAY_MS)
  const date: WrittenDate = {
    kind: 'date',
    year: day.getUTCFullYear(),
    month: day.getUTCMonth() + 1,
    day: day.getUTCDate(),
  }
  return { date, clockMs: hasClock ? (seconds % 86_400) * SECOND_MS : null, dottedClock: false, zone: null }
}

/** 1307261200 of a whole column may be the 13th of July as well as a Unix time. */
function areDateDigits(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => !isNothing(cell))
  return filled.length > 0 && filled.every((cell) => /^(?:\d{9,10}|\d{12})$/.test(cell) && isDateDigits(cell))
}

function isDateDigits(cell: string): boolean {
  const pairs = (cell.length % 2 === 0 ? cell : `0${cell}`).match(/\d\d/g)?.map(Number) ?? []
  const [one = 0, two = 0, three = 0, hour = 0, minute = 0, second = 0] = pairs
  const isDay = midnightOf(2000 + three, two, one) !== null || midnightOf(2000 + one, two, three) !== null
  return isDay && hour < 24 && minute < 60 && second < 60
}

/** Unix time in seconds or milliseconds. */
function epochTime(cell: string): number | null {
  if (/^(?:19|20)\d{10}$/.test(cell) && readWrittenTime(cell)) return null
  if (/^\d{9,10}(\.\d+)?$/.test(cell)) return Number(cell) * 1000
  return /^\d{12,13}$/.test(cell) ? Number(cell) : null
}

/** Spreadsheets date a time of day to the beginning of their calendar. */
const isRealDate = (date: WrittenDate | null): date is WrittenDate =>
  date !== null && !(date.kind === 'date' && date.year <= 1900)

function mergeParts(parts: readonly WrittenTime[], areGroups: boolean): WrittenTime | null {
  const dates = parts.flatMap(({ date }) => (isRealDate(date) && date.kind !== 'day' ? [date] : []))
  const daysOfGroups = parts.flatMap(({ date }) => (date?.kind === 'day' ? [date] : []))
  const clocks = parts.filter(({ clockMs }) => clockMs !== null)
  const [clock = clocks[0]] = clocks.filter(isRealClock)
  const zones = new Set(parts.flatMap(({ zone }) => (zone === null ? [] : [zone])))
  if (dates.length > 0 && daysOfGroups.length > 0 && !areGroups) return null
  if (dates.length > 1 || zones.size > 1 || clocks.filter((part) => part !== clock && part.clockMs !== 0).length > 0)
    return null
  const [zone = null] = zones
  return { date: dates[0] ?? daysOfGroups[0] ?? null, clockMs: clock?.clockMs ?? null, dottedClock: false, zone }
}

/** 131751Z behind 122330Z NOV 26 is of the same month, 010600Z of the next; what lies far ahead may as well lie behind. */
function withDaysOfGroups(times: readonly TimeCells[]): readonly TimeCells[] {
  let last: WrittenDate & { kind: 'date' } = { kind: 'date', year: 0, month: 0, day: 0 }
  return times.map((time) => {
    if (time.kind !== 'written') return time
    const { date } = time.written
    if (date?.kind === 'date') last = date
    if (date?.kind !== 'day') return time
    if (last.year === 0) return { kind: 'unreadable', text: time.text }
    const isNext = date.day < last.day
    const month = isNext ? (last.month % 12) + 1 : last.month
    const next = { kind: 'date', year: last.year + (isNext && month === 1 ? 1 : 0), month, day: date.day } as const
    const [fromMs, toMs] = [midnightOf(last.year, last.month, last.day), midnightOf(next.year, month, next.day)]
    if (fromMs === null || toMs === null || toMs - fromMs > MAX_STEP_DAYS * DAY_MS)
      return { kind: 'unreadable', text: time.text }
    last = next
    return { ...time, written: { ...time.written, date: last } }
  })
}

/** A date that stands once for all times of its day goes on until they would go back. */
export function withDatesAbove(times: readonly TimeCells[]): readonly TimeCells[] {
  let last: WrittenTime | null = null
  return times.map((time) => {
    if (time.kind === 'nothing') return time
    if (time.kind !== 'written') {
      last = null
      return time
    }
    const { written } = time
    const isLater = last !== null && written.clockMs !== null && written.clockMs >= (last.clockMs ?? DAY_MS)
    if (written.date === null && last && isLater && last.zone === written.zone) {
      last = { ...written, date: last.date }
      return { ...time, written: last, isDateAbove: true }
    }
    last = written.date && written.date.kind !== 'day' ? written : null
    return time
  })
}

/** 26-11-13 may be of 2013 or of 2026. Where the last figures count from row to row they are days. */
function withoutDoubtfulYears(times: readonly TimeCells[]): readonly TimeCells[] {
  const short = (time: TimeCells) =>
    time.kind === 'written' &&
    time.written.date?.kind === 'numbers' &&
    time.written.date.shortYear &&
    !time.written.date.dotted
      ? time.written.date
      : null
  const dates = times.flatMap((time) => short(time) ?? [])
  const yearsCount = dates.some(({ year, first, second }, index) => {
    const before = dates[index - 1]
    return before !== undefined && before.year !== year && before.first === first && before.second === second
  })
  return times.map((time) => {
    const date = short(time)
    const isDoubtful = date !== null && (yearsCount || (date.first >= 20 && date.year % 100 < 20))
    return isDoubtful && time.kind === 'written' ? { kind: 'unreadable', text: time.text } : time
  })
}

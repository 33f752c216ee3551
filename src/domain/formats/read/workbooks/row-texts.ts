import { DAY_MS, SECOND_MS } from '../../../time.ts'
import { digits, type NumberFormat } from './number-format.ts'

/** A day, a time of day or both, in days as spreadsheets count them. */
interface DateCell {
  readonly serial: number
  readonly format: NumberFormat & { readonly kind: 'date' }
}

/** A cell as far as it can be told alone: dates and times depend on what stands beside them. */
export type SheetCell = string | DateCell

/** Days from the day from which spreadsheets count to 1 January 1970, and to that of 1904. */
const EPOCH_DAYS = 25_569
const DAYS_TO_1904 = 1462
/** 31 December 9999. */
const LAST_DAY = 2_958_465

/** The cells of a row as texts; dates are in ISO 8601, without a zone. @param is1904 whether days count from 1904 */
export const rowTexts = (row: readonly SheetCell[], is1904: boolean): readonly string[] =>
  row.map((cell) => (typeof cell === 'string' ? cell : dateText(cell, row, is1904)))

function dateText(own: DateCell, row: readonly SheetCell[], is1904: boolean): string {
  const { serial, format } = own
  const { hasDate, hasClock, isFine } = format
  const days = daysOf(serial, is1904)
  if (days === null) return digits(serial)
  const unit = isFine ? 1 : SECOND_MS
  const ms = Math.round((days * DAY_MS) / unit) * unit
  const moment = new Date(ms - EPOCH_DAYS * DAY_MS).toISOString()
  const [date, clock] = [moment.slice(0, 10), clockText(moment)]
  if (hasClock && serial < 1) return clock
  if (hasDate && hasClock) return `${date} ${clock}`
  const others = row.filter((cell) => cell !== own)
  // What a time of day hides is its date, unless that stands beside it; what a date hides is its time of day.
  if (hasClock) return others.some((cell) => isOnDay(cell, serial)) ? clock : `${date} ${clock}`
  const hasOther = others.some((cell) => (typeof cell === 'string' ? /\d:\d\d/.test(cell) : cell.format.hasClock))
  return ms % DAY_MS === 0 || hasOther ? date : `${date} ${clock}`
}

const isOnDay = (cell: SheetCell, serial: number) =>
  typeof cell !== 'string' && cell.format.hasDate && Math.floor(cell.serial) === Math.floor(serial)

/** Days since 30 December 1899, or null where there is no such day. */
function daysOf(serial: number, is1904: boolean): number | null {
  if (serial < 0 || serial > LAST_DAY) return null
  if (is1904) return serial < 1 ? serial : serial + DAYS_TO_1904
  // The calendar of 1900 has a 29 February, which was none.
  if (serial >= 60 && serial < 61) return null
  return serial >= 1 && serial < 60 ? serial + 1 : serial
}

/** 06:30, with its seconds and their fraction where it has any. */
const clockText = (iso: string) =>
  iso
    .slice(11, 23)
    .replace(/\.000$/, '')
    .replace(/(?<=^\d\d:\d\d):00$/, '')

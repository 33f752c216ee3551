import { DAY_MS } from '../../time.ts'
import { formatIso } from '../../units/time-text.ts'
import { plainNumbers, type SheetNumbers } from '../../units/sheet-numbers.ts'
import { escapeMarkup, plainText } from './text.ts'

/** A number with the digits it is to have, written as programs have it: `35.400000`. */
export interface SheetNumber {
  readonly digits: string
}

/** A time a spreadsheet can reckon with, epoch milliseconds; shown to the minute, UTC. */
export interface SheetTime {
  readonly timeMs: number
}

/** A cell of a table: text, a number, a time, or nothing. A text is never taken for one of the others. */
export type Cell = string | number | SheetNumber | SheetTime | null

type Rows = readonly (readonly Cell[])[]
type Decimal = SheetNumbers['decimal']

/** A spreadsheet takes a cell that begins so for a formula, also behind blanks and in full-width letters. */
const FORMULA = /^\s*[=+\-@＝＋－＠\t\r]/
const NUMBER = /^-?\d+(\.\d+)?$/

/** With a point. */
const digitsOf = (value: number | SheetNumber): string => (typeof value === 'number' ? String(value) : value.digits)
const isTime = (value: Cell): value is SheetTime => typeof value === 'object' && value !== null && 'timeMs' in value

/** A spreadsheet in any language knows `2026-11-22 18:00` for a time. */
const timeText = (timeMs: number) => formatIso(timeMs).slice(0, 16).replace('T', ' ')

/**
 * A cell as text no spreadsheet takes for a formula: such a text gets a leading apostrophe; plain numbers stay numbers.
 * Source: OWASP, CSV injection.
 */
export function sheetText(value: Cell, decimal: Decimal = '.'): string {
  if (value === null) return ''
  if (isTime(value)) return timeText(value.timeMs)
  if (typeof value !== 'string') return digitsOf(value).replace('.', decimal)
  const text = plainText(value)
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text
}

/** One cell after RFC 4180, safe in a spreadsheet. A text with any sign that separates columns somewhere is quoted. */
export function csvCell(value: Cell, { decimal, separator }: SheetNumbers = plainNumbers): string {
  const text = sheetText(value, decimal)
  const quoted = typeof value === 'string' ? /[",;\n\r]|^\s|\s$/.test(text) : text.includes(separator)
  return quoted ? `"${text.replaceAll('"', '""')}"` : text
}

/** With a byte order mark, without which spreadsheets take UTF-8 for something else; CRLF as RFC 4180 has it. */
export const csvFile = (rows: Rows, numbers: SheetNumbers): string =>
  `\uFEFF${rows.map((row) => `${row.map((cell) => csvCell(cell, numbers)).join(numbers.separator)}\r\n`).join('')}`

/** A table as tab-separated text, which every spreadsheet takes from the clipboard. */
export const tabText = (rows: Rows, decimal: Decimal = '.'): string =>
  rows.map((row) => `${row.map((cell) => sheetText(cell, decimal)).join('\t')}\r\n`).join('')

function table([head = [], ...rows]: Rows, cellOf: (value: Cell) => string, attributes = ''): string {
  const heads = head.map((cell) => `<th>${escapeMarkup(sheetText(cell))}</th>`).join('')
  const line = (row: readonly Cell[]) => `<tr>${row.map(cellOf).join('')}</tr>`
  return `<table${attributes}><thead><tr>${heads}</tr></thead><tbody>${rows.map(line).join('')}</tbody></table>`
}

/** A table as HTML for mail programs, its first row the heads. */
export const htmlTable = (rows: Rows): string => table(rows, (value) => `<td>${escapeMarkup(sheetText(value))}</td>`)

/**
 * A table as HTML for spreadsheets, its first row the heads. Each cell says whether it is a number, a time or text:
 * `x:num`, `x:str` and `mso-number-format` to Excel, `sdval` and `sdnum` to LibreOffice, so that `1-2` is no date and 1.5
 * is one and a half under any decimal mark. Others read the text of the cell.
 * Source: Microsoft Office HTML and XML Reference; LibreOffice, `SfxHTMLParser::GetTableDataOptionsValNum`.
 */
export const sheetTable = (rows: Rows, decimal: Decimal): string =>
  table(
    rows,
    (value) => `<td${markOf(value)}>${escapeMarkup(sheetText(value, decimal))}</td>`,
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"',
  )

/** Days from the day from which spreadsheets count to 1 January 1970. */
const EPOCH_DAYS = 25_569
/** English (United States), in which the values and formats are written. */
const ENGLISH = 1033

function markOf(value: Cell): string {
  if (value === null) return ''
  if (typeof value === 'string') return ` x:str sdnum="${ENGLISH};0;@" style='mso-number-format:"\\@"'`
  if (isTime(value)) {
    // LibreOffice takes a format of dates only where it is one of its own, and that one has seconds.
    const days = value.timeMs / DAY_MS + EPOCH_DAYS
    return ` x:num="${days}" sdval="${days}" sdnum="${ENGLISH};0;YYYY-MM-DD HH:MM:SS" style='mso-number-format:"yyyy\\-mm\\-dd hh\\:mm"'`
  }
  const digits = digitsOf(value)
  return ` x:num="${digits}" sdval="${digits}" sdnum="${ENGLISH};"`
}

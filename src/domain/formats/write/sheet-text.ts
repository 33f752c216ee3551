import { plainText } from './text.ts'

/** A cell of a table: text, a number as it is shown, or nothing. */
export type Cell = string | number | null

/** A spreadsheet takes a cell that begins so for a formula, also behind blanks and in full-width letters. */
const FORMULA = /^\s*[=+\-@＝＋－＠\t\r]/
const NUMBER = /^-?\d+(\.\d+)?$/

/**
 * Text no spreadsheet takes for a formula: such a text gets a leading apostrophe; plain numbers stay numbers.
 * Source: OWASP, CSV injection.
 */
export function sheetText(value: Cell): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const text = plainText(value)
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text
}

/** A table as tab-separated text, which every spreadsheet takes from the clipboard. */
export const tabText = (rows: readonly (readonly Cell[])[]): string =>
  rows.map((row) => `${row.map(sheetText).join('\t')}\r\n`).join('')

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const html = (value: Cell) => sheetText(value).replace(/[&<>]/g, (character) => escapes[character]!)

/** The same as HTML, its first row the heads: what mail programs and spreadsheets prefer. */
export function htmlTable([head = [], ...rows]: readonly (readonly Cell[])[]): string {
  const line = (cells: readonly Cell[], tag: 'th' | 'td') =>
    `<tr>${cells.map((cell) => `<${tag}>${html(cell)}</${tag}>`).join('')}</tr>`
  return `<table><thead>${line(head, 'th')}</thead><tbody>${rows.map((row) => line(row, 'td')).join('')}</tbody></table>`
}

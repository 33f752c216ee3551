import { AppError } from '../../../errors.ts'
import { plural } from '../../file-values.ts'
import { type ImportNote, listed } from '../../reading.ts'
import type { TableRow } from '../../table/rows.ts'
import { type NumberFormat, numberText } from './number-format.ts'
import { walkPart } from './part-xml.ts'
import { rowTexts, type SheetCell } from './row-texts.ts'

/** What the cells of a sheet refer to. */
export interface SheetContext {
  readonly strings: readonly string[]
  /** By the index that a cell gives as its style. */
  readonly formats: readonly NumberFormat[]
  /** Do its days count from 1904? */
  readonly is1904: boolean
}

export interface SheetRows {
  /** Those with anything in them that are not hidden, as the sheet numbers them. */
  readonly rows: readonly TableRow[]
  readonly notes: readonly ImportNote[]
}

/** Filled cells of a sheet: a track of 200,000 points with ten columns has as many. */
const MAX_CELLS = 2_000_000
const MAX_ROW = 1_048_576
const MAX_COLUMN = 16_384
/** What stands farther right is no part of a table of positions. */
const MAX_COLUMNS_READ = 256

/** The rows of a worksheet with each cell as text: numbers with a point, dates in ISO 8601 without a zone. */
export function sheetRows(xml: string, part: string, context: SheetContext): SheetRows {
  const sheet = new SheetReading(part, context)
  walkPart(xml, part, sheet)
  return sheet.result()
}

const malformed = (words: string) => new AppError('file-malformed', `the workbook is damaged: ${words}`)

interface OpenCell {
  readonly column: number
  readonly reference: string
  readonly type: string
  readonly style: number
  hasFormula: boolean
  value: string
}

class SheetReading {
  readonly #part: string
  readonly #context: SheetContext
  readonly #rows = new Map<number, SheetCell[]>()
  readonly #hiddenRows = new Set<number>()
  readonly #hiddenColumns: (readonly [from: number, to: number])[] = []
  readonly #merged: string[] = []
  readonly #twice: string[] = []
  readonly #lost: string[] = []
  readonly #unsolved: string[] = []
  #row = 0
  #column = 0
  #cell: OpenCell | null = null
  #filled = 0
  #isPhonetic = false
  #isWide = false

  constructor(part: string, context: SheetContext) {
    this.#part = part
    this.#context = context
  }

  readonly opened = (name: string, attributes: Readonly<Record<string, string>>): void => {
    if (name === 'c') this.#openCell(attributes)
    else if (name === 'row') this.#openRow(attributes)
    else if (name === 'rPh') this.#isPhonetic = true
    else if (name === 'mergeCell') this.#merged.push(attributes.ref ?? '')
    else if (name === 'col' && isTrue(attributes.hidden))
      this.#hiddenColumns.push([Number(attributes.min ?? 0), Number(attributes.max ?? 0)])
  }

  readonly closed = (name: string, text: string): void => {
    const cell = this.#cell
    if (name === 'rPh') this.#isPhonetic = false
    if (!cell) return
    if (name === 'f') cell.hasFormula = true
    else if (name === 'v') cell.value = text
    else if (name === 't' && !this.#isPhonetic) cell.value += text
    else if (name === 'c') this.#closeCell(cell)
  }

  #openRow({ r, hidden }: Readonly<Record<string, string>>): void {
    this.#row = r === undefined ? this.#row + 1 : Number(r)
    if (!Number.isInteger(this.#row) || this.#row < 1 || this.#row > MAX_ROW)
      throw malformed(`${this.#part} has a row "${(r ?? '').slice(0, 12)}"`)
    this.#column = 0
    if (isTrue(hidden)) this.#hiddenRows.add(this.#row)
  }

  #openCell({ r, t = 'n', s = '0' }: Readonly<Record<string, string>>): void {
    const place = r === undefined ? null : placeOfReference(r)
    if (r !== undefined && (place?.row !== this.#row || place.column > MAX_COLUMN))
      throw malformed(`cell "${r.slice(0, 12)}" stands in row ${this.#row} of ${this.#part}`)
    this.#column = place?.column ?? this.#column + 1
    const reference = r ?? `column ${this.#column} of row ${this.#row}`
    this.#cell = { column: this.#column, reference, type: t, style: Number(s), hasFormula: false, value: '' }
  }

  #closeCell(cell: OpenCell): void {
    this.#cell = null
    const { column, reference } = cell
    const value = this.#valueOf(cell)
    if (value === '') return
    if (column > MAX_COLUMNS_READ) {
      this.#isWide = true
      return
    }
    this.#filled += 1
    if (this.#filled > MAX_CELLS)
      throw new AppError('file-too-large', 'a sheet has more than 2\u2009000\u2009000 cells')
    const cells = this.#rows.get(this.#row) ?? []
    this.#rows.set(this.#row, cells)
    if (cells[column - 1] !== undefined) this.#twice.push(reference)
    else cells[column - 1] = value
  }

  #valueOf({ type, style, value, hasFormula, reference }: OpenCell): SheetCell {
    if (value.trim() === '') {
      if (hasFormula && type !== 'str') this.#unsolved.push(reference)
      return ''
    }
    if (type === 's') {
      const text = this.#context.strings[Number(value)]
      if (text === undefined) this.#lost.push(reference)
      return text?.trim() ?? ''
    }
    if (type === 'b') return value.trim() === '1' ? 'TRUE' : 'FALSE'
    if (type !== 'n') return unescaped(value).trim()
    const number = Number(value)
    if (!Number.isFinite(number)) return value.trim()
    const format = this.#context.formats[style] ?? { kind: 'plain' }
    return format.kind === 'date' ? { serial: number, format } : numberText(number, format)
  }

  result(): SheetRows {
    const lines = [...this.#rows.keys()].sort((a, b) => a - b)
    const shown = lines.filter((line) => !this.#hiddenRows.has(line))
    const rows = shown.map((line): TableRow => {
      const cells = Array.from(this.#rows.get(line) ?? [], (cell) => cell ?? '')
      return { line, cells: rowTexts(cells, this.#context.is1904) }
    })
    return { rows: withMerged(rows, this.#merged), notes: this.#notes(lines.length - shown.length, rows) }
  }

  #notes(hiddenRows: number, rows: readonly TableRow[]): ImportNote[] {
    const list = (references: readonly string[]) =>
      `${references.slice(0, 6).join(', ')}${references.length > 6 ? ' …' : ''}`
    const hidden = this.#hiddenColumns.flatMap(([from, to]) => {
      const cells = rows.flatMap(
        ({ cells: own }) => own.slice(from - 1, Math.min(to, MAX_COLUMNS_READ)).find((cell) => cell !== '') ?? [],
      )
      return cells.slice(0, 1)
    })
    const texts = [
      hiddenRows > 0 && `${plural(hiddenRows, 'hidden row')} left out.`,
      hidden.length > 0 && `Hidden columns are read like all others: ${listed(hidden)}.`,
      this.#unsolved.length > 0 &&
        `${plural(this.#unsolved.length, 'formula')} without a result (${list(this.#unsolved)}) left blank: open the workbook in a spreadsheet and save it again.`,
      this.#lost.length > 0 &&
        `${plural(this.#lost.length, 'cell')} whose text is not in the file (${list(this.#lost)}) left blank.`,
      this.#twice.length > 0 && `Cells given twice (${list(this.#twice)}): the first of each was read.`,
      this.#isWide && `Columns beyond the first ${MAX_COLUMNS_READ} left out.`,
    ]
    return texts.flatMap((text) => (text === false ? [] : [{ text }]))
  }
}

const isTrue = (value: string | undefined) => value === '1' || value === 'true'

function placeOfReference(reference: string): { column: number; row: number } | null {
  const [, letters = '', row] = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(reference) ?? []
  if (row === undefined) return null
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
  return { column, row: Number(row) }
}

/** `_x000D_` stands for a character that XML does not have. */
export const unescaped = (text: string) =>
  text.replace(/_x([\dA-F]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

/** More rows in merged cells than any sheet has: they overlap. */
const MAX_MERGED = MAX_ROW

/** Cells merged over several rows hold for all of them: the rows below know which of their blanks are such. */
function withMerged(rows: readonly TableRow[], references: readonly string[]): readonly TableRow[] {
  if (references.length === 0) return rows
  const index = new Map(rows.map(({ line }, at) => [line, at]))
  const lines = new Map<number, Set<number>>()
  let count = 0
  for (const reference of references) {
    const [first, last] = reference.split(':').map(placeOfReference)
    if (!first || !last || last.row > MAX_ROW) continue
    for (let line = first.row + 1; line <= last.row && count < MAX_MERGED; line += 1) {
      count += 1
      if (!index.has(line)) continue
      const columns = lines.get(line) ?? new Set()
      lines.set(line, columns.add(first.column - 1))
    }
  }
  return rows.map((row) => {
    const merged = lines.get(row.line)
    return merged ? { ...row, merged } : row
  })
}

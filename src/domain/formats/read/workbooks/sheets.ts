import { AppError } from '../../../errors.ts'
import { fileStem } from '../../file-values.ts'
import { type ImportNote, listed, type Reading, type ReadOptions, Salvage } from '../../reading.ts'
import { readerOf, readRouteText } from '../../read-text.ts'
import { rowsLayout } from '../../table/layout.ts'
import type { TableRow } from '../../table/rows.ts'
import { readTableParts, type TablePart } from '../several.ts'
import { readTables } from '../table.ts'
import { textList } from '../text/text-list.ts'
import type { SheetRows } from './xlsx-rows.ts'

/** A sheet of a workbook, read when it is wanted. */
export interface Sheet {
  readonly name: string
  readonly isHidden: boolean
  /** @throws AppError where its part is missing or damaged */
  readonly read: () => SheetRows
}

/**
 * Reads the sheets of a workbook as the tables they are: each with positions is offered by its name.
 * @throws AppError as the readers of tables; `file-no-route` where no sheet has positions
 */
export function readSheets(sheets: readonly Sheet[], format: string, options: ReadOptions): Reading {
  const shown = sheets.filter(({ isHidden }) => !isHidden)
  const salvage = new Salvage()
  const opened = (shown.length > 0 ? shown : sheets).flatMap((sheet) => salvage.attempt(() => openSheet(sheet)))
  const named = opened.filter(({ rank }) => rank >= 2)
  const [weak] = opened.filter(({ rank }) => rank >= 0).sort((one, other) => other.rank - one.rank)
  const chosen = named.length > 0 ? named : weak ? [weak] : []
  const faults = salvage.settle(chosen.length > 0)
  if (chosen.length === 0) throw new AppError('file-no-route', `no sheet of it holds positions${namesOf(opened)}`)
  const isOnly = chosen.length === 1
  const parts = chosen.map((sheet): TablePart => ({
    item: isOnly ? null : `Sheet “${sheet.name}”`,
    name: isOnly && isDefault.test(sheet.name) ? '' : sheet.name,
    isNamed: !isOnly && !isDefault.test(sheet.name),
    read: (each) => {
      const reading = sheet.read(each)
      return { ...reading, notes: [...sheet.notes, ...reading.notes] }
    },
  }))
  const reading = readTableParts(parts, options)
  const left = (which: string, list: readonly { readonly name: string }[]): ImportNote[] =>
    list.length === 0 ? [] : [{ text: `${which} left out: ${listed(list.map(({ name }) => name))}.` }]
  const notes = [
    ...left(
      'Sheets whose headings name no position',
      opened.filter((sheet) => !chosen.includes(sheet) && sheet.rows.length > 0),
    ),
    ...left('Hidden sheets', shown.length > 0 ? sheets.filter(({ isHidden }) => isHidden) : []),
    ...faults.map(({ text }) => ({ text: text.replace('A line', 'A sheet') })),
  ]
  return { ...reading, format, notes: [...reading.notes, ...notes] }
}

const namesOf = (sheets: readonly { readonly name: string }[]) =>
  sheets.length === 0 ? '' : `: ${listed(sheets.map(({ name }) => name))}`

/** What spreadsheets call a sheet by themselves. */
const isDefault =
  /^(?:sheet|tabelle|feuille?|hoja|foglio|planilha|folha|blad|ark|лист|аркуш|arkusz|list|munka(?:lap)?|sayfa|taul|工作表|シート|시트)[ _]?\d*$/i

interface OpenSheet extends SheetRows {
  readonly name: string
  /** As of a layout: 2 and more by headings or letters; −1: it holds nothing that is read. */
  readonly rank: number
  readonly read: (options: ReadOptions) => Reading
}

function openSheet(sheet: Sheet): OpenSheet {
  const { rows: ragged, notes } = sheet.read()
  const rows = asWide(ragged)
  const base = { rows, notes, name: fileStem(sheet.name) || sheet.name }
  const layout = rowsLayout(rows, '\t')
  if (layout && layout.rank > 0)
    return { ...base, rank: layout.rank, read: (options) => readTables(rows, layout, options) }
  // Lines of a text stand in one cell each, or positions among words.
  const text = linesOfCells(rows)
  const isText = layout ? layout.head === null && textList.recognises(text) : readerOf(text) !== null
  if (isText) return { ...base, rank: 2, read: (options) => readRouteText(text, options) }
  return layout
    ? { ...base, rank: layout.rank, read: (options) => readTables(rows, layout, options) }
    : { ...base, rank: -1, read: () => ({ format: '', drafts: [], notes: [] }) }
}

/** The rows with as many cells each: what stands beside the last heading is a column as well. */
function asWide(rows: readonly TableRow[]): readonly TableRow[] {
  const width = rows.reduce((widest, { cells }) => Math.max(widest, cells.length), 0)
  const blanks = Array<string>(width).fill('')
  return rows.map((row) =>
    row.cells.length === width ? row : { ...row, cells: [...row.cells, ...blanks.slice(row.cells.length)] },
  )
}

/** Each row in the line of its number. */
function linesOfCells(rows: readonly TableRow[]): string {
  const lines: string[] = []
  for (const { line, cells } of rows)
    lines[line - 1] = cells
      .map((cell) => cell.replace(/\s+/g, ' '))
      .join('\t')
      .trimEnd()
  return Array.from(lines, (line) => line ?? '').join('\n')
}

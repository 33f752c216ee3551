import Papa from 'papaparse'

export interface TableRow {
  /** In the file, from 1; a cell with line breaks makes its row longer than a line. */
  readonly line: number
  readonly cells: readonly string[]
}

export const delimiters = ['\t', ';', '|', ','] as const
export type Delimiter = (typeof delimiters)[number]

/** The rows of a table (RFC 4180: quoted cells may hold delimiters, quotes and line breaks), blank ones left away. */
export function tableRows(text: string, delimiter: Delimiter): { rows: TableRow[]; openQuoteLine: number | null } {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter })
  let line = 1
  const rows = data.map((cells): TableRow => {
    const row = { line, cells: cells.map((cell) => cell.trim()) }
    line += 1 + cells.reduce((breaks, cell) => breaks + (cell.includes('\n') ? cell.split('\n').length - 1 : 0), 0)
    return row
  })
  const open = errors.find(({ code }) => code === 'MissingQuotes')
  return {
    rows: rows.filter(({ cells }) => cells.some((cell) => cell !== '')),
    openQuoteLine: open ? (rows[open.row ?? 0]?.line ?? 1) : null,
  }
}

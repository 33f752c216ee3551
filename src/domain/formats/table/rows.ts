import Papa from 'papaparse'

export interface TableRow {
  /** In the file, from 1; a cell with line breaks makes its row longer than a line. */
  readonly line: number
  readonly cells: readonly string[]
  /** Columns whose blank is part of a merged cell that begins in a row above; of sheets alone. */
  readonly merged?: ReadonlySet<number>
}

/** A blank stands for runs of blanks, which part the columns of tables that are aligned by eye. */
export const delimiters = ['\t', ';', '|', ',', ' '] as const
export type Delimiter = (typeof delimiters)[number]

/** The first line that spreadsheets write and read to say what parts the columns: `sep=;`. */
const separatorLine = /^"?sep=(.)"?[ \t]*(?:\r\n?|\n)/i

/** What a first line `sep=` says; undefined where there is none. */
export const namedSeparator = (text: string): string | undefined => separatorLine.exec(text)?.[1]

/** The rows of a table (RFC 4180: quoted cells may hold delimiters, quotes and line breaks), blank ones left away. */
export function tableRows(text: string, delimiter: Delimiter): { rows: TableRow[]; openQuoteLine: number | null } {
  const separator = separatorLine.exec(text)?.[0] ?? ''
  const body = text.slice(separator.length)
  if (delimiter === ' ') return { rows: alignedRows(body), openQuoteLine: null }
  const { data, errors } = Papa.parse<string[]>(body, { delimiter })
  let line = separator === '' ? 1 : 2
  const rows = data.map((cells): TableRow => {
    const row = { line, cells: cells.map(cellText) }
    line += 1 + cells.reduce((breaks, cell) => breaks + (cell.includes('\n') ? cell.split('\n').length - 1 : 0), 0)
    return row
  })
  const open = errors.find(({ code }) => code === 'MissingQuotes')
  return {
    rows: rows.filter(({ cells }) => cells.some((cell) => cell !== '')),
    openQuoteLine: open ? (rows[open.row ?? 0]?.line ?? 1) : null,
  }
}

function alignedRows(text: string): TableRow[] {
  return text.split(/\r\n?|\n/).flatMap((line, index) => {
    const cells = line.trim().split(/\s+/)
    return line.trim() === '' ? [] : [{ line: index + 1, cells }]
  })
}

/** Spreadsheets keep `="035"` and `'035` from becoming numbers. */
const cellText = (cell: string) =>
  cell
    .trim()
    .replace(/^="(.*)"$/, '$1')
    .replace(/^'(?=[+-]?\d)/, '')
    .trim()

/** Spreadsheet-safe files put an apostrophe before text that would be taken for a formula. */
export const withoutGuard = (cell: string) => cell.replace(/^'(?=\s*[=+\-@＝＋－＠])/, '')

/** What programs write where they have nothing. */
export const isNothing = (cell: string): boolean =>
  /^(?:|[-–—*.?#_]+|n\.?[/ ]?a\.?|#?n\/[av]|#value!|nan|null|none|nil|undefined|unknown|-?inf(?:inity)?|not available)$/i.test(
    cell,
  )

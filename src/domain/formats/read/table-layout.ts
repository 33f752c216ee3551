import { at } from '../../at.ts'
import { parseLatitude, parseLongitude, parsePosition } from '../../units/position-grammar.ts'
import { columnsByHeader, noColumns, type TableColumns } from './table-columns.ts'
import { fileNumber } from '../file-values.ts'
import Papa from 'papaparse'

/** How a text is to be read as a table. */
export interface TableLayout {
  readonly delimiter: Delimiter
  readonly columns: TableColumns
  /** Index among the rows that are not blank: of the header, or of the row before the first with a position; −1 for none. */
  readonly headerRow: number
  readonly hasHeader: boolean
  readonly orderGuessed: boolean
  /** Rows of the sample with a position. */
  readonly fitting: number
}

/** How much of a file decides how it is read. */
const SAMPLE_CHARACTERS = 32_768
const SAMPLE_ROWS = 120
/** A title block above the header is not longer than this. */
const MAX_TITLE_ROWS = 60
/** Without a header so many of the rows have to have a position, or it is prose with numbers in it. */
const MIN_SHARE = 0.6

/** The layout by which most rows of the beginning have a position; null where it is no table of positions. */
export function tableLayout(text: string): TableLayout | null {
  const sample = wholeLines(text)
  return delimiters
    .map((delimiter) => layoutWith(sample, delimiter))
    .reduce<TableLayout | null>((best, layout) => (layout && (!best || isLikelier(layout, best)) ? layout : best), null)
}

/** A row that names its columns says more than any number of rows that could be read without it: "lon,lat" above 4.5,51.5. */
function isLikelier(layout: TableLayout, than: TableLayout): boolean {
  if (layout.hasHeader === than.hasHeader) return layout.fitting > than.fitting
  return layout.hasHeader ? layout.fitting > 0 : than.fitting === 0
}

/** The beginning of the text, up to the end of a line. */
function wholeLines(text: string): string {
  if (text.length <= SAMPLE_CHARACTERS) return text
  const sample = text.slice(0, SAMPLE_CHARACTERS)
  return sample.slice(0, Math.max(sample.lastIndexOf('\n'), sample.lastIndexOf('\r')) + 1)
}

function layoutWith(sample: string, delimiter: Delimiter): TableLayout | null {
  const { rows } = tableRows(sample, delimiter)
  for (const [headerRow, { cells }] of rows.slice(0, MAX_TITLE_ROWS).entries()) {
    const columns = cells.some(hasCoordinate) ? null : columnsByHeader(cells)
    if (!columns) continue
    const body = rows.slice(headerRow + 1, headerRow + 1 + SAMPLE_ROWS)
    // A header is a strong sign: with it one bad row is reported by its line, not taken for another kind of file.
    return body.length === 0
      ? null
      : { delimiter, columns, headerRow, hasHeader: true, orderGuessed: false, fitting: fittingRows(body, columns) }
  }
  const body = rows.slice(0, SAMPLE_ROWS)
  const guess = columnsByContent(body)
  if (!guess) return null
  const first = body.findIndex(({ cells }) => fits(cells, guess.columns))
  const share = guess.fitting / (body.length - Math.max(0, first))
  return first < 0 || share < MIN_SHARE ? null : { delimiter, headerRow: first - 1, hasHeader: false, ...guess }
}

const hasCoordinate = (cell: string) => /^[+-]?\d+[.,]\d+$|\d\s?°|\d\s?[NSEW]$/i.test(cell)

/** The texts of a row's coordinates, the columns of one joined by blanks. */
export function coordinateTexts(
  cells: readonly string[],
  { lat, lon }: TableColumns,
): readonly [lat: string, lon: string] {
  const text = (columns: readonly number[]) =>
    columns
      .map((column) => cells[column] ?? '')
      .filter((cell) => cell !== '')
      .join(' ')
  return [text(lat), text(lon)]
}

function fits(cells: readonly string[], columns: TableColumns): boolean {
  try {
    if (columns.position !== null) parsePosition(cells[columns.position] ?? '')
    else {
      const [lat, lon] = coordinateTexts(cells, columns)
      parseLatitude(lat)
      parseLongitude(lon)
    }
    return true
  } catch {
    return false
  }
}

const fittingRows = (rows: readonly TableRow[], columns: TableColumns) =>
  rows.filter(({ cells }) => fits(cells, columns)).length

const reads = (parse: (text: string) => unknown, text: string) => {
  try {
    parse(text)
    return true
  } catch {
    return false
  }
}

const hasDigit = /\d/
const isLat = (cell: string) => hasDigit.test(cell) && /[ns]/i.test(cell) && reads(parseLatitude, cell)
const isLon = (cell: string) => hasDigit.test(cell) && /[ew]/i.test(cell) && reads(parseLongitude, cell)
const isPosition = (cell: string) => cell.length < 80 && hasDigit.test(cell) && reads(parsePosition, cell)
/** A coordinate without a letter: a number, or degrees with minutes. */
const isAngle = (cell: string) =>
  fileNumber(cell) !== null || (hasDigit.test(cell) && cell.length < 40 && reads(parseLongitude, cell))
const magnitude = (cell: string) => Math.abs(reads(parseLongitude, cell) ? parseLongitude(cell) : NaN)
const isPrecise = (cell: string) => /\d[.,]\d|°|\d \d/.test(cell)

interface Guess {
  readonly columns: TableColumns
  /** How many of the rows have a position there. */
  readonly fitting: number
  /** Was the order of the two numbers a guess? */
  readonly orderGuessed: boolean
}

/** The columns of a table without a header, by what its cells look like; null where no position can be found. */
function columnsByContent(rows: readonly TableRow[]): Guess | null {
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length))
  const columns = [...Array(Math.min(width, 60)).keys()]
  const count = (test: (cells: readonly string[]) => boolean) => rows.filter(({ cells }) => test(cells)).length
  const most = <T>(list: readonly T[], score: (item: T) => number) =>
    list.reduce<{ item: T; score: number } | null>(
      (best, item) => (score(item) > (best?.score ?? 0) ? { item, score: score(item) } : best),
      null,
    )

  const lat = most(columns, (column) => count((cells) => isLat(cells[column] ?? '')))
  const lon = most(columns, (column) => count((cells) => isLon(cells[column] ?? '')))
  if (lat && lon)
    return withName(rows, { ...noColumns, lat: [lat.item], lon: [lon.item] }, Math.min(lat.score, lon.score), false)
  const whole = most(columns, (column) => count((cells) => isPosition(cells[column] ?? '')))
  const pair = most(columns.slice(1), (second) => {
    const fits = rows.filter(({ cells }) => isPair(cells[second - 1] ?? '', cells[second] ?? ''))
    // Of several pairs the one with fractions is the position; a running number has none.
    return (
      fits.length + fits.filter(({ cells }) => isPrecise(at(cells, second - 1)) && isPrecise(at(cells, second))).length
    )
  })
  if (pair) {
    const fitting = rows.filter(({ cells }) => isPair(cells[pair.item - 1] ?? '', cells[pair.item] ?? ''))
    if (!whole || fitting.length >= whole.score) {
      const lonFirst = fitting.some(({ cells }) => magnitude(at(cells, pair.item - 1)) > 90)
      const [first, second] = [pair.item - 1, pair.item]
      return withName(
        rows,
        { ...noColumns, lat: [lonFirst ? second : first], lon: [lonFirst ? first : second] },
        fitting.length,
        true,
      )
    }
  }
  return whole && withName(rows, { ...noColumns, position: whole.item }, whole.score, false)
}

const isPair = (first: string, second: string) =>
  isAngle(first) && isAngle(second) && Math.min(magnitude(first), magnitude(second)) <= 90

/** The name is the first column of words. */
function withName(rows: readonly TableRow[], columns: TableColumns, fitting: number, orderGuessed: boolean): Guess {
  const taken = [...columns.lat, ...columns.lon, columns.position]
  const wordy = (column: number) => rows.filter(({ cells }) => /\p{L}/u.test(cells[column] ?? '')).length
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length))
  const name =
    [...Array(width).keys()].find((column) => !taken.includes(column) && wordy(column) * 2 > rows.length) ?? null
  return { columns: { ...columns, name }, fitting, orderGuessed }
}

export interface TableRow {
  /** In the file, from 1; a cell with line breaks makes its row longer than a line. */
  readonly line: number
  readonly cells: readonly string[]
}

const delimiters = ['\t', ';', '|', ','] as const
type Delimiter = (typeof delimiters)[number]

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

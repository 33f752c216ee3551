import { parseLatitude, parseLongitude, parsePosition } from '../../units/parse-position.ts'
import { columnsByHeader, type TableColumns } from './table-columns.ts'
import { columnsByContent } from './table-guess.ts'
import { type Delimiter, delimiters, type TableRow, tableRows } from './table-rows.ts'

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
    .reduce<TableLayout | null>(
      (best, layout) => (layout && layout.fitting > (best?.fitting ?? -1) ? layout : best),
      null,
    )
}

/** The beginning of the text, up to the end of a line. */
function wholeLines(text: string): string {
  if (text.length <= SAMPLE_CHARACTERS) return text
  const sample = text.slice(0, SAMPLE_CHARACTERS)
  return sample.slice(0, Math.max(sample.lastIndexOf('\n'), sample.lastIndexOf('\r')) + 1)
}

function layoutWith(sample: string, delimiter: Delimiter): TableLayout | null {
  const { rows } = tableRows(sample, delimiter)
  const headerRow = rows
    .slice(0, MAX_TITLE_ROWS)
    .findIndex(({ cells }) => columnsByHeader(cells) !== null && !cells.some(hasCoordinate))
  if (headerRow >= 0) {
    const columns = columnsByHeader(rows[headerRow]!.cells)!
    const body = rows.slice(headerRow + 1, headerRow + 1 + SAMPLE_ROWS)
    // A header is a strong sign: with it one bad row is told by its line, not taken for another kind of file.
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

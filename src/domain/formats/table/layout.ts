import { isSeveralPairs } from '../../units/formal-notations.ts'
import type { ColumnUse } from '../table-sheet.ts'
import { textList } from '../read/text/text-list.ts'
import { hasWrapped } from '../read/text/wrapped-lines.ts'
import { findHead, type Head, MAX_TITLE_ROWS, unknownHead } from './head.ts'
import { type Guess, guessColumns } from './guess.ts'
import { cellNumber, placeOf, type PlaceReading } from './places.ts'
import { type Roles, rolesOf } from './roles.ts'
import { type Delimiter, delimiters, isNothing, namedSeparator, type TableRow, tableRows } from './rows.ts'
import { type RowWidth, widened, withWidthDoubts } from './place/row-width.ts'
import { languageOfO, meaningOfO, mostAre, type Sample, sampleOf } from './samples.ts'
import { isHalfDay } from './time-cells.ts'
import { columnsOf } from './uses.ts'

/** How a text is to be read as a table. */
export interface TableLayout {
  readonly delimiter: Delimiter
  /** null: it has none. */
  readonly head: Head | null
  /** One per column, '' where it has none. */
  readonly headings: readonly string[]
  /** Index of the first row of values among the rows that are not blank. */
  readonly first: number
  /** By the headings, where there are any. */
  readonly roles: Roles
  /** By the cells, where the headings name no position. */
  readonly guess: Guess | null
  readonly uses: readonly ColumnUse[]
  /** Rows of the sample with a position. */
  readonly fitting: number
  /** How sure it is that it is a table so parted: 3 by its headings, 2 by letters, 1 by numbers, 0 has no position yet. */
  readonly rank: number
}

/** How much of a file decides how it is read. */
const SAMPLE_CHARACTERS = 32_768
const SAMPLE_ROWS = 120
/** Without a header so many of the rows have to be alike, or it is prose with numbers in it. */
const MIN_SHARE = 0.6

/** The layout that explains most of the text's beginning; null where it is no table. */
export function tableLayout(text: string): TableLayout | null {
  const sample = wholeLines(text)
  if (isSentences(sample)) return null
  const isList = isLabelled(sample) || mostLines(sample, isSeveralPairs)
  if (isList && textList.recognises(text)) return null
  const named = namedSeparator(text)
  const tried = delimiters.filter((delimiter) => (named === undefined ? true : delimiter === named))
  const best = tried
    .map((delimiter) => layoutOf(tableRows(sample, delimiter).rows, delimiter))
    .reduce<TableLayout | null>(
      (likeliest, layout) => (layout && (!likeliest || isLikelier(layout, likeliest)) ? layout : likeliest),
      null,
    )
  // Positions among words are told by what reads words; bare numbers under or without headings are no such positions.
  const isText =
    best?.head === null && (best.rank === 0 ? hasMarks.test(sample) : best.headings.length === 1 && hasWrapped(sample))
  return isText && textList.recognises(text) ? null : best
}

const hasMarks = /\d\s?[°'′]|\d\s?[NSEW](?![a-z])|(?<![a-z])[NSEW]\s?\d/i

/** Are more than half of the first lines like that? */
function mostLines(sample: string, isLike: (line: string) => boolean): boolean {
  const lines = sample.split(/[\r\n]+/, 40).filter((line) => line.trim() !== '')
  return lines.filter(isLike).length * 2 > lines.length
}

/** Lines of NMEA 0183 have commas, and are no table. */
const isSentences = (sample: string) => mostLines(sample, (line) => /[$!][A-Z]{2}[A-Z0-9]{3},/.test(line))

/** Lines that say of each number which it is, `Lon -14.39 Lat 35.9583`, have no heading above them. */
const isLabelled = (sample: string) => mostLines(sample, (line) => labelledLat.test(line) && labelledLon.test(line))

const labelledLat = /(?<![a-z])lat(?:itude)?\.?\s?[:=]?\s?[-+NS]?\s?\d/i
const labelledLon = /(?<![a-z])(?:lng|lon(?:g|gitude)?)\.?\s?[:=]?\s?[-+EW]?\s?\d/i

function isLikelier(layout: TableLayout, than: TableLayout): boolean {
  if (layout.rank !== than.rank) return layout.rank > than.rank
  if (layout.fitting !== than.fitting) return layout.fitting > than.fitting
  return layout.headings.length > than.headings.length && than.headings.length < 2
}

/** The beginning of the text, up to the end of a line. */
function wholeLines(text: string): string {
  if (text.length <= SAMPLE_CHARACTERS) return text
  const sample = text.slice(0, SAMPLE_CHARACTERS)
  return sample.slice(0, Math.max(sample.lastIndexOf('\n'), sample.lastIndexOf('\r')) + 1)
}

/** The layout of rows that are parted into cells already; null where they are no table. */
export const rowsLayout = (rows: readonly TableRow[], delimiter: Delimiter): TableLayout | null =>
  layoutOf(rows.slice(0, MAX_TITLE_ROWS + 2 * SAMPLE_ROWS), delimiter)

function layoutOf(rows: readonly TableRow[], delimiter: Delimiter): TableLayout | null {
  const head = findHead(rows)
  if (head) return headedLayout(rows, head, delimiter)
  if (delimiter === ' ') return null
  const unknown = unknownHead(rows)
  return unknown ? unknownLayout(rows, unknown, delimiter) : plainLayout(rows, delimiter)
}

/** Of a column that is left unread. */
export const none: ColumnUse = { role: 'none' }

/** The rows above the headings, or above the first row where there are none. @param all rows that are not blank */
export const rowsAbove = ({ head, first }: TableLayout, all: readonly TableRow[]): readonly TableRow[] =>
  all.slice(0, head ? head.start : first)

const noPosition = (headings: readonly string[], rows: readonly TableRow[]): Roles => rolesOf(headings, sampleOf(rows))

function headedLayout(rows: readonly TableRow[], head: Head, delimiter: Delimiter): TableLayout | null {
  const body = rows.slice(head.end, head.end + SAMPLE_ROWS)
  if (body.length === 0) return null
  const halfDay = withHalfDay(head.headings, body)
  const named = halfDay.length
  const headings = delimiter === ' ' ? halfDay : widened(halfDay, body)
  const width = headings.length
  const alike = body.filter(({ cells }) => cells.length === width).length
  // Words of a sentence are parted by blanks as well.
  if (delimiter === ' ' && (width < 2 || alike * 10 < body.length * 9)) return null
  const sample = sampleOf(body)
  const read = rolesOf(headings, sample)
  const roles = { ...read, position: withWidthDoubts(read.position, { delimiter, named, headings, sample }) }
  const isRead = roles.position?.isSound === true && roles.position.uses.size > 0
  if (delimiter === ' ' && (!isRead || hasWholeDegrees(roles.uses, sample))) return null
  const from = { lonFirst: roles.position?.lonFirst ?? false, headings, width: rowWidth(delimiter, headings) }
  const fitting = isRead ? placed(body, roles.uses, from) : width > 1 && width === named ? alike : 0
  return {
    delimiter,
    head,
    headings,
    first: head.end,
    roles,
    guess: null,
    uses: roles.uses,
    fitting,
    rank: fitting > 0 ? 3 : 0.5,
  }
}

/** AM and PM behind the last column that has a heading are a column as well. */
const withHalfDay = (headings: readonly string[], body: readonly TableRow[]): readonly string[] =>
  isHalfDay(body.map(({ cells }) => cells[headings.length] ?? '')) ? [...headings, ''] : headings

/** A blank between degrees and minutes parts them like columns. */
function hasWholeDegrees(uses: readonly ColumnUse[], sample: Sample): boolean {
  const { lat, lon } = columnsOf(uses).columns
  return [lat, lon].some(
    (columns) =>
      columns && columns.minutes === null && mostAre(sample.cells(columns.main), (cell) => /^[+-]?\d+$/.test(cell)),
  )
}

/** Of the rows of a table with as many columns. */
export const rowWidth = (delimiter: Delimiter, headings: readonly string[]): RowWidth => ({
  cells: headings.length,
  isExact: delimiter === ' ',
})

interface ReadingOf {
  readonly lonFirst: boolean
  readonly headings: readonly string[]
  readonly width: RowWidth
}

function placed(rows: readonly TableRow[], uses: readonly ColumnUse[], from: ReadingOf): number {
  const reading = placeReading(rows, uses, from)
  return rows.filter(({ cells }) => placeOf(cells, reading).kind === 'place').length
}

/** How positions are read from these columns, as far as all of their cells tell. */
export function placeReading(
  rows: readonly TableRow[],
  uses: readonly ColumnUse[],
  { lonFirst, headings, width }: ReadingOf,
): PlaceReading {
  const { columns } = columnsOf(uses)
  const letters = columns.lon?.hemisphere ?? columns.lon?.main ?? null
  return {
    columns,
    lonFirst,
    width,
    o: letters === null ? null : (meaningOfO(sampleOf(rows).cells(letters)) ?? languageOfO(headings)),
    isAis: columns.ships.length > 0,
  }
}

/** A table whose headings nobody here knows: only letters in its cells tell which columns are the position. */
function unknownLayout(rows: readonly TableRow[], head: Head, delimiter: Delimiter): TableLayout | null {
  const body = rows.slice(head.end, head.end + SAMPLE_ROWS)
  const width = head.headings.length
  const guess = guessColumns(width, sampleOf(body))
  const roles = noPosition(head.headings, body)
  const isRead = guess.isSure && guess.uses.size > 0
  const uses = isRead ? head.headings.map((_, index) => guess.uses.get(index) ?? roles.uses[index] ?? none) : roles.uses
  const fitting = isRead
    ? placed(body, uses, { lonFirst: false, headings: head.headings, width: rowWidth(delimiter, head.headings) })
    : 0
  if (!isRead && !isPlainTable(body)) return null
  return {
    delimiter,
    head,
    headings: head.headings,
    first: head.end,
    roles,
    guess: isRead
      ? guess
      : { ...guess, uses: new Map(), reasons: ['The headings do not say which columns are latitude and longitude.'] },
    uses,
    fitting,
    rank: isRead ? 2 : 0,
  }
}

function plainLayout(rows: readonly TableRow[], delimiter: Delimiter): TableLayout | null {
  const first = rows.findIndex(
    ({ cells }) => cells.filter(isValue).length > 1 || cells.some((cell) => /\d.*\d/.test(cell) && isPlace(cell)),
  )
  if (first < 0 || first >= SAMPLE_ROWS) return null
  const body = rows.slice(first, SAMPLE_ROWS)
  const width = commonWidth(body)
  const guess = guessColumns(width, sampleOf(body))
  // Numbers parted by a comma are two columns, whose order is a question.
  if (width === 1 && !guess.isSure && body.some(({ cells }) => /[,;|]/.test(cells[0] ?? ''))) return null
  const headings = Array<string>(width).fill('')
  const uses = headings.map((_, index) => guess.uses.get(index) ?? none)
  const fitting =
    guess.uses.size > 0 ? placed(body, uses, { lonFirst: false, headings, width: rowWidth(delimiter, headings) }) : 0
  const base = {
    delimiter,
    head: null,
    headings,
    first,
    roles: { senses: headings.map(() => null), uses, position: null, doubts: [] },
    guess,
    uses,
  }
  if (fitting > 0 && fitting / body.length >= MIN_SHARE) return { ...base, fitting, rank: guess.isSure ? 2 : 1 }
  if (guess.uses.size > 0 || !isPlainTable(body)) return null
  return { ...base, fitting: 0, rank: 0 }
}

const isValue = (cell: string) =>
  cellNumber(cell) !== null || /\d\s?°|\d\s?['′]|\d\s?[NSEW]$|^[+-]?\d{1,3}[ :]\d{1,2}(?:[.,]\d+)?$/i.test(cell)
const isPlace = (cell: string) => !/[|\t]/.test(cell) && placeOf([cell], onlyPosition).kind === 'place'
const onlyPosition: PlaceReading = {
  columns: columnsOf([{ role: 'position' }]).columns,
  lonFirst: false,
  width: null,
  o: null,
  isAis: false,
}

/** How many cells most of the rows have. */
function commonWidth(rows: readonly TableRow[]): number {
  const counts = new Map<number, number>()
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1)
  return [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best), [0, 0])[0]
}

/** At least two rows of one width with two columns of numbers: a table, though nobody knows yet of what. */
function isPlainTable(rows: readonly TableRow[]): boolean {
  const width = commonWidth(rows)
  const alike = rows.filter(({ cells }) => cells.length === width)
  if (width < 2 || alike.length < 2 || alike.length < rows.length * MIN_SHARE) return false
  if (alike.some(({ cells }) => cells.some((cell) => cell.length > 200))) return false
  const numeric = [...Array(width).keys()].filter((column) => {
    const filled = alike.filter(({ cells }) => !isNothing(cells[column] ?? ''))
    const numbers = filled.filter(({ cells }) => cellNumber(cells[column] ?? '') !== null)
    return numbers.length > 1 && numbers.length >= alike.length * MIN_SHARE
  })
  return numeric.length > 1
}

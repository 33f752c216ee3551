import type { Delimiter, TableRow } from '../rows.ts'
import { isWholeNumber, mostAre, type Sample } from '../samples.ts'
import { columnsOf, type UsedColumns } from '../uses.ts'
import type { FoundColumns } from './whole-position.ts'

/** How many cells a row may have: in another one cells may stand in other columns than they seem to. */
export interface RowWidth {
  readonly cells: number
  /** Blanks do not show a cell that is missing. */
  readonly isExact: boolean
}

/** A cell with a hemisphere is no part of a name, and no neighbour of its own. */
const isLettered = (cell: string) => /\d/.test(cell) && /(?<![a-z])[nsew](?![a-z])/i.test(cell)

/** Do the cells stand where the columns say? Coordinates with their letters do, whatever stands behind them. */
export function fitsWidth(
  cells: readonly string[],
  width: RowWidth | null,
  { lat, lon, position }: UsedColumns,
): boolean {
  if (width === null) return true
  const isOther = width.isExact ? cells.length !== width.cells : cellsIn(cells) > width.cells
  if (!isOther) return true
  const own = [lat?.main, lon?.main, position].flatMap((column) => (column == null ? [] : [cells[column] ?? '']))
  return !width.isExact && own.every(isLettered)
}

/** Cells up to the last that has anything. */
const cellsIn = (cells: readonly string[]) => cells.findLastIndex((cell) => cell !== '') + 1

/** The headings, with blank ones for the cells that most rows have beyond them. */
export function widened(headings: readonly string[], rows: readonly TableRow[]): readonly string[] {
  const longer = rows.map(({ cells }) => cellsIn(cells)).filter((count) => count > headings.length)
  if (longer.length * 2 <= rows.length) return headings
  return [...headings, ...Array<string>(Math.min(...longer) - headings.length).fill('')]
}

interface WideTable {
  readonly delimiter: Delimiter
  /** Of the headings as they are. */
  readonly named: number
  readonly headings: readonly string[]
  readonly sample: Sample
}

/** The position's columns, with a doubt where commas may be decimal marks, or part of a name, and cells are elsewhere. */
export function withWidthDoubts(position: FoundColumns | null, table: WideTable): FoundColumns | null {
  if (position === null) return null
  const { named, headings, sample } = table
  const { columns } = columnsOf(headings.map((_, index) => position.uses.get(index) ?? { role: 'none' }))
  const isSure = sample.rows.every(({ cells }) => fitsWidth(cells, { cells: named, isExact: false }, columns))
  const doubts = [
    ...(headings.length > named
      ? [
          `Most rows have ${headings.length} cells and there are ${named} headings: a comma may be a decimal mark or part of a name, and cells may stand in other columns than it seems.`,
        ]
      : []),
    ...(isSplit(columns, table)
      ? ['Its coordinates are whole numbers with more whole numbers behind them: a comma may be the decimal mark.']
      : []),
  ]
  if (doubts.length === 0) return position
  return {
    ...position,
    isSound: position.isSound && isSure && !isSplit(columns, table),
    doubts: [...position.doubts, ...doubts],
  }
}

/** 35,5,14,3 under headings that go on behind the longitude may be 35.5 and 14.3. */
function isSplit({ lat, lon }: UsedColumns, { delimiter, sample }: WideTable): boolean {
  if (delimiter !== ',' || !lat || !lon || lat.minutes !== null || lon.minutes !== null) return false
  if (Math.abs(lat.main - lon.main) !== 1) return false
  const first = Math.min(lat.main, lon.main)
  return [0, 1, 2, 3].every((step) => mostAre(sample.cells(first + step), isWholeNumber))
}

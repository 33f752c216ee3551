import { at } from '../../at.ts'
import { legTypeOf } from '../draft-points.ts'
import { type ImportNote, notUsed } from '../reading.ts'
import type { ColumnUse, TableAssignment } from '../table-sheet.ts'
import { plural } from '../file-values.ts'
import { rowsAbove, type TableLayout } from './layout.ts'
import { linesOf } from './odd-rows.ts'
import { isNumeric, isRunningNumber } from './samples.ts'
import { isNothing, type TableRow } from './rows.ts'
import type { TableTimes } from './times.ts'
import type { UsedColumns } from './uses.ts'
import { isLikePosition } from '../read/text/position-lines.ts'

/** A table on its way to a reading. */
export interface OpenTable {
  readonly layout: TableLayout
  /** All rows that are not blank. */
  readonly all: readonly TableRow[]
  readonly body: readonly TableRow[]
  readonly uses: readonly ColumnUse[]
  readonly columns: UsedColumns
  readonly assignment: TableAssignment | undefined
}

/** Says what of a table was guessed and what was passed over: title lines, columns. */
export function noteTable(
  { layout, all, body, uses, columns, assignment }: OpenTable,
  notes: ImportNote[],
  isTrack: boolean,
): void {
  const { head, headings, guess } = layout
  const above = rowsAbove(layout, all)
  const texts = above.map(({ line, cells }) => ({ line, text: cells.join(' ').trim() }))
  const lost = texts.filter(({ text }) => isLikePosition(text))
  for (const { line, text } of lost)
    notes.push({ line, text: `"${text.slice(0, 60)}" left out: its position cannot be read.` })
  if (above.length > lost.length)
    notes.push({ text: `${plural(above.length - lost.length, 'row')} above the table skipped.` })
  if (!assignment && guess?.guessed) {
    const [lat, lon] = guess.guessed
    notes.push({ text: `There is no header: column ${lat + 1} is taken as latitude, column ${lon + 1} as longitude.` })
  }
  const cells = (column: number) => body.map((row) => row.cells[column] ?? '').filter((cell) => !isNothing(cell))
  const unused = headings.flatMap((heading, index) => {
    const role = uses[index]?.role ?? 'none'
    const idle =
      role === 'none' ||
      (isTrack && (role === 'speed' || role === 'leg-type' || role === 'stay' || role === 'eta' || role === 'etd')) ||
      // A column "Leg" may as well hold running numbers.
      (role === 'leg-type' && !cells(index).some((cell) => legTypeOf(cell) !== null)) ||
      (role === 'time' && columns.etas.length > 0) ||
      (role === 'zone' && columns.times.length + columns.etas.length + columns.etds.length === 0)
    const own = idle ? cells(index) : []
    return own.length === 0 || (!head && own.every(isNumeric) && isRunningNumber(own))
      ? []
      : [heading === '' ? `Column ${index + 1}` : heading]
  })
  const line = head ? at(all, head.end - 1).line : undefined
  if (unused.length > 0) notes.push({ ...(line !== undefined && { line }), text: notUsed('Column', unused) })
}

const MAX_LINES = 6

/** Says what of its times was guessed, is to be asked, or cannot be read. */
export function noteTimes(times: TableTimes, notes: ImportNote[]): void {
  const { time, eta, etd, needsOrder, needsZone, shortYear, remarks } = times
  notes.push(...remarks.map((text) => ({ text })))
  if (needsOrder)
    notes.push({
      text: 'Its dates may have the day or the month first, and no row shows which, so they were left out.',
    })
  if (needsZone)
    notes.push({ text: 'Its times are local, and nothing says how far ahead of UTC, so they were left out.' })
  if (shortYear !== null)
    notes.push({ text: `Dates such as "${shortYear.slice(0, 20)}" end with the year, not with the day.` })
  for (const { unread: cells } of [time, eta, etd]) {
    if (cells.length === 0) continue
    const lines = cells.map(({ line }) => line)
    const where = lines.length <= MAX_LINES ? ` (${linesOf(lines).toLowerCase()})` : ''
    notes.push({
      text: `${plural(lines.length, 'time')} cannot be read${where} and ${lines.length === 1 ? 'was' : 'were'} left out: a date with year and a time of day is needed.`,
    })
  }
}

import { at } from '../../at.ts'
import { legTypeOf } from '../draft-points.ts'
import { zoneNotes } from '../point-times.ts'
import { type ImportNote, notUsed } from '../reading.ts'
import {
  type ColumnUse,
  SHEET_ROWS,
  type GivenAssignment,
  type TableQuestion,
  type TableSheet,
} from '../table-sheet.ts'
import { plural } from '../file-values.ts'
import { speedUnitIn } from './heading-words.ts'
import { rowsAbove, type TableLayout } from './layout.ts'
import { linesOf } from './odd-rows.ts'
import { isNumeric, isRunningNumber } from './samples.ts'
import { isNothing, type TableRow } from './rows.ts'
import type { TableTimes } from './times.ts'
import type { UsedColumns } from './uses.ts'
import { minutesNote } from '../read/text/bare-pairs.ts'
import { isLikePosition } from '../read/text/position-lines.ts'

/** A table on its way to a reading. */
export interface OpenTable {
  readonly layout: TableLayout
  /** All rows that are not blank. */
  readonly all: readonly TableRow[]
  readonly body: readonly TableRow[]
  readonly uses: readonly ColumnUse[]
  readonly columns: UsedColumns
  readonly assignment: GivenAssignment | undefined
}

/** Says what of a table was guessed and what was passed over: title lines, columns. */
export function noteTable(open: OpenTable, notes: ImportNote[], isTrack: boolean): void {
  const { layout, all, body, uses, columns, assignment } = open
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
  const longer = head ? body.filter((row) => row.cells.slice(headings.length).some((cell) => cell !== '')) : []
  if (longer.length > 0) {
    const lines = longer.map(({ line }) => line)
    const has = lines.length === 1 ? 'has' : 'have'
    notes.push({
      text: `${linesOf(lines)} ${has} more cells than there are headings; those behind the last were not used.`,
    })
  }
  const { speed } = columns
  if (speed !== null && !isTrack && !assignment && layout.roles.senses[speed] && saysNoUnit(open, speed))
    notes.push({ text: 'Its speeds say no unit and were taken as knots.' })
  const places = columns.position === null ? [columns.lat?.main, columns.lon?.main] : [columns.position]
  notes.push(
    ...minutesNote(places.flatMap((column) => (column == null ? [] : body.map((row) => row.cells[column] ?? '')))),
  )
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
    const isUnit = speed !== null && Math.abs(index - speed) === 1 && cells(index).every(isSpeedUnit)
    const own = idle && !isUnit ? cells(index) : []
    return own.length === 0 || (!head && own.every(isNumeric) && isRunningNumber(own))
      ? []
      : [heading === '' ? `Column ${index + 1}` : heading]
  })
  const line = head ? at(all, head.end - 1).line : undefined
  if (unused.length > 0) notes.push({ ...(line !== undefined && { line }), text: notUsed('Column', unused) })
}

const isSpeedUnit = (cell: string) => {
  const { unit, rest } = speedUnitIn(cell)
  return unit !== null && rest.trim() === ''
}

/** Neither its heading nor its cells; SOG and the like are in knots wherever nothing else is said. */
function saysNoUnit({ layout, body, uses }: OpenTable, speed: number): boolean {
  const sense = layout.roles.senses[speed]
  if (sense?.kind !== 'speed' || sense.unit !== null || sense.isSog || uses[speed]?.speedUnit !== undefined)
    return false
  return body.some(({ cells }) => /^\d/.test(cells[speed] ?? '') && speedUnitIn(cells[speed] ?? '').unit === null)
}

const MAX_LINES = 6

/** Says what of its times was guessed, is to be asked, or cannot be read. */
export function noteTimes(times: TableTimes, notes: ImportNote[]): void {
  const { time, eta, etd, needsOrder, needsZone, shortYear, unzoned, remarks } = times
  notes.push(...remarks.map((text) => ({ text })))
  if (needsOrder)
    notes.push({
      text: 'Its dates may have the day or the month first, and no row shows which, so they were left out.',
    })
  if (needsZone)
    notes.push({ text: 'Its times are local, and nothing says how far ahead of UTC, so they were left out.' })
  if (shortYear !== null)
    notes.push({ text: `Dates such as "${shortYear.slice(0, 20)}" end with the year, not with the day.` })
  notes.push(...zoneNotes(unzoned))
  for (const { unread: cells } of [time, eta, etd]) {
    if (cells.length === 0) continue
    const lines = cells.map(({ line }) => line)
    const where = lines.length <= MAX_LINES ? ` (${linesOf(lines).toLowerCase()})` : ''
    notes.push({
      text: `${plural(lines.length, 'time')} cannot be read${where} and ${lines.length === 1 ? 'was' : 'were'} left out: a date with year and a time of day is needed, and of a zone one that is known.`,
    })
  }
}

/** The table as the operator sees it beside what was made of it. */
export function sheetOf(
  { layout, body, uses, assignment }: OpenTable,
  asks: readonly TableQuestion[],
  reasons: readonly string[],
  { dayFirst = null, zoneMin = 0 }: Pick<GivenAssignment, 'dayFirst' | 'zoneMin'> = assignment ?? {},
): TableSheet {
  const { headings, delimiter } = layout
  return {
    headings,
    rows: body.slice(0, SHEET_ROWS).map(({ cells }) => headings.map((_, index) => cells[index] ?? '')),
    assignment: { columns: uses, dayFirst, zoneMin },
    asks,
    reasons,
    layoutKey: [
      delimiter === '\t' ? 'tab' : delimiter,
      headings.length,
      ...headings.map((heading) => heading.toLowerCase()),
    ].join('|'),
  }
}

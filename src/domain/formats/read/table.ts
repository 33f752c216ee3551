import { at } from '../../at.ts'
import { AppError } from '../../errors.ts'
import type { Position } from '../../position.ts'
import type { Leg } from '../../route/route.ts'
import { parseLatitude, parseLongitude, parsePosition } from '../../units/position-grammar.ts'
import { cleanName, fileNumber, filePosition, fileTime, plural } from '../file-values.ts'
import { fileSpeed, legTypeOf, withCommonSpeed } from '../draft-points.ts'
import { type Draft, type DraftPoint, type FormatReader, type ImportNote, notUsed, type Reading } from '../reading.ts'
import { coordinateTexts, tableLayout, type TableLayout, type TableRow, tableRows } from './table-layout.ts'

/**
 * CSV and its like, files and pasted tables: tab, semicolon, pipe or comma, with a header or without, coordinates in any
 * notation mariners write.
 */
export const table: FormatReader = {
  recognises: (text) => !/^\s*[<{[]/.test(text) && tableLayout(text) !== null,
  read: readTable,
}

const formatNames = { '\t': 'Tab-separated table', ';': 'Semicolon table', '|': 'Pipe table', ',': 'CSV' } as const

function readTable(text: string): Reading {
  const layout = tableLayout(text)
  if (!layout) throw new AppError('file-not-understood', 'this is no table')
  const { rows: all, openQuoteLine } = tableRows(text, layout.delimiter)
  if (openQuoteLine !== null)
    throw new AppError('file-malformed', `line ${openQuoteLine}: a quote is opened and never closed`)
  const { columns, headerRow } = layout
  const rows = all.slice(headerRow + 1)
  const headerWidth = layout.hasHeader ? at(all, headerRow).cells.length : null
  const notes: ImportNote[] = []
  const placed = rows.flatMap((row) => {
    const position = readPosition(row, layout, headerWidth)
    return position ? [{ row, position }] : []
  })
  const cell = (column: number | null) => placed.map(({ row }) => (column === null ? '' : (row.cells[column] ?? '')))
  const joined = placed.map(({ row }) =>
    columns.time
      .map((column) => row.cells[column] ?? '')
      .filter((part) => part !== '')
      .join(' '),
  )
  const times = {
    time: readTableTimes(joined),
    eta: readTableTimes(cell(columns.eta)),
    etd: readTableTimes(cell(columns.etd)),
  }
  noteTable(layout, all, times, notes)
  if (placed.length < rows.length)
    notes.push({ text: `${plural(rows.length - placed.length, 'row')} without a position left out.` })
  const points = placed.map(({ row, position }, index): DraftPoint => ({
    ...position,
    name: columns.name === null ? '' : cellName(row.cells[columns.name] ?? ''),
    stayMin: columns.stay === null ? null : positive(fileNumber(row.cells[columns.stay])),
    leg: readLeg(row, layout, index, notes),
  }))
  return { format: formatNames[layout.delimiter], drafts: [draft(titleOf(all, layout), points, times, layout)], notes }
}

const positive = (value: number | null) => (value !== null && value > 0 ? value : null)

/** Spreadsheet-safe files put an apostrophe before text that would be taken for a formula. */
const cellName = (cell: string) => cell.replace(/^'(?=\s*[=+\-@＝＋－＠])/, '')

/** Null for a row that has neither coordinate: a total, a remark. @throws AppError `file-malformed` for half a position or a bad one */
function readPosition(
  { cells, line }: TableRow,
  { columns, delimiter }: TableLayout,
  headerWidth: number | null,
): Position | null {
  const where = `line ${line}`
  if (columns.position !== null) {
    const text = cells[columns.position] ?? ''
    return text === '' ? null : attempt(text, where, 'position', parsePosition)
  }
  const [lat, lon] = coordinateTexts(cells, columns)
  if (lat === '' && lon === '') return null
  if (lat === '' || lon === '' || (fileNumber(lat) !== null && fileNumber(lon) !== null)) {
    if (delimiter === ',' && hasDecimalCommas(cells, headerWidth, isWhole(lat) && isWhole(lon))) {
      throw new AppError(
        'file-malformed',
        `${where}: a comma seems to be the decimal mark; separate the columns with semicolons or tabs`,
      )
    }
    return filePosition(lat, lon, where)
  }
  return { lat: attempt(lat, where, 'latitude', parseLatitude), lon: attempt(lon, where, 'longitude', parseLongitude) }
}

const isWhole = (cell: string) => /^[+-]?\d+$/.test(cell)

/** 50,4711,4,5 must never become 50° N: more whole numbers than the header has columns, or four and nothing else. */
function hasDecimalCommas(cells: readonly string[], headerWidth: number | null, wholePosition: boolean): boolean {
  if (headerWidth === null) return cells.length === 4 && cells.every(isWhole)
  return wholePosition && cells.slice(headerWidth).some((cell) => cell !== '')
}

function attempt<T>(text: string, where: string, what: string, parse: (text: string) => T): T {
  try {
    return parse(text)
  } catch (cause) {
    const range = cause instanceof AppError && cause.code.endsWith('out-of-range')
    throw new AppError(
      'file-malformed',
      `${where}: ${what} "${cleanName(text).slice(0, 40)}" ${range ? 'is out of range' : 'cannot be read'}`,
      { cause },
    )
  }
}

/** The leg that ends at the row's waypoint. */
function readLeg({ cells }: TableRow, { columns }: TableLayout, index: number, notes: ImportNote[]): Leg {
  const word = columns.legType === null ? '' : (cells[columns.legType] ?? '')
  const type = legTypeOf(word) ?? 'RL'
  const text = columns.speed === null ? '' : (cells[columns.speed] ?? '')
  const value = fileNumber(text)
  const speedKn = value === null ? null : fileSpeed(String(value * columns.speedUnitKn))
  if (text !== '' && speedKn === null && index > 0)
    notes.push({
      item: `Waypoint ${index + 1}`,
      text: `Speed "${cleanName(text).slice(0, 40)}" cannot be used and was left out.`,
    })
  return { type, speedKn: index === 0 ? null : speedKn }
}

/** Times at which the ship is there make a track; ETAs are a plan, which follows from departure and speeds. */
function draft(
  name: string,
  points: DraftPoint[],
  { time, eta, etd }: Record<'time' | 'eta' | 'etd', TableTimes>,
  { columns }: TableLayout,
): Draft {
  if (time.times.filter((timeMs) => timeMs !== null).length > 1) {
    return { kind: 'track', name, points: points.map((point, index) => ({ ...point, timeMs: time.times[index] })) }
  }
  const planned = [columns.eta, columns.etd, columns.speed, columns.legType, columns.stay].some(
    (column) => column !== null,
  )
  return {
    kind: planned ? 'route' : 'line',
    name,
    ...withCommonSpeed(points),
    departureMs: etd.times[0] ?? eta.times[0] ?? time.times[0] ?? null,
  }
}

/** A title alone in the first row above the header is the route's name. */
function titleOf(all: readonly TableRow[], { headerRow }: TableLayout): string {
  const filled = headerRow > 0 ? at(all, 0).cells.filter((cell) => cell !== '') : []
  return filled.length === 1 ? at(filled, 0) : ''
}

/** Dates by numbers, as tables have them: 22.11.2026 17:51, 11/22/2026 17:51:04, 2026/11/22 17:51. */
const byNumbers =
  /^(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})[T ,]{1,2}(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d{1,6})?)? ?(?:Z|UTC)?$/i

type Order = 'day first' | 'month first'

interface TableTimes {
  /** Epoch milliseconds UTC; null where there is none or it cannot be read. */
  readonly times: readonly (number | null)[]
  /** Cells that have something and cannot be read. */
  readonly unread: number
  /** Is 3/4/2026 in March or in April? No row tells, and none was read. */
  readonly ambiguous: boolean
}

/** Reads a column of times. Day or month first is found out from all of its rows, never guessed. */
function readTableTimes(cells: readonly string[]): TableTimes {
  const order = orderOf(cells)
  const times = cells.map((cell) =>
    cell === '' ? null : (fileTime(cell) ?? epochTime(cell) ?? numberedTime(cell, order)),
  )
  const unread = cells.filter((cell, index) => cell !== '' && times[index] === null).length
  return {
    times,
    unread,
    ambiguous: order === null && cells.some((cell) => byNumbers.test(cell) && numberedTime(cell, null) === null),
  }
}

function orderOf(cells: readonly string[]): Order | null {
  for (const cell of cells) {
    const match = byNumbers.exec(cell)
    if (!match || at(match, 1).length === 4) continue
    if (match[2] === '.' || Number(match[1]) > 12) return 'day first'
    if (Number(match[3]) > 12) return 'month first'
  }
  return null
}

/** Unix time in seconds or milliseconds. */
function epochTime(cell: string): number | null {
  if (/^\d{9,10}(\.\d+)?$/.test(cell)) return Number(cell) * 1000
  return /^\d{12,13}$/.test(cell) ? Number(cell) : null
}

function numberedTime(cell: string, order: Order | null): number | null {
  const match = byNumbers.exec(cell)
  if (!match) return null
  const [one, two, three] = [at(match, 1), at(match, 3), at(match, 4)]
  const yearFirst = one.length === 4
  if (!yearFirst && (order === null || three.length !== 4)) return null
  const [year, month, day] = yearFirst
    ? [one, two, three]
    : order === 'day first'
      ? [three, two, one]
      : [three, one, two]
  const two2 = (text: string) => text.padStart(2, '0')
  return fileTime(`${year}-${two2(month)}-${two2(day)}T${two2(at(match, 5))}:${at(match, 6)}:${match[7] ?? '00'}Z`)
}

/** Says what of a table was guessed and what was not understood: columns, title lines, times. */
function noteTable(
  layout: TableLayout,
  all: readonly TableRow[],
  times: Record<'time' | 'eta' | 'etd', TableTimes>,
  notes: ImportNote[],
): void {
  const { columns, hasHeader, headerRow, orderGuessed } = layout
  const titleRows = hasHeader ? headerRow : headerRow + 1
  if (titleRows > 0) notes.push({ text: `${plural(titleRows, 'row')} above the table skipped.` })
  if (!hasHeader && orderGuessed)
    notes.push({
      text: `There is no header: column ${at(columns.lat, 0) + 1} is taken as latitude, column ${at(columns.lon, 0) + 1} as longitude.`,
    })
  if (hasHeader) noteUnused(layout, all, notes)
  for (const { unread, ambiguous } of Object.values(times)) {
    if (ambiguous)
      notes.push({
        text: 'Its dates may have the day or the month first, and no row shows which, so they were left out.',
      })
    else if (unread > 0)
      notes.push({
        text: `${plural(unread, 'time')} cannot be read and ${unread === 1 ? 'was' : 'were'} left out: a date with year and a time of day is needed.`,
      })
  }
}

function noteUnused({ columns, headerRow }: TableLayout, all: readonly TableRow[], notes: ImportNote[]): void {
  const header = at(all, headerRow)
  const { lat, lon, time, position, name, eta, etd, speed, legType, stay } = columns
  const used = new Set([...lat, ...lon, ...time, position, name, eta, etd, speed, stay])
  // A column "Leg" may as well hold running numbers.
  if (legType !== null && all.some(({ cells }) => legTypeOf(cells[legType] ?? '') !== null)) used.add(legType)
  const unused = header.cells.filter((cell, index) => cell !== '' && !used.has(index))
  if (unused.length > 0) notes.push({ line: header.line, text: notUsed('Column', unused) })
}

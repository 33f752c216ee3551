import { at } from '../../at.ts'
import { AppError } from '../../errors.ts'
import { withCommonSpeed } from '../draft-points.ts'
import { plural } from '../file-values.ts'
import {
  type Draft,
  type DraftPoint,
  type FormatReader,
  type ImportNote,
  type Reading,
  type ReadOptions,
} from '../reading.ts'
import type { TableQuestion } from '../table-sheet.ts'
import { MAX_POINTS } from '../../route/route.ts'
import { tableStarts, titleAbove } from '../table/head.ts'
import { none, placeReading, rowsAbove, rowsLayout, rowWidth, tableLayout, type TableLayout } from '../table/layout.ts'
import {
  areManyOdd,
  isRemark,
  linesOf,
  oddRowNotes,
  type PlacedRow,
  type SortedRows,
  sortRows,
} from '../table/odd-rows.ts'
import { isWholeNumber } from '../table/samples.ts'
import { draftPoints, withPlannedTimes } from '../table/plan.ts'
import { type TableRow, tableRows } from '../table/rows.ts'
import { noteTable, noteTimes, type OpenTable, sheetOf } from '../table/table-notes.ts'
import { readTableTimes, type TableTimes } from '../table/times.ts'
import { type Titles, titlesOf, withUnitAbove } from '../table/titles.ts'
import { columnsOf, type UsedColumns } from '../table/uses.ts'
import { heldNotes, type RowGroup, rowGroups, withHeldCells } from './row-groups.ts'
import { readTableParts } from './several.ts'

/**
 * CSV and its like, files and pasted tables: tab, semicolon, pipe or comma, with headings or without, coordinates in any
 * notation mariners write. What only guesses would tell is asked.
 */
export const table: FormatReader = {
  recognises: (text) => !/^\s*[<{[]/.test(text) && tableLayout(text) !== null,
  read: readTable,
}

const formatNames = {
  '\t': 'tab-separated table',
  ';': 'semicolon-separated table',
  '|': 'table separated by |',
  ',': 'CSV',
  ' ': 'table in columns',
} as const

function readTable(text: string, options: ReadOptions = {}): Reading {
  const layout = tableLayout(text)
  if (!layout) throw new AppError('file-not-understood', 'this is no table')
  const { rows, openQuoteLine } = tableRows(text, layout.delimiter)
  if (openQuoteLine !== null)
    throw new AppError('file-malformed', `line ${openQuoteLine}: a quote is opened and never closed`)
  return readTables(rows, layout, options)
}

/**
 * Reads the tables among rows: one as a rule, or several, each below headings or a title of its own.
 * @param rows all that are not blank
 */
export function readTables(rows: readonly TableRow[], layout: TableLayout, options: ReadOptions): Reading {
  const starts = layout.head ? tableStarts(rows, layout.head) : []
  if (starts.length === 0) return readOne({ layout, rows, beside: null }, options)
  // What stands above the first table's own title is said of all.
  const first = layout.head && titleAbove(rows, layout.head.start) !== null ? layout.head.start - 1 : 0
  const pieces = [first, ...starts].map((start, index) => rows.slice(start, starts[index]))
  const lines = starts.map((start) => at(rows, start).line)
  const beside = wordsOf(rows, layout)
  const several = readTableParts(
    pieces.map((own) => ({
      item: null,
      name: '',
      isNamed: false,
      read: (each) => {
        const ownLayout = rowsLayout(own, layout.delimiter)
        if (!ownLayout) throw new AppError('file-malformed', `below line ${at(own, 0).line} there is no row of values`)
        return readOne({ layout: ownLayout, rows: own, beside }, each)
      },
    })),
    options,
  )
  const isOne = lines.length === 1
  const notes = [
    { text: `${linesOf(lines)} ${isOne ? 'begins a table of its own.' : 'begin tables of their own.'}` },
    ...(first > 0 ? [{ text: `${plural(first, 'row')} above the tables skipped.` }] : []),
  ]
  return { ...several, format: formatNames[layout.delimiter], notes: [...notes, ...several.notes] }
}

interface TableRows {
  readonly layout: TableLayout
  readonly rows: readonly TableRow[]
  /** What is said in a file of several tables; null where it is the only one. */
  readonly beside: FileWords | null
}

/** What is said outside the rows of a file may go for all its tables. */
interface FileWords {
  readonly lines: readonly TableRow[]
  readonly doubts: readonly string[]
}

const wordsOf = (rows: readonly TableRow[], layout: TableLayout): FileWords => ({
  lines: [...rowsAbove(layout, rows), ...rows.filter(({ cells }) => isRemark(cells))],
  doubts: layout.head?.doubts ?? [],
})

function readOne({ layout, rows: all, beside }: TableRows, { assignment }: ReadOptions): Reading {
  const uses = assignment
    ? layout.headings.map((_, index) => assignment.columns[index] ?? none)
    : withUnitAbove(layout.uses, layout.roles.senses, [...rowsAbove(layout, all), ...(beside?.lines ?? [])])
  const { columns, fault } = columnsOf(uses)
  const below = all.slice(layout.first)
  const body = withHeldCells(below, columns)
  const open: OpenTable = { layout, all, body, uses, columns, assignment }
  refuseDecimalCommas(open)
  const cut = assignment ? [] : cutSpeeds(open)
  const doubts = assignment ? [] : [...new Set([...doubtsOf(layout), ...cut, ...(beside?.doubts ?? [])])]
  const isReadable = fault === null && (assignment !== undefined || layout.roles.position?.isSound !== false)
  if (!isReadable)
    return unread(open, assignment && fault !== null ? [fault] : doubts.length > 0 ? doubts : [fault ?? ''])
  const reading = readPlaces(open, doubts, beside?.lines ?? [])
  return { ...reading, notes: [...reading.notes, ...heldNotes(below, body, columns)] }
}

/** Why the columns are to be asked for. */
const doubtsOf = ({ head, roles, guess }: TableLayout): readonly string[] => [
  ...(head?.doubts ?? []),
  ...(guess ? guess.reasons : (roles.position?.doubts ?? [])),
  ...roles.doubts,
]

/** A table of which the operator has to tell the columns first. */
function unread(open: OpenTable, reasons: readonly string[]): Reading {
  return {
    format: formatNames[open.layout.delimiter],
    drafts: [],
    notes: [],
    table: sheetOf(open, ['columns'], reasons),
  }
}

function readPlaces(open: OpenTable, doubts: readonly string[], beside: readonly TableRow[]): Reading {
  const { layout, all, body, uses, columns, assignment } = open
  const { head, roles } = layout
  const reading = placeReading(body, uses, {
    lonFirst: isLonFirst(open),
    headings: layout.headings,
    width: rowWidth(layout.delimiter, layout.headings),
  })
  const sorted = sortRows(body, reading, head && { rows: all, head })
  const { placed, faults } = sorted
  if (placed.length < 2) {
    const reasons = [...doubts, ...oddRowNotes(sorted).map(({ text }) => text)]
    if (assignment || faults.some(({ fault }) => fault.kind === 'contradiction')) return unread(open, reasons)
    const [first] = faults
    if (first) throw new AppError('file-malformed', `line ${first.line}${first.fault.words}`)
    if (placed.length === 0 && body.length > 1) return unread(open, reasons)
  }
  // More points than anybody can take are refused before their cells are read.
  if (columns.ships.length === 0 && columns.route === null && placed.length > MAX_POINTS)
    return { ...unread(open, []), drafts: [{ kind: 'line', name: '', points: placed.map(({ position }) => position) }] }
  const titles = titlesOf(rowsAbove(layout, all), remarksOf(body, sorted), beside)
  const groups = rowGroups(placed, columns, layout.headings)
  const rows = placed.map(({ row }) => row)
  const localHeading = roles.senses.some(
    (sense, index) =>
      sense?.kind === 'time' && sense.zone === 'local' && (sense.qualifier === '' || uses[index]?.role !== 'none'),
  )
  const times = readTableTimes(rows, {
    columns,
    uses,
    senses: roles.senses,
    ships: groups.map(({ indexes }) => indexes),
    saysLocal: titles.saysLocal || localHeading,
    titleZone: localHeading && titles.zoneMin === 0 ? null : titles.zoneMin,
    assigned: assignment,
  })
  const notes: ImportNote[] = []
  const isTrack = isSailed(times, columns)
  noteTable(open, notes, isTrack)
  noteTimes(times, notes)
  notes.push(...oddRowNotes(sorted))
  const drafts = groups.map((group) =>
    draftOf(group, { open, placed, times, titles, isTrack, isOnly: groups.length === 1, notes }),
  )
  const many = !assignment && (areManyOdd(sorted) || faults.some(({ fault }) => fault.kind === 'contradiction'))
  const asks: TableQuestion[] = [
    ...(doubts.length > 0 || many ? (['columns'] as const) : []),
    ...(times.needsOrder ? (['day-order'] as const) : []),
    ...(times.needsZone ? (['zone'] as const) : []),
  ]
  const reasons = [
    ...doubts,
    ...(many ? oddRowNotes(sorted).map(({ text }) => text) : []),
    ...(times.needsOrder
      ? ['Choose whether its dates have the day or the month first; until then its times are left out.']
      : []),
    ...(times.needsZone ? [zoneReason(layout, columns)] : []),
  ]
  return { format: formatNames[layout.delimiter], drafts, notes, table: sheetOf(open, asks, reasons, times) }
}

function zoneReason({ headings }: TableLayout, { zone }: UsedColumns): string {
  if (zone === null) return 'Choose in which zone its times are; until then they are left out.'
  const column = headings[zone] ? `“${headings[zone]}”` : `Column ${zone + 1}`
  return `${column} does not say whether its hours are those ahead of UTC or those to be added to give UTC. Choose in which zone its times are; until then they are left out.`
}

/** Of a heading "Lon/Lat". */
function isLonFirst({ layout, columns }: OpenTable): boolean {
  const sense = columns.position === null ? null : layout.roles.senses[columns.position]
  return sense?.kind === 'position' && sense.lonFirst
}

/** 50,4711,4,5 must never become 50° N: more whole numbers than the header has columns, or four and nothing else. */
function refuseDecimalCommas({ layout, body, columns, assignment }: OpenTable): void {
  const { delimiter, head } = layout
  if (delimiter !== ',' || assignment) return
  const { lat, lon } = columns
  const isSplit = ({ cells }: TableRow) => {
    if (!head) return cells.length === 4 && cells.every(isWholeNumber)
    const isWholePair =
      lat && lon && lat.minutes === null && isWholeNumber(cells[lat.main] ?? '') && isWholeNumber(cells[lon.main] ?? '')
    return isWholePair && cells.slice(head.headings.length).some((cell) => cell !== '')
  }
  const found = body.find(isSplit)
  if (found && (head || body.every(isSplit)))
    throw new AppError(
      'file-malformed',
      `line ${found.line}: a comma seems to be the decimal mark; separate the columns with semicolons or tabs`,
    )
}

/** 12,5 below the last heading is a speed that was cut. */
function cutSpeeds({ layout, body, columns }: OpenTable): readonly string[] {
  const last = layout.headings.length - 1
  if (layout.delimiter !== ',' || !layout.head || columns.speed !== last) return []
  const cut = body.find(({ cells }) => isWholeNumber(cells[last] ?? '') && /^\d+$/.test(cells[last + 1] ?? ''))
  return cut ? [`Line ${cut.line} has a number behind its speed: a comma may be the decimal mark.`] : []
}

/** Times at which the ship is there make a track; beside ETAs, stays and kinds of legs they are part of a plan. */
function isSailed({ time }: TableTimes, columns: UsedColumns): boolean {
  if (columns.ships.length > 0 && columns.times.length > 0) return true
  const isPlan = columns.etas.length + columns.etds.length > 0 || columns.legType !== null || columns.stay !== null
  return !isPlan && time.times.filter((timeMs) => timeMs !== null).length + time.open > 1
}

interface DraftContext {
  readonly open: OpenTable
  readonly placed: readonly PlacedRow[]
  readonly times: TableTimes
  readonly titles: Titles
  readonly isTrack: boolean
  readonly isOnly: boolean
  readonly notes: ImportNote[]
}

function draftOf(
  { name: group, indexes }: RowGroup,
  { open, placed, times, titles, isTrack, isOnly, notes }: DraftContext,
): Draft {
  const { columns, uses } = open
  const name = isOnly ? titles.name || group : group
  const own = (list: readonly (number | null)[]) => indexes.map((index) => list[index] ?? null)
  const rows = indexes.map((index) => at(placed, index))
  const [time, eta, etd] = [own(times.time.times), own(times.eta.times), own(times.etd.times)]
  if (isTrack) {
    const points = draftPoints(rows, { ...columns, speed: null, legType: null, stay: null }, uses, notes)
    return { kind: 'track', name, points: points.map((point, index) => ({ ...point, timeMs: time[index] ?? null })) }
  }
  const points: readonly DraftPoint[] = draftPoints(rows, columns, uses, notes)
  const isPlan = columns.etas.length + columns.etds.length > 0 || columns.legType !== null || columns.stay !== null
  const etas = isPlan && columns.etas.length === 0 ? time : eta
  const planned = withPlannedTimes(points, { etas, etds: etd }, notes)
  return {
    kind: isPlan || columns.speed !== null ? 'route' : 'line',
    name,
    ...withCommonSpeed(planned.points),
    departureMs: planned.departureMs ?? time[0] ?? null,
  }
}

/** Rows without a position: what they say of times goes for all of them. */
const remarksOf = (body: readonly TableRow[], { empty, faults, comments }: SortedRows) => {
  const lines = new Set([...empty.map(({ line }) => line), ...faults.map(({ line }) => line), ...comments])
  return lines.size === 0 ? [] : body.filter(({ line }) => lines.has(line)).map(({ cells }) => cells.join(' ').trim())
}

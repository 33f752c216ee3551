import { noteTable, noteTimes, type OpenTable } from '../table/table-notes.ts'
import { at } from '../../at.ts'
import { AppError } from '../../errors.ts'
import { withCommonSpeed } from '../draft-points.ts'
import {
  type Draft,
  type DraftPoint,
  type FormatReader,
  type ImportNote,
  type Reading,
  type ReadOptions,
} from '../reading.ts'
import { SHEET_ROWS, type TableQuestion, type TableSheet } from '../table-sheet.ts'
import { MAX_POINTS } from '../../route/route.ts'
import { otherHead } from '../table/head.ts'
import { none, placeReading, rowsAbove, tableLayout, type TableLayout } from '../table/layout.ts'
import { areManyOdd, oddRowNotes, type PlacedRow, type SortedRows, sortRows } from '../table/odd-rows.ts'
import { isWholeNumber } from '../table/samples.ts'
import { draftPoints, withPlannedTimes } from '../table/plan.ts'
import { isNothing, type TableRow, tableRows } from '../table/rows.ts'
import { readTableTimes, type TableTimes } from '../table/times.ts'
import { type Titles, titlesOf, withUnitAbove } from '../table/titles.ts'
import { columnsOf, type UsedColumns } from '../table/uses.ts'

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

function readTable(text: string, options?: ReadOptions): Reading {
  const layout = tableLayout(text)
  if (!layout) throw new AppError('file-not-understood', 'this is no table')
  const { rows: all, openQuoteLine } = tableRows(text, layout.delimiter)
  if (openQuoteLine !== null)
    throw new AppError('file-malformed', `line ${openQuoteLine}: a quote is opened and never closed`)
  const assignment = options?.assignment
  const uses = assignment
    ? layout.headings.map((_, index) => assignment.columns[index] ?? none)
    : withUnitAbove(layout.uses, layout.roles.senses, rowsAbove(layout, all))
  const { columns, fault } = columnsOf(uses)
  const below = all.slice(layout.first)
  const stop = layout.head ? otherHead(below, all, layout.head) : -1
  const body = stop < 0 ? below : below.slice(0, stop)
  const open: OpenTable = { layout, all, body, uses, columns, assignment }
  refuseDecimalCommas(open)
  const left = stop < 0 ? [] : [otherTable(at(below, stop).line)]
  const doubts = assignment ? [] : [...doubtsOf(layout), ...left]
  const isReadable = fault === null && (assignment !== undefined || layout.roles.position?.isSound !== false)
  if (!isReadable)
    return unread(open, assignment && fault !== null ? [fault] : doubts.length > 0 ? doubts : [fault ?? ''])
  const reading = readPlaces(open, doubts)
  return { ...reading, notes: [...reading.notes, ...left.map((text) => ({ text }))] }
}

const otherTable = (line: number) =>
  `Line ${line} has headings of its own, and they differ: it begins another table, which was left out.`

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

function sheetOf(
  { layout, body, uses, assignment }: OpenTable,
  asks: readonly TableQuestion[],
  reasons: readonly string[],
  told: { readonly dayFirst: boolean | null; readonly zoneMin: number | null } = assignment ?? {
    dayFirst: null,
    zoneMin: 0,
  },
): TableSheet {
  const { headings, delimiter } = layout
  return {
    headings,
    rows: body.slice(0, SHEET_ROWS).map(({ cells }) => headings.map((_, index) => cells[index] ?? '')),
    assignment: { columns: uses, dayFirst: told.dayFirst, zoneMin: told.zoneMin },
    asks,
    reasons,
    layoutKey: [
      delimiter === '\t' ? 'tab' : delimiter,
      headings.length,
      ...headings.map((heading) => heading.toLowerCase()),
    ].join('|'),
  }
}

function readPlaces(open: OpenTable, doubts: readonly string[]): Reading {
  const { layout, all, body, uses, columns, assignment } = open
  const { head, roles } = layout
  const reading = placeReading(body, uses, { lonFirst: isLonFirst(open), headings: layout.headings })
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
  if (columns.ships.length === 0 && placed.length > MAX_POINTS)
    return { ...unread(open, []), drafts: [{ kind: 'line', name: '', points: placed.map(({ position }) => position) }] }
  const titles = titlesOf(rowsAbove(layout, all), remarksOf(body, sorted))
  const ships = shipsOf(placed, columns)
  const rows = placed.map(({ row }) => row)
  const localHeading = roles.senses.some((sense) => sense?.kind === 'time' && sense.zone === 'local')
  const times = readTableTimes(rows, {
    columns,
    uses,
    senses: roles.senses,
    ships: ships.map(({ indexes }) => indexes),
    saysLocal: titles.saysLocal || localHeading,
    titleZone: localHeading && titles.zoneMin === 0 ? null : titles.zoneMin,
    assigned: assignment,
  })
  const notes: ImportNote[] = []
  const isTrack = isSailed(times, columns)
  noteTable(open, notes, isTrack)
  noteTimes(times, notes)
  notes.push(...oddRowNotes(sorted))
  const drafts = ships.map((ship) =>
    draftOf(ship, { open, placed, times, titles, isTrack, isOnly: ships.length === 1, notes }),
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
    ...(times.needsOrder ? ['Choose whether its dates have the day or the month first.'] : []),
    ...(times.needsZone ? [zoneReason(layout, columns)] : []),
  ]
  return { format: formatNames[layout.delimiter], drafts, notes, table: sheetOf(open, asks, reasons, times) }
}

function zoneReason({ headings }: TableLayout, { zone }: UsedColumns): string {
  if (zone === null) return 'Choose in which zone its times are.'
  const column = headings[zone] ? `“${headings[zone]}”` : `Column ${zone + 1}`
  return `${column} does not say whether its hours are those ahead of UTC or those to be added to give UTC. Choose in which zone its times are.`
}

/** Of a heading "Lon/Lat". */
function isLonFirst({ layout, columns }: OpenTable): boolean {
  const sense = columns.position === null ? null : layout.roles.senses[columns.position]
  return sense?.kind === 'position' && sense.lonFirst
}

/** 50,4711,4,5 must never become 50° N: more whole numbers than the header has columns, or four and nothing else. */
function refuseDecimalCommas({ layout, body, columns, assignment }: OpenTable): void {
  const { delimiter, head, headings } = layout
  if (delimiter !== ',' || assignment) return
  const { lat, lon } = columns
  const isSplit = ({ cells }: TableRow) => {
    if (!head) return cells.length === 4 && cells.every(isWholeNumber)
    const isWholePair =
      lat && lon && lat.minutes === null && isWholeNumber(cells[lat.main] ?? '') && isWholeNumber(cells[lon.main] ?? '')
    return isWholePair && cells.slice(headings.length).some((cell) => cell !== '')
  }
  const found = body.find(isSplit)
  if (found && (head || body.every(isSplit)))
    throw new AppError(
      'file-malformed',
      `line ${found.line}: a comma seems to be the decimal mark; separate the columns with semicolons or tabs`,
    )
}

interface ShipRows {
  readonly name: string
  /** Among the rows with a position. */
  readonly indexes: readonly number[]
}

/** The rows of each ship; all of them where the table names none. */
function shipsOf(placed: readonly PlacedRow[], { ships }: UsedColumns): ShipRows[] {
  const [key, ...labels] = ships
  const all = placed.map((_, index) => index)
  if (key === undefined) return [{ name: '', indexes: all }]
  const groups = new Map<string, number[]>()
  for (const index of all) {
    const own = at(placed, index).row.cells[key] ?? ''
    const group = groups.get(own)
    if (group) group.push(index)
    else groups.set(own, [index])
  }
  return [...groups].map(([own, indexes]) => {
    const cells = indexes.flatMap((index) => labels.map((label) => at(placed, index).row.cells[label] ?? ''))
    return { name: cells.find((cell) => !isNothing(cell)) ?? own, indexes }
  })
}

/** Times at which the ship is there make a track; beside ETAs, stays and kinds of legs they are part of a plan. */
function isSailed({ time }: TableTimes, columns: UsedColumns): boolean {
  if (columns.ships.length > 0 && columns.times.length > 0) return true
  const isPlan = columns.etas.length + columns.etds.length > 0 || columns.legType !== null || columns.stay !== null
  return !isPlan && time.times.filter((timeMs) => timeMs !== null).length > 1
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
  { name: ship, indexes }: ShipRows,
  { open, placed, times, titles, isTrack, isOnly, notes }: DraftContext,
): Draft {
  const { columns, uses } = open
  const name = isOnly ? titles.name || ship : ship
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

/** Lines of words below the rows: what they say of times goes for all of them. */
const remarksOf = (body: readonly TableRow[], { empty, comments }: SortedRows) => {
  const lines = new Set([...empty.filter(({ isRemark }) => isRemark).map(({ line }) => line), ...comments])
  return lines.size === 0 ? [] : body.filter(({ line }) => lines.has(line)).map(({ cells }) => cells.join(' '))
}

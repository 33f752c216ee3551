import { MINUTE_MS } from '../../time.ts'
import { plainWords, type WrittenZone, zoneOf, zonesIn } from '../../units/time-words.ts'
import { midnightOfDate } from '../../units/written-time.ts'
import type { ColumnUse } from '../table-sheet.ts'
import { type DatedClock, dayOrderOf, isOpenDate } from './day-order.ts'
import type { Sense } from './headings.ts'
import type { TableRow } from './rows.ts'
import { type TimeCells, timeCells } from './time-cells.ts'
import type { UsedColumns } from './uses.ts'

/** The times of one column or of a date and a time, one per row. */
export interface ReadTimes {
  /** Epoch milliseconds UTC; null where there is none or it is not known. */
  readonly times: readonly (number | null)[]
  readonly unread: readonly { readonly line: number; readonly text: string }[]
}

export interface TableTimes {
  readonly time: ReadTimes
  readonly eta: ReadTimes
  readonly etd: ReadTimes
  /** As the assignment says, else as the table tells. */
  readonly dayFirst: boolean | null
  readonly zoneMin: number | null
  readonly needsOrder: boolean
  readonly needsZone: boolean
  /** A date with a year of two figures that could as well begin with it. */
  readonly shortYear: string | null
}

export interface TimeContext {
  readonly columns: UsedColumns
  readonly uses: readonly ColumnUse[]
  readonly senses: readonly (Sense | null)[]
  /** Rows of one ship together; each has its rows by index. */
  readonly ships: readonly (readonly number[])[]
  /** Does a title or a heading speak of local time? */
  readonly saysLocal: boolean
  /** A zone for all times, as the title says. */
  readonly titleZone: number | null
  /** As the operator wants it; undefined: to be found out. */
  readonly assigned: { readonly dayFirst: boolean | null; readonly zoneMin: number | null } | undefined
}

export function readTableTimes(rows: readonly TableRow[], context: TimeContext): TableTimes {
  const { columns, senses, assigned } = context
  const main = [...columns.dates, ...columns.times]
  const groups = [
    groupOf(rows, main),
    withDates(rows, columns.etas, columns.dates),
    withDates(rows, columns.etds, columns.dates),
  ]
  const sequences = groups.flatMap(({ cells }) =>
    context.ships.map((ship) => datedOf(ship.map((index) => cells[index]))),
  )
  const said = groups
    .flatMap(({ own }) => own)
    .map((column) => senses[column])
    .find((sense) => sense?.kind === 'time' && sense.order !== null)
  const told = said?.kind === 'time' ? said.order : dayOrderOf([...sequences, ...unusedDates(rows, context)])
  const dayFirst = assigned?.dayFirst ?? told
  const isOpen = sequences.flat().some(({ date }) => isOpenDate(date))
  const saysLocal =
    context.saysLocal ||
    groups.some(({ cells }) => cells.some((cell) => cell.kind === 'written' && cell.written.zone === 'local'))
  const zoneMin = assigned
    ? assigned.zoneMin
    : (context.titleZone ?? (saysLocal || hasDoubtfulZones(rows, context) ? null : 0))
  let needsZone = false
  const read = groups.map(({ own, cells }): ReadTimes => {
    const unread: { line: number; text: string }[] = []
    const times = cells.map((cell, index) => {
      const row = rows[index]
      if (!row || cell.kind === 'nothing') return null
      if (cell.kind === 'moment') return cell.ms
      const complete =
        cell.kind === 'written' && cell.written.date !== null && cell.written.clockMs !== null ? cell.written : null
      if (complete?.date && dayFirst === null && isOpenDate(complete.date)) return null
      const midnightMs = complete?.date ? midnightOfDate(complete.date, dayFirst) : null
      const zone = complete && zoneOfRow(complete.zone, row, { own, context, zoneMin })
      if (!complete || complete.clockMs === null || midnightMs === null || zone === 'contradiction') {
        unread.push({ line: row.line, text: cell.text })
        return null
      }
      if (zone === null) {
        needsZone = true
        return null
      }
      return midnightMs + complete.clockMs - zone * MINUTE_MS
    })
    return { times, unread }
  })
  const [time = none, eta = none, etd = none] = read
  return {
    time,
    eta,
    etd,
    dayFirst,
    zoneMin,
    needsOrder: isOpen && dayFirst === null,
    needsZone,
    shortYear: shortYearIn(groups.flatMap(({ cells }) => cells)),
  }
}

/** Dates of columns that are not read may still show how dates are written here; their order says nothing. */
function unusedDates(rows: readonly TableRow[], { senses, uses }: TimeContext): DatedClock[][] {
  const columns = senses.flatMap((sense, index) =>
    sense?.kind === 'time' && (uses[index]?.role ?? 'none') === 'none' ? [index] : [],
  )
  return columns.flatMap((column) => datedOf(timeCells(rows, [column])).map((dated) => [dated]))
}

interface TimeGroup {
  readonly own: readonly number[]
  readonly cells: readonly TimeCells[]
}

const groupOf = (rows: readonly TableRow[], own: readonly number[]): TimeGroup => ({
  own,
  cells: own.length === 0 ? rows.map(nothing) : timeCells(rows, own),
})

/** An ETA without a date of its own takes that of its row. */
function withDates(rows: readonly TableRow[], own: readonly number[], dates: readonly number[]): TimeGroup {
  const group = groupOf(rows, own)
  const isDated = group.cells.every(
    (cell) => cell.kind !== 'written' || (cell.written.date !== null && cell.written.date.kind !== 'day'),
  )
  return dates.length === 0 || own.length === 0 || isDated ? group : groupOf(rows, [...dates, ...own])
}

const none: ReadTimes = { times: [], unread: [] }
const nothing = (): TimeCells => ({ kind: 'nothing' })

const datedOf = (cells: readonly (TimeCells | undefined)[]): DatedClock[] =>
  cells.flatMap((cell) =>
    cell?.kind === 'written' && cell.written.date
      ? [{ date: cell.written.date, clockMs: cell.written.clockMs ?? 0 }]
      : [],
  )

function shortYearIn(cells: readonly TimeCells[]): string | null {
  const found = cells.find(
    (cell) =>
      cell.kind === 'written' && cell.written.date?.kind === 'numbers' && cell.written.date.shortYear && !cell.written.date.dotted &&
      cell.written.date.second <= 12 && cell.written.date.year % 100 <= 31 && cell.written.date.first !== cell.written.date.year % 100,
  ) // prettier-ignore
  return found?.kind === 'written' ? found.text : null
}

/** Minutes ahead of UTC; null: nobody has said yet. */
function zoneOfRow(
  written: WrittenZone | null,
  row: TableRow,
  { own, context, zoneMin }: { own: readonly number[]; context: TimeContext; zoneMin: number | null },
): number | null | 'contradiction' {
  const ofColumn = own.map((column) => context.uses[column]?.zoneMin).find((zone) => zone !== undefined)
  if (typeof written === 'number') return ofColumn !== undefined && ofColumn !== written ? 'contradiction' : written
  if (ofColumn !== undefined) return written === 'local' && ofColumn === 0 ? 'contradiction' : ofColumn
  const { zone } = context.columns
  const ofRow = zone === null ? undefined : zoneOfCell(row.cells[zone] ?? '', context.senses[zone] ?? null)
  return ofRow ?? zoneMin
}

/** A cell of a column of zones: `-3`, `UTC+3`, `ZD -3`, `+03:00`; undefined where it does not say plainly. */
export function zoneOfCell(cell: string, sense: Sense | null): number | undefined {
  const plain = plainWords(cell).replace(/[()]/g, ' ').trim()
  const named = zoneOf(zonesIn(plain).zones)
  if (typeof named === 'number') return named
  const [, mark, hours, minutes] = /^([+-]?) ?(\d{1,2})(?::?([0-5]\d))? ?(?:h|hrs?)?$/.exec(plain) ?? []
  if (hours === undefined || Number(hours) > 14) return undefined
  const value = (mark === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes ?? 0)) + 0
  const sign = sense?.kind === 'zone' ? sense.sign : 'doubtful'
  if (value === 0) return 0
  // +03:00 is how clocks write what is ahead of UTC; a bare 3 may as well be a ZD.
  if (sign === 'zd') return -value
  return sign === 'offset' || (mark !== '' && minutes !== undefined) ? value : undefined
}

const hasDoubtfulZones = (rows: readonly TableRow[], { columns, senses }: TimeContext) => {
  const { zone } = columns
  return (
    zone !== null &&
    rows.some(
      ({ cells }) => (cells[zone] ?? '') !== '' && zoneOfCell(cells[zone] ?? '', senses[zone] ?? null) === undefined,
    )
  )
}

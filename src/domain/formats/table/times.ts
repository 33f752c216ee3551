import { MINUTE_MS } from '../../time.ts'
import { plainWords, type WrittenZone, zoneOf, zonesIn } from '../../units/time-words.ts'
import { formatUtcFull } from '../../units/time-text.ts'
import { midnightOfDate } from '../../units/written-time.ts'
import type { ColumnUse, GivenAssignment } from '../table-sheet.ts'
import { type DatedClock, dayOrderOf, isOpenDate, showsOrder } from './day-order.ts'
import type { Sense } from './headings.ts'
import { isNothing, type TableRow } from './rows.ts'
import { areSerialTimes, datesOf, type TimeCells, timeCells, withDatesAbove } from './time-cells.ts'
import type { UsedColumns } from './uses.ts'

/** The times of one column or of a date and a time, one per row. */
export interface ReadTimes {
  /** Epoch milliseconds UTC; null where there is none or it is not known. */
  readonly times: readonly (number | null)[]
  readonly unread: readonly { readonly line: number; readonly text: string }[]
  /** How many are whole but for what has to be asked. */
  readonly open: number
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
  /** How many were taken as UTC because nothing says their zone. */
  readonly unzoned: number
  /** What else was made of them, in sentences. */
  readonly remarks: readonly string[]
}

/** Have cells the date of a row above? */
const carried = (cells: readonly TimeCells[]) => cells.some((cell) => cell.kind === 'written' && cell.isDateAbove)

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
  readonly assigned: Pick<GivenAssignment, 'dayFirst' | 'zoneMin'> | undefined
}

export function readTableTimes(rows: readonly TableRow[], context: TimeContext): TableTimes {
  const { columns, senses, assigned } = context
  const main = [...columns.dates, ...columns.times]
  const groups = [
    groupOf(rows, main, context),
    withDates(rows, columns.etas, context),
    withDates(rows, columns.etds, context),
  ].map((group) => ({ ...group, cells: withDatesInBlocks(group.cells, context.ships) }))
  const zoneCells = zoneCellsOf(rows, context)
  const zoneSense = columns.zone === null ? null : (senses[columns.zone] ?? null)
  const sequences = groups.flatMap(({ cells }) =>
    context.ships.map((ship) => datedOf(ship.map((index) => cells[index]))),
  )
  const said = groups
    .flatMap(({ own }) => own)
    .map((column) => senses[column])
    .find((sense) => sense?.kind === 'time' && sense.order !== null)
  const told = said?.kind === 'time' ? said.order : dayOrderOf([...sequences, ...unusedDates(rows, context)])
  const dayFirst = assigned?.dayFirst ?? told
  const dated = sequences.flat()
  const openDate = dated.map(({ date }) => date).find(isOpenDate)
  const saysLocal =
    context.saysLocal ||
    groups.some(({ cells }) => cells.some((cell) => cell.kind === 'written' && cell.written.zone === 'local'))
  const isZoneGiven = assigned?.zoneMin !== undefined
  const zoneMin =
    assigned?.zoneMin !== undefined
      ? assigned.zoneMin
      : (context.titleZone ?? (saysLocal || hasDoubtfulZones(zoneCells, context) ? null : 0))
  const remarks = new Set<string>()
  if (openDate && told !== null && said === undefined && assigned?.dayFirst == null && !dated.some(showsOrder))
    remarks.add(
      `Dates such as ${openDate.first}/${openDate.second} are read with the ${told ? 'day' : 'month'} first, as only so they follow one another.`,
    )
  if (columns.zone !== null && rows.some(({ cells }, index) => (cells[columns.zone ?? 0] ?? '') !== zoneCells[index]))
    remarks.add('Rows without a zone have that of the row above.')
  let needsZone = false
  let unzoned = 0
  const read = groups.map(({ own, cells }): ReadTimes => {
    const unread: { line: number; text: string }[] = []
    let open = 0
    const isOpen = own.every((column) => context.uses[column]?.zoneMin === undefined)
    const isUnsaid = isOpen && !isZoneGiven && context.titleZone === null
    const times = cells.map((cell, index) => {
      const row = rows[index]
      if (!row || cell.kind === 'nothing') return null
      if (cell.kind === 'moment') return cell.ms
      const complete =
        cell.kind === 'written' && cell.written.date !== null && cell.written.clockMs !== null ? cell.written : null
      if (complete?.date && dayFirst === null && isOpenDate(complete.date)) {
        open += 1
        return null
      }
      const midnightMs = complete?.date ? midnightOfDate(complete.date, dayFirst) : null
      const zone = complete && zoneOfRow(complete.zone, zoneCells[index] ?? '', { own, context, zoneMin })
      if (!complete || complete.clockMs === null || midnightMs === null || zone === 'contradiction') {
        unread.push({ line: row.line, text: cell.text })
        return null
      }
      if (zone === null) {
        needsZone = true
        open += 1
        return null
      }
      if (isUnsaid && complete.zone === null && zoneOfCell(zoneCells[index] ?? '', zoneSense) === undefined)
        unzoned += 1
      return midnightMs + complete.clockMs - zone * MINUTE_MS
    })
    const written = cells.flatMap((cell) => (cell.kind === 'written' && cell.written.date ? [cell.written.zone] : []))
    if (isUnsaid && columns.zone === null && zoneMin === 0 && new Set(written).size > 1)
      if (written.includes(null))
        remarks.add('Some of its times say their zone; those that say none were taken as UTC.')
    for (const column of own) {
      const first = times.find((ms) => ms !== null)
      if (own.length === 1 && first !== undefined && areSerialTimes(rows.map((row) => row.cells[column] ?? '')))
        remarks.add(`Its times are numbers, read as the days of a spreadsheet: the first is ${formatUtcFull(first)}.`)
    }
    if (carried(cells)) remarks.add('Rows without a date have that of the row above.')
    return { times, unread, open }
  })
  const [time = none, eta = none, etd = none] = read
  return {
    time,
    eta,
    etd,
    dayFirst,
    zoneMin,
    needsOrder: openDate !== undefined && dayFirst === null,
    needsZone,
    remarks: [...remarks],
    unzoned,
    shortYear: shortYearIn(groups.flatMap(({ cells }) => cells)),
  }
}

/** A date holds on below where the rows of a ship or route stand together. */
function withDatesInBlocks(cells: readonly TimeCells[], blocks: readonly (readonly number[])[]): readonly TimeCells[] {
  const areBlocks = blocks.every((block) => (block.at(-1) ?? 0) - (block[0] ?? 0) === block.length - 1)
  if (!areBlocks) return cells
  const dated = [...cells]
  for (const block of blocks)
    for (const [place, cell] of withDatesAbove(block.flatMap((index) => cells[index] ?? [])).entries())
      dated[block[place] ?? 0] = cell
  return dated
}

/** Dates of columns that are not read may still show how dates are written here; their order says nothing. */
function unusedDates(rows: readonly TableRow[], { senses, uses }: TimeContext): DatedClock[][] {
  const columns = senses.flatMap((sense, index) =>
    sense?.kind === 'time' && (uses[index]?.role ?? 'none') === 'none' ? [index] : [],
  )
  return columns.flatMap((column) => datedOf(timeCells(rows, [column], datesOf(senses))).map((dated) => [dated]))
}

interface TimeGroup {
  readonly own: readonly number[]
  readonly cells: readonly TimeCells[]
}

const groupOf = (
  rows: readonly TableRow[],
  own: readonly number[],
  { senses, uses }: Pick<TimeContext, 'senses' | 'uses'>,
): TimeGroup => ({
  own,
  cells: own.length === 0 ? rows.map(nothing) : timeCells(rows, own, datesOf(senses, uses)),
})

/** An ETA without a date of its own takes that of its row. */
function withDates(rows: readonly TableRow[], own: readonly number[], context: TimeContext): TimeGroup {
  const { columns, senses, uses } = context
  const { dates } = columns
  const zoneIn = (columns: readonly number[]) =>
    columns
      .map((column) => {
        const sense = senses[column]
        return uses[column]?.zoneMin ?? (sense?.kind === 'time' ? sense.zone : null)
      })
      .find((zone) => zone !== null)
  // The day of one zone is not always that of the other.
  const [dateZone, ownZone] = [zoneIn(dates), zoneIn(own)]
  const group = groupOf(rows, own, context)
  const isDated = group.cells.every(
    (cell) => cell.kind !== 'written' || (cell.written.date !== null && cell.written.date.kind !== 'day'),
  )
  const isOther = dateZone !== undefined && ownZone !== undefined && dateZone !== ownZone
  return dates.length === 0 || own.length === 0 || isDated || isOther
    ? group
    : groupOf(rows, [...dates, ...own], context)
}

const none: ReadTimes = { times: [], unread: [], open: 0 }
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
  zoneCell: string,
  { own, context, zoneMin }: { own: readonly number[]; context: TimeContext; zoneMin: number | null },
): number | null | 'contradiction' {
  const ofColumn = own.map((column) => context.uses[column]?.zoneMin).find((zone) => zone !== undefined)
  if (typeof written === 'number') return ofColumn !== undefined && ofColumn !== written ? 'contradiction' : written
  if (ofColumn !== undefined) return written === 'local' && ofColumn === 0 ? 'contradiction' : ofColumn
  const { zone } = context.columns
  const ofRow = zone === null ? undefined : zoneOfCell(zoneCell, context.senses[zone] ?? null)
  return ofRow ?? zoneMin
}

/** The cells of the column of zones by row: where one is blank the clocks are as in the row above. */
function zoneCellsOf(rows: readonly TableRow[], { columns: { zone }, ships }: TimeContext): readonly string[] {
  const cells = rows.map((row) => (zone === null ? '' : (row.cells[zone] ?? '')))
  for (const ship of ships) {
    let last = ''
    for (const index of ship) cells[index] = last = isNothing(cells[index] ?? '') ? last : (cells[index] ?? '')
  }
  return cells
}

/** A cell of a column of zones: `-3`, `UTC+3`, `ZD -3`, `+03:00`; undefined where it does not say plainly. */
export function zoneOfCell(cell: string, sense: Sense | null): number | undefined {
  const plain = plainWords(cell).replace(/[()]/g, ' ').trim()
  if (sense?.kind === 'zone' && sense.inMinutes && /^[+-]? ?\d+$/.test(plain)) {
    const minutes = Number(plain.replace(' ', '')) * (sense.sign === 'zd' ? -1 : 1) + 0
    return Math.abs(minutes) > 14 * 60 || (sense.sign === 'doubtful' && minutes !== 0) ? undefined : minutes
  }
  const named = zoneOf(zonesIn(plain).zones)
  if (typeof named === 'number') return named
  const [, mark, hours, minutes] = /^([+-]?) ?(\d{1,2}(?!\d)|\d\d)(?::?([0-5]\d))? ?(?:h|hrs?)?$/.exec(plain) ?? []
  // 330 may as well be minutes.
  if (hours === undefined || Number(hours) > 14) return undefined
  const value = (mark === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes ?? 0)) + 0
  const sign = sense?.kind === 'zone' ? sense.sign : 'doubtful'
  if (value === 0) return 0
  // +03:00 is how clocks write what is ahead of UTC; a bare 3 may as well be a ZD.
  if (sign === 'zd') return -value
  return sign === 'offset' || (mark !== '' && minutes !== undefined) ? value : undefined
}

const hasDoubtfulZones = (zoneCells: readonly string[], { columns: { zone }, senses }: TimeContext) =>
  zone !== null && zoneCells.some((cell) => zoneOfCell(cell, senses[zone] ?? null) === undefined)

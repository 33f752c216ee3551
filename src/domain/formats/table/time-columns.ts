import { DAY_MS, MINUTE_MS } from '../../time.ts'
import { plainWords, zonesIn } from '../../units/time-words.ts'
import { legTypeOf } from '../draft-points.ts'
import type { ColumnUse } from '../table-sheet.ts'
import type { Sense } from './headings.ts'
import type { Sample } from './samples.ts'
import { type DatesOf, datesOf, isHalfDay, type TimeCells, timeCells, withDatesAbove } from './time-cells.ts'

interface TimeColumn {
  readonly index: number
  readonly zone: number | 'local' | null
  readonly hasDate: boolean
  readonly hasClock: boolean
  readonly isQualified: boolean
  /** As far as this column alone tells. */
  readonly cells: readonly TimeCells[]
}

/**
 * UTC before a known zone, that before times of which nothing is said, and local time last; behind all of them what a
 * word more sets apart from the time of the row.
 */
const rank = ({ zone, isQualified }: TimeColumn) =>
  (isQualified ? 4 : 0) + (zone === 0 ? 0 : typeof zone === 'number' ? 1 : zone === null ? 2 : 3)

interface TimeUses {
  readonly uses: ReadonlyMap<number, ColumnUse>
  /** Why they are to be asked for. */
  readonly doubts: readonly string[]
}

/** Of several columns with times those that say it in UTC, as a date and a time or both in one. */
export function timeUses(headings: readonly string[], senses: readonly (Sense | null)[], sample: Sample): TimeUses {
  const uses = new Map<number, ColumnUse>()
  const doubts: string[] = []
  const named = ({ index }: TimeColumn) => `“${headings[index] ?? ''}”`
  const all = (['time', 'eta', 'etd'] as const).map((of) => ({ of, columns: columnsFor(of, senses, sample) }))
  const dates = all.flatMap(({ of, columns }) => (of === 'time' ? columns.filter(isDateAlone) : []))
  for (const { of, columns } of all) {
    const clocks = columns.filter(({ hasClock }) => hasClock).sort((a, b) => rank(a) - rank(b))
    // Beside a date and a time in columns of their own a date with a midnight is no time.
    const [clock = columns.find(({ hasDate }) => hasDate)] = clocks
    if (!clock) continue
    // When a ship is due at her next port says nothing of where she is at a time that the row has as well.
    if (
      of !== 'time' &&
      clock.hasDate &&
      clock.hasClock &&
      ((dates.length > 0 && isConstant(clock)) || hasTimes(uses, sample, datesOf(senses)))
    )
      continue
    const rival = clocks.find((other) => other !== clock && rank(other) === rank(clock) && differ(clock, other))
    if (rival) doubts.push(`${named(clock)} and ${named(rival)} are different times; ${named(clock)} was taken.`)
    const own = clock.hasDate
      ? undefined
      : dateFor(clock, of === 'time' ? dates : [...columns.filter(isDateAlone), ...dates])
    const local = own?.zone === null && clocks.find(({ zone, hasDate }) => zone !== clock.zone && !hasDate)
    if (own && local)
      doubts.push(
        `${named(own)} may be the date of ${named(clock)} or of ${named(local)}, which are in different zones.`,
      )
    for (const column of own ? [own, clock] : [clock]) {
      const role = of !== 'time' ? of : column === own || !column.hasClock ? 'date' : 'time'
      uses.set(column.index, { role, ...(typeof column.zone === 'number' && { zoneMin: column.zone }) })
    }
    const half = clock.hasClock ? halfDayOf(clock, senses, sample) : undefined
    if (half !== undefined) uses.set(half, { role: of })
  }
  const [zone = zoneByCells(headings, senses, { uses, sample })] = senses.flatMap((sense, index) =>
    sense?.kind === 'zone' && sample.cells(index).length > 0 ? [index] : [],
  )
  const needsZone = [...uses.values()].some((use) => use.zoneMin === undefined && use.role !== 'date')
  if (zone !== undefined && needsZone) uses.set(zone, { role: 'zone' })
  return { uses, doubts }
}

/** A column that has zones and nothing else, or, blank and behind a time, what may be one: BRT, WIB. */
function zoneByCells(
  headings: readonly string[],
  senses: readonly (Sense | null)[],
  { uses, sample }: { uses: ReadonlyMap<number, ColumnUse>; sample: Sample },
): number | undefined {
  const isZone = (cell: string) => {
    const { zones, rest } = zonesIn(plainWords(cell).replace(/[()]/g, ' ').trim())
    return zones.length > 0 && rest === ''
  }
  const mayBeZone = (cell: string) => isZone(cell) || (/^[A-Z]{2,5}$/.test(cell) && legTypeOf(cell) === null)
  const found = senses.findIndex((sense, index) => {
    const cells = sense === null && !uses.has(index) ? sample.cells(index) : []
    const isBehind = headings[index] === '' && /^(?:time|eta|etd)$/.test(uses.get(index - 1)?.role ?? '')
    return cells.length > 0 && cells.every(isBehind ? mayBeZone : isZone)
  })
  return found < 0 ? undefined : found
}

/** The column of AM and PM right behind a time of day, else the only one. */
function halfDayOf({ index }: TimeColumn, senses: readonly (Sense | null)[], sample: Sample): number | undefined {
  const halves = senses.flatMap((_, column) => (isHalfDay(sample.cells(column)) ? [column] : []))
  return halves.includes(index + 1) ? index + 1 : halves.length === 1 ? halves[0] : undefined
}

/** Have nearly all rows a time of their own, a date and a time of day? */
function hasTimes(uses: ReadonlyMap<number, ColumnUse>, { rows }: Sample, dates: DatesOf): boolean {
  const columns = (['date', 'time'] as const).flatMap((role) =>
    [...uses].flatMap(([index, use]) => (use.role === role ? [index] : [])),
  )
  const full = columns.length === 0 ? [] : fullIn(withDatesAbove(timeCells(rows, columns, dates)))
  return full.length * 3 >= rows.length * 2 && new Set(full).size > 1
}

/** Is it one time in all rows, and so of none of them? */
function isConstant({ cells }: TimeColumn): boolean {
  const full = fullIn(cells)
  return full.length > 1 && new Set(full).size === 1
}

/** What tells the full times apart. */
const fullIn = (cells: readonly TimeCells[]) =>
  cells.flatMap((cell) => {
    if (cell.kind === 'moment') return [String(cell.ms)]
    if (cell.kind !== 'written' || cell.written.date === null || cell.written.clockMs === null) return []
    return [JSON.stringify([cell.written.date, cell.written.clockMs])]
  })

/** Do two columns have times of day in a row that are a minute apart? */
const differ = (one: TimeColumn, other: TimeColumn) =>
  one.cells.some((cell, index) => {
    const [own, rival] = [clockOf(cell), clockOf(other.cells[index])]
    const apart = own === null || rival === null ? 0 : Math.abs(own - rival)
    return Math.min(apart, DAY_MS - apart) >= MINUTE_MS
  })

const clockOf = (cell: TimeCells | undefined) =>
  cell?.kind === 'moment' ? cell.ms % DAY_MS : cell?.kind === 'written' ? cell.written.clockMs : null

const isDateAlone = ({ hasDate, hasClock }: TimeColumn) => hasDate && !hasClock

/** The date of the same zone, else one of which nothing is said. */
const dateFor = (clock: TimeColumn, dates: readonly TimeColumn[]) =>
  dates.find(({ zone }) => zone === clock.zone) ??
  dates.find(({ zone }) => zone === null) ??
  (clock.zone === null ? dates[0] : undefined)

function columnsFor(of: 'time' | 'eta' | 'etd', senses: readonly (Sense | null)[], sample: Sample): TimeColumn[] {
  return senses.flatMap((sense, index) => {
    if (sense?.kind !== 'time' || sense.of !== of || sample.cells(index).length === 0) return []
    const cells = timeCells(sample.rows, [index], datesOf(senses))
    const written = cells.flatMap((cell) => (cell.kind === 'written' ? [cell.written] : []))
    const moments = cells.filter(({ kind }) => kind === 'moment').length
    const isRead = written.length + moments > 0
    const dated =
      written.filter(({ date }) => date !== null && date.kind !== 'day' && !(date.kind === 'date' && date.year <= 1900))
        .length + moments
    const timed = written.filter(({ clockMs }) => clockMs !== null)
    const isFull = timed.filter(({ date }) => date !== null).length + moments === sample.cells(index).length
    const isDecimal = sample.cells(index).some((cell) => /^\d*[.,]\d+$/.test(cell))
    // Without a date it may be any time, and hours with decimals any span.
    if ((sense.qualifier !== '' && !isFull) || (sense.inHours && isDecimal)) return []
    const isMidnights =
      sense.what === 'date' && timed.length > 0 && timed.every(({ clockMs }) => clockMs === 0) && moments === 0
    return [
      {
        index,
        zone: sense.zone,
        hasDate: isRead ? dated > 0 : sense.what !== 'time',
        hasClock: isRead
          ? timed.length + moments > 0 && !(isMidnights && hasClockBeside(senses, index))
          : sense.what !== 'date',
        isQualified: sense.qualifier !== '',
        cells,
      },
    ]
  })
}

const hasClockBeside = (senses: readonly (Sense | null)[], index: number) =>
  senses.some((sense, other) => other !== index && sense?.kind === 'time' && sense.what === 'time')

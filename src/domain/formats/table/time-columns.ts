import type { ColumnUse } from '../table-sheet.ts'
import type { Sense } from './headings.ts'
import type { Sample } from './samples.ts'
import { timeCells } from './time-cells.ts'

interface TimeColumn {
  readonly index: number
  readonly zone: number | 'local' | null
  readonly hasDate: boolean
  readonly hasClock: boolean
}

/** UTC before a known zone, that before times of which nothing is said, and local time last. */
const rank = ({ zone }: TimeColumn) => (zone === 0 ? 0 : typeof zone === 'number' ? 1 : zone === null ? 2 : 3)

/** Of several columns with times those that say it in UTC, as a date and a time or both in one. */
export function timeUses(senses: readonly (Sense | null)[], sample: Sample): ReadonlyMap<number, ColumnUse> {
  const uses = new Map<number, ColumnUse>()
  const all = (['time', 'eta', 'etd'] as const).map((of) => ({ of, columns: columnsFor(of, senses, sample) }))
  const dates = all.flatMap(({ of, columns }) => (of === 'time' ? columns.filter(isDateAlone) : []))
  for (const { of, columns } of all) {
    const clocks = columns.filter(({ hasClock }) => hasClock).sort((a, b) => rank(a) - rank(b))
    // Beside a date and a time in columns of their own a date with a midnight is no time.
    const [clock = columns.find(({ hasDate }) => hasDate)] = clocks
    if (!clock) continue
    const own = clock.hasDate
      ? undefined
      : dateFor(clock, of === 'time' ? dates : [...columns.filter(isDateAlone), ...dates])
    for (const column of own ? [own, clock] : [clock]) {
      const role = of !== 'time' ? of : column === own || !column.hasClock ? 'date' : 'time'
      uses.set(column.index, { role, ...(typeof column.zone === 'number' && { zoneMin: column.zone }) })
    }
  }
  const [zone] = senses.flatMap((sense, index) =>
    sense?.kind === 'zone' && sample.cells(index).length > 0 ? [index] : [],
  )
  const needsZone = [...uses.values()].some((use) => use.zoneMin === undefined && use.role !== 'date')
  if (zone !== undefined && needsZone) uses.set(zone, { role: 'zone' })
  return uses
}

const isDateAlone = ({ hasDate, hasClock }: TimeColumn) => hasDate && !hasClock

/** The date of the same zone, else one of which nothing is said. */
const dateFor = (clock: TimeColumn, dates: readonly TimeColumn[]) =>
  dates.find(({ zone }) => zone === clock.zone) ??
  dates.find(({ zone }) => zone === null) ??
  (clock.zone === null ? dates[0] : undefined)

function columnsFor(of: 'time' | 'eta' | 'etd', senses: readonly (Sense | null)[], sample: Sample): TimeColumn[] {
  return senses.flatMap((sense, index) => {
    if (sense?.kind !== 'time' || sense.of !== of || sample.cells(index).length === 0) return []
    const cells = timeCells(sample.rows, [index])
    const written = cells.flatMap((cell) => (cell.kind === 'written' ? [cell.written] : []))
    const moments = cells.filter(({ kind }) => kind === 'moment').length
    const isRead = written.length + moments > 0
    const dated =
      written.filter(({ date }) => date !== null && date.kind !== 'day' && !(date.kind === 'date' && date.year <= 1900))
        .length + moments
    const timed = written.filter(({ clockMs }) => clockMs !== null)
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
      },
    ]
  })
}

const hasClockBeside = (senses: readonly (Sense | null)[], index: number) =>
  senses.some((sense, other) => other !== index && sense?.kind === 'time' && sense.what === 'time')

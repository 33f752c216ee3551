import { plural } from '../file-values.ts'
import { legTypeOf } from '../leg-speeds.ts'
import type { ImportNote } from '../reading.ts'
import type { TableLayout } from './table-layout.ts'
import type { TableRow } from './table-rows.ts'
import type { TableTimes } from './table-time.ts'
import { notUsed } from '../unused-fields.ts'

/** Says what of a table was guessed and what was not understood: columns, title lines, times. */
export function noteTable(
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
      text: `There is no header: column ${columns.lat[0]! + 1} is taken as latitude, column ${columns.lon[0]! + 1} as longitude.`,
    })
  if (hasHeader) noteUnused(layout, all, notes)
  for (const { unread, ambiguous } of Object.values(times)) {
    if (ambiguous)
      notes.push({ text: 'Its dates may have the day or the month first; no row tells which, so they were left out.' })
    else if (unread > 0)
      notes.push({
        text: `${plural(unread, 'time')} cannot be read and ${unread === 1 ? 'was' : 'were'} left out: a date with year and a time of day is needed.`,
      })
  }
}

function noteUnused({ columns, headerRow }: TableLayout, all: readonly TableRow[], notes: ImportNote[]): void {
  const header = all[headerRow]!
  const { lat, lon, time, position, name, eta, etd, speed, legType, stay } = columns
  const used = new Set([...lat, ...lon, ...time, position, name, eta, etd, speed, stay])
  // A column "Leg" may as well hold running numbers.
  if (legType !== null && all.some(({ cells }) => legTypeOf(cells[legType] ?? '') !== null)) used.add(legType)
  const unused = header.cells.filter((cell, index) => cell !== '' && !used.has(index))
  if (unused.length > 0) notes.push({ line: header.line, text: notUsed('Column', unused) })
}

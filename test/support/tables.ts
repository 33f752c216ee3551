import { at } from '#src/domain/at.ts'

import { type ImportResult, readRouteFile } from '#src/domain/formats/import-file.ts'
import type { ColumnRole, TableAssignment, TableSheet } from '#src/domain/formats/table-sheet.ts'
import { bytesOf } from './route-files.ts'

/** A text as a table. */
export function readTable(text: string, assignment?: TableAssignment): ImportResult & { table: TableSheet } {
  const result = readRouteFile(bytesOf(text), 'file', undefined, assignment)
  if (!result.table) throw new Error('it was read as no table')
  return { ...result, table: result.table }
}

export const rolesIn = (text: string): readonly ColumnRole[] =>
  readTable(text).table.assignment.columns.map(({ role }) => role)
export const asksOf = (text: string) => readTable(text).table.asks
export const notesOf = (text: string) => readTable(text).notes.map(({ text: words }) => words)

/** `35.958 18.390` of each waypoint. */
export const placesIn = (result: ImportResult): readonly string[] =>
  at(result.candidates, 0).route?.waypoints.map(
    ({ position }) => `${position.lat.toFixed(3)} ${position.lon.toFixed(3)}`,
  ) ?? []

/** Its times in ISO 8601; '' where there is none. */
export const timesIn = (result: ImportResult): readonly string[] =>
  [...(at(result.candidates, 0).track?.timeMs ?? [])].map((ms) =>
    Number.isNaN(ms) ? '' : new Date(ms).toISOString().slice(0, 16),
  )

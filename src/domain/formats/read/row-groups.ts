import { at } from '../../at.ts'
import type { ImportNote } from '../reading.ts'
import type { PlacedRow } from '../table/odd-rows.ts'
import { isNothing, type TableRow } from '../table/rows.ts'
import type { UsedColumns } from '../table/uses.ts'

/** Rows of one ship or one route. */
export interface RowGroup {
  readonly name: string
  /** Among the rows with a position. */
  readonly indexes: readonly number[]
}

/**
 * The rows with cells that hold for several of them in each: of ships and routes, which are often written once for a
 * group, and of what a sheet has merged.
 */
export function withHeldCells(rows: readonly TableRow[], columns: UsedColumns): readonly TableRow[] {
  const groups = [columns.ships[0], columns.route].filter((column) => column != null)
  const held = new Set(groups.filter((column) => isWrittenOnce(rows, column)))
  const merged = [columns.speed, columns.legType, columns.zone, ...columns.dates, ...columns.ships, columns.route]
  const filled = [...held, ...merged.filter((column) => column != null)]
  if (held.size === 0 && rows.every((row) => row.merged === undefined)) return rows
  const last = new Map<number, string>()
  return rows.map((row) => {
    const cells = [...row.cells]
    for (const column of filled) {
      const own = cells[column] ?? ''
      if (own !== '') last.set(column, own)
      else if (held.has(column) || row.merged?.has(column)) cells[column] = last.get(column) ?? ''
    }
    return { ...row, cells: Array.from(cells, (cell) => cell ?? '') }
  })
}

/** Says so where rows have a ship or a route that is written above them. */
export const heldNotes = (
  written: readonly TableRow[],
  rows: readonly TableRow[],
  { ships: [ship], route }: UsedColumns,
): readonly ImportNote[] =>
  [[ship, 'ship'] as const, [route, 'route'] as const].flatMap(([column, word]) =>
    column != null && rows.some(({ cells }, index) => (cells[column] ?? '') !== (written[index]?.cells[column] ?? ''))
      ? [{ text: `Rows without a ${word} have that of the row above.` }]
      : [],
  )

/** Does each value stand in the first row of its group alone? A ship that comes again is left out elsewhere for another reason. */
function isWrittenOnce(rows: readonly TableRow[], column: number): boolean {
  const cells = rows.map((row) => row.cells[column] ?? '')
  const filled = cells.filter((cell) => cell !== '')
  const blanks = cells.length - filled.length
  return filled.length > 0 && cells[0] !== '' && blanks >= filled.length && new Set(filled).size === filled.length
}

/** The rows of each ship and route; all of them where the table names none. */
export function rowGroups(
  placed: readonly PlacedRow[],
  { ships: [key, ...labels], route }: UsedColumns,
  headings: readonly string[],
): RowGroup[] {
  const cell = (index: number, column: number | null | undefined) =>
    column == null ? '' : (at(placed, index).row.cells[column] ?? '')
  const groups = new Map<string, number[]>()
  for (const index of placed.keys()) {
    const own = `${cell(index, key)}\n${cell(index, route)}`
    const group = groups.get(own)
    if (group) group.push(index)
    else groups.set(own, [index])
  }
  return [...groups.values()].map((indexes) => {
    const first = indexes[0] ?? 0
    const label = indexes
      .flatMap((index) => labels.map((column) => cell(index, column)))
      .find((text) => !isNothing(text))
    const [ship, line] = [label ?? cell(first, key), cell(first, route)]
    // A number alone is no name.
    const routeName = route !== null && /^\d+$/.test(line) ? `${headings[route] || 'Route'} ${line}` : line
    return { name: [ship, routeName].filter((text) => text !== '').join(' '), indexes }
  })
}

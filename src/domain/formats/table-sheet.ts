/** What a column of a table may hold. `none` is left unread. */
export const columnRoles = [
  'none',
  'lat',
  'lat-minutes',
  'lat-seconds',
  'lat-hemisphere',
  'lon',
  'lon-minutes',
  'lon-seconds',
  'lon-hemisphere',
  'position',
  'name',
  'date',
  'time',
  'zone',
  'eta',
  'etd',
  'speed',
  'leg-type',
  'stay',
  'ship',
  'route',
] as const
export type ColumnRole = (typeof columnRoles)[number]

export const tableSpeedUnits = ['kn', 'km/h', 'm/s', 'mph'] as const
export type TableSpeedUnit = (typeof tableSpeedUnits)[number]

export interface ColumnUse {
  readonly role: ColumnRole
  /** Of a coordinate whose heading says it for all rows, "Latitude (S)". */
  readonly hemisphere?: 'N' | 'S' | 'E' | 'W'
  /** Of a speed; knots where the table does not say. */
  readonly speedUnit?: TableSpeedUnit
  /** Of times whose heading says it: minutes ahead of UTC, 0 for "(UTC)". */
  readonly zoneMin?: number
}

/** How a table is to be read: as it was worked out, or as the operator wants it. */
export interface TableAssignment {
  /** One per column. */
  readonly columns: readonly ColumnUse[]
  /** Whether 03/04 is the third of April. null: the dates do not say, and it is not known. */
  readonly dayFirst: boolean | null
  /** Minutes ahead of UTC of times that say no zone. null: not known. */
  readonly zoneMin: number | null
}

/** How the operator wants a table read; what is left out of it is found out, or asked. */
export type GivenAssignment = Pick<TableAssignment, 'columns'> & Partial<TableAssignment>

/** What only the operator can tell: which column is what, whether day or month comes first, in which zone local times are. */
export type TableQuestion = 'columns' | 'day-order' | 'zone'

/** A table as the operator sees it beside what was made of it. */
export interface TableSheet {
  /** One per column, '' where the column has no heading. */
  readonly headings: readonly string[]
  /** The first rows below them, as written; at most `SHEET_ROWS`. */
  readonly rows: readonly (readonly string[])[]
  readonly assignment: TableAssignment
  /** In the order in which they are to be asked; empty where nothing was guessed. */
  readonly asks: readonly TableQuestion[]
  /** What was guessed and why, or why nothing could be: one sentence for each. */
  readonly reasons: readonly string[]
  /** The same for every table of the same layout: under it an assignment is remembered. */
  readonly layoutKey: string
}

export const SHEET_ROWS = 6

import type { Axis } from '../../units/coordinate-grammar.ts'
import type { ColumnRole, ColumnUse } from '../table-sheet.ts'
import type { Hemisphere } from './place/hemisphere-words.ts'

/** The columns of one coordinate. */
export interface CoordinateColumns {
  /** Degrees, alone or with what follows, as text or number. */
  readonly main: number
  readonly minutes: number | null
  readonly seconds: number | null
  readonly hemisphere: number | null
  /** Of all rows, as the heading says. */
  readonly letter: Hemisphere | null
}

/** Where a table has what, by the uses of its columns. */
export interface UsedColumns {
  /** Both, or neither. */
  readonly lat: CoordinateColumns | null
  readonly lon: CoordinateColumns | null
  readonly position: number | null
  readonly name: number | null
  readonly dates: readonly number[]
  readonly times: readonly number[]
  readonly etas: readonly number[]
  readonly etds: readonly number[]
  readonly zone: number | null
  readonly speed: number | null
  readonly legType: number | null
  readonly stay: number | null
  /** The first tells the ships apart; the others name them. */
  readonly ships: readonly number[]
  /** Which route a row is of. */
  readonly route: number | null
}

/** The columns, and what is wrong with their uses in a sentence; null: nothing. */
export function columnsOf(uses: readonly ColumnUse[]): { columns: UsedColumns; fault: string | null } {
  const all = (role: ColumnRole) => uses.flatMap((use, index) => (use.role === role ? [index] : []))
  const one = (role: ColumnRole) => all(role)[0] ?? null
  const coordinate = (axis: Axis): CoordinateColumns | null => {
    const main = one(axis)
    return main === null
      ? null
      : {
          main,
          minutes: one(`${axis}-minutes`),
          seconds: one(`${axis}-seconds`),
          hemisphere: one(`${axis}-hemisphere`),
          letter: uses[main]?.hemisphere ?? null,
        }
  }
  const [lat, lon] = [coordinate('lat'), coordinate('lon')]
  const isComplete = lat !== null && lon !== null
  const position = one('position')
  return {
    columns: {
      lat: isComplete ? lat : null,
      lon: isComplete ? lon : null,
      position: isComplete ? null : position,
      name: one('name'),
      dates: all('date'),
      times: all('time'),
      etas: all('eta'),
      etds: all('etd'),
      zone: one('zone'),
      speed: one('speed'),
      legType: one('leg-type'),
      stay: one('stay'),
      ships: all('ship'),
      route: one('route'),
    },
    fault: faultOf(all, { lat, lon, position }),
  }
}

const single = [
  ['lat', 'latitude'],
  ['lat-minutes', 'minutes of latitude'],
  ['lat-seconds', 'seconds of latitude'],
  ['lat-hemisphere', 'N or S'],
  ['lon', 'longitude'],
  ['lon-minutes', 'minutes of longitude'],
  ['lon-seconds', 'seconds of longitude'],
  ['lon-hemisphere', 'E or W'],
  ['position', 'position'],
  ['speed', 'speed'],
  ['name', 'name'],
  ['route', 'route'],
] as const

function faultOf(
  all: (role: ColumnRole) => readonly number[],
  { lat, lon, position }: { lat: unknown; lon: unknown; position: unknown },
): string | null {
  for (const [role, words] of single)
    if (all(role).length > 1) return `Two columns are assigned to the ${words}; only one can be.`
  if (position !== null)
    return lat || lon ? 'A column for the whole position leaves no latitude and longitude beside it.' : null
  if (!lat && !lon) return 'No column is assigned to the position.'
  if (!lat) return 'No column is assigned to the latitude.'
  return lon ? null : 'No column is assigned to the longitude.'
}

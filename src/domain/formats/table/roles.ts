import type { ColumnUse, TableSpeedUnit } from '../table-sheet.ts'
import { legTypeOf } from '../draft-points.ts'
import { findPositionColumns } from './coordinate-columns.ts'
import { headingWords, speedUnitIn } from './heading-words.ts'
import { senseOf, type Sense } from './headings.ts'
import type { FoundColumns } from './place/whole-position.ts'
import { cellNumber } from './places.ts'
import { mostAre, type Sample } from './samples.ts'
import { timeUses } from './time-columns.ts'

/** What the headings of a table say of its columns. */
export interface Roles {
  readonly senses: readonly (Sense | null)[]
  /** One per column. */
  readonly uses: readonly ColumnUse[]
  /** null where the headings name no position. */
  readonly position: FoundColumns | null
  /** Why columns other than the position are doubtful. */
  readonly doubts: readonly string[]
}

/** The uses of all columns by their headings, and by their cells where a heading says little. */
export function rolesOf(headings: readonly string[], sample: Sample): Roles {
  const senses = headings.map(senseOf)
  const position = findPositionColumns(headings, senses, sample)
  const uses = new Map<number, ColumnUse>(position?.uses ?? [])
  const free = (index: number) => !uses.has(index)
  const ships = shipColumns(senses, sample).filter(free)
  for (const index of ships) uses.set(index, { role: 'ship' })
  const times = timeUses(headings, senses, sample)
  for (const [index, use] of times.uses) {
    // Where a ship is bound, and when she is due there, is no plan of these rows.
    if (free(index) && !(ships.length > 0 && (use.role === 'eta' || use.role === 'etd'))) uses.set(index, use)
  }
  const legType = senses.findIndex(
    (sense, index) => sense?.kind === 'leg-type' && free(index) && hasLegTypes(sample.cells(index)),
  )
  const anyLegType = headings.findIndex(
    (_, index) =>
      free(index) && senses[index] == null && mostAre(sample.cells(index), (cell) => legTypeOf(cell) !== null),
  )
  if (legType >= 0 || anyLegType >= 0) uses.set(legType >= 0 ? legType : anyLegType, { role: 'leg-type' })
  const stay = senses.findIndex((sense) => sense?.kind === 'stay')
  if (stay >= 0 && free(stay)) uses.set(stay, { role: 'stay' })
  const isTimed = [...uses.values()].some(({ role }) => role === 'time')
  const speed = speedColumn(headings, senses, sample)
  if (speed.use && speed.index !== null) uses.set(speed.index, speed.use)
  const route = routeColumn(senses, sample)
  if (route !== null && free(route)) uses.set(route, { role: 'route' })
  const name = nameColumn(senses, sample, free)
  if (name !== null) uses.set(name, { role: 'name' })
  return {
    senses,
    uses: headings.map((_, index) => uses.get(index) ?? { role: 'none' }),
    position,
    doubts: [...times.doubts, ...(speed.doubt === null ? [] : [speed.doubt]), ...(isTimed ? [] : speed.fast)],
  }
}

const hasLegTypes = (cells: readonly string[]) => cells.some((cell) => legTypeOf(cell) !== null)

const directions = new Set(
  'dir direction from set true deg degrees t richtung dirn направление kierunek yonu yon 方向'.split(' '),
)

/** A heading of wind or sea that leaves its speed to the column behind it. */
const leavesSpeed = (heading: string) => {
  const words = headingWords(heading)
  return words.some((word) => movers.has(word)) && words.every((word) => movers.has(word) || directions.has(word))
}

interface SpeedColumn {
  readonly index: number | null
  readonly use: ColumnUse | null
  readonly doubt: string | null
  /** Speeds that no ship makes; beside times they are not used. */
  readonly fast: readonly string[]
}

/** Faster is a unit that the table does not say, or tenths of knots. */
const MAX_KNOTS = 60

/** What has a speed of its own, in the column behind it. */
const movers = new Set(
  'wind winds gust current currents wave waves swell sea tide tidal stream vent viento vento strom stromung courant corriente corrente wave golf stroming twd tws twa awd aws awa beaufort bft force set drift ветер ветра течение течения волна волны 风 風 风向 風向 流 流向 海流 ruzgar akinti wiatr prad ανεμος ρευμα'.split(
    ' ',
  ),
)

function speedColumn(headings: readonly string[], senses: readonly (Sense | null)[], sample: Sample): SpeedColumn {
  const found = senses.flatMap((sense, index) =>
    sense?.kind === 'speed' && sample.cells(index).length > 0
      ? [{ index, sense, knots: knotsOf(sample.cells(index), sense.unit) }]
      : [],
  )
  const plain = found.filter(({ sense }) => sense.qualifier === '')
  const rivals = plain.length > 0 ? plain : found
  const [first] = rivals
  if (!first) return { index: null, use: null, doubt: null, fast: [] }
  const before = headings[first.index - 1] ?? ''
  const isBare = headingWords(speedUnitIn(headings[first.index] ?? '').rest).length <= 1 && !first.sense.isSog
  if (isBare && rivals.length === 1 && leavesSpeed(before))
    return {
      index: null,
      use: null,
      doubt: `“${headings[first.index] ?? ''}” stands behind “${before}” and may be the speed of that; it was not taken.`,
      fast: [],
    }
  const isSame = rivals.every(
    ({ knots }) =>
      knots.length === first.knots.length &&
      knots.every((value, index) => Math.abs(value - (first.knots[index] ?? NaN)) < 0.06),
  )
  if (!isSame) {
    const names = rivals.map(({ index }) => `“${headings[index]}”`).join(', ')
    return {
      index: null,
      use: null,
      doubt: `Several columns claim to be the speed (${names}), and they differ; none was taken.`,
      fast: [],
    }
  }
  const besides = unitsBeside(first.index, senses, sample)
  if (besides.length > 1 || (first.sense.unit !== null && besides[0] !== undefined && besides[0] !== first.sense.unit))
    return {
      index: null,
      use: null,
      doubt: `“${headings[first.index] ?? ''}” has the units ${besides.join(', ')} in the column beside it, which do not go together; it was not taken.`,
      fast: [],
    }
  const unit = first.sense.unit ?? besides[0] ?? null
  return {
    index: first.index,
    use: { role: 'speed', ...(unit !== null && unit !== 'kn' && { speedUnit: unit }) },
    doubt: null,
    fast: first.knots.some((value) => value > MAX_KNOTS)
      ? [`“${headings[first.index] ?? ''}” has speeds of more than ${MAX_KNOTS} kn; choose its unit, or leave it out.`]
      : [],
  }
}

/** The units that a column right beside the speed has in its cells, and nothing else. */
function unitsBeside(speed: number, senses: readonly (Sense | null)[], sample: Sample): readonly TableSpeedUnit[] {
  const found = [speed + 1, speed - 1].flatMap((index) => {
    const cells = senses[index] === null ? sample.cells(index).map(speedUnitIn) : []
    const units = cells.flatMap(({ unit, rest }) => (unit !== null && rest.trim() === '' ? [unit] : []))
    return units.length > 0 && units.length === cells.length ? [units] : []
  })
  return [...new Set(found[0])]
}

export const knotsPer = { kn: 1, 'km/h': 1 / 1.852, 'm/s': 3600 / 1852, mph: 1609.344 / 1852 } as const

const knotsOf = (cells: readonly string[], unit: keyof typeof knotsPer | null) =>
  cells.flatMap((cell) => {
    const own = speedUnitIn(cell)
    const value = cellNumber(own.rest.trim())
    return value === null ? [] : [value * knotsPer[own.unit ?? unit ?? 'kn']]
  })

/** The column that tells ships apart and the one that names them. */
function shipColumns(senses: readonly (Sense | null)[], sample: Sample): number[] {
  const found = senses.flatMap((sense, index) =>
    sense?.kind === 'ship' && sample.cells(index).length > 0 ? [{ index, isNumber: sense.isNumber }] : [],
  )
  if (found.length === 0) return []
  const filled = (index: number) => sample.cells(index).length
  const numbers = found.filter(({ isNumber }) => isNumber)
  const [key] = (numbers.length > 0 ? numbers : found).map(({ index }) => index).sort((a, b) => filled(b) - filled(a))
  if (key === undefined) return []
  const ownName = found.find(({ index, isNumber }) => !isNumber && index !== key)?.index
  const plainName = senses.findIndex(
    (sense, index) => sense?.kind === 'name' && sense.rank === 0 && namesShips(sample, key, index),
  )
  const name = numbers.length === 0 ? undefined : plainName >= 0 ? plainName : ownName
  return name === undefined ? [key] : [key, name]
}

/** Is it the name of the ship, the same in all of her rows? */
function namesShips({ rows }: Sample, key: number, name: number): boolean {
  const names = new Map<string, string>()
  return (
    rows.every(({ cells }) => {
      const [ship, own] = [cells[key] ?? '', cells[name] ?? '']
      if (own === '') return true
      const known = names.get(ship) ?? own
      names.set(ship, known)
      return known === own
    }) &&
    names.size > 0 &&
    !(names.size === 1 && rows.length === 1)
  )
}

/** The column that tells routes apart: one value for several rows each, or one that holds until the next. */
function routeColumn(senses: readonly (Sense | null)[], sample: Sample): number | null {
  const found = senses.findIndex((sense, index) => {
    if (sense?.kind !== 'route') return false
    const cells = sample.cells(index)
    return (
      cells.length > 0 &&
      new Set(cells).size * 2 <= sample.rows.length &&
      !(sense.isBare && cells.every((cell) => cellNumber(cell) !== null))
    )
  })
  return found < 0 ? null : found
}

function nameColumn(
  senses: readonly (Sense | null)[],
  sample: Sample,
  free: (index: number) => boolean,
): number | null {
  const found = senses.flatMap((sense, index) =>
    (sense?.kind === 'name' || (sense?.kind === 'route' && sense.isName)) && free(index)
      ? [{ index, isFilled: sample.cells(index).length > 0, rank: sense.kind === 'name' ? sense.rank : Infinity }]
      : [],
  )
  // A column without a name in the first rows is still one of names: they may come later, or be marks such as `_`.
  const [first] = found.sort((a, b) => Number(b.isFilled) - Number(a.isFilled) || a.rank - b.rank)
  return first?.index ?? null
}

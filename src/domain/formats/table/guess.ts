import type { ColumnUse } from '../table-sheet.ts'
import { legTypeOf } from '../draft-points.ts'
import { parseLatitude, parseLongitude, parsePosition } from '../../units/position-grammar.ts'
import { isLikePosition } from '../read/text/position-lines.ts'
import { cutBeside } from './place/cut-beside.ts'
import { cellNumber } from './places.ts'
import { isNumeric, isRunningNumber, isSixtieth, isWholeNumber, lettersIn, type Sample } from './samples.ts'

/** What the cells of a table without headings say of its columns. */
export interface Guess {
  readonly uses: ReadonlyMap<number, ColumnUse>
  /** What was guessed and why, or why nothing could be. */
  readonly reasons: readonly string[]
  /** Is it more than a guess, by letters of the hemispheres? */
  readonly isSure: boolean
  /** Columns of latitude and longitude where their order was guessed, from 0. */
  readonly guessed: readonly [lat: number, lon: number] | null
}

const nothing: Omit<Guess, 'reasons'> = { uses: new Map(), isSure: false, guessed: null }

/** The columns of a table without headings. Whole numbers alone are never taken for a position. */
export function guessColumns(width: number, sample: Sample): Guess {
  const columns = [...Array(Math.min(width, 60)).keys()]
  const sure = lettered(columns, sample) ?? wholePositions(columns, sample) ?? partedByLetters(columns, sample)
  const guess = sure ?? byNumbers(columns, sample)
  return guess.uses.size === 0 ? guess : { ...guess, uses: withOthers(guess.uses, columns, sample) }
}

const reads = (parse: (text: string) => unknown, text: string) => {
  try {
    parse(text)
    return true
  } catch {
    return false
  }
}

/** Figures, and no bar or tab, which part the columns of a row that was cut elsewhere. */
const hasDigit = /^[^|\t]*\d[^|\t]*$/
const isLat = (cell: string) => hasDigit.test(cell) && /[ns]/i.test(cell) && reads(parseLatitude, cell)
const isLon = (cell: string) => hasDigit.test(cell) && /[ew]/i.test(cell) && reads(parseLongitude, cell)
const isPosition = (cell: string) =>
  cell.length < 80 &&
  hasDigit.test(cell) &&
  !isNumeric(cell) &&
  !/^\d+[;,]\d+$/.test(cell) &&
  reads(parsePosition, cell)

/** The one column most of whose cells are so; null where none or several are. */
function oneColumn(
  columns: readonly number[],
  { cells }: Sample,
  test: (cell: string) => boolean,
): number | 'several' | null {
  const found = columns.filter((column) => cells(column).filter(test).length * 2 > cells(column).length)
  return found.length > 1 ? 'several' : (found[0] ?? null)
}

const use = (...list: readonly (readonly [number, ColumnUse])[]) => new Map(list)

/** Cells with N and S, and with E and W. */
function lettered(columns: readonly number[], sample: Sample): Guess | null {
  const lat = oneColumn(columns, sample, isLat)
  const lon = oneColumn(columns, sample, isLon)
  if (lat === 'several' || lon === 'several')
    return { ...nothing, reasons: ['Several columns have latitudes or longitudes with letters.'] }
  if (lat === null || lon === null || lat === lon) return null
  const cut = cutBeside({ lat, lon }, columns, sample)
  if (cut) return { ...nothing, uses: cut.uses, reasons: [cut.reason] }
  return { uses: use([lat, { role: 'lat' }], [lon, { role: 'lon' }]), reasons: [], isSure: true, guessed: null }
}

function wholePositions(columns: readonly number[], sample: Sample): Guess | null {
  const column = oneColumn(columns, sample, isPosition)
  if (column === 'several') return { ...nothing, reasons: ['Several columns have positions.'] }
  if (column === null) return null
  // A name with a position in it is another one, `Leg 1: 35-57.5N 014-23.4W`.
  if (columns.some((other) => other !== column && sample.cells(other).some(isLikePosition))) return null
  const isNumbers = sample.cells(column).every((cell) => !/[nsew]|point/i.test(cell))
  return {
    uses: use([column, { role: 'position' }]),
    reasons: isNumbers
      ? [`Column ${column + 1} is taken as the position with its latitude first: there is no heading that says so.`]
      : [],
    isSure: !isNumbers,
    guessed: null,
  }
}

/** Degrees, perhaps minutes and seconds, and the letter in columns of their own: `35,57.5,S,018,23.4,E`. */
function partedByLetters(columns: readonly number[], sample: Sample): Guess | null {
  const [ns, ...otherNs] = columns.filter((column) => lettersIn(sample.cells(column))?.axis === 'lat')
  const [ew, ...otherEw] = columns.filter((column) => lettersIn(sample.cells(column))?.axis === 'lon')
  if (ns === undefined || ew === undefined || otherNs.length + otherEw.length > 0) return null
  const isNumber = (column: number) => sample.cells(column).length > 0 && sample.cells(column).every(isNumeric)
  const run = (letter: number, step: 1 | -1) => {
    const found: number[] = []
    for (let column = letter + step; column >= 0 && isNumber(column) && found.length < 3; column += step)
      found.push(column)
    return step < 0 ? found.reverse() : found
  }
  const readings = ([-1, 1] as const).flatMap((step) => {
    const [lat, lon] = [run(ns, step), run(ew, step)]
    const count = Math.min(lat.length, lon.length)
    // The longer of the two runs begins before the first letter, with a running number, or goes on behind the second.
    const cut = (list: readonly number[]) => (step < 0 ? list.slice(list.length - count) : list.slice(0, count))
    const [own, other] = [cut(lat), cut(lon)]
    // What stands between the letters belongs to the second of them, or to the first, from end to end.
    const between = step < 0 === ns < ew ? lon : lat
    const isWholeRun = between.length === count && isOutside([...lat, ...lon], [...own, ...other], step, sample)
    return count > 0 && isWholeRun && [own, other].every((parts) => areParts(parts, sample))
      ? [{ lat: own, lon: other }]
      : []
  })
  const [only, second] = readings
  if (!only || second)
    return only
      ? { ...nothing, reasons: ['The letters of the hemispheres may belong to the columns before or behind them.'] }
      : null
  const uses = new Map<number, ColumnUse>([
    [ns, { role: 'lat-hemisphere' }],
    [ew, { role: 'lon-hemisphere' }],
  ])
  for (const axis of ['lat', 'lon'] as const)
    for (const [index, column] of only[axis].entries())
      uses.set(column, { role: index === 0 ? axis : index === 1 ? `${axis}-minutes` : `${axis}-seconds` })
  const side = only.lat.includes(ns - 1) ? 'before' : 'behind'
  return {
    uses,
    reasons: [
      `The letters of columns ${Math.min(ns, ew) + 1} and ${Math.max(ns, ew) + 1} are taken to belong to the numbers ${side} them: there is no heading that says so.`,
    ],
    isSure: false,
    guessed: null,
  }
}

/** Is what a run has beyond its parts a running number before them, or a number behind a fraction? */
function isOutside(run: readonly number[], own: readonly number[], step: 1 | -1, sample: Sample): boolean {
  return run
    .filter((column) => !own.includes(column))
    .every((column) =>
      step < 0
        ? isRunningNumber(sample.cells(column)) && own.includes(column + 1)
        : !own.includes(column - 1) || !sample.cells(column - 1).every(isWholeNumber),
    )
}

const areParts = (parts: readonly number[], sample: Sample) =>
  parts.every((column, index) => {
    const cells = sample.cells(column)
    return (
      (index === parts.length - 1 || cells.every(isWholeNumber)) &&
      (index === 0 ? cells.every((cell) => /^\d/.test(cell)) : cells.every(isSixtieth))
    )
  })

const decimalsOf = (cell: string) => /[.,](\d*)$/.exec(cell)?.[1]?.length ?? 0
/** A coordinate without a letter in degrees and minutes. */
const isParted = (cell: string) => /\d[°\s:]+\d/.test(cell) && cell.length < 40 && reads(parseLongitude, cell)
const valueOf = (cell: string) => cellNumber(cell) ?? (reads(parseLongitude, cell) ? parseLongitude(cell) : NaN)

interface Candidate {
  readonly column: number
  readonly decimals: number
  readonly most: number
}

function byNumbers(columns: readonly number[], sample: Sample): Guess {
  const tell = (reason: string): Guess => ({ ...nothing, reasons: [reason] })
  const numeric = columns.filter(
    (column) =>
      sample.cells(column).length > 0 &&
      sample.cells(column).filter((cell) => isNumeric(cell) || isParted(cell)).length * 5 >=
        sample.cells(column).length * 3,
  )
  const candidates = numeric.flatMap((column): Candidate[] => {
    const cells = sample.cells(column).filter((cell) => isNumeric(cell) || isParted(cell))
    const isFine = cells.some((cell) => isParted(cell) || decimalsOf(cell) > 0)
    const most = Math.max(...cells.map((cell) => Math.abs(valueOf(cell))))
    if (!isFine || most > 360) return []
    return [{ column, most, decimals: Math.max(...cells.map((cell) => (isParted(cell) ? 9 : decimalsOf(cell)))) }]
  })
  if (candidates.length < 2)
    return tell('There is no heading, and whole numbers alone do not tell which columns are latitude and longitude.')
  const pair = finest(candidates)
  if (!pair) return tell('There is no heading, and several columns could be latitude and longitude.')
  const [first, second] = pair
  const isFine = Math.min(first.decimals, second.decimals) >= 3
  const isWholeColumn = (column: number) => numeric.includes(column) && sample.cells(column).every(isWholeNumber)
  const wholes = numeric.filter((column) => isWholeColumn(column) && !isRunningNumber(sample.cells(column)))
  if (
    isWholeColumn(first.column - 1) &&
    isWholeColumn(second.column - 1) &&
    [first, second].every(({ column }) => sample.cells(column).every(isSixtieth))
  )
    return tell('There is no heading, and columns of whole degrees may stand beside their minutes.')
  if (!isFine && wholes.length > 1)
    return tell('There is no heading, and several columns could be latitude and longitude.')
  const lonFirst = first.most > 90
  const [lat, lon] = lonFirst ? [second, first] : [first, second]
  // Nor is a course of 234.5 beside a speed of 12.5.
  if (lat.most > 90 || (!isFine && lon.most > 180))
    return tell('There is no heading, and no two columns look like latitude and longitude.')
  const why =
    lon.most > 90
      ? `column ${lon.column + 1} has numbers beyond 90`
      : 'every number in either could be a latitude, and latitude comes first as a rule'
  return {
    uses: use([lat.column, { role: 'lat' }], [lon.column, { role: 'lon' }]),
    reasons: [
      `Column ${lat.column + 1} is taken as latitude and column ${lon.column + 1} as longitude: there is no heading, and ${why}.`,
    ],
    isSure: false,
    guessed: [lat.column, lon.column],
  }
}

/** The two columns of the most decimals, where no third has about as many. */
function finest(candidates: readonly Candidate[]): readonly [Candidate, Candidate] | null {
  const [first, second, third] = [...candidates].sort((a, b) => b.decimals - a.decimals)
  if (!first || !second) return null
  if (third && !(second.decimals >= 4 && third.decimals <= 2)) return null
  return first.column < second.column ? [first, second] : [second, first]
}

/** The kind of leg, and the name: the first other column of words. */
function withOthers(
  uses: ReadonlyMap<number, ColumnUse>,
  columns: readonly number[],
  sample: Sample,
): ReadonlyMap<number, ColumnUse> {
  const all = new Map(uses)
  const free = (column: number) => !all.has(column)
  const legs = columns.find(
    (column) =>
      free(column) && sample.cells(column).length > 0 && sample.cells(column).every((cell) => legTypeOf(cell) !== null),
  )
  if (legs !== undefined) all.set(legs, { role: 'leg-type' })
  const wordy = (column: number) =>
    sample.rows.filter(({ cells }) => /\p{L}/u.test(cells[column] ?? '') && !isTime(cells[column] ?? '')).length
  const name = columns.find((column) => free(column) && wordy(column) * 2 > sample.rows.length)
  if (name !== undefined) all.set(name, { role: 'name' })
  return all
}

const isTime = (cell: string) => /^\d{4}-\d\d-\d\dT/.test(cell)

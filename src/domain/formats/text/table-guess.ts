import { type TableColumns, noColumns } from './table-columns.ts'
import { fileNumber } from '../file-values.ts'
import type { TableRow } from './table-rows.ts'
import { parseLatitude, parseLongitude, parsePosition } from '../../units/parse-position.ts'

const reads = (parse: (text: string) => unknown, text: string) => {
  try {
    parse(text)
    return true
  } catch {
    return false
  }
}

const hasDigit = /\d/
const isLat = (cell: string) => hasDigit.test(cell) && /[ns]/i.test(cell) && reads(parseLatitude, cell)
const isLon = (cell: string) => hasDigit.test(cell) && /[ew]/i.test(cell) && reads(parseLongitude, cell)
const isPosition = (cell: string) => cell.length < 80 && hasDigit.test(cell) && reads(parsePosition, cell)
/** A coordinate without a letter: a number, or degrees with minutes. */
const isAngle = (cell: string) =>
  fileNumber(cell) !== null || (hasDigit.test(cell) && cell.length < 40 && reads(parseLongitude, cell))
const magnitude = (cell: string) => Math.abs(reads(parseLongitude, cell) ? parseLongitude(cell) : NaN)
const isPrecise = (cell: string) => /\d[.,]\d|°|\d \d/.test(cell)

interface Guess {
  readonly columns: TableColumns
  /** How many of the rows have a position there. */
  readonly fitting: number
  /** Was the order of the two numbers a guess? */
  readonly orderGuessed: boolean
}

/** The columns of a table without a header, by what its cells look like; null where no position can be found. */
export function columnsByContent(rows: readonly TableRow[]): Guess | null {
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length))
  const columns = [...Array(Math.min(width, 60)).keys()]
  const count = (test: (cells: readonly string[]) => boolean) => rows.filter(({ cells }) => test(cells)).length
  const most = <T>(list: readonly T[], score: (item: T) => number) =>
    list.reduce<{ item: T; score: number } | null>(
      (best, item) => (score(item) > (best?.score ?? 0) ? { item, score: score(item) } : best),
      null,
    )

  const lat = most(columns, (column) => count((cells) => isLat(cells[column] ?? '')))
  const lon = most(columns, (column) => count((cells) => isLon(cells[column] ?? '')))
  if (lat && lon)
    return withName(rows, { ...noColumns, lat: [lat.item], lon: [lon.item] }, Math.min(lat.score, lon.score), false)
  const whole = most(columns, (column) => count((cells) => isPosition(cells[column] ?? '')))
  const pair = most(columns.slice(1), (second) => {
    const fits = rows.filter(({ cells }) => isPair(cells[second - 1] ?? '', cells[second] ?? ''))
    // Of several pairs the one with fractions is the position; a running number has none.
    return fits.length + fits.filter(({ cells }) => isPrecise(cells[second - 1]!) && isPrecise(cells[second]!)).length
  })
  if (pair) {
    const fitting = rows.filter(({ cells }) => isPair(cells[pair.item - 1] ?? '', cells[pair.item] ?? ''))
    if (!whole || fitting.length >= whole.score) {
      const lonFirst = fitting.some(({ cells }) => magnitude(cells[pair.item - 1]!) > 90)
      const [first, second] = [pair.item - 1, pair.item]
      return withName(
        rows,
        { ...noColumns, lat: [lonFirst ? second : first], lon: [lonFirst ? first : second] },
        fitting.length,
        true,
      )
    }
  }
  return whole && withName(rows, { ...noColumns, position: whole.item }, whole.score, false)
}

const isPair = (first: string, second: string) =>
  isAngle(first) && isAngle(second) && Math.min(magnitude(first), magnitude(second)) <= 90

/** The name is the first column of words. */
function withName(rows: readonly TableRow[], columns: TableColumns, fitting: number, orderGuessed: boolean): Guess {
  const taken = [...columns.lat, ...columns.lon, columns.position]
  const wordy = (column: number) => rows.filter(({ cells }) => /\p{L}/u.test(cells[column] ?? '')).length
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length))
  const name =
    [...Array(width).keys()].find((column) => !taken.includes(column) && wordy(column) * 2 > rows.length) ?? null
  return { columns: { ...columns, name }, fitting, orderGuessed }
}

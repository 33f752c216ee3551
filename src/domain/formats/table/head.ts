import { headingWords } from './heading-words.ts'
import { namesBoth, senseOf } from './headings.ts'
import { cellNumber } from './places.ts'
import { isNothing, type TableRow } from './rows.ts'

/** The rows that name the columns. */
export interface Head {
  /** Index of its first row. */
  readonly start: number
  /** Index of the first row below it. */
  readonly end: number
  /** One per column; '' where a column has none. */
  readonly headings: readonly string[]
}

/** A title block above the header is not longer than this. */
const MAX_TITLE_ROWS = 60

/** The heading rows of a table of positions: one, or up to three that say it together; null where there is none. */
export function findHead(rows: readonly TableRow[]): Head | null {
  for (let start = 0; start < Math.min(rows.length, MAX_TITLE_ROWS); start += 1) {
    const own = headingsOf(rows[start])
    if (!own) continue
    if (namesPosition(own)) return withUnits(rows, withGroups(rows, { start, end: start + 1, headings: own }))
    const next = headingsOf(rows[start + 1])
    const joined = next && isSpread(own, next) ? joinHeadings(spread(own, next), next) : null
    if (joined && namesPosition(joined) && !namesPosition(next ?? []))
      return withUnits(rows, { start, end: start + 2, headings: joined })
  }
  return null
}

/** A first row of words above rows of numbers, whose words nobody here knows. */
export function unknownHead(rows: readonly TableRow[]): Head | null {
  const [first, ...body] = rows
  const headings = headingsOf(first)
  if (!headings || headings.filter((cell) => cell !== '').length < 2 || body.length < 2) return null
  const numbers = headings.flatMap((_, column) => {
    const cells = body.map(({ cells: own }) => own[column] ?? '').filter((cell) => !isNothing(cell))
    return cells.length > 0 && cells.filter((cell) => cellNumber(cell) !== null).length * 5 >= cells.length * 4
      ? [column]
      : []
  })
  return numbers.filter((column) => headings[column] !== '').length >= 2 ? { start: 0, end: 1, headings } : null
}

const hasCoordinate = (cell: string) => /^[+−–-]?\d+[.,]\d+$|\d\s?°|\d\s?[NSEW]$|^[+−–-]?\d+$/i.test(cell)

/** The cells of a row as headings; null for a row that has values. */
function headingsOf(row: TableRow | undefined): readonly string[] | null {
  if (!row || row.cells.some(hasCoordinate)) return null
  const [first = '', ...others] = row.cells
  const headings = [first.replace(/^(?:#+|\/\/+|%+)\s*/, ''), ...others]
  // A whole row of headings, cut at the wrong character.
  if (headings.length === 1 && /[,;|\t]/.test(first) && namesBoth(headingWords(first))) return null
  return headings
}

function namesPosition(headings: readonly string[]): boolean {
  const senses = headings.map((heading) => (heading.length > 60 ? null : senseOf(heading)))
  const names = (axis: 'lat' | 'lon') =>
    senses.some((sense) => (sense?.kind === 'coordinate' || sense?.kind === 'xy') && sense.axis === axis)
  return (names('lat') && names('lon')) || senses.some((sense) => sense?.kind === 'position')
}

/** A heading over several cells goes for those right of it that have one of their own below. */
const spread = (upper: readonly string[], lower: readonly string[]) => {
  let last = ''
  return lower.map((own, index) => {
    const cell = upper[index] ?? ''
    if (cell !== '') last = cell
    return cell !== '' || own === '' ? cell : last
  })
}

/** Two rows of headings as one; `Position` above `Lat` and `Min` adds nothing. */
const joinHeadings = (upper: readonly string[], lower: readonly string[]) =>
  Array.from({ length: Math.max(upper.length, lower.length) }, (_, index) => {
    const [above, own] = [upper[index] ?? '', lower[index] ?? '']
    const isIdle = own !== '' && senseOf(above)?.kind === 'position'
    return [isIdle ? '' : above, own].filter((cell) => cell !== '').join(' ')
  })

/** Has a row headings that stand over several cells of the row below? */
const isSpread = (upper: readonly string[], lower: readonly string[]) =>
  upper.some((cell, index) => cell !== '' && (upper[index + 1] ?? '') === '' && (lower[index + 1] ?? '') !== '')

/** Where headings are there twice, the row above says of what; two of `Min` are one for each coordinate. */
function withGroups(rows: readonly TableRow[], head: Head): Head {
  const named = head.headings.filter((heading) => (senseOf(heading)?.kind ?? 'part') !== 'part')
  const above = headingsOf(rows[head.start - 1])
  const isUnique = new Set(named.map((heading) => heading.toLowerCase())).size === named.length
  if (isUnique || !above || !isSpread(above, head.headings)) return head
  return { ...head, start: head.start - 1, headings: joinHeadings(spread(above, head.headings), head.headings) }
}

const unitCell =
  /^[[(]?(?:deg(?:s|rees?)?(?:[ ._-]?(?:n(?:orth)?|e(?:ast)?|s(?:outh)?|w(?:est)?|t(?:rue)?|dec(?:imal)?))?|°|['′]|["″]|°[nsewt]?|min(?:utes?|s)?|sec(?:onds?|s)?|[dmsnewht]|hem(?:i|isphere)?|n ?\/ ?s|e ?\/ ?w|ns|ew|lat(?:itude)?|lon(?:g|gitude)?|kn|kts?|knots?|km\/?h|m\/?s|mph|nm|m|ft|utc|gmt|lt|local|z|zd|[-dmyhs:/. ]{4,}|-|text|string|true|decimal(?: degrees)?|wgs ?84|date|time|speed|name|type|no\.?|#)[\])]?$/i

/** Rows of units or parts below the headings: `deg,min,N/S`, `(kn)`. */
function withUnits(rows: readonly TableRow[], head: Head): Head {
  const row = rows[head.end]
  const cells = headingsOf(row)
  if (!cells || head.end - head.start > 2) return head
  const filled = cells.filter((cell) => cell !== '')
  if (filled.length === 0 || !filled.every((cell) => unitCell.test(cell))) return head
  const isOver = isSpread(head.headings, cells)
  return {
    ...head,
    end: head.end + 1,
    headings: joinHeadings(isOver ? spread(head.headings, cells) : head.headings, cells),
  }
}

/** Is a row below the head the head again, as on the next page? */
export function repeatsHead({ cells }: TableRow, rows: readonly TableRow[], { start, end }: Head): boolean {
  return rows
    .slice(start, end)
    .some(
      (head) =>
        head.cells.filter((cell) => cell !== '').length > 1 &&
        head.cells.every((cell, index) => cell === (cells[index] ?? '')),
    )
}

import { headingWords, otherDatum, otherWords } from './heading-words.ts'
import { namesBoth, type Sense, senseOf } from './headings.ts'
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
  /** What its rows say that is not understood, a sentence each. */
  readonly doubts: readonly string[]
}

/** A title block above the header is not longer than this. */
export const MAX_TITLE_ROWS = 60

/** The heading rows of a table of positions: one, or up to three that say it together; null where there is none. */
export function findHead(rows: readonly TableRow[]): Head | null {
  for (let start = 0; start < Math.min(rows.length, MAX_TITLE_ROWS); start += 1) {
    const own = headingsOf(rows[start])
    if (!own) continue
    if (namesPosition(own)) {
      if (isTitleOf(rows, start, own)) continue
      return withUnits(
        rows,
        withGroups(rows, { start, end: start + 1, headings: own, doubts: titleDoubts(rows, start) }),
      )
    }
    const next = headingsOf(rows[start + 1])
    const joined = next && isSpread(own, next) ? joinHeadings(spread(own, next), next) : null
    if (joined && namesPosition(joined) && !namesPosition(next ?? []))
      return withUnits(rows, { start, end: start + 2, headings: joined, doubts: titleDoubts(rows, start) })
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
  return numbers.filter((column) => headings[column] !== '').length >= 2
    ? { start: 0, end: 1, headings, doubts: [] }
    : null
}

const hasCoordinate = (cell: string) => /^[+−–-]?\d+[.,]\d+$|\d\s?°|\d\s?[NSEW]$|^[+−–-]?\d+$/i.test(cell)

const filledIn = (cells: readonly string[]) => cells.filter((cell) => cell !== '').length

/** A title that speaks of latitude and longitude stands above a row that names them too and has as many cells. */
function isTitleOf(rows: readonly TableRow[], start: number, own: readonly string[]): boolean {
  const below = rows.slice(start + 1, start + 6)
  const values = below.findIndex((row) => headingsOf(row) === null)
  return below.slice(0, values < 0 ? below.length : values).some((row) => {
    const next = headingsOf(row) ?? []
    return namesPosition(next) && filledIn(next) >= filledIn(own) && next.join() !== own.join()
  })
}

/** What is said of the coordinates above the headings goes for all rows, and only the operator can tell what it means. */
function titleDoubts(rows: readonly TableRow[], start: number): readonly string[] {
  return rows.slice(0, start).flatMap(({ line, cells }) => {
    const text = cells.filter((cell) => cell !== '').join(' ')
    return speaksOfHemispheres(text) || otherDatum.test(text) || /\b(?:km\/h|m\/s|mph)\b/i.test(text)
      ? [`Line ${line} says “${text.slice(0, 80)}”, which may go for all rows.`]
      : []
  })
}

/** Does a line of words say where the coordinates count from, "latitudes are south"? */
const speaksOfHemispheres = (text: string) =>
  /(?<!\p{L})(?:lat|lon|lng|breite|länge|coord|position|degrees)/iu.test(text) &&
  /(?<!\p{L})(?:south|west|southern|western|[sw]|süd|west(?:lich)?|sud|ouest|sur|oeste|negative|positive|minus)(?!\p{L})/iu.test(
    text,
  )

/** The cells of a row as headings; null for a row that has values. */
function headingsOf(row: TableRow | undefined): readonly string[] | null {
  if (!row || row.cells.some(hasCoordinate)) return null
  const [first = '', ...others] = row.cells
  const headings = [first.replace(/^(?:#+|\/\/+|%+|!)\s*/, ''), ...others]
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
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, index) => {
    const [cell, own] = [upper[index] ?? '', lower[index] ?? '']
    if (cell !== '') last = cell
    else if (endsGroup(last, own)) last = ''
    return cell !== '' || own === '' ? cell : last
  })
}

/** A column that is no part of a coordinate is none of the group above, and what follows neither. */
function endsGroup(group: string, own: string): boolean {
  const sense = senseOf(own)
  const isPart = sense === null || sense.kind === 'part' || sense.kind === 'coordinate'
  return (
    senseOf(group)?.kind === 'coordinate' &&
    (!isPart || (sense === null && headingWords(own).some((word) => otherWords.has(word))))
  )
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

/** Rows of units or parts below the headings: `deg,min,N/S`, `(kn)`, and whatever else is said there in words. */
function withUnits(rows: readonly TableRow[], head: Head): Head {
  const row = rows[head.end]
  const cells = headingsOf(row)?.map((cell) => (isNothing(cell) ? '' : cell))
  if (!cells || head.end - head.start > 2 || filledIn(cells) === 0) return head
  const isUnits = cells.every((cell) => cell === '' || unitCell.test(cell))
  if (!isUnits && !isSubheading(rows, head, cells)) return head
  const upper = isSpread(head.headings, cells) ? spread(head.headings, cells) : head.headings
  const headings = joinHeadings(upper, cells)
  const unclear = headings.flatMap((heading, index) => {
    const [above, own] = [upper[index] ?? '', cells[index] ?? '']
    return own === '' || unitCell.test(own) || !isLost(senseOf(above), senseOf(heading))
      ? []
      : [`“${own}” below “${above}”`]
  })
  return {
    ...head,
    end: head.end + 1,
    headings,
    doubts: [
      ...head.doubts,
      ...(unclear.length === 0
        ? []
        : [`The row below the headings says what is not understood: ${unclear.join(', ')}.`]),
    ],
  }
}

/** Words without figures below coordinates, times or speeds, or below a heading that stands over several columns. */
function isSubheading(rows: readonly TableRow[], { end, headings }: Head, cells: readonly string[]): boolean {
  const senses = headings.map(senseOf)
  const isOfPlace = (index: number) => /^(?:coordinate|part|position|xy)$/.test(senses[index]?.kind ?? '')
  if (cells.some((cell, index) => isOfPlace(index) && /\d/.test(cell.replace(/wgs ?\d\d|epsg:?\d+/i, '')))) return false
  if (!rows.slice(end + 1, end + 4).some((row) => row.cells.some(hasCoordinate))) return false
  return (
    isSpread(headings, cells) ||
    cells.some(
      (cell, index) =>
        cell !== '' &&
        (isOfPlace(index) || (/^(?:time|speed)$/.test(senses[index]?.kind ?? '') && !hasClock.test(cell))),
    )
  )
}

const hasClock = /\d[:h]\d\d|\d[-/.]\d/i

/** Does a heading with the words below it say less, or more than is understood? */
function isLost(above: Sense | null, joined: Sense | null): boolean {
  if (above === null || !/^(?:coordinate|position|xy|time|speed)$/.test(above.kind)) return false
  if (joined?.kind !== above.kind) return true
  return 'qualifier' in joined && 'qualifier' in above && joined.qualifier !== above.qualifier
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

/** Where among the rows further tables begin: at other headings than those of the first, or at the same below a title. */
export function tableStarts(rows: readonly TableRow[], head: Head): readonly number[] {
  const own = titleAbove(rows, head.start)
  return rows.flatMap((row, index) => {
    if (index < head.end) return []
    const title = titleAbove(rows, index)
    const start = title === null ? index : index - 1
    if (repeatsHead(row, rows, head))
      return title === null || start < head.end || title === own || goesOn.test(title) ? [] : [start]
    const headings = headingsOf(row)
    const isOther = headings !== null && namesPosition(headings) && sayOther(headings, head.headings)
    return isOther ? [start] : []
  })
}

/** A line of words alone right above a row. */
export const titleAbove = (rows: readonly TableRow[], index: number): string | null => {
  const filled = rows[index - 1]?.cells.filter((cell) => cell !== '') ?? []
  const [text = ''] = filled
  return filled.length === 1 && /^(?!#|\/\/|%).*\p{L}{2}/u.test(text) && !hasCoordinate(text) && text.length < 120
    ? text
    : null
}

/** Pages and days part a route, and do not end it. */
const goesOn =
  /^(?:page|seite|pagina|página|side|sida|blatt|sheet|day|tag|jour|dia|día|giorno|dag)\b\W*\d|\bcont(?:inued|['’]?d)?\b|fortsetzung|\bsuite\b|\d{1,4}[./ -](?:\d{1,2}|[a-z]{3,9})[./ -]\d{1,4}/i

const sayOther = (one: readonly string[], two: readonly string[]) =>
  JSON.stringify(one.map(senseOf)) !== JSON.stringify(two.map(senseOf))

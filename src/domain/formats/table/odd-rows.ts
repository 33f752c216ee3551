import type { ImportNote } from '../reading.ts'
import { cleanName } from '../file-values.ts'
import { type Head, repeatsHead } from './head.ts'
import { type RowPlace, type PlaceFault, placeOf, type PlaceReading } from './places.ts'
import type { TableRow } from './rows.ts'
import type { Position } from '../../position.ts'

/** A row with a position. */
export interface PlacedRow {
  readonly row: TableRow
  readonly position: Position
  /** Its longitude as written, where that was wrapped. */
  readonly wrapped: string | null
}

/** The rows of a table, by what can be made of them. */
export interface SortedRows {
  readonly placed: readonly PlacedRow[]
  readonly faults: readonly { readonly line: number; readonly fault: PlaceFault }[]
  readonly empty: readonly { readonly line: number; readonly text: string; readonly isRemark: boolean }[]
  readonly comments: readonly number[]
  readonly repeats: readonly number[]
  readonly totals: readonly number[]
  /** Those of the repeated headings that stand below a title of their own. */
  readonly titled: readonly number[]
}

/** @param head with its rows, to know it again */
export function sortRows(
  rows: readonly TableRow[],
  reading: PlaceReading,
  head: { rows: readonly TableRow[]; head: Head } | null,
): SortedRows {
  const sorted = {
    placed: [] as PlacedRow[],
    faults: [] as { line: number; fault: PlaceFault }[],
    empty: [] as { line: number; text: string; isRemark: boolean }[],
    comments: [] as number[],
    repeats: [] as number[],
    totals: [] as number[],
    titled: [] as number[],
  }
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0)
  for (const [index, row] of rows.entries()) {
    const { line, cells } = row
    const before = rows[index - 1]?.cells ?? []
    const place: RowPlace = placeOf(cells, reading)
    if (
      isTotal(cells) ||
      (isStatistic(cells) && rows.slice(index).every((last) => isTotal(last.cells) || isStatistic(last.cells)))
    )
      sorted.totals.push(line)
    else if (cells[0]?.startsWith('!') && head?.rows[head.head.start]?.cells[0]?.startsWith('!'))
      sorted.comments.push(line)
    else if (place.kind === 'place') sorted.placed.push({ row, position: place.position, wrapped: place.wrapped })
    else if (isComment(cells)) sorted.comments.push(line)
    else if (head && repeatsHead(row, head.rows, head.head)) {
      sorted.repeats.push(line)
      if (isRemark(before, width) && !isComment(before)) sorted.titled.push(line)
    } else if (place.kind === 'fault' && !isRemark(cells, width)) sorted.faults.push({ line, fault: place.fault })
    else sorted.empty.push({ line, text: place.kind === 'none' ? place.text : '', isRemark: isRemark(cells, width) })
  }
  return sorted
}

const isComment = (cells: readonly string[]) => /^(?:#(?!\d|n\/)|\/\/|%)/i.test(cells[0] ?? '')

const isTotal = (cells: readonly string[]) =>
  /^(?:grand )?(?:totals?|sum|summe|gesamt|somme|suma|totale|totaal|average|mean|mittelwert)(?: distance)?:?$/i.test(
    cells.find((cell) => cell !== '') ?? '',
  )

/** The last rows of a log may be the ends of its ranges. */
const isStatistic = (cells: readonly string[]) =>
  /^(?:max|min|maximum|minimum|avg|std(?: ?dev)?|count|median)\.?:?$/i.test(cells.find((cell) => cell !== '') ?? '')

/** A line of words in a table of more columns. */
export const isRemark = (cells: readonly string[], width = cells.length) =>
  cells.filter((cell) => cell !== '').length === 1 &&
  !/^[\d\s.,°'"NSEW+-]+$/i.test(cells.find((cell) => cell !== '') ?? '') &&
  width !== 1

/** Are more than a third of the rows odd, so that the columns may be wrong? */
export function areManyOdd({ placed, faults, empty }: SortedRows): boolean {
  const odd = faults.length + empty.filter((row) => !row.isRemark).length
  return odd * 3 > placed.length + odd
}

const MAX_LINES = 12

/** `Line 4`, `Lines 4, 9 and 12` */
export function linesOf(lines: readonly number[]): string {
  const shown = lines.slice(0, MAX_LINES).map(String)
  const rest = lines.length - shown.length
  const list = rest > 0 ? [...shown, `${rest} more`] : shown
  return lines.length === 1 ? `Line ${list[0] ?? ''}` : `Lines ${list.slice(0, -1).join(', ')} and ${list.at(-1) ?? ''}`
}

const was = (lines: readonly unknown[]) => (lines.length === 1 ? 'was' : 'were')
const have = (lines: readonly unknown[]) => (lines.length === 1 ? 'has' : 'have')

/** ` (91, 181)` of what stands in the rows. */
function examples(texts: readonly string[]): string {
  const shown = [...new Set(texts.filter((text) => text !== ''))].map((text) => cleanName(text).slice(0, 30))
  return shown.length === 0 ? '' : ` (${shown.slice(0, 4).join('; ')}${shown.length > 4 ? ' …' : ''})`
}

/** What was left out, by line, all rows of a kind at once. */
export function oddRowNotes({ placed, faults, empty, comments, repeats, totals, titled }: SortedRows): ImportNote[] {
  const notes: ImportNote[] = []
  const add = (lines: readonly number[], text: string) => {
    const [line] = lines
    if (line !== undefined) notes.push({ ...(lines.length === 1 && { line }), text })
  }
  const none = empty.map(({ line }) => line)
  add(
    none,
    `${linesOf(none)} ${have(none)} no position${examples(empty.map(({ text }) => text))} and ${was(none)} left out.`,
  )
  const groups = new Map<string, { line: number; fault: PlaceFault }[]>()
  for (const { line, fault } of faults) {
    const key = `${fault.kind} ${fault.of}${fault.kind === 'missing' ? fault.words : ''}`
    groups.set(key, [...(groups.get(key) ?? []), { line, fault }])
  }
  for (const group of groups.values()) {
    const lines = group.map(({ line }) => line)
    const texts = examples(group.map(({ fault }) => fault.text))
    const [first] = group
    if (first)
      add(lines, `${linesOf(lines)} ${faultWords(first.fault, lines.length === 1)}${texts} and ${was(lines)} left out.`)
  }
  add(
    comments,
    `${linesOf(comments)} ${comments.length === 1 ? 'is a comment' : 'are comments'} and ${was(comments)} left out.`,
  )
  add(
    repeats,
    `${linesOf(repeats)} ${repeats.length === 1 ? 'repeats' : 'repeat'} the headings and ${was(repeats)} left out.`,
  )
  add(
    titled,
    `${linesOf(titled)} ${titled.length === 1 ? 'repeats' : 'repeat'} the headings below a title: what follows may be another route, and is read as part of the same.`,
  )
  const origins = placed.filter(isFarOrigin).map(({ row }) => row.line)
  add(origins, `${linesOf(origins)} ${origins.length === 1 ? 'is' : 'are'} at 0° N 0° E, far from the rows beside.`)
  add(totals, `${linesOf(totals)} ${totals.length === 1 ? 'is a total' : 'are totals'} and ${was(totals)} left out.`)
  const wrapped = placed.filter((row) => row.wrapped !== null)
  const lines = wrapped.map(({ row }) => row.line)
  add(
    lines,
    `${linesOf(lines)} ${have(lines)} a longitude beyond 360°${examples(wrapped.map((row) => row.wrapped ?? ''))}, which was taken as the same meridian within 180°.`,
  )
  return notes
}

/** Programs write 0, 0 where they have no fix. */
const isFarOrigin = ({ position: { lat, lon } }: PlacedRow, index: number, placed: readonly PlacedRow[]) =>
  lat === 0 &&
  lon === 0 &&
  [placed[index - 1], placed[index + 1]].some(
    (beside) => beside && Math.max(Math.abs(beside.position.lat), Math.abs(beside.position.lon)) > 5,
  )

function faultWords({ kind, of, words }: PlaceFault, isOne: boolean): string {
  const has = isOne ? 'has' : 'have'
  if (kind === 'missing') return words.trim().replace(/^has/, has)
  if (kind === 'range') return `${has} a ${of} out of range`
  if (kind === 'shifted')
    return isOne ? 'has another number of cells than the headings' : 'have another number of cells than the headings'
  if (kind === 'contradiction') return `${has} a ${of} whose sign or letter contradicts another`
  return `${has} a ${of} that cannot be read`
}

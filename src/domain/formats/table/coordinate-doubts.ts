import type { Axis } from '../../units/coordinate-grammar.ts'
import { legTypeOf } from '../draft-points.ts'
import type { ColumnUse } from '../table-sheet.ts'
import { headingWords, otherWords } from './heading-words.ts'
import type { Part, Sense } from './headings.ts'
import type { Hemisphere } from './place/hemisphere-words.ts'
import {
  isLetteredSixtieth,
  isNumeric,
  isRunningNumber,
  isWholeDegrees,
  lettersIn,
  mostAre,
  type Sample,
  figuresOf,
} from './samples.ts'

/** The columns of one coordinate, by what they hold of it. */
export interface CoordinateGroup {
  readonly axis: Axis
  readonly qualifier: string
  readonly columns: Map<Part, number>
  letter: Hemisphere | null
}

/** A column in words: its heading, or its number. */
export const column = (index: number, headings: readonly string[]) =>
  headings[index] ? `“${headings[index]}”` : `column ${index + 1}`

export type CoordinatePair = readonly [lat: CoordinateGroup, lon: CoordinateGroup]

/** A table whose position is looked for. */
export interface PositionTable {
  readonly headings: readonly string[]
  readonly senses: readonly (Sense | null)[]
  readonly sample: Sample
}

/** Whole degrees beside minutes, and degrees beside N and S, that were not understood. */
export function missedParts(
  pair: CoordinatePair,
  uses: ReadonlyMap<number, ColumnUse>,
  { headings, senses, sample }: PositionTable,
): string[] {
  const free = headings
    .map((_, index) => index)
    .filter((index) => !uses.has(index) && (senses[index] == null || senses[index].kind === 'part'))
  // One such column is a depth or a count; it takes two to be the minutes of both.
  const sixtieths = free.filter(
    (index) => senses[index] == null && !isOther(headings[index] ?? '') && looksLikeMinutes(sample.cells(index)),
  )
  const beside = sixtieths.length > 1 ? sixtieths : []
  const strange = strangeColumns(pair, uses, { headings, senses, sample })
  if (strange.size > 0) return [...strange.values()]
  return pair.flatMap(({ axis, columns, letter }) => {
    const main = columns.get('whole') ?? -1
    const cells = sample.cells(main)
    const word = axis === 'lat' ? 'latitude' : 'longitude'
    const isBare =
      !columns.has('hemisphere') && letter === null && cells.every((cell) => isNumeric(cell) && !/^[−–‒-]/.test(cell))
    const lettered = isBare
      ? headings.findIndex((heading, index) => {
          const found = uses.has(index) || isOther(heading) ? null : lettersIn(sample.cells(index))
          return found?.axis === axis && found.isNegative
        })
      : -1
    if (lettered >= 0)
      return [
        `${capital(column(lettered, headings))} has only ${axis === 'lat' ? 'N and S' : 'E and W'}, and it is not said that it belongs to the ${word}.`,
      ]
    if (columns.has('minutes') || cells.length === 0 || !cells.every(isWholeDegrees)) return []
    const named = free.find((index) => senses[index]?.kind === 'part' && senses[index].part === 'minutes')
    const [lat, lon] = pair
    if (lat.columns.has('minutes') !== lon.columns.has('minutes'))
      return [`The ${word} has whole degrees, and no column is known for its minutes.`]
    const found = named ?? (beside.some((index) => index === Math.max(...columns.values()) + 1) ? beside[0] : undefined)
    return found === undefined
      ? []
      : [`The ${word} has whole degrees, and ${column(found, headings)} beside it may be its minutes.`]
  })
}

/** One number of degrees where the heading says degrees and minutes: 35.575 may be 35° 57.5'. */
export function lostMinutes(pair: CoordinatePair, { headings, senses, sample }: PositionTable): string[] {
  return pair.flatMap(({ columns }) => {
    const index = columns.get('whole') ?? -1
    const sense = senses[index]
    const says = sense?.kind === 'coordinate' && sense.saysMinutes && !columns.has('minutes')
    return says && mostAre(sample.cells(index), (cell) => /^[+−–‒-]?\d{1,3}[.,]\d+$/.test(cell))
      ? [`The heading ${column(index, headings)} says degrees and minutes, and its cells have one number.`]
      : []
  })
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** Headings of what lies beside positions in logs and plans. */
const isOther = (heading: string) => headingWords(heading).some((word) => otherWords.has(word))

const looksLikeMinutes = (cells: readonly string[]) =>
  cells.length > 0 && cells.every(isLetteredSixtieth) && !isRunningNumber(cells)

/** Columns beside a coordinate, without a heading in words, whose cells are a sign, a letter or figures nobody explains. */
function strangeColumns(
  pair: CoordinatePair,
  uses: ReadonlyMap<number, ColumnUse>,
  { headings, senses, sample }: PositionTable,
): ReadonlyMap<number, string> {
  const isUnnamed = (index: number) => !/\p{L}/u.test(headings[index] ?? '')
  const found = new Map<number, string>()
  for (const { axis, columns } of pair) {
    const word = axis === 'lat' ? 'latitude' : 'longitude'
    const own = [...columns.values()]
    for (const index of [Math.min(...own) - 1, Math.max(...own) + 1]) {
      if (index < 0 || index >= headings.length || uses.has(index) || found.has(index)) continue
      const raw = sample.rows.map(({ cells }) => cells[index] ?? '').filter((cell) => cell !== '')
      const isSign = raw.length > 0 && raw.every((cell) => /^[+−–‒-]$/.test(cell))
      const [name, cells] = [capital(column(index, headings)), sample.cells(index)]
      if (isSign && (raw.includes('+') || isSignHeading(headings[index] ?? '')))
        found.set(index, `${name} has only signs, and it is not said that they are of the ${word}.`)
      if (!isUnnamed(index) || senses[index] != null) continue
      if (isLetterColumn(cells))
        found.set(
          index,
          `${name} has only letters (${[...new Set(cells)].join(', ').slice(0, 20)}), which may be hemispheres of the ${word}.`,
        )
      const isFigures = cells.length > 0 && cells.every((cell) => isNumeric(figuresOf(cell))) && !isRunningNumber(cells)
      if (isFigures && (columns.has('minutes') || sample.cells(columns.get('whole') ?? -1).every(isLetteredSixtieth)))
        found.set(index, `${name} beside the ${word} has figures, and no heading says what they are.`)
    }
  }
  return found
}

const isSignHeading = (heading: string) => !/\p{L}/u.test(heading.replace(/sign/i, ''))

/** One or two letters in each cell and two kinds of them at most, but names A and B are no such column. */
function isLetterColumn(cells: readonly string[]): boolean {
  const kinds = new Set(cells)
  if (kinds.size === 0 || kinds.size > 2 || !cells.every((cell) => /^\p{L}{1,2}\.?$/u.test(cell))) return false
  return cells.every((cell) => legTypeOf(cell) === null) && !(kinds.size === cells.length && cells.every(isLatin))
}

const isLatin = (cell: string) => /^[a-z]+$/i.test(cell)

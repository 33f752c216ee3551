import { fileNumber } from '../file-values.ts'
import { cellNumber, hemisphereLetter } from './places.ts'
import { isNothing, type TableRow } from './rows.ts'

/** The first rows of a table, by columns. */
export interface Sample {
  readonly rows: readonly TableRow[]
  /** What stands in a column, without blanks and what stands for nothing. */
  readonly cells: (column: number) => readonly string[]
}

export function sampleOf(rows: readonly TableRow[]): Sample {
  const known = new Map<number, readonly string[]>()
  return {
    rows,
    cells: (column) => {
      const cells = known.get(column) ?? rows.map((row) => row.cells[column] ?? '').filter((cell) => !isNothing(cell))
      known.set(column, cells)
      return cells
    },
  }
}

/** Of the cells of a column, are all but an odd one so? False for an empty column. */
export const mostAre = (cells: readonly string[], test: (cell: string) => boolean): boolean => {
  const fitting = cells.filter(test).length
  return fitting > 0 && fitting * 3 >= cells.length * 2
}

export const isNumeric = (cell: string) => cellNumber(cell) !== null
export const isWholeNumber = (cell: string) => /^[+−–‒-]?\d+(?:[.,]0+)?$/.test(cell)
/** Could it be minutes or seconds? */
export const isSixtieth = (cell: string) => {
  const value = fileNumber(cell)
  return value !== null && value >= 0 && value < 60
}

/** The figures of degrees or minutes without their mark and a hemisphere at either end: `57.5'N`, `W014°`. */
export const figuresOf = (cell: string) =>
  cell.replace(/^[NSEWO] ?(?=\d)|(?<=\d ?['′’"″°º˚]{0,2}) ?[NSEWO]$/i, '').replace(/(?<=\d) ?(?:['′’"″°º˚]|'')$/, '')
/** Whole degrees, perhaps with their letter. */
export const isWholeDegrees = (cell: string) => isWholeNumber(figuresOf(cell))
/** Minutes or seconds, perhaps with the letter. */
export const isLetteredSixtieth = (cell: string) => isSixtieth(figuresOf(cell))

/** Letters of one coordinate in a column that has nothing else; null: it is no such column. */
export function lettersIn(cells: readonly string[]): { axis: 'lat' | 'lon'; isNegative: boolean } | null {
  if (cells.length === 0) return null
  const letters = new Set(cells.map((cell) => (/^o\.?$/i.test(cell) ? 'O' : hemisphereLetter(cell, null))))
  if ([...letters].every((letter) => letter === 'N' || letter === 'S'))
    return { axis: 'lat', isNegative: letters.has('S') }
  if ([...letters].every((letter) => letter === 'E' || letter === 'W' || letter === 'O'))
    return { axis: 'lon', isNegative: letters.has('W') || letters.has('O') }
  return null
}

/** What O means beside the other letters of its column: with W it is east, with E west. */
export function meaningOfO(cells: readonly string[]): 'E' | 'W' | null {
  const letters = new Set(
    cells.flatMap((cell) => /[a-z]/i.exec(cell.replace(/^.*[^a-z](?=[a-z]$)/i, ''))?.[0]?.toUpperCase() ?? []),
  )
  if (letters.has('W') === letters.has('E')) return null
  return letters.has('W') ? 'E' : 'W'
}

const eastern =
  /(?<!\p{L})(?:länge|laenge|längengrad|breite|breitengrad|geschwindigkeit|fahrt|wegpunkt|lengte|breedte|lengtegraad|snelheid|naam)(?!\p{L})/iu
const western =
  /(?<!\p{L})(?:longitud|longitudine|latitud|latitudine|vitesse|velocidad|velocità|velocidade|nom|nombre|nome|rumbo|rotta|ouest|oeste|ovest)(?!\p{L})/iu

/** What O means in the language of the headings: Ost and oost are east, ouest and oeste west. */
export function languageOfO(headings: readonly string[]): 'E' | 'W' | null {
  const [east, west] = [eastern, western].map((words) => headings.some((heading) => words.test(heading)))
  return east === west ? null : east ? 'E' : 'W'
}

/** 1, 2, 3 … or 0, 10, 20 …: a column that counts its rows. */
export function isRunningNumber(cells: readonly string[]): boolean {
  if (cells.length < 2 || !cells.every(isWholeNumber)) return false
  const values = cells.map((cell) => cellNumber(cell) ?? 0)
  const step = (values[1] ?? 0) - (values[0] ?? 0)
  if (values.length < 3 && (values[0] ?? 0) > 1) return false
  return step > 0 && values.every((value, index) => value === (values[0] ?? 0) + index * step)
}

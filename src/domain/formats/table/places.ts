import type { Axis } from '../../units/coordinate-grammar.ts'
import { AppError } from '../../errors.ts'
import { type Position, wrapLongitude } from '../../position.ts'
import { parseLatitude, parseLongitude, parsePosition } from '../../units/position-grammar.ts'
import { plainWords } from '../../units/time-words.ts'
import { cleanName, fileNumber } from '../file-values.ts'
import { hasLooseDash } from '../read/text/bare-pairs.ts'
import type { Hemisphere } from './place/hemisphere-words.ts'
import { fitsWidth, type RowWidth } from './place/row-width.ts'
import { isNothing } from './rows.ts'
import type { CoordinateColumns, UsedColumns } from './uses.ts'

/** Why a row has no position that can be used. */
export interface PlaceFault {
  readonly kind: 'unreadable' | 'range' | 'missing' | 'contradiction' | 'shifted'
  readonly of: 'latitude' | 'longitude' | 'position'
  /** As written; '' where there is nothing. */
  readonly text: string
  /** Behind "line 3": `: latitude "x" cannot be read`, ` has no longitude`. */
  readonly words: string
}

export type RowPlace =
  | { readonly kind: 'place'; readonly position: Position; readonly wrapped: string | null }
  /** Nothing, or what stands for nothing: 91, NaN. */
  | { readonly kind: 'none'; readonly text: string }
  | { readonly kind: 'fault'; readonly fault: PlaceFault }

/** How cells of a table are to be read, found out from all of them. */
export interface PlaceReading {
  readonly columns: UsedColumns
  /** Of numbers in one cell for both. */
  readonly lonFirst: boolean
  /** null: of any width. */
  readonly width: RowWidth | null
  /** What O stands for where E and W are: Ost or Ouest; null: nobody can tell. */
  readonly o: 'E' | 'W' | null
  /** Do 181 degrees of longitude stand for nothing, as in AIS? */
  readonly isAis: boolean
}

const names = { lat: 'latitude', lon: 'longitude' } as const
/** Numbers that stand for "not available" in files. */
const sentinels = /^[+-]?(?:91|181|99(?:9+|\.9+)?|9{3,}(?:\.\d+)?|32768|1e\+?\d\d)(?:\.0+)?$/i

/** A number as tables have it, a typographic minus included; null for anything else. */
export const cellNumber = (cell: string) => fileNumber(cell.replace(/^[−–‒]/, '-'))

const isSentinel = (cell: string, limit: number) => {
  const value = cellNumber(cell)
  return value !== null && Math.abs(value) > limit && sentinels.test(cell.replace(/^[−–‒]/, '-'))
}

export function placeOf(cells: readonly string[], reading: PlaceReading): RowPlace {
  const place = placeIn(cells, reading)
  if (place.kind !== 'place' || fitsWidth(cells, reading.width, reading.columns)) return place
  const count = `${cells.length} cells`
  return {
    kind: 'fault',
    fault: { kind: 'shifted', of: 'position', text: count, words: ` has ${count}, not ${reading.width?.cells ?? 0}` },
  }
}

function placeIn(cells: readonly string[], reading: PlaceReading): RowPlace {
  const { columns } = reading
  const cell = (column: number | null) => (column === null ? '' : (cells[column] ?? ''))
  if (columns.position !== null) return positionOf(cell(columns.position), reading)
  if (!columns.lat || !columns.lon) return { kind: 'none', text: '' }
  const [latText, lonText] = [cell(columns.lat.main), cell(columns.lon.main)]
  const bothAre = isNothing(latText) && isNothing(lonText)
  if (bothAre && isBlank(cells, columns)) return { kind: 'none', text: latText || lonText }
  const isNone = isSentinel(latText, 90) || (reading.isAis && Math.abs(cellNumber(lonText) ?? 0) === 181)
  if (isNone || (bothAre && latText !== ''))
    return { kind: 'none', text: latText === lonText ? latText : `${latText}, ${lonText}` }
  const lat = coordinateOf(cells, columns.lat, { axis: 'lat', o: null })
  if ('fault' in lat) return { kind: 'fault', fault: lat.fault }
  const lon = coordinateOf(cells, columns.lon, { axis: 'lon', o: reading.o })
  if ('fault' in lon) return { kind: 'fault', fault: lon.fault }
  const uneven = unevenPair(cells, columns.lat, columns.lon)
  if (uneven) return { kind: 'fault', fault: uneven }
  const isBeyond = Math.abs(lon.degrees) > 360
  return {
    kind: 'place',
    position: { lat: lat.degrees, lon: isBeyond ? wrapLongitude(lon.degrees) : lon.degrees },
    wrapped: isBeyond ? lonText : null,
  }
}

/** 5149.480 N beside 359.310 E has lost zeros: 3° 59.310', not 359°. */
function unevenPair(cells: readonly string[], lat: CoordinateColumns, lon: CoordinateColumns): PlaceFault | null {
  const [first = '', second = ''] = [lat, lon].map(({ main }) => cells[main] ?? '')
  if (!isNumber.test(first) || !isNumber.test(second) || isCompact.test(first) === isCompact.test(second)) return null
  const [of, text] = isCompact.test(first) ? (['longitude', second] as const) : (['latitude', first] as const)
  return { kind: 'unreadable', of, text, words: `: ${of} "${short(text)}" cannot be read` }
}

const isNumber = /^\d+(?:[.,]\d+)?$/
const isCompact = /^\d{4,}/

/** Have all columns of the coordinates nothing? */
const isBlank = (cells: readonly string[], { lat, lon }: UsedColumns) =>
  [lat?.minutes, lat?.seconds, lon?.minutes, lon?.seconds].every(
    (column) => column == null || isNothing(cells[column] ?? ''),
  )

function positionOf(text: string, { lonFirst }: PlaceReading): RowPlace {
  if (isNothing(text)) return { kind: 'none', text }
  const fault = (kind: PlaceFault['kind'], words: string): RowPlace => ({
    kind: 'fault',
    fault: { kind, of: 'position', text, words: `: position "${short(text)}" ${words}` },
  })
  try {
    if (hasLooseDash(text)) return fault('unreadable', 'cannot be read')
    if (!lonFirst || /[nsew]|point/i.test(text)) return { kind: 'place', position: parsePosition(text), wrapped: null }
    const [lon, lat] = halvesOf(text.replace(/^\(\s*(.*?)\s*\)$/, '$1'))
    if (lat === undefined || lon === undefined) return fault('unreadable', 'cannot be read')
    return { kind: 'place', position: { lat: parseLatitude(lat), lon: parseLongitude(lon) }, wrapped: null }
  } catch (error) {
    return isRange(error) ? fault('range', 'is out of range') : fault('unreadable', 'cannot be read')
  }
}

/** Two coordinates by what parts them; a blank does between decimals only, `14 23.4` being degrees and minutes of one. */
function halvesOf(text: string): readonly string[] {
  const separator = [';', '/', ','].find((mark) => text.split(mark).length === 2)
  if (separator) return text.split(separator).map((half) => half.trim())
  return /^([+-]?\d+\.\d+)\s+([+-]?\d+\.\d+)$/.exec(text)?.slice(1) ?? []
}

const short = (text: string) => cleanName(text).slice(0, 40)
const isRange = (error: unknown) => error instanceof AppError && error.code.endsWith('out-of-range')

type Read = { readonly degrees: number } | { readonly fault: PlaceFault }

function coordinateOf(
  cells: readonly string[],
  columns: CoordinateColumns,
  { axis, o }: { axis: Axis; o: 'E' | 'W' | null },
): Read {
  const written = cells[columns.main] ?? ''
  const eastOrWest = (text: string) => (axis === 'lon' && o !== null ? withEastOrWest(text, o) : text)
  const main = eastOrWest(written)
  const plain = isAlone(columns) ? cellNumber(main) : null
  // The common case of a long table: one signed number.
  if (plain !== null && Math.abs(plain) <= (axis === 'lat' ? 90 : 360) && !/^[+−–‒-]?0\d{3}/.test(main))
    return { degrees: plain }
  const of = names[axis]
  const cell = (column: number | null) => (column === null ? '' : eastOrWest(cells[column] ?? ''))
  const all = [main, cell(columns.minutes), cell(columns.seconds), cell(columns.hemisphere)]
    .filter((part) => part !== '')
    .join(' ')
  const fault = (kind: PlaceFault['kind'], words: string, text = main): Read => ({ fault: { kind, of, text, words } })
  const unreadable = (text = main) => fault('unreadable', `: ${of} "${short(text)}" cannot be read`, text)
  if (main === '') return fault('missing', ` has no ${of}`)
  // The letter stands at the degrees, or at their minutes or seconds in the next cell.
  const isParted = columns.minutes !== null || columns.seconds !== null
  const seconds = cell(columns.seconds)
  // Of 35d 57m 30s none is a letter.
  const isMarked = /\d ?m(?:in)?\.?$/i.test(cell(columns.minutes))
  const parts = isParted ? [main, cell(columns.minutes), isMarked ? seconds.replace(/ ?s$/i, '') : seconds] : [main]
  const owns = parts.flatMap((part) => ownLetter(part) ?? [])
  const own = isParted ? null : (owns[0] ?? null)
  const letters = new Set<Hemisphere>(owns)
  if (columns.letter !== null) letters.add(columns.letter)
  if (columns.hemisphere !== null) {
    const text = cell(columns.hemisphere)
    const letter = hemisphereLetter(text, o)
    if (letter === null && (text !== '' || letters.size === 0))
      return text === '' ? fault('missing', ` has no ${axis === 'lat' ? 'N or S' : 'E or W'}`) : unreadable(all)
    if (letter !== null) letters.add(letter)
  }
  const isSigned = /^[+−–‒-]/.test(main)
  if (letters.size > 1 || (letters.size === 1 && isSigned && /^[−–‒-]/.test(main)))
    return fault(
      'contradiction',
      `: ${of} "${short(all)}" contradicts ${columns.letter === null ? 'itself' : `its heading, which says ${columns.letter}`}`,
      all,
    )
  const [letter = null] = letters
  if (letter !== null && (letter === 'N' || letter === 'S') !== (axis === 'lat')) return unreadable(all)
  const [plainMain = '', ...others] = isParted
    ? parts.map((part) => (ownLetter(part) ? unlettered(part) : part))
    : parts
  const degrees = magnitudeOf(plainMain.replace(/^\+/, ''), others, {
    columns,
    axis,
    letter: own ? null : letter,
  })
  if (degrees === 'range') return fault('range', `: ${of} "${short(main)}" is out of range`)
  if (degrees === null) return unreadable(all)
  const signed = !own && (letter === 'S' || letter === 'W') ? -degrees + 0 : degrees
  const limit = axis === 'lat' ? 90 : 720
  if (Math.abs(signed) > limit) return fault('range', `: ${of} ${signed} is outside −${limit} to ${limit}`)
  return { degrees: signed }
}

const withEastOrWest = (text: string, o: 'E' | 'W') => text.replace(/(?<=[\d°'"′″.] ?)O$|^O(?= ?\d)/i, o)

const isAlone = ({ minutes, seconds, hemisphere, letter }: CoordinateColumns) =>
  minutes === null && seconds === null && hemisphere === null && letter === null

const unlettered = (text: string) => text.replace(/^[nsew] ?|(?<=[^a-z]) ?[nsew]$/i, '')

/** The hemisphere that a cell of a coordinate says itself. */
function ownLetter(text: string): Hemisphere | null {
  const match = /^([nsew])(?![a-z])|(?<![a-z])([nsew])$/i.exec(text) ?? /(?<=\d)([nsew])$/i.exec(text)
  const letter = (match?.[1] ?? match?.[2])?.toUpperCase()
  return letter === 'N' || letter === 'S' || letter === 'E' || letter === 'W' ? letter : null
}

const hemispheres: Readonly<Record<string, Hemisphere>> = {
  n: 'N', north: 'N', nord: 'N', norte: 'N', noord: 'N', s: 'S', south: 'S', sud: 'S', sur: 'S', syd: 'S', sor: 'S', zuid: 'S',
  e: 'E', east: 'E', est: 'E', este: 'E', leste: 'E', ost: 'E', oost: 'E', w: 'W', west: 'W', ouest: 'W', oeste: 'W', ovest: 'W', vest: 'W',
} // prettier-ignore

/** A cell that is a hemisphere and nothing else. @param o what O stands for */
export function hemisphereLetter(cell: string, o: 'E' | 'W' | null): Hemisphere | null {
  const word = plainWords(cell).replace(/\.$/, '')
  return word === 'o' ? o : (hemispheres[word] ?? null)
}

interface MagnitudeContext {
  readonly columns: CoordinateColumns
  readonly axis: Axis
  /** To be said beside a compact number, 3557.5. */
  readonly letter: Hemisphere | null
}

/** Degrees, with the sign that the text itself has; null where it cannot be read. */
function magnitudeOf(
  main: string,
  [minutes = '', seconds = '']: readonly string[],
  { columns, axis, letter }: MagnitudeContext,
): number | 'range' | null {
  const parse = axis === 'lat' ? parseLatitude : parseLongitude
  const parted = columns.minutes !== null || columns.seconds !== null
  if (parted) {
    if ((columns.minutes !== null && minutes === '') || (columns.seconds !== null && seconds === '')) return null
    return (
      composed(main, [minutes, ...(columns.seconds === null ? [] : [seconds])]) ??
      attempt(() => parse([main, minutes, seconds].filter((part) => part !== '').join(' ')))
    )
  }
  const value = cellNumber(main)
  // Four figures and more before the point are degrees and minutes in one: 3557.5.
  if (value !== null && /^[+-]?\d{4}/.test(main) && letter !== null) {
    const read = attempt(() => parse(main.replace(',', '.') + letter))
    return typeof read === 'number' ? Math.abs(read) : read
  }
  if (value !== null) return /^[+−–‒-]?0\d{3}/.test(main) ? null : value
  return attempt(() => parse(main))
}

/** Degrees, minutes and seconds in numbers of their own; null where one is not or where they do not fit together. */
function composed(main: string, parts: readonly string[]): number | null {
  const values = [main, ...parts].map(cellNumber)
  if (values.some((value) => value === null)) return null
  const [degrees = 0, minutes = 0, seconds = 0] = values.map(Number)
  const isWholeNumber = (value: number) => Number.isInteger(value)
  if (
    !isWholeNumber(degrees) ||
    (parts.length > 1 && !isWholeNumber(minutes)) ||
    [minutes, seconds].some((part) => part < 0 || part >= 60)
  )
    return null
  const sum = Math.abs(degrees) + minutes / 60 + seconds / 3600
  return /^[−–‒-]/.test(main) ? -sum + 0 : sum
}

function attempt(parse: () => number): number | 'range' | null {
  try {
    return parse()
  } catch (error) {
    if (isRange(error)) return 'range'
    return null
  }
}

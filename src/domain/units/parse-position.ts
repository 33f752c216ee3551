import { AppError } from '../errors.ts'
import type { Position } from '../position.ts'

/** The marks people and programs use for °, ′, ″ and minus, as one kind each. Two primes in a row are seconds. */
function normalise(text: string): string {
  return text
    .trim()
    .toUpperCase()
    .replace(/[−–‒]/g, '-')
    .replace(/[º˚]/g, '°')
    .replace(/[′’‘´`]/g, "'")
    .replace(/[″“”]|''/g, '"')
    .replace(/\s+/g, ' ')
}

const number = String.raw`\d+(?:[.,]\d+)?`
/** Degrees, then minutes, then seconds, parted by their marks, a blank, a colon or a dash. */
const angle = new RegExp(
  String.raw`^([+-])? ?(${number}) ?(?:[°: -] ?|$)(?:(${number}) ?(?:[': -] ?|$)(?:(${number}) ?"?)?)?$`,
)

/**
 * Magnitude and sign of one coordinate without its hemisphere letter, or null.
 * Only the last part may have a fraction; minutes and seconds stay under 60.
 */
function parseAngle(text: string): { degrees: number; signed: boolean } | null {
  const match = angle.exec(text.trim())
  if (!match) return null
  const values = match
    .slice(2)
    .filter((part) => part !== undefined)
    .map((part) => part.replace(',', '.'))
  if (values.slice(0, -1).some((part) => part.includes('.'))) return null
  const [degrees = 0, minutes = 0, seconds = 0] = values.map(Number)
  if (minutes >= 60 || seconds >= 60) return null
  const magnitude = degrees + minutes / 60 + seconds / 3600
  return { degrees: match[1] === '-' ? -magnitude : magnitude, signed: match[1] !== undefined }
}

function parseCoordinate(text: string, letters: 'NS' | 'EW', limit: number): number | null {
  const plain = normalise(text)
  const hemisphere =
    new RegExp(`^([${letters}]) ?(.*)$`).exec(plain) ?? new RegExp(`^(.*?) ?([${letters}])$`).exec(plain)
  const letter = hemisphere?.slice(1).find((part) => part.length === 1 && letters.includes(part))
  const body = letter === undefined ? plain : hemisphere?.[1] === letter ? hemisphere[2]! : hemisphere![1]!
  const parsed = parseAngle(body)
  // A sign and a letter may contradict each other; nobody can tell which was meant.
  if (!parsed || (parsed.signed && letter !== undefined)) return null
  const degrees = letter === letters[1] ? -parsed.degrees : parsed.degrees
  if (Math.abs(degrees) > limit)
    throw new AppError(letters === 'NS' ? 'latitude-out-of-range' : 'longitude-out-of-range', text.slice(0, 80))
  return degrees + 0 // + 0: no −0
}

function required<T>(value: T | null, text: string): T {
  if (value === null) throw new AppError('position-unreadable', text.slice(0, 80))
  return value
}

/**
 * Reads a latitude: signed decimal degrees, DD°MM.mmm', or degrees, minutes and seconds, with N or S before or after.
 * A comma is read as the decimal mark.
 * @returns degrees, −90 to 90
 * @throws AppError `position-unreadable`, `latitude-out-of-range`
 */
export function parseLatitude(text: string): number {
  return required(parseCoordinate(text, 'NS', 90), text)
}

/** The same for a longitude, with E or W. Values to 360 are taken (some programs count so). @returns degrees, −360 to 360 */
export function parseLongitude(text: string): number {
  return required(parseCoordinate(text, 'EW', 360), text)
}

/** Where the text falls into its two coordinates, or null. */
function split(text: string): readonly [string, string] | null {
  const letters = [...text.matchAll(/[NSEW]/g)]
  if (letters.length === 2) {
    const cut = /^[NSEW]/.test(text) ? letters[1]!.index : letters[0]!.index + 1
    return [text.slice(0, cut), text.slice(cut)]
  }
  if (letters.length > 0) return null
  for (const separator of [/ ?; ?/, /, /, /[ ]/, /,/]) {
    const pieces = text.split(separator)
    if (pieces.length === 2) return [pieces[0]!, pieces[1]!]
  }
  return null
}

/**
 * Reads a position in one text: `51°59.012'N 004°02.300'E`, `51.98353, 4.03833`, `N51 59.0 E004 02.3`, `51-57.2N 004-08.5E` …
 * Without letters latitude comes first; with letters either order.
 * @throws AppError `position-unreadable`, `latitude-out-of-range`, `longitude-out-of-range`
 */
export function parsePosition(text: string): Position {
  const pieces = split(normalise(text))?.map((piece) => piece.replace(/^[ ,;/]+|[ ,;/]+$/g, ''))
  const [first, second] = required(pieces ?? null, text)
  const lonFirst = /[EW]/.test(first!)
  const lat = parseCoordinate((lonFirst ? second : first)!, 'NS', 90)
  const lon = parseCoordinate((lonFirst ? first : second)!, 'EW', 360)
  return { lat: required(lat, text), lon: required(lon, text) }
}

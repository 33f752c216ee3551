import { at } from '../at.ts'
import { AppError } from '../errors.ts'
import type { Position } from '../position.ts'
import { type PositionToken, tokensOf } from './position-tokens.ts'

export type Axis = 'lat' | 'lon'

const axisOf = (letter: string): Axis => (letter === 'N' || letter === 'S' ? 'lat' : 'lon')
const limits = { lat: 90, lon: 360 } as const
const slots = ['degree', 'minute', 'second'] as const

/** Degrees, minutes and seconds as they are written, and how they are parted. */
interface Angle {
  readonly next: number
  readonly numbers: readonly string[]
  /** What stands between the numbers. */
  readonly gaps: readonly Gap[]
  readonly marked: boolean
  readonly unknown: boolean
}

type Gap = 'mark' | 'unknown' | 'colon' | 'dash' | 'blank'

/**
 * What a blank alone may part: nothing, numbers of two figures, or any. Among other numbers `3 5 57.5` may be `35 57.5`
 * with a blank too many.
 */
type Blanks = 'none' | 'padded' | 'any'

function readAngle(tokens: readonly PositionToken[], start: number, blanks: Blanks): Angle | null {
  const numbers: string[] = []
  const gaps: Gap[] = []
  let [next, marked, unknown] = [start, false, false]
  for (const [slot, name] of slots.entries()) {
    const number = tokens[next]
    if (number?.kind !== 'number') break
    numbers.push(number.text)
    next += 1
    const closing = closingMark(tokens, next, name)
    next += closing.length
    marked ||= closing.gap === 'mark'
    unknown ||= closing.gap === 'unknown'
    const link = closing.length === 0 ? linkAt(tokens, next) : null
    const gap = closing.gap ?? link ?? 'blank'
    const following = next + (link ? 1 : 0)
    if (
      slot === 2 ||
      (gap === 'blank' && blanks === 'none') ||
      !goesOn(tokens, following, { number, gap, gaps, blanks })
    )
      break
    gaps.push(gap)
    next = following
  }
  return numbers.length === 0 ? null : { next, numbers, gaps, marked, unknown }
}

/** The mark that closes a number: its own, or one or two signs that stand for it. */
function closingMark(
  tokens: readonly PositionToken[],
  index: number,
  name: (typeof slots)[number],
): { length: number; gap: 'mark' | 'unknown' | null } {
  const mark = tokens[index]
  if (mark?.kind === name) return { length: 1, gap: 'mark' }
  if (mark?.kind !== 'unknown') return { length: 0, gap: null }
  const second = tokens[index + 1]
  return { length: second?.kind === 'unknown' && !second.spaced && second.text === mark.text ? 2 : 1, gap: 'unknown' }
}

/** A colon or a dash between two numbers; a dash with a blank only before it is a minus. */
function linkAt(tokens: readonly PositionToken[], index: number): 'colon' | 'dash' | null {
  const link = tokens[index]
  if (link?.kind === 'colon' && link.text === ':') return 'colon'
  return link?.kind === 'dash' && (!link.spaced || tokens[index + 1]?.spaced) ? 'dash' : null
}

/** Are the digits at the index the minutes or seconds of the angle before them? */
function goesOn(
  tokens: readonly PositionToken[],
  index: number,
  { number, gap, gaps, blanks }: { number: PositionToken; gap: Gap; gaps: readonly Gap[]; blanks: Blanks },
): boolean {
  const digits = tokens[index]
  if (digits?.kind !== 'number' || number.text.includes('.') || number.text.length > 3) return false
  if (!/^\d{1,2}(?:\.\d+)?$/.test(digits.text) || Number(digits.text) >= 60 || digits.column) return false
  if (tokens[index + 1]?.kind === 'degree') return false
  const padded = /^\d\d(?:\.|$)/.test(digits.text)
  const [first] = gaps
  if (gap === 'blank' && !digits.spaced) return false
  if (first === undefined) return gap !== 'unknown' || padded
  // What is parted in two ways may be two things: `2 37-02.1` is a running number before degrees and minutes.
  const exclusive = (kind: Gap) => kind === 'dash' || kind === 'colon' || kind === 'unknown'
  if (gap !== first && (exclusive(gap) || exclusive(first))) return false
  if (gap === 'blank' && blanks === 'any') return true
  return gap === 'mark' || gap === 'colon' || gap === 'dash' || (padded && number.text.length === 2)
}

/** One coordinate of a text, from its label or hemisphere to its end. */
interface Coordinate {
  readonly next: number
  /** null: neither letter nor label says. */
  readonly axis: Axis | null
  readonly degrees: number
  /** Of degrees, minutes and seconds, how many there are. */
  readonly parts: number
  readonly hasFraction: boolean
  readonly signed: boolean
  /** Does it begin with a degree sign's number and end with a letter, so that neither end can be missing? */
  readonly closed: boolean
  /** Where its hemisphere stands; null: nowhere. */
  readonly letters: 'before' | 'after' | 'both' | null
  /** Can no digit be missing before it, and behind it? */
  readonly isFirm: { readonly before: boolean; readonly behind: boolean }
  /** Has it a known mark behind one of its numbers? */
  readonly marked: boolean
  /** Is there nothing but blanks between its numbers? */
  readonly blankOnly: boolean
}

function readCoordinate(tokens: readonly PositionToken[], start: number, blanks: Blanks): Coordinate | null {
  let next = start
  const label = tokens[next]?.kind === 'label' ? at(tokens, next).text : null
  if (label !== null) next += tokens[next + 1]?.kind === 'colon' ? 2 : 1
  const before = tokens[next]?.kind === 'letter' ? at(tokens, next).text : null
  if (before !== null) next += 1
  const sign = signAt(tokens, next)
  if (sign !== null) next += 1
  const angle = readAngle(tokens, next, blanks)
  if (!angle) return null
  next = angle.next
  const following = tokens[next]
  const isOwn = following?.kind === 'letter' && (before === null || axisOf(before) === axisOf(following.text))
  const after = isOwn && !following.column ? following.text : null
  if (after !== null) next += 1
  const letter = before ?? after
  if (before !== null && after !== null && before !== after) return null
  // A sign and a letter may contradict each other; nobody can tell which was meant.
  if (sign !== null && letter !== null) return null
  const named = label === null ? null : label === 'LAT' ? 'lat' : 'lon'
  const axis = letter === null ? named : axisOf(letter)
  if (named !== null && axis !== named) return null
  // Without a letter a sign at the end may stand for the letter itself.
  if (angle.unknown && letter === null) return null
  const read = degreesOf(angle, letter === null ? null : axisOf(letter))
  if (!read) return null
  const negative = sign === '-' || letter === 'S' || letter === 'W'
  return {
    next,
    axis,
    degrees: (negative ? -read.degrees : read.degrees) + 0, // + 0: no −0
    parts: read.parts,
    hasFraction: angle.numbers.some((text) => text.includes('.')),
    signed: sign !== null,
    marked: angle.marked,
    closed: angle.marked && after !== null,
    letters: sideOf(before, after),
    isFirm: {
      before: label !== null || before !== null || /^\d{2}/.test(at(angle.numbers, 0)),
      behind: after !== null || at(tokens, angle.next - 1).kind !== 'number',
    },
    blankOnly: angle.gaps.length > 0 && angle.gaps.every((gap) => gap === 'blank'),
  }
}

function sideOf(before: string | null, after: string | null): Coordinate['letters'] {
  if (before !== null) return after === null ? 'before' : 'both'
  return after === null ? null : 'after'
}

/** A sign in front of a number: not the dash of `35-14`. */
function signAt(tokens: readonly PositionToken[], index: number): '+' | '-' | null {
  const sign = tokens[index]
  if (sign?.kind === 'sign') return '+'
  return sign?.kind === 'dash' ? '-' : null
}

/** Degrees, minutes and seconds without anything between them, as in NAVTEX: their widths tell them apart. */
const compact = {
  lat: /^(\d\d)(\d\d)(\d\d)?(\.\d+)?$/,
  lon: /^(\d{3})(\d\d)(\d\d)?(\.\d+)?$/,
} as const
const dotted = { lat: /^(\d\d)\.(\d\d)\.(\d+)$/, lon: /^(\d{2,3})\.(\d\d)\.(\d+)$/ } as const

function degreesOf(
  { numbers, marked, unknown }: Angle,
  letterAxis: Axis | null,
): { degrees: number; parts: number } | null {
  const first = at(numbers, 0)
  const run = numbers.length === 1 && !marked && !unknown && letterAxis !== null
  if (first.indexOf('.') !== first.lastIndexOf('.')) {
    const [, degrees = '', minutes = '', decimals = ''] = (run && dotted[letterAxis].exec(first)) || []
    // 35.57.50 may be 50 seconds or half a minute.
    const isDoubtful = decimals.length === 2 && Number(decimals) < 60
    return degrees === '' || isDoubtful ? null : sum([degrees, `${minutes}.${decimals}`])
  }
  if (letterAxis !== null && /^\d{4}/.test(first)) {
    const [, degrees = '', minutes = '', seconds, fraction = ''] = (run && compact[letterAxis].exec(first)) || []
    if (degrees === '') return null
    return sum(seconds === undefined ? [degrees, minutes + fraction] : [degrees, minutes, seconds + fraction])
  }
  return numbers.some((text) => /\..*\./.test(text)) ? null : sum(numbers)
}

function sum(texts: readonly string[]): { degrees: number; parts: number } | null {
  const [degrees = 0, minutes = 0, seconds = 0] = texts.map(Number)
  return minutes < 60 && seconds < 60 ? { degrees: degrees + minutes / 60 + seconds / 3600, parts: texts.length } : null
}

/** @throws AppError `latitude-out-of-range`, `longitude-out-of-range` */
function withinLimit(degrees: number, axis: Axis, text: string): number {
  if (Math.abs(degrees) <= limits[axis]) return degrees
  throw new AppError(axis === 'lat' ? 'latitude-out-of-range' : 'longitude-out-of-range', text.slice(0, 80))
}

const onEarth = ({ lat, lon }: Position, text: string): Position => ({
  lat: withinLimit(lat, 'lat', text),
  lon: withinLimit(lon, 'lon', text),
})

const plainNumber = /^[+-]?\d+(?:[.,]\d+)?$/

/**
 * A text that is one coordinate from end to end.
 * @returns degrees; null where it is none, or one of the other axis
 * @throws AppError `latitude-out-of-range`, `longitude-out-of-range`
 */
export function readWholeCoordinate(text: string, axis: Axis): number | null {
  const plain = text.trim()
  if (plainNumber.test(plain)) return withinLimit(Number(plain.replace(',', '.')) + 0, axis, text)
  const tokens = tokensOf(plain)
  const read = readCoordinate(tokens, 0, 'any')
  if (read?.next !== tokens.length || (read.axis ?? axis) !== axis) return null
  return withinLimit(read.degrees, axis, text)
}

/** Does the text say by letter or label which coordinate it is, and is it nothing else? */
export function axisOfText(text: string): Axis | null {
  const tokens = tokensOf(text.trim())
  const read = readCoordinate(tokens, 0, 'any')
  return read?.next === tokens.length ? read.axis : null
}

/** A position among tokens. */
interface Pair {
  readonly next: number
  readonly position: Position
  readonly named: boolean
  readonly isFirm: Coordinate['isFirm']
  readonly hasFractions: boolean
  /** Is one parted more finely than the other, or one in whole degrees and the other in decimals? */
  readonly isUneven: boolean
}

function readPair(tokens: readonly PositionToken[], start: number): Pair | null {
  const pair = pairWith(tokens, start, 'padded')
  if (pair) return pair
  // Without letters two numbers may be latitude and longitude: `51.98 4.04`.
  const numbers = pairWith(tokens, start, 'none')
  return numbers?.named === false ? numbers : null
}

function pairWith(tokens: readonly PositionToken[], start: number, blanks: Blanks): Pair | null {
  const isOpen = tokens[start]?.kind === 'open'
  const first = readCoordinate(tokens, start + (isOpen ? 1 : 0), blanks)
  if (!first) return null
  const from = afterSeparator(tokens, first)
  const second = from === null ? null : readCoordinate(tokens, from, blanks)
  if (!second || !areOne(first, second)) return null
  // Without letters blanks alone do not tell where the latitude ends.
  const isParted = tokens.slice(first.next, from ?? 0).some(({ kind }) => kind === 'comma' || kind === 'semicolon')
  if (first.axis === null && !isParted) {
    if (first.blankOnly || second.blankOnly) return null
    // `35 57.5` is where a latitude was cut off, not 35° N 57.5° E.
    if (!first.hasFraction && !(first.marked && second.marked) && !second.signed) return null
  }
  if (isOpen && tokens[second.next]?.kind !== 'close') return null
  const [lat, lon] = first.axis === 'lon' ? [second, first] : [first, second]
  return {
    next: second.next + (isOpen ? 1 : 0),
    position: { lat: lat.degrees, lon: lon.degrees },
    named: first.axis !== null,
    isFirm: { before: first.isFirm.before, behind: second.isFirm.behind },
    hasFractions: first.hasFraction && second.hasFraction,
    isUneven: first.parts !== second.parts || (first.parts === 1 && first.hasFraction !== second.hasFraction),
  }
}

/** Latitude and longitude of one position: both say which they are or neither does, and both are as finely parted. */
function areOne(first: Coordinate, second: Coordinate): boolean {
  if ((first.axis === null) !== (second.axis === null) || (first.axis !== null && first.axis === second.axis))
    return false
  const letters = new Set([first.letters, second.letters])
  if (letters.has('before') && letters.has('after')) return false
  // `LAT 35-57.5N LONG 014-23.4` has lost its W.
  if (letters.has(null) && letters.size > 1) return false
  return first.parts === second.parts || (first.closed && second.closed)
}

function afterSeparator(tokens: readonly PositionToken[], { next, axis }: Coordinate): number | null {
  const separator = tokens[next]
  if (!separator) return null
  if (separator.kind === 'comma' || separator.kind === 'semicolon') return next + 1
  if (axis === null) return separator.spaced ? next : null
  return separator.kind === 'slash' || (separator.kind === 'dash' && separator.spaced && tokens[next + 1]?.spaced)
    ? next + 1
    : next
}

const decimals = /^([+-]?\d+(?:\.\d+)?)(?:, ?|; ?|(?<=\..*) | (?=[+-]))([+-]?\d+(?:\.\d+)?)$/
const iso6709 = /^([+-]\d{2}(?:\d\d){0,2}(?:\.\d+)?)([+-]\d{3}(?:\d\d){0,2}(?:\.\d+)?)(?:[+-]\d+(?:\.\d+)?)?\/?$/
const geoUri = /^geo:(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)(?:[;?&][a-z]+=[\w.-]*)*$/i
const wktPoint = /^(?:SRID=4326;)?POINT ?\( ?([+-]?\d+(?:\.\d+)?) ([+-]?\d+(?:\.\d+)?) ?\)$/i
/** Geometries have longitude first, and other things than a point have more of them. */
const geometry = /\b(?:multi)?(?:point|linestring|polygon)\b[^a-z0-9]*(?:[zm][^a-z0-9]*)?\(/i

/** A position in a notation of machines, where the text is nothing else. */
function readFormal(text: string): Position | null {
  const plain = text.trim()
  const within = (lat: number, lon: number) => ({
    lat: withinLimit(lat + 0, 'lat', text),
    lon: withinLimit(lon + 0, 'lon', text),
  })
  const pair = decimals.exec(plain) ?? geoUri.exec(plain)
  if (pair) return within(Number(pair[1]), Number(pair[2]))
  const point = wktPoint.exec(plain)
  if (point) return within(Number(point[2]), Number(point[1]))
  const iso = iso6709.exec(plain)
  if (!iso) return null
  const [lat, lon] = [isoDegrees(at(iso, 1), 'lat'), isoDegrees(at(iso, 2), 'lon')]
  return lat && lon && lat.parts === lon.parts ? within(lat.degrees, lon.degrees) : null
}

function isoDegrees(text: string, axis: Axis): { degrees: number; parts: number } | null {
  const digits = text.slice(1)
  const [, degrees = digits, minutes = '', seconds, fraction = ''] = compact[axis].exec(digits) ?? []
  const read = sum(
    minutes === ''
      ? [degrees]
      : seconds === undefined
        ? [degrees, minutes + fraction]
        : [degrees, minutes, seconds + fraction],
  )
  return read && { ...read, degrees: text.startsWith('-') ? -read.degrees : read.degrees }
}

const partsCoordinates = (token: PositionToken | undefined) => token !== undefined && /^[,;/.]$/.test(token.text)

/**
 * A text that is one position from end to end.
 * @throws AppError `latitude-out-of-range`, `longitude-out-of-range`
 */
export function readWholePosition(text: string): Position | null {
  const formal = readFormal(text)
  if (formal || geometry.test(text)) return formal
  const tokens = tokensOf(text)
  const start = tokens.findIndex((token) => !partsCoordinates(token))
  const pair = start < 0 ? null : readPair(tokens, start)
  return pair && tokens.slice(pair.next).every(partsCoordinates) ? onEarth(pair.position, text) : null
}

/** A position in a line, and where it stands there. */
export interface FoundPosition {
  readonly position: Position
  readonly start: number
  readonly end: number
}

/**
 * Every position among the words of a line. Where a number, a hemisphere or a mark touches one of them, what was found
 * may be a fragment, and the line has none.
 * @returns in the order of the line; empty where it has none, or where it cannot be told
 * @throws AppError `latitude-out-of-range`, `longitude-out-of-range`
 */
export function findPositions(text: string): readonly FoundPosition[] {
  const formal = readFormal(text)
  if (formal) return [{ position: formal, start: 0, end: text.length }]
  if (geometry.test(text)) return []
  const tokens = tokensOf(text)
  const found: FoundPosition[] = []
  let last: Pair | null = null
  for (let index = 0; index < tokens.length; index += 1) {
    const pair: Pair | null = mayBegin(at(tokens, index)) ? readPair(tokens, index) : null
    if (!pair) continue
    if (last?.named && !pair.named) {
      // Numbers in columns behind a position with letters are its course and distance.
      if (tokens.slice(index, pair.next).filter(({ column }) => column).length < 2) return []
      index = pair.next - 1
      continue
    }
    const isWhole = index === 0 && pair.next === tokens.length
    if (!pair.named && !pair.hasFractions && !isWhole) return []
    const gap = tokens.slice(last?.next ?? 0, index)
    // Minutes behind a mark nobody knows look like this: `35 foo 57.5 N 14 W`.
    if (pair.isUneven && gap.some(({ kind }) => kind === 'number')) return []
    if (!isHarmless(gap, last, { pair, token: at(tokens, index) })) return []
    found.push({
      position: onEarth(pair.position, text),
      start: at(tokens, index).start,
      end: at(tokens, pair.next - 1).end,
    })
    last = pair
    index = pair.next - 1
  }
  return isHarmless(tokens.slice(last?.next ?? 0), last, null) ? found : []
}

const mayBegin = ({ kind }: PositionToken) =>
  kind === 'number' || kind === 'letter' || kind === 'label' || kind === 'sign' || kind === 'dash' || kind === 'open'

const isPunctuation = ({ kind, text }: PositionToken) =>
  kind === 'comma' || kind === 'semicolon' || kind === 'slash' || kind === 'colon' || kind === 'dash' || text === '.'

/** Could it be part of a coordinate? */
const isTouching = (token: PositionToken | undefined) =>
  token !== undefined &&
  token.kind !== 'word' &&
  token.kind !== 'label' &&
  token.kind !== 'open' &&
  token.kind !== 'close'

/**
 * Are these tokens words beside positions, and nothing that was cut off one?
 * @param before the position they follow, if any
 * @param behind the position they lead to, if any, with its first token
 */
function isHarmless(
  gap: readonly PositionToken[],
  before: Pair | null,
  behind: { readonly pair: Pair; readonly token: PositionToken } | null,
): boolean {
  // A minus that was parted from its number.
  const isMinus = (token: PositionToken, index: number) =>
    token.kind === 'dash' && !(gap[index + 1] ?? behind?.token)?.spaced
  if (behind?.pair.named === false && gap.some(isMinus)) return false
  const words = gap.filter((token) => !isPunctuation(token))
  const [first, last] = [words[0], words.at(-1)]
  if (!first || !last) {
    if (!before || !behind) return true
    // Two positions of plain numbers need more than a comma between them.
    return (before.named && behind.pair.named) || gap.some(({ kind }) => kind === 'semicolon')
  }
  // Behind a whole position `Course = 270°` is no half of another.
  const isQuantity = (index: number) =>
    before?.named === true && behind === null && gap[index - 1]?.kind === 'colon' && gap[index - 2]?.kind === 'word'
  if (gap.some((token, index) => isHalf(token, gap[index + 1]) && !isQuantity(index))) return false
  if (before) {
    // Decimals that were parted from their number.
    if (gap[0]?.text === '.' && gap[1] && !gap[1].spaced) return false
    const isParted = first.column && before.named && before.isFirm.behind
    // A word that is glued to a number is a mark nobody knows: `35foo57.5N`.
    if ((isTouching(first) && !isParted) || (first === gap[0] && first.kind === 'word' && !first.spaced)) return false
  }
  if (!behind) return true
  const isParted = behind.token.column && behind.pair.named && behind.pair.isFirm.before
  return (!isTouching(last) || isParted) && !(last === gap.at(-1) && last.kind === 'word' && !behind.token.spaced)
}

/** A number with its hemisphere, its degree sign or its sign is half a position. */
const isHalf = (token: PositionToken, next: PositionToken | undefined) =>
  (token.kind === 'number' && (next?.kind === 'letter' || next?.kind === 'degree')) ||
  ((token.kind === 'letter' || token.kind === 'sign') && next?.kind === 'number') ||
  (token.kind === 'number' && token.text.includes('.') && next?.kind === 'dash' && !next.spaced)

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
  return required(readWholeCoordinate(text, 'lat'), text)
}

/** The same for a longitude, with E or W. Values to 360 are taken (some programs count so). @returns degrees, −360 to 360 */
export function parseLongitude(text: string): number {
  return required(readWholeCoordinate(text, 'lon'), text)
}

/**
 * Reads a position that is the whole text: `51°59.012'N 004°02.300'E`, `51.98353, 4.03833`, `N51 59.0 E004 02.3`,
 * `5159.0N 00402.3E`, `LAT 51-57.2N LONG 004-08.5E`, `+51.98353+004.03833/`, `geo:51.98353,4.03833`,
 * `POINT(4.03833 51.98353)` … Without letters and labels latitude comes first; with them either order.
 * @throws AppError `position-unreadable`, `latitude-out-of-range`, `longitude-out-of-range`
 */
export function parsePosition(text: string): Position {
  return required(readWholePosition(text), text)
}

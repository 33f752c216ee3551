import { at } from '../at.ts'
import { AppError } from '../errors.ts'
import { type PositionToken, tokensOf } from './position-tokens.ts'

export type Axis = 'lat' | 'lon'

const axisOf = (letter: string): Axis => (letter === 'N' || letter === 'S' ? 'lat' : 'lon')
const bounds = { lat: 90, lon: 360 } as const
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
export type Blanks = 'none' | 'padded' | 'any'

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
export interface Coordinate {
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

export function readCoordinate(tokens: readonly PositionToken[], start: number, blanks: Blanks): Coordinate | null {
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
  // `010 0.00 S` and `010°0.00 S` may be 01°00.00' S with something put in.
  if (axis !== 'lon' && /^\d{3} \d(?:\.|$)/.test(angle.numbers.slice(0, 2).join(' '))) return null
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
export const compact = {
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

export function sum(texts: readonly string[]): { degrees: number; parts: number } | null {
  const [degrees = 0, minutes = 0, seconds = 0] = texts.map(Number)
  return minutes < 60 && seconds < 60 ? { degrees: degrees + minutes / 60 + seconds / 3600, parts: texts.length } : null
}

/** @throws AppError `latitude-out-of-range`, `longitude-out-of-range` */
export function withinLimit(degrees: number, axis: Axis, text: string): number {
  if (Math.abs(degrees) <= bounds[axis]) return degrees
  throw new AppError(axis === 'lat' ? 'latitude-out-of-range' : 'longitude-out-of-range', text.slice(0, 80))
}

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

/** Which coordinate a text begins with; null where it begins with none, or does not say. */
export const axisOfStart = (text: string): Axis | null => readCoordinate(tokensOf(text), 0, 'padded')?.axis ?? null

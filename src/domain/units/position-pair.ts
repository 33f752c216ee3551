import { at } from '../at.ts'
import type { Position } from '../position.ts'
import { axisOfText, type Blanks, type Coordinate, readCoordinate } from './coordinate-grammar.ts'
import { type PositionToken, tokensOf } from './position-tokens.ts'

/** A position among tokens. */
export interface Pair {
  readonly next: number
  readonly position: Position
  readonly named: boolean
  readonly isFirm: Coordinate['isFirm']
  readonly hasFractions: boolean
  /** Is one parted more finely than the other, or one in whole degrees and the other in decimals? */
  readonly isUneven: boolean
  readonly unsaid: Unsaid | null
}

/** What a position does not say by itself: the hemispheres of its degrees and minutes, or which number is the latitude. */
export type Unsaid = 'sides' | 'order'

function unsaidOf(first: Coordinate, second: Coordinate): Unsaid | null {
  const isBare = [first, second].every(({ letters, signed }) => letters === null && !signed)
  if (isBare && Math.max(first.parts, second.parts) > 1) return 'sides'
  return first.axis === null && Math.abs(second.degrees) <= 90 ? 'order' : null
}

/** The position that begins at a token; null where none does. */
export function readPair(tokens: readonly PositionToken[], start: number): Pair | null {
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
    unsaid: unsaidOf(first, second),
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

/** Can a position begin with the token? */
export const mayBegin = ({ kind }: PositionToken) =>
  kind === 'number' || kind === 'letter' || kind === 'label' || kind === 'sign' || kind === 'dash' || kind === 'open'

/**
 * Where a line of words ends in the middle of a position: between its latitude and its longitude, or inside of one of
 * them, as in `35-` above `57.5N 014-23.4W`.
 * @param following the lines below it
 * @returns null where no position goes on below
 */
export function breakBetween(line: string, following: string): 'halves' | 'figures' | null {
  const tokens = tokensOf(`${line} ${following}`)
  for (let index = 0; index < tokens.length; index += 1) {
    const token = at(tokens, index)
    if (token.start >= line.length) return null
    const pair = mayBegin(token) ? readPair(tokens, index) : null
    if (!pair) {
      // A whole half that stands alone is passed as a whole: its N does not begin another.
      const half = readCoordinate(tokens, index, 'padded')
      if (half?.axis && at(tokens, half.next - 1).start < line.length) index = half.next - 1
      continue
    }
    if (at(tokens, pair.next - 1).start >= line.length) {
      if (!pair.named) return null
      const half = axisOfText(line.slice(token.start).replace(/[\s,/]+$/, ''))
      // Prose has the latitude first; a longitude at the end of a line may be that of a position before it.
      return half === null ? 'figures' : half === 'lat' ? 'halves' : null
    }
    index = pair.next - 1
  }
  return null
}

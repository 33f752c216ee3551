import { at } from '../at.ts'
import { AppError } from '../errors.ts'
import { type Position, wrapLongitude } from '../position.ts'
import { readWholeCoordinate, withinLimit } from './coordinate-grammar.ts'
import { isGeometry, isGeoUri, isTwoDecimals, readFormal, readSeveralPairs } from './formal-notations.ts'
import { findLink, type FoundLink } from './map-links.ts'
import { mayBegin, type Pair, readPair, type Unsaid } from './position-pair.ts'
import { type PositionToken, tokensOf } from './position-tokens.ts'

const onEarth = ({ lat, lon }: Position, text: string): Position => ({
  lat: withinLimit(lat, 'lat', text),
  lon: withinLimit(lon, 'lon', text),
})

const partsCoordinates = (token: PositionToken | undefined) => token !== undefined && /^[,;/.]$/.test(token.text)

/**
 * A text that is one position from end to end.
 * @throws AppError `latitude-out-of-range`, `longitude-out-of-range`
 */
export function readWholePosition(text: string): Position | null {
  const formal = readFormal(text)
  if (formal || isGeometry(text)) return formal?.length === 1 ? at(formal, 0) : null
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
  readonly unsaid: Unsaid | null
}

/**
 * Every position among the words of a line. Where a number, a hemisphere or a mark touches one of them, what was found
 * may be a fragment, and the line has none. Figures that were cut off where the text ends, or begins, leave another
 * number, which nothing can tell.
 * @returns in the order of the line; empty where it has none, or where it cannot be told
 * @throws AppError `latitude-out-of-range`, `longitude-out-of-range`
 */
export function findPositions(text: string): readonly FoundPosition[] {
  const formal = readFormal(text)
  if (formal) {
    const isOpen = ({ lon }: Position) => isTwoDecimals(text) && Math.abs(lon) <= 90
    return formal.map((position) => ({
      position,
      start: 0,
      end: text.length,
      unsaid: isOpen(position) ? 'order' : null,
    }))
  }
  const pairs = readSeveralPairs(text)
  if (pairs.length > 0)
    return pairs.map((pair) => ({ ...pair, unsaid: Math.abs(pair.position.lon) <= 90 ? 'order' : null }))
  const link = findLink(text)
  if (link) return linkAmong(text, link)
  if (isGeometry(text)) return []
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
      unsaid: pair.unsaid,
    })
    last = pair
    index = pair.next - 1
  }
  return isHarmless(tokens.slice(last?.next ?? 0), last, null) ? found : []
}

/** Degrees, about two kilometres: a message may repeat a position less finely than the link to its map has it. */
const SAME_PLACE_DEGREES = 0.02

/** A link beside words. What else the line has of positions must be the same place, or nobody knows which is meant. */
function linkAmong(text: string, { start, end, positions }: FoundLink): readonly FoundPosition[] {
  const rest = `${text.slice(0, start)}${' '.repeat(end - start)}${text.slice(end)}`
  const [first] = positions
  // Figures beside an address that is no link may be its own.
  if (isGeoUri(text.slice(start, end)) && /\d/.test(rest)) return []
  const isSame = ({ position: { lat, lon } }: FoundPosition) =>
    first !== undefined &&
    Math.abs(lat - first.lat) < SAME_PLACE_DEGREES &&
    Math.abs(wrapLongitude(lon - first.lon)) < SAME_PLACE_DEGREES
  const beside = findLink(rest) ? null : findPositions(rest)
  if (beside !== null && !first) return beside
  if (beside === null || !beside.every(isSame)) return []
  return positions.map((position) => ({ position, start, end, unsaid: null }))
}

const isPunctuation = ({ kind, text }: PositionToken) =>
  kind === 'comma' ||
  kind === 'semicolon' ||
  kind === 'slash' ||
  kind === 'colon' ||
  kind === 'dash' ||
  /^[.>→]$/.test(text)

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
  if (behind && isSigned(gap, before, behind.token)) return false
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

/** A minus in front of a number with its hemisphere contradicts it; the dash of a list has a blank behind it. */
function isSigned(gap: readonly PositionToken[], before: Pair | null, behind: PositionToken): boolean {
  const last = gap.at(-1)
  if (last?.kind !== 'dash' || behind.spaced || behind.kind !== 'number') return false
  const isJoined = gap.length === 1 ? before !== null : gap.at(-2)?.kind === 'word'
  return last.spaced || !isJoined
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

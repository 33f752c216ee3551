import { at } from '../../../at.ts'
import { AppError } from '../../../errors.ts'
import { type Axis, axisOfStart, axisOfText } from '../../../units/coordinate-grammar.ts'
import { isGeometry } from '../../../units/formal-notations.ts'
import { findPositions, type FoundPosition } from '../../../units/position-grammar.ts'
import { withoutDenied } from './bare-pairs.ts'
import { type WordsBeside, wordsBeside } from './words-beside.ts'
import { joinWrapped, type WrittenLine } from './wrapped-lines.ts'

export interface PlaceOfLine extends Pick<FoundPosition, 'position' | 'unsaid'> {
  readonly name: string
  readonly written: string
}

/** A line of a text, or several over which one position is written, and what was found in it. */
export interface PositionLine {
  /** In the text, from 1. */
  readonly line: number
  /** How many lines of the text it is. */
  readonly lineCount: number
  readonly text: string
  /** In the order of the line; empty where it has none. */
  readonly places: readonly PlaceOfLine[]
  /** What stands beside its positions and is neither a name nor a running number: courses, speeds, times. */
  readonly passed: readonly string[]
  /** Why its positions cannot be anywhere; null for any other line. */
  readonly fault: AppError | null
  /** Why its numbers were not taken. */
  readonly denied?: string
}

interface Line extends WrittenLine {
  /** Of the line above two halves of a position. */
  readonly title?: string
}

/** A longer line is no list; a geometry may well be longer. */
const MAX_LINE = 2000

/** The lines of a text that have a letter or a figure, each with its positions. */
export function positionLines(text: string): readonly PositionLine[] {
  const lines = text
    .split(/\r\n?|\n/)
    .flatMap((words, index) =>
      /[\p{L}\d]/u.test(words) ? [{ text: words.trim(), line: index + 1, lineCount: 1 }] : [],
    )
  const joined = joinHalves(joinWrapped(lines, isHalf))
  const read = joined.map(readLine)
  // Where halves are left over, those that were joined may be of two positions.
  const isDoubtful = read.some(isUnread) && joined.some(({ hasHalves }) => hasHalves)
  const whole = read.map((line, index) =>
    (isDoubtful && joined[index]?.hasHalves) || isBehindHalf(line, read[index - 1])
      ? { ...line, places: [], passed: [] }
      : line,
  )
  return withoutDenied(whole)
}

const isUnread = ({ places, text }: PositionLine) => places.length === 0 && isLikePosition(text)

/** Does the line begin with the longitude of a latitude that ends the line above? The latitude behind it is then another. */
const isBehindHalf = ({ line, text, places }: PositionLine, above: PositionLine | undefined): boolean =>
  places.length > 0 &&
  above !== undefined &&
  above.line + above.lineCount === line &&
  isUnread(above) &&
  axisOfHalf(above.text) === null &&
  axisOfStart(text) === 'lon' &&
  axisOfStart(above.text) !== 'lon'

const isHalf = ({ text }: WrittenLine) => axisOfHalf(text) !== null

/** A letter in a column of its own between two numbers may belong to either. */
const isParted = /\d\s*[\t|]\s*[NSEW]\s*[\t|]\s*[+-]?\d/i

function readLine({ text, line, lineCount, title }: Line): PositionLine {
  const nothing = { line, lineCount, text, places: [], passed: [], fault: null }
  // Cut anywhere, it might end inside a number.
  if ((text.length > MAX_LINE && !isGeometry(text)) || isParted.test(text)) return nothing
  try {
    const { text: plain, found } = positionsOfLine(text)
    if (found.length === 0) return nothing
    const gaps = [...found, null].map((place, index) => wordsIn(plain.slice(found[index - 1]?.end ?? 0, place?.start)))
    const { names, unused } = namesOf(gaps, title)
    return {
      ...nothing,
      places: found.map(({ position, unsaid, start, end }, index) => ({
        position,
        unsaid,
        name: names[index] ?? '',
        written: plain.slice(start, end),
      })),
      passed: [...gaps.flatMap((words) => words.passed), ...unused],
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { ...nothing, fault: error }
  }
}

/**
 * The names of positions by the words before the first, between them and behind the last: all before their positions or
 * all behind them. Where either may be, none has a name.
 */
function namesOf(
  gaps: readonly WordsBeside[],
  title: string | undefined,
): { names: readonly string[]; unused: readonly string[] } {
  const words = gaps.map(({ name }) => name)
  const [before, behind] = [words.slice(0, -1), words.slice(1)]
  const [isBefore, isBehind] = [words[0] !== '', words.at(-1) !== '']
  const isOne = before.length === 1
  if (isOne && title !== undefined && !isBefore) return { names: [title], unused: behind.filter((name) => name !== '') }
  if (isOne && isBefore) return { names: before, unused: behind.filter((name) => name !== '') }
  const isClear = isOne || gaps.slice(1, -1).every(({ isSeveral }) => !isSeveral)
  if (isClear && isBehind && !isBefore) return { names: behind, unused: [] }
  if (isClear && isBefore && !isBehind) return { names: before, unused: [] }
  return { names: [], unused: words.filter((name) => name !== '') }
}

/** A position in words beside the link to it on a map is no name. */
const wordsIn = (text: string) =>
  findPositions(text).length > 0 ? { name: '', passed: [], isSeveral: false } : wordsBeside(text)

/**
 * The positions of a line, and the line without what mail and lists put before it: a running number is not part of the
 * position behind it, but `35: 57.5 N` is no running number.
 * @throws AppError `latitude-out-of-range`, `longitude-out-of-range`
 */
function positionsOfLine(text: string): { text: string; found: readonly FoundPosition[] } {
  const line = text.replace(/^(?:\s*>)+/, '').trim()
  const found = findPositions(line)
  if (found[0]?.start === 0) return { text: line, found }
  const rest = line.replace(/^\d{1,4}[.):]\s+/, '')
  const others = rest === line ? found : findPositions(rest)
  return others.length > 0 ? { text: rest, found: others } : { text: line, found: wholeAmongNumbers(line) }
}

const parts = String.raw`\d\d(?:[.,]\d+)?['′’]?|\d\d(?:-|['′’]\s?)\d\d(?:[.,]\d+)?(?:["″”]|'')?`
/** Every figure of degrees and minutes, and both hemispheres: no number beside it can be a part of it. */
const whole = new RegExp(
  String.raw`(?<!\S)(?<![-–−°'′"]\s*)\d\d(?:-|°\s?)(?:${parts})\s?[NS][ ,/]{1,3}\d{3}(?:-|°\s?)(?:${parts})\s?[EW](?=[\s,;]|$)(?!\s*[NSEW](?!\p{L}))`,
  'giu',
)
/** Degrees and minutes that have lost their hemisphere. */
const lostSides = /\d[-:]\d\d[.,]\d/

/** `WP 12 35-57.5N 014-23.4W 12.5 kn`: the one position of a line, where it is whole whatever numbers stand beside it. */
function wholeAmongNumbers(line: string): readonly FoundPosition[] {
  const [match, ...others] = [...line.matchAll(whole)]
  if (!match || others.length > 0) return []
  const end = match.index + match[0].length
  const rest = `${line.slice(0, match.index)} | ${line.slice(end)}`
  if (rest.includes('://') || isGeometry(rest) || isLikePosition(rest) || lostSides.test(rest)) return []
  if (findPositions(rest).length > 0) return []
  const found = findPositions(match[0])
  return found.length === 1 ? found.map((place) => ({ ...place, start: match.index, end })) : []
}

/** A latitude alone on its line and the longitude on the next are one position, named by a word alone on the line above. */
function joinHalves(lines: readonly Line[]): Line[] {
  const axes = lines.map(({ text }) => axisOfHalf(text))
  const first = firstAxis(axes)
  const joined: Line[] = []
  for (let index = 0; index < lines.length; index += 1) {
    const line = at(lines, index)
    const other = lines[index + 1]
    if (other && isPair(axes, index, first)) {
      const title = titleAbove(joined.at(-1), line.line)
      if (title) joined.pop()
      joined.push({
        ...line,
        ...(title && { title }),
        text: `${line.text} ${other.text}`,
        lineCount: line.lineCount + other.lineCount,
      })
      index += 1
    } else joined.push(line)
  }
  return joined
}

const isPair = (axes: readonly (Axis | null)[], index: number, first: Axis | null) => {
  const [one, two] = [axes[index], axes[index + 1]]
  return one != null && two != null && one === first && two !== one
}

/**
 * Which half of a position the text has first: the one with which more of its lines make pairs, latitude where both make
 * as many. null where as many pairs are made by either and the text begins with a longitude: nobody knows which line is
 * missing.
 */
function firstAxis(axes: readonly (Axis | null)[]): Axis | null {
  const pairs = (first: Axis) => axes.filter((_, index) => isPair(axes, index, first)).length
  const [lat, lon] = [pairs('lat'), pairs('lon')]
  if (lat !== lon) return lat > lon ? 'lat' : 'lon'
  return axes.find((axis) => axis !== null) === 'lon' ? null : 'lat'
}

const MAX_TITLE = 40

function titleAbove(above: Line | undefined, line: number): string | null {
  if (above?.line !== line - 1 || above.title !== undefined || above.text.length > MAX_TITLE) return null
  if (isLikePosition(above.text)) return null
  const { name, passed } = wordsBeside(above.text)
  return name !== '' && passed.length === 0 && readLine(above).places.length === 0 ? name : null
}

/** A number of two figures or more, or with decimals, beside a hemisphere, or a degree sign: of a position, whole or not. */
const likePosition =
  /(?:\d\d|\d[.,]\d+)\s?['′’"″]{0,2}\s?[NSEW](?![\p{L}\d])|(?<![\p{L}\d])[NSEW]\s?\d\d|\d\s?[°º˚]|^\s*(?:lat|lon|lng)[a-z]*\b.*\d/iu

/** Does the text look like a position or a half of one, though it may be none that can be read? */
export const isLikePosition = (text: string): boolean => likePosition.test(text)

function axisOfHalf(text: string): Axis | null {
  try {
    return text.length > MAX_TITLE ? null : axisOfText(text)
  } catch {
    return null
  }
}

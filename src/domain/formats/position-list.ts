import type { Position } from '../position.ts'
import { type Axis, axisOfText } from '../units/coordinate-grammar.ts'
import { cleanName } from './file-values.ts'
import { readRouteFile } from './import-file.ts'
import { FREE_TEXT, positionsOfLine } from './read/text-list.ts'

/** One line of a pasted list, or one waypoint of a pasted file. */
export interface ListedPosition {
  /** In the text, from 1. */
  readonly line: number
  readonly name: string
  /** null: the line has none. */
  readonly position: Position | null
  /** What is wrong with the line; null: nothing. */
  readonly problem: string | null
}

const PROBLEM_CHARS = 40

/** The words beside a position, without what parts them from it. */
const titleOf = (words: string) => {
  const title = words.replace(/^[\s,;:=|/()>-]+|[\s,;:=|/()>-]+$/g, '')
  return /\p{L}/u.test(title) ? cleanName(title) : ''
}

/** Every position of a line with the words before it; behind the last stand the words that no other position has. */
function namedPlaces(line: string): { position: Position; name: string }[] {
  const { text, found } = positionsOfLine(line)
  return found.map(({ position, start, end }, index) => {
    const before = titleOf(text.slice(found[index - 1]?.end ?? 0, start))
    const behind = found.length === 1 ? titleOf(text.slice(end)) : ''
    return { position, name: before || behind }
  })
}

function readLine(text: string, line: number): ListedPosition[] {
  const shown = text.slice(0, PROBLEM_CHARS)
  const problem = (words: string) => [{ line, name: '', position: null, problem: `Line ${line}: “${shown}” ${words}.` }]
  try {
    const places = namedPlaces(text)
    return places.length > 0 ? places.map((place) => ({ line, ...place, problem: null })) : problem('is not a position')
  } catch {
    return problem('is outside latitude −90 to 90 or longitude −180 to 360')
  }
}

interface Line {
  readonly text: string
  readonly line: number
}

/** A latitude alone on its line and the longitude on the next are one position. */
function joinHalves(lines: readonly Line[]): Line[] {
  const joined: Line[] = []
  let half: { line: Line; axis: Axis } | null = null
  for (const line of lines) {
    const axis = axisOfHalf(line.text)
    if (half && axis && axis !== half.axis) {
      joined.splice(-1, 1, { ...half.line, text: `${half.line.text} ${line.text}` })
      half = null
    } else {
      joined.push(line)
      half = axis && { line, axis }
    }
  }
  return joined
}

function axisOfHalf(text: string): Axis | null {
  try {
    return axisOfText(text)
  } catch {
    return null
  }
}

/** The lines as a table or a file would have them; null where they are neither. */
function readAsFile(text: string): ListedPosition[] | null {
  try {
    const { format, candidates, notes, table } = readRouteFile(new TextEncoder().encode(text), '')
    // Free text is read line by line here, so that the lines without a position are told.
    if (format === FREE_TEXT || table?.asks.includes('columns')) return null
    if (table?.headings.every((heading) => heading === '') && notes.length > 0) return null
    const waypoints = candidates[0]?.route?.waypoints
    return waypoints?.map(({ name, position }, index) => ({ line: index + 1, name, position, problem: null })) ?? null
  } catch {
    return null
  }
}

/**
 * Reads what an operator pastes for waypoints: positions in any notation, with or without numbers and names, one or
 * several to a line or over two lines, or a table or file with headings.
 * @returns one entry per position, and one per other line that has a word: it keeps the reason why it cannot be read
 */
export function readPositionList(text: string): ListedPosition[] {
  const written = text
    .split(/\r\n?|\n/)
    .flatMap((line, index) => (/[\p{L}\d]/u.test(line) ? [{ text: line.trim(), line: index + 1 }] : []))
  const lines = joinHalves(written).flatMap(({ text: words, line }) => readLine(words, line))
  if (lines.every(({ problem }) => problem === null)) return lines
  // Columns and headings are a table's; what the readers of files make of it is better than line by line.
  return readAsFile(text) ?? lines
}

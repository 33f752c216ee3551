import { AppError } from '../../../errors.ts'
import type { Position } from '../../../position.ts'
import { type Axis, axisOfText } from '../../../units/coordinate-grammar.ts'
import { isGeometry } from '../../../units/formal-notations.ts'
import { findPositions, type FoundPosition } from '../../../units/position-grammar.ts'
import { wordsBeside } from './words-beside.ts'

/** A line of a text, two where a latitude and its longitude have one each, and what was found in it. */
export interface PositionLine {
  /** In the text, from 1. */
  readonly line: number
  readonly text: string
  /** In the order of the line; empty where it has none. */
  readonly places: readonly { readonly position: Position; readonly name: string }[]
  /** What stands beside its positions and is neither a name nor a running number: courses, speeds, times. */
  readonly passed: readonly string[]
  /** Why its positions cannot be anywhere; null for any other line. */
  readonly fault: AppError | null
}

interface Line {
  readonly line: number
  readonly text: string
  /** Of the line above two halves of a position. */
  readonly title?: string
}

/** A longer line is no list; a geometry may well be longer. */
const MAX_LINE = 2000

/** The lines of a text that have a letter or a figure, each with its positions. */
export function positionLines(text: string): PositionLine[] {
  const lines = text
    .split(/\r\n?|\n/)
    .flatMap((words, index) => (/[\p{L}\d]/u.test(words) ? [{ text: words.trim(), line: index + 1 }] : []))
  return joinHalves(lines).map(readLine)
}

function readLine({ text, line, title }: Line): PositionLine {
  const nothing = { line, text, places: [], passed: [], fault: null }
  // Cut anywhere, it might end inside a number.
  if (text.length > MAX_LINE && !isGeometry(text)) return nothing
  try {
    const { text: plain, found } = positionsOfLine(text)
    if (found.length === 0) return nothing
    const between = found.map(({ start }, index) => wordsIn(plain.slice(found[index - 1]?.end ?? 0, start)))
    const behind = wordsIn(plain.slice(found.at(-1)?.end ?? 0))
    // The words behind the last of several may be of any of them.
    const isNamedBehind = found.length === 1 && between[0]?.name === '' && behind.name !== ''
    const names = between.map(({ name }) => name || title || (isNamedBehind ? behind.name : ''))
    const passed = [...between, behind].flatMap((words) => words.passed)
    return {
      ...nothing,
      places: found.map(({ position }, index) => ({ position, name: names[index] ?? '' })),
      passed: isNamedBehind || behind.name === '' ? passed : [...passed, behind.name],
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { ...nothing, fault: error }
  }
}

/** A position in words beside the link to it on a map is no name. */
const wordsIn = (text: string) => (findPositions(text).length > 0 ? { name: '', passed: [] } : wordsBeside(text))

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
  return { text: rest, found: rest === line ? found : findPositions(rest) }
}

/** A latitude alone on its line and the longitude on the next are one position, named by a word alone on the line above. */
function joinHalves(lines: readonly Line[]): Line[] {
  const joined: Line[] = []
  let half: { line: Line; axis: Axis } | null = null
  for (const line of lines) {
    const axis = axisOfHalf(line.text)
    if (half && axis && axis !== half.axis) {
      joined.pop()
      const title = titleAbove(joined.at(-1), half.line.line)
      if (title) joined.pop()
      joined.push({ ...half.line, ...(title && { title }), text: `${half.line.text} ${line.text}` })
      half = null
    } else {
      joined.push(line)
      half = axis && { line, axis }
    }
  }
  return joined
}

const MAX_TITLE = 40

function titleAbove(above: Line | undefined, line: number): string | null {
  if (above?.line !== line - 1 || above.title !== undefined || above.text.length > MAX_TITLE) return null
  const { name, passed } = wordsBeside(above.text)
  return name !== '' && passed.length === 0 && readLine(above).places.length === 0 ? name : null
}

function axisOfHalf(text: string): Axis | null {
  try {
    return text.length > MAX_TITLE ? null : axisOfText(text)
  } catch {
    return null
  }
}

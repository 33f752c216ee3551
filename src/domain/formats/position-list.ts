import { asAppError } from '../errors.ts'
import type { Position } from '../position.ts'
import { parsePosition } from '../units/position-text.ts'
import { cleanName } from './file-values.ts'
import { readRouteFile } from './import-file.ts'

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

/** No hemisphere: a word. */
const isName = (text: string) => /\p{L}{2}/u.test(text)

function placeOf(text: string): Position | null {
  try {
    return parsePosition(text)
  } catch (error) {
    const { code } = asAppError(error)
    if (code === 'position-unreadable' || isName(text)) return null
    throw error // a position, but none on this Earth
  }
}

/** A position with a name before or after it; the shortest name that leaves a position. */
function namedPlace(text: string): { position: Position; name: string } | null {
  const whole = placeOf(text)
  if (whole) return { position: whole, name: '' }
  const words = text.split(/\s+/)
  for (let count = 1; count < words.length; count += 1) {
    const sides = [
      [words.slice(0, -count), words.slice(-count)],
      [words.slice(count), words.slice(0, count)],
    ] as const
    for (const [rest, name] of sides) {
      const title = name.join(' ').replace(/^[,;:|-]+|[,;:|-]+$/g, '')
      const position = isName(title) ? placeOf(rest.join(' ').replace(/^[,;:|]+|[,;:|]+$/g, '')) : null
      if (position) return { position, name: cleanName(title) }
    }
  }
  return null
}

function readLine(text: string, line: number): ListedPosition {
  const shown = text.slice(0, PROBLEM_CHARS)
  try {
    const place = namedPlace(text.replace(/^\s*\d{1,4}[.):]\s+/, '').trim())
    return place
      ? { line, ...place, problem: null }
      : { line, name: '', position: null, problem: `Line ${line}: “${shown}” is not a position.` }
  } catch {
    return {
      line,
      name: '',
      position: null,
      problem: `Line ${line}: “${shown}” is outside latitude −90 to 90 or longitude −180 to 360.`,
    }
  }
}

/** The lines as a table, a text or a file would have them; null where they are none of these. */
function readAsFile(text: string): ListedPosition[] | null {
  try {
    const waypoints = readRouteFile(new TextEncoder().encode(text), '').candidates[0]?.route?.waypoints
    return waypoints?.map(({ name, position }, index) => ({ line: index + 1, name, position, problem: null })) ?? null
  } catch {
    return null
  }
}

/**
 * Reads what an operator pastes for waypoints: a position per line in any notation, with or without numbers and names, or
 * a table or file with headings.
 * @returns one entry per line that has a word; lines that cannot be read keep their reason
 */
export function readPositionList(text: string): ListedPosition[] {
  const lines = text
    .split(/\r\n?|\n/)
    .flatMap((line, index) => (/[\p{L}\d]/u.test(line) ? [readLine(line.trim(), index + 1)] : []))
  if (lines.every(({ problem }) => problem === null)) return lines
  // Columns and headings are a table's; what the readers of files make of it is better than line by line.
  return readAsFile(text) ?? lines
}

import { AppError } from '../../errors.ts'
import { findPositions, type FoundPosition } from '../../units/position-grammar.ts'
import { plural } from '../file-values.ts'
import type { DraftPoint, FormatReader, ImportNote, Reading } from '../reading.ts'

/**
 * Text with positions in its lines among other words: `12. Dover 51°07.0'N 001°20.0'E course 095`. Latitude and
 * longitude with their letters are found wherever they stand; two decimals side by side count as well.
 */
export const textList: FormatReader = {
  recognises: (text) => !/^\s*[<{[]/.test(text) && isList(text),
  read: readTextList,
}

const MAX_LINE = 2000
/** So many of the first lines have to have a position, or it is prose. */
const MIN_SHARE = 0.6
const SAMPLE_LINES = 100

/** What a reading of it calls itself. */
export const FREE_TEXT = 'Text'

interface Line {
  readonly line: number
  readonly text: string
}

function linesOf(text: string): Line[] {
  return text
    .split(/\r\n?|\n/)
    .flatMap((line, index) => (line.trim() === '' ? [] : [{ line: index + 1, text: line.slice(0, MAX_LINE) }]))
}

/** The positions of a line; whether they are on this Earth is asked when it is read. */
function hasPosition(text: string): boolean {
  try {
    return positionsOfLine(text).found.length > 0
  } catch {
    return true
  }
}

/**
 * The positions of a line, and the line without what mail and lists put before it: a running number is not part of the
 * position behind it, but `35: 57.5 N` is no running number.
 * @throws AppError `latitude-out-of-range`, `longitude-out-of-range`
 */
export function positionsOfLine(text: string): { text: string; found: readonly FoundPosition[] } {
  const line = text.replace(/^(?:\s*>)+/, '').trim()
  const found = findPositions(line)
  if (found[0]?.start === 0) return { text: line, found }
  const rest = line.replace(/^\d{1,4}[.):]\s+/, '')
  return { text: rest, found: rest === line ? found : findPositions(rest) }
}

function isList(text: string): boolean {
  const sample = linesOf(text.slice(0, 65_536)).slice(0, SAMPLE_LINES)
  const found = sample.filter((line) => hasPosition(line.text)).length
  return found > 0 && found / sample.length >= MIN_SHARE
}

function readTextList(text: string): Reading {
  const lines = linesOf(text)
  const found = lines.map(pointsOf)
  const points = found.flat()
  const without = found.filter((own) => own.length === 0).length
  const notes: ImportNote[] = [{ text: 'It is free text: only the positions and the words before them were taken.' }]
  if (without > 0) notes.push({ text: `${plural(without, 'line')} without a position left out.` })
  return { format: FREE_TEXT, drafts: [{ kind: 'line', name: '', points }], notes }
}

function pointsOf({ text, line }: Line): DraftPoint[] {
  try {
    const { text: plain, found } = positionsOfLine(text)
    return found.map(({ position, start }, index) => ({
      ...position,
      name: nameBefore(plain.slice(found[index - 1]?.end ?? 0, start)),
    }))
  } catch (cause) {
    throw new AppError('file-malformed', `line ${line}: position "${text.slice(0, 60)}" cannot be read`, { cause })
  }
}

/** Running numbers and labels such as "lat =" are no name. */
function nameBefore(text: string): string {
  const plain = text.replace(/^\s*\d{1,4}[.):]?\s/, '').replace(/(?:^|\s)lat(?:itude)?\b.*$/i, '')
  return plain.replace(/^[\s,;:=/|-]{1,20}/, '').replace(/[\s,;:=/|-]{1,20}$/, '')
}

import { AppError } from '../../../errors.ts'
import { plural } from '../../file-values.ts'
import { type FormatReader, type ImportNote, listed, type Reading } from '../../reading.ts'
import type { Unsaid } from '../../../units/position-pair.ts'
import { minutesNote } from './bare-pairs.ts'
import { isLikePosition, type PositionLine, positionLines } from './position-lines.ts'
import { isFieldLine } from './words-beside.ts'

/**
 * Text with positions in its lines among other words: `12. Dover 51°07.0'N 001°20.0'E course 095`. Latitude and
 * longitude with their letters are found wherever they stand; two decimals side by side count as well.
 */
export const textList: FormatReader = {
  recognises: (text) => !/^\s*[<{[]/.test(text) && isList(text),
  read: readTextList,
}

/** So many of the first lines have to have a position, or it is prose. */
const MIN_SHARE = 0.6
const SAMPLE_LINES = 100
const SAMPLE_CHARACTERS = 65_536

/** What a reading of it calls itself. */
export const FREE_TEXT = 'Text'

function isList(text: string): boolean {
  const lines = positionLines(text.slice(0, SAMPLE_CHARACTERS)).slice(0, SAMPLE_LINES)
  const sample = lines.filter((line) => line.places.length > 0 || line.fault || !isFieldLine(line.text))
  const count = (some: readonly PositionLine[]) => some.reduce((sum, { lineCount }) => sum + lineCount, 0)
  // Whether a position is on this Earth is asked when it is read.
  const found = count(sample.filter(({ places, fault }) => places.length > 0 || fault !== null))
  return found > 0 && found / count(sample) >= MIN_SHARE
}

function readTextList(text: string): Reading {
  const lines = positionLines(text)
  const points = lines.flatMap(placesOf)
  const empty = lines.filter(({ places }) => places.length === 0)
  const damaged = empty.filter((line) => isLikePosition(line.text))
  const without = empty.length - damaged.length
  const notes: ImportNote[] = [
    { text: 'It is free text: only the positions and the names beside them were taken.' },
    ...damaged.map((line) => ({
      line: line.line,
      text: `"${line.text.slice(0, 60)}" left out: it is no whole position.`,
    })),
    ...besideNotes(lines),
  ]
  if (without > 0) notes.push({ text: `${plural(without, 'line')} without a position left out.` })
  return { format: FREE_TEXT, drafts: [{ kind: 'line', name: '', points }], notes }
}

function placesOf({ text, line, places, fault }: PositionLine) {
  if (fault)
    throw new AppError('file-malformed', `line ${line}: position "${text.slice(0, 60)}" cannot be read`, {
      cause: fault,
    })
  return places.map(({ position, name }) => ({ ...position, name }))
}

/** What the positions do not say and what stands beside them and was not taken: kinds of legs, speeds, courses, times. */
export function besideNotes(lines: readonly PositionLine[]): ImportNote[] {
  const passed = [...new Set(lines.flatMap((line) => line.passed))]
  const notes = [unsaidNote(lines, 'sides'), unsaidNote(lines, 'order')].filter((note) => note !== null)
  notes.push(...minutesNote(lines.flatMap(({ places }) => places.map(({ written }) => written))))
  if (passed.length > 0) notes.push({ text: `Not used beside the positions: ${listed(passed)}.` })
  return notes
}

const taken = { sides: 'taken as north and east', order: 'the first number is taken as latitude' } as const

function unsaidNote(lines: readonly PositionLine[], unsaid: Unsaid): ImportNote | null {
  const found = lines.flatMap(({ line, places }) => places.filter((place) => place.unsaid === unsaid).map(() => line))
  const [line] = found
  if (line === undefined) return null
  return {
    line,
    text: `No N, S, E or W${found.length > 1 ? ` in ${plural(found.length, 'position')}` : ''}: ${taken[unsaid]}.`,
  }
}

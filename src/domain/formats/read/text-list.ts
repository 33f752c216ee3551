import { AppError } from '../../errors.ts'
import type { Position } from '../../position.ts'
import { parsePosition } from '../../units/position-text.ts'
import { plural } from '../file-values.ts'
import type { DraftPoint, FormatReader, ImportNote, Reading } from '../reading.ts'

/**
 * Text with a position in each line among other words: `12. Dover 51°07.0'N 001°20.0'E course 095`. Latitude and
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

const number = String.raw`\d{1,3}(?:[.,]\d{1,10})?`
const mark = String.raw`[ °º˚'′’"″”:-]{0,3}`
const angle = String.raw`${number}${mark}(?:\d{1,2}(?:[.,]\d{1,10})?${mark}){0,2}`
/** Letters after the numbers, letters before them, and none at all. */
const patterns = [
  new RegExp(
    String.raw`(?<![\d.])(?<lat>${angle}[NS])(?![\p{L}]).{0,20}?(?<![\d.])(?<lon>${angle}[EW])(?![\p{L}])`,
    'iu',
  ),
  new RegExp(String.raw`(?<!\p{L})(?<lat>[NS] ?${angle}).{0,20}?(?<!\p{L})(?<lon>[EW] ?${angle})`, 'iu'),
  /(?<![\d.])(?<lat>[+-]?\d{1,2}\.\d{1,12})[ ,;\t]{1,4}(?<lon>[+-]?\d{1,3}\.\d{1,12})(?![\d.])/u,
]

interface Line {
  readonly line: number
  readonly text: string
}

function linesOf(text: string): Line[] {
  return text
    .split(/\r\n?|\n/)
    .flatMap((line, index) => (line.trim() === '' ? [] : [{ line: index + 1, text: line.slice(0, MAX_LINE) }]))
}

const find = (text: string) => patterns.map((pattern) => pattern.exec(text)).find((match) => match !== null) ?? null

function isList(text: string): boolean {
  const sample = linesOf(text.slice(0, 65_536)).slice(0, SAMPLE_LINES)
  const found = sample.filter((line) => find(line.text)).length
  return found > 0 && found / sample.length >= MIN_SHARE
}

function readTextList(text: string): Reading {
  const lines = linesOf(text)
  const points = lines.flatMap((line): DraftPoint[] => {
    const match = find(line.text)
    return match ? [{ ...positionOf(match, line.line), name: nameBefore(line.text.slice(0, match.index)) }] : []
  })
  const notes: ImportNote[] = [{ text: 'It is free text: only the positions and the words before them were taken.' }]
  if (points.length < lines.length)
    notes.push({ text: `${plural(lines.length - points.length, 'line')} without a position left out.` })
  return { format: 'Text', drafts: [{ kind: 'line', name: '', points }], notes }
}

function positionOf({ groups }: RegExpExecArray, line: number): Position {
  const text = `${groups?.['lat']}, ${groups?.['lon']}`
  try {
    return parsePosition(text)
  } catch (cause) {
    throw new AppError('file-malformed', `line ${line}: position "${text.slice(0, 60)}" cannot be read`, { cause })
  }
}

/** Running numbers and labels such as "lat =" are no name. */
function nameBefore(text: string): string {
  const plain = text.replace(/^\s*\d{1,4}[.):]?\s/, '').replace(/(?:^|\s)lat(?:itude)?\b.*$/i, '')
  return plain.replace(/^[\s,;:=/|-]{1,20}/, '').replace(/[\s,;:=/|-]{1,20}$/, '')
}

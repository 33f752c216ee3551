import { at } from '../../../at.ts'
import { breakBetween } from '../../../units/position-pair.ts'

/** A line of a text, or several that were joined. */
export interface WrittenLine {
  /** In the text, from 1. */
  readonly line: number
  readonly lineCount: number
  readonly text: string
  /** Of a joined line: is a latitude at the end of one of its lines, and the longitude in the next? */
  readonly hasHalves?: boolean
}

/** A paragraph of more is no list of positions. */
const MAX_JOINED = 2000

/** What a line ends with, and what the next one begins with, where a position may go on in it. */
const endsOpen =
  /(?:[\d\-–−‒:°º˚'′’"″,/]|(?:\d|[°'′"″])\s?(?:[NS]|deg|min|[dm])|\b(?:long?|longitude|lng|lat|latitude)\.?:?)$/i
const beginsWithFigures = /^(?:(?:lat|lon|lng)[a-z]{0,6}[\s.:]{0,3})?[NSEW]?\s?\d/i

/** Mail has its quotes before each line of a paragraph. */
const withoutQuote = (text: string) => text.replace(/^(?:\s*>)+\s*/, '')

/** A position is no longer: what stands behind the end of a line for it to go on in. */
const AHEAD = 60

/** The lines of a paragraph below one of its lines, as far as a position may reach. */
function ahead(lines: readonly WrittenLine[], index: number): string {
  let text = ''
  for (let next = index; next < lines.length && text.length < AHEAD; next += 1) {
    const [line, above] = [at(lines, next), lines[next - 1]]
    if (above && line.line !== above.line + above.lineCount) break
    text += ` ${withoutQuote(line.text)}`
  }
  return text.trim()
}

/**
 * Joins the lines of a paragraph over whose ends positions are written.
 * @param isHalf is the line no more than a latitude or a longitude? Two of these are left as they are.
 */
export function joinWrapped(
  lines: readonly WrittenLine[],
  isHalf: (line: WrittenLine) => boolean,
): readonly WrittenLine[] {
  const joined: WrittenLine[] = []
  for (const [index, line] of lines.entries()) {
    const before = joined.at(-1)
    const kind = before && kindOfBreak(before, line, ahead(lines, index), isHalf)
    if (!before || !kind) joined.push(line)
    else
      joined[joined.length - 1] = {
        line: before.line,
        lineCount: before.lineCount + line.lineCount,
        text: `${before.text} ${withoutQuote(line.text)}`,
        hasHalves: before.hasHalves === true || kind === 'halves',
      }
  }
  return joined
}

function kindOfBreak(
  before: WrittenLine,
  line: WrittenLine,
  following: string,
  isHalf: (line: WrittenLine) => boolean,
) {
  if (before.line + before.lineCount !== line.line || before.text.length + line.text.length > MAX_JOINED) return null
  if (!endsOpen.test(before.text) || !beginsWithFigures.test(following)) return null
  const kind = breakBetween(before.text, following)
  return kind === 'halves' && isHalf(before) && isHalf(line) ? null : kind
}

/** Does a position of the text go on in the line below it? */
export const hasWrapped = (text: string): boolean =>
  text.split(/\r\n?|\n/).some((words, index, all) => {
    if (!endsOpen.test(words.trim())) return false
    const following = all.slice(index + 1, index + 4).map((next) => withoutQuote(next.trim()))
    return beginsWithFigures.test(following[0] ?? '') && breakBetween(words.trim(), following.join(' ')) !== null
  })

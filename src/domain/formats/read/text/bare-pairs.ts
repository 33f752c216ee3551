import { headingWords, latWords, lonWords } from '../../table/heading-words.ts'
import { sideOf } from '../../table/place/hemisphere-words.ts'
import type { PositionLine } from './position-lines.ts'

/** Numbers alone: nothing in them says that they are a position, and of which half of the Earth. */
const isBare = (written: string) => !/\p{L}/u.test(written)

/** A dash between blanks parts two numbers and makes neither negative. */
export const hasLooseDash = (written: string) => isBare(written) && /\d[°º'′"″]?\s+[-–−‒]\s+\d/.test(written)

/**
 * The lines without the pairs of bare numbers that the words around them deny: beside whole positions numbers among words
 * are speeds and draughts, and a heading or a bracket may say that the longitude is first, or that they are south or west.
 */
export function withoutDenied(lines: readonly PositionLine[]): readonly PositionLine[] {
  const hasWhole = lines.some(({ places }) => places.some(({ written }) => !isBare(written)))
  let isHeaded = false
  return lines.map((line) => {
    const { places, text, fault } = line
    isHeaded ||= places.length === 0 && saysOtherwise(text)
    const bare = places.filter(({ written }) => isBare(written)).map(({ written }) => written)
    if (bare.length === 0) return fault && hasWhole && isReport(text) ? { ...line, fault: null } : line
    const rest = bare.reduce((words, written) => words.replace(written, ' '), text)
    const denied = bare.some(hasLooseDash)
      ? 'a dash between its numbers may be a minus'
      : isHeaded || saysOtherwise(rest) || isSide(rest)
        ? 'the words around it say another order or hemisphere than its numbers'
        : undefined
    if (denied === undefined && !(hasWhole && /\p{L}/u.test(rest))) return line
    const left = places.filter(({ written }) => !isBare(written))
    return {
      ...line,
      places: left,
      passed: left.length > 0 ? [...line.passed, ...bare] : [],
      ...(denied && { denied }),
    }
  })
}

/** Words with figures that have neither a hemisphere nor a mark of degrees. */
const isReport = (text: string) => /\p{L}{2}/u.test(text) && !/\d\s?['′"″]?\s?[NSEW](?!\p{L})|°/iu.test(text)

/** Does a line name both coordinates, the longitude first, or south or west? */
function saysOtherwise(text: string): boolean {
  if (text.length > 200) return false
  const words = headingWords(text)
  const [lat, lon] = [words.findIndex((word) => latWords.has(word)), words.findIndex((word) => lonWords.has(word))]
  if (words.some((word) => /^(?:lon|long|lng)lat$/.test(word)) || (lat >= 0 && lon >= 0 && lon < lat)) return true
  const sides = new Set(words.map(sideOf))
  const isSided = (sides.has('S') && !sides.has('N')) || (sides.has('W') && !sides.has('E'))
  return (
    isSided && ((lat >= 0 && lon >= 0) || words.some((word) => /^(?:latitudes?|longitudes?|positions?)$/.test(word)))
  )
}

/** `(S, W)`, `SW`: letters of hemispheres and no other word. */
const isSide = (rest: string) => /^(?:[NS][EW]|[NSEW](?: [NSEW])?)$/i.test(rest.replace(/[^\p{L}]+/gu, ' ').trim())

/** The word on positions that may as well be degrees and minutes: two decimals below 60 in every one of them. */
export function minutesNote(written: readonly string[]): { text: string }[] {
  const lettered = written.filter((text) => !isBare(text))
  const [first] = lettered
  const areAll = lettered.every((text) => {
    const numbers = text.match(/\d+(?:[.,]\d+)?/g) ?? []
    return (
      numbers.length > 0 && !/[°º'′"″]/.test(text) && numbers.every((number) => /^\d{1,3}[.,][0-5]\d$/.test(number))
    )
  })
  return first !== undefined && areAll
    ? [{ text: `"${first.slice(0, 40)}" and its like are taken as decimal degrees, not as degrees and minutes.` }]
    : []
}

/** How well what was typed fits some words; the higher the better. */
export interface Fit {
  readonly score: number
  /** Indexes of the letters of the label that were meant. */
  readonly marks: readonly number[]
}

/** Worth of a part of the query by where it is found: at the start of a word, within one, or letter by letter. */
const WORTH = { wordStart: 100, within: 60, letters: 30 } as const
/** A part found only in what a command is also known by. */
const OTHER_WORDS = 20

/**
 * How a command's label, or the other words it is known by, fit what was typed. Every part of the query has to be found;
 * letters may be left out within the label: `gw` finds `Get weather`.
 * @returns null: not at all
 */
export function fit(query: string, label: string, otherWords = ''): Fit | null {
  const marks = new Set<number>()
  let score = 0
  for (const part of query.toLowerCase().split(/\s+/).filter(Boolean)) {
    const found = fitPart(part, label.toLowerCase())
    if (found) {
      score += found.score
      for (const mark of found.marks) marks.add(mark)
    } else if (wordStart(part, otherWords.toLowerCase()) >= 0) score += OTHER_WORDS
    else return null
  }
  return { score, marks: [...marks].sort((a, b) => a - b) }
}

/** Index at which a word begins with the part, or −1. */
function wordStart(part: string, text: string): number {
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1]!)) return at
  }
  return -1
}

function fitPart(part: string, label: string): Fit | null {
  const start = wordStart(part, label)
  const at = start >= 0 ? start : label.indexOf(part)
  if (at >= 0)
    return {
      score: (start >= 0 ? WORTH.wordStart : WORTH.within) - Math.min(at, 20),
      marks: Array.from(part, (_, index) => at + index),
    }
  return fitLetters(part, label)
}

/** The letters one after another, each as the start of a word where there is one ahead. */
function fitLetters(part: string, label: string): Fit | null {
  const marks: number[] = []
  let from = 0
  for (const letter of part) {
    const rest = label.slice(from)
    const initial = wordStart(letter, rest)
    const at = initial >= 0 ? initial : rest.indexOf(letter)
    if (at < 0) return null
    marks.push(from + at)
    from += at + 1
  }
  const initials = marks.filter((mark) => mark === 0 || label[mark - 1] === ' ').length
  // Letters strewn over a label mean nothing; at least the first begins a word.
  return initials === 0 ? null : { score: (WORTH.letters * initials) / part.length, marks }
}

import { cleanName } from '../../file-values.ts'

/** What of a leg or a voyage stands in a list before its number. */
const fields =
  /^(?:course|co|cog|crs|cse|c\/o|hdg|heading|sog|stw|speed|spd|dist|distance|dtg|eta|etd|ata|atd|ttg|brg|bearing|xtd|xte|radius|rad|turn|leg)$/i
/** What leads to a position without naming it, and kinds of legs. */
const leads =
  /^(?:thence|then|to|from|via|by|at|in|on|and|position|pos|rl|gc|rhumb|line|great|circle|loxodrome|orthodrome|lat|latitude|lon|long|longitude|lng|utc|gmt|lt|z)$/i
const quantity = /^[+-]?\d[\d.,:/+-]*(?:kn|kts?|knots?|nm|nmi|km|m|h|hrs?|min|deg|t|z|°)?$/i
const units = /^(?:kn|kts?|knots?|nm|nmi|km|m|h|hrs?|min|deg|t)$/i
/** Alone beside a position they say which number is which. */
const labels = /^(?:lat(?:itude)?|lon(?:g|gitude)?|lng|pos(?:ition)?|and|to)\.?$/i

export interface WordsBeside {
  /** '' where no word is a name. */
  readonly name: string
  /** The other words; running numbers and the labels of coordinates are none. */
  readonly passed: readonly string[]
}

/** Tells the name beside a position from the courses, speeds, kinds of legs and times that stand there as well. */
export function wordsBeside(text: string): WordsBeside {
  let name = ''
  const passed: string[] = []
  for (const [index, cell] of text.split(/[\t|;,]+|\s\/\s|\s{3,20}/).entries()) {
    const words = trimmed(index === 0 ? cell.replace(/^\s{0,20}\d{1,4}[.):]?(?:\s|$)/, '') : cell)
    if (words === '' || labels.test(words)) continue
    const all = words.split(/\s+/)
    const field = all.findIndex((word, place) => place > 0 && isField(word, all[place + 1]))
    const own = trimmed(withoutLabel(all.slice(0, field < 0 ? all.length : field)).join(' '))
    if (name !== '' || isNoName(own)) passed.push(fieldOf(words))
    else {
      name = cleanName(own)
      if (field > 0) passed.push(fieldOf(all.slice(field).join(' ')))
    }
  }
  return { name, passed }
}

const partsOf = (words: string) => words.split(/[\s:=]+/).filter((word) => word !== '')

/** A field and its number: `course 234`, `SOG: 12.5`, `ETA=0600Z`. */
function isField(word: string, next: string | undefined): boolean {
  const [head = '', value = next ?? ''] = partsOf(word)
  return fields.test(head) && /^[=:]?[+-]?\d/.test(value)
}

/** `Ushant Lat.` in front of a number is Ushant. */
function withoutLabel(words: readonly string[]): readonly string[] {
  const last = words.at(-1) ?? ''
  return words.length > 1 && labels.test(last) && !/^(?:and|to)$/i.test(last) ? words.slice(0, -1) : words
}

const isNoName = (words: string) =>
  !/\p{L}/u.test(words) ||
  partsOf(words).every((word) => {
    const plain = word.endsWith('.') ? word.slice(0, -1) : word
    return [fields, leads, units, quantity].some((kind) => kind.test(plain))
  })

/** `Course = 234°` is a course, whatever its number. */
function fieldOf(words: string): string {
  const parts = partsOf(words)
  if (!fields.test(parts[0] ?? '')) return cleanName(words)
  return cleanName(parts.filter((part) => !/^[+-]?\d/.test(part)).join(' '))
}

const front = new Set(' ,;:=|/()>.-')
const end = new Set(' ,;:=|/(>-')

/** Without what parts words from a position; `Foo (north)` keeps its bracket. */
function trimmed(text: string): string {
  const plain = text.replaceAll('\t', ' ').replaceAll('\u00a0', ' ')
  let [from, to] = [0, plain.length]
  while (from < to && front.has(plain.charAt(from))) from += 1
  const isOpened = plain.includes('(', from)
  while (to > from && (end.has(plain.charAt(to - 1)) || (!isOpened && plain.charAt(to - 1) === ')'))) to -= 1
  return plain.slice(from, to)
}

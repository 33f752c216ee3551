import { cleanName } from '../../file-values.ts'

/** What of a leg or a voyage stands in a list before its number. */
const fields =
  /^(?:course|co|cog|crs|cse|c\/o|hdg|heading|sog|stw|speed|spd|dist|distance|dtg|eta|etd|ata|atd|ttg|brg|bearing|xtd|xte|radius|rad|turn|leg)$/i
/** Those that Fairway does not work out from the positions. */
const valued = /^(?:sog|stw|speed|spd|eta|etd|ata|atd)$/i
const hasField = /\b(?:eta|etd|ata|atd|at|on)[\s:=]*$/i
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
  /** Is one of these like a name as well? */
  readonly isSeveral: boolean
}

const month =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const zone = '(?:z|utc|gmt|lt|lmt)'
const clock = `\\d{1,2}[:h]\\d\\d(?::\\d\\d(?:\\.\\d+)?)?|\\d{4}(?=\\s*(?:${zone}|hrs?|h)\\b)`
/** Dates, hours of the day, both together, and the time groups of messages, `291200Z NOV 26`. */
const times = new RegExp(
  [
    `\\b\\d{6}\\s*${zone}(?:\\s+${month}(?:\\s+\\d{2}(?:\\d\\d)?)?)?\\b`,
    `\\b(?:\\d{4}-\\d\\d-\\d\\d|\\d{1,2}[/.]\\d{1,2}[/.]\\d{2,4}|\\d{1,2}[ -]?${month}(?:[ -]?\\d{4})?)(?:t|,?\\s+(?:at\\s+)?)?(?:${clock}|\\d{4})?\\s*(?:hrs?|h)?\\s*${zone}?(?![\\p{L}\\d])`,
    `\\b(?:${clock}|\\d{3})\\s*(?:${zone}|hrs?|h|[ap]m)?(?<=[\\p{L}]|:\\d\\d|h\\d\\d|:\\d\\d\\.\\d+)(?:\\s+(?:on\\s+)?\\d{1,2}[ -]?${month}(?:[ -]?\\d{4})?)?(?![\\p{L}\\d])`,
  ].join('|'),
  'giu',
)

/** Tells the name beside a position from the courses, speeds, kinds of legs and times that stand there as well. */
export function wordsBeside(text: string): WordsBeside {
  let name = ''
  const passed: string[] = []
  let isSeveral = false
  const plain = text.replace(times, (time: string, at: number) => {
    // What a field or a lead says of the time belongs to it, and is told with it.
    if (hasField.test(text.slice(0, at))) return time
    passed.push(cleanName(time))
    return ' | '
  })
  for (const [index, cell] of plain.split(/[\t|;,]+|\s\/\s|\s{3,20}/).entries()) {
    const words = trimmed(index === 0 ? cell.replace(/^\s{0,20}\d{1,4}[.):]?(?:\s|$)/, '') : cell)
    if (words === '' || labels.test(words)) continue
    const all = words.split(/\s+/)
    const field = all.findIndex((word, place) => place > 0 && isField(word, all[place + 1]))
    const own = trimmed(withoutLead(withoutLabel(all.slice(0, field < 0 ? all.length : field)).join(' ')))
    if (isNoName(own)) passed.push(fieldOf(words))
    else if (name !== '') {
      passed.push(fieldOf(words))
      isSeveral = true
    } else {
      name = cleanName(own)
      if (field > 0) passed.push(fieldOf(all.slice(field).join(' ')))
    }
  }
  return { name, passed, isSeveral }
}

/** `COURSE: 234` alone on a line, as reports have it. */
export const isFieldLine = (text: string): boolean =>
  fields.test(partsOf(text)[0] ?? '') && wordsBeside(text).name === ''

const partsOf = (words: string) => words.split(/[\s:=]+/).filter((word) => word !== '')

/** A field and its number: `course 234`, `SOG: 12.5`, `ETA=0600Z`. */
function isField(word: string, next: string | undefined): boolean {
  const [head = '', value = next ?? ''] = partsOf(word)
  return fields.test(head) && /^[=:]?[+-]?\d/.test(value)
}

/** `(A) to` between two positions is A. */
const withoutLead = (words: string) => words.replace(/(?:\s+|^)(?:to|then|thence|and|via|->|=>|[→–—-])$/i, '')

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

/** `Course = 234°` is a course, whatever its number; a time and a speed are told with theirs. */
function fieldOf(words: string): string {
  const parts = partsOf(words)
  if (!fields.test(parts[0] ?? '') || parts.some((part) => valued.test(part))) return cleanName(words)
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

import { cleanName } from '../../file-values.ts'

/** What of a leg or a voyage stands in a list, alone or before its number. */
const fields =
  'course|co|cog|crs|cse|c/o|hdg|heading|sog|stw|speed|spd|dist|distance|dtg|eta|etd|ata|atd|ttg|brg|bearing|xtd|xte|radius|rad|turn|leg'
/** What leads to a position without naming it, and kinds of legs. */
const leads =
  'thence|then|to|from|via|by|at|in|on|and|position|pos|rl|gc|rhumb|line|great|circle|loxodrome|orthodrome|lat|latitude|lon|long|longitude|lng|utc|gmt|lt|z'
const units = 'kn|kts?|knots?|nm|nmi|km|m|h|hrs?|min|deg|t'

const onlyField = new RegExp(
  String.raw`^(?:(?:${fields}|${leads}|${units}|[+-]?\d[\d.,:/+-]*(?:${units}|z|°)?°?)[\s:=.]*)+$`,
  'i',
)
/** A field with its number behind a name: `Maas course 234`. */
const nameThenField = new RegExp(String.raw`^(.*?\p{L}.*?)\s+((?:${fields})\b[\s:=]*\d.*)$`, 'iu')
/** Without what parts words from a position; `Foo (north)` keeps its bracket. */
function trimmed(text: string): string {
  const plain = text.replace(/^[\s,;:=|/()>.-]+|[\s,;:=|/(>-]+$/g, '')
  return plain.includes('(') ? plain : plain.replace(/[\s)]+$/, '')
}

export interface WordsBeside {
  /** '' where no word is a name. */
  readonly name: string
  /** The other words, as written; running numbers and the labels of coordinates are none. */
  readonly passed: readonly string[]
}

/** Tells the name beside a position from the courses, speeds, kinds of legs and times that stand there as well. */
export function wordsBeside(text: string): WordsBeside {
  let name = ''
  const passed: string[] = []
  for (const [index, cell] of text.split(/[\t|;,]+|\s\/\s|\s{3,}/).entries()) {
    const words = trimmed(index === 0 ? cell.replace(/^\s*\d{1,4}[.):]?(?:\s|$)/, '') : cell)
    if (words === '' || isLabel(words)) continue
    const [, before = words, field] = nameThenField.exec(words) ?? []
    const own = trimmed(before.replace(/(?:^|\s)(?:lat(?:itude)?|pos(?:ition)?)$/i, ''))
    if (name !== '' || onlyField.test(own) || !/\p{L}/u.test(own)) passed.push(fieldOf(words))
    else {
      name = cleanName(own)
      if (field) passed.push(fieldOf(field))
    }
  }
  return { name, passed }
}

const isLabel = (words: string) => /^(?:lat(?:itude)?|lon(?:g|gitude)?|lng|pos(?:ition)?|and|to)\.?$/i.test(words)

const beginsWithField = new RegExp(String.raw`^(?:${fields})\b`, 'i')

/** `Course = 234°` is a course, whatever its number. */
const fieldOf = (words: string) =>
  cleanName(beginsWithField.test(words) ? words.replace(/[\s=:]*[+-]?\d[\d.,]*°?/g, ' ') : words)

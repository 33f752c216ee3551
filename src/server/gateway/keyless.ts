/** Stands where the key was. */
const BLANK = '…'
/** The same in UTF-8, a letter a byte. */
const BLANK_BYTES = Buffer.from(BLANK).toString('latin1')

const hexOf = (letter: string, digits: number) => letter.charCodeAt(0).toString(16).padStart(digits, '0')

/** A letter of the key in the ways in which JSON, a log or an address may write it: itself, `\\u0061`, `%61`. */
function spellings(letter: string): string {
  const literal = letter.replace(/[^\w]/g, '\\$&')
  const hex = [hexOf(letter, 4), hexOf(letter, 2)].map((digits) =>
    digits.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`),
  )
  return `(?:\\\\{0,4}${literal}|\\\\{1,4}u${hex[0]}|%${hex[1]})`
}

/** A shorter one is no secret, and would be found in any answer. Letters. */
const SHORTEST_KEY = 8

let lastPattern: { readonly apiKey: string; readonly pattern: RegExp } | null = null

/** A text without the key, whichever of its letters are escaped; JSON stays JSON. */
export function withoutKey(text: string, apiKey: string): string {
  if (apiKey.length < SHORTEST_KEY) return text
  if (lastPattern?.apiKey !== apiKey)
    lastPattern = { apiKey, pattern: new RegExp([...apiKey].map(spellings).join(''), 'g') }
  return text.replace(lastPattern.pattern, BLANK)
}

/** The most bytes that one letter of the key takes: four backslashes, `u` and four digits. */
const LONGEST_SPELLING = 9
const BACKSLASH = 0x5c
const PERCENT = 0x25

/** The same for bytes that pass by and are never held together: the key in any spelling, also across two chunks. */
export class KeylessBytes {
  readonly #apiKey: string
  readonly #key: Buffer
  /** The end of the last chunk, where it may be the beginning of the key. */
  #held: Buffer = Buffer.alloc(0)

  constructor(apiKey: string) {
    this.#apiKey = apiKey
    this.#key = Buffer.from(apiKey)
  }

  next(chunk: Buffer): Buffer {
    if (this.#key.length < SHORTEST_KEY) return chunk
    const all = this.#held.length > 0 ? Buffer.concat([this.#held, chunk]) : chunk
    const left = isEscaped(all) ? this.#without(all) : this.#withoutLiteral(all)
    const kept = this.#beginning(left)
    this.#held = left.subarray(left.length - kept)
    return left.subarray(0, left.length - kept)
  }

  rest(): Buffer {
    return this.#held
  }

  /** A byte a letter, so that whatever the bytes are, those beside the key stay as they were. */
  #without(bytes: Buffer): Buffer {
    const text = bytes.toString('latin1')
    const left = withoutKey(text, this.#apiKey)
    return left === text ? bytes : Buffer.from(left.replaceAll(BLANK, BLANK_BYTES), 'latin1')
  }

  /** Numbers, which most results are, have no escapes: searching for one spelling takes a tenth of the time. */
  #withoutLiteral(bytes: Buffer): Buffer {
    const parts: Buffer[] = []
    let left = bytes
    for (let at = left.indexOf(this.#key); at >= 0; at = left.indexOf(this.#key)) {
      parts.push(left.subarray(0, at), Buffer.from(BLANK))
      left = left.subarray(at + this.#key.length)
    }
    return parts.length === 0 ? bytes : Buffer.concat([...parts, left])
  }

  /** How many of the last bytes may be the first of the key: with an escape among them, all that it could take. */
  #beginning(bytes: Buffer): number {
    const longest = Math.min(bytes.length, this.#key.length * LONGEST_SPELLING - 1)
    if (isEscaped(bytes.subarray(bytes.length - longest))) return longest
    for (let count = Math.min(bytes.length, this.#key.length - 1); count > 0; count--)
      if (bytes.subarray(bytes.length - count).equals(this.#key.subarray(0, count))) return count
    return 0
  }
}

const isEscaped = (bytes: Buffer) => bytes.includes(BACKSLASH) || bytes.includes(PERCENT)

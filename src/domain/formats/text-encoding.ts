import { AppError } from '../errors.ts'

export interface DecodedText {
  readonly text: string
  /** As what it was read where the file does not say and its bytes are no UTF-8: "Chinese (GBK)"; else null. */
  readonly guessed: string | null
}

/**
 * The text of a file, whatever its encoding: byte order mark, UTF-16 without one, UTF-8, the XML declaration's encoding.
 * What is hardly ever UTF-8 by chance is UTF-8 where it can be, a few damaged bytes among its letters too; bytes that are
 * neither that nor declared are guessed.
 * @throws AppError `file-empty`, `file-not-understood` for bytes that are no text in any of these
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const decoded = decode(bytes)
  // Some programs fill the last block of a file with zeros.
  const text = withoutZerosAtEnd(decoded.text.replace(/^\uFEFF/, ''))
  if (text.trim() === '') throw new AppError('file-empty', 'the file is empty')
  if (text.includes('\0')) throw new AppError('file-not-understood', 'this is neither text nor an archive')
  return { ...decoded, text }
}

function withoutZerosAtEnd(text: string): string {
  let end = text.length
  while (text[end - 1] === '\0') end -= 1
  return text.slice(0, end)
}

function decode(bytes: Uint8Array): DecodedText {
  const [first, second] = bytes
  const known = (label: string): DecodedText => ({ text: new TextDecoder(label).decode(bytes), guessed: null })
  if (first === 0xff && second === 0xfe) return known('utf-16le')
  if (first === 0xfe && second === 0xff) return known('utf-16be')
  // A file of any format here begins with an ASCII character; a zero beside it means sixteen bits each.
  if (first !== undefined && second === 0 && first !== 0) return known('utf-16le')
  if (first === 0 && second !== undefined && second !== 0) return known('utf-16be')
  const whole = wholeUtf8(bytes)
  if (whole !== null) return { text: whole, guessed: null }
  const declared = declaredIn(bytes)
  if (declared) return known(declared)
  const utf8 = new TextDecoder('utf-8').decode(bytes)
  const { letters, damaged } = beyondAscii(utf8)
  if (letters >= damaged) return { text: utf8, guessed: null }
  const { label, words } = guess(bytes)
  return { text: new TextDecoder(label).decode(bytes), guessed: words }
}

function wholeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

function beyondAscii(text: string): { letters: number; damaged: number } {
  let [letters, damaged] = [0, 0]
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code === 0xfffd) damaged += 1
    else if (code > 0x7f) letters += 1
  }
  return { letters, damaged }
}

/** What the XML declaration says, if it is the name of an encoding and not of one that has been tried already. */
function declaredIn(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200))
  const said = /^\s*(?:ï»¿)?<\?xml[^>]*encoding\s*=\s*["']([\w-]+)["']/.exec(head)?.[1]
  try {
    const { encoding } = new TextDecoder(
      (said ?? '').replace(/^cp(?=125\d$)/i, 'windows-').replace(/^latin-1$/i, 'latin1'),
    )
    return encoding.startsWith('utf-') ? null : encoding
  } catch {
    return null
  }
}

interface Guess {
  readonly label: string
  readonly words: string
}

const western: Guess = { label: 'windows-1252', words: 'Western European' }

/** How much of a file a guess looks at. */
const SAMPLE_BYTES = 262_144

/** By the shape of what is beyond ASCII: single letters among others in the West, whole words elsewhere. */
function guess(bytes: Uint8Array): Guess {
  const sample = bytes.subarray(0, SAMPLE_BYTES)
  const runs = new TextDecoder('latin1').decode(sample).match(/[\x80-\xff]+/g) ?? []
  const total = runs.reduce((sum, { length }) => sum + length, 0)
  if (hasWords(sample, 'shift_jis')) return { label: 'shift_jis', words: 'Japanese (Shift_JIS)' }
  if (total < 2 * runs.length) return western
  if (runs.every(isCyrillic)) return cyrillic(runs)
  if (runs.every(({ length }) => length % 2 === 0) && hasWords(sample, 'gbk'))
    return { label: 'gbk', words: 'Chinese (GBK)' }
  return western
}

/** Does it decode, into words of Chinese or Japanese letters? One such letter may be a mark and a letter of the West. */
function hasWords(bytes: Uint8Array, label: string): boolean {
  // The last letter of a sample may be cut.
  const text = new TextDecoder(label).decode(bytes, { stream: true })
  return (
    !text.includes('\uFFFD') &&
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{2}/u.test(text.replace(/[\uff61-\uff9f]/g, ' '))
  )
}

const isCyrillic = (run: string) => /^[\xa8\xb8\xc0-\xff]+$/.test(run)

/** Capitals and small letters have changed places from one to the other, and words begin with a capital, if any. */
function cyrillic(runs: readonly string[]): Guess {
  const windows = runs.filter((run) => /^[\xc0-\xdf][\xe0-\xff]/.test(run)).length
  const koi8 = runs.filter((run) => /^[\xe0-\xff][\xc0-\xdf]/.test(run)).length
  return koi8 > windows
    ? { label: 'koi8-r', words: 'Russian (KOI8-R)' }
    : { label: 'windows-1251', words: 'Russian (Windows-1251)' }
}

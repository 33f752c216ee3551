import { AppError } from '../errors.ts'

/** Labels of the encodings that route files come in, by the first words of the file; anything else is UTF-8. */
const single8Bit = /^(iso-?8859-?(1|15)|latin-?1|us-ascii|windows-125\d|cp125\d)$/i

/**
 * The text of a file, whatever its encoding: byte order mark, UTF-16 without one, the XML declaration's encoding, else
 * UTF-8; bytes that are no UTF-8 are read as windows-1252, which is what programs that do not say mean by it.
 * @throws AppError `file-empty`, `file-not-understood` for bytes that are no text in any of these
 */
export function decodeText(bytes: Uint8Array): string {
  const text = decoderFor(bytes)(bytes).replace(/^\uFEFF/, '')
  if (text.trim() === '') throw new AppError('file-empty', 'the file is empty')
  if (text.includes('\0')) throw new AppError('file-not-understood', 'this is no text, and no archive either')
  return text
}

function decoderFor(bytes: Uint8Array): (bytes: Uint8Array) => string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return decodeAs('utf-16le')
  if (first === 0xfe && second === 0xff) return decodeAs('utf-16be')
  // A file of any format here begins with an ASCII character; a zero beside it means sixteen bits each.
  if (first !== undefined && second === 0 && first !== 0) return decodeAs('utf-16le')
  if (first === 0 && second !== undefined && second !== 0) return decodeAs('utf-16be')
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200))
  const declared = /^\s*(?:ï»¿)?<\?xml[^>]*encoding\s*=\s*["']([\w-]+)["']/.exec(head)?.[1]
  if (declared && single8Bit.test(declared))
    return decodeAs(declared.replace(/^cp/i, 'windows-').replace(/^latin-?1$/i, 'latin1'))
  return utf8OrWestern
}

const decodeAs = (label: string) => (bytes: Uint8Array) => new TextDecoder(label).decode(bytes)

function utf8OrWestern(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

import { AppError } from '../../errors.ts'
import type { NoteTolerance } from './tolerances.ts'

/**
 * A string, which is left alone, or a bare word that Python's encoder writes and JSON does not know. The closing quote
 * is optional so that an open string is passed once, not tried again from each quote in it.
 */
const stringOrBareWord = /"(?:[^"\\]|\\[^])*"?|-?\b(?:NaN|Infinity|inf|nan|None|True|False)\b/g

/** Bare words become text, so that a reader counts them as "not a number" and not as "no value". */
function repair(text: string, note: NoteTolerance): string {
  let count = 0
  const repaired = text.replace(stringOrBareWord, (token) => {
    if (token.startsWith('"')) return token
    count++
    if (token === 'True' || token === 'False') return token.toLowerCase()
    return `"${token}"`
  })
  if (count > 0) note({ kind: 'bare-word', count })
  return repaired
}

/** A JSON body that begins as one and stops before its end, or nothing at all. */
function breaksOff(text: string): boolean {
  const first = text.trimStart()[0]
  if (first === undefined) return true
  if (first !== '[' && first !== '{') return false
  return !text.trimEnd().endsWith(first === '[' ? ']' : '}')
}

/**
 * The JSON of an answer. The service's words NaN, Infinity and None are repaired only after plain JSON has failed, so
 * a well-formed body, however large, is read once.
 * @param note called where words were repaired
 * @throws AppError `answer-incomplete` where it breaks off or is empty, `answer-unreadable` for anything else
 */
export function parseAnswer(text: string, note: NoteTolerance = () => undefined): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (plain) {
    if (breaksOff(text)) throw new AppError('answer-incomplete', `${text.length} characters`, { cause: plain })
    try {
      return JSON.parse(repair(text, note)) as unknown
    } catch (cause) {
      throw new AppError('answer-unreadable', cause instanceof Error ? cause.message.slice(0, 200) : '', { cause })
    }
  }
}

import { cleanName } from '../../file-values.ts'
import type { ImportNote } from '../../reading.ts'

/** The number at the end of a line, its decimals apart. */
const lastNumber = /(?:^|[^\d.])(\d+(?:\.(\d*))?)$/
/** The same where no point is in the line, and its numbers are parted by something else than commas. */
const lastWithComma = /(?:^|[^\d,])(\d+(?:,(\d*))?)$/
/** Lines that are compared with the last one. */
const COMPARED = { least: 2, most: 200 } as const

/**
 * The word on a text that may have lost its end: its last line has no line break behind it, and ends in a number with
 * fewer decimals than any other line.
 */
export function cutNumberNotes(text: string): ImportNote[] {
  if (!/\d[.,]?$/.test(text)) return []
  let end = text.length
  let decimals: number | null = null
  let compared = 0
  let found = ''
  const pattern = hasDecimalCommas(text) ? lastWithComma : lastNumber
  for (let count = 0; end > 0 && count <= COMPARED.most; count += 1) {
    const begin = Math.max(text.lastIndexOf('\n', end - 1), text.lastIndexOf('\r', end - 1)) + 1
    const [, whole = '', fraction = ''] = pattern.exec(text.slice(begin, end).trimEnd()) ?? []
    if (decimals === null) {
      if (whole === '') return []
      decimals = fraction.length
      found = whole
    } else if (whole !== '') {
      if (fraction.length <= decimals) return []
      compared += 1
    }
    end = begin - 1
  }
  if (compared < COMPARED.least) return []
  return [
    {
      line: text.split(/\r\n?|\n/).length,
      text: `The text ends in "${cleanName(found).slice(0, 30)}", with fewer decimals than any line above: it may be cut off.`,
    },
  ]
}

function hasDecimalCommas(text: string): boolean {
  const last = text.slice(Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1)
  return !last.includes('.') && /[;\t ]/.test(last)
}

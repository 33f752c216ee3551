import { plainWords, zoneOf, zonesIn } from '../../units/time-words.ts'
import { isLikePosition } from '../read/text/position-lines.ts'
import type { TableRow } from './rows.ts'

/** What stands above a table or below it says of the whole. */
export interface Titles {
  readonly name: string
  /** Minutes ahead of UTC of all times; null where nothing is said. */
  readonly zoneMin: number | null
  readonly saysLocal: boolean
}

const nameLine = /^(?:(?:route|voyage|track|plan)(?: name)?|name|title)\s*[:=]\s*(.+)$/i
const nameCell = /^(?:(?:route|voyage|track|plan)(?: name)?|name|title)\s*:?$/i
const speaksOfTimes = /\btimes\b|\ball times?\b|\btime zone\b|\bzd\b|\bzeiten\b|\bheures\b|\bhoras\b/i

export function titlesOf(above: readonly TableRow[], remarks: readonly string[]): Titles {
  const texts = [...above.map(({ cells }) => cells.filter((cell) => cell !== '').join(' ')), ...remarks]
  const zones = texts.filter((text) => speaksOfTimes.test(text)).flatMap((text) => zonesIn(plainWords(text)).zones)
  const zone = zoneOf(zones)
  return {
    name: nameOf(above),
    zoneMin: typeof zone === 'number' ? zone : null,
    saysLocal:
      zone === null ||
      zone === 'local' ||
      texts.some((text) => /(?<![a-z])(?:LT|local time|ship'?s time|zone time)(?![a-z])/.test(text)),
  }
}

const plain = (cell: string) => cell.replace(/^(?:#+|\/\/+|%+)\s*/, '').trim()

/** A title alone in the first row, `Route: …`, or the title line of a route sheet of JRC. */
function nameOf(above: readonly TableRow[]): string {
  const filled = above.map(({ cells }) => cells.map(plain).filter((cell) => cell !== ''))
  if (filled.some((cells) => /\bROUTE SHEET\b/.test(cells.join(' ')))) return filled.at(-1)?.[0] ?? ''
  const [first] = filled
  // A position that cannot be read is no name.
  if (isLikePosition(first?.join(' ') ?? '')) return ''
  if (first?.length === 1) return nameLine.exec(first[0] ?? '')?.[1] ?? first[0] ?? ''
  const named = filled.find(([label = '', name]) => nameCell.test(label) && name !== undefined)
  return named?.[1] ?? ''
}

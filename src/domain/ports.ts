import { fold } from './fold.ts'
import { z } from './schema.ts'
import type { Position } from './position.ts'

/** Farther inland than this a port only says that it is over this far. Nautical miles. */
export const MOST_INLAND_NM = 50

/** One port of the list: UN/LOCODEs (first counts), name, country, lat, lon, NM inland, other names joined by `|`. */
export const PortRow = z.tuple([
  z.string(),
  z.string(),
  z.string(),
  z.number().min(-90).max(90),
  z.number().min(-180).max(180),
  z.number().nonnegative(),
  z.string(),
])
export type PortRow = z.infer<typeof PortRow>

/** The list that the build makes. */
export const PortList = z.object({ ports: z.array(PortRow) })
export type PortList = z.infer<typeof PortList>

export interface Port {
  /** UN/LOCODE, five characters. */
  readonly code: string
  readonly name: string
  readonly country: string
  /** Of the port or of the middle of its town; to be moved to the berth or the pilot station. */
  readonly position: Position
  /** Whole nautical miles inland of the 1:10 M coast, at most `MOST_INLAND_NM`; 0 at sea or on the coast. */
  readonly inlandNm: number
}

/** A port with the text that is searched; made once. */
interface Entry {
  readonly port: Port
  readonly codes: readonly string[]
  readonly name: string
  readonly words: readonly string[]
}

export type PortIndex = readonly Entry[]

export function portIndex({ ports }: PortList): PortIndex {
  return ports.map(([codes, name, country, lat, lon, inlandNm, otherNames]) => {
    const foldedCodes = fold(codes).split(' ')
    const port: Port = { code: codes.slice(0, 5), name, country, position: { lat, lon }, inlandNm }
    return {
      port,
      codes: foldedCodes,
      name: fold(name),
      words: [...fold(`${name} ${otherNames.replaceAll('|', ' ')} ${country}`).split(' '), ...foldedCodes],
    }
  })
}

/** The smaller, the better; null: not found. A code or the beginning of the name first, then any words in any order. */
function rank({ codes, name, words }: Entry, wanted: string, wantedWords: readonly string[]): number | null {
  // UN/LOCODE is often written `NL RTM`.
  const code = wanted.replace(' ', '')
  if (codes.includes(code) || name === wanted) return 0
  if (name.startsWith(wanted)) return 1
  if (code.length > 2 && codes.some((each) => each.startsWith(code))) return 2
  if (wantedWords.every((part) => words.some((word) => word.startsWith(part)))) return name.includes(wanted) ? 3 : 4
  return wanted.length > 2 && name.includes(wanted) ? 5 : null
}

/**
 * Ports by name, other name, country or UN/LOCODE; case and accents do not count.
 * @returns at most `limit`, the best first, else by name; none for an empty query
 */
export function searchPorts(index: PortIndex, query: string, limit = 8): Port[] {
  const wanted = fold(query)
  if (wanted === '') return []
  const wantedWords = wanted.split(' ')
  const found = index.flatMap((entry) => {
    const place = rank(entry, wanted, wantedWords)
    return place === null ? [] : [{ entry, place }]
  })
  found.sort((a, b) => a.place - b.place || (a.entry.name < b.entry.name ? -1 : 1))
  return found.slice(0, limit).map(({ entry }) => entry.port)
}

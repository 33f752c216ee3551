import type { Leg } from '../route/route.ts'
import type { Ship } from '../voyage/ship.ts'
import { AppError } from '../errors.ts'
import { cleanName } from './file-values.ts'
import type { FilePolygon } from './read/polygons.ts'
import type { GivenAssignment, TableSheet } from './table-sheet.ts'

/** What a reader wants the operator to know: what was not understood, guessed or left out. Plain text. */
export interface ImportNote {
  readonly line?: number
  /** "Waypoint 7" */
  readonly item?: string
  readonly text: string
  /** What was made of the file may be something else than it means. */
  readonly isCaution?: boolean
}

export interface DraftPoint {
  readonly lat: number
  /** As in the file, wrapped or not. */
  readonly lon: number
  readonly name?: string
  /** Epoch milliseconds UTC. */
  readonly timeMs?: number | null
  /** Of a track, where the ship stays from `timeMs` on: when she leaves again, epoch milliseconds UTC. */
  readonly leavesMs?: number | null
  /** The leg that ends here. */
  readonly leg?: Leg
  /** Minutes the ship stays here. */
  readonly stayMin?: number | null
  /** The ETA to be kept here, epoch milliseconds UTC. */
  readonly fixedEtaMs?: number | null
  /**
   * The ETA that the plan has here, epoch milliseconds UTC. Legs before it that have no speed get the one that leads
   * there; where all have one, it is what the speeds are checked against.
   */
  readonly etaMs?: number | null
  /** Turn radius, nautical miles. */
  readonly radiusNm?: number | null
}

/** What a file says of the ship and the voyage beside the route. */
export interface VoyageInfo {
  readonly ship: Partial<Ship>
  readonly voyageNumber: string
  /** What Fairway has no field for, by attribute name, as a voyage keeps it. */
  readonly rtzInfo: Readonly<Record<string, string>>
}

/** One line found in a file, before it becomes a route or a track. */
export interface Draft {
  /** `route` where somebody planned it; `track` where the points carry the times at which the ship was there; `line` where neither is said. */
  readonly kind: 'route' | 'line' | 'track'
  readonly name: string
  readonly points: readonly DraftPoint[]
  readonly departureMs?: number | null
  readonly speedKn?: number | null
  /** Indices of points whose leg has the speed that ETAs lead to, not one of its own. */
  readonly legsByEtas?: ReadonlySet<number>
  readonly info?: VoyageInfo | null
  /** The table it was read from, where the file has several. */
  readonly table?: TableSheet
}

/** All that a reader found, in the order in which it is offered. */
export interface Reading {
  /** "RTZ 1.0", "GPX" … */
  readonly format: string
  readonly drafts: readonly Draft[]
  readonly notes: readonly ImportNote[]
  /** Of a table alone. */
  readonly table?: TableSheet
  /** Of a file that has neither lines nor points. */
  readonly polygons?: readonly FilePolygon[]
}

/** Called with how far a long reading is, 0 to 1. */
export type OnProgress = (fraction: number) => void

export interface ReadOptions {
  readonly onProgress?: OnProgress | undefined
  /** How the operator wants a table read; other formats have no use for it. */
  readonly assignment?: GivenAssignment | undefined
}

/** One file format. */
export interface FormatReader {
  /** By content, never by the file's name. @param text the decoded file, without byte order mark */
  readonly recognises: (text: string) => boolean
  /** @throws AppError with the sentence for the operator in its detail */
  readonly read: (text: string, options?: ReadOptions) => Reading
}

/**
 * Reads the lines of a file one by one: a bad one among good ones is left out with a note, and a file whose every line
 * is bad is refused with the first fault.
 */
export class Salvage {
  readonly faults: AppError[] = []

  /** What `read` gives, in a list of one; none where it throws an AppError, which is kept. */
  attempt<T>(read: () => T): T[] {
    try {
      return [read()]
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      this.faults.push(error)
      return []
    }
  }

  /** @throws AppError the first fault, where nothing usable was found beside it */
  settle(usable: boolean): ImportNote[] {
    if (!usable && this.faults[0]) throw this.faults[0]
    return this.faults.map(({ detail }) => ({ text: `A line was left out: ${detail}.` }))
  }
}

const MAX_LISTED = 12
const MAX_NAME = 30

/** `"crew", "depth" …` */
export function listed(names: readonly string[]): string {
  const quoted = names.slice(0, MAX_LISTED).map((name) => `"${cleanName(name).slice(0, MAX_NAME)}"`)
  return `${quoted.join(', ')}${names.length > MAX_LISTED ? ' …' : ''}`
}

/** `Columns not used: "crew", "depth" …` @param what one of them, "Column" */
export const notUsed = (what: string, names: readonly string[]): string =>
  `${what}${names.length === 1 ? '' : 's'} not used: ${listed(names)}.`

/** Fields of a file that its reader passes over: each is named once, however many points have it. */
export class UnusedFields {
  readonly #names = new Set<string>()

  /** @param known what the reader takes, or tells of by itself */
  add(name: string, known: ReadonlySet<string>): void {
    if (!known.has(name)) this.#names.add(name)
  }

  /** Nothing where nothing was passed over. */
  notes(): ImportNote[] {
    return this.#names.size === 0 ? [] : [{ text: notUsed('Field', [...this.#names]) }]
  }
}

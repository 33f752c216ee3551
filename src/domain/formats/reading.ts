import type { Leg } from '../route/route.ts'
import type { Ship } from '../voyage/ship.ts'

/** What a reader wants the operator to know: what was not understood, guessed or left out. Plain text. */
export interface ImportNote {
  readonly line?: number
  /** "Waypoint 7" */
  readonly item?: string
  readonly text: string
}

export interface DraftPoint {
  readonly lat: number
  /** As in the file, wrapped or not. */
  readonly lon: number
  readonly name?: string
  /** Epoch milliseconds UTC. */
  readonly timeMs?: number | null
  /** The leg that ends here. */
  readonly leg?: Leg
  /** Minutes the ship stays here. */
  readonly stayMin?: number | null
  /** The ETA to be kept here, epoch milliseconds UTC. */
  readonly fixedEtaMs?: number | null
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
  readonly info?: VoyageInfo | null
}

/** All that a reader found, in the order in which it is offered. */
export interface Reading {
  /** "RTZ 1.0", "GPX" … */
  readonly format: string
  readonly drafts: readonly Draft[]
  readonly notes: readonly ImportNote[]
}

/** Told how far a long reading is, 0 to 1. */
export type OnProgress = (fraction: number) => void

/** One file format. */
export interface FormatReader {
  /** By content, never by the file's name. @param text the decoded file, without byte order mark */
  readonly recognises: (text: string) => boolean
  /** @throws AppError with the sentence for the operator in its detail */
  readonly read: (text: string, onProgress?: OnProgress) => Reading
}

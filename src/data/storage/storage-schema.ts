import type { DBSchema, StoreNames, StoreValue } from 'idb'
import type { Answer } from '#src/domain/metocean/result.ts'
import { isFinal, type Submission } from '#src/domain/tasks/submission.ts'
import type { VoyageDocument } from '#src/domain/library/voyage-document.ts'

/** A stored voyage, perhaps of another version of Fairway. `rev` counts its saves, so that a second tab notices. */
export interface StoredVoyage {
  readonly id: string
  readonly schema: number
  readonly rev: number
  readonly doc: unknown
  /** Number of the last step of undo that is done in `doc`; absent in schema 1. */
  readonly step?: number
  /** When it was changed last, epoch milliseconds; absent in schema 1. */
  readonly savedMs?: number
}

/** A step of undo of one voyage; `patch` holds the changes that take it back and those that do it again. */
export interface StoredStep {
  readonly voyageId: string
  readonly n: number
  readonly patch: unknown
}

/** An answer with what clearing out goes by. */
export interface StoredAnswer {
  readonly key: string
  readonly answer: Answer
  readonly bytes: number
  readonly usedMs: number
}

/** Another version of a voyage, as somebody else has saved it in the library. Times in epoch milliseconds UTC. */
export interface TheirVersion {
  readonly rev: number
  readonly by: string
  readonly atMs: number
  /** As plain JSON. */
  readonly document: Readonly<Record<string, unknown>>
}

/** What ties a stored voyage to the library's entry of the same id. */
export interface StoredLink {
  readonly id: string
  /** The revision of the entry that was last read or saved here; null: it has never been there. */
  readonly rev: number | null
  /** The save (`StoredVoyage.rev`) that the entry equals; later ones wait to be sent. */
  readonly sentRev: number
  /** What the library keeps of the voyage besides it. */
  readonly beside: Omit<VoyageDocument, 'schema' | 'voyage'>
  /** What was chosen here of what is shown, and waits to be sent; null: nothing. */
  readonly shown: VoyageDocument['shown'] | null
  /** Digests of the voyage last read or saved, and of those that were sent since and may have arrived. */
  readonly sent: readonly string[]
  /** Both were changed: yours is the stored one, and the operator decides. */
  readonly theirs: TheirVersion | null
  /** It was deleted here, and is to be archived. */
  readonly archive: boolean
  /** The next save takes it out of the archive. */
  readonly restore: boolean
}

/** IndexedDB `fairway`, version 2; version 1 had no links. */
export interface Schema extends DBSchema {
  voyages: { key: string; value: StoredVoyage }
  history: { key: [string, number]; value: StoredStep }
  submissions: { key: string; value: Submission }
  results: { key: string; value: StoredAnswer; indexes: { use: [number, number] } }
  links: { key: string; value: StoredLink }
}

export type StoreName = StoreNames<Schema>
export type Stored<N extends StoreName> = StoreValue<Schema, N>
export type Key<N extends StoreName> = Schema[N]['key']

/** The key of each. */
export const keyOf = {
  voyages: ({ id }: StoredVoyage) => id,
  history: ({ voyageId, n }: StoredStep) => [voyageId, n] as [string, number],
  submissions: ({ id }: Submission) => id,
  results: ({ key }: StoredAnswer) => key,
  links: ({ id }: StoredLink) => id,
}

/**
 * Whether what this tab held may replace what is stored by now: another tab, whose disk worked, may have gone on with
 * it.
 */
export const mayReplace = {
  voyages: (stored: StoredVoyage | undefined, held: StoredVoyage) =>
    !stored || stored.rev < held.rev || isSameSave(stored, held),
  submissions: (stored: Submission | undefined, held: Submission) => !stored || !isFinal(stored) || isFinal(held),
}

/** Is it one and the same save? No two tabs save with the same number and time. */
export const isSameSave = (one: StoredVoyage, other: StoredVoyage): boolean =>
  one.rev === other.rev && one.savedMs === other.savedMs

import { z } from '../schema.ts'
import { MAX_PASSAGE } from './library-policy.ts'
import { AnswerLink, BesideVoyage, Moment, ReportedPosition, WireDocument } from './voyage-document.ts'

/**
 * The ship at a waypoint: epoch milliseconds UTC, degrees north, degrees east (unwrapped, as in a route), and its name
 * where it has one. A stay is two points at one position, of which the first has the name.
 */
export const PassagePoint = z.union([
  z.tuple([z.number(), z.number(), z.number()]),
  z.tuple([z.number(), z.number(), z.number(), z.string()]),
])
export type PassagePoint = z.infer<typeof PassagePoint>

/** What a list tells of a voyage's document, made when it is saved. Text without control characters. */
export const DocumentHead = z.object({
  name: z.string(),
  voyageNumber: z.string(),
  ship: z.object({ name: z.string(), imo: z.string(), callSign: z.string() }),
  /** Names of the first and the last waypoint of the active alternative, empty where they have none. */
  from: z.string(),
  to: z.string(),
  departure: Moment.nullable(),
  /** Null where it cannot be computed yet. */
  arrival: Moment.nullable(),
  /** Of the active alternative, in order of time; the ends and the named waypoints first where they are too many. */
  passage: z.array(PassagePoint).max(MAX_PASSAGE),
  note: z.string(),
  reported: ReportedPosition.nullable(),
  answers: z.array(AnswerLink),
  /** How many there are. */
  alternatives: z.number().int(),
})
export type DocumentHead = z.infer<typeof DocumentHead>

const scalar = z.union([z.string().max(200), z.number(), z.boolean(), z.null()])

/** What the desk that read an answer says is ahead of a voyage. */
export const Outlook = z.object({
  askedAt: Moment,
  /** The worst of what is watched; null: nothing is, or nothing is known. Further facts about it are kept. */
  worst: z
    .object({
      quantity: z.string().max(60),
      value: z.number(),
      unit: z.string().max(20),
      at: Moment,
      state: z.enum(['ok', 'caution', 'limit']),
    })
    .catchall(scalar)
    .nullable(),
  hoursOverLimit: z.number().nonnegative(),
  hoursOverCaution: z.number().nonnegative(),
  /** Share of the time that cannot be judged, 0 to 1. */
  unknownShare: z.number().min(0).max(1),
  synthetic: z.boolean(),
  /** The id of the alternative whose answer it was. */
  alternative: z.string().max(200),
})
export type Outlook = z.infer<typeof Outlook>

/** What is known of an entry besides its document. `rev` counts what was saved; the ETag is the same in quotes. */
export const EntryState = z.object({
  id: z.string(),
  rev: z.number().int(),
  changedBy: z.string(),
  changedAt: Moment,
  archivedAt: Moment.nullable(),
})
export type EntryState = z.infer<typeof EntryState>

export const VoyageHead = z.object({
  ...EntryState.shape,
  ...DocumentHead.shape,
  createdBy: z.string(),
  outlook: Outlook.nullable(),
  /** Who has it open now, and who of them edits. */
  desks: z.array(z.object({ user: z.string(), edits: z.boolean() })),
})
export type VoyageHead = z.infer<typeof VoyageHead>

/** GET /voyages: the newest change first; `before` asks for the next ones, null: these were the last. */
export const VoyageHeadList = z.object({ voyages: z.array(VoyageHead), before: z.string().nullable() })
export type VoyageHeadList = z.infer<typeof VoyageHeadList>

/** GET /voyages/{id}, and each item of the other lists. */
export const LibraryEntry = z.object({ ...EntryState.shape, document: z.looseObject({}) })
export type LibraryEntry = z.infer<typeof LibraryEntry>

/** GET /ships, /limit-profiles, /areas: all of them, also those archived. */
export const LibraryEntryList = z.object({ items: z.array(LibraryEntry) })
export type LibraryEntryList = z.infer<typeof LibraryEntryList>

/** The document of a voyage for the description: `voyage` is of the schema it names, and has an `id`, the entry's. */
export const VoyageDocumentBody = z.object({
  ...WireDocument.shape,
  voyage: z.looseObject({ id: z.string() }),
  ...BesideVoyage.shape,
})

/** POST: the id is a UUID that the caller makes; the same again is the same entry. */
export const NewEntry = z.strictObject({ id: z.uuid(), document: z.looseObject({}) })
export type NewEntry = z.infer<typeof NewEntry>

/** PUT */
export const EntryChange = z.strictObject({
  document: z.looseObject({}),
  /** The author hands over: the next save begins another version. */
  handOver: z.boolean().default(false),
  /** Said as false, it takes an archived one back. */
  archived: z.literal(false).optional(),
})
export type EntryChange = z.infer<typeof EntryChange>

const version = {
  n: z.number().int(),
  author: z.string(),
  /** Of its last save. */
  at: Moment,
  /** False: the next save of its author may still replace it. */
  closed: z.boolean(),
}

/** GET …/versions: the newest first, which is what the entry holds now. */
export const VersionList = z.object({ versions: z.array(z.object({ ...version, bytes: z.number().int() })) })
export type VersionList = z.infer<typeof VersionList>

/** GET …/versions/{n} */
export const LibraryVersion = z.object({ ...version, document: z.looseObject({}) })
export type LibraryVersion = z.infer<typeof LibraryVersion>

/** PUT /voyages/{id}/desks/{desk}: said every 10 s while it is open there. */
export const DeskBeat = z.strictObject({
  /** It edits, or wants to. */
  edits: z.boolean(),
  /** It takes the editing over from whichever desk has it. */
  takes: z.boolean().optional(),
})
export type DeskBeat = z.infer<typeof DeskBeat>

/** Its answer: the state of the voyage, and all desks that have it open, the asking one among them. */
export const DeskAnswer = z.object({
  ...EntryState.omit({ id: true }).shape,
  desks: z.array(
    z.object({
      desk: z.string(),
      user: z.string(),
      edits: z.boolean(),
      /** Since when it edits, or has it open without editing. */
      since: Moment,
    }),
  ),
})
export type DeskAnswer = z.infer<typeof DeskAnswer>

/** Beside `detail` and `code` in the body of 412: whose state the entry has instead. */
export const EntryConflict = EntryState.omit({ id: true })
export type EntryConflict = z.infer<typeof EntryConflict>

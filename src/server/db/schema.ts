import {
  bigserial,
  boolean,
  customType,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import type { LibraryKind } from '#src/domain/library/entries.ts'
import type { Variable } from '#src/domain/metocean/layers/variables.ts'
import type { Role } from '#src/domain/metocean/wire/contract.ts'

const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' })
const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' })

/**
 * `received`: written, but not forwarded or enqueued yet; `accepted`: has a task; `refused`: certainly has none;
 * `unknown`: may have one, under its name.
 */
export type SubmissionRowState = 'received' | 'accepted' | 'refused' | 'unknown'

/** Who answers the contract: this server's own embedded service, or the MetOcean API behind the gateway. */
export type Service = 'embedded' | 'gateway'

/** One row per submission, written before it is forwarded or enqueued: the same id is never two tasks. */
export const submission = pgTable(
  'submission',
  {
    id: uuid().primaryKey(),
    userName: text('user_name').notNull(),
    taskName: text('task_name'),
    points: integer().notNull(),
    variables: jsonb().$type<readonly Variable[]>().notNull(),
    sentAt: moment('sent_at').notNull(),
    /** As text: the service behind the gateway may use any form of id. */
    taskId: text('task_id'),
    state: text().$type<SubmissionRowState>().notNull(),
    /** Which service it went to; null in rows of versions that did not note it (see `serviceOf`). */
    service: text().$type<Service>(),
    /** SHA-256 of what was asked, hexadecimal: the same id with another request is refused. Null in older rows. */
    bodyHash: text('body_hash'),
  },
  (table) => [index('submission_task').on(table.taskId), index('submission_sent').on(table.sentAt)],
)

/** One task of the embedded service. PENDING until it is SUCCESS or FAILURE, and then never anything else. */
export const task = pgTable(
  'task',
  {
    id: uuid().primaryKey(),
    submissionId: uuid('submission_id')
      .notNull()
      .unique()
      .references(() => submission.id),
    mode: text().$type<'sync' | 'async'>().notNull(),
    status: text().$type<'PENDING' | 'SUCCESS' | 'FAILURE'>().notNull(),
    userName: text('user_name').notNull(),
    taskName: text('task_name'),
    points: integer().notNull(),
    variables: jsonb().$type<readonly Variable[]>().notNull(),
    windHeightM: doublePrecision('wind_height_m').notNull(),
    receiveMail: boolean('receive_mail').notNull(),
    email: text(),
    calledAt: moment('called_at').notNull(),
    /** The round of the queue in which it has its turn; each user has one task per round. Lower is sooner. */
    turn: integer().notNull().default(0),
    /** The estimate from call to answer, queue included, when it was called. Milliseconds. */
    estimatedMs: integer('estimated_ms').notNull(),
    startedAt: moment('started_at'),
    finishedAt: moment('finished_at'),
    /** How long computing and storing the result took, without queue and pace; null unless SUCCESS. Milliseconds. */
    computeMs: integer('compute_ms'),
    /** Why it failed; never null on FAILURE. */
    error: text(),
    cancelledBy: text('cancelled_by'),
    /**
     * Where its numbers come from, in words, and whether they are synthetic: by what computed them, whatever runs now.
     * The defaults are what earlier versions computed with.
     */
    source: text().notNull().default("Fairway's synthetic field model (synthetic data, not for navigation)"),
    synthetic: boolean().notNull().default(true),
    /** The attempt whose chunks are the result; null on SUCCESS once retention has removed it. */
    resultRun: uuid('result_run'),
  },
  (table) => [index('task_status').on(table.status), index('task_called').on(table.calledAt)],
)

/** The points of an unfinished task, apart from its row so that lists never read them. Packed by `result-writer.ts`. */
export const taskInput = pgTable('task_input', {
  taskId: uuid('task_id')
    .primaryKey()
    .references(() => task.id, { onDelete: 'cascade' }),
  packed: bytes().notNull(),
})

/**
 * The answer of `GET /task/{id}` as one gzip stream cut into rows. Each attempt writes under its own `run`, so
 * two attempts at one task (a stalled worker that comes back) never mix.
 */
export const resultChunk = pgTable(
  'result_chunk',
  {
    taskId: uuid('task_id')
      .notNull()
      .references(() => task.id, { onDelete: 'cascade' }),
    run: uuid().notNull(),
    seq: integer().notNull(),
    bytes: bytes().notNull(),
  },
  (table) => [primaryKey({ columns: [table.taskId, table.run, table.seq] })],
)

/** A mail about a task, written with the event it reports: each event of a task is mailed once. */
export const mail = pgTable(
  'mail',
  {
    /** Also the id of its job in the queue. */
    id: uuid().primaryKey().defaultRandom(),
    taskId: uuid('task_id')
      .notNull()
      .references(() => task.id, { onDelete: 'cascade' }),
    event: text().$type<'started' | 'ended'>().notNull(),
    state: text().$type<'queued' | 'sent' | 'failed'>().notNull().default('queued'),
    /** Why it was given up; null unless it failed. */
    error: text(),
  },
  (table) => [unique('mail_task_event').on(table.taskId, table.event), index('mail_state').on(table.state)],
)

/** A browser that is signed in. It can be ended by removing its row. */
export const userSession = pgTable(
  'session',
  {
    /** SHA-256 of the cookie, hexadecimal: the cookie itself is kept nowhere. */
    id: text().primaryKey(),
    userName: text('user_name').notNull(),
    role: text().$type<Role>().notNull(),
    email: text(),
    /** Of the token that it was opened with, which may be revoked or get another role; null: signed in elsewhere. */
    tokenHash: text('token_hash'),
    createdAt: moment('created_at').notNull(),
    seenAt: moment('seen_at').notNull(),
    /** Of the client at sign-in. */
    address: text().notNull(),
    /** What asks the identity provider again whether the user may still come in, sealed with the cookie; null: nothing. */
    sealed: text(),
    /** When it was last asked; null where there is nothing to ask with. */
    checkedAt: moment('checked_at'),
  },
  (table) => [index('session_user').on(table.userName)],
)

/** The name by which Fairway knows a user of the identity provider, kept from their first sign-in. */
export const identity = pgTable('identity', {
  /** Issuer and subject: the two that a provider never gives to anyone else. */
  subject: text().primaryKey(),
  userName: text('user_name').notNull().unique(),
})

/** A sign-in at the identity provider that has begun and not yet come back; of use once, for ten minutes. */
export const signIn = pgTable('sign_in', {
  /** SHA-256 of the browser's cookie, hexadecimal. */
  id: text().primaryKey(),
  state: text().notNull(),
  nonce: text().notNull(),
  /** The PKCE code verifier. */
  verifier: text().notNull(),
  /** The path of Fairway to show afterwards. */
  returnTo: text('return_to').notNull(),
  createdAt: moment('created_at').notNull(),
})

export type AuditAction =
  | 'signed in'
  | 'sign-in refused'
  | 'signed out'
  | 'session ended'
  | 'sent'
  | 'cancelled'
  | 'opened'
  | 'archived'
  | 'restored'
  | 'removed'

/** Who did what, for the administrator. Only ever added to. */
export const audit = pgTable(
  'audit',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    at: moment('at').notNull(),
    userName: text('user_name').notNull(),
    action: text().$type<AuditAction>().notNull(),
    /** Whose task, session or entry of the library it was; null where it was the user's own. */
    ofUser: text('of_user'),
    taskId: text('task_id'),
    taskName: text('task_name'),
    /** What of the library it was, in words such as `voyage Rotterdam – Halifax`; null where it was none of it. */
    item: text(),
    /** Of the client, as told by trusted peers. */
    address: text().notNull(),
    requestId: text('request_id').notNull(),
  },
  (table) => [index('audit_at').on(table.at)],
)

/** A voyage, ship, limit profile or area that the team shares. Its document is that of its newest version. */
export const libraryEntry = pgTable(
  'library_entry',
  {
    kind: text().$type<LibraryKind>().notNull(),
    /** Made by whoever made the entry. */
    id: uuid().notNull(),
    /** Counts what was saved, archived and restored. */
    rev: integer().notNull(),
    /** The number of its newest version. */
    version: integer().notNull(),
    /** SHA-256 of the document, hexadecimal: what is the same is not saved again. */
    hash: text().notNull(),
    /** What a list shows of it, JSON: the head of a voyage, the whole document of the other kinds. */
    head: text().notNull(),
    /** What a search looks through, folded. */
    search: text().notNull(),
    name: text().notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: moment('created_at').notNull(),
    changedBy: text('changed_by').notNull(),
    /** Later than any change of the entry before, whatever the clock says. */
    changedAt: moment('changed_at').notNull(),
    archivedAt: moment('archived_at'),
    /** The outlook that a desk wrote last, JSON. */
    outlook: text(),
    /** When the answer it was read from was asked for. */
    outlookAskedAt: moment('outlook_asked_at'),
  },
  (table) => [
    primaryKey({ columns: [table.kind, table.id] }),
    index('library_entry_changed').on(table.kind, table.changedAt, table.id),
  ],
)

/** What an entry held: its author's saves of some minutes, each in the place of the one before. */
export const libraryVersion = pgTable(
  'library_version',
  {
    kind: text().$type<LibraryKind>().notNull(),
    id: uuid().notNull(),
    n: integer().notNull(),
    author: text().notNull(),
    begunAt: moment('begun_at').notNull(),
    /** Of its last save. */
    at: moment('at').notNull(),
    /** Handed over: the author's next save begins another version. */
    closed: boolean().notNull(),
    /** Of the document, before it was packed. */
    bytes: integer().notNull(),
    /** The document, JSON in gzip. */
    packed: bytes().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.kind, table.id, table.n] }),
    foreignKey({ columns: [table.kind, table.id], foreignColumns: [libraryEntry.kind, libraryEntry.id] }).onDelete(
      'cascade',
    ),
  ],
)

/** A task whose answer a voyage shows: whoever may open the voyage may read it. */
export const libraryLink = pgTable(
  'library_link',
  { voyageId: uuid('voyage_id').notNull(), taskId: text('task_id').notNull() },
  (table) => [primaryKey({ columns: [table.voyageId, table.taskId] }), index('library_link_task').on(table.taskId)],
)

/** A desk that has a voyage open, or had until it fell silent. */
export const libraryDesk = pgTable(
  'library_desk',
  {
    voyageId: uuid('voyage_id').notNull(),
    /** Made by the browser. */
    desk: uuid().notNull(),
    userName: text('user_name').notNull(),
    edits: boolean().notNull(),
    /** Since when it edits, or has it open without editing. */
    since: moment('since').notNull(),
    seenAt: moment('seen_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.voyageId, table.desk] })],
)

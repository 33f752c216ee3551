import {
  boolean,
  customType,
  doublePrecision,
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
import type { Variable } from '#src/domain/metocean/layers/variables.ts'

const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' })
const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' })

/**
 * `received` written, not forwarded or enqueued yet; `accepted` has a task; `refused` certainly has none;
 * `unknown` may have one, under its name.
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
    /** As text: the ids of the service behind the gateway are its own business. */
    taskId: text('task_id'),
    state: text().$type<SubmissionRowState>().notNull(),
    /** Which service it went to; null in rows of versions that did not note it (see `serviceOf`). */
    service: text().$type<Service>(),
  },
  (table) => [index('submission_task').on(table.taskId)],
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
    /** The round of the queue it has its turn in; each user has one task in each. Lower is sooner. */
    turn: integer().notNull().default(0),
    /** What was expected from call to answer, queue included, when it was called. Milliseconds. */
    estimatedMs: integer('estimated_ms').notNull(),
    startedAt: moment('started_at'),
    finishedAt: moment('finished_at'),
    /** What computing and storing the result took, without queue and pace; null unless it succeeded. Milliseconds. */
    computeMs: integer('compute_ms'),
    /** Why it failed; never null on FAILURE. */
    error: text(),
    cancelledBy: text('cancelled_by'),
    /**
     * Where its numbers come from, in words, and whether they are synthetic: of what computed them, whatever runs now.
     * The defaults are what earlier versions computed with.
     */
    source: text().notNull().default("Fairway's synthetic field model (synthetic data, not for navigation)"),
    synthetic: boolean().notNull().default(true),
    /** The attempt whose chunks are the result; null on SUCCESS once retention has removed it. */
    resultRun: uuid('result_run'),
  },
  (table) => [index('task_status').on(table.status), index('task_called').on(table.calledAt)],
)

/** The points of a task that is not final, apart from its row so that a list never reads them. Packed by `points.ts`. */
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

/** A mail about a task, written with the event it tells of: each event of a task is mailed once. */
export const mail = pgTable(
  'mail',
  {
    /** Of its job in the queue, too. */
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

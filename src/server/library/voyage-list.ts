import { and, desc, eq, getTableColumns, gt, isNotNull, isNull, lt, or, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { libraryPolicy } from '#src/domain/library/library-policy.ts'
import { searchWords } from '#src/domain/library/voyage-head.ts'
import type { User, Visibility } from '../auth/user.ts'
import { type Database, orm } from '../db/database.ts'
import { libraryDesk, libraryEntry } from '../db/schema.ts'

const MOST_VOYAGES = 1000

/** Where a page of the list ends: a time of last change, and the voyage of that time that was shown last. */
const Before = z
  .string()
  .max(100)
  .transform((text, context) => {
    const [time = '', id] = text.split(',')
    const ms = z.iso.datetime().safeParse(time).success ? Date.parse(time) : NaN
    if (!Number.isNaN(ms) && (id === undefined || z.uuid().safeParse(id).success)) return { at: new Date(ms), id }
    context.addIssue({
      code: 'custom',
      message: 'must be what the page before gave, or a time such as 2026-11-29T10:42:00Z',
    })
    return z.NEVER
  })

/** `archived`: `1` for the archived voyages alone, `all` for both. */
export const VoyageQuery = z.object({
  search: z.string().max(200).default(''),
  archived: z.enum(['0', '1', 'false', 'true', 'all']).default('0'),
  limit: z.coerce.number().int().min(1).max(MOST_VOYAGES).default(200),
  before: Before.optional(),
})
export type VoyageQuery = z.infer<typeof VoyageQuery>

interface ListDeps {
  readonly db: Database
  readonly visibility: Visibility
  readonly nowMs: () => number
}

const { search, hash: _hash, ...shownColumns } = getTableColumns(libraryEntry)
const { createdBy, changedAt, archivedAt, id } = shownColumns

/**
 * The body of GET /voyages. Heads and outlooks were written as JSON when they were saved, and go out as they are.
 */
export async function voyageList(deps: ListDeps, user: User, query: VoyageQuery): Promise<Buffer> {
  const rows = await orm(deps.db)
    .select(shownColumns)
    .from(libraryEntry)
    .where(and(eq(libraryEntry.kind, 'voyage'), ...conditions(deps, user, query)))
    .orderBy(desc(changedAt), desc(id))
    .limit(query.limit + 1)
  const shown = rows.slice(0, query.limit)
  const last = rows.length > shown.length ? shown.at(-1) : undefined
  const desks = await desksByVoyage(deps)
  const heads = shown.map((row) => headJson(row, desks.get(row.id) ?? []))
  const before = last ? `${last.changedAt.toISOString()},${last.id}` : null
  return Buffer.from(`{"voyages":[${heads.join(',')}],"before":${JSON.stringify(before)}}`)
}

function* conditions({ visibility }: ListDeps, user: User, query: VoyageQuery): Generator<SQL | undefined> {
  if (visibility === 'own' && user.role !== 'admin') yield eq(createdBy, user.name)
  if (query.archived === '0' || query.archived === 'false') yield isNull(archivedAt)
  if (query.archived === '1' || query.archived === 'true') yield isNotNull(archivedAt)
  // Folded words hold letters and digits only, so nothing in them is a wildcard.
  for (const word of searchWords(query.search)) yield sql`${search} like ${`%${word}%`}`
  if (query.before) {
    const { at, id: lastId } = query.before
    yield or(lt(changedAt, at), lastId === undefined ? undefined : and(eq(changedAt, at), lt(id, lastId)))
  }
}

interface ListedDesk {
  readonly user: string
  readonly edits: boolean
}

async function desksByVoyage({ db, nowMs }: ListDeps): Promise<ReadonlyMap<string, ListedDesk[]>> {
  const rows = await orm(db)
    .select({ voyageId: libraryDesk.voyageId, user: libraryDesk.userName, edits: libraryDesk.edits })
    .from(libraryDesk)
    .where(gt(libraryDesk.seenAt, new Date(nowMs() - libraryPolicy.silentMs)))
    .orderBy(libraryDesk.since)
  const desks = new Map<string, ListedDesk[]>()
  for (const { voyageId, ...desk } of rows) desks.set(voyageId, [...(desks.get(voyageId) ?? []), desk])
  return desks
}

type ListedRow = Omit<typeof libraryEntry.$inferSelect, 'search' | 'hash'>

function headJson(row: ListedRow, desks: readonly ListedDesk[]): string {
  const { rev, changedBy } = row
  const state = {
    id: row.id,
    rev,
    createdBy: row.createdBy,
    changedBy,
    changedAt: row.changedAt,
    archivedAt: row.archivedAt,
    desks,
  }
  // Both are objects with members, so one ends where the other begins.
  return `${JSON.stringify(state).slice(0, -1)},"outlook":${row.outlook ?? 'null'},${row.head.slice(1)}`
}

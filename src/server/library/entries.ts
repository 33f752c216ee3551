import { and, desc, eq, getTableColumns } from 'drizzle-orm'
import type { LibraryKind } from '#src/domain/library/entries.ts'
import { libraryPolicy, type LibraryPolicy } from '#src/domain/library/library-policy.ts'
import type { EntryConflict, EntryState } from '#src/domain/library/wire.ts'
import { type Actor, maySee, type User, type Visibility } from '../auth/user.ts'
import { recordDeed } from '../db/audit.ts'
import { type Database, orm, type Queryable } from '../db/database.ts'
import { libraryDesk, libraryEntry, libraryLink, libraryVersion } from '../db/schema.ts'
import { Refusal } from '../http/http-error.ts'
import type { CheckedEntry } from './checked-entry.ts'
import { EntryVersions, unpacked } from './entry-versions.ts'
import { linkAnswers } from './links.ts'
import { whileWritable } from './writable.ts'

export type EntryRow = typeof libraryEntry.$inferSelect

export interface EntriesOptions {
  readonly db: Database
  /** `own`: a voyage is there for whoever made it, and for administrators. */
  readonly visibility: Visibility
  readonly nowMs: () => number
  /** Called with the bytes written: what they replace can be cleared away. */
  readonly onWritten?: (bytes: number) => void
  readonly policy?: LibraryPolicy
}

/** In sentences. */
export const kindWords: Readonly<Record<LibraryKind, string>> = {
  voyage: 'voyage',
  ship: 'ship',
  'limit-profile': 'limit profile',
  area: 'area',
}

/** Whether a revision is the one that a caller has changed. */
export type IsFrom = (rev: number) => boolean

/** Entries of one kind: voyages, ships, limit profiles or areas. */
export class LibraryEntries {
  readonly kind: LibraryKind
  readonly db: Database
  readonly versions: EntryVersions
  readonly #options: EntriesOptions

  constructor(kind: LibraryKind, options: EntriesOptions) {
    const { db, nowMs, onWritten = () => undefined, policy = libraryPolicy } = options
    this.kind = kind
    this.db = db
    this.versions = new EntryVersions(kind, { db, nowMs, policy, onWritten })
    this.#options = options
  }

  /** May the user open it? */
  isOpenTo(user: User, { createdBy }: Pick<EntryRow, 'createdBy'>): boolean {
    return this.kind !== 'voyage' || maySee(user, createdBy, this.#options.visibility)
  }

  /** @throws Refusal 404 where there is none, or none that the user may open */
  async find(user: User, id: string): Promise<EntryRow> {
    const [row] = await orm(this.db).select().from(libraryEntry).where(this.#is(id))
    return this.#opened(user, row)
  }

  /** An entry and its document, JSON, both of one moment. @throws Refusal as `find` */
  async read(user: User, id: string): Promise<{ readonly row: EntryRow; readonly json: Buffer }> {
    const isNewest = and(
      eq(libraryVersion.kind, libraryEntry.kind),
      eq(libraryVersion.id, libraryEntry.id),
      eq(libraryVersion.n, libraryEntry.version),
    )
    const [found] = await orm(this.db)
      .select({ row: getTableColumns(libraryEntry), packed: libraryVersion.packed })
      .from(libraryEntry)
      .innerJoin(libraryVersion, isNewest)
      .where(this.#is(id))
    const row = this.#opened(user, found?.row)
    return { row, json: await unpacked(found?.packed ?? new Uint8Array()) }
  }

  /** All of them, the newest change first. */
  all(): Promise<EntryRow[]> {
    const { kind } = this
    const { changedAt, id } = libraryEntry
    return orm(this.db)
      .select()
      .from(libraryEntry)
      .where(eq(libraryEntry.kind, kind))
      .orderBy(desc(changedAt), desc(id))
  }

  /**
   * Runs with an entry that nobody else changes meanwhile.
   * @throws Refusal as `find`, StorageError
   */
  async withLocked<T>(
    user: User,
    id: string,
    work: (tx: Queryable, row: EntryRow, now: Date) => Promise<T>,
  ): Promise<T> {
    return whileWritable(this.db, async (tx) => {
      const [found] = await orm(tx).select().from(libraryEntry).where(this.#is(id)).for('update')
      const row = this.#opened(user, found)
      return work(tx, row, new Date(this.#options.nowMs()))
    })
  }

  /**
   * A new entry. The same again is the same one.
   * @throws Refusal 409 where the id has another document
   */
  async create(
    by: Actor,
    id: string,
    checked: CheckedEntry,
  ): Promise<{ readonly row: EntryRow; readonly isNew: boolean }> {
    const { kind } = this
    return whileWritable(this.db, async (tx) => {
      const at = new Date(this.#options.nowMs())
      const author = by.user.name
      const made = { createdBy: author, createdAt: at, changedBy: author, changedAt: at }
      const [row] = await orm(tx)
        .insert(libraryEntry)
        .values({ kind, id, rev: 1, version: 1, ...factsOf(checked), ...made })
        .onConflictDoNothing()
        .returning()
      if (!row) return { row: await this.#known(tx, by.user, id, checked), isNew: false }
      await this.versions.save(tx, { id, version: 0 }, { author, at, checked })
      if (kind === 'voyage') await linkAnswers(tx, by.user, row, checked.taskIds, this.#options.visibility)
      return { row, isNew: true }
    })
  }

  /**
   * Saves a document. What is there already is not saved again, whichever revision the caller names: the answer to the
   * same save may have been lost.
   * @throws Refusal 404, 409 where it is archived, 412 where it was changed since
   */
  save(by: Actor, id: string, checked: CheckedEntry, isFrom: IsFrom): Promise<EntryRow> {
    return this.withLocked(by.user, id, async (tx, row, now) => {
      const isBack = row.archivedAt !== null && checked.restores
      const isSame = row.hash === checked.hash
      if (isSame && checked.handsOver) await this.versions.close(tx, id, row.version)
      if (isSame && !isBack) return row
      if (!isFrom(row.rev)) throw this.#conflict(row)
      if (row.archivedAt !== null && !isBack) throw this.#archived(row)
      const at = laterThan(row, now)
      const version = isSame ? row.version : await this.versions.save(tx, row, { author: by.user.name, at, checked })
      if (this.kind === 'voyage') await linkAnswers(tx, by.user, row, checked.taskIds, this.#options.visibility)
      if (isBack) await this.#record(tx, by, row, 'restored', at)
      return this.#change(tx, row, { version, ...factsOf(checked), archivedAt: null }, by, at)
    })
  }

  /** @throws Refusal 404, 412 */
  archive(by: Actor, id: string, isFrom: IsFrom): Promise<EntryRow> {
    return this.withLocked(by.user, id, async (tx, row, now) => {
      if (!isFrom(row.rev)) throw this.#conflict(row)
      if (row.archivedAt !== null) return row
      const at = laterThan(row, now)
      await this.#record(tx, by, row, 'archived', at)
      return this.#change(tx, row, { archivedAt: at }, by, at)
    })
  }

  /** Removes it for good, with its versions. @throws Refusal 404, 412 */
  remove(by: Actor, id: string, isFrom: IsFrom): Promise<void> {
    return this.withLocked(by.user, id, async (tx, row, now) => {
      if (!isFrom(row.rev)) throw this.#conflict(row)
      await orm(tx).delete(libraryEntry).where(this.#is(id))
      if (this.kind === 'voyage') {
        await orm(tx).delete(libraryLink).where(eq(libraryLink.voyageId, id))
        await orm(tx).delete(libraryDesk).where(eq(libraryDesk.voyageId, id))
      }
      await this.#record(tx, by, row, 'removed', now)
    })
  }

  #is(id: string) {
    return and(eq(libraryEntry.kind, this.kind), eq(libraryEntry.id, id))
  }

  #opened(user: User, row: EntryRow | undefined): EntryRow {
    if (row && this.isOpenTo(user, row)) return row
    throw new Refusal(404, 'not-found', `There is no ${kindWords[this.kind]} with this id.`)
  }

  async #known(tx: Queryable, user: User, id: string, { hash }: CheckedEntry): Promise<EntryRow> {
    const [row] = await orm(tx).select().from(libraryEntry).where(this.#is(id))
    if (!row) throw new Error('an entry vanished between two statements')
    if (!this.isOpenTo(user, row)) throw new Refusal(409, 'conflict', 'This id is in use.')
    if (row.hash === hash) return row
    const what = kindWords[this.kind]
    throw new Refusal(
      409,
      'conflict',
      `There is a ${what} with this id already, and its document is another one. Save yours with PUT, or under an id of its own.`,
      conflictOf(row),
    )
  }

  async #change(tx: Queryable, row: EntryRow, change: Partial<EntryRow>, by: Actor, at: Date): Promise<EntryRow> {
    const [changed] = await orm(tx)
      .update(libraryEntry)
      .set({ ...change, rev: row.rev + 1, changedBy: by.user.name, changedAt: at })
      .where(this.#is(row.id))
      .returning()
    if (!changed) throw new Error('an entry vanished while it was locked')
    return changed
  }

  #record(tx: Queryable, by: Actor, row: EntryRow, action: 'archived' | 'restored' | 'removed', at: Date) {
    const item = `${kindWords[this.kind]} ${row.name || row.id}`
    return recordDeed(tx, by, { action, atMs: at.getTime(), item, ofUser: row.createdBy })
  }

  #conflict(row: EntryRow): Refusal {
    return new Refusal(
      412,
      this.kind === 'voyage' ? 'voyage-conflict' : 'conflict',
      `${row.changedBy} has changed this ${kindWords[this.kind]} since you read it. Read it again and add your changes to it.`,
      conflictOf(row),
    )
  }

  #archived(row: EntryRow): Refusal {
    return new Refusal(
      409,
      'archived',
      `This ${kindWords[this.kind]} is archived. Send "archived": false with the document to take it back.`,
      conflictOf(row),
    )
  }
}

const factsOf = ({ hash, head, search, name }: CheckedEntry) => ({ hash, head, search, name })

/** The newest change is the last one in every list, even where the clocks of two servers differ. */
const laterThan = ({ changedAt }: EntryRow, now: Date) => new Date(Math.max(now.getTime(), changedAt.getTime() + 1))

/** What the caller did not know. */
const conflictOf = ({ rev, changedBy, changedAt, archivedAt }: EntryRow): EntryConflict => ({
  rev,
  changedBy,
  changedAt: changedAt.toISOString(),
  archivedAt: archivedAt?.toISOString() ?? null,
})

/** What every answer tells of an entry. */
export const stateOf = (row: EntryRow): EntryState => ({ id: row.id, ...conflictOf(row) })

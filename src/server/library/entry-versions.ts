import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { and, desc, eq, getTableColumns, inArray } from 'drizzle-orm'
import type { LibraryKind } from '#src/domain/library/entries.ts'
import { type LibraryPolicy, MAX_DOCUMENT_BYTES } from '#src/domain/library/library-policy.ts'
import { isReplaced, versionsToDrop } from '#src/domain/library/versions.ts'
import { type Database, orm, type Queryable } from '../db/database.ts'
import { libraryVersion } from '../db/schema.ts'
import type { CheckedEntry } from './checked-entry.ts'

/** A version without its document. */
export type VersionRow = Omit<typeof libraryVersion.$inferSelect, 'packed'>

interface EntryVersionsOptions {
  readonly db: Database
  readonly nowMs: () => number
  readonly policy: LibraryPolicy
  /** Called with the bytes written. */
  readonly onWritten: (bytes: number) => void
}

const { packed: _packed, ...withoutDocument } = getTableColumns(libraryVersion)
const gunzipped = promisify(gunzip)
/** A stored document, JSON. */
export const unpacked = (packed: Uint8Array) => gunzipped(packed, { maxOutputLength: 2 * MAX_DOCUMENT_BYTES })

/** What the entries of one kind held: the newest version of each is what it holds now. */
export class EntryVersions {
  readonly #kind: LibraryKind
  readonly #options: EntryVersionsOptions

  constructor(kind: LibraryKind, options: EntryVersionsOptions) {
    this.#kind = kind
    this.#options = options
  }

  /** Newest first. */
  list(db: Queryable, id: string): Promise<VersionRow[]> {
    return orm(db).select(withoutDocument).from(libraryVersion).where(this.#of(id)).orderBy(desc(libraryVersion.n))
  }

  /** A version and its document, JSON; null where it is not kept. */
  async read(id: string, n: number): Promise<{ readonly version: VersionRow; readonly json: Buffer } | null> {
    const [found] = await orm(this.#options.db).select().from(libraryVersion).where(this.#is(id, n))
    if (!found) return null
    const { packed, ...version } = found
    return { version, json: await unpacked(packed) }
  }

  /** Would a save of its author begin another one? @param newest the number of the entry's newest version */
  isClosed({ n, author, begunAt, closed }: VersionRow, newest: number): boolean {
    const { nowMs, policy } = this.#options
    return n !== newest || !isReplaced({ author, begunMs: begunAt.getTime(), closed }, author, nowMs(), policy)
  }

  /** In the place of the newest version, or as the next one. @returns its number */
  async save(
    tx: Queryable,
    { id, version: newest }: { readonly id: string; readonly version: number },
    { author, at, checked }: { readonly author: string; readonly at: Date; readonly checked: CheckedEntry },
  ): Promise<number> {
    const { bytes, packed, handsOver: closed } = checked
    const { policy, onWritten } = this.#options
    const [last] = await orm(tx).select(withoutDocument).from(libraryVersion).where(this.#is(id, newest))
    onWritten(packed.length)
    if (last && isReplaced({ ...last, begunMs: last.begunAt.getTime() }, author, at.getTime(), policy)) {
      await orm(tx).update(libraryVersion).set({ at, closed, bytes, packed }).where(this.#is(id, newest))
      return newest
    }
    const n = newest + 1
    await orm(tx)
      .insert(libraryVersion)
      .values({ kind: this.#kind, id, n, author, begunAt: at, at, closed, bytes, packed })
    await this.thinOut(tx, id)
    return n
  }

  /** Its author hands over: the next save begins another one. */
  async close(tx: Queryable, id: string, n: number): Promise<void> {
    await orm(tx).update(libraryVersion).set({ closed: true }).where(this.#is(id, n))
  }

  /** Removes those that are not kept any longer. @returns how many */
  async thinOut(tx: Queryable, id: string): Promise<number> {
    const { nowMs, policy } = this.#options
    const kept = (await this.list(tx, id)).map(({ n, at }) => ({ n, atMs: at.getTime() }))
    const dropped = versionsToDrop(kept, nowMs(), policy)
    if (dropped.length > 0)
      await orm(tx)
        .delete(libraryVersion)
        .where(and(this.#of(id), inArray(libraryVersion.n, dropped)))
    return dropped.length
  }

  #of(id: string) {
    return and(eq(libraryVersion.kind, this.#kind), eq(libraryVersion.id, id))
  }

  #is(id: string, n: number) {
    return and(this.#of(id), eq(libraryVersion.n, n))
  }
}

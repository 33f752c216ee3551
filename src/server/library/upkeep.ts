import type { FastifyBaseLogger } from 'fastify'
import { libraryPolicy } from '#src/domain/library/library-policy.ts'
import { HOUR_MS } from '#src/domain/time.ts'
import type { Database } from '../db/database.ts'
import type { LibraryEntries } from './entries.ts'
import { removeSilentDesks } from './open-desks.ts'

/** Every save leaves the one before in the files until they are cleared. Bytes. */
const CLEARED_AFTER_BYTES = 64 * 1024 * 1024

/** Entries with a version that may be too old to be kept; each has at least one that stays. */
const AGED = `
  SELECT kind, id FROM library_version
  GROUP BY kind, id HAVING count(*) > 1 AND min(at) < $1`

interface UpkeepOptions {
  readonly db: Database
  readonly nowMs: () => number
  readonly log: Pick<FastifyBaseLogger, 'info' | 'error'>
}

/** Removes every hour what the library does not keep any longer, also of voyages that nobody saves. */
export class Upkeep {
  readonly #options: UpkeepOptions
  #timer: NodeJS.Timeout | undefined
  #pass: Promise<void> = Promise.resolve()
  #writtenBytes = 0

  constructor(options: UpkeepOptions) {
    this.#options = options
  }

  start(kinds: readonly LibraryEntries[]): void {
    this.#timer = setInterval(() => this.pass(kinds), HOUR_MS)
    this.#timer.unref()
  }

  /** One pass, after those that are under way. */
  pass(kinds: readonly LibraryEntries[]): void {
    this.#next(() => this.#removeOld(kinds))
  }

  /** Resolves after the current pass. */
  stop(): Promise<void> {
    clearInterval(this.#timer)
    return this.#pass
  }

  /** So many bytes were written in the place of others. Nothing else clears the files of the embedded database. */
  written(bytes: number): void {
    this.#writtenBytes += bytes
    if (this.#writtenBytes < CLEARED_AFTER_BYTES) return
    this.#writtenBytes = 0
    this.#next(() => this.#clear())
  }

  #next(work: () => Promise<void>): void {
    const fail = (error: unknown) => this.#options.log.error({ err: error }, 'upkeep of the library failed')
    this.#pass = this.#pass.then(work).catch(fail)
  }

  async #removeOld(kinds: readonly LibraryEntries[]): Promise<void> {
    const { db, nowMs, log } = this.#options
    await removeSilentDesks(db, nowMs())
    const aged = await db.query<{ kind: string; id: string }>(AGED, [new Date(nowMs() - libraryPolicy.keepsAllMs)])
    let count = 0
    for (const entries of kinds)
      for (const { id } of aged.filter(({ kind }) => kind === entries.kind))
        count += await db.transaction((tx) => entries.versions.thinOut(tx, id))
    if (count > 0) log.info({ count }, 'old versions were removed from the library')
    await this.#clear()
  }

  async #clear(): Promise<void> {
    const { db } = this.#options
    if (db.engine !== 'pglite') return
    for (const table of ['library_version', 'library_entry', 'library_desk']) await db.exec(`VACUUM ${table}`)
  }
}

import { existsSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { migrate } from 'drizzle-orm/pg-proxy/migrator'
import { fileURLToPath } from 'node:url'
import { type Database, orm, type Queryable } from './database.ts'
import { DataFolderError, prepareDataFolder } from './data-folder.ts'
import { lockFolder } from './lock.ts'
import { makePglite, openPglite } from './pglite.ts'
import { openPostgres } from './postgres.ts'

/** A database that cannot be used as it is. Its message is the sentence for the operator. */
export class DatabaseError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'DatabaseError'
  }
}

/**
 * Opens the database named in the settings and brings its tables up to date.
 * @param options databaseUrl: PostgreSQL; null: PGlite in `dataDir`, which is then locked for this process
 * @throws DataFolderError if the folder cannot be used, FolderInUseError if another server has the folder, DatabaseError if the database cannot be used
 */
export async function openDatabase(options: {
  readonly dataDir: string
  readonly databaseUrl: string | null
}): Promise<Database> {
  return options.databaseUrl ? openShared(options.databaseUrl) : openEmbedded(options.dataDir)
}

async function openShared(url: string): Promise<Database> {
  const db = await openPostgres(url).catch((error: unknown) => {
    throw new DatabaseError(`The PostgreSQL database of DATABASE_URL cannot be opened (${reason(error)}).`, {
      cause: error,
    })
  })
  return migrated(db, 'The tables in the PostgreSQL database could not be brought up to date')
}

async function openEmbedded(dataDir: string): Promise<Database> {
  const unlock = await lockFolder(prepareDataFolder(dataDir))
  try {
    const folder = join(dataDir, 'database')
    const isNew = prepareFolder(dataDir, folder)
    if (isNew) checkRoomForNew(dataDir)
    const opened = await openFiles(folder, isNew).catch((error: unknown) => {
      throw new DatabaseError(
        `The database in ${folder} cannot be opened: its files are damaged or cannot be read (${reason(error)}). They were left as they are. ${wayOut(dataDir)}`,
        { cause: error },
      )
    })
    const db = await migrated(opened, `The tables in ${folder} could not be brought up to date`)
    if (isNew) writeFileSync(madeMarker(dataDir), '')
    rmSync(makingMarker(dataDir), { force: true })
    const close = async () => {
      await db.close()
      await unlock()
    }
    const died = db.died.then(
      (error) =>
        new DatabaseError(
          `The database in ${folder} has stopped (${error.message}). Nothing that was acknowledged is lost; look at the disk, then start Fairway again.`,
          { cause: error },
        ),
    )
    return { ...db, died, close }
  } catch (error) {
    await unlock()
    throw error instanceof DatabaseError ? error : new DataFolderError(dataDir, error)
  }
}

async function openFiles(folder: string, isNew: boolean): Promise<Database> {
  if (isNew) await makePglite(folder)
  return openPglite(folder)
}

/** A new database takes 40 MB, and works only while 64 MiB are free. Bytes. */
const NEW_DATABASE_BYTES = 128 * 1024 * 1024

/** PGlite does not end in an orderly way on a disk that becomes full while the database is made. */
function checkRoomForNew(dataDir: string): void {
  const { bavail, bsize } = statfsSync(dataDir)
  if (bavail * bsize < NEW_DATABASE_BYTES)
    throw Object.assign(new Error('less than 128 MiB are free'), { code: 'ENOSPC' })
}

/** Exists once the database has been made: from then on its files must be there. */
export const madeMarker = (dataDir: string) => join(dataDir, 'database.made')
/** Exists while it is being made: a first start that was cut off leaves useless files. */
const makingMarker = (dataDir: string) => join(dataDir, 'database.making')

/**
 * Leaves the folder ready for PGlite. Removes only what a first start left unfinished.
 * @returns true if the database is yet to be made
 * @throws DatabaseError where files of a database are missing
 */
function prepareFolder(dataDir: string, folder: string): boolean {
  const wasMade = existsSync(madeMarker(dataDir))
  if (!wasMade && existsSync(makingMarker(dataDir))) rmSync(folder, { recursive: true, force: true })
  if (wasMade || isFilled(folder)) {
    if (existsSync(join(folder, 'PG_VERSION'))) return !wasMade
    throw new DatabaseError(`The database in ${folder} is damaged: files are missing. ${wayOut(dataDir)}`)
  }
  writeFileSync(makingMarker(dataDir), '')
  return true
}

const wayOut = (dataDir: string) => `Put a copy back, or move the folder ${dataDir} away to start with an empty one.`

const isFilled = (folder: string) => existsSync(folder) && readdirSync(folder).length > 0

async function migrated(db: Database, failure: string): Promise<Database> {
  try {
    await migrateDatabase(db)
    return db
  } catch (error) {
    await db.close().catch(() => undefined)
    if (error instanceof DatabaseError) throw error
    throw new DatabaseError(`${failure} (${reason(error)}).`, { cause: error })
  }
}

/** The code of a failure, or its first line; drivers put neither passwords nor addresses with credentials in it. */
function reason(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string }
  return code ?? message?.split(/\n|\. /)[0]?.slice(0, 200) ?? 'unknown reason'
}

/** Any number, the same in every server: two that start at once migrate one after the other. */
const MIGRATION_LOCK = 7_246_001

/**
 * Brings the tables up to date; usually there is nothing to do.
 * New steps: change `schema.ts`, then
 * `npx drizzle-kit generate --dialect postgresql --schema src/server/db/schema.ts --out src/server/db/migrations`.
 */
async function migrateDatabase(db: Database): Promise<void> {
  // Beside this file in the sources, and beside server.mjs in the build.
  const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url))
  await db.transaction(async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK])
    await migrate(
      orm(tx),
      async (statements) => {
        for (const statement of statements) await tx.query(statement)
      },
      { migrationsFolder },
    )
    await refuseNewer(tx, Math.max(...readMigrationFiles({ migrationsFolder }).map(({ folderMillis }) => folderMillis)))
  })
}

/** An older version would read and write tables that it does not know. */
async function refuseNewer(tx: Queryable, lastKnownMs: number): Promise<void> {
  const newer = await tx.query('SELECT 1 FROM drizzle.__drizzle_migrations WHERE created_at > $1 LIMIT 1', [
    lastKnownMs,
  ])
  if (newer.length > 0)
    throw new DatabaseError(
      'A newer version of Fairway has used this database. Run that version again, or restore a backup from before the upgrade.',
    )
}

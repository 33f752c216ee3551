import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { migrate } from 'drizzle-orm/pg-proxy/migrator'
import { fileURLToPath } from 'node:url'
import { type Database, orm } from './database.ts'
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
 * Opens the database the settings name, its tables up to date.
 * @param options databaseUrl: PostgreSQL; null: PGlite in `dataDir`, which is then locked for this process
 * @throws FolderInUseError if another server has the folder, DatabaseError if the database cannot be used
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
  const unlock = await lockFolder(dataDir)
  try {
    const folder = join(dataDir, 'database')
    const isNew = prepareFolder(dataDir, folder)
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
    throw error
  }
}

async function openFiles(folder: string, isNew: boolean): Promise<Database> {
  if (isNew) await makePglite(folder)
  return openPglite(folder)
}

/** There once the database has been made: its files may not be missing any more. */
const madeMarker = (dataDir: string) => join(dataDir, 'database.made')
/** There while it is being made: a first start that was cut off leaves files worth nothing. */
const makingMarker = (dataDir: string) => join(dataDir, 'database.making')

/**
 * Leaves the folder as PGlite may open it. Only what a first start left unfinished is ever removed.
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
    throw new DatabaseError(`${failure} (${reason(error)}).`, { cause: error })
  }
}

/** The code of a failure, or its first line; drivers put neither passwords nor addresses with credentials there. */
function reason(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string }
  return code ?? message?.split(/\n|\. /)[0]?.slice(0, 200) ?? 'unknown reason'
}

/** Any number, the same in every server: two that start at once migrate one after the other. */
const MIGRATION_LOCK = 7_246_001

/**
 * Brings the tables up to date; nothing to do is the usual case.
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
  })
}

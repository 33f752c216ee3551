import { join } from 'node:path'
import type { Database } from './database.ts'
import { lockFolder } from './lock.ts'
import { migrateDatabase } from './migrate.ts'
import { openPglite } from './pglite.ts'
import { openPostgres } from './postgres.ts'

/**
 * Opens the database the settings name, its tables up to date.
 * @param options databaseUrl: PostgreSQL; null: PGlite in `dataDir`, which is then locked for this process
 * @throws FolderInUseError if another server has the folder
 */
export async function openDatabase(options: { readonly dataDir: string; readonly databaseUrl: string | null }): Promise<Database> {
  const db = options.databaseUrl ? await openPostgres(options.databaseUrl) : await openEmbedded(options.dataDir)
  try {
    await migrateDatabase(db)
  } catch (error) {
    await db.close().catch(() => undefined)
    throw error
  }
  return db
}

async function openEmbedded(dataDir: string): Promise<Database> {
  const unlock = await lockFolder(dataDir)
  try {
    const db = await openPglite(join(dataDir, 'database'))
    const close = async () => {
      await db.close()
      await unlock()
    }
    return { ...db, close }
  } catch (error) {
    await unlock()
    throw error
  }
}

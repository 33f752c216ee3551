import { migrate } from 'drizzle-orm/pg-proxy/migrator'
import { fileURLToPath } from 'node:url'
import type { Database } from './database.ts'
import { orm } from './orm.ts'

/** Any number, the same in every server: two that start at once migrate one after the other. */
const MIGRATION_LOCK = 7_246_001

/**
 * Brings the tables up to date; nothing to do is the usual case.
 * New steps: change `schema.ts`, then
 * `npx drizzle-kit generate --dialect postgresql --schema src/server/db/schema.ts --out src/server/db/migrations`.
 */
export async function migrateDatabase(db: Database): Promise<void> {
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

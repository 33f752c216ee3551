import { parseArgs } from 'node:util'
import { restorePglite } from './db/pglite-backup.ts'
import { restorePostgres } from './db/postgres-backup.ts'
import { readDatabaseSettings } from './env.ts'
import { runCommand } from './run-process.ts'

/** `npm run restore -- FILE`: a backup in the place of the database. */
await runCommand('npm run restore -- FILE [--replace]', async () => {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { replace: { type: 'boolean' } } })
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0) return null
  const { DATA_DIR, DATABASE_URL } = readDatabaseSettings(process.env)
  const replaces = values.replace === true
  await (DATABASE_URL ? restorePostgres(DATABASE_URL, file, replaces) : restorePglite(DATA_DIR, file, replaces))
  return `The database is as it was when ${file} was made. Start Fairway again.`
})

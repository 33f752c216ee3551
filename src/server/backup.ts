import { parseArgs } from 'node:util'
import { backupPglite } from './db/pglite-backup.ts'
import { backupPostgres } from './db/postgres-backup.ts'
import { readDatabaseSettings } from './env.ts'
import { runCommand } from './run-process.ts'

/** `npm run backup -- FILE`: the whole database in one file. */
await runCommand('npm run backup -- FILE', async () => {
  const [file, ...more] = parseArgs({ allowPositionals: true }).positionals
  if (file === undefined || more.length > 0) return null
  const { DATA_DIR, DATABASE_URL } = readDatabaseSettings(process.env)
  await (DATABASE_URL ? backupPostgres(DATABASE_URL, file) : backupPglite(DATA_DIR, file))
  return `The database is backed up in ${file}.`
})

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { pipeline } from 'node:stream/promises'
import { BackupError, checkBackupFile, END_SESSIONS, writeBackupFile } from './backup-file.ts'
import { openPostgres } from './postgres.ts'

/**
 * Dumps a PostgreSQL database as it is at one moment; servers and workers may go on.
 * @param url `postgres://…` with its credentials, which no other user of this machine gets to see
 * @param file made, in the custom format of pg_dump
 * @throws BackupError
 */
export async function backupPostgres(url: string, file: string): Promise<void> {
  await writeBackupFile(file, async (out) => {
    const dump = run('pg_dump', url, ['--format=custom', '--no-owner', '--no-privileges'])
    await Promise.all([pipeline(dump.child.stdout, out), dump.succeeded])
  })
}

/** Everything Fairway and its queue have made, and nothing else of the database. */
const REMOVE_ALL = `
DROP SCHEMA IF EXISTS pgboss CASCADE;
DROP SCHEMA IF EXISTS drizzle CASCADE;
DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE format('DROP TABLE public.%I CASCADE', name);
  END LOOP;
END $$`

/**
 * Puts a dump in the place of what the database holds, in one transaction.
 * @param replaces whether tables that are there may go
 * @throws BackupError; what was there is then as it was
 */
export async function restorePostgres(url: string, file: string, replaces: boolean): Promise<void> {
  await checkBackupFile(file, 'postgres')
  await checkFree(url, replaces)
  const script = run('pg_restore', null, ['--file=-', '--no-owner', '--no-privileges', file])
  const target = run('psql', url, [
    '--no-psqlrc',
    '--quiet',
    '--output=/dev/null',
    '--single-transaction',
    '--set=ON_ERROR_STOP=1',
    `--command=${REMOVE_ALL}`,
    '--file=-',
    `--command=${END_SESSIONS}`,
  ])
  // psql commits at the end of its input, so that may only come once the whole script was read.
  target.child.stdin.on('error', () => script.child.kill()) // psql has ended, and says why
  script.child.stdout.pipe(target.child.stdin, { end: false })
  const read = script.succeeded.then(
    () => void target.child.stdin.end(),
    (error: unknown) => {
      target.child.kill()
      throw error
    },
  )
  const [written, wasRead] = await Promise.allSettled([target.succeeded, read])
  const failed = [wasRead, written].find(({ status }) => status === 'rejected')
  if (failed?.status === 'rejected') throw failed.reason
}

async function checkFree(url: string, replaces: boolean): Promise<void> {
  const db = await openPostgres(url).catch((error: { code?: string }) => {
    throw new BackupError(`The PostgreSQL database of DATABASE_URL cannot be opened (${error.code ?? 'no answer'}).`, {
      cause: error,
    })
  })
  try {
    const users = await db.query(
      `SELECT 1 FROM pg_stat_activity
       WHERE datname = current_database() AND application_name LIKE 'fairway%' AND pid <> pg_backend_pid()`,
    )
    if (users.length > 0)
      throw new BackupError(
        'Servers or workers are using the database. Stop all of them first, and start them again afterwards.',
      )
    const tables = await db.query("SELECT 1 FROM pg_tables WHERE schemaname IN ('public', 'drizzle', 'pgboss') LIMIT 1")
    if (tables.length > 0 && !replaces)
      throw new BackupError('The database is not empty. Nothing was changed; --replace puts the backup in its place.')
  } finally {
    await db.close()
  }
}

/** @param url the database it connects to; null: none */
function run(program: 'pg_dump' | 'pg_restore' | 'psql', url: string | null, args: readonly string[]) {
  const { address, password } = withoutPassword(url)
  const child = spawn(program, [...(address ? [`--dbname=${address}`] : []), ...args], {
    env: { ...process.env, ...(password ? { PGPASSWORD: password } : {}) },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  const succeeded = once(child, 'close').then(
    ([code]) => {
      if (code !== 0)
        throw new BackupError(`${program} failed, and nothing was changed: ${said.trim() || `exit ${code}`}`)
    },
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error
      throw new BackupError(
        `${program} is not installed on this machine. Install PostgreSQL's client programs (on Debian: postgresql-client), of the server's version or newer.`,
      )
    },
  )
  return { child, succeeded }
}

/** A command line is there for every user of the machine to read; the environment is not. */
function withoutPassword(url: string | null): { address: string | null; password: string | null } {
  if (url === null) return { address: null, password: null }
  const address = new URL(url)
  const password = address.searchParams.get('password') ?? (decodeURIComponent(address.password) || null)
  address.searchParams.delete('password')
  address.password = ''
  return { address: address.href, password }
}

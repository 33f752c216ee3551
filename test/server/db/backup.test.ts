import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '#src/server/db/open.ts'
import { backupPglite, restorePglite } from '#src/server/db/pglite-backup.ts'
import { backupPostgres, restorePostgres } from '#src/server/db/postgres-backup.ts'
import { makeDataFolder } from '#test/support/data-folder.ts'
import { hasPostgres, startPostgres, type PostgresServer } from '#test/support/postgres.ts'
import { createDatabase } from '../support/embedded.ts'

/** Opening a database takes seconds, and several times as long on a busy machine. */
const GUARD_MS = 180_000
const folder = mkdtempSync(join(tmpdir(), 'fairway-backup-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const modeOf = (file: string) => statSync(file).mode & 0o777

interface Place {
  readonly dataDir: string
  readonly databaseUrl: string | null
}

async function note(place: Place, text: string): Promise<void> {
  const db = await openDatabase(place)
  await db.exec('CREATE TABLE IF NOT EXISTS note (text text, bytes bytea)')
  await db.exec(
    "DROP TABLE IF EXISTS session; CREATE TABLE session (id text); INSERT INTO session VALUES ('signed in')",
  )
  await db.query('INSERT INTO note VALUES ($1, $2)', [text, Uint8Array.of(0, 1, 255)])
  await db.close()
}

/** The notes, and whether anyone is still signed in. */
async function found(place: Place): Promise<{ notes: string[]; sessions: number }> {
  const db = await openDatabase(place)
  const notes = await db.query<{ text: string }>('SELECT text FROM note WHERE bytes = $1 ORDER BY text', [
    Uint8Array.of(0, 1, 255),
  ])
  const sessions = await db.query('SELECT id FROM session')
  await db.close()
  return { notes: notes.map(({ text }) => text), sessions: sessions.length }
}

describe('the embedded database', () => {
  const dataDir = makeDataFolder('backup')
  const place = { dataDir, databaseUrl: null }
  const file = join(folder, 'embedded')
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

  it(
    'is backed up to one file that only its owner reads, and comes back as it was',
    async () => {
      await note(place, 'kept')
      await backupPglite(dataDir, file)
      expect(modeOf(file)).toBe(0o600)
      await note(place, 'later')

      await expect(restorePglite(dataDir, file, false)).rejects.toThrow(/^There is a database in .* --replace/)
      await restorePglite(dataDir, file, true)
      expect(await found(place)).toEqual({ notes: ['kept'], sessions: 0 })
      expect(readdirSync(dataDir).sort()).toEqual(['database', 'database.made'])

      const empty = join(folder, 'empty')
      await restorePglite(empty, file, false)
      expect(await found({ dataDir: empty, databaseUrl: null })).toEqual({ notes: ['kept'], sessions: 0 })
      expect([modeOf(join(empty, 'database')), modeOf(join(empty, 'database', 'PG_VERSION'))]).toEqual([0o700, 0o600])
    },
    GUARD_MS,
  )

  it('is left alone while a server uses it', async () => {
    const db = await openDatabase(place)
    await expect(backupPglite(dataDir, join(folder, 'never'))).rejects.toThrow('Stop it first')
    await expect(restorePglite(dataDir, file, true)).rejects.toThrow('Stop it first')
    await db.close()
    expect(existsSync(join(folder, 'never'))).toBe(false)
  })

  it('keeps an earlier backup of the same name', async () => {
    await expect(backupPglite(dataDir, file)).rejects.toThrow(/is there already/)
  })

  it(
    'stays as it is where the backup is cut short, damaged, foreign or of PostgreSQL',
    async () => {
      const whole = readFileSync(file)
      const bad = (name: string, bytes: Uint8Array) => {
        const path = join(folder, name)
        writeFileSync(path, bytes)
        return restorePglite(dataDir, path, true)
      }
      await expect(bad('cut', whole.subarray(0, whole.length / 2))).rejects.toThrow(/damaged or not complete/)
      const flipped = Buffer.from(whole)
      flipped[whole.length >> 1]! ^= 0xff
      await expect(bad('flipped', flipped)).rejects.toThrow(/damaged or not complete|cannot be opened/)
      await expect(bad('custom', Buffer.from('PGDMP...'))).rejects.toThrow(/is a backup of PostgreSQL/)
      await expect(bad('text', Buffer.from('hello'))).rejects.toThrow(/is not a backup of Fairway/)
      writeFileSync(join(folder, 'foreign.txt'), 'foreign')
      execFileSync('tar', ['-czf', join(folder, 'foreign'), '-C', folder, 'foreign.txt'])
      await expect(restorePglite(dataDir, join(folder, 'foreign'), true)).rejects.toThrow(/is not a backup of Fairway/)
      await expect(restorePglite(dataDir, join(folder, 'missing'), true)).rejects.toThrow('cannot be read (ENOENT)')
      expect(await found(place)).toEqual({ notes: ['kept'], sessions: 0 })
    },
    GUARD_MS,
  )
})

describe.skipIf(!hasPostgres)('PostgreSQL', () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = await startPostgres()
  })
  afterAll(() => server.close())

  it(
    'is backed up while it is used, and comes back in one step or not at all',
    async () => {
      const file = join(folder, 'of-postgres')
      const { url, drop } = await createDatabase(server.url)
      const place = { dataDir: 'unused', databaseUrl: url }
      await note(place, 'kept')
      const using = await openDatabase(place)
      await backupPostgres(url, file)
      expect(modeOf(file)).toBe(0o600)
      await expect(restorePostgres(url, file, true)).rejects.toThrow('Servers or workers are using the database')
      await using.close()
      await note(place, 'later')
      const newer = await openDatabase(place)
      await newer.exec('CREATE TABLE of_a_newer_version (id int)')
      await newer.close()

      await expect(restorePostgres(url, file, false)).rejects.toThrow(/is not empty.*--replace/)
      const cut = join(folder, 'cut-dump')
      writeFileSync(cut, readFileSync(file))
      truncateSync(cut, statSync(file).size - 200)
      await expect(restorePostgres(url, cut, true)).rejects.toThrow(/pg_restore failed, and nothing was changed/)
      expect(await found(place)).toEqual({ notes: ['kept', 'later'], sessions: 1 })

      await restorePostgres(url, file, true)
      expect(await found(place)).toEqual({ notes: ['kept'], sessions: 0 })
      const db = await openDatabase(place)
      expect(await db.query("SELECT 1 FROM pg_tables WHERE tablename = 'of_a_newer_version'")).toEqual([])
      await db.close()

      const other = await createDatabase(server.url)
      await restorePostgres(other.url, file, false)
      expect(await found({ dataDir: 'unused', databaseUrl: other.url })).toEqual({ notes: ['kept'], sessions: 0 })
      await other.drop()
      await drop()
    },
    GUARD_MS,
  )

  it('says what is missing where its client programs are not installed', async () => {
    const path = process.env['PATH']
    process.env['PATH'] = ''
    try {
      await expect(backupPostgres(server.url, join(folder, 'none'))).rejects.toThrow(
        /^pg_dump is not installed on this machine\. Install PostgreSQL's client programs/,
      )
    } finally {
      process.env['PATH'] = path
    }
    expect(existsSync(join(folder, 'none'))).toBe(false)
  })
})

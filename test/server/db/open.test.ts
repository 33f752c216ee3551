import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '#src/server/db/database.ts'
import { lockFolder } from '#src/server/db/lock.ts'
import { openDatabase } from '#src/server/db/open.ts'
import { makeDataFolder } from '#test/support/data-folder.ts'

/** Opening a database takes seconds, and several times as long on a busy machine. */
const GUARD_MS = 120_000
const folders: string[] = []
const newFolder = () => {
  folders.push(mkdtempSync(join(tmpdir(), 'fairway-db-')))
  return folders.at(-1)!
}
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })))

describe('the lock on the data folder', () => {
  it('lets one in, and the next once it is released', async () => {
    const folder = newFolder()
    const unlock = await lockFolder(folder)
    await expect(lockFolder(join(folder, '..', folder.split('/').at(-1)!))).rejects.toThrow(
      'Another Fairway server is using the data folder',
    )
    await unlock()
    await (
      await lockFolder(folder)
    )()
  })

  it('refuses a folder that another host used less than a minute ago', async () => {
    const folder = newFolder()
    const nowMs = Date.UTC(2026, 10, 22)
    writeFileSync(join(folder, 'host.json'), JSON.stringify({ hostname: 'another-host', renewedMs: nowMs - 20_000 }))
    await expect(lockFolder(folder, () => nowMs)).rejects.toThrow(
      'A Fairway server on the host another-host is using the data folder',
    )
    const unlock = await lockFolder(folder, () => nowMs + 41_000)
    await unlock()
  })
})

describe('the embedded database', () => {
  let db: Database
  let dataDir: string
  beforeAll(async () => {
    dataDir = newFolder()
    db = await openDatabase({ dataDir, databaseUrl: null })
    await db.exec('CREATE TABLE item (id int PRIMARY KEY, bytes bytea)')
  })

  it('returns bytes as they were', async () => {
    const bytes = Uint8Array.from({ length: 256 * 1024 }, (_, i) => (i * 31) % 256)
    await db.query('INSERT INTO item VALUES ($1, $2)', [1, bytes])
    const [row] = await db.query<{ bytes: Uint8Array }>('SELECT bytes FROM item WHERE id = 1')
    expect(Buffer.from(row!.bytes).equals(bytes)).toBe(true)
  })

  it('keeps other statements out of a transaction that fails', async () => {
    const failing = db.transaction(async (tx) => {
      await tx.query('INSERT INTO item (id) VALUES (2)')
      await tx.query('INSERT INTO item (id) VALUES (1)')
    })
    const other = db.query('INSERT INTO item (id) VALUES (3)')
    await expect(failing).rejects.toThrow('duplicate key')
    await other
    expect(await db.query('SELECT id FROM item ORDER BY id')).toEqual([{ id: 1 }, { id: 3 }])
  })

  it('recovers at once from a failed block of statements', async () => {
    const failing = db.exec('BEGIN; INSERT INTO item (id) VALUES (4); SELECT nonsense; COMMIT')
    const next = db.query<{ one: number }>('SELECT 1 AS one')
    await expect(failing).rejects.toThrow('nonsense')
    expect(await next).toEqual([{ one: 1 }])
    expect(await db.query('SELECT id FROM item WHERE id = 4')).toEqual([])
  })

  it('receives notifications', async () => {
    const heard = new Promise((resolve) => void db.listen('channel', resolve))
    await db.query('SELECT pg_notify($1, $2)', ['channel', 'hello'])
    expect(await heard).toBe('hello')
  })

  it(
    'is there again after it was closed, and refuses to open if its files are gone',
    async () => {
      await db.close()
      const again = await openDatabase({ dataDir, databaseUrl: null })
      expect(await again.query('SELECT count(*)::int AS count FROM item')).toEqual([{ count: 2 }])
      await again.close()
      rmSync(join(dataDir, 'database.made')) // as if only the database itself had been restored from a copy
      const restored = await openDatabase({ dataDir, databaseUrl: null })
      expect(await restored.query('SELECT count(*)::int AS count FROM item')).toEqual([{ count: 2 }])
      await restored.close()
      renameSync(join(dataDir, 'database'), join(dataDir, 'moved'))
      mkdirSync(join(dataDir, 'database'))
      await expect(openDatabase({ dataDir, databaseUrl: null })).rejects.toThrow('is damaged')
    },
    GUARD_MS,
  )

  it(
    'is refused by an older version, and left as it is',
    async () => {
      const older = makeDataFolder('newer')
      folders.push(older)
      const upgraded = await openDatabase({ dataDir: older, databaseUrl: null })
      await upgraded.query("INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES ('next', $1)", [4e12])
      await upgraded.close()
      await expect(openDatabase({ dataDir: older, databaseUrl: null })).rejects.toThrow(
        /^A newer version of Fairway has used this database\. Run that version again, or restore a backup/,
      )
    },
    GUARD_MS,
  )

  it(
    'is made again if the first start was cut off, and only then',
    async () => {
      const cutOff = newFolder()
      mkdirSync(join(cutOff, 'database'))
      writeFileSync(join(cutOff, 'database', 'half'), '')
      await expect(openDatabase({ dataDir: cutOff, databaseUrl: null })).rejects.toThrow('is damaged')
      writeFileSync(join(cutOff, 'database.making'), '')
      const made = await openDatabase({ dataDir: cutOff, databaseUrl: null })
      await made.close()
      expect(readdirSync(cutOff).sort()).toEqual(['database', 'database.made'])
    },
    GUARD_MS,
  )
})

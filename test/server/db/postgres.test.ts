import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPostgres } from '#src/server/db/postgres.ts'
import { openDatabase } from '#src/server/db/open.ts'
import { hasPostgres, startPostgres, type PostgresServer } from '#test/support/postgres.ts'
import { createDatabase } from '../support/embedded.ts'

describe.skipIf(!hasPostgres)('PostgreSQL', () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = await startPostgres()
  })
  afterAll(() => server.close())

  it('may drop a connection inside a transaction', async () => {
    const db = await openPostgres(server.url)
    const cut = db.transaction(async (tx) => {
      const [row] = await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
      await db.query('SELECT pg_terminate_backend($1)', [row!.pid])
      await tx.query('SELECT 1')
    })
    await expect(cut).rejects.toThrow(/terminat|connection error/) // what pg says depends on which of the two it hears first
    expect(await db.query('SELECT 1 AS one')).toEqual([{ one: 1 }])
    await db.close()
  })

  it('gets its tables once, however many servers open it at once', async () => {
    const { url, drop } = await createDatabase(server.url)
    const opened = await Promise.all([1, 2, 3, 4].map(() => openDatabase({ dataDir: 'unused', databaseUrl: url })))
    const [once] = await opened[0]!.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM drizzle.__drizzle_migrations GROUP BY hash ORDER BY 1 DESC',
    )
    expect(once?.count).toBe(1)
    await Promise.all(opened.map((db) => db.close()))
    await drop()
  })
})

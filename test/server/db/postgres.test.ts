import { expect, it } from 'vitest'
import { openPostgres } from '#src/server/db/postgres.ts'

const url = process.env['TEST_DATABASE_URL']

it.skipIf(!url)('lives through a connection that is cut inside a transaction', async () => {
  const db = await openPostgres(url!)
  const cut = db.transaction(async (tx) => {
    const [row] = await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
    await db.query('SELECT pg_terminate_backend($1)', [row!.pid])
    await tx.query('SELECT 1')
  })
  await expect(cut).rejects.toThrow(/terminat/)
  expect(await db.query('SELECT 1 AS one')).toEqual([{ one: 1 }])
  await db.close()
})

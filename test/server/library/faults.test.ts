import { randomUUID } from 'node:crypto'
import { DrizzleQueryError } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { StorageError } from '#src/server/db/pglite.ts'
import type { Database } from '#src/server/db/database.ts'
import { createApp } from '#src/server/app.ts'
import { openToAll } from '#src/server/auth/auth.ts'
import { createLog } from '#src/server/http/logging.ts'
import { openLibrary } from '#src/server/library/library.ts'
import { openTestDatabase } from '../support/gateway.ts'
import { documentOf, ifMatch } from './library-server.ts'

let stored: Awaited<ReturnType<typeof openTestDatabase>>
beforeAll(async () => void (stored = await openTestDatabase()), 60_000)
afterAll(() => stored.close())

/** The library alone, on a database that a test gets in the way of. */
async function libraryOn(db: Database) {
  const lines: string[] = []
  const log = createLog('trace', { write: (line) => void lines.push(line) })
  const nowMs = Date.now
  const app = await createApp({
    auth: openToAll,
    library: openLibrary({ db, visibility: 'team', nowMs, log }),
    peers: [],
    backend: {
      about: {
        mode: 'embedded',
        source: '',
        synthetic: true,
        mail: { available: false, reason: null },
        capabilities: [],
      },
      register: () => undefined,
      check: () => Promise.resolve(),
      stop: () => Promise.resolve(),
    },
    version: '0',
    nowMs,
    publicUrl: null,
    webRoot: null,
    log,
  })
  const call = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, payload?: object) =>
    app.inject({ method, url: `/api${path}`, headers: { 'x-fairway': '1', ...ifMatch(1) }, payload })
  return { call, log: () => lines.join(''), close: () => app.close() }
}

describe('a library that cannot be written', () => {
  const full = Object.assign(new Error('could not extend file'), { code: '53100' })
  const readOnly = Object.assign(new Error('cannot execute INSERT in a read-only transaction'), { code: '25006' })
  const broken = Object.assign(new Error('i/o error'), { code: 'EIO' })
  it.each([
    ['before anything is tried', { checkWritable: () => Promise.reject(new StorageError()) }, 'server-full'],
    [
      'when the disk is full',
      { transaction: () => Promise.reject(new DrizzleQueryError('insert', [], full)) },
      'server-full',
    ],
    ['when the database is read-only', { transaction: () => Promise.reject(readOnly) }, 'server-read-only'],
    ['when the disk is broken', { checkWritable: () => Promise.reject(new StorageError(broken)) }, 'server-failed'],
  ])('says so to every change %s, and is read all the same', async (_when, fault, code) => {
    const id = randomUUID()
    const well = await libraryOn(stored.db)
    expect((await well.call('POST', '/voyages', { id, document: documentOf(id) })).statusCode).toBe(201)
    await well.close()
    const library = await libraryOn({ ...stored.db, ...fault })
    const other = randomUUID()
    const changes = [
      await library.call('POST', '/voyages', { id: other, document: documentOf(other) }),
      await library.call('PUT', `/voyages/${id}`, { document: documentOf(id, { name: 'Second' }) }),
      await library.call('DELETE', `/voyages/${id}`),
      await library.call('PUT', `/voyages/${id}/desks/${randomUUID()}`, { edits: true }),
    ]
    for (const answer of changes) {
      expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '60'])
      expect(answer.json()).toMatchObject({
        code,
        detail: expect.stringContaining('nothing was sent or saved') as string,
      })
    }
    expect((await library.call('GET', `/voyages/${id}`)).json()).toMatchObject({ rev: 1 })
    expect((await library.call('GET', '/voyages')).statusCode).toBe(200)
    await library.close()
  })

  it('fails as a whole or not at all at every single write', async () => {
    const id = randomUUID()
    const well = await libraryOn(stored.db)
    await well.call('POST', '/voyages', { id, document: documentOf(id) })
    let failures = 0
    for (let step = 1, status = 0; status !== 200; step++) {
      let left = step
      const failing: Database = {
        ...stored.db,
        transaction: (work) =>
          stored.db.transaction((tx) => {
            const counted = <Rows>(run: () => Promise<Rows>) => (--left === 0 ? Promise.reject(full) : run())
            return work({
              query: (sql, params) => counted(() => tx.query(sql, params)),
              queryArrays: (sql, params) => counted(() => tx.queryArrays(sql, params)),
            })
          }),
      }
      const library = await libraryOn(failing)
      const document = documentOf(id, { name: `Step ${step}` })
      status = (await library.call('PUT', `/voyages/${id}`, { document })).statusCode
      await library.close()
      // The log says what failed, not what was to be written.
      expect(library.log()).not.toContain(`Step ${step}`)
      expect(library.log().includes('could not extend file')).toBe(status !== 200)
      const { rev, document: kept } = (await well.call('GET', `/voyages/${id}`)).json<{
        rev: number
        document: unknown
      }>()
      if (status !== 200) failures++
      expect([rev, kept]).toEqual(status === 200 ? [2, document] : [1, documentOf(id)])
    }
    expect(failures).toBeGreaterThan(2)
    await well.close()
  })
})

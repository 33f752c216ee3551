import { randomUUID } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '#src/server/db/database.ts'
import { StorageError } from '#src/server/db/pglite.ts'
import { prepareDataFolder } from '#src/server/db/data-folder.ts'
import { openDatabase } from '#src/server/db/open.ts'
import { makeDataFolder } from '#test/support/data-folder.ts'
import { startUpstream, type ScriptedUpstream } from '#test/support/upstream/upstream.ts'
import { asPage, startChild } from '../support/child-server.ts'
import { countedDatabase } from '../support/counted-database.ts'
import { requestBody } from '../support/embedded.ts'
import { CANARY_KEY, openTestGateway } from '../support/gateway.ts'

const GUARD_MS = 180_000
const base = mkdtempSync(join(tmpdir(), 'fairway-storage-'))
const template = makeDataFolder('storage')
let db: Database
let upstream: ScriptedUpstream
beforeAll(async () => {
  const made = await openDatabase({ dataDir: template, databaseUrl: null })
  await made.exec('CREATE TABLE precious (n int); INSERT INTO precious SELECT generate_series(1, 1000)')
  await made.close()
  cpSync(template, join(base, 'used'), { recursive: true })
  db = await openDatabase({ dataDir: join(base, 'used'), databaseUrl: null })
  upstream = await startUpstream(CANARY_KEY)
}, GUARD_MS)
afterAll(async () => {
  await db.close()
  await upstream.close()
  for (const folder of [base, template]) rmSync(folder, { recursive: true, force: true })
})

describe('a disk that takes nothing more', () => {
  it('G4 refuses a submission before the service hears of it, turns health red, and is read all the same', async () => {
    let isFull = false
    const checkWritable = async () => {
      if (isFull) throw new StorageError(Object.assign(new Error('no space'), { code: 'ENOSPC' }))
    }
    const gateway = await openTestGateway({ db: { ...db, checkWritable }, requestsUrl: upstream.url })
    const headers = { 'x-fairway-submission': randomUUID() }
    const { task_id } = (await gateway.post('/MetOcean/async', requestBody(1))).json<{ task_id: string }>()
    isFull = true
    const heard = upstream.ledger.received.length
    for (const path of ['/MetOcean', '/MetOcean/async']) {
      const response = await gateway.post(path, requestBody(1), headers)
      expect([response.statusCode, response.headers['retry-after']]).toEqual([503, '60'])
      expect(response.json()).toMatchObject({
        code: 'server-full',
        detail: expect.stringContaining('nothing was sent') as string,
      })
    }
    expect(upstream.ledger.received).toHaveLength(heard)
    const health = await gateway.get('/health')
    expect([health.statusCode, health.json()]).toMatchObject([503, { status: 'failing' }])
    expect((await gateway.get('/user/tasks')).statusCode).toBe(200)
    expect((await gateway.get(`/task/${task_id}`)).statusCode).toBe(200)
    isFull = false
    expect((await gateway.get('/health')).statusCode).toBe(200)
    expect((await gateway.post('/MetOcean/async', requestBody(1), headers)).statusCode).toBe(200)
    await gateway.close()
  })

  it('G4 failing at every single write, it makes one task at most and says that something failed', async () => {
    let steps = Infinity
    const failing = countedDatabase(db, () => {
      if (--steps === 0) throw Object.assign(new Error('could not extend file'), { code: '53100' })
    })
    const gateway = await openTestGateway({ db: failing, requestsUrl: upstream.url })
    let failed = 0
    for (let step = 1, status = 0; status !== 200; step++) {
      const name = randomUUID()
      steps = step
      const response = await gateway.post('/MetOcean/async', requestBody(1, { task_name: name }))
      steps = Infinity
      status = response.statusCode
      if (status !== 200) failed++
      if (status !== 200) expect(response.json()).toMatchObject({ code: 'server-failed' })
      expect(response.body).not.toContain('extend')
      const exists = upstream.tasks.named(name).length
      expect(exists).toBeLessThanOrEqual(1)
      if (status === 200) expect(exists).toBe(1)
      const { tasks } = (await gateway.get('/user/tasks')).json<{ tasks: { task_name: string }[] }>()
      expect(tasks.filter(({ task_name }) => task_name === name)).toHaveLength(exists)
    }
    expect(failed).toBeGreaterThan(4)
    await gateway.close()
  })
})

/** A file system of its own that can be filled; only root can have one. */
function ownDisk(): string | null {
  const folder = join(base, 'disk')
  try {
    mkdirSync(folder)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=150m', 'tmpfs', folder], { stdio: 'ignore' })
    return folder
  } catch {
    return null
  }
}
const disk = ownDisk()
afterAll(() => void (disk && execFileSync('umount', ['-l', disk])))

it.skipIf(!disk)(
  'G4 on a real disk that is full, then well again',
  async () => {
    cpSync(template, disk!, { recursive: true })
    const server = await startChild({ DATA_DIR: disk! })
    const submit = async () =>
      (
        await fetch(`${server.api}/MetOcean/async`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-fairway': '1' },
          body: JSON.stringify(requestBody(5)),
        })
      ).status
    const statusOf = async (path: string) => (await fetch(`${server.api}${path}`, asPage)).status
    expect(await submit()).toBe(200)
    const filler = join(disk!, 'filler')
    expect(() => writeFileSync(filler, Buffer.alloc(150 * 1024 * 1024))).toThrow('ENOSPC')
    expect(await submit()).toBe(503)
    expect(await statusOf('/health')).toBe(503)
    expect(await statusOf('/user/tasks')).toBe(200)
    rmSync(filler)
    expect(await submit()).toBe(200)
    expect(await statusOf('/health')).toBe(200)
    expect(await server.end('SIGTERM')).toBe(0)
  },
  GUARD_MS,
)

describe('a data folder that cannot be used', () => {
  const odd = join(base, 'odd')
  const inside = (name: string) => join(odd, name)
  mkdirSync(odd)
  writeFileSync(inside('file'), '')
  symlinkSync(inside('nowhere'), inside('dangling'))
  symlinkSync(inside('circle'), inside('circle'))

  it.each([
    ['file', 'it is a file, or a folder above it is one (ENOTDIR). Set DATA_DIR to a folder.'],
    ['file/below', 'it is a file, or a folder above it is one (ENOTDIR). Set DATA_DIR to a folder.'],
    ['dangling', 'it is a link that leads nowhere (ENOENT). Set DATA_DIR to a folder.'],
    ['circle', 'its links lead in a circle (ELOOP). Set DATA_DIR to a folder.'],
  ])('G5 is refused in a sentence: %s', async (name, words) => {
    const opening = openDatabase({ dataDir: inside(name), databaseUrl: null })
    await expect(opening).rejects.toThrow(`The data folder ${inside(name)} cannot be used: ${words}`)
  })

  it.skipIf(!disk).each([
    ['has no room for a database', 'size=8m', 'its disk is full (ENOSPC)'],
    ['is read-only', 'ro,size=8m', 'its disk is read-only (EROFS)'],
  ])('G4 is refused in a sentence where its disk %s', async (_, options, words) => {
    const folder = inside('disk')
    mkdirSync(folder, { recursive: true })
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder])
    try {
      await expect(openDatabase({ dataDir: folder, databaseUrl: null })).rejects.toThrow(words)
    } finally {
      execFileSync('umount', ['-l', folder])
    }
  })

  it('S23 is left to its owner alone with all that is Fairway’s in it, whoever made it', () => {
    const folder = inside('open')
    mkdirSync(join(folder, 'database/base'), { recursive: true })
    for (const name of ['tokens.json', 'database/base/1']) writeFileSync(join(folder, name), '')
    for (const name of ['.', 'database', 'database/base']) chmodSync(join(folder, name), 0o777)
    for (const name of ['tokens.json', 'database/base/1']) chmodSync(join(folder, name), 0o666)
    const mode = (name: string) => (statSync(join(folder, name)).mode & 0o777).toString(8)
    prepareDataFolder(folder)
    expect(['.', 'database', 'database/base', 'tokens.json', 'database/base/1'].map(mode)).toEqual([
      '700',
      '700',
      '700',
      '600',
      '600',
    ])
    // A folder of other things too is not Fairway's to close.
    writeFileSync(join(folder, 'letter.txt'), '', { mode: 0o644 })
    chmodSync(folder, 0o755)
    prepareDataFolder(folder)
    expect(['.', 'letter.txt'].map(mode)).toEqual(['755', '644'])
  })
})

describe('a damaged database', () => {
  const folder = join(base, 'damaged')
  const inside = (path: string) => join(folder, 'database', path)
  const empty = (path: string) =>
    readdirSync(inside(path))
      .filter((name) => /^[0-9A-F]+$/.test(name))
      .forEach((name) => truncateSync(inside(join(path, name)), 0))
  const largest = () =>
    readdirSync(inside('base/5'))
      .map((name) => inside(join('base/5', name)))
      .sort((a, b) => statSync(b).size - statSync(a).size)[0]!

  it.each<[string, () => void]>([
    ['without PG_VERSION', () => rmSync(inside('PG_VERSION'))],
    ['with an empty PG_VERSION', () => truncateSync(inside('PG_VERSION'), 0)],
    ['with an empty control file', () => truncateSync(inside('global/pg_control'), 0)],
    ['without its log', () => rmSync(inside('pg_wal'), { recursive: true })],
    ['with an empty log', () => empty('pg_wal')],
    ['without its tables', () => rmSync(inside('base'), { recursive: true })],
    ['with a table cut short', () => truncateSync(largest(), 8192)],
    ['with an empty record of transactions', () => empty('pg_xact')],
    ['that is gone', () => rmSync(join(folder, 'database'), { recursive: true })],
  ])(
    'G5 %s is opened with all that was in it, or refused in a sentence',
    async (_, damage) => {
      rmSync(folder, { recursive: true, force: true })
      cpSync(template, folder, { recursive: true })
      damage()
      const opened = await openDatabase({ dataDir: folder, databaseUrl: null }).catch(
        (error: unknown) => error as Error,
      )
      if (opened instanceof Error) {
        expect(opened.message).toMatch(/^The (database|tables) in .*\.$/)
        expect(opened.message).not.toMatch(/\n|ASSERTIONS/)
        return
      }
      expect(await opened.query('SELECT count(*)::int AS count FROM precious')).toEqual([{ count: 1000 }])
      await opened.close()
    },
    GUARD_MS,
  )

  it(
    'G5 ends the server in a sentence where it is damaged while it runs',
    async () => {
      rmSync(folder, { recursive: true, force: true })
      cpSync(template, folder, { recursive: true })
      const server = await startChild({ DATA_DIR: folder })
      rmSync(inside('pg_wal'), { recursive: true })
      // It goes on in its open file; the answers to large requests fill that and make it ask for the next.
      const body = JSON.stringify(requestBody(100_000, { variables: ['wind', 'wave', 'extra_wave'] }))
      const submit = () =>
        fetch(`${server.api}/MetOcean/async`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-fairway': '1' },
          body,
        })
      await Promise.allSettled([submit(), submit(), submit()])
      expect(await server.ended).toBe(1)
      expect(server.output().trim().split('\n').at(-1)).toMatch(
        /^The database in .* has stopped \(.*\)\. Nothing that was acknowledged is lost; look at the disk, then start Fairway again\.$/,
      )
    },
    GUARD_MS,
  )
})

import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { findPostgres } from '../../scripts/postgres.mjs'
import { freePort } from '#test/server/support/ports.ts'

export interface PostgresServer {
  /** With its administrator and first database, on loopback. */
  readonly url: string
  close(): Promise<void>
}

const given = process.env['TEST_DATABASE_URL']
const bin = findPostgres()

/** Can `startPostgres` work: is a server given, or are its programs installed? */
export const hasPostgres = given !== undefined || bin !== null

/** PostgreSQL refuses to run as root; any other user will do. */
function owner(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const idOf = (flag: string, user: string) =>
    Number(execFileSync('id', [flag, user], { stdio: ['ignore', 'pipe', 'ignore'] }).toString())
  for (const user of ['postgres', 'nobody']) {
    try {
      return { uid: idOf('-u', user), gid: idOf('-g', user) }
    } catch {
      // This system has no such user.
    }
  }
  throw new Error('PostgreSQL cannot run as root, and there is no user postgres or nobody.')
}

/**
 * A PostgreSQL server for one test, in a temporary folder, on a free port of loopback; or the one that
 * `TEST_DATABASE_URL` names. It does not wait for the disk: the tests kill Fairway, not PostgreSQL.
 */
export async function startPostgres(): Promise<PostgresServer> {
  if (given !== undefined) return { url: given, close: async () => undefined }
  if (bin === null) throw new Error('PostgreSQL is not installed.')
  const folder = mkdtempSync(join(tmpdir(), 'fairway-postgres-'))
  const user = owner()
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid!)
  chmodSync(folder, 0o700)
  const data = join(folder, 'data')
  execFileSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'fairway', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    { ...user, cwd: folder, stdio: 'ignore' },
  )
  const port = await freePort()
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${folder}`,
    'fsync=off',
    'full_page_writes=off',
    'max_connections=200',
  ]
  const server = spawn(join(bin, 'postgres'), ['-D', data, ...settings.flatMap((setting) => ['-c', setting])], {
    ...user,
    cwd: folder,
    stdio: 'ignore',
  })
  const ended = once(server, 'exit')
  const end = () => server.kill('SIGQUIT')
  process.once('exit', end)
  const url = `postgres://fairway@127.0.0.1:${port}/postgres`
  await answers(url, ended)
  return {
    url,
    async close() {
      process.off('exit', end)
      end()
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Waits until the server takes connections. @throws if it ends before */
async function answers(url: string, ended: Promise<unknown>): Promise<void> {
  let hasEnded = false
  void ended.then(() => (hasEnded = true))
  for (;;) {
    const client = new pg.Client(url)
    try {
      await client.connect()
      return await client.end()
    } catch (error) {
      if (hasEnded) throw new Error('PostgreSQL ended while it started', { cause: error })
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

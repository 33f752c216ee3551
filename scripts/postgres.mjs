// Where the tests find PostgreSQL's server programs: named, on the PATH, where Debian puts them, or installed now.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const DEBIAN = '/usr/lib/postgresql'

function debianFolders() {
  if (!existsSync(DEBIAN)) return []
  const versions = readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a))
  return versions.map((version) => join(DEBIAN, version, 'bin'))
}

/**
 * The folder of `initdb` and `postgres`, or null. `POSTGRES_BIN` names one.
 * @returns {string | null}
 */
export function findPostgres() {
  const named = process.env.POSTGRES_BIN
  const folders = named ? [named] : [...(process.env.PATH ?? '').split(delimiter).filter(Boolean), ...debianFolders()]
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres'))) ?? null
}

/**
 * The same after installing Debian's package, if this process may.
 * @returns {string | null}
 */
export function findOrInstallPostgres() {
  const found = findPostgres()
  if (found || process.env.POSTGRES_BIN) return found
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return null
  console.log('No PostgreSQL found; installing one.')
  // At run level 1 the package does not start a server of its own; the tests start theirs.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  const apt = (...args) => spawnSync('apt-get', args, { stdio: ['ignore', 'inherit', 'inherit'], env }).status === 0
  return apt('update', '-qq') && apt('install', '-y', '-qq', '--no-install-recommends', 'postgresql')
    ? findPostgres()
    : null
}

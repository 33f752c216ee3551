import { createHash } from 'node:crypto'
import {
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '#src/server/db/open.ts'
import { openBoss } from '#src/server/jobs/boss.ts'

const migrations = 'src/server/db/migrations'

/** Changes with everything an empty database is made from: its own tables and those of the queue. */
function versionOfEmptyDatabase(): string {
  const hash = createHash('sha256')
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: Record<string, string> }
  for (const name of ['@electric-sql/pglite', 'pg-boss']) hash.update(`${name} ${dependencies[name]}`)
  for (const name of readdirSync(migrations).sort())
    if (name.endsWith('.sql')) hash.update(name).update(readFileSync(join(migrations, name)))
  return hash.digest('hex').slice(0, 16)
}

const cache = join('node_modules', '.cache', 'fairway')
const template = join(cache, `database-${versionOfEmptyDatabase()}`)

/**
 * Before any test: makes the database that `makeDataFolder` copies, unless an earlier run has. Making one takes ten
 * seconds of processor time, copying it a fraction of one.
 */
export default async function makeTemplate(): Promise<void> {
  if (existsSync(template)) return
  mkdirSync(cache, { recursive: true })
  const making = mkdtempSync(join(cache, 'making-'))
  const db = await openDatabase({ dataDir: making, databaseUrl: null })
  const boss = await openBoss(db, null, console)
  await boss.stop(0)
  await db.close()
  try {
    renameSync(making, template)
  } catch (error) {
    rmSync(making, { recursive: true, force: true })
    if (!existsSync(template)) throw error // else another run was faster
  }
}

/** A folder for one test with an empty database in it, as after a first start. The test removes it. */
export function makeDataFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `fairway-${name}-`))
  cpSync(template, folder, { recursive: true, mode: constants.COPYFILE_FICLONE })
  return folder
}

import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { create, extract } from 'tar'
import { BackupError, checkBackupFile, END_SESSIONS, writeBackupFile } from './backup-file.ts'
import { prepareDataFolder } from './data-folder.ts'
import { FolderInUseError, lockFolder } from './lock.ts'
import { madeMarker } from './open.ts'
import { openPglite } from './pglite.ts'

const FOLDER = 'database'

/**
 * Packs the files of the embedded database. Nobody may be writing them, so the server must be stopped.
 * @param file made, as a gzipped tar archive
 * @throws BackupError
 */
export async function backupPglite(dataDir: string, file: string): Promise<void> {
  if (!existsSync(join(dataDir, FOLDER, 'PG_VERSION')))
    throw new BackupError(
      `There is no database in ${dataDir}, so there is nothing to back up. DATA_DIR names its folder.`,
    )
  await whileStopped(dataDir, () =>
    writeBackupFile(file, (out) => pipeline(create({ cwd: dataDir, gzip: true, portable: true }, [FOLDER]), out)),
  )
}

/**
 * Puts a backup in the place of the embedded database, once it has been unpacked and opened.
 * @param replaces whether a database that is there may go
 * @throws BackupError; what was there is then as it was
 */
export async function restorePglite(dataDir: string, file: string, replaces: boolean): Promise<void> {
  await checkBackupFile(file, 'pglite')
  prepareDataFolder(dataDir)
  await whileStopped(dataDir, async () => {
    const folder = join(dataDir, FOLDER)
    const isThere = existsSync(folder) && readdirSync(folder).length > 0
    if (isThere && !replaces)
      throw new BackupError(
        `There is a database in ${dataDir}. Nothing was changed; --replace puts the backup in its place.`,
      )
    const unpacked = join(dataDir, 'restoring')
    rmSync(unpacked, { recursive: true, force: true })
    mkdirSync(unpacked, { mode: 0o700 })
    try {
      await unpack(file, unpacked)
      await checkOpens(join(unpacked, FOLDER), file)
      const old = join(dataDir, `${FOLDER}.replaced`)
      rmSync(old, { recursive: true, force: true })
      if (existsSync(folder)) renameSync(folder, old)
      renameSync(join(unpacked, FOLDER), folder)
      writeFileSync(madeMarker(dataDir), '')
      rmSync(old, { recursive: true, force: true })
    } finally {
      rmSync(unpacked, { recursive: true, force: true })
    }
  })
}

/** Files and folders of the database only; a link or another path stops everything. */
async function unpack(file: string, into: string): Promise<void> {
  const strange = new Set<string>()
  try {
    await extract({
      file,
      cwd: into,
      strict: true,
      onReadEntry(entry) {
        const { path, type } = entry
        if (!path.startsWith(`${FOLDER}/`) || (type !== 'File' && type !== 'Directory')) strange.add(path)
        entry.mode = type === 'Directory' ? 0o700 : 0o600
      },
      filter: (path) => path.startsWith(`${FOLDER}/`),
    })
  } catch (error) {
    throw new BackupError(`${file} is damaged or not complete. Nothing was changed.`, { cause: error })
  }
  if (strange.size > 0 || !existsSync(join(into, FOLDER, 'PG_VERSION')))
    throw new BackupError(`${file} is not a backup of Fairway. Nothing was changed.`)
}

/** Also ends the sessions in it. */
async function checkOpens(folder: string, file: string): Promise<void> {
  try {
    const db = await openPglite(folder)
    await db.exec(END_SESSIONS)
    await db.close()
  } catch (error) {
    throw new BackupError(`The database in ${file} cannot be opened by this version of Fairway. Nothing was changed.`, {
      cause: error,
    })
  }
}

async function whileStopped(dataDir: string, work: () => Promise<void>): Promise<void> {
  const unlock = await lockFolder(dataDir).catch((error: unknown) => {
    if (!(error instanceof FolderInUseError)) throw error
    throw new BackupError(
      `A Fairway server is using the data folder ${dataDir}. Stop it first, and start it again afterwards.`,
    )
  })
  try {
    await work()
  } finally {
    await unlock()
  }
}

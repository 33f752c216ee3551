import { chmodSync, lstatSync, mkdirSync, readdirSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A data folder that cannot be used. Its message is the sentence for the operator. */
export class DataFolderError extends Error {
  constructor(folder: string, cause: unknown) {
    const { code = 'unknown reason' } = cause as NodeJS.ErrnoException
    const [what, advice] = reasons[code] ?? ['its disk fails', 'Look at the disk, then start Fairway again.']
    super(`The data folder ${folder} cannot be used: ${what} (${code}). ${advice}`, { cause })
    this.name = 'DataFolderError'
  }
}

const isFile = ['it is a file, or a folder above it is one', 'Set DATA_DIR to a folder.'] as const
const isFull = ['its disk is full', 'Make room, then start Fairway again.'] as const
const isForeign = [
  'this user may not read and write all of it, or may not keep others out',
  'Give it to the user that runs Fairway.',
] as const

const reasons: Readonly<Record<string, readonly [what: string, advice: string]>> = {
  ENOTDIR: isFile,
  EEXIST: isFile,
  ENOENT: ['it is a link that leads nowhere', 'Set DATA_DIR to a folder.'],
  ELOOP: ['its links lead in a circle', 'Set DATA_DIR to a folder.'],
  ENAMETOOLONG: ['its name is too long', 'Set DATA_DIR to another folder.'],
  EACCES: isForeign,
  EPERM: isForeign,
  EROFS: ['its disk is read-only', 'Set DATA_DIR to a folder that can be written.'],
  ENOSPC: isFull,
  EDQUOT: isFull,
}

/** What Fairway itself puts there; a disk of its own may have its `lost+found`. */
const ownNames = /^(database(\.\w+)?|host\.json|tokens\.json|write-probe|lost\+found)$/

/** Small, yet more than a full disk takes. */
const PROBE = Buffer.alloc(64 * 1024)

/**
 * Makes the folder if it is missing, and leaves it and all of Fairway's in it to its owner alone, whoever made it. A
 * folder that holds other things as well, such as /tmp, stays as it is.
 * @returns its real path
 * @throws DataFolderError
 */
export function prepareDataFolder(folder: string): string {
  try {
    // A link that leads nowhere is looked for first: making a folder in its place fails in other words.
    const exists = lstatSync(folder, { throwIfNoEntry: false }) !== undefined
    if (!exists) mkdirSync(folder, { recursive: true, mode: 0o700 })
    const realPath = realpathSync(folder)
    const names = readdirSync(realPath)
    if (names.every((name) => ownNames.test(name))) restrict(realPath)
    for (const name of names) if (ownNames.test(name) && name !== 'lost+found') leaveToOwner(join(realPath, name))
    const probe = join(realPath, 'write-probe')
    try {
      writeFileSync(probe, PROBE, { mode: 0o600 })
    } finally {
      rmSync(probe, { force: true })
    }
    return realPath
  } catch (error) {
    throw new DataFolderError(folder, error)
  }
}

/** Folders 0700, files 0600; links are left alone, and what they lead to. */
function leaveToOwner(path: string): void {
  const found = lstatSync(path)
  if (found.isSymbolicLink()) return
  restrict(path)
  if (found.isDirectory()) for (const name of readdirSync(path)) leaveToOwner(join(path, name))
}

const FOR_OTHERS = 0o007
const FOR_GROUP_AND_OTHERS = 0o077

function restrict(path: string): void {
  const found = statSync(path)
  if ((found.mode & FOR_GROUP_AND_OTHERS) === 0) return
  try {
    chmodSync(path, found.isDirectory() ? 0o700 : 0o600)
  } catch (error) {
    // Another user's, opened to this one by its group alone, as container platforms do it.
    if (found.mode & FOR_OTHERS) throw error
  }
}

import { once } from 'node:events'
import { createWriteStream, existsSync, type WriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'

/** A backup that cannot be made or put back. Its message is the sentence for the operator. */
export class BackupError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'BackupError'
  }
}

/**
 * Writes a file that is there only once it is whole and on disk, readable by its owner only.
 * @param write fills and ends the stream
 * @throws BackupError if the file exists: an earlier backup is never overwritten
 */
export async function writeBackupFile(file: string, write: (out: WriteStream) => Promise<void>): Promise<void> {
  if (existsSync(file)) throw new BackupError(`${file} is there already. Choose another name, or remove it first.`)
  const unfinished = `${file}.part`
  const handle = await open(unfinished, 'w', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw new BackupError(`${file} cannot be written (${error.code}).`, { cause: error })
  })
  try {
    await handle.chmod(0o600) // one left by an earlier attempt keeps its mode
    const out = createWriteStream(unfinished, { fd: handle.fd, autoClose: false })
    await write(out)
    if (!out.writableFinished) await once(out, 'finish')
    await handle.sync()
    await handle.close()
    await rename(unfinished, file)
  } catch (error) {
    await handle.close().catch(() => undefined)
    await rm(unfinished, { force: true })
    throw error
  }
}

/** Whoever signed out since the backup was made stays signed out: everyone signs in again. */
export const END_SESSIONS = `
DO $$ BEGIN
  IF to_regclass('public.session') IS NOT NULL THEN DELETE FROM public.session; END IF;
END $$`

type Engine = 'pglite' | 'postgres'

/** What a backup of each engine begins with: gzip, and the custom format of pg_dump. */
const beginnings: Readonly<Record<Engine, Buffer>> = {
  pglite: Buffer.from([0x1f, 0x8b]),
  postgres: Buffer.from('PGDMP'),
}

/** @throws BackupError if the file is no backup, or one of the other engine */
export async function checkBackupFile(file: string, wanted: Engine): Promise<void> {
  const first = await readBeginning(file).catch((error: NodeJS.ErrnoException) => {
    throw new BackupError(`${file} cannot be read (${error.code}).`, { cause: error })
  })
  const isOf = (engine: Engine) => first.subarray(0, beginnings[engine].length).equals(beginnings[engine])
  if (isOf(wanted)) return
  if (wanted === 'postgres' && isOf('pglite'))
    throw new BackupError(
      `${file} is a backup of the embedded database, and DATABASE_URL names PostgreSQL. One cannot be put back into the other.`,
    )
  if (wanted === 'pglite' && isOf('postgres'))
    throw new BackupError(
      `${file} is a backup of PostgreSQL, and DATABASE_URL is not set. One cannot be put back into the embedded database.`,
    )
  throw new BackupError(`${file} is not a backup of Fairway.`)
}

async function readBeginning(file: string): Promise<Buffer> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(8), 0, 8, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

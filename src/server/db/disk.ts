import { rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { HttpError } from '../http/http-error.ts'

/** Kept free for what is under way: the database dies if it cannot write its log, in files of 16 MiB. Bytes. */
const RESERVE_BYTES = 64 * 1024 * 1024
/** Small enough to be nothing, large enough that a full disk has no room for it. Bytes. */
const PROBE = Buffer.alloc(4096)

/** Nothing new can be kept at the moment, so nothing new is taken on; what is there can be read. */
export class StorageError extends HttpError {
  override readonly retryAfter = '60'

  constructor(cause?: unknown) {
    super(
      503,
      'server-failed',
      'This server cannot write to its disk at the moment, so nothing was sent. What is stored can still be read.',
    )
    this.cause = cause
  }
}

/**
 * Writes a probe beside the database's own files and looks at the space left.
 * @throws StorageError where the disk is full, read-only or broken
 */
export async function checkFolderWritable(folder: string): Promise<void> {
  const probe = join(folder, 'write-probe')
  try {
    await writeFile(probe, PROBE)
    await rm(probe, { force: true })
  } catch (error) {
    throw new StorageError(error)
  }
  const { bavail, bsize } = await statfs(folder)
  if (bavail * bsize < RESERVE_BYTES) throw new StorageError()
}

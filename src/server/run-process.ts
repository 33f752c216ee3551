import type { FastifyBaseLogger } from 'fastify'
import { BackupError } from './db/backup-file.ts'
import { DataFolderError } from './db/data-folder.ts'
import { FolderInUseError } from './db/lock.ts'
import { DatabaseError } from './db/open.ts'
import { TokenFileError } from './auth/token-file.ts'
import { FieldFileError } from './fields/own/formats/raw-file.ts'
import { SettingsError } from './env.ts'

/** For requests and tasks to end when the process is asked to stop. Milliseconds. */
export const GRACE_MS = 8_000
/** What still hangs then is cut off, without losing anything that was acknowledged. Milliseconds. */
const LAST_MS = 10_000

/** One sentence for the person at the terminal; anything unexpected comes with its cause. */
function sentence(error: unknown): string {
  if (error instanceof SettingsError) return `Fairway cannot start with these settings:\n${error.message}`
  const isPlain = [DataFolderError, FolderInUseError, DatabaseError, BackupError, TokenFileError, FieldFileError].some(
    (kind) => error instanceof kind,
  )
  if (isPlain && error instanceof Error) return error.message
  const { code, address, port } = error as NodeJS.ErrnoException & { address?: string; port?: number }
  if (code === 'EADDRINUSE')
    return `Port ${port} on ${address} is taken by another program. Stop it, or set PORT to a free one.`
  if (code === 'EADDRNOTAVAIL' || code === 'EACCES')
    return `Fairway cannot listen on ${address ?? 'HOST'} port ${port ?? ''} (${code}).`
  return `Fairway has stopped: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
}

/** Ends the process with its reason. */
export function fail(error: unknown): never {
  process.stderr.write(`${sentence(error)}\n`)
  process.exit(1)
}

/** An unhandled rejection must not take everything else down with it. */
export function logUnhandled(log: FastifyBaseLogger): void {
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'a rejection was not handled'))
}

/**
 * Runs a process of Fairway until it is asked to end.
 * @param start resolves with what to say once it is ready, and with how to stop it
 */
export async function runProcess(
  start: () => Promise<{ readonly ready: string; readonly stop: () => Promise<void> }>,
): Promise<void> {
  // All that any part of the process writes is its owner's alone.
  process.umask(0o077)
  try {
    const { ready, stop } = await start()
    process.stdout.write(`${ready}\n`)
    let isStopping = false
    const end = () => {
      if (isStopping) process.exit(1) // asked twice: at once
      isStopping = true
      setTimeout(() => process.exit(0), LAST_MS).unref()
      stop().then(() => process.exit(0), fail)
    }
    process.on('SIGTERM', end)
    process.on('SIGINT', end)
  } catch (error) {
    fail(error)
  }
}

/**
 * Runs a command that ends by itself: one line when it is done; one sentence and exit code 1 if it fails.
 * @param usage how it is called, shown with exit code 2 if it was called in another way
 * @param work resolves with the line, or null where arguments are missing
 */
export async function runCommand(usage: string, work: () => Promise<string | null>): Promise<void> {
  process.umask(0o077) // whatever it makes is for its owner only
  const done = await work().catch((error: NodeJS.ErrnoException) =>
    error.code?.startsWith('ERR_PARSE_ARGS') ? null : fail(error),
  )
  if (done !== null) return void process.stdout.write(`${done}\n`)
  process.stderr.write(`Usage: ${usage}\n`)
  process.exitCode = 2
}

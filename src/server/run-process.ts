import type { FastifyBaseLogger } from 'fastify'
import { FolderInUseError } from './db/lock.ts'
import { DatabaseError } from './db/open.ts'
import { SettingsError } from './env.ts'

/** To let requests and tasks end when the process is asked to stop. Milliseconds. */
export const GRACE_MS = 8_000
/** Whatever still hangs then is cut off; nothing that was acknowledged can be lost by it. Milliseconds. */
const LAST_MS = 10_000

/** One sentence for the person at the terminal; anything unexpected with its cause. */
function sentence(error: unknown): string {
  if (error instanceof SettingsError) return `Fairway cannot start with these settings:\n${error.message}`
  if (error instanceof FolderInUseError || error instanceof DatabaseError) return error.message
  const { code, address, port } = error as NodeJS.ErrnoException & { address?: string; port?: number }
  if (code === 'EADDRINUSE')
    return `Port ${port} on ${address} is taken by another program. Stop it, or set PORT to a free one.`
  if (code === 'EADDRNOTAVAIL' || code === 'EACCES')
    return `Fairway cannot listen on ${address ?? 'HOST'} port ${port ?? ''} (${code}).`
  return `Fairway could not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
}

/** Ends the process with its reason. */
export function fail(error: unknown): never {
  process.stderr.write(`${sentence(error)}\n`)
  process.exit(1)
}

/** A promise nobody waited for must not take everything else down with it. */
export function logUnhandled(log: FastifyBaseLogger): void {
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'a rejection was not handled'))
}

/**
 * Runs a process of Fairway until it is asked to end.
 * @param start resolves with what to say once it is ready, and with how it stops
 */
export async function runProcess(
  start: () => Promise<{ readonly ready: string; readonly stop: () => Promise<void> }>,
): Promise<void> {
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

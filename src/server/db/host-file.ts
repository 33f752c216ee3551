import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { FolderInUseError } from './folder-in-use.ts'

const RENEW_MS = 5_000
/** Another host's file older than this is what a server that died left behind. */
const STALE_MS = 60_000

const HostFile = z.object({ hostname: z.string(), renewedMs: z.number() })

/**
 * Refuses a folder that a server on another host has used within the last minute, else marks it as this host's.
 * The socket of `lock.ts` is seen on one host only; containers and shared disks have several.
 * @returns stops renewing and removes the file
 * @throws FolderInUseError
 */
export function renewHostFile(folder: string, nowMs: () => number): () => void {
  const path = join(folder, 'host.json')
  const other = readHostFile(path)
  const ageMs = other ? nowMs() - other.renewedMs : Infinity
  if (other && other.hostname !== hostname() && Math.abs(ageMs) < STALE_MS) {
    const waitS = Math.ceil((STALE_MS - ageMs) / 1000)
    throw new FolderInUseError(
      `A Fairway server on the host ${other.hostname} is using the data folder ${folder}. Stop it, or try again in ${waitS} s if it is gone.`,
    )
  }
  const renew = () => writeFileSync(path, JSON.stringify({ hostname: hostname(), renewedMs: nowMs() }), { mode: 0o600 })
  renew()
  const timer = setInterval(() => {
    try {
      renew()
    } catch {
      // A full disk stops the renewal, not the server; the socket still guards the folder on this host.
    }
  }, RENEW_MS)
  timer.unref()
  return () => {
    clearInterval(timer)
    rmSync(path, { force: true })
  }
}

function readHostFile(path: string): z.infer<typeof HostFile> | null {
  try {
    return HostFile.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return null // missing, or cut short by the end of its server: then nobody renews it either
  }
}

import { createHash } from 'node:crypto'
import { readFileSync, realpathSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'

/**
 * Takes the data folder for this process alone, or refuses; PGlite itself would let two in and lose data.
 * A socket named by the folder's real path is held while the process lives. The system releases it however the process
 * ends, even by kill -9, so no stale lock is left behind. A file in the folder keeps other hosts out.
 * @param folder from `prepareDataFolder`
 * @returns gives the folder back
 * @throws FolderInUseError
 */
export async function lockFolder(folder: string, nowMs: () => number = Date.now): Promise<() => Promise<void>> {
  const realPath = realpathSync(folder)
  const server = await holdSocket(socketName(realPath), realPath)
  try {
    const stopRenewing = renewHostFile(realPath, nowMs)
    return async () => {
      stopRenewing()
      await new Promise((resolve) => server.close(resolve))
    }
  } catch (error) {
    server.close()
    throw error
  }
}

function socketName(realPath: string): string {
  const hash = createHash('sha256').update(realPath).digest('hex').slice(0, 32)
  if (process.platform === 'linux') return `\0fairway-${hash}`
  if (process.platform === 'win32') return `\\\\.\\pipe\\fairway-${hash}`
  return join(tmpdir(), `fairway-${hash}.sock`)
}

async function holdSocket(name: string, realPath: string): Promise<Server> {
  try {
    return await listenOn(name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    // Where sockets are files, a killed server leaves its file behind, and nobody answers on it.
    const isFile = !name.startsWith('\0') && process.platform !== 'win32'
    if (isFile && !(await answers(name))) {
      unlinkSync(name)
      return listenOn(name)
    }
    throw new FolderInUseError(
      `Another Fairway server is using the data folder ${realPath}. Stop it, or set DATA_DIR to another folder.`,
    )
  }
}

function listenOn(name: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy())
    server.once('error', reject)
    server.listen(name, () => {
      server.unref()
      resolve(server)
    })
  })
}

function answers(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(name)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

const RENEW_MS = 5_000
/** A file of another host that is older than this was left by a server that died. */
const STALE_MS = 60_000

const HostFile = z.object({ hostname: z.string(), renewedMs: z.number() })

/**
 * Refuses a folder that a server on another host has used within the last minute, else marks it as this host's.
 * The socket above is seen on one host only; containers and shared disks have several.
 * @returns stops renewing and removes the file
 * @throws FolderInUseError
 */
function renewHostFile(folder: string, nowMs: () => number): () => void {
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
    return null // missing, or cut short when its server ended: then nobody renews it either
  }
}

/** A data folder that another server holds. Its message is the sentence for the operator. */
export class FolderInUseError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'FolderInUseError'
  }
}

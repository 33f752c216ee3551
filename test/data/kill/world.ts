import { vi } from 'vitest'
import { tabLocks } from '#src/data/locks.ts'
import { readCall } from '#src/data/http/read-call.ts'
import type { ResultReader } from '#src/data/workers/result-reader.ts'
import { createTabChannel } from '#src/data/tab-channel.ts'
import { createStorage, type Storage } from '#src/data/storage/storage.ts'
import { createTasks, type Tasks } from '#src/data/tasks/tasks.ts'
import type { Database } from '#src/server/db/database.ts'
import { countedDatabase } from '#test/server/support/counted-database.ts'
import { CANARY_KEY, type GatewayServer, openTestGateway } from '#test/server/support/gateway.ts'
import { type ScriptedUpstream, startUpstream } from '#test/support/upstream/upstream.ts'

/** A minute of the product in milliseconds here: 1:100. */
export const MINUTE_MS = 600
/** How long a task takes the service: 20 s of the product. */
const TASK_MS = MINUTE_MS / 3
/** The gateway's deadlines at about 1:100, but long enough for a busy machine to meet. */
const deadlines = { connectMs: 500, taskMs: 500, acceptMs: 500, syncMs: 1800, resultMs: 1800, sharedMs: 20 }

/** What the browser's code is connected to, and what a test may break on purpose to see it noticed. */
export interface Doors {
  readonly reader?: ResultReader
  readonly storage?: (disk: Storage) => Storage
}

/** A browser page while it lives. */
export interface Page {
  readonly tasks: Tasks
  readonly storage: Storage
  /** Rejects when the page is killed: what was promised until then may have happened or not. */
  readonly killed: Promise<never>
}

/** Browser, gateway and service of one round on real sockets. The browser's disk and the gateway's database survive. */
export interface World {
  readonly upstream: ScriptedUpstream
  readonly page: () => Page
  /** Like a tab that is loaded again: what is under way may still end. */
  readonly reload: () => void
  /** Like a browser whose process is killed: from this moment it writes and sends nothing. */
  readonly killBrowser: () => void
  /** Like `kill -9`: nothing more is written, every connection breaks. */
  readonly killGateway: () => Promise<void>
  readonly startGateway: () => Promise<void>
  readonly close: () => Promise<void>
}

export async function openWorld(db: Database, name: string, doors: Doors = {}): Promise<World> {
  const upstream = await startUpstream(CANARY_KEY, { taskMs: TASK_MS })
  const gateway = killableGateway(db, upstream.url)
  await gateway.start()
  let life = openLife(name, doors)
  const realFetch = globalThis.fetch
  vi.stubGlobal('fetch', (path: string, init: RequestInit = {}) => {
    const { signal } = life.ended
    return realFetch(gateway.url().replace(/\/api$/, path), {
      ...init,
      signal: init.signal ? AbortSignal.any([init.signal, signal]) : signal,
    })
  })
  life.begin()
  const openNext = () => {
    life = openLife(name, doors)
    life.begin()
  }
  return {
    upstream,
    page: () => life,
    reload() {
      life.leave()
      openNext()
    },
    killBrowser() {
      life.kill()
      openNext()
    },
    killGateway: gateway.kill,
    startGateway: gateway.start,
    async close() {
      life.kill()
      await gateway.kill()
      await upstream.close()
      vi.unstubAllGlobals()
    },
  }
}

function killableGateway(db: Database, requestsUrl: string) {
  let server: GatewayServer | null = null
  let url = ''
  let die = () => undefined as void
  async function start(): Promise<void> {
    if (server) return
    let isDead = false
    die = () => void (isDead = true)
    const mortal = countedDatabase(db, () => {
      if (isDead) throw new Error('the process was killed')
    })
    server = await openTestGateway({ db: mortal, requestsUrl, deadlines })
    url = server.url
  }
  async function kill(): Promise<void> {
    if (!server) return
    const killed = server
    server = null
    die()
    killed.app.server.closeAllConnections()
    await killed.close()
  }
  return { start, kill, url: () => url }
}

function openLife(name: string, { reader = readCall, storage: door = (disk) => disk }: Doors) {
  const ended = new AbortController()
  let kill!: () => void
  const killed = new Promise<never>((_, reject) => (kill = () => reject(new Error('the browser was killed'))))
  killed.catch(() => undefined)
  let isDead = false
  const storage = mortalStorage(door(createStorage(name)), () => isDead)
  const tasks = createTasks({ storage, reader, locks: tabLocks(), channel: createTabChannel(null) })
  let stop = () => undefined as void
  return {
    tasks,
    storage,
    killed,
    ended,
    begin: () => void (stop = tasks.start()),
    /** Writes that have begun still land, as when a tab is loaded again; no call goes on. */
    leave() {
      stop()
      ended.abort()
      setTimeout(() => (isDead = true), 0)
      kill()
    },
    kill() {
      isDead = true
      stop()
      ended.abort()
      kill()
    },
  }
}

/** The disk as a process sees it: once the process is dead, nothing it asks for ever comes back. */
function mortalStorage(disk: Storage, isDead: () => boolean): Storage {
  return new Proxy(disk, {
    get(target, name: keyof Storage) {
      const own = target[name] as (...args: unknown[]) => unknown
      if (name === 'state' || name === 'subscribe') return own
      return (...args: unknown[]) => (isDead() ? new Promise(() => undefined) : own(...args))
    },
  })
}

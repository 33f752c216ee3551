import { Worker } from 'node:worker_threads'
import { rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { workerEntry } from '../worker-entry.ts'
import type { Database, Queryable } from './database.ts'
import type { PgliteReply, PgliteRequest } from './pglite-worker.ts'
import { Refusal } from '../http/http-error.ts'

type Unsent = PgliteRequest extends infer Request
  ? Request extends { id: number }
    ? Omit<Request, 'id'>
    : never
  : never

interface Waiting {
  readonly resolve: (rows: unknown[]) => void
  readonly reject: (error: Error) => void
}

/** Requests and replies over the message port, nothing more: their order is up to the caller. */
class PgliteThread {
  readonly #worker: Worker
  readonly #waiting = new Map<number, Waiting>()
  readonly #listeners = new Map<string, Set<(payload: string) => void>>()
  #lastId = 0
  #failure: Error | null = null
  #isClosing = false
  #tellDeath: (error: Error) => void = () => undefined
  /** Resolves if the thread ends without having been closed. */
  readonly died = new Promise<Error>((resolve) => (this.#tellDeath = resolve))

  constructor(folder: string) {
    const entry = workerEntry('pglite-worker', import.meta.url)
    this.#worker = new Worker(entry.url, { execArgv: entry.execArgv, workerData: { folder } })
    this.#worker.on('message', (reply: PgliteReply) => this.#receive(reply))
    this.#worker.on('error', (error) => this.#fail(error))
    this.#worker.on('exit', () => this.#fail(new Error('the embedded database has stopped')))
  }

  request(request: Unsent): Promise<unknown[]> {
    if (this.#failure) return Promise.reject(this.#failure)
    const id = ++this.#lastId
    if (request.op === 'close') this.#isClosing = true
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      this.#worker.postMessage({ ...request, id })
    })
  }

  /** Resolves when the thread has ended and returned its memory. */
  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.#worker.once('exit', resolve))
    await this.request({ op: 'close' })
    await ended
  }

  /** @returns true if it is the first listener on its channel */
  addListener(channel: string, listener: (payload: string) => void): boolean {
    const listeners = this.#listeners.get(channel) ?? new Set()
    this.#listeners.set(channel, listeners.add(listener))
    return listeners.size === 1
  }

  /** @returns true if nobody listens to the channel any more */
  removeListener(channel: string, listener: (payload: string) => void): boolean {
    const listeners = this.#listeners.get(channel)
    listeners?.delete(listener)
    return listeners?.size === 0
  }

  #receive(reply: PgliteReply): void {
    if ('channel' in reply) {
      for (const listener of this.#listeners.get(reply.channel) ?? []) listener(reply.payload)
      return
    }
    const waiting = this.#waiting.get(reply.id)
    this.#waiting.delete(reply.id)
    if ('rows' in reply) waiting?.resolve(reply.rows)
    else waiting?.reject(Object.assign(new Error(reply.error.message), { code: reply.error.code }))
  }

  #fail(error: Error): void {
    this.#failure ??= error
    if (!this.#isClosing) this.#tellDeath(this.#failure)
    for (const { reject } of this.#waiting.values()) reject(this.#failure)
    this.#waiting.clear()
  }
}

/**
 * Makes the files of a new database, in a thread that ends with it: making it takes about 500 MB more than using it,
 * which would stay taken (measured).
 * @param folder empty or missing; takes several seconds
 */
export async function makePglite(folder: string): Promise<void> {
  const thread = new PgliteThread(folder)
  await thread.request({ op: 'exec', sql: 'SELECT 1' })
  await thread.close()
}

/**
 * PGlite in a thread of its own. The caller holds the lock on the folder (`lock.ts`): PGlite takes none, and two on one
 * folder lose data without notice (measured).
 * @param folder from `makePglite`; made if missing
 */
export async function openPglite(folder: string): Promise<Database> {
  const thread = new PgliteThread(folder)
  await thread.request({ op: 'exec', sql: 'SELECT 1' })

  // One connection: statements and whole transactions take turns.
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work, work)
    last = turn.catch(() => undefined)
    return turn
  }

  const direct: Queryable = {
    query: async <Row>(sql: string, params: readonly unknown[] = []) =>
      (await thread.request({ op: 'query', sql, params })) as Row[],
    queryArrays: async (sql, params = []) => (await thread.request({ op: 'arrays', sql, params })) as unknown[][],
  }
  const exec: Database['exec'] = async (sql) =>
    (await thread.request({ op: 'exec', sql })) as Awaited<ReturnType<Database['exec']>>

  return {
    engine: 'pglite',
    query: (sql, params) => inTurn(() => direct.query(sql, params)),
    queryArrays: (sql, params) => inTurn(() => direct.queryArrays(sql, params)),
    exec: (sql) => inTurn(() => exec(sql)),
    transaction: (work) =>
      inTurn(async () => {
        await exec('BEGIN')
        try {
          const value = await work(direct)
          await exec('COMMIT')
          return value
        } catch (error) {
          await exec('ROLLBACK').catch(() => undefined)
          throw error
        }
      }),
    async listen(channel, onMessage) {
      if (thread.addListener(channel, onMessage)) await inTurn(() => thread.request({ op: 'listen', channel }))
      return async () => {
        if (thread.removeListener(channel, onMessage)) await inTurn(() => thread.request({ op: 'unlisten', channel }))
      }
    },
    checkWritable: () => checkFolderWritable(folder),
    died: thread.died,
    close: async () => {
      await inTurn(() => thread.close())
    },
  }
}

/** Kept free for work under way: the database dies if it cannot write its log, in files of 16 MiB. Bytes. */
const RESERVE_BYTES = 64 * 1024 * 1024
/** Too small to matter, yet too large for a full disk. Bytes. */
const PROBE = Buffer.alloc(4096)

/** Of Node and of PostgreSQL: no space left, a quota reached. */
const full = new Set(['ENOSPC', 'EDQUOT', '53100', '53400'])
/** Of Node and of PostgreSQL: may not be written. */
const readOnly = new Set(['EROFS', 'EACCES', 'EPERM', '25006'])

/** Nothing new can be stored at the moment, so nothing new is accepted; what is stored can be read. */
export class StorageError extends Refusal {
  override readonly retryAfter = '60'

  /** @param cause left out: there is too little space left */
  constructor(cause?: unknown) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
    const isFull = cause === undefined || full.has(code)
    super(
      503,
      isFull ? 'server-full' : readOnly.has(code) ? 'server-read-only' : 'server-failed',
      `${isFull ? 'The disk of this server is full' : 'This server cannot write to its disk at the moment'}, so nothing was sent or saved. What is stored can still be read.`,
    )
    this.cause = cause
  }
}

/**
 * Writes a probe beside the database's own files and looks at the space left.
 * @throws StorageError where the disk is full, read-only or broken
 */
async function checkFolderWritable(folder: string): Promise<void> {
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

import { PGlite, types } from '@electric-sql/pglite'
import { parentPort, workerData } from 'node:worker_threads'

// PGlite blocks its thread while a statement runs (a large result takes 1.6 s to write), so it has a thread of its own.
if (!parentPort) throw new Error('This is the program of a worker thread.')
const port = parentPort
const { folder } = workerData as { folder: string }
// PGlite's own serializer makes a string of every byte: 200 MB of garbage for a result of 100,000 points (measured).
const opening = PGlite.create(folder, {
  // A quarter of PostgreSQL's own: the system caches pages anyway, and clearing more costs each start 0.4 s (measured).
  startParams: [...PGlite.defaultStartParams, '-c', 'shared_buffers=32MB'],
  serializers: {
    [types.BYTEA]: (bytes: Uint8Array) =>
      `\\x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')}`,
  },
  parsers: { [types.BYTEA]: (text: string) => new Uint8Array(Buffer.from(text.slice(2), 'hex')) },
})
const listeners = new Map<string, () => Promise<void>>()

const answer = (reply: PgliteReply) => port.postMessage(reply)

async function run(request: PgliteRequest): Promise<unknown[]> {
  const db = await opening
  switch (request.op) {
    case 'query':
      return (await db.query(request.sql, [...request.params])).rows
    case 'arrays':
      return (await db.query(request.sql, [...request.params], { rowMode: 'array' })).rows
    case 'exec':
      try {
        return (await db.exec(request.sql)).map(({ rows }) => ({ rows }))
      } catch (error) {
        // A failed BEGIN … COMMIT block would leave the only connection in an aborted transaction, and every
        // statement already waiting would fail with it.
        await db.exec('ROLLBACK').catch(() => undefined)
        throw error
      }
    case 'listen':
      listeners.set(
        request.channel,
        await db.listen(request.channel, (payload) => answer({ channel: request.channel, payload })),
      )
      return []
    case 'unlisten':
      await listeners.get(request.channel)?.()
      listeners.delete(request.channel)
      return []
    case 'close':
      await db.close()
      return []
  }
}

port.on('message', (request: PgliteRequest) => {
  run(request).then(
    (rows) => {
      answer({ id: request.id, rows })
      if (request.op === 'close') port.close()
    },
    (error: unknown) => {
      const { message, code, severity, errno } = error as Partial<
        Error & { code: string; severity: string; errno: number }
      >
      // It could not write its log and has given up: every later statement would wait for ever.
      if (severity === 'PANIC') throw error
      answer({ id: request.id, error: { message: message ?? `file error ${errno ?? 'without a number'}`, code } })
    },
  )
})

/** What the server asks of the thread that holds PGlite; every request gets one reply with its id. */
export type PgliteRequest =
  | { readonly id: number; readonly op: 'query' | 'arrays'; readonly sql: string; readonly params: readonly unknown[] }
  | { readonly id: number; readonly op: 'exec'; readonly sql: string }
  | { readonly id: number; readonly op: 'listen' | 'unlisten'; readonly channel: string }
  | { readonly id: number; readonly op: 'close' }

export type PgliteReply =
  | { readonly id: number; readonly rows: unknown[] }
  | { readonly id: number; readonly error: { readonly message: string; readonly code?: string } }
  | { readonly channel: string; readonly payload: string }

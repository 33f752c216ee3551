import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createGunzip, createGzip } from 'node:zlib'
import type { Database } from '../db/database.ts'
import { countChunks, readChunk } from './tasks.ts'

const TAIL = '],"error":null}'

/** What comes before the entries in the stored body of `GET /task/{id}`; its length is the same for every task. */
export const bodyHead = (taskId: string) => `{"task_id":"${taskId}","status":"SUCCESS","result":[`
/** What comes after them. */
export const bodyTail = TAIL

/** Fast rather than small: level 1 takes a third of the time of level 6 and is 30 % larger (measured). */
export const fastGzip = () => createGzip({ level: constants.Z_BEST_SPEED })

/**
 * The stored body of `GET /task/{id}`, one gzip stream, read row by row as fast as the client takes it.
 * A row that is missing breaks the stream: a body that cannot be whole is cut, never quietly short.
 */
export function storedBody(db: Database, taskId: string, run: string): Readable {
  return Readable.from(rows(db, taskId, run), { objectMode: false, highWaterMark: 1 })
}

async function* rows(db: Database, taskId: string, run: string): AsyncGenerator<Uint8Array> {
  const count = await countChunks(db, taskId, run)
  if (count === 0) throw new Error('the stored result is gone')
  for (let seq = 0; seq < count; seq++) {
    const row = await readChunk(db, taskId, run, seq)
    if (!row) throw new Error('a part of the stored result is gone')
    yield row
  }
}

/** The same without gzip. */
export function plainBody(stored: Readable): Readable {
  return piped([stored, createGunzip()])
}

/**
 * The answer of a sync request, a bare array, out of the stored body of its task.
 * @param isGzip compressed anew as one stream: Chromium reads only the first of several
 */
export function arrayBody(stored: Readable, taskId: string, isGzip: boolean): Readable {
  const stripped = stripEnds(bodyHead(taskId).length - 1, TAIL.length - 1)
  return piped([stored, createGunzip(), stripped, ...(isGzip ? [fastGzip()] : [])])
}

/** Drops so many bytes at the start and at the end of a stream. */
function stripEnds(head: number, tail: number): Transform {
  let toDrop = head
  let held: Buffer = Buffer.alloc(0)
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const dropped = Math.min(toDrop, chunk.length)
      toDrop -= dropped
      const all = Buffer.concat([held, chunk.subarray(dropped)])
      const keep = Math.max(0, all.length - tail)
      held = all.subarray(keep)
      done(null, all.subarray(0, keep))
    },
  })
}

/** The end of a chain of streams; a failure anywhere, or a reader who leaves, ends all of them. */
function piped(streams: [Readable, ...Transform[]]): Readable {
  const last = streams.at(-1)!
  pipeline(streams).catch((error: Error) => last.destroy(error))
  return last
}

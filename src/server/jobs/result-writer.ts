import { pipeline } from 'node:stream/promises'
import type { Database } from '../db/database.ts'
import type { FieldReading } from '../fields/sampler.ts'
import { bodyHead, bodyTail, fastGzip } from '../service/answers.ts'
import { insertChunk, type Task } from '../service/tasks.ts'
import { slicePoints, type TaskPoints } from './points.ts'

/** Rows of this size were the fastest to write and to read (measured). Bytes. */
const CHUNK_BYTES = 256 * 1024
/** Points between two checks whether the task is still wanted. */
const PIECE_POINTS = 2_500

interface WriteOptions {
  readonly task: Task
  /** The attempt the rows belong to. */
  readonly run: string
  readonly points: TaskPoints
  readonly nowMs: number
  readonly signal: AbortSignal
  /** Called after every piece with the number of points done; may throw to stop. */
  readonly onPiece: (done: number) => Promise<void>
}

/** Computes a task piece by piece and stores the body of its `GET /task/{id}` as one gzip stream cut into rows. */
export async function storeResult(db: Database, reading: FieldReading, options: WriteOptions): Promise<void> {
  const { task, run, signal } = options
  await pipeline(
    entries(reading, options),
    fastGzip(),
    async (compressed: AsyncIterable<Buffer>) => {
      let seq = 0
      for await (const bytes of cut(compressed)) await insertChunk(db, { taskId: task.id, run, seq: seq++, bytes })
    },
    { signal },
  )
}

/** The body in parts. While one piece is compressed and stored, the next is being computed. */
async function* entries(
  reading: FieldReading,
  { task, points, nowMs, signal, onPiece }: WriteOptions,
): AsyncGenerator<Uint8Array | string> {
  const count = points.lat.length
  const sample = (from: number) => {
    const request = {
      ...slicePoints(points, from, Math.min(count, from + PIECE_POINTS)),
      variables: task.variables,
      windHeightM: task.windHeightM,
      nowMs,
    }
    const sampled = reading.sample(request, signal)
    sampled.catch(() => undefined) // reported where it is awaited, if ever
    return sampled
  }
  yield bodyHead(task.id)
  let next = sample(0)
  for (let to = PIECE_POINTS; ; to += PIECE_POINTS) {
    const piece = await next
    await onPiece(Math.min(count, to))
    if (to < count) next = sample(to)
    yield piece
    if (to >= count) break
    yield ','
  }
  yield bodyTail
}

/** The same bytes in pieces of exactly `CHUNK_BYTES`, the last one shorter. */
async function* cut(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let parts: Buffer[] = []
  let length = 0
  for await (const part of source) {
    parts.push(part)
    length += part.length
    if (length < CHUNK_BYTES) continue
    let all = Buffer.concat(parts, length)
    for (; all.length >= CHUNK_BYTES; all = all.subarray(CHUNK_BYTES)) yield all.subarray(0, CHUNK_BYTES)
    parts = [all]
    length = all.length
  }
  if (length > 0) yield Buffer.concat(parts, length)
}

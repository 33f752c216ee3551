import type { FastifyReply, FastifyRequest } from 'fastify'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createGunzip, createGzip } from 'node:zlib'
import type { Database } from '../db/database.ts'
import { Refusal } from '../http/http-error.ts'
import { originHeaders } from '../http/origin.ts'
import { acceptsGzip } from '../http/send-json.ts'
import { countChunks, readChunk, type Task } from './tasks.ts'

export interface AnswerDeps {
  readonly db: Database
}

/** Retention removed it. Not a SUCCESS without a result, which would confuse, nor a 404, as the task exists. */
export const resultRemoved = (taskId: string) =>
  new Refusal(
    410,
    'result-removed',
    'This server has removed the result of this task to make room. Send the request again for a new one.',
    { task_id: taskId },
  )

/**
 * The body of GET /task/{id}. A result goes out as it is stored; only a client without gzip costs work.
 * @throws Refusal 410 where the result was removed
 */
export function sendTask({ db }: AnswerDeps, request: FastifyRequest, reply: FastifyReply, task: Task): FastifyReply {
  reply.headers(originHeaders(task))
  if (task.status !== 'SUCCESS')
    return reply.send({ task_id: task.id, status: task.status, result: null, error: task.error })
  if (!task.resultRun) throw resultRemoved(task.id)
  const stored = storedBody(db, task.id, task.resultRun)
  return sendStream(request, reply, task, (isGzip) => (isGzip ? stored : plainBody(stored)))
}

/** The answer of a sync request: the bare array, or the reason why there is none. @throws Refusal */
export function sendResult({ db }: AnswerDeps, request: FastifyRequest, reply: FastifyReply, task: Task): FastifyReply {
  const { id, resultRun } = task
  const extra = { task_id: id }
  if (task.cancelledBy !== null) throw new Refusal(409, 'task-cancelled', task.error ?? 'Cancelled', extra)
  if (task.status === 'SUCCESS' && !resultRun) throw resultRemoved(task.id)
  if (!resultRun) throw new Refusal(500, 'task-failed', task.error ?? 'The task failed.', extra)
  return sendStream(request, reply, task, (isGzip) => arrayBody(storedBody(db, id, resultRun), id, isGzip))
}

function sendStream(
  request: FastifyRequest,
  reply: FastifyReply,
  task: Task,
  body: (isGzip: boolean) => NodeJS.ReadableStream,
): FastifyReply {
  const isGzip = acceptsGzip(request)
  reply.headers(originHeaders(task)).header('vary', 'accept-encoding').type('application/json; charset=utf-8')
  if (isGzip) reply.header('content-encoding', 'gzip')
  return reply.send(body(isGzip))
}

const TAIL = '],"error":null}'

/** What precedes the entries in the stored body of `GET /task/{id}`; equally long for every task. */
export const bodyHead = (taskId: string) => `{"task_id":"${taskId}","status":"SUCCESS","result":[`
/** What follows them. */
export const bodyTail = TAIL

/** Fast rather than small: level 1 takes a third of the time of level 6 and is 30 % larger (measured). */
export const fastGzip = () => createGzip({ level: constants.Z_BEST_SPEED })

/**
 * The stored body of `GET /task/{id}`, one gzip stream, read row by row as fast as the client takes it.
 * A missing row breaks the stream: an incomplete body is cut off, never silently short.
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
function plainBody(stored: Readable): Readable {
  return piped([stored, createGunzip()])
}

/**
 * The answer of a sync request, a bare array, taken from its task's stored body.
 * @param isGzip compressed again as one stream: Chromium reads only the first of several
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

/** The end of a chain of streams; a failure anywhere, or a reader who leaves, ends them all. */
function piped(streams: [Readable, ...Transform[]]): Readable {
  const last = streams.at(-1) ?? streams[0]
  pipeline(streams).catch((error: Error) => last.destroy(error))
  return last
}

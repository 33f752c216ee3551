import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Database } from '../db/database.ts'
import { HttpError } from '../http/http-error.ts'
import { originHeaders } from '../http/origin.ts'
import { arrayBody, plainBody, storedBody } from './task-body.ts'
import type { Task } from './tasks.ts'

export interface AnswerDeps {
  readonly db: Database
}

/** True where the client takes gzip: named, or `*`, and not with q=0. */
export function acceptsGzip(request: FastifyRequest): boolean {
  const accepted = (request.headers['accept-encoding'] ?? '').split(',').map((item) =>
    item
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/),
  )
  const entry = accepted.find(([name]) => name === 'gzip') ?? accepted.find(([name]) => name === '*')
  return entry !== undefined && !entry.slice(1).some((part) => /^q=0(\.0*)?$/.test(part))
}

/** Retention took it. Not a SUCCESS without a result, which nobody would understand, and not a 404: the task is there. */
const resultRemoved = ({ id }: Task) =>
  new HttpError(
    410,
    'result-removed',
    'This server has removed the result of this task to make room. Send the request again for a new one.',
    { task_id: id },
  )

/**
 * The body of GET /task/{id}. A result goes out as it is stored; only a client without gzip costs work.
 * @throws HttpError 410 where the result was removed
 */
export function sendTask({ db }: AnswerDeps, request: FastifyRequest, reply: FastifyReply, task: Task): FastifyReply {
  reply.headers(originHeaders(task))
  if (task.status !== 'SUCCESS')
    return reply.send({ task_id: task.id, status: task.status, result: null, error: task.error })
  if (!task.resultRun) throw resultRemoved(task)
  const stored = storedBody(db, task.id, task.resultRun)
  return sendStream(request, reply, task, (isGzip) => (isGzip ? stored : plainBody(stored)))
}

/** The answer of a sync request: the bare array, or the reason why there is none. @throws HttpError */
export function sendResult({ db }: AnswerDeps, request: FastifyRequest, reply: FastifyReply, task: Task): FastifyReply {
  const { id, resultRun } = task
  const extra = { task_id: id }
  if (task.cancelledBy !== null) throw new HttpError(409, 'task-cancelled', task.error ?? 'Cancelled', extra)
  if (task.status === 'SUCCESS' && !resultRun) throw resultRemoved(task)
  if (!resultRun) throw new HttpError(500, 'task-failed', task.error ?? 'The task failed.', extra)
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

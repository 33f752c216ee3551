import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { SOURCE_HEADER } from '#src/domain/metocean/wire/contract.ts'
import { HttpError } from '../http/http-error.ts'
import { largeBody } from '../http/json-body.ts'
import { isTaskId } from '../http/submission-id.ts'
import type { Forwarder } from './forwarder.ts'
import type { ListedTasks, ListFilter } from './listed-tasks.ts'
import { passResult } from './passed-result.ts'
import type { PlainCalls } from './plain-calls.ts'
import type { Submitter } from './submitter.ts'
import { asTaskList } from './task-lists.ts'

type ById = { Params: { id: string } }

export interface ForwardingDeps {
  readonly submitter: Submitter
  readonly forwarder: Forwarder
  readonly listed: ListedTasks
  readonly plainCalls: PlainCalls
  /** Where the numbers come from, in words. */
  readonly source: string
}

const exactly = { exposeHeadRoute: false } as const

/** The contract's endpoints, forwarded: these paths and methods and no others. */
export function registerForwarding(
  app: FastifyInstance,
  { submitter, forwarder, listed, plainCalls, source }: ForwardingDeps,
): void {
  const list = (filter: ListFilter) => async (request: FastifyRequest) =>
    asTaskList(await listed.read(filter), request.user)

  app.post('/MetOcean', largeBody, async (request, reply) =>
    passResult(await submitter.sync(request), source, request, reply),
  )
  app.post('/MetOcean/async', largeBody, async (request) => {
    const task_id = await submitter.async(request)
    request.taskId = task_id
    return { task_id }
  })
  app.get<ById>('/task/:id', exactly, async (request, reply) => {
    const result = await forwarder.task(idOf(request), whenGone(reply))
    return passResult(result, source, request, reply)
  })
  app.get('/user/tasks', exactly, list(''))
  app.get('/user/tasks/PENDING', exactly, list('/PENDING'))
  app.get('/user/tasks/SUCCESS', exactly, list('/SUCCESS'))
  app.post<ById>('/cancel_task/:id', async (request, reply) => {
    const { httpStatus, answer } = await forwarder.cancel(idOf(request))
    return reply.code(httpStatus).send(answer)
  })
  app.post('/2DMetOcean', async (request, reply) => passResult(await plainCalls.field(request), source, request, reply))
  app.post('/plot_timeseries', largeBody, async (request, reply) => {
    const picture = await plainCalls.picture(request)
    return reply.header(SOURCE_HEADER, source).type('image/png').send(picture)
  })
}

function idOf(request: FastifyRequest<ById>): string {
  const { id } = request.params
  if (!isTaskId(id)) throw new HttpError(404, 'not-found', 'There is no task with this id.')
  request.taskId = id
  return id
}

/** Fires when the client leaves before it has its answer: reading may then stop, submitting may not. */
function whenGone(reply: FastifyReply): AbortSignal {
  const gone = new AbortController()
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort(new HttpError(499, 'client-gone', 'The client closed the connection.'))
  })
  return gone.signal
}

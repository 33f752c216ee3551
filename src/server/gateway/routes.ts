import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { HttpError } from '../http/http-error.ts'
import { largeBody } from '../http/json-body.ts'
import type { Forwarder } from './forwarder.ts'
import { passResult } from './passed-result.ts'
import { asTaskList } from './task-lists.ts'
import { UpstreamError } from './upstream-error.ts'

type ById = { Params: { id: string } }

/** What a task id looks like, of whatever queue; nothing in it can lead to another path. */
const ID = /^[\w-]{1,128}$/

const exactly = { exposeHeadRoute: false } as const

/** The contract's endpoints, forwarded: these paths and methods and no others. */
export function registerForwarding(app: FastifyInstance, forwarder: Forwarder, source: string): void {
  const listed = (filter: '' | '/PENDING' | '/SUCCESS') => async (request: FastifyRequest) =>
    asTaskList(await forwarder.list(filter), request.user)

  app.addHook('onError', async (_request, reply, error) => {
    if (error instanceof UpstreamError && error.retryAfter !== null) reply.header('retry-after', error.retryAfter)
  })
  app.post('/MetOcean', largeBody, async (request, reply) => passResult(await forwarder.submitSync(request), source, request, reply))
  app.post('/MetOcean/async', largeBody, async (request) => ({ task_id: await forwarder.submitAsync(request) }))
  app.get<ById>('/task/:id', exactly, async (request, reply) => {
    const result = await forwarder.task(checkedId(request.params.id), whenGone(reply))
    return passResult(result, source, request, reply)
  })
  app.get('/user/tasks', exactly, listed(''))
  app.get('/user/tasks/PENDING', exactly, listed('/PENDING'))
  app.get('/user/tasks/SUCCESS', exactly, listed('/SUCCESS'))
  app.post<ById>('/cancel_task/:id', async (request, reply) => {
    const { httpStatus, answer } = await forwarder.cancel(checkedId(request.params.id))
    return reply.code(httpStatus).send(answer)
  })
}

function checkedId(id: string): string {
  if (!ID.test(id)) throw new HttpError(404, 'not-found', 'There is no task with this id.')
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

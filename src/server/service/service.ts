import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { MailOffer } from '#src/domain/metocean/wire/mail.ts'
import type { Backend } from '../http/backend.ts'
import { startWorkers, type WorkersOptions } from '../jobs/workers.ts'
import { mailOffer, noMail, withMailRule } from '../mail/mail-rule.ts'
import { type SharedReads, shareReads, taskList } from './task-list.ts'
import { serviceOfTask } from '../db/submissions.ts'
import { Refusal } from '../http/http-error.ts'
import { isTaskId, isUuid, largeBody, parseRequestBody, submissionId } from '../http/request-body.ts'
import { taskOfOther } from '../http/origin.ts'
import type { Mode } from '../jobs/queue.ts'
import { type AnswerDeps, sendResult, sendTask } from './answers.ts'
import { awaitTask, type CancelDeps, cancelTask, type TaskEvents } from './task-ends.ts'
import { submit, type SubmitDeps } from './submit.ts'
import type { Task } from './tasks.ts'

interface EmbeddedOptions extends WorkersOptions {
  readonly syncTimeoutMs: number
  /** Domains that may be mailed to. */
  readonly mailDomains: readonly string[]
}

/** Starts the embedded MetOcean service: the contract over HTTP, and workers in the same process. */
export async function openEmbeddedService(options: EmbeddedOptions): Promise<Backend> {
  const { db, sampler, nowMs, syncTimeoutMs, mailDomains } = options
  const workers = await startWorkers(options)
  const { queue, mails, events, estimator } = workers
  const mail = options.mail
    ? mailOffer(mailDomains)
    : noMail('This server sends no mail: no mail server is set up for it (SMTP_URL).')
  const stopping = new AbortController()
  return {
    about: {
      mode: 'embedded',
      source: sampler.source,
      synthetic: sampler.synthetic,
      mail,
      capabilities: ['sync', 'async', 'cancel'],
    },
    register: (app) =>
      registerContract(app, {
        db,
        reads: shareReads(db),
        queue,
        mails,
        mail,
        estimator,
        nowMs,
        events,
        origin: sampler,
        syncTimeoutMs,
        stopping: stopping.signal,
      }),
    async check() {
      await db.query('SELECT 1')
      await db.checkWritable()
    },
    async stop(graceMs) {
      // Held requests end with the tasks they wait for, or when those are given up.
      await workers.stop(graceMs)
      stopping.abort(new Error('the server is stopping'))
    },
  }
}

interface ServiceDeps extends SubmitDeps, AnswerDeps, CancelDeps {
  readonly events: TaskEvents
  readonly reads: SharedReads
  readonly mail: MailOffer
  /** How long a sync request is held. Milliseconds. */
  readonly syncTimeoutMs: number
  /** Aborted when the server stops: held requests then end with 503, their tasks go on at the next start. */
  readonly stopping: AbortSignal
}

type ById = { Params: { id: string } }

/** The endpoints of the contract, answered by this process; the two it has nothing for say so. */
function registerContract(app: FastifyInstance, deps: ServiceDeps): void {
  const { mail, reads, estimator, nowMs } = deps
  const submitted = async (request: FastifyRequest, mode: Mode) => {
    const submission = {
      submissionId: submissionId(request),
      user: request.user,
      mode,
      request: withMailRule(parseRequestBody(request.body), mail),
    }
    return (request.taskId = await submit(deps, submission))
  }
  const listed = (status?: Task['status']) => async (request: FastifyRequest) =>
    taskList(await reads.list(status), request.user, estimator, nowMs())

  app.post('/MetOcean', largeBody, async (request, reply) => {
    const taskId = await submitted(request, 'sync')
    return sendResult(deps, request, reply, await held(deps, request, taskId))
  })
  app.post('/MetOcean/async', largeBody, async (request) => ({ task_id: await submitted(request, 'async') }))
  app.get<ById>('/task/:id', async (request, reply) => sendTask(deps, request, reply, await known(deps, request)))
  app.get('/user/tasks', listed())
  app.get('/user/tasks/PENDING', listed('PENDING'))
  app.get('/user/tasks/SUCCESS', listed('SUCCESS'))
  app.post<ById>('/cancel_task/:id', async (request, reply) => {
    const { id: taskId } = request.params
    const outcome = isUuid(taskId)
      ? await cancelTask(deps, { taskId, user: request.user, nowMs: nowMs() })
      : { kind: 'unknown' as const }
    if (outcome.kind === 'unknown') throw await unknownTask(deps, taskId)
    request.taskId = taskId
    return reply.code(outcome.kind === 'final' ? 409 : 200).send({ task_id: taskId, status: outcome.status })
  })
  app.post('/2DMetOcean', () => Promise.reject(notOffered('Gridded fields')))
  app.post('/plot_timeseries', largeBody, () => Promise.reject(notOffered('Pictures of a result')))
}

const notOffered = (what: string) =>
  new Refusal(
    501,
    'not-offered',
    `${what} come from the MetOcean API only; this server answers from its embedded service, which has none.`,
  )

/** What is said of an id that is none of this service's tasks. */
async function unknownTask({ db }: ServiceDeps, id: string): Promise<Refusal> {
  const service = isTaskId(id) ? await serviceOfTask(db, id) : null
  return service === 'gateway' ? taskOfOther(service) : new Refusal(404, 'not-found', 'There is no task with this id.')
}

async function known(deps: ServiceDeps, request: FastifyRequest<ById>): Promise<Task> {
  const { id } = request.params
  const task = isUuid(id) ? await deps.reads.task(id.toLowerCase()) : null
  if (!task) throw await unknownTask(deps, id)
  request.taskId = id
  return task
}

/** Holds the connection until the task is final. A client that leaves ends the wait and nothing else. */
async function held(
  { db, events, syncTimeoutMs, stopping }: ServiceDeps,
  request: FastifyRequest,
  taskId: string,
): Promise<Task> {
  const gone = new AbortController()
  const leave = () => gone.abort(new Refusal(499, 'client-gone', 'The client closed the connection.'))
  const timeOut = () =>
    gone.abort(
      new Refusal(504, 'timed-out', 'The result takes longer than a held request may; ask for the task by its id.', {
        task_id: taskId,
      }),
    )
  const timer = setTimeout(timeOut, syncTimeoutMs)
  request.raw.socket.once('close', leave)
  try {
    return await awaitTask(db, events, taskId, AbortSignal.any([gone.signal, stopping]))
  } catch (error) {
    if (stopping.aborted)
      throw new Refusal(503, 'server-stopping', 'The server is stopping; the task goes on when it is back.', {
        task_id: taskId,
      })
    throw error
  } finally {
    clearTimeout(timer)
    request.raw.socket.off('close', leave)
  }
}

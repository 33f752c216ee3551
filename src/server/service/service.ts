import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { RequestWindow } from '#src/domain/metocean/coverage.ts'
import type { MailOffer } from '#src/domain/metocean/wire/mail.ts'
import { actorOf, checkMayCancel, checkMaySend, maySee, userOf, type Visibility } from '../auth/user.ts'
import { recordDeed, recordOpened } from '../db/audit.ts'
import type { DailyCaps } from '../db/usage.ts'
import type { Backend } from '../http/backend.ts'
import { startWorkers, type WorkersOptions } from '../jobs/workers.ts'
import { mailOffer, noMail, offerFor, withMailRule } from '../mail/mail-rule.ts'
import { type SharedReads, shareReads, taskList } from './task-list.ts'
import { hashOf, ownersOf, serviceOfTask } from '../db/submissions.ts'
import { Refusal } from '../http/http-error.ts'
import { listPageOf, sendPage } from '../http/list-page.ts'
import { checkedBody, isTaskId, isUuid, largeBody, submissionId } from '../http/request-body.ts'
import { taskOfOther } from '../http/origin.ts'
import type { Mode } from '../jobs/queue.ts'
import { mayReach, type TaskDeed } from '../library/links.ts'
import { type AnswerDeps, resultRemoved, sendResult, sendTask } from './answers.ts'
import { awaitTask, type CancelDeps, cancelTask, type TaskEvents } from './task-ends.ts'
import { submit, type SubmitDeps } from './submit.ts'
import type { Task } from './tasks.ts'

interface EmbeddedOptions extends WorkersOptions {
  readonly syncTimeoutMs: number
  /** Domains that may be mailed to. */
  readonly mailDomains: readonly string[]
  readonly caps: DailyCaps
  readonly visibility: Visibility
}

/** Starts the embedded MetOcean service: the contract over HTTP, and workers in the same process. */
export async function openEmbeddedService(options: EmbeddedOptions): Promise<Backend> {
  const { db, sampler, nowMs, syncTimeoutMs, mailDomains, caps, visibility } = options
  const workers = await startWorkers(options)
  const { queue, mails, events, estimator } = workers
  const mail = options.mail
    ? mailOffer(mailDomains)
    : noMail('This server sends no mail: no mail server is set up for it (SMTP_URL).')
  const stopping = new AbortController()
  return {
    about: {
      mode: 'embedded',
      // Read at each call: files may come and go.
      get source() {
        return sampler.source
      },
      synthetic: sampler.synthetic,
      get window() {
        return sampler.window && windowText(sampler.window)
      },
      get fields() {
        return sampler.fields
      },
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
        caps,
        visibility,
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

const windowText = ({ fromMs, toMs }: RequestWindow) => ({
  from: new Date(fromMs).toISOString(),
  to: new Date(toMs).toISOString(),
})

interface ServiceDeps extends SubmitDeps, AnswerDeps, CancelDeps {
  readonly events: TaskEvents
  readonly reads: SharedReads
  readonly mail: MailOffer
  readonly visibility: Visibility
  /** How long a sync request is held. Milliseconds. */
  readonly syncTimeoutMs: number
  /** Aborted when the server stops: held requests then end with 503, and their tasks go on at the next start. */
  readonly stopping: AbortSignal
}

type ById = { Params: { id: string } }

/** The endpoints of the contract, answered by this process; two that it cannot serve say so. */
function registerContract(app: FastifyInstance, deps: ServiceDeps): void {
  const { db, mail, reads, estimator, nowMs, visibility } = deps
  const submitted = async (request: FastifyRequest, mode: Mode) => {
    const by = actorOf(request)
    checkMaySend(by.user)
    const checked = checkedBody(request)
    const submission = {
      submissionId: submissionId(request),
      by,
      mode,
      ...checked,
      request: withMailRule(checked.request, offerFor(by.user, mail)),
      bodyHash: hashOf(checked),
    }
    return (request.taskId = await submit(deps, submission))
  }
  const listed = (status?: Task['status']) => async (request: FastifyRequest, reply: FastifyReply) => {
    const user = userOf(request)
    const page = listPageOf(request)
    if (page === null) {
      const tasks = (await reads.list(status)).filter(({ userName }) => maySee(user, userName, visibility))
      return taskList(tasks, user.name, estimator, nowMs())
    }
    const userName = maySee(user, null, visibility) ? null : user.name
    const tasks = await reads.page({ page, status: status ?? null, userName })
    const place = ({ calledAt, id }: Task) => ({ calledMs: calledAt.getTime(), taskId: id })
    return taskList(sendPage(reply, tasks, page, place), user.name, estimator, nowMs())
  }

  app.post('/MetOcean', largeBody('columns'), async (request, reply) => {
    const taskId = await submitted(request, 'sync')
    return sendResult(deps, request, reply, await held(deps, request, taskId))
  })
  app.post('/MetOcean/async', largeBody('columns'), async (request) => ({ task_id: await submitted(request, 'async') }))
  app.get<ById>('/task/:id', async (request, reply) => {
    const task = await known(deps, request, 'read')
    const by = actorOf(request)
    if (task.userName !== by.user.name && task.resultRun !== null)
      await recordOpened(
        db,
        by,
        { atMs: nowMs(), taskId: task.id, taskName: task.taskName, ofUser: task.userName },
        request.log,
      )
    return sendTask(deps, request, reply, task)
  })
  app.get('/user/tasks', listed())
  app.get('/user/tasks/PENDING', listed('PENDING'))
  app.get('/user/tasks/SUCCESS', listed('SUCCESS'))
  app.post<ById>('/cancel_task/:id', async (request, reply) => {
    const by = actorOf(request)
    const { id: taskId, taskName, userName } = await known(deps, request, 'cancel')
    checkMayCancel(by.user, userName)
    const outcome = await cancelTask(deps, { taskId, user: by.user.name, nowMs: nowMs() })
    if (outcome.kind === 'unknown') throw await unknownTask(deps, request, 'cancel')
    if (outcome.kind === 'cancelled')
      await recordDeed(db, by, { action: 'cancelled', atMs: nowMs(), taskId, taskName, ofUser: userName })
    return reply.code(outcome.kind === 'final' ? 409 : 200).send({ task_id: taskId, status: outcome.status })
  })
  app.post('/2DMetOcean', () => Promise.reject(notOffered('Gridded fields')))
  app.post('/plot_timeseries', largeBody('json'), () => Promise.reject(notOffered('Pictures of a result')))
}

const notOffered = (what: string) =>
  new Refusal(
    501,
    'not-offered',
    `${what} come from the MetOcean API only; this server answers from its embedded service, which has none.`,
  )

/** The refusal for an id that is not one of this service's tasks, or not one that the user may see. */
async function unknownTask(
  { db, visibility }: ServiceDeps,
  request: FastifyRequest<ById>,
  deed: TaskDeed,
): Promise<Refusal> {
  const { id } = request.params
  const owner = isTaskId(id) ? (await ownersOf(db, [id])).get(id) : undefined
  const isSeen = owner !== undefined && (await mayReach(db, userOf(request), { id, owner }, deed, visibility))
  const service = isSeen ? await serviceOfTask(db, id) : null
  if (service === 'gateway') return taskOfOther(service)
  // One that had a task here and has none any more has outlived its result and its row.
  return service === 'embedded' ? resultRemoved(id) : new Refusal(404, 'not-found', 'There is no task with this id.')
}

async function known(deps: ServiceDeps, request: FastifyRequest<ById>, deed: TaskDeed): Promise<Task> {
  const { id } = request.params
  const { db, visibility } = deps
  const task = isUuid(id) ? await deps.reads.task(id.toLowerCase()) : null
  const isSeen = async ({ id: taskId, userName: owner }: Task) =>
    mayReach(db, userOf(request), { id: taskId, owner }, deed, visibility)
  if (!task || !(await isSeen(task))) throw await unknownTask(deps, request, deed)
  request.taskId = id
  return task
}

/** Holds the connection until the task is final. A client that leaves ends only the wait. */
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

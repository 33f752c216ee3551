import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { SOURCE_HEADER } from '#src/domain/metocean/wire/contract.ts'
import type { Database } from '../db/database.ts'
import type { Backend } from '../http/backend.ts'
import type { CompanyProxy } from '../http/outside.ts'
import { mailOffer, noMail } from '../mail/mail-rule.ts'
import { Calls } from './calls.ts'
import { type Deadlines, deadlinesFor, openUpstream } from './upstream.ts'
import { Forwarder, PlainCalls } from './forwarder.ts'
import { asTaskList, ListedTasks, type ListFilter } from './listed-tasks.ts'
import { recordInterrupted } from './submission-record.ts'
import { Submitter } from './submitter.ts'
import { Refusal } from '../http/http-error.ts'
import { isTaskId, largeBody } from '../http/request-body.ts'
import { passResult } from './upstream-body.ts'

interface GatewayOptions {
  readonly db: Database
  /** False where other servers share the database: what they are sending just now is not interrupted. */
  readonly isOnlyServer: boolean
  readonly apiKey: string
  readonly requestsUrl: string
  readonly tasksUrl: string
  readonly syncTimeoutMs: number
  /** `HTTPS_PROXY` and `NO_PROXY`; null: the service is called directly. */
  readonly proxy: CompanyProxy | null
  /** Domains the service may be asked to mail to. */
  readonly mailDomains: readonly string[]
  readonly nowMs: () => number
  readonly log: FastifyBaseLogger
  /** Other waits than the product's, for tests. */
  readonly deadlines?: Deadlines
  /** Certificates to trust in place of Node's, PEM; for tests. */
  readonly trusted?: string
}

/** The gateway to the real MetOcean service: same endpoints, the key added here. */
export async function openGateway(options: GatewayOptions): Promise<Backend> {
  const { db, apiKey, requestsUrl, tasksUrl, proxy, trusted, syncTimeoutMs, mailDomains, nowMs, log } = options
  const deadlines = options.deadlines ?? deadlinesFor(syncTimeoutMs)
  await recordInterrupted(db, options.isOnlyServer ? nowMs() : nowMs() - deadlines.syncMs - deadlines.acceptMs)
  const upstream = openUpstream({ requestsUrl, tasksUrl, apiKey, deadlines, proxy, trusted })
  const calls = new Calls(upstream, apiKey, log)
  const listed = new ListedTasks({ db, calls, nowMs, log, sharedMs: deadlines.sharedMs })
  const mail =
    mailDomains.length > 0
      ? mailOffer(mailDomains)
      : noMail('This server cannot send mail: no domain is allowed (MAIL_ALLOWED_DOMAINS).')
  const submitter = new Submitter({ db, calls, listed, mail, nowMs })
  const forwarder = new Forwarder(calls, listed)
  const plainCalls = new PlainCalls(calls, mail)
  const source = `MetOcean API at ${new URL(requestsUrl).host}`
  return {
    about: {
      mode: 'gateway',
      source,
      synthetic: false,
      mail,
      capabilities: ['sync', 'async', 'cancel'],
    },
    register: (app) => registerForwarding(app, { submitter, forwarder, listed, plainCalls, source }),
    async check() {
      await db.query('SELECT 1')
      await db.checkWritable()
    },
    async stop(graceMs) {
      await Promise.race([submitter.settled(), sleep(graceMs, undefined, { ref: false })])
      await upstream.destroy()
      await submitter.settled() // what was cut off is recorded as unknown before the database closes
    },
  }
}

type ById = { Params: { id: string } }

interface ForwardingDeps {
  readonly submitter: Submitter
  readonly forwarder: Forwarder
  readonly listed: ListedTasks
  readonly plainCalls: PlainCalls
  /** Where the numbers come from, in words. */
  readonly source: string
}

const exactly = { exposeHeadRoute: false } as const

/** The contract's endpoints, forwarded: these paths and methods and no others. */
function registerForwarding(
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
  if (!isTaskId(id)) throw new Refusal(404, 'not-found', 'There is no task with this id.')
  request.taskId = id
  return id
}

/** Fires when the client leaves before it has its answer: reading may then stop, submitting may not. */
function whenGone(reply: FastifyReply): AbortSignal {
  const gone = new AbortController()
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort(new Refusal(499, 'client-gone', 'The client closed the connection.'))
  })
  return gone.signal
}

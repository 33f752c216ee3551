import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { parseCallTime, SOURCE_HEADER, type TaskRow } from '#src/domain/metocean/wire/contract.ts'
import type { Database } from '../db/database.ts'
import { actorOf, maySee, userOf, type Visibility } from '../auth/user.ts'
import type { DailyCaps } from '../db/usage.ts'
import type { Backend } from '../http/backend.ts'
import type { CompanyProxy } from '../http/outside.ts'
import { mailOffer, noMail } from '../mail/mail-rule.ts'
import { Calls } from './calls.ts'
import { type Deadlines, deadlinesFor, openUpstream } from './upstream.ts'
import { Forwarder, forwardPicture } from './forwarder.ts'
import { asTaskList, ListedTasks, type ListFilter } from './listed-tasks.ts'
import { recordInterrupted } from './submission-record.ts'
import { Submitter } from './submitter.ts'
import { Refusal } from '../http/http-error.ts'
import { listPageOf, sendPage } from '../http/list-page.ts'
import { isTaskId, largeBody } from '../http/request-body.ts'
import { passResult } from './upstream-body.ts'

interface GatewayOptions {
  readonly db: Database
  /** False where other servers share the database: what they are sending is then not treated as interrupted. */
  readonly isOnlyServer: boolean
  readonly apiKey: string
  readonly requestsUrl: string
  readonly tasksUrl: string
  readonly syncTimeoutMs: number
  /** `HTTPS_PROXY` and `NO_PROXY`; null: the service is called directly. */
  readonly proxy: CompanyProxy | null
  /** Domains the service may be asked to mail to. */
  readonly mailDomains: readonly string[]
  readonly caps: DailyCaps
  readonly visibility: Visibility
  /** Users may have addresses of their own, to which the service may mail whatever `mailDomains` says. */
  readonly isSignedIn: boolean
  readonly nowMs: () => number
  readonly log: FastifyBaseLogger
  /** Other waits than the product's, for tests. */
  readonly deadlines?: Deadlines
  /** Certificates to trust instead of Node's, PEM; for tests. */
  readonly trusted?: string
}

/** The gateway to the MetOcean API: the same endpoints, with the key added here. */
export async function openGateway(options: GatewayOptions): Promise<Backend> {
  const { db, apiKey, requestsUrl, tasksUrl, proxy, trusted, syncTimeoutMs, mailDomains, caps, nowMs, log } = options
  const { visibility } = options
  const deadlines = options.deadlines ?? deadlinesFor(syncTimeoutMs)
  await recordInterrupted(db, options.isOnlyServer ? nowMs() : nowMs() - deadlines.syncMs - deadlines.acceptMs)
  const upstream = openUpstream({ requestsUrl, tasksUrl, apiKey, deadlines, proxy, trusted })
  const calls = new Calls(upstream, log)
  const listed = new ListedTasks({ db, calls, nowMs, log, sharedMs: deadlines.sharedMs, visibility })
  const mail =
    mailDomains.length > 0 || options.isSignedIn
      ? mailOffer(mailDomains)
      : noMail('This server cannot send mail: no domain is allowed (MAIL_ALLOWED_DOMAINS).')
  const submitter = new Submitter({ db, calls, listed, mail, caps, nowMs })
  const forwarder = new Forwarder({ calls, listed, db, nowMs, log })
  const source = `MetOcean API at ${new URL(requestsUrl).host}`
  return {
    about: {
      mode: 'gateway',
      source,
      synthetic: false,
      mail,
      capabilities: ['sync', 'async', 'cancel'],
    },
    register: (app) => registerForwarding(app, { submitter, forwarder, listed, calls, source, visibility }),
    upstream: () => calls.state(),
    async check() {
      await db.query('SELECT 1')
      await db.checkWritable()
    },
    async stop(graceMs, answered) {
      // A submission whose caller has left is no request any more, and is still under way.
      const ended = answered.then(() => submitter.settled())
      await Promise.race([ended, sleep(graceMs, undefined, { ref: false })])
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
  readonly calls: Calls
  /** Where the numbers come from, in words. */
  readonly source: string
  readonly visibility: Visibility
}

const exactly = { exposeHeadRoute: false } as const

/** The contract's endpoints, forwarded: these paths and methods and no others. */
function registerForwarding(
  app: FastifyInstance,
  { submitter, forwarder, listed, calls, source, visibility }: ForwardingDeps,
): void {
  const list = (filter: ListFilter) => async (request: FastifyRequest, reply: FastifyReply) => {
    const user = userOf(request)
    const page = listPageOf(request)
    const rows = (await listed.read(filter)).filter((row) => maySee(user, row.submitted_by ?? null, visibility))
    // The service's own lists come whole only.
    return asTaskList(page === null ? rows : sendPage(reply, rows, page, placeOfRow), user.name)
  }

  app.post('/MetOcean', largeBody('points-json'), async (request, reply) =>
    passResult(await submitter.sync(request), source, request, reply),
  )
  app.post('/MetOcean/async', largeBody('points-json'), async (request) => {
    const task_id = await submitter.async(request)
    request.taskId = task_id
    return { task_id }
  })
  app.get<ById>('/task/:id', exactly, async (request, reply) => {
    const result = await forwarder.task(idOf(request), actorOf(request), whenGone(reply))
    return passResult(result, source, request, reply)
  })
  app.get('/user/tasks', exactly, list(''))
  app.get('/user/tasks/PENDING', exactly, list('/PENDING'))
  app.get('/user/tasks/SUCCESS', exactly, list('/SUCCESS'))
  app.post<ById>('/cancel_task/:id', async (request, reply) => {
    const { httpStatus, answer } = await forwarder.cancel(idOf(request), actorOf(request))
    return reply.code(httpStatus).send(answer)
  })
  app.post('/2DMetOcean', async (request, reply) => passResult(await submitter.field(request), source, request, reply))
  app.post('/plot_timeseries', largeBody('json'), async (request, reply) => {
    const picture = await forwardPicture(calls, request)
    return reply.header(SOURCE_HEADER, source).type('image/png').send(picture)
  })
}

/** One whose time cannot be read comes last. */
const placeOfRow = ({ API_call_time, task_id }: TaskRow) => ({
  calledMs: parseCallTime(API_call_time) ?? 0,
  taskId: task_id,
})

function idOf(request: FastifyRequest<ById>): string {
  const { id } = request.params
  if (!isTaskId(id)) throw new Refusal(404, 'not-found', 'There is no task with this id.')
  request.taskId = id
  return id
}

/** Fires when the client leaves before its answer comes: reading may then stop, submitting may not. */
function whenGone(reply: FastifyReply): AbortSignal {
  const gone = new AbortController()
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort(new Refusal(499, 'client-gone', 'The client closed the connection.'))
  })
  return gone.signal
}

import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyBaseLogger } from 'fastify'
import type { Database } from '../db/database.ts'
import type { Backend } from '../http/backend.ts'
import type { CompanyProxy } from '../http/company-proxy.ts'
import { mailOffer, noMail } from '../mail/mail-rule.ts'
import { Calls } from './calls.ts'
import { deadlinesFor, type Deadlines } from './deadlines.ts'
import { Forwarder } from './forwarder.ts'
import { ListedTasks } from './listed-tasks.ts'
import { PlainCalls } from './plain-calls.ts'
import { registerForwarding } from './routes.ts'
import { recordInterrupted } from './submission-record.ts'
import { Submitter } from './submitter.ts'
import { openUpstream } from './upstream.ts'

export interface GatewayOptions {
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
      : noMail('This server has mail sent to no address: no domain is allowed (MAIL_ALLOWED_DOMAINS).')
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

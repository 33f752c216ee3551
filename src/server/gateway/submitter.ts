import type { FastifyRequest } from 'fastify'
import { bounds, TaskAccepted } from '#src/domain/metocean/wire/contract.ts'
import type { MailOffer } from '#src/domain/metocean/wire/mail.ts'
import { actorOf, checkMaySend } from '../auth/user.ts'
import type { Database } from '../db/database.ts'
import { hashOf, settleSubmission } from '../db/submissions.ts'
import type { DailyCaps } from '../db/usage.ts'
import { MOST_UNDER_WAY, TooManyTasks } from '../http/caps.ts'
import { Refusal } from '../http/http-error.ts'
import type { CheckedRequest } from '../http/checked-body.ts'
import { checkedBody, isTaskId, submissionId } from '../http/request-body.ts'
import type { Calls } from './calls.ts'
import { readFieldRequest } from './field-request.ts'
import { bodyJson, openResult, type PassedResult } from './upstream-body.ts'
import type { ListedTasks } from './listed-tasks.ts'
import { offerFor, withMailRule } from '../mail/mail-rule.ts'
import { valuesOf, valuesRequested } from '../monitoring/metrics.ts'
import { type NewSubmission, recordBeforeSending, recordOutcome } from './submission-record.ts'
import { unreadable, UpstreamError } from './upstream-error.ts'
import type { UpstreamAnswer, UpstreamCall } from './upstream.ts'

export interface SubmitterDeps {
  readonly db: Database
  readonly calls: Calls
  readonly listed: ListedTasks
  readonly mail: MailOffer
  readonly caps: DailyCaps
  readonly nowMs: () => number
}

/** What is recorded of a request as it came, and its body as it goes out, with the address that mail may go to. */
type Asking = (
  request: FastifyRequest,
  offer: MailOffer,
) => { readonly asked: CheckedRequest; readonly body: string | Uint8Array }

type Read<T> = (answer: UpstreamAnswer) => Promise<{ readonly value: T; readonly taskId?: string }>

/** Forwards submissions, each at most once: its row is written before a byte goes out, and completed afterwards. */
export class Submitter {
  readonly #deps: SubmitterDeps
  /** Submissions under way; the server lets them end before it ends itself. */
  readonly #sending = new Set<Promise<unknown>>()

  constructor(deps: SubmitterDeps) {
    this.#deps = deps
  }

  /** Holds the call even if the client leaves. @returns the bare array, unparsed */
  sync(request: FastifyRequest): Promise<PassedResult> {
    return this.#submit(request, 'sync', readRoute, readResult)
  }

  /** A field over an area, which counts as its cells do. @returns the service's JSON, unparsed */
  field(request: FastifyRequest): Promise<PassedResult> {
    return this.#submit(request, 'field', readField, readResult)
  }

  /** @returns the id of the task */
  async(request: FastifyRequest): Promise<string> {
    return this.#submit(request, 'async', readRoute, readAccepted, (taskId) => taskId)
  }

  /** Resolves when no submission is under way. */
  async settled(): Promise<void> {
    await Promise.allSettled([...this.#sending])
  }

  async #submit<T>(
    request: FastifyRequest,
    kind: 'sync' | 'async' | 'field',
    asking: Asking,
    read: Read<T>,
    known?: (taskId: string) => T,
  ): Promise<T> {
    const { db, mail, caps, nowMs } = this.#deps
    const by = actorOf(request)
    checkMaySend(by.user)
    const id = submissionId(request)
    const { asked, body } = asking(request, offerFor(by.user, mail))
    const submission = { id, by, caps, nowMs: nowMs(), ...asked, bodyHash: hashOf(asked) }
    const before = await recordBeforeSending(db, submission)
    if (before?.taskId && known) return known(before.taskId)
    if (before) {
      throw new Refusal(502, 'answer-incomplete', 'This submission was sent before; look for its task by name.', {
        task_id: before.taskId,
      })
    }
    await this.#checkRoom(id, by.user.name)
    const sending = this.#send(submission, { kind, body }, read)
    countSent(sending, asked)
    this.#sending.add(sending)
    try {
      return await sending
    } finally {
      this.#sending.delete(sending)
    }
  }

  async #send<T>(submission: NewSubmission, call: UpstreamCall, read: Read<T>): Promise<T> {
    const { db, calls, listed } = this.#deps
    listed.forget()
    try {
      const { value, taskId } = await calls.make(call, read)
      listed.forget() // a list that was read meanwhile may lack the task
      await recordOutcome(db, submission, { taskId })
      if (taskId) listed.accepted(taskId)
      return value
    } catch (error) {
      await recordOutcome(db, submission, { error })
      throw error
    }
  }

  /** Counts the row just written. Known tasks may be out of date, so a list is read before anyone is refused. */
  async #checkRoom(id: string, user: string): Promise<void> {
    const { db, listed } = this.#deps
    const isFull = async () => (await listed.underWay(user)) > MOST_UNDER_WAY
    if (!(await isFull())) return
    await listed.read('/PENDING').catch(() => undefined)
    if (!(await isFull())) return
    await settleSubmission(db, id, { state: 'refused' })
    throw new TooManyTasks()
  }
}

/** What was certainly not accepted does not count. */
function countSent(sending: Promise<unknown>, asked: CheckedRequest): void {
  const count = () => valuesRequested.inc(valuesOf(asked))
  sending.then(count, (error: unknown) =>
    error instanceof UpstreamError && error.outcome === 'refused' ? undefined : count(),
  )
}

const readRoute: Asking = (request, offer) => {
  const asked = checkedBody(request)
  return { asked, body: jsonOf({ ...asked, request: withMailRule(asked.request, offer) }) }
}

const readField: Asking = ({ body }, offer) => {
  const { field, asked } = readFieldRequest(body)
  return { asked, body: JSON.stringify(withMailRule(field, offer)) }
}

/** The whole request as JSON, UTF-8; its points are JSON already. */
const jsonOf = ({ request, points }: CheckedRequest) =>
  Buffer.concat([Buffer.from('{"points":'), points, Buffer.from(`,${JSON.stringify(request).slice(1)}`)])

const readResult: Read<PassedResult> = async (answer) => ({ value: await openResult(answer) })

const readAccepted: Read<string> = async (answer) => {
  const accepted = TaskAccepted.safeParse(await bodyJson(answer, bounds.otherBytes))
  if (!accepted.success || !isTaskId(accepted.data.task_id)) throw unreadable('something without a task id')
  return { value: accepted.data.task_id, taskId: accepted.data.task_id }
}

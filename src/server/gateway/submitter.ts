import type { FastifyRequest } from 'fastify'
import { bounds, TaskAccepted } from '#src/domain/metocean/wire/contract.ts'
import type { MailOffer } from '#src/domain/metocean/wire/mail.ts'
import type { Database } from '../db/database.ts'
import { settleSubmission } from '../db/submissions.ts'
import { MOST_UNDER_WAY, TooManyTasks } from '../http/caps.ts'
import { Refusal } from '../http/http-error.ts'
import { parseRequestBody, submissionId } from '../http/request-body.ts'
import type { Calls } from './calls.ts'
import { bodyJson, openResult, type PassedResult } from './upstream-body.ts'
import type { ListedTasks } from './listed-tasks.ts'
import { withMailRule } from '../mail/mail-rule.ts'
import { recordBeforeSending, recordOutcome } from './submission-record.ts'
import { unreadable } from './upstream-error.ts'
import type { UpstreamAnswer, UpstreamCall } from './upstream.ts'

export interface SubmitterDeps {
  readonly db: Database
  readonly calls: Calls
  readonly listed: ListedTasks
  readonly mail: MailOffer
  readonly nowMs: () => number
}

type Read<T> = (answer: UpstreamAnswer) => Promise<{ readonly value: T; readonly taskId?: string }>

/** Forwards submissions, each at most once: its row is written before a byte goes out, and completed afterwards. */
export class Submitter {
  readonly #deps: SubmitterDeps
  /** Submissions under way; they are let end before the server does. */
  readonly #sending = new Set<Promise<unknown>>()

  constructor(deps: SubmitterDeps) {
    this.#deps = deps
  }

  /** Holds the call, whether or not the client stays. @returns the bare array, unparsed */
  sync(request: FastifyRequest): Promise<PassedResult> {
    return this.#submit(request, 'sync', async (answer) => ({ value: await openResult(answer) }))
  }

  /** @returns the id of the task */
  async(request: FastifyRequest): Promise<string> {
    return this.#submit(request, 'async', readAccepted, (taskId) => taskId)
  }

  /** Resolves when no submission is under way. */
  async settled(): Promise<void> {
    await Promise.allSettled([...this.#sending])
  }

  async #submit<T>(
    request: FastifyRequest,
    kind: 'sync' | 'async',
    read: Read<T>,
    known?: (taskId: string) => T,
  ): Promise<T> {
    const { db, mail, nowMs } = this.#deps
    const id = submissionId(request)
    const body = withMailRule(parseRequestBody(request.body), mail)
    const before = await recordBeforeSending(db, { id, user: request.user, request: body, nowMs: nowMs() })
    if (before?.taskId && known) return known(before.taskId)
    if (before) {
      throw new Refusal(502, 'answer-incomplete', 'This submission was sent before; look for its task by name.', {
        task_id: before.taskId,
      })
    }
    await this.#checkRoom(id, request.user)
    const sending = this.#send(id, { kind, body: JSON.stringify(body) }, read)
    this.#sending.add(sending)
    try {
      return await sending
    } finally {
      this.#sending.delete(sending)
    }
  }

  async #send<T>(id: string, call: UpstreamCall, read: Read<T>): Promise<T> {
    const { db, calls, listed } = this.#deps
    listed.forget()
    try {
      const { value, taskId } = await calls.make(call, read)
      listed.forget() // one that was read meanwhile may lack the task
      await recordOutcome(db, id, { taskId })
      if (taskId) listed.accepted(taskId)
      return value
    } catch (error) {
      await recordOutcome(db, id, { error })
      throw error
    }
  }

  /** The row is written and counts. What is known of unfinished tasks may be old, so a list is read before anyone is refused. */
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

const readAccepted: Read<string> = async (answer) => {
  const accepted = TaskAccepted.safeParse(await bodyJson(answer, bounds.otherBytes))
  if (!accepted.success) throw unreadable('something without a task id')
  return { value: accepted.data.task_id, taskId: accepted.data.task_id }
}

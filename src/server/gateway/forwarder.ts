import type { Readable } from 'node:stream'
import type { FastifyBaseLogger, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { CancelAnswer, limits, TaskAccepted, type TaskRow } from '#src/domain/metocean/contract.ts'
import type { Database } from '../db/database.ts'
import { HttpError } from '../http/http-error.ts'
import { parseRequestBody } from '../http/request-body.ts'
import { submissionId } from '../http/submission-id.ts'
import { bodyJson } from './decoded-body.ts'
import { KnownIds } from './known-ids.ts'
import { withMailRule } from './mail-rule.ts'
import { OutageLog } from './outage.ts'
import { openResult } from './passed-result.ts'
import { refuseFailure } from './refusals.ts'
import { SharedCalls } from './shared-calls.ts'
import { attachListed, isSubmitted, recordBeforeSending, recordOutcome } from './submission-record.ts'
import { readTaskRows } from './task-lists.ts'
import { unreadable } from './upstream-error.ts'
import type { Upstream, UpstreamAnswer, UpstreamCall } from './upstream.ts'

/** An account's whole list, some hundred bytes a task. */
const LIST_BYTES = 16 * 1024 * 1024

export interface ForwarderDeps {
  readonly db: Database
  readonly upstream: Upstream
  readonly apiKey: string
  readonly mailDomains: readonly string[]
  readonly nowMs: () => number
  readonly log: FastifyBaseLogger
  readonly sharedMs: number
}

/** Forwards the contract's calls: records submissions, checks answers, keeps the service's own business inside. */
export class Forwarder {
  readonly #deps: ForwarderDeps
  readonly #seen = new KnownIds()
  readonly #lists: SharedCalls<TaskRow[]>
  readonly #outage: OutageLog
  /** Submissions under way; they are let end before the server does. */
  readonly #sending = new Set<Promise<unknown>>()

  constructor(deps: ForwarderDeps) {
    this.#deps = deps
    this.#lists = new SharedCalls(deps.sharedMs)
    this.#outage = new OutageLog(deps.log)
  }

  /** Forwards a sync submission and holds the call, whether or not the client stays. @returns the bare array, unparsed */
  submitSync(request: FastifyRequest): Promise<Readable> {
    return this.#submit(request, 'sync', async (answer) => ({ value: await openResult(answer) }))
  }

  /** @returns the id of the task */
  submitAsync(request: FastifyRequest): Promise<string> {
    return this.#submit(request, 'async', async (answer) => {
      const accepted = TaskAccepted.safeParse(await bodyJson(answer, limits.otherBytes))
      if (!accepted.success) throw unreadable('something without a task id')
      return { value: accepted.data.task_id, taskId: accepted.data.task_id }
    }, (taskId) => taskId)
  }

  /** The body of a task, unparsed. @throws HttpError 404 for an id that Fairway has not met */
  async task(id: string, gone: AbortSignal): Promise<Readable> {
    await this.#checkKnown(id)
    return this.#call({ kind: 'task', id }, openResult, gone)
  }

  async list(filter: '' | '/PENDING' | '/SUCCESS'): Promise<TaskRow[]> {
    const { db, nowMs } = this.#deps
    return this.#lists.get(filter, nowMs(), async () => {
      const tasks = await this.#call({ kind: 'list', filter }, async (answer) => readTaskRows(await bodyJson(answer, LIST_BYTES)))
      this.#seen.see(tasks.map(({ task_id }) => task_id), nowMs())
      await attachListed(db, tasks, nowMs())
      return tasks
    })
  }

  /** @returns 200, or 409 where the task had ended, with the service's own word for its status */
  async cancel(id: string): Promise<{ httpStatus: number; answer: z.infer<typeof CancelAnswer> }> {
    await this.#checkKnown(id)
    const cancelling = this.#call({ kind: 'cancel', id }, async (answer) => {
      const isFinal = answer.status === 409
      if (!isFinal) await refuseFailure(answer, this.#deps.apiKey)
      const body = CancelAnswer.safeParse(await bodyJson(answer, limits.otherBytes).catch(() => null))
      if (body.success) return { httpStatus: isFinal ? 409 : 200, answer: body.data }
      // The answer is not documented: without the two fields its status still counts, and the next poll tells the rest.
      if (isFinal) throw new HttpError(409, 'conflict', 'The task had already ended.')
      return { httpStatus: 200, answer: { task_id: id, status: 'PENDING' } }
    })
    return cancelling.finally(() => this.#lists.forget())
  }

  /** Resolves when no submission is under way. */
  async settled(): Promise<void> {
    await Promise.allSettled([...this.#sending])
  }

  async #submit<T>(
    request: FastifyRequest,
    kind: 'sync' | 'async',
    read: (answer: UpstreamAnswer) => Promise<{ value: T; taskId?: string }>,
    known?: (taskId: string) => T,
  ): Promise<T> {
    const { db, mailDomains, nowMs } = this.#deps
    const id = submissionId(request)
    const body = withMailRule(parseRequestBody(request.body), mailDomains)
    const before = await recordBeforeSending(db, { id, user: request.user, request: body, nowMs: nowMs() })
    if (before?.taskId && known) return known(before.taskId)
    if (before) {
      throw new HttpError(502, 'answer-incomplete', 'This submission was sent before; look for its task by name.', { task_id: before.taskId })
    }
    const sending = this.#send(id, { kind, body: JSON.stringify(body) }, read)
    this.#sending.add(sending)
    try {
      return await sending
    } finally {
      this.#sending.delete(sending)
    }
  }

  async #send<T>(id: string, call: UpstreamCall, read: (answer: UpstreamAnswer) => Promise<{ value: T; taskId?: string }>): Promise<T> {
    const { db, nowMs } = this.#deps
    this.#lists.forget()
    try {
      const { value, taskId } = await this.#call(call, read)
      this.#lists.forget() // one that was read meanwhile may lack the task
      await recordOutcome(db, id, { taskId })
      if (taskId) this.#seen.see([taskId], nowMs())
      return value
    } catch (error) {
      await recordOutcome(db, id, { error })
      throw error
    }
  }

  async #call<T>(call: UpstreamCall, read: (answer: UpstreamAnswer) => Promise<T>, gone?: AbortSignal): Promise<T> {
    const { upstream, apiKey } = this.#deps
    try {
      const answer = await upstream.call(call, gone)
      if (call.kind !== 'cancel') await refuseFailure(answer, apiKey)
      const value = await read(answer)
      this.#outage.worked()
      return value
    } catch (error) {
      const isRefusal = error instanceof HttpError && error.statusCode < 500
      if (!isRefusal && !gone?.aborted) this.#outage.failed(call.kind, error)
      throw error
    }
  }

  async #checkKnown(id: string): Promise<void> {
    if (this.#seen.has(id, this.#deps.nowMs())) return
    if (!(await isSubmitted(this.#deps.db, id))) throw new HttpError(404, 'not-found', 'There is no task with this id.')
  }
}

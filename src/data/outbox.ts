import { asAppError } from '#src/domain/errors.ts'
import { backOffMs, pollPolicy } from '#src/domain/tasks/poll-policy.ts'
import { findByName } from '#src/domain/tasks/recovery.ts'
import { isFinal } from '#src/domain/tasks/submission.ts'
import { readsCancelled } from '#src/domain/tasks/submission-state.ts'
import type { Answers } from './answers.ts'
import type { Followed } from './follow.ts'
import { HttpError, outcomeOf } from './http.ts'
import { createListeners, type Listeners } from './listeners.ts'
import { type Locks, withHeldCall } from './locks.ts'
import type { LookUp } from './look-up.ts'
import type { ResultReader } from './result-reader.ts'
import type { SubmissionStore } from './submission-store.ts'
import type { TaskLists } from './task-lists.ts'

interface Parts {
  store: SubmissionStore
  lists: TaskLists
  locks: Locks
  reader: ResultReader
  answers: Answers
  lookUp: LookUp
  follow: (id: string) => Promise<Followed>
  /** Called when a submission's task id has become known. */
  identified: (id: string) => void
  /** True if Fairway's server answers; asked before trying again, so that nothing is sent into the dark. */
  reachable: () => Promise<boolean>
  now: () => number
  random: () => number
}

/** A timer may go off this much before its time. Milliseconds. */
const EARLY_MS = 50

/** Sends what is stored, each submission at most once. */
export interface Outbox extends Pick<Listeners, 'subscribe'> {
  readonly send: (id: string) => Promise<void>
  /** After a start: sends what is unsent, and clears up what an ended page or tab left behind. */
  readonly recover: () => void
  /** The connection is back: what waits for it goes now. */
  readonly sendWaiting: () => void
  /** When an unsent submission is tried again, epoch milliseconds; null: not planned. */
  readonly retryMs: (id: string) => number | null
  readonly stop: () => void
}

export function createOutbox({ store, lists, locks, reader, answers, lookUp, follow, identified, reachable, now, random }: Parts): Outbox {
  const { subscribe, notify } = createListeners()
  /** `told`: the service itself named the time to wait. */
  const retries = new Map<string, { timer: ReturnType<typeof setTimeout>; atMs: number; failures: number; told: boolean }>()
  const timers = new Set<ReturnType<typeof setTimeout>>()
  /** Submissions that are looked after once nobody is sending them any more. */
  const cared = new Set<string>()
  let caring = false

  const send = async (id: string): Promise<void> => {
    // Over all tabs only one sends a submission.
    await locks.attempt(`sending:${id}`, async () => {
      const submission = store.get(id)
      if (submission?.state !== 'unsent') return
      if (submission.mode === 'sync') {
        if (await withHeldCall(locks, () => sendOnce(id))) return
        await store.apply(id, { type: 'sent-in-background' })
      }
      await sendOnce(id)
    })
  }

  async function sendOnce(id: string): Promise<void> {
    const failures = retries.get(id)?.failures ?? 0
    const waitMs = lists.waitMs()
    // The service asked, whichever tab and call it told.
    if (waitMs > EARLY_MS) return holdBack(id, new HttpError('busy', '', { outcome: 'not-sent', retryAfterMs: waitMs }))
    if ((failures > 0 || lists.contact().lostMs !== null) && !(await reachable())) return holdBack(id, new HttpError('server-unreachable', '', { outcome: 'not-sent' }))
    await store.apply(id, { type: 'sending', atMs: now() })
    const submission = store.get(id)
    if (submission?.state !== 'sending') return
    if (submission.mode === 'sync') learnId(id)
    try {
      const read = await reader({ kind: submission.mode === 'sync' ? 'direct' : 'background', sending: submission })
      forget(id)
      lists.heard()
      if (read.taskId !== null) await store.apply(id, { type: 'accepted', taskId: read.taskId })
      else await tookDirectAnswer(id, read)
      identified(id)
    } catch (error) {
      await afterFailure(id, error)
    }
  }

  async function tookDirectAnswer(id: string, read: Awaited<ReturnType<ResultReader>>): Promise<void> {
    const submission = store.get(id)
    if (!submission) return
    await answers.took(submission, read)
    if (submission.taskId === null) await findId(id, 'success')
  }

  async function afterFailure(id: string, error: unknown): Promise<void> {
    const { code, detail } = asAppError(error)
    const outcome = outcomeOf(error)
    if (outcome === 'not-sent') return holdBack(id, error)
    forget(id)
    const known = store.get(id)?.taskId != null
    if (outcome === 'refused' && !known) {
      const event = readsCancelled(detail)
        ? ({ type: 'ended', atMs: now(), status: 'CANCELLED', error: detail } as const)
        : ({ type: 'refused', atMs: now(), code, detail } as const)
      return store.apply(id, event)
    }
    lists.heard(error)
    await lose(id, code, detail)
  }

  async function lose(id: string, code: ReturnType<typeof asAppError>['code'], detail: string): Promise<void> {
    await store.apply(id, { type: 'connection-lost', atMs: now(), code, detail })
    if (store.get(id)?.state === 'accepted') await follow(id)
    else lookUp.start(id)
  }

  async function holdBack(id: string, error: unknown): Promise<void> {
    const { code, detail } = asAppError(error)
    lists.heard(error)
    const failures = (retries.get(id)?.failures ?? 0) + 1
    await store.apply(id, { type: 'held-back', code, detail })
    forget(id)
    // Nobody is signed in: trying again by itself would only be refused again.
    if (code === 'signed-out' || store.get(id)?.state !== 'unsent') return
    const askedMs = error instanceof HttpError ? (error.retryAfterMs ?? 0) : 0
    const delayMs = Math.max(askedMs, backOffMs(failures, random(), pollPolicy.resend))
    retries.set(id, { failures, told: askedMs > 0, atMs: now() + delayMs, timer: setTimeout(() => void send(id), delayMs) })
    notify()
  }

  function forget(id: string): void {
    clearTimeout(retries.get(id)?.timer)
    retries.delete(id)
  }

  /** A held call does not tell its task's id; the list of pending ones does. */
  function learnId(id: string): void {
    for (const delayMs of pollPolicy.learnIdMs) {
      const timer = setTimeout(() => {
        timers.delete(timer)
        const submission = store.get(id)
        if (submission && !isFinal(submission) && submission.taskId === null) void findId(id, 'pending')
      }, delayMs)
      timers.add(timer)
    }
  }

  async function findId(id: string, name: 'pending' | 'success'): Promise<void> {
    const submission = store.get(id)
    if (!submission) return
    const list = await lists.read(name).catch(() => null)
    const found = findByName(list?.tasks ?? [], submission.taskName)
    if (found.kind !== 'one') return
    const { task_id: taskId } = found.row
    if (store.get(id)?.state === 'done') await answers.identify(id, taskId)
    else await store.apply(id, { type: 'listed', taskId })
    identified(id)
  }

  /** Whoever is sending it holds the right to; once that is free and it still reads "sending", its page has ended. */
  function takeCare(id: string): void {
    if (cared.has(id)) return
    cared.add(id)
    locks.afterwards(`sending:${id}`, () => {
      cared.delete(id)
      void loseIfLeft(id)
    })
  }

  async function loseIfLeft(id: string): Promise<void> {
    await store.reload(id) // its tab may have written an outcome that has not been heard of here
    const state = store.get(id)?.state
    if (state === 'sending') await lose(id, 'server-unreachable', 'the page was closed')
    // Its page wrote that much with its last breath, and nobody looks for it.
    if (state === 'unknown') lookUp.start(id)
  }

  // Another tab may begin to send, and be closed, at any time.
  store.subscribe(() => {
    if (!caring || !locks.acrossTabs) return
    for (const { id, state } of store.all()) {
      if (state === 'sending') takeCare(id)
      if (state === 'unknown') lookUp.start(id) // the tab that looks for it may be closed before it has found it
    }
  })

  return {
    subscribe,
    send,
    recover: () => {
      caring = true
      for (const { id, state } of store.all()) {
        if (state === 'unsent') void send(id)
        if (state === 'unknown' || state === 'not-found') lookUp.start(id)
        if (state === 'sending') takeCare(id)
      }
    },
    sendWaiting: () => {
      for (const { id, state, error } of store.all()) {
        const isHeld = retries.get(id)?.told === true || (error?.code === 'signed-out' && lists.contact().isSignedOut)
        if (state === 'unsent' && !isHeld) void send(id)
      }
    },
    retryMs: (id) => retries.get(id)?.atMs ?? null,
    stop: () => {
      caring = false
      retries.forEach(({ timer }) => clearTimeout(timer))
      timers.forEach((timer) => clearTimeout(timer))
    },
  }
}

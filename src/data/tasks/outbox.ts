import { type MutationKey, MutationObserver, type QueryClient } from '@tanstack/react-query'
import { asAppError, type ErrorCode } from '#src/domain/errors.ts'
import { CancelAnswer } from '#src/domain/metocean/wire/contract.ts'
import { backOffMs, pollPolicy } from '#src/domain/tasks/poll-policy.ts'
import { findByName } from '#src/domain/tasks/recovery.ts'
import { isFinal } from '#src/domain/tasks/submission.ts'
import { readsCancelled } from '#src/domain/tasks/submission-state.ts'
import { callJson } from '../http/http.ts'
import { HttpError, outcomeOf } from '../http/http-error.ts'
import { createListeners, type Listeners } from '../listeners.ts'
import { type Locks, withHeldCall } from '../locks.ts'
import type { ReadAnswer } from '../http/read-call.ts'
import type { ResultReader } from '../workers/result-reader.ts'
import type { Answers } from './answers.ts'
import type { ContactWatch } from './contact.ts'
import type { Poll } from './poll.ts'
import { aboutQuery, readList } from './queries.ts'
import type { Recovery } from './recovery.ts'
import type { SubmissionStore } from './submission-store.ts'

interface Parts {
  client: QueryClient
  store: SubmissionStore
  contact: ContactWatch
  locks: Locks
  reader: ResultReader
  answers: Answers
  recovery: () => Recovery
  poll: () => Pick<Poll, 'lookAt'>
  random: () => number
}

/** A timer may go off this much before its time. Milliseconds. */
const EARLY_MS = 50

/** Sends each submission at most once, and repeats each cancel until the service says how the task ended. */
export interface Outbox extends Pick<Listeners, 'subscribe'> {
  readonly send: (id: string) => Promise<void>
  /** This tab takes over what is unsent, and what an ended page or tab left behind. */
  readonly takeCare: () => void
  /** The connection is back: what waits for it goes now. */
  readonly sendWaiting: () => void
  /** When an unsent submission is tried again, epoch milliseconds; null: not planned. */
  readonly retryMs: (id: string) => number | null
  readonly cancel: (id: string) => Promise<void>
  /** There is news of a submission: a cancel that waited for its task's id goes out. */
  readonly changed: (id: string) => void
  readonly stop: () => void
}

export function createOutbox({
  client,
  store,
  contact,
  locks,
  reader,
  answers,
  recovery,
  poll,
  random,
}: Parts): Outbox {
  const { subscribe, notify } = createListeners()
  /** `asked`: the service itself named the time to wait. */
  const retries = new Map<
    string,
    { timer: ReturnType<typeof setTimeout>; atMs: number; failures: number; asked: boolean }
  >()
  const timers = new Set<ReturnType<typeof setTimeout>>()
  /** Submissions to look after once nobody is sending them any more. */
  const cared = new Set<string>()
  /** Cancels under way. */
  const cancelling = new Set<string>()
  let caring = false

  /** A call as a mutation: never repeated by itself, and reported to the contact. */
  const call = <T>(mutationKey: MutationKey, mutationFn: () => Promise<T>): Promise<T> =>
    new MutationObserver(client, {
      mutationKey,
      mutationFn,
      retry: false,
      networkMode: 'always',
      gcTime: 0,
      meta: { asksServer: true },
    }).mutate()

  // Sending.

  const send = async (id: string): Promise<void> => {
    // Only one of all tabs sends a submission.
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
    if (contact.now().isSignedOut) return holdBack(id, new HttpError('signed-out', '', { outcome: 'not-sent' }))
    const waitMs = contact.waitMs()
    // The service asked for the pause, whichever tab and call it answered.
    if (waitMs > EARLY_MS) return holdBack(id, new HttpError('busy', '', { outcome: 'not-sent', retryAfterMs: waitMs }))
    // Nothing is sent without knowing that somebody answers.
    if ((failures > 0 || contact.now().lostMs !== null) && !(await isReachable()))
      return holdBack(id, new HttpError('server-unreachable', '', { outcome: 'not-sent' }))
    await store.apply(id, { type: 'sending', atMs: Date.now() })
    const submission = store.get(id)
    if (submission?.state !== 'sending') return
    if (submission.mode === 'sync') learnId(id)
    let read: ReadAnswer
    try {
      read = await call(['tasks', 'send', id], () =>
        reader({ kind: submission.mode === 'sync' ? 'direct' : 'background', sending: submission }),
      )
    } catch (error) {
      return afterFailure(id, error)
    }
    forget(id)
    if (read.taskId !== null) await store.apply(id, { type: 'accepted', taskId: read.taskId })
    else await receive(id, read)
    changed(id)
  }

  async function isReachable(): Promise<boolean> {
    return client.fetchQuery({ ...aboutQuery(), staleTime: 0 }).then(
      () => true,
      (error: unknown) => outcomeOf(error) === 'refused',
    )
  }

  async function receive(id: string, read: ReadAnswer): Promise<void> {
    const submission = store.get(id)
    if (!submission) return
    await answers.received(submission, read)
    if (submission.taskId === null) await findId(id, 'success')
  }

  async function afterFailure(id: string, error: unknown): Promise<void> {
    const { code, detail } = asAppError(error)
    const outcome = outcomeOf(error)
    if (outcome === 'not-sent') return holdBack(id, error)
    forget(id)
    const isKnown = store.get(id)?.taskId != null
    if (outcome !== 'refused' || isKnown) return lose(id, code, detail)
    await store.apply(
      id,
      readsCancelled(detail)
        ? { type: 'ended', atMs: Date.now(), status: 'CANCELLED', error: detail }
        : { type: 'refused', atMs: Date.now(), code, detail },
    )
  }

  async function lose(id: string, code: ErrorCode, detail: string): Promise<void> {
    await store.apply(id, { type: 'connection-lost', atMs: Date.now(), code, detail })
    if (store.get(id)?.state === 'accepted') await poll().lookAt(id)
    else recovery().start(id)
  }

  async function holdBack(id: string, error: unknown): Promise<void> {
    const { code, detail } = asAppError(error)
    const failures = (retries.get(id)?.failures ?? 0) + 1
    await store.apply(id, { type: 'held-back', code, detail })
    forget(id)
    // Nobody is signed in: another try would only be refused again.
    if (code === 'signed-out' || store.get(id)?.state !== 'unsent') return
    const askedMs = error instanceof HttpError ? (error.retryAfterMs ?? 0) : 0
    const delayMs = Math.max(askedMs, backOffMs(failures, random(), pollPolicy.resend))
    retries.set(id, {
      failures,
      asked: askedMs > 0,
      atMs: Date.now() + delayMs,
      timer: setTimeout(() => void send(id), delayMs),
    })
    notify()
  }

  function forget(id: string): void {
    clearTimeout(retries.get(id)?.timer)
    retries.delete(id)
  }

  /** A held call does not give its task's id; the list of pending ones does. */
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
    const list = await readList(client, name).catch(() => null)
    const found = findByName(list?.tasks ?? [], submission.taskName)
    if (found.kind !== 'one') return
    const { task_id: taskId } = found.row
    if (store.get(id)?.state === 'done') await answers.identify(id, taskId)
    else await store.apply(id, { type: 'listed', taskId })
    changed(id)
  }

  // Looking after what nobody sends any more.

  /** The sender holds a lock: once that is free and the submission still reads "sending", its page has ended. */
  function waitFor(id: string): void {
    if (cared.has(id)) return
    cared.add(id)
    locks.afterwards(`sending:${id}`, () => {
      cared.delete(id)
      void loseIfLeft(id)
    })
  }

  async function loseIfLeft(id: string): Promise<void> {
    await store.reload(id) // its tab may have written an outcome not known here
    const state = store.get(id)?.state
    if (state === 'sending') await lose(id, 'server-unreachable', 'the page was closed')
    // Its page could still write this before it ended, but nobody is looking for it.
    if (state === 'unknown') recovery().start(id)
  }

  // Another tab may begin to send, and be closed, at any time.
  store.subscribe(() => {
    if (!caring || !locks.acrossTabs) return
    for (const { id, state } of store.all()) {
      if (state === 'sending') waitFor(id)
      if (state === 'unknown') recovery().start(id) // the tab that looks for it may be closed before it has found it
    }
  })

  // Cancelling.

  async function sendCancel(id: string, tries: number): Promise<void> {
    const submission = store.get(id)
    if (!submission || isFinal(submission) || submission.taskId === null) return
    const { taskId } = submission
    cancelling.add(id)
    try {
      await call(['tasks', 'cancel', taskId], () => cancelTask(taskId))
      await poll().lookAt(id)
    } catch (error) {
      const { code } = asAppError(error)
      // It goes out after signing in.
      if (code === 'signed-out') return void cancelling.delete(id)
      const delayMs = pollPolicy.cancelMs[tries]
      if (delayMs !== undefined && code !== 'request-refused' && code !== 'not-allowed')
        setTimeout(() => void sendCancel(id, tries + 1), delayMs)
      else {
        cancelling.delete(id)
        await store.apply(id, { type: 'cancel-dropped', atMs: Date.now(), detail: asAppError(error).detail })
      }
    }
  }

  function changed(id: string): void {
    const submission = store.get(id)
    if (submission && submission.cancelAskedMs !== null && !cancelling.has(id)) void sendCancel(id, 0)
  }

  async function cancel(id: string): Promise<void> {
    const submission = store.get(id)
    if (!submission || isFinal(submission)) return
    // Nothing was sent, so there is nothing to cancel.
    if (submission.state === 'unsent') return store.remove(id)
    await store.apply(id, { type: 'cancel-asked', atMs: Date.now() })
    if (submission.taskId === null) {
      const list = await readList(client, 'pending').catch(() => null)
      const found = findByName(list?.tasks ?? [], submission.taskName)
      if (found.kind !== 'one') return // it goes out when the id becomes known
      await store.apply(id, { type: 'listed', taskId: found.row.task_id })
    }
    await sendCancel(id, 0)
  }

  return {
    subscribe,
    send,
    cancel,
    changed,
    takeCare: () => {
      caring = true
      for (const { id, state } of store.all()) {
        if (state === 'unsent' && !retries.has(id)) void send(id)
        if (state === 'unknown' || state === 'not-found') recovery().start(id)
        if (state === 'sending') waitFor(id)
        changed(id) // its call may never have been made; asking twice does no harm
      }
    },
    sendWaiting: () => {
      for (const { id, state, error } of store.all()) {
        const isHeld = retries.get(id)?.asked === true || (error?.code === 'signed-out' && contact.now().isSignedOut)
        if (state === 'unsent' && !isHeld) void send(id)
        changed(id)
      }
    },
    retryMs: (id) => retries.get(id)?.atMs ?? null,
    stop: () => {
      caring = false
      retries.forEach(({ timer }) => clearTimeout(timer))
      retries.clear()
      timers.forEach((timer) => clearTimeout(timer))
    },
  }
}

/** POST /cancel_task/{id}; already ended (409) and unknown are answers too. */
async function cancelTask(taskId: string): Promise<void> {
  try {
    await callJson(`/api/cancel_task/${encodeURIComponent(taskId)}`, CancelAnswer, { method: 'POST', body: '{}' })
  } catch (error) {
    if (!(error instanceof HttpError && (error.status === 409 || error.status === 404))) throw error
  }
}

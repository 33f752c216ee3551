import type { QueryClient } from '@tanstack/react-query'
import { About, type TaskRow } from '#src/domain/metocean/contract.ts'
import { pollPolicy } from '#src/domain/tasks/poll-policy.ts'
import { isFinal, isOwn, type Submission } from '#src/domain/tasks/submission.ts'
import { createAnnouncer, type TasksEvents } from './announcer.ts'
import { type Answers, createAnswers } from './answers.ts'
import { createCancel } from './cancel.ts'
import { type Draft, draftOf, submissionOf } from './drafts.ts'
import { createFollow } from './follow.ts'
import { callJson, outcomeOf } from './http.ts'
import { createListeners, type Listeners } from './listeners.ts'
import { createLocks, type Locks } from './locks.ts'
import { createLookUp } from './look-up.ts'
import { createOutbox } from './outbox.ts'
import { hearPage } from './page-events.ts'
import { aboutQuery, resultQueries, taskQueries } from './queries.ts'
import { createRecover, type Recover } from './recover.ts'
import { createResultReader, type ResultReader } from './result-reader.ts'
import { createResultsStore } from './results-store.ts'
import { createSharedLists } from './shared-lists.ts'
import type { Storage } from './storage.ts'
import { createSubmissionStore } from './submission-store.ts'
import { createTaskReader } from './task-reader.ts'
import { createTaskWatch } from './task-watch.ts'
import { type TasksSnapshot, tasksSnapshot } from './tasks-snapshot.ts'

/** The tasks of this browser: sending, following, cancelling, recovering, and their answers. */
export interface Tasks extends Pick<Listeners, 'subscribe'>, Pick<Answers, 'answer'>, Pick<Recover, 'pick' | 'visit'> {
  readonly snapshot: () => TasksSnapshot
  /** Begins to follow what is stored and pending. @returns a function that ends it */
  readonly start: (events?: TasksEvents) => () => void
  /** Resolves once the wish is stored; sending goes on by itself. */
  readonly submit: (draft: Draft) => Promise<Submission>
  readonly sendNow: (id: string) => void
  readonly cancel: (id: string) => Promise<void>
  /** A task this browser did not send: it is followed from here on, so that what becomes of the wish is told. */
  readonly cancelTask: (row: TaskRow) => Promise<void>
  /** The same wish under a new name and id; null where its points are not known here. */
  readonly sendAgain: (id: string) => Promise<Submission | null>
  /** Takes cards away; the tasks themselves and their answers stay. */
  readonly remove: (ids: readonly string[]) => Promise<void>
  /** Puts them back. */
  readonly restore: (submissions: readonly Submission[]) => Promise<void>
  /** Attaches a task of the service: it is followed from here and its answer shown. */
  readonly recover: (row: TaskRow) => Promise<Submission>
  /** Looks at the lists, and for what is unclear; not before the time the service asked for. */
  readonly checkNow: () => Promise<void>
}

export interface TasksParts {
  client: QueryClient
  storage: Storage
  reader?: ResultReader
  locks?: Locks
  /** null: no other tabs. */
  channel?: (name: string) => BroadcastChannel | null
  now?: () => number
  random?: () => number
}

const browserChannel = (name: string) => (typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(name))

export function createTasks({ client, storage, reader = createResultReader(), locks = createLocks(), channel = browserChannel, now = Date.now, random = Math.random }: TasksParts): Tasks {
  const { subscribe, notify } = createListeners()
  const listChannel = channel('fairway:lists')
  const store = createSubmissionStore(storage, channel('fairway:submissions'))
  const lists = createSharedLists({ client, channel: listChannel, now })
  const readTask = createTaskReader({ reader, lists })
  const answers = createAnswers({ client, store, results: createResultsStore(storage, now), readTask, now })
  const follow = createFollow({ store, lists, answers, readTask, now })
  const cancel = createCancel({ store, lists, follow, now })
  const lookUp = createLookUp({ store, lists, follow, identified: cancel.identified, now, random })
  const outbox = createOutbox({ store, lists, locks, reader, answers, lookUp, follow, identified: cancel.identified, reachable, now, random })
  const watch = createTaskWatch({ store, lists, follow, identified: cancel.identified, left, kind: serviceKind, now, random })
  const announcer = createAnnouncer()
  const recover = createRecover({ store, lists, lookUp, announcer, follow, now })
  let snapshot: TasksSnapshot | null = null

  async function reachable(): Promise<boolean> {
    return callJson('/api/about', About).then(() => true, (error: unknown) => outcomeOf(error) === 'refused')
  }
  function serviceKind() {
    // Until it is known, the politer of the two.
    return client.getQueryData(aboutQuery().queryKey)?.mode ?? 'gateway'
  }
  function left(): void {
    for (const name of ['success', 'all'] as const) void client.invalidateQueries({ queryKey: taskQueries.list(name).queryKey, refetchType: 'active' })
  }

  function changed(): void {
    snapshot = null
    announcer.tell(store.all())
    notify()
  }
  for (const part of [store, lists, watch, outbox]) part.subscribe(changed)

  let wasCutOff = false
  lists.subscribe(() => {
    const { lostMs, isSignedOut } = lists.contact()
    const isCutOff = lostMs !== null || isSignedOut
    if (wasCutOff && !isCutOff) {
      outbox.sendWaiting()
      // An answer that could not be fetched meanwhile is wanted still.
      void client.refetchQueries({ queryKey: resultQueries.root(), type: 'active', predicate: ({ state }) => state.status === 'error' })
    }
    wasCutOff = isCutOff
  })
  lists.listen(watch)

  async function add(submission: Submission): Promise<Submission> {
    announcer.expect(submission.id)
    await store.add(submission)
    return submission
  }
  async function submit(draft: Draft): Promise<Submission> {
    await store.load()
    const submission = await add(submissionOf(draft, now()))
    void outbox.send(submission.id)
    return submission
  }

  /** What was sent again last, by the submission it repeats: a double click is one wish. */
  const again = new Map<string, { atMs: number; sent: Promise<Submission | null> }>()
  async function sendAgain(id: string): Promise<Submission | null> {
    const before = store.get(id)
    if (!before || !isOwn(before)) return null
    const sent = await submit(draftOf(before))
    if (!isFinal(before)) await store.remove(id)
    return sent
  }

  function start(given: TasksEvents = {}): () => void {
    announcer.listen(given)
    const controller = new AbortController()
    const { signal } = controller
    const onOnline = () => {
      outbox.sendWaiting()
      watch.refresh()
    }
    // A browser that believes to be offline may still reach a server on its own machine: one look tells.
    hearPage({ onOnline, onOffline: () => void watch.look(), onFront: watch.refresh }, signal)
    void client.prefetchQuery(aboutQuery())
    void store.load().then(() => {
      announcer.begin()
      if (signal.aborted) return
      lists.ask()
      locks.hold('poll', signal, () => {
        watch.start()
        outbox.recover()
        cancel.recover()
      })
    })
    return () => {
      controller.abort()
      watch.stop()
      lookUp.stop()
      outbox.stop()
    }
  }

  return {
    subscribe,
    snapshot: () => (snapshot ??= tasksSnapshot({ store, lists, watch, outbox, lookUp })),
    start,
    submit,
    answer: answers.answer,
    sendNow: (id) => void outbox.send(id),
    cancel: cancel.ask,
    cancelTask: async (row) => {
      const { id } = await recover.adopt(row)
      await cancel.ask(id)
    },
    sendAgain: (id) => {
      const last = again.get(id)
      if (last && now() - last.atMs < pollPolicy.doubleClickMs) return last.sent
      const sent = sendAgain(id)
      again.set(id, { atMs: now(), sent })
      return sent
    },
    remove: async (ids) => {
      await Promise.all(ids.map((id) => store.remove(id)))
    },
    restore: async (submissions) => {
      await Promise.all(submissions.map((submission) => store.add(submission)))
    },
    recover: recover.attach,
    pick: recover.pick,
    visit: recover.visit,
    checkNow: async () => {
      if (lists.waitMs() > 0) return
      left()
      const unclear = store.all().filter(({ state }) => state === 'unknown' || state === 'not-found')
      await Promise.all([watch.look(), ...unclear.map(({ id }) => lookUp.now(id))])
    },
  }
}

import type { QueryClient } from '@tanstack/react-query'
import { About, type TaskRow } from '#src/domain/metocean/contract.ts'
import type { Course } from '#src/domain/tasks/progress.ts'
import { isFinal, type Submission } from '#src/domain/tasks/submission.ts'
import { createAnnouncer, type TasksEvents } from './announcer.ts'
import { type Answers, createAnswers } from './answers.ts'
import { createCancel } from './cancel.ts'
import { adopted, type Draft, draftOf, submissionOf } from './drafts.ts'
import { createFollow } from './follow.ts'
import { callJson, outcomeOf } from './http.ts'
import { createListeners, type Listeners } from './listeners.ts'
import { createLocks, type Locks } from './locks.ts'
import { createLookUp } from './look-up.ts'
import { createOutbox } from './outbox.ts'
import { aboutQuery, taskQueries } from './queries.ts'
import { createResultReader, type ResultReader } from './result-reader.ts'
import { createResultsStore } from './results-store.ts'
import { hearLists, passedOn, wantList } from './shared-lists.ts'
import type { Storage } from './storage.ts'
import { createSubmissionStore } from './submission-store.ts'
import { createTaskLists } from './task-lists.ts'
import { createTaskReader } from './task-reader.ts'
import { createTaskWatch } from './task-watch.ts'

/** Everything the screen shows of tasks, but the service's lists themselves. The same object until something changes. */
export interface TasksSnapshot {
  /** Newest first. */
  readonly submissions: readonly Submission[]
  /** Promises of the pending tasks by task id. */
  readonly courses: ReadonlyMap<string, Course>
  /** Submissions whose task will hardly end. */
  readonly lost: ReadonlySet<string>
  /** The next look at the PENDING list, epoch milliseconds; null: nothing is pending. */
  readonly nextLookMs: number | null
  /** Since when nothing answers; null: all is well. */
  readonly contactLostMs: number | null
  /** When an unsent submission is tried again, by submission id. */
  readonly retryMs: ReadonlyMap<string, number>
  /** Tasks that fit a submission that was not found for certain, by submission id. */
  readonly candidates: ReadonlyMap<string, readonly TaskRow[]>
}

/** The tasks of this browser: sending, following, cancelling, recovering, and their answers. */
export interface Tasks extends Pick<Listeners, 'subscribe'>, Pick<Answers, 'answer'> {
  readonly snapshot: () => TasksSnapshot
  /** Begins to follow what is stored and pending. @returns a function that ends it */
  readonly start: (events?: TasksEvents) => () => void
  /** Resolves once the wish is stored; sending goes on by itself. */
  readonly submit: (draft: Draft) => Promise<Submission>
  readonly sendNow: (id: string) => void
  readonly cancel: (id: string) => Promise<void>
  /** A task this browser did not send. @throws HttpError */
  readonly cancelTask: (taskId: string) => Promise<void>
  /** The same wish under a new name and id; null where its points are not known here. */
  readonly sendAgain: (id: string) => Promise<Submission | null>
  readonly remove: (id: string) => Promise<void>
  /** Attaches a task of the service: it is followed from here and its answer shown. */
  readonly recover: (row: TaskRow) => Promise<Submission>
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
  const ownLists = createTaskLists({ client, now })
  const lists = passedOn(ownLists, listChannel, now)
  const readTask = createTaskReader({ reader, lists })
  const answers = createAnswers({ client, store, results: createResultsStore(storage, now), readTask, now })
  const follow = createFollow({ store, lists, answers, readTask, now })
  const cancel = createCancel({ store, lists, follow, now })
  const lookUp = createLookUp({ store, lists, follow, identified: cancel.identified, now, random })
  const outbox = createOutbox({ store, lists, locks, reader, answers, lookUp, follow, identified: cancel.identified, reachable, now, random })
  const watch = createTaskWatch({ store, lists, follow, identified: cancel.identified, left, kind: serviceKind, now, random })
  const announcer = createAnnouncer()
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
  for (const part of [store, ownLists, watch]) part.subscribe(changed)

  let contactWasLost = false
  ownLists.subscribe(() => {
    const isLost = ownLists.lostMs() !== null
    if (contactWasLost && !isLost) outbox.sendWaiting()
    contactWasLost = isLost
  })
  hearLists(listChannel, { client, watch })

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

  function start(given: TasksEvents = {}): () => void {
    announcer.listen(given)
    const controller = new AbortController()
    const { signal } = controller
    const online = () => {
      outbox.sendWaiting()
      if (ownLists.lostMs() !== null) void watch.look()
    }
    const visible = () => document.visibilityState === 'visible' && watch.catchUp()
    if (typeof window !== 'undefined') {
      window.addEventListener('online', online, { signal })
      document.addEventListener('visibilitychange', visible, { signal })
    }
    void client.prefetchQuery(aboutQuery())
    void store.load().then(() => {
      announcer.begin()
      if (signal.aborted) return
      wantList(listChannel)
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
    snapshot: () => (snapshot ??= snapshotOf()),
    start,
    submit,
    answer: answers.answer,
    sendNow: (id) => void outbox.send(id),
    cancel: cancel.ask,
    cancelTask: async (taskId) => {
      await cancel.foreign(taskId)
      await watch.look()
      left()
    },
    sendAgain: async (id) => {
      const before = store.get(id)
      if (!before || before.points.lat.length === 0) return null
      const again = await submit(draftOf(before))
      if (!isFinal(before)) await store.remove(id)
      return again
    },
    remove: (id) => store.remove(id),
    recover: async (row) => {
      await store.load()
      const own = store.byTask(row.task_id) ?? store.all().find(({ taskName, taskId }) => taskId === null && taskName === row.task_name)
      if (own) announcer.expect(own.id)
      if (own) await store.apply(own.id, { type: 'found', atMs: now(), taskId: row.task_id })
      const submission = own ? store.get(own.id)! : await add(adopted(row, now()))
      await follow(submission.id)
      return store.get(submission.id) ?? submission
    },
    checkNow: watch.look,
  }

  function snapshotOf(): TasksSnapshot {
    const submissions = store.all()
    const mapped = <T>(read: (id: string) => T | null) =>
      new Map(submissions.flatMap(({ id }) => {
        const value = read(id)
        return value === null ? [] : [[id, value] as const]
      }))
    return {
      submissions,
      courses: watch.courses(),
      lost: watch.lost(),
      nextLookMs: watch.nextMs(),
      contactLostMs: ownLists.lostMs(),
      retryMs: mapped(outbox.retryMs),
      candidates: mapped((id) => (lookUp.candidates(id).length > 0 ? lookUp.candidates(id) : null)),
    }
  }
}

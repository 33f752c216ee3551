import { onlineManager, type QueryClient } from '@tanstack/react-query'
import type { TaskRow } from '#src/domain/metocean/wire/contract.ts'
import { pollPolicy } from '#src/domain/tasks/poll-policy.ts'
import type { TaskProgress } from '#src/domain/tasks/progress.ts'
import { answerKey, isFinal, isOwn, type Submission } from '#src/domain/tasks/submission.ts'
import { createListeners, type Listeners } from '../listeners.ts'
import { createLocks, type Locks } from '../locks.ts'
import { createResultReader, type ResultReader } from '../workers/result-reader.ts'
import { createResultsStore } from '../storage/results-store.ts'
import type { Storage } from '../storage/storage.ts'
import { type TabChannel, tabChannel } from '../tab-channel.ts'
import { type Answers, createAnswers } from './answers.ts'
import { createContactWatch, createQueryClient } from './contact.ts'
import { type RequestDraft, draftOf, submissionOf } from './drafts.ts'
import { pageSight, type Sight } from './leader.ts'
import { createOutbox } from './outbox.ts'
import { createPoll } from './poll.ts'
import { aboutQuery, answerQueries, expireLists, taskQueries } from './queries.ts'
import { createRecovery, type Recovery } from './recovery.ts'
import { createSubmissionStore } from './submission-store.ts'

/** News for a page. `here`: this page sent or attached the submission, so it waits for the answer. */
export interface TasksEvents {
  readonly onAnswer?: (key: string, submission: Submission, here: boolean) => void
  /** The task id of a direct answer has become known; what is shown under the old key moves to the new one. */
  readonly onRenamed?: (from: string, to: string) => void
}

/** Everything the screen shows of tasks except the service's own lists. The same object until something changes. */
export interface TasksSnapshot {
  /** Newest first. */
  readonly submissions: readonly Submission[]
  /** Promises of the pending tasks by task id. */
  readonly progressByTask: ReadonlyMap<string, TaskProgress>
  /** Submissions whose task is unlikely to end. */
  readonly lost: ReadonlySet<string>
  /** The next look while something is under way, epoch milliseconds; null: nothing is. */
  readonly nextLookMs: number | null
  /** Since when nothing answers; null: all is well. */
  readonly contactLostMs: number | null
  /** The service asked for a pause until then, epoch milliseconds, perhaps past; null: it never did. */
  readonly busyUntilMs: number | null
  readonly isSignedOut: boolean
  /** When an unsent submission is tried again, by submission id. */
  readonly retryMs: ReadonlyMap<string, number>
  /** Tasks that fit a submission that was not found for certain, by submission id. */
  readonly candidates: ReadonlyMap<string, readonly TaskRow[]>
}

/** The tasks of this browser: sending, following, cancelling, recovering, and their answers. */
export interface Tasks
  extends
    Pick<Listeners, 'subscribe'>,
    Pick<Answers, 'answer' | 'readStatus'>,
    Pick<Recovery, 'pick' | 'visit' | 'link'> {
  /** Holds what the service has said; every part of the page reads it there. */
  readonly client: QueryClient
  readonly snapshot: () => TasksSnapshot
  /** Begins to follow what is stored and pending. @returns a function that ends it */
  readonly start: (events?: TasksEvents) => () => void
  /** Resolves once it is stored; sending goes on by itself. */
  readonly submit: (draft: RequestDraft) => Promise<Submission>
  readonly sendNow: (id: string) => void
  /** Resolves once it is stored, and its call was made if the task's id is known. */
  readonly cancel: (id: string) => Promise<void>
  /** A task this browser did not send: it is followed from here on, so that its end is announced. */
  readonly cancelTask: (row: TaskRow) => Promise<void>
  /** The same request under a new name and id; null where its points are not known here. */
  readonly sendAgain: (id: string) => Promise<Submission | null>
  /** Removes cards; the tasks themselves and their answers stay. */
  readonly remove: (ids: readonly string[]) => Promise<void>
  /** Puts them back. */
  readonly restore: (submissions: readonly Submission[]) => Promise<void>
  /** Attaches a task of the service: it is followed from here and its answer shown. */
  readonly recover: (row: TaskRow) => Promise<Submission>
  /** Looks at the lists, and for unclear outcomes; not before the pause that the service asked for ends. */
  readonly checkNow: () => Promise<void>
}

export interface TasksParts {
  storage: Storage
  reader?: ResultReader
  locks?: Locks
  channel?: TabChannel
  sight?: Sight
  random?: () => number
}

export function createTasks({
  storage,
  reader = createResultReader(),
  locks = createLocks(),
  channel = tabChannel,
  sight = pageSight,
  random = Math.random,
}: TasksParts): Tasks {
  const { subscribe, notify } = createListeners()
  const contact = createContactWatch((known) => channel.post('contact', known))
  const client = createQueryClient(contact)
  const store = createSubmissionStore(storage, channel)
  const announcer = createAnnouncer()
  const answers = createAnswers({ client, store, results: createResultsStore(storage, Date.now), reader })
  const outbox = createOutbox({
    client,
    store,
    contact,
    locks,
    reader,
    answers,
    recovery: () => recovery,
    poll: () => poll,
    random,
  })
  const poll = createPoll({
    client,
    store,
    answers,
    contact,
    channel,
    locks,
    sight,
    changed: outbox.changed,
    leads: outbox.takeCare,
    random,
  })
  const recovery = createRecovery({
    client,
    store,
    contact,
    poll,
    changed: outbox.changed,
    expect: announcer.expect,
    random,
  })
  let snapshot: TasksSnapshot | null = null

  for (const part of [store, contact, poll, outbox]) {
    part.subscribe(() => {
      snapshot = null
      announcer.announce(store.all())
      notify()
    })
  }

  let wasCutOff = false
  let wasSignedOut = false
  contact.subscribe(() => {
    const isCutOff = contact.isCutOff()
    const { isSignedOut } = contact.now()
    if (wasCutOff && !isCutOff) reconnected()
    if (wasSignedOut && !isSignedOut) expireLists(client) // those on screen were refused
    wasCutOff = isCutOff
    wasSignedOut = isSignedOut
  })
  /** What waited goes now, answers that could not be fetched are fetched, and the server may be another one. */
  function reconnected(): void {
    outbox.sendWaiting()
    void client.refetchQueries({
      queryKey: answerQueries.root(),
      type: 'active',
      predicate: ({ state }) => state.status === 'error',
    })
    void client.refetchQueries({ queryKey: aboutQuery().queryKey }, { cancelRefetch: false })
  }

  async function submit(draft: RequestDraft): Promise<Submission> {
    await store.load()
    const submission = submissionOf(draft, Date.now())
    announcer.expect(submission.id)
    await store.add(submission)
    void outbox.send(submission.id)
    return submission
  }

  /** What was last sent again, by the submission it repeats: a double click is one request. */
  const again = new Map<string, { atMs: number; sent: Promise<Submission | null> }>()
  async function sendAgain(id: string): Promise<Submission | null> {
    const before = store.get(id)
    if (!before || !isOwn(before)) return null
    const sent = await submit(draftOf(before))
    if (!isFinal(before)) await store.remove(id)
    return sent
  }

  function start(events: TasksEvents = {}): () => void {
    announcer.listen(events)
    const controller = new AbortController()
    const { signal } = controller
    client.mount()
    const unsubscribe = onlineManager.subscribe((isOnline) => isOnline && outbox.sendWaiting())
    void client.prefetchQuery(aboutQuery())
    void store.load().then(() => {
      announcer.begin()
      if (!signal.aborted) poll.start(signal)
    })
    return () => {
      controller.abort()
      unsubscribe()
      recovery.stop()
      outbox.stop()
      client.unmount()
    }
  }

  function takeSnapshot(): TasksSnapshot {
    const submissions = store.all()
    const { lostMs, waitUntilMs, isSignedOut } = contact.now()
    const byId = <T>(read: (id: string) => T | null) =>
      new Map(
        submissions
          .map(({ id }) => [id, read(id)] as const)
          .filter((entry): entry is readonly [string, T] => entry[1] !== null),
      )
    const pending = client.getQueryData(taskQueries.pending().queryKey)
    const followed = new Set([
      ...(pending?.tasks ?? []).map(({ task_id }) => task_id),
      ...submissions.filter(({ state }) => state === 'accepted').map(({ taskId }) => taskId),
    ])
    return {
      submissions,
      progressByTask: new Map([...(pending?.progressByTask ?? [])].filter(([taskId]) => followed.has(taskId))),
      lost: poll.lost(),
      nextLookMs: poll.nextMs(),
      contactLostMs: lostMs,
      busyUntilMs: waitUntilMs || null,
      isSignedOut,
      retryMs: byId(outbox.retryMs),
      candidates: byId((id) => (recovery.candidates(id).length > 0 ? recovery.candidates(id) : null)),
    }
  }

  return {
    client,
    subscribe,
    snapshot: () => (snapshot ??= takeSnapshot()),
    start,
    submit,
    answer: answers.answer,
    readStatus: answers.readStatus,
    sendNow: (id) => void outbox.send(id),
    cancel: outbox.cancel,
    cancelTask: async (row) => {
      const { id } = await recovery.adopt(row)
      await outbox.cancel(id)
    },
    sendAgain: (id) => {
      const last = again.get(id)
      if (last && Date.now() - last.atMs < pollPolicy.doubleClickMs) return last.sent
      const sent = sendAgain(id)
      again.set(id, { atMs: Date.now(), sent })
      return sent
    },
    remove: async (ids) => {
      await Promise.all(ids.map((id) => store.remove(id)))
    },
    restore: async (submissions) => {
      await Promise.all(submissions.map((submission) => store.add(submission)))
    },
    recover: recovery.attach,
    pick: recovery.pick,
    visit: recovery.visit,
    link: recovery.link,
    checkNow: async () => {
      if (contact.waitMs() > 0) return
      expireLists(client)
      const unclear = store.all().filter(({ state }) => state === 'unknown' || state === 'not-found')
      await Promise.all([poll.look(), ...unclear.map(({ id }) => recovery.lookUp(id))])
    },
  }
}

/** Announces each answer to a page once. */
function createAnnouncer() {
  const here = new Set<string>()
  /** The key each answer was last announced under. */
  const announced = new Map<string, string>()
  let events: TasksEvents = {}
  let begun = false

  function announceOne(submission: Submission): void {
    const key = answerKey(submission)
    const before = announced.get(submission.id)
    if (before === key) return
    announced.set(submission.id, key)
    const isHere = here.has(submission.id)
    if (!begun && !isHere) return
    if (before !== undefined) events.onRenamed?.(before, key)
    else events.onAnswer?.(key, submission, isHere)
  }

  return {
    listen: (given: TasksEvents) => void (events = given),
    /** This page waits for the answer of a submission. */
    expect: (id: string) => void here.add(id),
    /** From here on an answer is news; one from before this page is not. */
    begin: () => void (begun = true),
    announce: (submissions: readonly Submission[]) =>
      submissions.filter(({ state }) => state === 'done').forEach(announceOne),
  }
}

import { onlineManager, type QueryClient, QueryObserver, type QueryState } from '@tanstack/react-query'
import { nextLookMs, pollPolicy, type Watched } from '#src/domain/tasks/poll-policy.ts'
import { reconcile, type StatusRead, watchedTask, watchedTasks } from '#src/domain/tasks/reconcile.ts'
import { isFinal } from '#src/domain/tasks/submission.ts'
import { HttpError } from '../http/http-error.ts'
import { createListeners, type Listeners } from '../listeners.ts'
import type { Locks } from '../locks.ts'
import type { TabChannel } from '../tab-channel.ts'
import type { Answers } from './answers.ts'
import type { ContactWatch } from './contact.ts'
import { createLeader, type Sight } from './leader.ts'
import { aboutQuery, expireLists, type PendingList, type Polling, readList, statusKey, taskQueries } from './queries.ts'
import type { SubmissionStore } from './submission-store.ts'

interface Parts {
  client: QueryClient
  store: SubmissionStore
  answers: Pick<Answers, 'readStatus'>
  contact: ContactWatch
  channel: TabChannel
  locks: Locks
  sight: Sight
  /** There is news of a submission's task. */
  changed: (id: string) => void
  /** This tab becomes the one that asks. */
  leads: () => void
  random: () => number
}

/** What the service says about tasks: asked for by one tab of a browser, known in all. */
export interface Poll extends Pick<Listeners, 'subscribe'> {
  /** Takes part until `signal` aborts. */
  readonly start: (signal: AbortSignal) => void
  /** Looks now at the PENDING list, and at the tasks followed by their ids. */
  readonly look: () => Promise<void>
  /** Looks at a submission's task by its id now. */
  readonly lookAt: (id: string) => Promise<void>
  /** The next look while something is under way, epoch milliseconds; null: the idle look at most. */
  readonly nextMs: () => number | null
  /** Submissions whose task is unlikely to end. */
  readonly lost: () => ReadonlySet<string>
}

type PendingObserver = QueryObserver<PendingList, Error, PendingList, PendingList, readonly ['tasks', 'pending']>
type StatusObserver = QueryObserver<StatusRead, Error, StatusRead, StatusRead, ReturnType<typeof statusKey>>

/** What the plan reads from a query's state: how its looks went. */
type Looks = Pick<QueryState, 'status' | 'error' | 'dataUpdatedAt' | 'errorUpdatedAt' | 'errorUpdateCount'>

/** The shortest wait: 0 would set no timer. */
const NOW_MS = 1

const pendingKey = taskQueries.pending().queryKey

export function createPoll({
  client,
  store,
  answers,
  contact,
  channel,
  locks,
  sight,
  changed,
  leads,
  random,
}: Parts): Poll {
  const { subscribe, notify } = createListeners()
  /** While this tab leads: the poll, and the tasks followed by their ids. */
  let asking: { readonly pending: PendingObserver; readonly byId: Map<string, StatusObserver> } | null = null
  let lost: ReadonlySet<string> = new Set()
  let nextMs: number | null = null
  let underWay: ReadonlySet<string> = new Set()
  /** Drawn once: it spreads browsers apart, and keeps the plans of several failing queries from moving. */
  const chance = random()

  const pending = () => client.getQueryData(pendingKey) ?? null
  /** Submissions whose task the service has, as far as is known here. */
  const running = () =>
    store.all().filter(({ state, taskId }) => taskId !== null && (state === 'accepted' || state === 'sending'))
  const runningIds = () => running().flatMap(({ taskId }) => taskId ?? [])
  const kind = () => client.getQueryData(aboutQuery().queryKey)?.mode ?? 'gateway' // the slower, until known
  const statusOptions = (taskId: string, polling?: Polling<StatusRead>) =>
    taskQueries.status(taskId, () => answers.readStatus(taskId), polling)

  const lastTryMs = ({ dataUpdatedAt, errorUpdatedAt }: Looks) => Math.max(dataUpdatedAt, errorUpdatedAt) || null
  function isWorthLooking(state: Looks): boolean {
    const triedMs = lastTryMs(state)
    return (
      !contact.now().isSignedOut &&
      contact.waitMs() === 0 &&
      (triedMs === null || Date.now() - triedMs >= pollPolicy.shortestMs[kind()])
    )
  }
  function plan(tasks: readonly Watched[], state: Looks, errorsBefore: number): number | false {
    if (contact.now().isSignedOut) return false // every look would only be refused
    const failures = state.status === 'error' ? Math.max(1, state.errorUpdateCount - errorsBefore) : 0
    const planned = nextLookMs(tasks, {
      nowMs: Date.now(),
      kind: kind(),
      // What others found counts as well: while nobody answers, this goes on looking until somebody does.
      failures: Math.max(failures, contact.isCutOff() ? 1 : 0),
      isServerAway: state.error instanceof HttpError && state.error.code === 'server-unreachable',
      lastTryMs: lastTryMs(state),
      random: chance,
      isVisible: sight.isVisible(),
    })
    return planned === null ? false : Math.max(NOW_MS, planned, contact.waitMs())
  }
  const pendingPolling: Polling<PendingList> = {
    nextLook: (state) => plan(watchedTasks(store.all(), state.data ?? null), state, state.data?.errorsBefore ?? 0),
    isWorthLooking,
  }
  const statusPolling = (taskId: string): Polling<StatusRead> => ({
    nextLook: (state) => {
      const submission = store.byTask(taskId)
      if (!submission || isFinal(submission)) return false
      return plan([{ ...watchedTask(submission, pending()), lookedMs: state.dataUpdatedAt || null }], state, 0)
    },
    isWorthLooking,
  })

  /** Applies what was read to the submissions; what follows from that may lead to more. */
  function settle(): void {
    const statuses = new Map(
      runningIds().flatMap((taskId) => {
        const read = client.getQueryData<StatusRead>(statusKey(taskId))
        return read ? [[taskId, read] as const] : []
      }),
    )
    // Only the tab that reads the lists judges by them; a task that this tab has looked at is its own business.
    const happened = reconcile(asking ? store.all() : running(), { pending: pending(), statuses }, Date.now())
    // A look by id has served its purpose: the task may have to be asked for again.
    const used = happened.flatMap((one) => ('event' in one ? (store.get(one.id)?.taskId ?? []) : []))
    for (const one of happened) if ('event' in one) void store.apply(one.id, one.event).then(() => changed(one.id))
    lost = new Set(happened.flatMap((one) => ('lost' in one ? one.id : [])))
    if (asking)
      askFor(
        new Set(
          happened.flatMap((one) =>
            'askFor' in one ? one.askFor : 'lost' in one ? (store.get(one.id)?.taskId ?? []) : [],
          ),
        ),
        asking.byId,
      )
    for (const taskId of used) client.removeQueries({ queryKey: statusKey(taskId), exact: true })
  }
  function askFor(taskIds: ReadonlySet<string>, byId: Map<string, StatusObserver>): void {
    for (const [taskId, observer] of byId) {
      if (taskIds.has(taskId)) continue
      byId.delete(taskId)
      observer.destroy()
    }
    for (const taskId of taskIds) {
      if (byId.has(taskId)) continue
      const observer = new QueryObserver(client, statusOptions(taskId, statusPolling(taskId)))
      byId.set(taskId, observer)
      observer.subscribe(() => undefined)
      const state = client.getQueryState<StatusRead>(statusKey(taskId))
      if (state?.data && isWorthLooking(state)) void observer.refetch({ cancelRefetch: false })
    }
  }

  /** A task is no longer under way, whoever found out: the lists on screen are out of date. */
  function refreshLists(): void {
    const before = underWay
    // A direct answer ends a task that the last list still has.
    const listed = (pending()?.tasks ?? []).filter(
      ({ task_id }) => !isFinal(store.byTask(task_id) ?? { state: 'accepted' }),
    )
    underWay = new Set([...listed.map(({ task_id }) => task_id), ...runningIds()])
    if ([...before].every((taskId) => underWay.has(taskId))) return
    expireLists(client)
  }

  let isUpdating = false
  let isOutdated = false
  /** Runs after every look and every change of a submission or of the contact. It may itself call for another round. */
  function update(): void {
    isOutdated = true
    if (isUpdating) return
    isUpdating = true
    while (isOutdated) {
      isOutdated = false
      refreshLists()
      settle()
    }
    isUpdating = false
    replan()
    leader.reconsider()
  }
  function replan(): void {
    asking?.pending.setOptions(taskQueries.pending(pendingPolling))
    const state = client.getQueryState<PendingList>(pendingKey)
    const planned = state ? pendingPolling.nextLook(state) : false
    // A timer would only delay it.
    if (planned === NOW_MS) void asking?.pending.refetch({ cancelRefetch: false })
    const isAwaited = underWay.size > 0 || contact.isCutOff()
    const byId = [...(asking?.byId.keys() ?? [])].map((taskId) => {
      const own = client.getQueryState<StatusRead>(statusKey(taskId))
      return own ? statusPolling(taskId).nextLook(own) : false
    })
    const looks = [isAwaited && planned, ...byId].filter((ms) => ms !== false)
    const before = nextMs
    nextMs = looks.length > 0 ? Date.now() + Math.min(...looks) : null
    // A plan made anew for the same moment differs by a few milliseconds; that is no news.
    if (Math.abs((before ?? 0) - (nextMs ?? 0)) > 500) notify()
  }

  function begin(signal: AbortSignal): void {
    const observer = new QueryObserver(client, taskQueries.pending(pendingPolling))
    const byId = new Map<string, StatusObserver>()
    asking = { pending: observer, byId }
    signal.addEventListener(
      'abort',
      () => {
        asking = null
        for (const one of [observer, ...byId.values()]) one.destroy()
      },
      { once: true },
    )
    const state = client.getQueryState(pendingKey)
    observer.subscribe(() => undefined)
    if (state?.data && isWorthLooking(state)) void observer.refetch({ cancelRefetch: false })
    leads()
    update()
  }
  const leader = createLeader({
    locks,
    channel,
    sight,
    isNeeded: () =>
      underWay.size > 0 || store.all().some((submission) => !isFinal(submission) && submission.state !== 'not-found'),
    begin,
  })

  function share(): void {
    const state = client.getQueryState(pendingKey)
    if (state?.data) channel.post('pending', { list: state.data, readMs: state.dataUpdatedAt })
  }
  /** Lists may overtake each other; the newest counts. */
  function take({ list, readMs }: { list: PendingList; readMs: number }): void {
    const state = client.getQueryState(pendingKey)
    if (readMs >= (state?.dataUpdatedAt ?? 0))
      client.setQueryData(pendingKey, { ...list, errorsBefore: state?.errorUpdateCount ?? 0 }, { updatedAt: readMs })
  }

  /** A timer does not run while the computer sleeps: a page that finds time missing looks at once. */
  function watchSleep(signal: AbortSignal): void {
    let lastMs = Date.now()
    const timer = setInterval(() => {
      const missingMs = Date.now() - lastMs - pollPolicy.wakeMs
      lastMs = Date.now()
      const state = client.getQueryState(pendingKey)
      if (asking && state && missingMs > pollPolicy.wakeMs && sight.isVisible() && isWorthLooking(state)) void look()
    }, pollPolicy.wakeMs)
    signal.addEventListener('abort', () => clearInterval(timer), { once: true })
  }

  async function look(): Promise<void> {
    const byId = [...(asking?.byId.values() ?? [])].map((observer) => observer.refetch({ cancelRefetch: false }))
    const list = readList(client, 'pending').catch(() => undefined) // the contact says so
    await Promise.all([list, ...byId])
  }

  return {
    subscribe,
    look,
    lookAt: async (id) => {
      const taskId = store.get(id)?.taskId
      if (taskId == null) return
      await client.fetchQuery({ ...statusOptions(taskId), staleTime: 0 }).catch(() => undefined)
      update()
    },
    start: (signal) => {
      const ends = [
        store.subscribe(update),
        contact.subscribe(update),
        sight.subscribe(update),
        // A browser that believes it is offline may still reach a server on its own machine, and one that is back need not
        // wait for the next look: one now tells.
        onlineManager.subscribe(() => asking && void look()),
        client.getQueryCache().subscribe((event) => {
          if (event.type !== 'updated' || (event.action.type !== 'success' && event.action.type !== 'error')) return
          const [root, name] = event.query.queryKey as readonly unknown[]
          if (root !== taskQueries.root()[0] || (name !== 'pending' && name !== 'status')) return
          if (name === 'pending' && event.action.type === 'success' && !event.action.manual) share()
          update()
          notify()
        }),
        channel.on('pending', take),
        channel.on('contact', contact.learned),
        channel.on('what-is-known', () => {
          if (!asking) return
          channel.post('contact', contact.now())
          share()
        }),
      ]
      signal.addEventListener('abort', () => ends.forEach((end) => end()), { once: true })
      channel.post('what-is-known', null)
      watchSleep(signal)
      leader.start(signal)
    },
    nextMs: () => nextMs,
    lost: () => lost,
  }
}

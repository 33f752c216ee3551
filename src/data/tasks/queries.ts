import { type QueryClient, type QueryState, queryOptions } from '@tanstack/react-query'
import { About, TaskList } from '#src/domain/metocean/wire/contract.ts'
import type { Answer } from '#src/domain/metocean/result.ts'
import { pollPolicy } from '#src/domain/tasks/poll-policy.ts'
import { type TaskProgress, progressAfter } from '#src/domain/tasks/progress.ts'
import type { PendingRead, StatusRead } from '#src/domain/tasks/reconcile.ts'
import { callJson } from '../http/http.ts'

/** The PENDING list as it was read. */
export interface PendingList extends TaskList, PendingRead {
  readonly tasks: TaskList['tasks']
  /** Also of a task that has left the list: what it promised last. */
  readonly progressByTask: ReadonlyMap<string, TaskProgress>
  /** The query's errors before this look: those that came later are failures in a row. */
  readonly errorsBefore: number
}

/** How a query is polled: by what the policy says of its state. One tab of a browser has one; nobody else asks. */
export interface Polling<Data> {
  /** Milliseconds to the next look; false: none. */
  readonly nextLook: (state: QueryState<Data>) => number | false
  /** Is a look worth it when somebody comes back to the page? Not where the last one is just over. */
  readonly isWorthLooking: (state: QueryState<Data>) => boolean
}

/** Nothing is asked again by itself unless it says so below; an own server may answer while the browser believes to be offline. */
const asked = {
  staleTime: Infinity,
  gcTime: Infinity,
  retry: false,
  networkMode: 'always',
  refetchOnWindowFocus: false,
  refetchOnReconnect: false,
  meta: { asksServer: true },
} as const

interface Polled<Data> {
  readonly enabled?: boolean
  readonly refetchInterval?: (query: { state: QueryState<Data> }) => number | false
  readonly refetchIntervalInBackground?: boolean
  readonly refetchOnWindowFocus?: (query: { state: QueryState<Data> }) => 'always' | false
  readonly refetchOnReconnect?: (query: { state: QueryState<Data> }) => 'always' | false
}

/** Only the tab that leads fetches; every other observer sees what was read last, in whichever tab. */
function polled<Data>(polling: Polling<Data> | undefined): Polled<Data> {
  if (!polling) return { enabled: false }
  const whenWorthIt = ({ state }: { state: QueryState<Data> }) => (polling.isWorthLooking(state) ? 'always' : false)
  return {
    refetchInterval: ({ state }) => polling.nextLook(state),
    refetchIntervalInBackground: true, // the policy says when nobody would see it
    refetchOnWindowFocus: whenWorthIt,
    refetchOnReconnect: whenWorthIt, // by itself `networkMode: 'always'` switches it off
  }
}

export type ListName = 'pending' | 'success' | 'all'

/** The service's tasks. The poll is `pending` with a `polling`, which `poll.ts` has. */
export const taskQueries = {
  root: () => ['tasks'] as const,
  pending: (polling?: Polling<PendingList>) =>
    queryOptions({
      queryKey: [...taskQueries.root(), 'pending'] as const,
      // Without the query's signal: a panel that closes must not abort the look another part waits for.
      queryFn: async ({ client, queryKey }): Promise<PendingList> => {
        const readMs = Date.now()
        const list = await callJson('/api/user/tasks/PENDING', TaskList)
        const before = client.getQueryState<PendingList>(queryKey)
        return pendingList(list, readMs, before?.data, before?.errorUpdateCount ?? 0)
      },
      ...asked,
      ...polled(polling),
      structuralSharing: false,
    }),
  /** Read when it is looked at: fresh for some seconds, and read again when a task is no longer under way. */
  list: (name: Exclude<ListName, 'pending'>) =>
    queryOptions({
      queryKey: [...taskQueries.root(), name] as const,
      queryFn: () => callJson(name === 'all' ? '/api/user/tasks' : '/api/user/tasks/SUCCESS', TaskList),
      ...asked,
      staleTime: () => pollPolicy.freshMs,
      refetchOnWindowFocus: true,
    }),
  success: () => taskQueries.list('success'),
  everything: () => taskQueries.list('all'),
  /** A task that no list shows, by its id. @param read looks once, in the worker: the body may carry the answer */
  status: (taskId: string, read: () => Promise<StatusRead>, polling?: Polling<StatusRead>) =>
    queryOptions({
      queryKey: statusKey(taskId),
      queryFn: read,
      ...asked,
      ...polled(polling),
      structuralSharing: false,
    }),
}

export const statusKey = (taskId: string) => [...taskQueries.root(), 'status', taskId] as const

/** Reads one of the lists now, whoever polls. @throws HttpError */
export function readList(client: QueryClient, name: ListName): Promise<TaskList> {
  return name === 'pending'
    ? client.fetchQuery({ ...taskQueries.pending(), staleTime: 0 })
    : client.fetchQuery({ ...taskQueries.list(name), staleTime: 0 })
}

/** The lists that are shown are out of date: they are read again where they are, else when they are opened. */
export function expireLists(client: QueryClient): void {
  for (const { queryKey } of [taskQueries.success(), taskQueries.everything()])
    void client.invalidateQueries({ queryKey })
}

/** A vanished task's promise is kept this long: it may be pending still, and known by its id only. */
const PROMISE_KEPT_MS = 24 * 3_600_000

function pendingList(
  list: TaskList,
  readMs: number,
  before: PendingList | undefined,
  errorsBefore: number,
): PendingList {
  const known = [...(before?.progressByTask ?? [])].filter(
    ([, taskProgress]) => readMs - taskProgress.readMs < PROMISE_KEPT_MS,
  )
  const listed = list.tasks.map(
    (row) =>
      [row.task_id, progressAfter(before?.progressByTask.get(row.task_id) ?? null, row, Date.now(), readMs)] as const,
  )
  return { ...list, readMs, errorsBefore, progressByTask: new Map([...known, ...listed]) }
}

/** Who answers, and what the next request may ask of it: asked again whenever the server may have become another one. */
export const aboutQuery = () =>
  queryOptions({
    queryKey: ['about'] as const,
    queryFn: ({ signal }) => callJson('/api/about', About, { signal }),
    ...asked,
    meta: {}, // only what is asked of the service says whether it can be reached
    refetchOnWindowFocus: 'always',
    refetchOnReconnect: 'always',
  })

/** Where answers come from: this browser's store first, else the service. */
export interface AnswerSource {
  readonly answer: (key: string) => Promise<Answer>
}

/** Answers as columns, by task id or `submission:<uuid>`. An answer never changes, and its columns are not compared. */
export const answerQueries = {
  root: () => ['answers'] as const,
  byKey: (key: string, source: AnswerSource) =>
    queryOptions({
      queryKey: [...answerQueries.root(), key] as const,
      queryFn: () => source.answer(key),
      ...asked,
      meta: {}, // mostly read from this browser's own store, which tells nothing of the service
      structuralSharing: false,
      gcTime: 10 * 60_000,
    }),
}
